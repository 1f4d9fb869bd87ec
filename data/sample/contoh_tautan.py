"""Rows of `tautan_isu` of the simulated sample: some indicators linked, some not, one undecided."""

from __future__ import annotations

from contoh_penanda import kode_terbit
from contoh_struktur import Opd, Sub, posisi, semua_opd
from contoh_target import SUMBER
from contoh_wilayah import TAHUN

Baris = dict[str, str]
KOLOM_TAUTAN = (
    "kode_daerah",
    "tahun",
    "indikator",
    "kode_skpd",
    "kode_sub_kegiatan",
    "alasan",
    "status",
    "penanda",
)
# Indikator, kata pada nama sub kegiatan, status tautannya.
TAUTAN = (
    ("Balita stunting", "Stunting", "DISETUJUI"),
    ("Balita stunting", "Kesehatan Balita", "DISETUJUI"),
    ("Balita stunting", "Kader Posyandu", "USULAN"),
    ("Pelaku usaha mikro terdaftar", "Usaha Mikro Perempuan", "DISETUJUI"),
    ("Pelaku usaha mikro terdaftar", "Pemasaran Digital Usaha Mikro", "DISETUJUI"),
    ("Penduduk miskin", "Keluarga Miskin", "DISETUJUI"),
    ("Penduduk miskin", "Keamanan Pangan Sekolah", "DITOLAK"),
)


def _subs(opd: Opd) -> dict[str, Sub]:
    return {pos.sub.kode: pos.sub for pos in posisi(opd)}


def _baris(opd: Opd, tahun: int, sub: Sub, indikator: str, kata: str, status: str) -> Baris:
    alasan = f"{SUMBER}: {kata.lower()} berkaitan dengan indikator ini"
    kode = kode_terbit(sub.kode, tahun)
    isi = (opd.daerah, str(tahun), indikator, opd.kode, kode, alasan, status, "Penanda contoh")
    return dict(zip(KOLOM_TAUTAN, isi, strict=True))


def tautan_isu(daerah: str) -> list[Baris]:
    """Links of every year; the indicators that are not named here have none."""
    return [
        _baris(opd, tahun, sub, *baris)
        for tahun in TAHUN
        for baris in TAUTAN
        for opd in semua_opd(daerah)
        for sub in _subs(opd).values()
        if baris[1] in sub.nama
    ]
