"""The committed sample is what its generator writes, whole, small, and of no real place."""

from __future__ import annotations

import csv
import io
import lzma
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from sample_reading import FOLDER, lines, rows

REGIONS = ("99.71", "99.01")
STAGES = tuple(
    (daerah, tahun, tahapan)
    for daerah in REGIONS
    for tahun in (2023, 2024, 2025)
    for tahapan in ("MURNI", "PERUBAHAN")
)


def content(path: Path) -> bytes:
    data = path.read_bytes()
    return lzma.decompress(data) if path.suffix == ".xz" else data


def test_the_generator_writes_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    command = [sys.executable, "-B", str(FOLDER / "build_contoh.py"), "--ringan", "--out"]
    subprocess.run([*command, str(tmp_path)], check=True, capture_output=True)
    written = {path.name for path in tmp_path.iterdir()}
    committed = {path.name for path in FOLDER.glob("*.xz")}
    assert written == committed | {"manifest.toml", "fenomena.toml", "wilayah_contoh.csv"}
    different = [name for name in written if content(tmp_path / name) != content(FOLDER / name)]
    assert different == []


@pytest.mark.cepat
def test_the_whole_folder_stays_under_five_megabytes() -> None:
    size = sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file())
    assert size < 5_000_000


@pytest.mark.cepat
def test_the_manifest_names_every_packed_file_once_and_places_come_first() -> None:
    manifest = tomllib.loads((FOLDER / "manifest.toml").read_text(encoding="utf-8"))
    names = [entry["berkas"] for entry in manifest["berkas"]]
    assert sorted(names) == sorted(path.name for path in FOLDER.glob("*.xz"))
    order = [entry["dataset"] for entry in manifest["berkas"]]
    assert order[:6] == ["wilayah"] * 2 + ["penduduk"] * 2 + ["opd"] * 2
    assert all(
        {"kode_daerah", "tahun", "tahapan"} <= set(entry)
        for entry in manifest["berkas"]
        if entry["dataset"] == "anggaran"
    )


def test_at_least_a_hundred_thousand_lines_each_with_a_key_of_its_own() -> None:
    key = ("kode_skpd", "kode_sub_unit", "kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana")
    count = 0
    for stage in STAGES:
        keys = Counter(tuple(line[name] for name in key) for line in lines(*stage))
        assert keys.most_common(1)[0][1] == 1
        assert all("" not in one for one in keys)
        count += len(lines(*stage))
    assert 100_000 <= count <= 115_000


def test_codes_of_a_line_lie_under_one_another() -> None:
    for line in lines("99.71", 2025, "MURNI") + lines("99.01", 2023, "MURNI"):
        assert line["kode_sub_kegiatan"].startswith(line["kode_kegiatan"] + ".")
        assert line["kode_kegiatan"].startswith(line["kode_program"] + ".")
        assert line["kode_program"].startswith(line["kode_bidang_urusan"] + ".")
        assert line["kode_rekening"].startswith("5.") and line["kode_rekening"].count(".") == 5
        assert int(line["pagu"]) > 0


@pytest.mark.parametrize("region", ["9971", "9901"])
def test_no_dataset_repeats_a_key(region: str) -> None:
    keys = {
        "tag_arg": ("tahun", "tahapan", "kode_skpd", "kode_sub_kegiatan", "kode_rekening"),
        "dokumen": ("tahun", "kode_skpd", "kode_sub_kegiatan", "kode_rekening", "jenis"),
        "realisasi": ("tahun", "kode_skpd", "kode_sub_kegiatan", "sampai_bulan"),
        "sasaran": ("tahun", "kode_skpd", "kode_sub_kegiatan", "kode_wilayah"),
        "lokasi": (
            *("tahun", "tahapan", "kode_skpd", "kode_sub_unit", "kode_sub_kegiatan"),
            *("kode_rekening", "kode_sumber_dana", "kode_wilayah"),
        ),
        "opd": ("tahun", "kode_skpd"),
        "penduduk": ("tahun", "kode_wilayah"),
    }
    for dataset, key in keys.items():
        found = Counter(tuple(row[name] for name in key) for row in rows(f"{dataset}_{region}"))
        assert found.most_common(1)[0][1] == 1, dataset


