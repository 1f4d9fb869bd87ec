"""What the sample shows, computed from its rows: shares in percent, rupiah as text.

The rules are those of the store (most specific tag wins, DRAF and DITOLAK do not count, GAP, GBS
and KAK approved), written out here a second time on purpose: page tests compare with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from contoh_belanja import baris_daerah
from contoh_penanda import Baris, kode_terbit
from contoh_struktur import semua_opd
from contoh_turunan import rupiah
from contoh_wilayah import DAFTAR, KABUPATEN, KOTA, NAMA_DAERAH, TAHUN, TANPA_BARIS, penduduk

WAJIB = ("GAP", "GBS", "KAK")
Kunci = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bernilai:
    """A line with what counts of it, in sen."""

    kode_skpd: str
    unit: str
    kode_sub: str
    rekening: str
    sumber: str
    pagu: int
    klaim: int
    sah: int
    belum: int


def _cari(peta: dict[Kunci, Baris], *kunci: Kunci) -> Baris | None:
    return next((peta[satu] for satu in kunci if satu in peta), None)


def _tingkat(skpd: str, sub: str, rekening: str) -> tuple[Kunci, ...]:
    return (skpd, sub, rekening), (skpd, sub, ""), (skpd, "", rekening), (skpd, "", "")


def _peta(rows: Iterable[Baris]) -> dict[Kunci, Baris]:
    return {
        (row["kode_skpd"], row.get("kode_sub_kegiatan", ""), row.get("kode_rekening", "")): row
        for row in rows
    }


def nilai(
    daerah: str, tahun: int, tahapan: str, tag: list[Baris], dokumen: list[Baris]
) -> list[Bernilai]:
    """Every line of a region, year and stage with claimed, documented and undecided sen."""
    berlaku = _peta(
        row
        for row in tag
        if row["tahun"] == str(tahun)
        and row["tahapan"] == tahapan
        and row["status"] not in ("DRAF", "DITOLAK")
    )
    berkas = {
        jenis: _peta(row for row in dokumen if row["tahun"] == str(tahun) and row["jenis"] == jenis)
        for jenis in WAJIB
    }
    hasil = []
    for baris in baris_daerah(daerah, tahun, tahapan):
        sub = kode_terbit(baris.pos.sub.kode, tahun)
        kunci = _tingkat(baris.pos.opd.kode, sub, baris.rekening)
        tanda = _cari(berlaku, *kunci)
        klaim = 0
        if tanda and tanda["kategori_arg"] not in ("NETRAL", "BELUM_DINILAI"):
            klaim = int(baris.pagu * Fraction(tanda.get("bobot_arg") or "1") + Fraction(1, 2))
        ada = [_cari(berkas[jenis], *kunci) for jenis in WAJIB]
        lengkap = all(satu and satu["status"] == "DISETUJUI" for satu in ada)
        belum = baris.pagu if not tanda or tanda["kategori_arg"] == "BELUM_DINILAI" else 0
        asal = (baris.pos.opd.kode, baris.pos.kode_unit, sub, baris.rekening, baris.sumber)
        hasil.append(Bernilai(*asal, baris.pagu, klaim, klaim if lengkap else 0, belum))
    return hasil


def _persen(atas: int | Fraction, bawah: int | Fraction) -> str:
    sepuluh_ribu = Fraction(atas) * 1_000_000 / Fraction(bawah)
    bulat = int(sepuluh_ribu + Fraction(1, 2))
    return f"{bulat // 10000}.{bulat % 10000:04}"


def berlokasi(
    lines: list[Bernilai], lokasi: list[Baris], tahun: int, tahapan: str
) -> dict[str, Fraction]:
    """Place -> claimed sen: a row takes its share of the claim of the lines it names."""
    kelompok: dict[Kunci, tuple[int, int]] = {}
    for satu in lines:
        for rinci in (("", "", ""), (satu.unit, "", ""), ("", satu.rekening, satu.sumber)):
            kunci = (satu.kode_skpd, satu.kode_sub, *rinci)
            pagu, klaim = kelompok.get(kunci, (0, 0))
            kelompok[kunci] = (pagu + satu.pagu, klaim + satu.klaim)
    hasil: dict[str, Fraction] = {}
    for row in lokasi:
        if row["tahun"] == str(tahun) and row["tahapan"] == tahapan:
            kolom = ("kode_sub_unit", "kode_rekening", "kode_sumber_dana")
            isian = (row.get(satu, "") for satu in kolom)
            pagu, klaim = kelompok[row["kode_skpd"], row["kode_sub_kegiatan"], *isian]
            if "rupiah" in row:
                nilai_sen = Fraction(row["rupiah"]) * 100 * klaim / pagu
            else:
                nilai_sen = Fraction(row["persen"]) / 100 * klaim
            tempat = row["kode_wilayah"]
            hasil[tempat] = hasil.get(tempat, Fraction(0)) + nilai_sen
    return hasil


def serapan(
    lines: list[Bernilai], realisasi: list[Baris], tahun: int, bulan: int
) -> tuple[str, str]:
    """Absorption of ARG and of the rest up to a month, keys reported for that month only."""
    kelompok: dict[Kunci, tuple[int, int]] = {}
    for satu in lines:
        pagu, klaim = kelompok.get((satu.kode_skpd, satu.kode_sub), (0, 0))
        kelompok[satu.kode_skpd, satu.kode_sub] = (pagu + satu.pagu, klaim + satu.klaim)
    arg, lain = Fraction(0), Fraction(0)
    pagu_arg, pagu_lain = 0, 0
    for row in realisasi:
        kunci = (row["kode_skpd"], row["kode_sub_kegiatan"])
        if row["tahun"] == str(tahun) and row["sampai_bulan"] == str(bulan) and kunci in kelompok:
            pagu, klaim = kelompok[kunci]
            sen = Fraction(row["realisasi"]) * 100
            arg, pagu_arg = arg + sen * klaim / pagu, pagu_arg + klaim
            lain, pagu_lain = lain + sen * (pagu - klaim) / pagu, pagu_lain + pagu - klaim
    return _persen(arg, pagu_arg), _persen(lain, pagu_lain)


def _per_opd(lines: list[Bernilai]) -> dict[str, list[int]]:
    hasil: dict[str, list[int]] = {}
    for satu in lines:
        isi = hasil.setdefault(satu.kode_skpd, [0, 0, 0, 0])
        for urut, angka in enumerate((satu.pagu, satu.klaim, satu.sah, satu.belum)):
            isi[urut] += angka
    return hasil


def _tren(daerah: str, tag: list[Baris], dokumen: list[Baris]) -> list[str]:
    hasil = []
    for tahun in TAHUN:
        lines = nilai(daerah, tahun, "MURNI", tag, dokumen)
        pagu, klaim, sah, belum = map(sum, zip(*_per_opd(lines).values(), strict=True))
        hasil += [
            "",
            f"[{_nama(daerah)}.tahun_{tahun}]",
            f"jumlah_baris = {len(lines)}",
            f'total = "{rupiah(pagu)}"',
            f'klaim = "{rupiah(klaim)}"',
            f'sah = "{rupiah(sah)}"',
            f'belum = "{rupiah(belum)}"',
            f"persen_klaim = {_persen(klaim, pagu)}",
            f"persen_sah = {_persen(sah, pagu)}",
            f"persen_belum = {_persen(belum, pagu)}",
        ]
    return hasil


def _nama(daerah: str) -> str:
    return "kota" if daerah == KOTA else "kabupaten"


def _opd(judul: str, kode: str, isi: list[int], nama: dict[str, str]) -> list[str]:
    return [
        "",
        f"[{judul}]",
        f'kode_skpd = "{kode}"',
        f'nama_skpd = "{nama[kode]}"',
        f'klaim = "{rupiah(isi[1])}"',
        f'sah = "{rupiah(isi[2])}"',
    ]


def _pelaku(daerah: str, opd: dict[str, list[int]], dokumen: list[Baris]) -> list[str]:
    nama = {satu.kode: satu.nama for satu in semua_opd(daerah)}
    gaya = {satu.gaya: satu.kode for satu in semua_opd(daerah)}
    pppa = next(satu.kode for satu in semua_opd(daerah) if "2.08" in satu.bidang)
    tanda, awal = sum(isi[1] for isi in opd.values()), _nama(daerah)
    celah = sorted(opd, key=lambda kode: opd[kode][2] - opd[kode][1])
    jumlah_celah = sum(isi[1] - isi[2] for isi in opd.values())
    tiga = sum(opd[kode][1] - opd[kode][2] for kode in celah[:3])
    hanya = gaya["HANYA_TANDA"]
    if any(row["kode_skpd"] == hanya for row in dokumen):
        raise ValueError("OPD yang hanya menandai punya dokumen")
    lengkap = gaya.get("LENGKAP") or gaya["LENGKAP_JULI"]
    hasil = _opd(f"{awal}.hanya_menandai", hanya, opd[hanya], nama)
    hasil += _opd(f"{awal}.dokumen_lengkap", lengkap, opd[lengkap], nama)
    hasil += _opd(f"{awal}.pengampu_pppa", pppa, opd[pppa], nama)
    hasil += [f"persen_dari_arg = {_persen(opd[pppa][1], tanda)}"]
    juli = gaya.get("SAMPAI_JULI") or gaya["LENGKAP_JULI"]
    hasil += ["", f"[{awal}.lapor_sampai_juli_2025]", f'kode_skpd = "{juli}"']
    hasil += ["", f"[{awal}.celah_dokumen]", f"kode_skpd = {celah[:3]!r}".replace("'", '"')]
    return [*hasil, f"persen_celah = {_persen(tiga, jumlah_celah)}"]


def _per_perempuan(daerah: str, tempat: dict[str, Fraction]) -> list[str]:
    """The places with the most and the least placed ARG per woman, rupiah."""
    orang = penduduk(daerah)
    rata = {
        satu.kode: tempat[satu.kode] / 100 / orang[satu.kode, 2025][1]
        for satu in DAFTAR[daerah]
        if satu.jenis in ("kelurahan", "desa") and satu.kode in tempat
    }
    urut = sorted(rata, key=lambda kode: rata[kode])
    hasil = []
    for judul, kode in (("tertinggi", urut[-1]), ("terendah", urut[0])):
        nama = next(satu.nama for satu in DAFTAR[daerah] if satu.kode == kode)
        hasil += ["", f"[{_nama(daerah)}.per_perempuan_{judul}]", f'kode_wilayah = "{kode}"']
        hasil += [f'nama = "{nama}"', f"rupiah = {_persen(rata[kode], 100)}"]
    return hasil


def _daerah(daerah: str, isi: dict[str, list[Baris]]) -> list[str]:
    awal, sasaran = _nama(daerah), {}
    for tahapan in ("MURNI", "PERUBAHAN"):
        sasaran[tahapan] = nilai(daerah, 2025, tahapan, isi["tag_arg"], isi["dokumen"])
    murni, ubah = sasaran["MURNI"], sasaran["PERUBAHAN"]
    klaim, klaim_ubah = (sum(satu.klaim for satu in lines) for lines in (murni, ubah))
    lain, lain_ubah = (sum(satu.pagu - satu.klaim for satu in lines) for lines in (murni, ubah))
    tempat = berlokasi(murni, isi["lokasi"], 2025, "MURNI")
    arg, non = serapan(murni, isi["realisasi"], 2025, 9)
    wilayah = next(satu for satu in DAFTAR[daerah] if satu.kode == TANPA_BARIS[daerah])
    hasil = ["", f"[{awal}]", f'kode_daerah = "{daerah}"', f'nama = "{NAMA_DAERAH[daerah]}"']
    hasil += [f"jumlah_opd = {len(semua_opd(daerah))}"]
    hasil += _tren(daerah, isi["tag_arg"], isi["dokumen"])
    hasil += ["", f"[{awal}.perubahan_2025]"]
    hasil += [f"persen_arg_tersisa = {_persen(klaim_ubah, klaim)}"]
    hasil += [f"persen_lain_tersisa = {_persen(lain_ubah, lain)}"]
    hasil += [
        "",
        f"[{awal}.lokasi_2025]",
        f"persen_tanpa_lokasi = {_persen(klaim - sum(tempat.values()), klaim)}",
    ]
    hasil += _per_perempuan(daerah, tempat)
    hasil += ["", f"[{awal}.serapan_2025]", "sampai_bulan = 9"]
    hasil += [f"persen_arg = {arg}", f"persen_lain = {non}"]
    hasil += ["", f"[{awal}.wilayah_tanpa_baris]", f'kode_wilayah = "{wilayah.kode}"']
    hasil += [f'nama = "{wilayah.nama}"']
    return hasil + _pelaku(daerah, _per_opd(murni), isi["dokumen"])


def fenomena(isi: dict[str, dict[str, list[Baris]]]) -> str:
    """The text of fenomena.toml; `isi` is region -> dataset -> rows."""
    hasil = [
        "# Dibuat oleh build_contoh.py. Data simulasi. Persen 0-100 dengan empat desimal,",
        "# APBD murni 2025 bila tidak disebut lain; rupiah sebagai teks.",
        'status_data = "simulasi"',
        "tahun = 2025",
        'tahapan = "MURNI"',
    ]
    for daerah in (KOTA, KABUPATEN):
        hasil += _daerah(daerah, isi[daerah])
    return "\n".join(hasil) + "\n"
