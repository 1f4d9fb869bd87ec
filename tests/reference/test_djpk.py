"""The crosswalk from DJPK codes to Kemendagri codes: complete, by name, one to one."""

from __future__ import annotations

import csv
import importlib.util
from collections import Counter

import pytest

from pug_metrics.reference import djpk, places

SCRIPT = djpk.TABLE.with_name("build_djpk.py")
FILES = ("dana_desa_pagu_2023_2024.csv", "dana_desa_realisasi_2023_2024.csv")
HEAD = "kdprov\turprov\tkdpemda\turpemda\n"


@pytest.fixture(scope="module")
def build():
    spec = importlib.util.spec_from_file_location("build_djpk", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.cepat
def test_the_known_regions_have_their_codes():
    assert djpk.find("10", "03") == "32.01"
    assert djpk.find("17", "08", "Kab. Paser") == "64.01"
    assert djpk.find("1", "1") == "11.05"
    assert djpk.find("00", "00") is None
    assert djpk.is_national("0", "00")


@pytest.mark.cepat
def test_a_code_beside_the_name_of_another_region_is_not_read():
    assert djpk.find("10", "03", "Kab. Bekasi") is None
    assert djpk.find("19", "13", "Kab Morowali Utara") == djpk.find("19", "13")


@pytest.mark.cepat
def test_every_code_is_a_kabupaten_or_kota_and_stands_once():
    codes = Counter(region.kode for region in djpk.regions().values())
    assert len(codes) == len(djpk.regions()) == 434
    assert {places.place(code).jenis for code in codes} == {"kabupaten", "kota"}


@pytest.mark.cepat
def test_a_province_of_djpk_is_one_province_of_kemendagri():
    pairs = {(key[0], region.kode[:2]) for key, region in djpk.regions().items()}
    named = Counter(prov for prov, _ in pairs)
    # Papua and Papua Barat were parted; DJPK kept none of its numbers for two provinces.
    assert {prov for prov, times in named.items() if times > 1} == set()


def test_every_region_of_the_real_files_is_found_exactly_once(shared):
    for name in FILES:
        with (shared / "real" / name).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        for row in rows:
            codes = (row["kdprov"], row["kdpemda"])
            if djpk.is_national(*codes):
                assert row["urpemda"].strip() == "Nasional"
            else:
                assert djpk.find(*codes, row["urpemda"]) is not None, row


def test_the_builder_writes_the_committed_table(shared, build, tmp_path):
    out = tmp_path / "djpk.csv"
    files = [str(shared / "real" / name) for name in FILES]
    assert build.main([*files, "--out", str(out)]) == 0
    assert out.read_bytes() == djpk.TABLE.read_bytes()


@pytest.mark.cepat
@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("10\tProvinsi Jawa Barat\t03\tKab. Atlantis\n", "0 places"),
        ("13\tProvinsi Jawa Timur\t03\tKab. Bogor\n", "0 places"),
        ("10\tProvinsi Jawa Barat\t03\tKab. Bogor\n10\tProvinsi Jawa Barat\t04\tKab. Bogor\n",
         "two codes"),
    ],
)  # fmt: skip
def test_the_builder_refuses_what_it_cannot_name(build, tmp_path, capsys, rows, reason):
    table = tmp_path / "berkas.csv"
    table.write_text(HEAD + rows, encoding="utf-8")
    assert build.main([str(table), "--out", str(tmp_path / "djpk.csv")]) == 1
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "djpk.csv").exists()
