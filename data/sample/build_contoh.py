"""Builds the simulated sample: two fictional regions, 2023 to 2025, everything in data/sample.

Run: python data/sample/build_contoh.py [--out FOLDER] [--ringan]. The seed is fixed and only
integers are drawn, so Python 3.11 to 3.14 give the same rows; compare unpacked content, as packing
may differ.
"""

from __future__ import annotations

import argparse
import csv
import io
import lzma
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from contoh_belanja import SUMBER_DANA, TAHAPAN, Baris, baris_daerah
from contoh_fenomena import fenomena
from contoh_lembaga import (
    KOLOM_JABATAN,
    KOLOM_KELEMBAGAAN,
    KOLOM_PRASYARAT,
    jabatan,
    kelembagaan,
    prasyarat,
)
from contoh_lokasi import KOLOM_LOKASI, lokasi
from contoh_penanda import KOLOM_DOKUMEN, KOLOM_TAG, dokumen, kode_terbit, tag_arg
from contoh_struktur import NAMA_URUSAN, SINI, nama_bidang, semua_opd
from contoh_target import KOLOM_TARGET, KOLOM_TERPILAH, data_terpilah, target_metrik
from contoh_tautan import KOLOM_TAUTAN, tautan_isu
from contoh_turunan import (
    KOLOM_APBDES,
    KOLOM_REALISASI,
    KOLOM_SASARAN,
    apbdes,
    realisasi,
    rupiah,
    sasaran,
)
from contoh_wilayah import DAFTAR, KABUPATEN, KOTA, TAHUN, jumlah_rt, penduduk

Isi = dict[str, str]
PRESET = 9 | lzma.PRESET_EXTREME
KEPALA_SIPD = (
    "NO,TAHUN,KODE URUSAN,NAMA URUSAN,KODE SKPD,NAMA SKPD,KODE SUB UNIT,NAMA SUB UNIT,"
    "KODE BIDANG URUSAN,NAMA BIDANG URUSAN,KODE PROGRAM,NAMA PROGRAM,KODE KEGIATAN,NAMA KEGIATAN,"
    "KODE SUB KEGIATAN,NAMA SUB KEGIATAN,KODE SUMBER DANA,NAMA SUMBER DANA,KODE REKENING,"
    "NAMA REKENING,PAKET/KELOMPOK,NAMA PAKET/KELOMPOK,PAGU"
)
KOLOM_ANGGARAN = (
    "kode_daerah,tahun,tahapan,kode_skpd,nama_skpd,kode_sub_unit,nama_sub_unit,kode_urusan,"
    "nama_urusan,kode_bidang_urusan,nama_bidang_urusan,kode_program,nama_program,kode_kegiatan,"
    "nama_kegiatan,kode_sub_kegiatan,nama_sub_kegiatan,kode_sumber_dana,nama_sumber_dana,"
    "kode_rekening,nama_rekening,uraian_paket,pagu"
)
PER_DAERAH: dict[str, tuple[Callable[[str], list[Isi]], tuple[str, ...]]] = {
    "tag_arg": (tag_arg, KOLOM_TAG),
    "dokumen": (dokumen, KOLOM_DOKUMEN),
    "realisasi": (realisasi, KOLOM_REALISASI),
    "sasaran": (sasaran, KOLOM_SASARAN),
    "lokasi": (lokasi, KOLOM_LOKASI),
    "prasyarat": (prasyarat, KOLOM_PRASYARAT),
    "jabatan": (jabatan, KOLOM_JABATAN),
    "kelembagaan": (kelembagaan, KOLOM_KELEMBAGAAN),
    "data_terpilah": (data_terpilah, KOLOM_TERPILAH),
    "target_metrik": (target_metrik, KOLOM_TARGET),
    "tautan_isu": (tautan_isu, KOLOM_TAUTAN),
}
KEPALA_MANIFEST = """\
# Dibuat oleh build_contoh.py. Urutan berkas contoh untuk dimuat lewat intake; semuanya simulasi.
status_data = "simulasi"
"""


def _csv(kepala: Iterable[str], baris: Iterable[Iterable[object]]) -> bytes:
    tampung = io.StringIO(newline="")
    penulis = csv.writer(tampung, lineterminator="\n")
    penulis.writerow(list(kepala))
    penulis.writerows(baris)
    return tampung.getvalue().encode()


def _indonesia(sen: int) -> str:
    return f"{sen // 100:,}".replace(",", ".") + f",{sen % 100:02}"


def _pos(baris: Baris, tahun: int) -> dict[str, str]:
    sub, opd = baris.pos.sub, baris.pos.opd
    return {
        "tahun": str(tahun),
        "urusan": sub.kode[0],
        "nama_urusan": NAMA_URUSAN[sub.kode[0]],
        "skpd": opd.kode,
        "nama_skpd": opd.nama,
        "unit": baris.pos.kode_unit,
        "nama_unit": baris.pos.nama_unit,
        "bidang": sub.bidang,
        "nama_bidang": nama_bidang(sub.bidang),
        "program": sub.kode[:7],
        "nama_program": sub.program,
        "kegiatan": sub.kode[:12],
        "nama_kegiatan": sub.kegiatan,
        "sub": kode_terbit(sub.kode, tahun),
        "nama_sub": sub.nama,
    }


def _sipd(tahun: int, tahapan: str) -> bytes:
    isi = []
    for nomor, baris in enumerate(baris_daerah(KOTA, tahun, tahapan), 1):
        pos = _pos(baris, tahun)
        isi.append(
            [
                nomor,
                *pos.values(),
                baris.sumber,
                SUMBER_DANA[baris.sumber],
                baris.rekening,
                baris.nama_rekening,
                baris.paket,
                baris.paket.partition(" ")[2],
                _indonesia(baris.pagu),
            ]
        )
    return _csv(KEPALA_SIPD.split(","), isi)


