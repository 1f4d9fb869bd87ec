"""The place reference: complete, consistent, and careful when it matches names."""

import csv
import importlib.util
import json
import lzma
import tomllib
from collections import Counter
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from pug_metrics.reference import places
from pug_metrics.reference.spelling import name_key

pytestmark = pytest.mark.cepat

SCRIPT = places.TABLE.with_name("build_wilayah.py")
SAMPLE_TEXT = """kode,nama
99,Provinsi Contoh
99.01,Kabupaten Contoh
99.71,Kota Contoh
99.01.01,Contoh Utara
99.01.01.1001,Melati
99.01.01.2002,Kenanga
"""


@pytest.fixture
def build():
    spec = importlib.util.spec_from_file_location("build_wilayah", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def with_sample(tmp_path, monkeypatch):
    def use(text):
        file = tmp_path / "wilayah_contoh.csv"
        if text is not None:
            file.write_text(text, encoding="utf-8")
        monkeypatch.setattr(places, "SAMPLE", file)
        places.reload()

    yield use
    monkeypatch.undo()
    places.reload()


@pytest.fixture(scope="module")
def real_codes():
    return [kode for kode in places.all_codes() if not kode.startswith("99")]


def codes(found):
    return [each.kode for each in found]


# -- the table ---------------------------------------------------------------------------------


def test_the_country_has_91599_codes_in_the_known_levels(real_codes):
    kinds = Counter(places.place(kode).jenis for kode in real_codes)
    assert len(real_codes) == 91_599
    assert kinds == {
        "provinsi": 38,
        "kabupaten": 416,
        "kota": 98,
        "kecamatan": 7_285,
        "kelurahan": 8_496,
        "desa": 75_266,
    }


def test_every_code_has_its_parent_and_the_dotted_form(real_codes):
    known = set(real_codes)
    for kode in real_codes:
        assert places.normalise_code(kode) == kode
        induk = places.place(kode).kode_induk
        assert induk is None if len(kode) == 2 else induk in known


def test_every_name_is_clean(real_codes):
    for kode in real_codes:
        nama = places.place(kode).nama
        assert nama == " ".join(nama.split())
        assert nama
        assert '"' not in nama


def test_codes_and_names_agree_with_the_shared_reference(shared_places):
    with shared_places.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 738
    for row in rows:
        found = places.place(row["kode"])
        assert (found.nama, found.jenis, found.kode_induk or "") == (
            row["nama"],
            row["jenis"],
            row["kode_induk"],
        )


def test_siblings_with_different_names_never_share_a_key(real_codes):
    seen = {}
    for kode in real_codes:
        nama = places.place(kode).nama
        key = kode.rpartition(".")[0], name_key(nama)
        other = places.find(seen.setdefault(key, kode))
        assert other.nama.replace(" ", "").casefold() == nama.replace(" ", "").casefold()


# -- codes -------------------------------------------------------------------------------------


def test_a_place_says_its_kind_and_parent_and_cannot_be_changed():
    found = places.place("63.72.04.1002")
    assert found == places.Place("63.72.04.1002", "Mentaos", "kelurahan", "63.72.04")
    with pytest.raises(FrozenInstanceError):
        found.nama = "Lain"


def test_a_desa_adat_is_a_desa():
    assert places.place("91.03.01.3007").jenis == "desa"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("6372021003", "63.72.02.1003"),
        (" 63.72.02.1003\u00a0", "63.72.02.1003"),
        ("637202", "63.72.02"),
        ("6372", "63.72"),
        ("63", "63"),
        ("63.7202", None),
        ("63.72.02.100", None),
        ("33.1", None),
        ("63.72.02.1003.01", None),
        ("Mentaos", None),
        ("٦٣", None),
        ("", None),
    ],
)
def test_a_code_is_read_in_both_forms_and_never_repaired(text, code):
    assert places.normalise_code(text) == code


def test_both_forms_of_a_code_find_the_same_place():
    assert places.find("6372041002") == places.find("63.72.04.1002")
    assert places.find("63.72.99") is None
    assert places.find("Mentaos") is None


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("63.72.04.1020", "63.72.04.10"), ("63.72.04.102", "63.72.04.10"), ("63.27", "63.")],
)
def test_an_unknown_code_suggests_a_known_one_nearby(wrong, near):
    with pytest.raises(places.PlaceUnknown) as caught:
        places.place(wrong)
    facts = caught.value.facts
    assert caught.value.kind == "wilayah_tak_dikenal"
    assert facts["kode"] == wrong
    assert facts["terdekat"].startswith(near)
    assert places.place(facts["terdekat"]).nama == facts["nama_terdekat"]


