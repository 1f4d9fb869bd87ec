"""Rows of `lokasi` of the simulated sample: where part of the spending lands."""

from __future__ import annotations

from contoh_acak import acak, bagi, permil, urutan
from contoh_arg import RIBU, rencana
from contoh_belanja import TAHAPAN, baris_opd, tertanda
from contoh_penanda import kode_terbit, sub_opd
from contoh_struktur import Opd, semua_opd, tempat_unit
from contoh_turunan import rupiah
from contoh_wilayah import KOTA, TAHUN, kelurahan_desa, penduduk, tujuan

Isi = dict[str, str]
KOLOM_LOKASI = (
    "kode_daerah",
    "tahun",
    "tahapan",
    "kode_skpd",
    "kode_sub_unit",
    "kode_sub_kegiatan",
    "kode_rekening",
    "kode_sumber_dana",
    "kode_wilayah",
    "rupiah",
    "persen",
)
# Bagian ARG yang sudah punya tempat, perseribu.
BERTEMPAT = {2023: 265, 2024: 330, 2025: 390}
# Lokasi sampai rekening dibatasi tempatnya, supaya berkasnya tetap kecil.
PALING_BANYAK = 20
JALAN = ("Pemeliharaan Rutin Jalan", "Pembangunan Jalan")


def _bobot_tempat(daerah: str, tahun: int, kunci: str) -> dict[str, int]:
    """Place -> weight: target rupiah per woman times women; in the kabupaten part of the places."""
    orang, sasaran = penduduk(daerah), tujuan(daerah, tahun)
    hasil = {}
    for satu in kelurahan_desa(daerah):
        ikut = daerah == KOTA or permil("ikut", kunci, satu.kode) < 380
        bobot = sasaran[satu.kode] * orang[satu.kode, tahun][1]
        if bobot and ikut:
            hasil[satu.kode] = bobot * acak("lokasi", kunci, satu.kode).randrange(960, 1041)
    return hasil


def _per_kecamatan(bobot: dict[str, int]) -> dict[str, int]:
    hasil: dict[str, int] = {}
    for kode, nilai in bobot.items():
        hasil[kode[:8]] = hasil.get(kode[:8], 0) + nilai
    return hasil


def _awal(opd: Opd, tahun: int, tahapan: str, kode: str) -> Isi:
    return {
        "kode_daerah": opd.daerah,
        "tahun": str(tahun),
        "tahapan": tahapan,
        "kode_skpd": opd.kode,
        "kode_sub_kegiatan": kode_terbit(kode, tahun),
    }


def _sebar(awal: Isi, pagu: int, bagian: int, bobot: dict[str, int], *, persen: bool) -> list[Isi]:
    """Rows placing `bagian` (ten-thousandths) of `pagu`, as rupiah or as percent."""
    nilai = bagi(
        bagian if persen else pagu * bagian // 10000 // RIBU * RIBU,
        [*bobot.values()],
        1 if persen else RIBU,
    )
    kolom = "persen" if persen else "rupiah"
    # Persen berdua desimal: bagian 10000 berarti 100,00.
    teks = [f"{satu // 100}.{satu % 100:02}" if persen else rupiah(satu) for satu in nilai]
    return [
        awal | {"kode_wilayah": tempat, kolom: satu}
        for tempat, satu, angka in zip(bobot, teks, nilai, strict=True)
        if angka > 0
    ]


def _satu_sub(opd: Opd, tahun: int, tahapan: str, kode: str, bagian: int) -> list[Isi]:
    lines = [baris for baris in baris_opd(opd, tahun, tahapan) if baris.pos.sub.kode == kode]
    awal, kunci = _awal(opd, tahun, tahapan, kode), f"{opd.kode}/{kode}"
    bobot, ragam = _bobot_tempat(opd.daerah, tahun, kunci), permil("ragam", opd.daerah, kunci) // 10
    if not bobot:
        return []
    # Kabupaten sedikit sub kegiatan: batasnya dinaikkan supaya setiap ragam ada.
    batas, lebar = (5, 8) if opd.daerah == KOTA else (20, 20)
    if ragam < batas:
        bobot = _per_kecamatan(bobot)
    if batas <= ragam < batas + lebar:
        bobot = {tempat: bobot[tempat] for tempat in sorted(bobot)[:PALING_BANYAK]}
        hasil: list[Isi] = []
        pagu_halus: dict[tuple[str, str], int] = {}
        for baris in lines:
            kunci_halus = (baris.rekening, baris.sumber)
            pagu_halus[kunci_halus] = pagu_halus.get(kunci_halus, 0) + baris.pagu
        for (rekening, sumber), sen in pagu_halus.items():
            rinci = awal | {"kode_rekening": rekening, "kode_sumber_dana": sumber}
            hasil += _sebar(rinci, sen, bagian, bobot, persen=False)
        return hasil
    pagu = sum(baris.pagu for baris in lines)
    return _sebar(awal, pagu, bagian, bobot, persen=ragam >= 60)


