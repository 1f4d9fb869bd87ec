"""Budget lines of the simulated sample: accounts, fund sources and amounts in sen."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from contoh_acak import acak, bagi, permil
from contoh_arg import RIBU, ditandai, rencana
from contoh_struktur import SINI, Opd, Pos, posisi, semua_opd

TAHAPAN = ("MURNI", "PERUBAHAN")
TUMBUH = {2023: 905, 2024: 952, 2025: 1000}
SUMBER_DANA = {
    "1.1.01": "Pendapatan Asli Daerah (PAD)",
    "1.2.01.01": "Dana Bagi Hasil (DBH)",
    "1.2.01.02": "Dana Alokasi Umum (DAU)",
    "1.2.01.03": "Dana Alokasi Khusus (DAK) Fisik",
    "1.2.01.04": "Dana Alokasi Khusus (DAK) Nonfisik",
    "1.2.01.05": "Insentif Fiskal",
}
# Kelompok rekening: (jumlah baris, bobot tiap baris) menurut profil sub kegiatan.
PAKET = {
    "gaji": (("gaji", 12, 100),),
    "btt": (("btt", 1, 100),),
    "transfer": (("transfer", 2, 100),),
    "bos": (("operasi", 1, 700), ("barang", 3, 30), ("jasa", 2, 50), ("alat", 1, 60)),
    "hibah": (("hibah", 2, 400), ("barang", 2, 8), ("perjalanan", 1, 10)),
    "bansos": (("bansos", 3, 250), ("barang", 3, 12), ("perjalanan", 2, 10), ("serah", 1, 40)),
    "modal": (("modal", 2, 450), ("barang", 3, 10), ("jasa", 2, 25), ("perjalanan", 1, 12)),
    "jasa": (("barang", 4, 30), ("jasa", 3, 60), ("perjalanan", 2, 45), ("serah", 1, 60)),
    "kantor": (("barang", 4, 60), ("jasa", 1, 50), ("pelihara", 1, 40), ("perjalanan", 1, 40)),
    "kantor_modal": (("alat", 2, 300), ("barang", 1, 20)),
}
MODAL = {"1.03": "jalan", "1.04": "jalan", "3.27": "jalan", "2.23": "aset"}


@dataclass(frozen=True, slots=True)
class Baris:
    """One budget line; `pagu` in sen."""

    pos: Pos
    rekening: str
    nama_rekening: str
    sumber: str
    paket: str
    pagu: int


@cache
def rekening() -> dict[str, list[tuple[str, str]]]:
    """Account group -> (code, name)."""
    hasil: dict[str, list[tuple[str, str]]] = {}
    with (SINI / "rekening_contoh.csv").open(encoding="utf-8", newline="") as berkas:
        for kelompok, kode, nama in list(csv.reader(berkas))[1:]:
            hasil.setdefault(kelompok, []).append((kode, nama))
    return hasil


def _profil(pos: Pos) -> str:
    if pos.sub.penunjang and pos.sub.profil in ("jasa", "modal"):
        return "kantor_modal" if pos.sub.profil == "modal" else "kantor"
    return pos.sub.profil


def _sumber(pos: Pos, undi: int, *, kedua: bool) -> str:
    if kedua:
        return ("1.1.01", "1.2.01.01", "1.2.01.05")[undi % 3]
    profil = _profil(pos)
    if profil == "bos":
        return "1.2.01.04"
    if profil == "modal" and pos.sub.bidang in ("1.01", "1.02", "1.03") and undi % 3 == 0:
        return "1.2.01.03"
    return "1.1.01" if undi % 4 == 1 else "1.2.01.02"


@cache
def _kerangka(pos: Pos) -> tuple[tuple[str, str, str, int], ...]:
    """(account, name, fund source, weight) of a position, the same in all years."""
    undi = acak("rekening", pos.opd.daerah, pos.kode_unit, pos.sub.kode)
    hasil = []
    for kelompok, jumlah, bobot in PAKET[_profil(pos)]:
        nama_modal = MODAL.get(pos.sub.bidang, "gedung")
        pilihan = rekening()[nama_modal if kelompok == "modal" else kelompok]
        mulai, ambil = undi.randrange(len(pilihan)), min(jumlah, len(pilihan))
        for kode, nama in sorted((pilihan * 2)[mulai : mulai + ambil]):
            utama = _sumber(pos, undi.randrange(1000), kedua=False)
            hasil.append((kode, nama, utama, bobot * undi.randrange(50, 150)))
            lain = _sumber(pos, undi.randrange(1000), kedua=True)
            if undi.randrange(100) < 16 and lain != utama and kelompok not in ("gaji", "btt"):
                hasil.append((kode, nama, lain, bobot * undi.randrange(15, 60)))
    return tuple(hasil)


def _paket(pos: Pos, kode: str) -> str:
    if kode.startswith(("5.2", "5.1.06")) and not pos.sub.penunjang:
        return f"{'Paket' if kode.startswith('5.2') else 'Kelompok'} {pos.sub.nama}"
    return ""


def _murni(pos: Pos, tahun: int, pagu: int) -> list[Baris]:
    kunci = (pos.opd.daerah, pos.kode_unit, pos.sub.kode, tahun)
    undi = acak("baris", *kunci)
    isi = [satu for urut, satu in enumerate(_kerangka(pos)) if not urut or undi.randrange(100) > 5]
    nilai = bagi(pagu, [bobot * undi.randrange(80, 121) for *_, bobot in isi], RIBU)
    hasil = []
    for (kode, nama, sumber, _), rupiah in zip(isi, nilai, strict=True):
        # Berkas nyata memuat sen dan rupiah ganjil di sedikit baris.
        sen = undi.randrange(RIBU) if undi.randrange(100) < 3 else 0
        if rupiah > 0:
            hasil.append(Baris(pos, kode, nama, sumber, _paket(pos, kode), rupiah + sen))
    return hasil


def _ubah(baris: Baris, tahun: int, permil_sub: int) -> int:
    kunci = (baris.pos.opd.daerah, baris.pos.kode_unit, baris.pos.sub.kode, baris.rekening)
    geser = permil_sub + permil("geser", *kunci, baris.sumber, tahun) % 41 - 20
    if permil_sub == 1000 and permil("tetap", *kunci, baris.sumber, tahun) < 620:
        return baris.pagu
    return max(RIBU, baris.pagu * geser // 1000 // RIBU * RIBU)


def faktor_perubahan(opd: Opd, kode: str, tahun: int) -> int:
    """Thousandths of the original ceiling left by PERUBAHAN; 0 where the sub kegiatan is cut."""
    undi = acak("perubahan", opd.daerah, opd.kode, kode, tahun)
    isi = rencana(opd)
    if kode in isi.arg and tahun == 2025:
        dipotong = kode in isi.klaim and len(isi.klaim) > 4 and undi.randrange(100) < 4
        return 0 if dipotong else undi.randrange(870, 971)
    if kode in isi.arg:
        return undi.randrange(975, 1006)
    return 1000 if undi.randrange(100) < 55 else undi.randrange(970, 1021)


def _pagu_tahun(pos: Pos, tahun: int) -> int:
    kunci = (pos.opd.daerah, pos.opd.kode, pos.sub.kode, tahun)
    goyang = 1000 if tahun == 2025 else 930 + permil("goyang", *kunci) % 141
    return rencana(pos.opd).pagu[pos.sub.kode] * TUMBUH[tahun] // 1000 * goyang // 1000


def _pagu_posisi(opd: Opd, tahun: int) -> list[tuple[Pos, int]]:
    per_sub: dict[str, list[Pos]] = {}
    for pos in posisi(opd):
        per_sub.setdefault(pos.sub.kode, []).append(pos)
    hasil = []
    for isi in per_sub.values():
        bobot = [acak("unit", opd.daerah, pos.kode_unit).randrange(60, 140) for pos in isi]
        hasil += list(zip(isi, bagi(_pagu_tahun(isi[0], tahun), bobot, RIBU), strict=True))
    return hasil


@cache
def baris_opd(opd: Opd, tahun: int, tahapan: str) -> tuple[Baris, ...]:
    """The lines of an agency in one year and stage, in order of position and account."""
    if tahapan == "MURNI":
        return tuple(
            baris
            for pos, pagu in _pagu_posisi(opd, tahun)
            for baris in _murni(pos, tahun, pagu // RIBU * RIBU)
        )
    hasil = []
    for baris in baris_opd(opd, tahun, "MURNI"):
        faktor = faktor_perubahan(opd, baris.pos.sub.kode, tahun)
        hilang = (
            permil(
                "hilang",
                opd.daerah,
                baris.pos.kode_unit,
                baris.pos.sub.kode,
                baris.rekening,
                baris.sumber,
                tahun,
            )
            < 15
        )
        if faktor and not (hilang and baris.pagu < 50_000 * RIBU):
            nilai = _ubah(baris, tahun, faktor)
            hasil.append(
                Baris(
                    baris.pos, baris.rekening, baris.nama_rekening, baris.sumber, baris.paket, nilai
                )
            )
    return tuple(hasil)


def baris_daerah(daerah: str, tahun: int, tahapan: str) -> list[Baris]:
    """The lines of a region in one year and stage."""
    return [baris for opd in semua_opd(daerah) for baris in baris_opd(opd, tahun, tahapan)]


def tertanda(opd: Opd, tahun: int, tahapan: str) -> list[str]:
    """Codes tagged in a year that still have lines in the stage."""
    ada = {baris.pos.sub.kode for baris in baris_opd(opd, tahun, tahapan)}
    return [kode for kode in ditandai(opd, tahun) if kode in ada]