def test_children_are_the_level_below_in_order():
    assert codes(places.children("63.72")) == [f"63.72.0{n}" for n in range(2, 7)]
    assert codes(places.children("6372")) == codes(places.districts_of("63.72"))
    assert len(places.children("63")) == 13
    assert places.children("63.72.04.1002") == ()
    with pytest.raises(places.PlaceUnknown):
        places.children("83")


@pytest.mark.parametrize(
    ("region", "districts", "villages"),
    [
        ("63.72", 5, 20),
        ("64.01", 10, 144),
        ("64.71", 6, 34),
        ("32.01", 40, 435),
        ("62.71", 5, 30),
    ],
)
def test_regions_have_their_official_number_of_districts_and_villages(region, districts, villages):
    assert len(places.districts_of(region)) == districts
    assert len(places.villages_of(region)) == villages


def test_regions_are_provinces_and_kabupaten_kota():
    real = [each for each in places.regions() if not each.simulasi]
    assert len(real) == 38 + 514
    assert codes(real) == sorted(codes(real))


# -- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nama", "within", "found"),
    [
        ("mentaos", "63.72", ["63.72.04.1002"]),
        ("KELURAHAN  MENTAOS", "63.72", ["63.72.04.1002"]),
        ("Kel.Mentaos", "63.72", ["63.72.04.1002"]),
        ("Desa Mentaos", "63.72", ["63.72.04.1002"]),
        ("Kec. Banjarbaru-Utara", "63.72", ["63.72.04"]),
        ("Cempaka", "63.72", ["63.72.03", "63.72.03.1004"]),
        ("Kec. Cempaka", "63.72", ["63.72.03"]),
        ("Kelurahan Cempaka", "63.72", ["63.72.03.1004"]),
        ("Kota Batu", "32.01", ["32.01.29.2009"]),
        ("Kab. Bogor", "32", ["32.01"]),
        ("Kota Bogor", None, ["32.71"]),
        ("Kab. Kotabaru", None, ["63.02"]),
        ("Kota Adm. Jakarta Selatan", None, ["31.74"]),
        ("Prov. Banten", None, ["36"]),
        ("Mentaus", "63.72", []),
        ("Kel.", "63.72", []),
        ("", "63.72", []),
    ],
)
def test_a_name_matches_exactly_once_spelling_habits_are_taken_off(nama, within, found):
    assert codes(places.by_name(nama, within)) == found


def test_a_name_borne_by_several_gives_them_all():
    found = places.by_name("Desa Sukamaju", "32.01")
    assert len(found) > 1
    assert {each.nama for each in found} == {"Sukamaju"}


def test_roman_numbers_joined_by_a_slash_are_not_added_up():
    assert name_key("Parit I/II") != name_key("Parit III")


def test_both_spellings_of_palangka_raya_are_the_same():
    for nama in ("Kota Palangka Raya", "Kota Palangkaraya", "PALANGKARAYA", "Palangka Raya"):
        assert codes(places.by_name(nama, "62")) == ["62.71"]


def test_every_alias_names_a_known_place_and_finds_it():
    assert len(places.aliases()) == 12
    for kode, others in places.aliases().items():
        for other in others:
            assert other != places.place(kode).nama
            assert kode in codes(places.by_name(other, kode.rpartition(".")[0]))


def test_every_alias_has_a_listed_source():
    read = tomllib.loads(places.ALIASES.read_text(encoding="utf-8"))
    assert {entry["sumber"] for entry in read["alias"]} == set(read["sumber"])


def test_near_names_are_not_accepted():
    assert places.by_name("Kel. Mentaus", "63.72") == ()
    assert places.propose_from_unit("Kelurahan Mentaus", "63.72") is None


@pytest.mark.parametrize(
    ("unit", "within", "kode"),
    [
        ("Kelurahan Mentaos", "63.72", "63.72.04.1002"),
        ("KECAMATAN BANJARBARU UTARA", "63.72", "63.72.04"),
        ("Kantor Camat Cempaka", "63.72", "63.72.03"),
        ("Kantor Kelurahan Cempaka", "63.72", "63.72.03.1004"),
        ("Pemerintah Desa Cipayung Datar", "32.01", "32.01.26.2006"),
        ("Kel. Mentaos Kec. Banjarbaru Utara", "63.72", "63.72.04.1002"),
        ("Kelurahan Mentaos (Kota Banjarbaru)", "63.72", "63.72.04.1002"),
        ("7.01.0.00.0.00.04.0002 Kelurahan Mentaos", "63.72", "63.72.04.1002"),
        ("Kecamatan 2 x 11 Kayu Tanam", "13.05", "13.05.15"),
        ("Desa Sukamaju, Kec. Jonggol Kab. Bogor", "32.01", "32.01.06.2001"),
        ("Desa Sukamaju", "32.01", None),
        ("Cempaka", "63.72", None),
        ("Kelurahan Mentaos Kab. Bogor", "63.72", None),
        ("Kelurahan Mentaos Kec. Jonggol", "63.72", None),
        ("Puskesmas Cempaka", "63.72", None),
        ("Dinas Kesehatan", "63.72", None),
        ("Kota Banjarbaru", "63", None),
        ("", "63.72", None),
    ],
)
def test_a_unit_is_proposed_a_place_only_when_exactly_one_fits(unit, within, kode):
    found = places.propose_from_unit(unit, within)
    assert (found.kode if found else None) == kode