def _klaim(opd: Opd, tahun: int, tahapan: str) -> dict[str, int]:
    tanda, bobot = set(tertanda(opd, tahun, tahapan)), rencana(opd).bobot
    hasil: dict[str, int] = {}
    for baris in baris_opd(opd, tahun, tahapan):
        kode = baris.pos.sub.kode
        if kode in tanda:
            hasil[kode] = hasil.get(kode, 0) + baris.pagu * bobot[kode] // 100
    return hasil


def _lokasi_arg(daerah: str, tahun: int, tahapan: str) -> list[Isi]:
    calon, total = [], 0
    for opd in semua_opd(daerah):
        subs = sub_opd(opd)
        for kode, klaim in _klaim(opd, tahun, tahapan).items():
            total += klaim
            if opd.bidang != ("7.01",) and subs[kode].kategori != "PELEMBAGAAN":
                calon.append((urutan("bertempat", daerah, opd.kode, kode), opd, kode, klaim))
    sisa, hasil = total * BERTEMPAT[tahun] // 1000, []
    for _, opd, kode, klaim in sorted(calon, key=lambda satu: satu[0]):
        penuh = acak("bagian", daerah, opd.kode, kode).randrange(6500, 10001)
        bagian = min(penuh, sisa * 10000 // klaim)
        if bagian < 300:
            break
        hasil += _satu_sub(opd, tahun, tahapan, kode, bagian)
        sisa -= klaim * bagian // 10000
    return hasil


def _lokasi_kelurahan(opd: Opd, tahun: int, tahapan: str) -> list[Isi]:
    """Kelurahan spending under a kecamatan office is known to the rupiah."""
    tempat = tempat_unit(opd)
    jumlah: dict[tuple[str, str, str], int] = {}
    for baris in baris_opd(opd, tahun, tahapan):
        wilayah = tempat.get(baris.pos.kode_unit)
        if wilayah and baris.pos.sub.kegiatan == "Pemberdayaan Kelurahan":
            kunci = (baris.pos.sub.kode, baris.pos.kode_unit, wilayah)
            jumlah[kunci] = jumlah.get(kunci, 0) + baris.pagu
    return [
        _awal(opd, tahun, tahapan, kode)
        | {"kode_sub_unit": unit, "kode_wilayah": wilayah, "rupiah": rupiah(sen)}
        for (kode, unit, wilayah), sen in jumlah.items()
    ]


def _lokasi_jalan(opd: Opd, tahun: int, tahapan: str) -> list[Isi]:
    """Roads are placed too, though they are not ARG."""
    bebas = {
        baris.pos.sub.kode
        for baris in baris_opd(opd, tahun, tahapan)
        if baris.pos.sub.nama in JALAN and baris.pos.sub.kode not in rencana(opd).arg
    }
    return [isi for kode in sorted(bebas) for isi in _satu_sub(opd, tahun, tahapan, kode, 7500)]


def lokasi(daerah: str) -> list[Isi]:
    """All places of spending of a region: every year, both stages."""
    hasil = []
    for tahun in TAHUN:
        for tahapan in TAHAPAN:
            hasil += _lokasi_arg(daerah, tahun, tahapan)
            for opd in semua_opd(daerah):
                if opd.bidang == ("7.01",):
                    hasil += _lokasi_kelurahan(opd, tahun, tahapan)
                elif opd.bidang[0] == "1.03":
                    hasil += _lokasi_jalan(opd, tahun, tahapan)
    return hasil
