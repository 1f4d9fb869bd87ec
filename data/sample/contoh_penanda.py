"""Rows of `tag_arg` and `dokumen` of the simulated sample."""

from __future__ import annotations

from contoh_acak import acak, permil
from contoh_arg import berdokumen, rencana
from contoh_belanja import TAHAPAN, baris_opd, tertanda
from contoh_struktur import Opd, Sub, posisi, semua_opd, urut_arg
from contoh_wilayah import TAHUN

Baris = dict[str, str]
KOLOM_TAG = (
    "kode_daerah",
    "tahun",
    "tahapan",
    "kode_skpd",
    "kode_sub_kegiatan",
    "kode_rekening",
    "kategori_arg",
    "bobot_arg",
    "apkm_a",
    "apkm_p",
    "apkm_k",
    "apkm_m",
    "alasan",
    "penanda",
    "tanggal_tag",
    "status",
)
KOLOM_DOKUMEN = (
    "kode_daerah",
    "tahun",
    "kode_skpd",
    "kode_sub_kegiatan",
    "kode_rekening",
    "jenis",
    "versi_gap",
    "nomor",
    "tanggal",
    "status",
)
ALASAN = {
    "SPESIFIK": "Menjawab kebutuhan khusus perempuan atau laki-laki yang tertinggal",
    "KESETARAAN": "Memperkecil kesenjangan manfaat antara perempuan dan laki-laki",
    "PELEMBAGAAN": "Memperkuat kelembagaan dan data pengarusutamaan gender",
    "NETRAL": "",
}
PERJALANAN = "5.1.02.04"
SERAH = "5.1.02.05.01.0001"
TEKS_BOBOT = {25: "0.25", 50: "0.5", 100: "1"}


def kode_terbit(kode: str, tahun: int) -> str:
    """The sub-kegiatan code as printed in a year: two digits at the end until 2023, then four."""
    return f"{kode[:-4]}{kode[-2:]}" if tahun == 2023 else kode


def _tag(opd: Opd, tahun: int, tahapan: str, sub: Sub | None, isi: Baris) -> Baris:
    kode = sub.kode if sub else ""
    undi = acak("tag", opd.daerah, opd.kode, kode, isi.get("kode_rekening", ""), tahun)
    kategori = isi.get("kategori_arg", sub.kategori if sub else "NETRAL")
    bulan = undi.randrange(9, 12) if tahapan == "MURNI" else undi.randrange(7, 9)
    baris = {
        "kode_daerah": opd.daerah,
        "tahun": str(tahun),
        "tahapan": tahapan,
        "kode_skpd": opd.kode,
        "kode_sub_kegiatan": kode_terbit(kode, tahun) if kode else "",
        "kategori_arg": kategori,
        "alasan": ALASAN[kategori],
        "penanda": "Tim Penggerak PPRG"
        if undi.randrange(100) < 40
        else f"Perencana {opd.singkatan}",
        "tanggal_tag": f"{tahun - (tahapan == 'MURNI')}-{bulan:02}-{undi.randrange(1, 28):02}",
        "status": "DIAJUKAN" if undi.randrange(100) < 15 else "DISETUJUI",
    }
    if kategori != "NETRAL":
        for huruf, peluang in (("a", 85), ("p", 60), ("k", 30), ("m", 45)):
            baris[f"apkm_{huruf}"] = "ya" if undi.randrange(100) < peluang else "tidak"
    return baris | isi


def _tambahan(
    opd: Opd, tahun: int, tahapan: str, subs: dict[str, Sub], kode: list[str]
) -> list[Baris]:
    """Rows finer or coarser than the sub kegiatan, and rows that do not count."""
    lines = baris_opd(opd, tahun, tahapan)
    hasil: list[Baris] = []
    if opd.gaya == "TANDA_REKENING":
        jalan = {(satu.pos.sub.kode, satu.rekening) for satu in lines}
        for sub, rekening in sorted(jalan):
            if sub in kode[:4] and rekening.startswith(PERJALANAN):
                isi = {"kode_rekening": rekening, "kategori_arg": "NETRAL"}
                hasil.append(_tag(opd, tahun, tahapan, subs[sub], isi))
    if opd.gaya == "REKENING_SAJA" and any(satu.rekening == SERAH for satu in lines):
        isi = {"kode_rekening": SERAH, "kategori_arg": "KESETARAAN", "bobot_arg": "0.25"}
        hasil.append(_tag(opd, tahun, tahapan, None, isi))
    if opd.gaya == "DRAF":
        sisa = [sub for sub in urut_arg(opd) if sub.kode in subs and sub.kode not in kode][:2]
        for calon, status in zip(sisa, ("DRAF", "DITOLAK"), strict=False):
            isi = {"status": status, "kategori_arg": "KESETARAAN", "bobot_arg": "1"}
            hasil.append(_tag(opd, tahun, tahapan, calon, isi))
    return hasil