def test_sub_kegiatan_end_in_two_digits_in_2023_and_in_four_since() -> None:
    for region, column in (("9971", "KODE SUB KEGIATAN"), ("9901", "kode_sub_kegiatan")):
        for tahun, digits in ((2023, 2), (2024, 4), (2025, 4)):
            found = rows(f"anggaran_{region}_{tahun}_murni")
            assert {len(row[column].rpartition(".")[2]) for row in found} == {digits}


def test_most_ceilings_are_whole_thousands_and_some_carry_sen() -> None:
    found = [int(line["pagu"]) for line in lines("99.71", 2025, "MURNI")]
    odd = sum(1 for pagu in found if pagu % 100_000)
    assert 0.01 < odd / len(found) < 0.06
    assert any(pagu % 100 for pagu in found)


@pytest.mark.cepat
def test_the_two_regions_have_the_places_they_should() -> None:
    kinds = {
        region: Counter(row["jenis"] for row in rows(f"wilayah_{region}"))
        for region in ("9971", "9901")
    }
    assert kinds["9971"] == {"kota": 1, "kecamatan": 5, "kelurahan": 20}
    assert kinds["9901"] == {"kabupaten": 1, "kecamatan": 10, "kelurahan": 5, "desa": 139}
    for region in ("9971", "9901"):
        for row in rows(f"wilayah_{region}"):
            tail = row["kode_wilayah"].rpartition(".")[2]
            assert (len(tail) == 4 and tail[0] == "1") == (row["jenis"] == "kelurahan")
            assert (len(tail) == 4 and tail[0] == "2") == (row["jenis"] == "desa")


@pytest.mark.cepat
def test_the_list_of_places_holds_both_regions_with_the_same_names() -> None:
    text = (FOLDER / "wilayah_contoh.csv").read_text(encoding="utf-8")
    listed = {row["kode"]: row["nama"] for row in csv.DictReader(io.StringIO(text))}
    given = {
        row["kode_wilayah"]: row["nama"]
        for region in ("9971", "9901")
        for row in rows(f"wilayah_{region}")
    }
    assert listed == {"99": "Provinsi Contoh"} | given


def test_no_place_has_the_name_of_a_real_one() -> None:
    packed = FOLDER.parent / "reference" / "wilayah.csv.xz"
    real = csv.DictReader(io.StringIO(lzma.decompress(packed.read_bytes()).decode()))
    names = {row["nama"].lower() for row in real if not row["kode"].startswith("99")}
    invented = {
        row["nama"].lower() for region in ("9971", "9901") for row in rows(f"wilayah_{region}")
    }
    assert len(names) > 50_000
    assert invented & names == set()


def test_no_kabupaten_kota_or_kecamatan_is_in_the_shared_list(shared: Path) -> None:
    with (shared / "reference" / "wilayah.csv").open(encoding="utf-8", newline="") as file:
        names = {row["nama"].lower() for row in csv.DictReader(file)}
    for region in ("9971", "9901"):
        for row in rows(f"wilayah_{region}"):
            assert row["nama"].lower() not in names


@pytest.mark.cepat
@pytest.mark.parametrize("region", ["9971", "9901"])
def test_people_of_a_place_are_the_sum_of_its_parts(region: str) -> None:
    people = {
        (row["kode_wilayah"], row["tahun"]): (int(row["laki_laki"]), int(row["perempuan"]))
        for row in rows(f"penduduk_{region}")
    }
    for (kode, tahun), (men, women) in people.items():
        parts = [
            value
            for (child, year), value in people.items()
            if year == tahun and child.rpartition(".")[0] == kode
        ]
        if parts:
            assert (men, women) == tuple(map(sum, zip(*parts, strict=True)))


@pytest.mark.cepat
def test_the_women_affairs_agency_holds_2_08_under_another_name_in_each_region() -> None:
    names = {
        row["nama_skpd"]
        for region in ("9971", "9901")
        for row in rows(f"opd_{region}")
        if row["kode_bidang_urusan"] == "2.08"
    }
    assert len(names) == 2


@pytest.mark.cepat
def test_row_counts_stay_small_enough_for_the_first_start() -> None:
    assert sum(len(rows(f"realisasi_{region}")) for region in ("9971", "9901")) <= 120_000
    assert sum(len(rows(f"lokasi_{region}")) for region in ("9971", "9901")) <= 30_000
