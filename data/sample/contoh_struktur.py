"""Agencies, programmes and budget positions (unit x sub kegiatan) of the simulated sample."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from contoh_acak import permil, urutan
from contoh_wilayah import KABUPATEN, TANPA_BARIS, kecamatan, kelurahan_desa

SINI = Path(__file__).resolve().parent
NAMA_URUSAN = {
    "1": "Urusan Pemerintahan Wajib yang Berkaitan dengan Pelayanan Dasar",
    "2": "Urusan Pemerintahan Wajib yang Tidak Berkaitan dengan Pelayanan Dasar",
    "3": "Urusan Pemerintahan Pilihan",
    "4": "Unsur Pendukung Urusan Pemerintahan",
    "5": "Unsur Penunjang Urusan Pemerintahan",
    "6": "Unsur Pengawasan Urusan Pemerintahan",
    "7": "Unsur Kewilayahan",
    "8": "Unsur Pemerintahan Umum",
}
KELEMBAGAAN = re.compile(
    r"PUG|Responsif Gender|Data Gender|Terpilah$|Ketimpangan|Pelembagaan|Perempuan ASN"
)
KHUSUS = re.compile(
    r"Perempuan|Ibu|Wanita|Gender|Bersalin|Hamil|Laktasi|Reproduksi|Posyandu|Payudara|Kekerasan"
)
SETARA = re.compile(
    r"Anak|Keluarga|Terpilah|Stunting|Gizi|Balita|Bayi|Rentan|Disabilitas|Ramah|Sekolah|Siswa|Kader"
    r"|Bidan|KB|Remaja|Sanitasi|Penerangan|Lanjut Usia|Korban|Rumah|Trotoar|Sambungan|Septik|Putus"
)
UMUM = re.compile(r"Baru$|Laboratorium|Gedung Sekolah|Puskesmas$|Rumah Sakit")
POLA = (
    ("gaji", re.compile(r"^Penyediaan Gaji")),
    ("btt", re.compile(r"Darurat dan Mendesak")),
    ("transfer", re.compile(r"Bantuan Keuangan Desa")),
    ("bos", re.compile(r"Dana BO[SP]|^Operasional Pelayanan|Jaminan Kesehatan")),
    ("hibah", re.compile(r"Hibah")),
    ("bansos", re.compile(r"^Bantuan|Beasiswa|Permakanan|Alat Bantu|Bantuan Sosial|Rumah Layak")),
    (
        "modal",
        re.compile(r"^(Pembangunan|Rehabilitasi|Rekonstruksi|Penambahan|Pengadaan)|Perluasan"),
    ),
    ("modal", re.compile(r"^(Pengembangan Rumah|Pemasangan|Penataan Permukiman|Penyediaan Ruang)")),
)


@dataclass(frozen=True, slots=True)
class Opd:
    """One agency with its amounts for 2025 (million rupiah) and the way it works."""

    daerah: str
    kode: str
    nama: str
    singkatan: str
    bidang: tuple[str, ...]
    total: int
    pegawai: int
    arg: int
    sah: int
    belum: int
    jumlah_tag: int
    jumlah_sah: int
    jumlah_belum: int
    gaya: str


@dataclass(frozen=True, slots=True)
class Sub:
    """One sub kegiatan with the names above it; `penunjang` is programme 01."""

    kode: str
    nama: str
    kegiatan: str
    program: str
    bidang: str
    penunjang: bool

    @property
    def profil(self) -> str:
        """Which accounts the sub kegiatan spends on."""
        return next((nama for nama, pola in POLA if pola.search(self.nama)), "jasa")

    @property
    def kategori(self) -> str:
        """The ARG category the sub kegiatan would get when tagged."""
        if KELEMBAGAAN.search(self.nama):
            return "PELEMBAGAAN"
        return "SPESIFIK" if KHUSUS.search(self.nama) else "KESETARAAN"


@dataclass(frozen=True, slots=True)
class Pos:
    """A sub kegiatan in one sub unit of an agency."""

    opd: Opd
    kode_unit: str
    nama_unit: str
    sub: Sub


@cache
def semua_opd(daerah: str) -> tuple[Opd, ...]:
    """The agencies of a region in order of the file."""
    with (SINI / "opd_contoh.csv").open(encoding="utf-8", newline="") as berkas:
        baris = [satu for satu in csv.reader(berkas) if satu[0] == daerah]
    return tuple(map(_opd, baris))


def _opd(satu: list[str]) -> Opd:
    kode_daerah, kode, nama, singkatan, bidang, *angka, gaya = satu
    total, pegawai, arg, sah, belum, tag, tag_sah, tag_belum = map(int, angka)
    asal = (kode_daerah, kode, nama, singkatan, tuple(bidang.split(";")))
    return Opd(*asal, total, pegawai, arg, sah, belum, tag, tag_sah, tag_belum, gaya)


def _bernomor(teks: str, bawaan: str) -> tuple[str, str]:
    kode, _, nama = teks.partition(" ")
    return (kode, nama) if kode[0].isdigit() else (bawaan, teks)


@cache
def _kerangka() -> tuple[dict[str, str], dict[str, list[Sub]]]:
    """Names of the bidang and, per bidang, its sub kegiatan (codes of X.XX begin with a mark)."""
    nama: dict[str, str] = {}
    isi: dict[str, list[Sub]] = {}
    bidang = program = kegiatan = ("", "")
    teks = (SINI / "program_contoh.txt").read_text(encoding="utf-8")
    for baris in filter(None, map(str.strip, teks.splitlines())):
        tanda, sisa = baris[0], baris[2:]
        if tanda == "@":
            bidang = _bernomor(sisa, "X.XX") if sisa[0].isdigit() else ("X.XX", "Penunjang")
            nama[bidang[0]], isi[bidang[0]] = bidang[1], []
            nomor_program = 0 if bidang[0] == "X.XX" else 1
        elif tanda == "=":
            nomor_program, nomor_kegiatan = nomor_program + 1, 0
            program = _bernomor(sisa, f"{bidang[0]}.{nomor_program:02}")
        elif tanda == "-":
            nomor_kegiatan += 1
            kegiatan = _bernomor(sisa, f"{program[0]}.2.{nomor_kegiatan:02}")
        elif tanda != "#":
            for urut, satu in enumerate(baris.split("; "), 1):
                kode, judul = _bernomor(satu, f"{urut:04}")
                isi[bidang[0]].append(
                    Sub(
                        f"{kegiatan[0]}.{kode}",
                        judul,
                        kegiatan[1],
                        program[1],
                        bidang[0],
                        bidang[0] == "X.XX",
                    )
                )
    return nama, isi


def nama_bidang(kode: str) -> str:
    """The name of a bidang urusan."""
    return _kerangka()[0][kode]


def _penunjang(bidang: str) -> list[Sub]:
    return [
        replace(satu, kode=satu.kode.replace("X.XX", bidang), bidang=bidang)
        for satu in _kerangka()[1]["X.XX"]
    ]


def teknis(opd: Opd) -> list[Sub]:
    """The sub kegiatan of an agency outside programme 01."""
    hasil = [satu for bidang in opd.bidang for satu in _kerangka()[1][bidang]]
    if opd.bidang == ("1.05",):
        bencana = opd.nama.startswith("Badan")
        return [satu for satu in hasil if ("Bencana" in satu.program) == bencana]
    if opd.daerah != KABUPATEN:
        return [satu for satu in hasil if satu.profil != "transfer"]
    return hasil


def urut_arg(opd: Opd) -> list[Sub]:
    """Technical sub kegiatan, those nearest to gender issues first."""

    def kunci(sub: Sub) -> tuple[int, int]:
        dekat = bool(KHUSUS.search(sub.nama)) or bool(KELEMBAGAAN.search(sub.nama))
        nilai = 0 if sub.bidang == "2.08" else 1 if dekat else 2 if SETARA.search(sub.nama) else 3
        if sub.profil == "bos" or UMUM.search(sub.nama):
            nilai = 4
        return nilai, urutan("arg", opd.daerah, sub.kode)

    return sorted(teknis(opd), key=kunci)


def _unit_kecamatan(opd: Opd) -> list[tuple[str, str, str]]:
    """(code, name, place) of the kelurahan under a kecamatan office."""
    nomor = opd.kode.split(".")[6]
    return [
        (f"{opd.kode[:-4]}{urut:04}", f"Kelurahan {satu.nama}", satu.kode)
        for urut, satu in enumerate(
            (
                satu
                for satu in kelurahan_desa(opd.daerah)
                if satu.induk.endswith("." + nomor)
                and satu.jenis == "kelurahan"
                and satu.kode != TANPA_BARIS[opd.daerah]
            ),
            1,
        )
    ]


def _unit(opd: Opd, sub: Sub) -> list[tuple[str, str]]:
    sendiri = [(opd.kode, opd.nama)]
    if opd.bidang == ("7.01",):
        kelurahan = [(kode, nama) for kode, nama, _ in _unit_kecamatan(opd)]
        if sub.kegiatan == "Pemberdayaan Kelurahan":
            return kelurahan
        operasional = "Jasa Pelayanan Umum" in sub.nama or "Bahan Logistik" in sub.nama
        return sendiri + kelurahan if operasional else sendiri
    if sub.nama == "Operasional Pelayanan Puskesmas":
        return [
            (f"{opd.kode[:-4]}{urut:04}", f"UPTD Puskesmas {satu.nama}")
            for urut, satu in enumerate(kecamatan(opd.daerah), 1)
        ]
    if sub.nama == "Operasional Pelayanan Rumah Sakit":
        return [
            (
                f"{opd.kode[:-4]}0099",
                "RSUD "
                + opd.daerah.replace("99.71", "Kota Contoh").replace("99.01", "Kabupaten Contoh"),
            )
        ]
    return sendiri


@cache
def posisi(opd: Opd) -> tuple[Pos, ...]:
    """Every position of an agency; some small support sub kegiatan are missing, as in life."""
    hasil = []
    for sub in [*_penunjang(opd.bidang[0]), *teknis(opd)]:
        jarang = sub.penunjang and sub.profil != "gaji"
        if jarang and permil("ada", opd.daerah, opd.kode, sub.kode) < 90:
            continue
        hasil += [Pos(opd, kode, nama, sub) for kode, nama in _unit(opd, sub)]
    return tuple(hasil)


def tempat_unit(opd: Opd) -> dict[str, str]:
    """Sub-unit code -> place code, for the kelurahan under a kecamatan office."""
    return {kode: wilayah for kode, _, wilayah in _unit_kecamatan(opd)}