def _polos(tahun: int, tahapan: str) -> bytes:
    isi = []
    for baris in baris_daerah(KABUPATEN, tahun, tahapan):
        pos = _pos(baris, tahun)
        unit = ("skpd", "nama_skpd", "unit", "nama_unit")
        atas = ("urusan", "nama_urusan", "bidang", "nama_bidang", "program", "nama_program")
        bawah = ("kegiatan", "nama_kegiatan", "sub", "nama_sub")
        isi.append(
            [
                *(KABUPATEN, tahun, tahapan),
                *(pos[satu] for satu in (*unit, *atas, *bawah)),
                *(baris.sumber, SUMBER_DANA[baris.sumber], baris.rekening, baris.nama_rekening),
                *(baris.paket, rupiah(baris.pagu)),
            ]
        )
    return _csv(KOLOM_ANGGARAN.split(","), isi)


def _wilayah(daerah: str) -> bytes:
    isi = [
        (
            satu.kode,
            satu.nama,
            satu.jenis,
            satu.induk,
            jumlah_rt(satu.kode) if satu.jenis in ("kelurahan", "desa") else "",
        )
        for satu in DAFTAR[daerah]
    ]
    return _csv(("kode_wilayah", "nama", "jenis", "kode_induk", "jumlah_rt"), isi)


def _penduduk(daerah: str) -> bytes:
    isi = [
        (kode, tahun, laki, perempuan)
        for (kode, tahun), (laki, perempuan) in sorted(penduduk(daerah).items())
    ]
    return _csv(("kode_wilayah", "tahun", "laki_laki", "perempuan"), isi)


def _opd(daerah: str) -> bytes:
    kepala = ("kode_daerah", "tahun", "kode_skpd", "nama_skpd", "singkatan", "kode_bidang_urusan")
    isi = [
        (daerah, tahun, opd.kode, opd.nama, opd.singkatan, opd.bidang[0], "ya")
        for tahun in TAHUN
        for opd in semua_opd(daerah)
    ]
    return _csv((*kepala, "aktif"), isi)


def _entri(dataset: str, berkas: str, daerah: str, tahun: int = 0, tahapan: str = "") -> str:
    baris = ["", "[[berkas]]", f'dataset = "{dataset}"', f'berkas = "{berkas}"']
    baris.append(f'kode_daerah = "{daerah}"')
    if tahun:
        baris += [f"tahun = {tahun}", f'tahapan = "{tahapan}"']
    return "\n".join(baris) + "\n"


def _semua() -> Iterator[tuple[str, str, bytes]]:
    """(file name, manifest entry, bytes) in the order in which the files are loaded."""
    baris: dict[str, dict[str, list[Isi]]] = {KOTA: {}, KABUPATEN: {}}
    awal = (("wilayah", _wilayah), ("penduduk", _penduduk), ("opd", _opd))
    for dataset, buat in awal:
        for daerah in baris:
            nama = f"{dataset}_{daerah.replace('.', '')}.csv.xz"
            yield nama, _entri(dataset, nama, daerah), buat(daerah)
    for daerah in baris:
        for tahun in TAHUN:
            for tahapan in TAHAPAN:
                isi = (_sipd if daerah == KOTA else _polos)(tahun, tahapan)
                nama = f"anggaran_{daerah.replace('.', '')}_{tahun}_{tahapan.lower()}.csv.xz"
                yield nama, _entri("anggaran", nama, daerah, tahun, tahapan), isi
        for dataset, (susun, kolom) in PER_DAERAH.items():
            baris[daerah][dataset] = susun(daerah)
            nama = f"{dataset}_{daerah.replace('.', '')}.csv.xz"
            rows = ([row.get(satu, "") for satu in kolom] for row in baris[daerah][dataset])
            yield nama, _entri(dataset, nama, daerah), _csv(kolom, rows)
    nama = f"apbdes_{KABUPATEN.replace('.', '')}.csv.xz"
    rows = ([row[satu] for satu in KOLOM_APBDES] for row in apbdes(KABUPATEN))
    yield nama, _entri("apbdes", nama, KABUPATEN), _csv(KOLOM_APBDES, rows)
    tempat = [("99", "Provinsi Contoh")]
    tempat += [(satu.kode, satu.nama) for daerah in (KABUPATEN, KOTA) for satu in DAFTAR[daerah]]
    yield "wilayah_contoh.csv", "", _csv(("kode", "nama"), tempat)
    yield "fenomena.toml", "", fenomena(baris).encode()


def bangun(tujuan: Path, preset: int = PRESET) -> list[str]:
    """Write every file of the sample into `tujuan`; gives the file names in order."""
    tujuan.mkdir(parents=True, exist_ok=True)
    manifest, nama_berkas = KEPALA_MANIFEST, []
    for nama, entri, isi in _semua():
        manifest += entri
        padat = lzma.compress(isi, preset=preset) if nama.endswith(".xz") else isi
        (tujuan / nama).write_bytes(padat)
        nama_berkas.append(nama)
    (tujuan / "manifest.toml").write_bytes(manifest.encode())
    return [*nama_berkas, "manifest.toml"]


def main() -> None:
    """Build into the folder given, by default this one."""
    pilihan = argparse.ArgumentParser(description=__doc__)
    pilihan.add_argument("--out", type=Path, default=SINI)
    pilihan.add_argument("--ringan", action="store_true", help="pack lightly, for a quick check")
    diminta = pilihan.parse_args()
    for nama in bangun(diminta.out, 0 if diminta.ringan else PRESET):
        print(nama)


if __name__ == "__main__":
    main()