# -- the simulated sample ----------------------------------------------------------------------


def test_simulated_places_join_and_are_marked(with_sample):
    with_sample(SAMPLE_TEXT)
    assert len(places.all_codes()) == 91_599 + 6
    assert places.place("9901011001") == places.Place(
        "99.01.01.1001", "Melati", "kelurahan", "99.01.01", simulasi=True
    )
    assert [each.jenis for each in places.children("99")] == ["kabupaten", "kota"]
    assert codes(each for each in places.regions() if each.simulasi) == ["99", "99.01", "99.71"]
    assert codes(places.by_name("Desa Kenanga", "99.01")) == ["99.01.01.2002"]


def test_without_a_sample_only_real_places_are_known(with_sample):
    with_sample(None)
    assert len(places.all_codes()) == 91_599
    assert places.find("99.01") is None
    assert not any(each.simulasi for each in places.regions())


@pytest.mark.parametrize("kode", ["63.72", "9901"])
def test_a_sample_may_not_hold_other_codes_than_dotted_99(with_sample, kode):
    with_sample(f"kode,nama\n{kode},Kota Keliru\n")
    with pytest.raises(places.PugError) as caught:
        places.all_codes()
    assert caught.value.kind == "wilayah_contoh_keliru"


# -- the build ---------------------------------------------------------------------------------


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "package"
    (folder / "data").mkdir(parents=True)
    facts = {"name": "idn-area-data", "version": "4.0.1"}
    (folder / "package.json").write_text(json.dumps(facts))
    write(folder, "provinces", "code,name\n62,Kalimantan Tengah\n")
    write(folder, "regencies", "code,province_code,name\n62.71,62,Kota Palangkaraya\n")
    write(folder, "districts", "code,regency_code,name\n62.71.01,62.71,Pahandut  baru\n")
    villages = 'code,district_code,name\n62.71.01.1002,62.71.01,"Ja""an"\n'
    write(folder, "villages", villages + '62.71.01.1001,62.71.01,"Pal I,II"\n')
    return folder


def write(folder, level, text):
    (folder / "data" / f"{level}.csv").write_text(text, encoding="utf-8")


def test_the_build_gives_the_same_sorted_bytes_twice(build, package, tmp_path):
    first, second = tmp_path / "a.xz", tmp_path / "b.xz"
    assert build.build(package, first) == 5
    assert build.main([str(package), "--out", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert lzma.decompress(first.read_bytes()).decode() == (
        "kode,nama\n62,Kalimantan Tengah\n62.71,Kota Palangka Raya\n62.71.01,Pahandut Baru\n"
        '62.71.01.1001,"Pal I,II"\n62.71.01.1002,Ja\'an\n'
    )


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("62.71.01.1001,62.71.02,Lain", "does not fit"),
        ("62.71.01.9001,62.71.01,Lain", "does not fit"),
        ("62.71.02.1001,62.71.02,Lain", "no parent"),
        ("62.71.01.1001,62.71.01,", "no name"),
    ],
)
def test_the_build_refuses_rows_that_break_the_code_list(build, package, tmp_path, row, why):
    write(package, "villages", f"code,district_code,name\n{row}\n")
    with pytest.raises(build.BuildError, match=why):
        build.build(package, tmp_path / "out.xz")


def test_the_build_refuses_another_version(build, package, tmp_path):
    facts = {"name": "idn-area-data", "version": "5.0.0"}
    (package / "package.json").write_text(json.dumps(facts))
    assert build.main([str(package), "--out", str(tmp_path / "out.xz")]) == 1
    assert not (tmp_path / "out.xz").exists()


def test_the_committed_table_is_sorted_compact_and_well_formed():
    packed = places.TABLE.read_bytes()
    rows = csv.reader(lzma.decompress(packed).decode("utf-8").splitlines())
    next(rows)
    table = dict(rows)
    assert list(table) == sorted(table)
    assert len(packed) < 700_000
    assert {len(places.normalise_code(kode) or "") for kode in table} == {2, 5, 8, 13}


def test_the_table_lies_beside_its_licence():
    assert "Open Database License" in Path(SCRIPT).with_name("LISENSI.md").read_text("utf-8")