def _tag_opd(opd: Opd, tahun: int, tahapan: str) -> list[Baris]:
    lines = baris_opd(opd, tahun, tahapan)
    subs = {satu.pos.sub.kode: satu.pos.sub for satu in lines}
    isi, kode = rencana(opd), tertanda(opd, tahun, tahapan)
    if opd.gaya == "BELUM":
        netral = [sub for sub in subs.values() if sub.kode not in isi.belum]
        return [_tag(opd, tahun, tahapan, sub, {"kategori_arg": "NETRAL"}) for sub in netral]
    hasil = [_tag(opd, tahun, tahapan, None, {"kategori_arg": "NETRAL", "status": "DISETUJUI"})]
    hasil += [
        _tag(opd, tahun, tahapan, subs[satu], {"bobot_arg": TEKS_BOBOT[isi.bobot[satu]]})
        for satu in kode
    ]
    return hasil + _tambahan(opd, tahun, tahapan, subs, kode)


def tag_arg(daerah: str) -> list[Baris]:
    """All tags of a region: every year, both stages."""
    return [
        baris
        for tahun in TAHUN
        for tahapan in TAHAPAN
        for opd in semua_opd(daerah)
        for baris in _tag_opd(opd, tahun, tahapan)
    ]


def _dokumen(opd: Opd, tahun: int, kode: str, jenis: str, status: str) -> Baris:
    undi = acak("dokumen", opd.daerah, opd.kode, kode, jenis, tahun)
    return {
        "kode_daerah": opd.daerah,
        "tahun": str(tahun),
        "kode_skpd": opd.kode,
        "kode_sub_kegiatan": kode_terbit(kode, tahun) if kode else "",
        "jenis": jenis,
        "versi_gap": ("9" if undi.randrange(100) < 80 else "4") if jenis == "GAP" else "",
        "nomor": f"{jenis.replace('_', '-')}/{opd.singkatan}/{undi.randrange(1, 400):03}/{tahun}",
        "tanggal": f"{tahun - 1}-{undi.randrange(8, 13):02}-{undi.randrange(1, 28):02}",
        "status": status,
    }


def _belum_lengkap(opd: Opd, tahun: int, kode: list[str]) -> list[Baris]:
    """Documents of sub kegiatan that lack at least one: the GBS is what most often is missing."""
    if opd.gaya == "HANYA_TANDA":
        return []
    banyak_gap, banyak_kak = len(kode) * 853 // 1000, len(kode) * 530 // 1000
    hasil = []
    for urut, satu in enumerate(kode):
        if urut < banyak_gap and opd.gaya != "KAK_SAJA":
            hasil.append(_dokumen(opd, tahun, satu, "GAP", "DISETUJUI"))
        if urut < banyak_kak and opd.gaya != "GAP_SAJA":
            hasil.append(_dokumen(opd, tahun, satu, "KAK", "DISETUJUI"))
        status = ("PERLU_REVISI", "SEDANG_DIREVIEW", "MENUNGGU_REVIEW", "DITOLAK", "DIUNGGAH_ULANG")
        nilai = permil("gbs", opd.daerah, opd.kode, satu, tahun)
        if nilai < 400 and opd.gaya not in ("KAK_SAJA", "GAP_SAJA"):
            hasil.append(_dokumen(opd, tahun, satu, "GBS", status[nilai % 5]))
    return hasil


def punya_focal_point(opd: Opd, tahun: int) -> bool:
    """Whether the agency has named its focal point by decree."""
    return opd.gaya != "HANYA_TANDA" and permil("sk", opd.daerah, opd.kode) < 480 + tahun % 10 * 40


def _dokumen_opd(opd: Opd, tahun: int) -> list[Baris]:
    tertandai = tertanda(opd, tahun, "MURNI")
    sah = [kode for kode in berdokumen(opd, tahun) if kode in tertandai]
    if opd.gaya == "LENGKAP":
        # Satu berkas untuk seluruh OPD: kode sub kegiatan dikosongkan.
        hasil = [_dokumen(opd, tahun, "", jenis, "DISETUJUI") for jenis in ("GAP", "GBS", "KAK")]
    else:
        hasil = [
            _dokumen(opd, tahun, kode, jenis, "DISETUJUI")
            for kode in sah
            for jenis in ("GAP", "GBS", "KAK")
        ]
        hasil += _belum_lengkap(opd, tahun, [kode for kode in tertandai if kode not in sah])
    if punya_focal_point(opd, tahun):
        hasil.append(_dokumen(opd, tahun, "", "SK_FOCAL_POINT", "DISETUJUI"))
    if opd.bidang[0] == "5.01":
        hasil.append(_dokumen(opd, tahun, "", "SK_POKJA", "DISETUJUI"))
    if opd.bidang[0] == "2.08":
        hasil.append(_dokumen(opd, tahun, "", "RAD", "DISETUJUI"))
    return hasil


def dokumen(daerah: str) -> list[Baris]:
    """All documents of a region: every year."""
    return [
        baris for tahun in TAHUN for opd in semua_opd(daerah) for baris in _dokumen_opd(opd, tahun)
    ]


def sub_opd(opd: Opd) -> dict[str, Sub]:
    """Code -> sub kegiatan of an agency."""
    return {pos.sub.kode: pos.sub for pos in posisi(opd)}
