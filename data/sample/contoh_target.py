"""Rows of `data_terpilah` and `target_metrik` of the simulated sample."""

from __future__ import annotations

from contoh_acak import acak
from contoh_struktur import Opd, semua_opd
from contoh_wilayah import KOTA, TAHUN, kecamatan

Baris = dict[str, str]
KOLOM_TERPILAH = (
    "tahun",
    "kode_daerah",
    "kode_wilayah",
    "indikator",
    "laki_laki",
    "perempuan",
    "satuan",
    "sumber",
)
KOLOM_TARGET = (
    "kode_daerah",
    "tahun",
    "metrik",
    "butir",
    "kode",
    "rincian",
    "basis",
    "target",
    "ambang_bawah",
    "ambang_atas",
    "arah",
    "sumber",
    "penjelasan",
)
SUMBER = "simulasi"
# Indikator, satuan, nilai laki-laki dan perempuan dalam seperseratus, geseran terbesar per tahun.
INDIKATOR = (
    ("Tingkat partisipasi angkatan kerja", "persen", 8240, 5310, 90),
    ("Rata-rata lama sekolah", "tahun", 934, 871, 12),
    ("Penduduk miskin", "persen", 712, 788, 40),
    ("Kepala keluarga", "persen", 8350, 1650, 60),
)
# Bagian laki-laki dan perempuan dari satu jumlah.
BAGIAN = "Kepala keluarga"
PER_KECAMATAN = (
    ("Balita stunting", "persen", 1480, 1390, 210),
    ("Pelaku usaha mikro terdaftar", "orang", 42000, 58000, 9000),
)
# Metrik, basis, rincian, target 2025, ambang bawah dan atas dalam seperseratus, tambahan per tahun.
TARGET = (
    ("arg_share", "TOTAL_BELANJA", "", 1400, 1150, None, 250),
    ("arg_share_documented", "TOTAL_BELANJA", "", 800, 500, None, 200),
    ("arg_document_gap", "TOTAL_BELANJA", "", 400, None, 700, -100),
    ("focal_point_active_share", "", "", 8000, 6000, None, 1000),
    ("prerequisite_score", "", "", 6000, 5000, None, 750),
    ("women_echelon_share", "", "III", 4000, 3000, None, 500),
)
NAIK = ("women_echelon_share",)


def _angka(nilai: int | None) -> str:
    """Hundredths as plain decimal text; nothing for nothing."""
    return "" if nilai is None else f"{nilai // 100}.{nilai % 100:02}"


def _terpilah(daerah: str, tahun: int, wilayah: str, baris: tuple[str, str, int, int, int]) -> Baris:
    nama, satuan, laki, perempuan, geser = baris
    undi = acak("terpilah", daerah, wilayah, nama, tahun)
    nilai = [each + undi.randrange(-geser, geser + 1) for each in (laki, perempuan)]
    if nama == BAGIAN:
        nilai[1] = 10_000 - nilai[0]
    if satuan == "orang":
        nilai = [each // 100 * 100 for each in nilai]
    isi = (str(tahun), daerah, wilayah, nama, *map(_angka, nilai), satuan, SUMBER)
    return dict(zip(KOLOM_TERPILAH, isi, strict=True))


def data_terpilah(daerah: str) -> list[Baris]:
    """Indicators for men and women: of the region, and some of its kecamatan."""
    hasil = []
    for tahun in TAHUN:
        hasil += [_terpilah(daerah, tahun, daerah, baris) for baris in INDIKATOR]
        hasil += [
            _terpilah(daerah, tahun, tempat.kode, baris)
            for tempat in kecamatan(daerah)
            for baris in PER_KECAMATAN
        ]
    return hasil


def _target(
    daerah: str, tahun: int, unit: tuple[str, str], baris: tuple[str, str, str], nilai: list[str]
) -> Baris:
    metrik, basis, rincian = baris
    arah = "NAIK" if metrik in NAIK else ""
    isi = (daerah, str(tahun), metrik, *unit, rincian, basis, *nilai, arah, SUMBER, "")
    return dict(zip(KOLOM_TARGET, isi, strict=True))


def _daerah(daerah: str, tahun: int) -> list[Baris]:
    hasil = []
    for *baris, target, bawah, atas, tambah in TARGET:
        # Kabupaten mulai dari target yang lebih rendah.
        geser = tambah * (tahun - 2025) - (0 if daerah == KOTA or target < 1000 else target // 5)
        nilai = [_angka(None if each is None else each + geser) for each in (target, bawah, atas)]
        hasil.append(_target(daerah, tahun, ("daerah", daerah), tuple(baris), nilai))
    return hasil


def _opd(opd: Opd, tahun: int) -> list[Baris]:
    """A share of its own for the agencies that tag most."""
    if opd.jumlah_tag < 12:
        return []
    target = acak("target", opd.daerah, opd.kode).randrange(8, 41) * 100 + (tahun - 2025) * 100
    nilai = [_angka(target), _angka(target * 4 // 5), ""]
    baris = ("arg_share", "TOTAL_BELANJA", "")
    return [_target(opd.daerah, tahun, ("opd", opd.kode), baris, nilai)]


def target_metrik(daerah: str) -> list[Baris]:
    """Targets of the region and of the agencies that tag most, every year."""
    return [
        baris
        for tahun in TAHUN
        for baris in (
            *_daerah(daerah, tahun),
            *(each for opd in semua_opd(daerah) for each in _opd(opd, tahun)),
        )
    ]
