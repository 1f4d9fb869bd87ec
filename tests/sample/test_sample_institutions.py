"""Prerequisites, posts, institutions, disaggregated data and targets of the sample fit the rest."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from sample_reading import rows

pytestmark = pytest.mark.cepat
REGIONS = ("9971", "9901")
SEVEN = ("KOMITMEN", "KEBIJAKAN", "KELEMBAGAAN", "SUMBER_DAYA", "DATA_TERPILAH", "ALAT_ANALISIS",
         "PARTISIPASI")  # fmt: skip
NAMES = ("prasyarat", "jabatan", "kelembagaan", "data_terpilah", "target_metrik", "tautan_isu")


def agencies(region: str, year: str) -> set[str]:
    return {row["kode_skpd"] for row in rows(f"opd_{region}") if row["tahun"] == year}


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", NAMES)
def test_every_year_is_there_and_every_agency_is_in_the_roster(region, name):
    found = rows(f"{name}_{region}")
    assert {row["tahun"] for row in found} == {"2023", "2024", "2025"}
    for row in found:
        assert row.get("kode_skpd", "") in {"", *agencies(region, row["tahun"])}


@pytest.mark.parametrize("region", REGIONS)
def test_no_new_dataset_repeats_a_key(region):
    keys = {
        "prasyarat": ("tahun", "kode_skpd", "prasyarat", "butir"),
        "jabatan": ("tahun", "kode_skpd", "eselon"),
        "kelembagaan": ("tahun", "kode_skpd", "jenis", "nama"),
        "data_terpilah": ("tahun", "kode_wilayah", "indikator"),
        "target_metrik": ("tahun", "metrik", "butir", "kode", "rincian", "basis"),
        "tautan_isu": ("tahun", "indikator", "kode_skpd", "kode_sub_kegiatan"),
    }
    for name, key in keys.items():
        found = Counter(tuple(row[each] for each in key) for row in rows(f"{name}_{region}"))
        assert found.most_common(1)[0][1] == 1, name


@pytest.mark.parametrize("region", REGIONS)
def test_a_focal_point_is_there_where_its_decree_is_among_the_documents(region):
    papers = {
        (row["tahun"], row["kode_skpd"])
        for row in rows(f"dokumen_{region}")
        if row["jenis"] == "SK_FOCAL_POINT"
    }
    named = {
        (row["tahun"], row["kode_skpd"])
        for row in rows(f"kelembagaan_{region}")
        if row["jenis"] == "FOCAL_POINT"
    }
    scored = {
        (row["tahun"], row["kode_skpd"])
        for row in rows(f"prasyarat_{region}")
        if row["butir"] == "Focal point ditetapkan dengan SK" and row["nilai"] == "1"
    }
    assert papers == named == scored


@pytest.mark.parametrize("region", REGIONS)
def test_some_decrees_have_expired_and_some_have_no_end(region):
    focal = [row for row in rows(f"kelembagaan_{region}") if row["jenis"] == "FOCAL_POINT"]
    ends = Counter(
        "open" if not row["berlaku_sampai"] else row["berlaku_sampai"] >= f"{row['tahun']}-12-31"
        for row in focal
    )
    assert ends["open"] and ends[False] and ends[True] > ends[False]
    assert any(not row["rapat_terlaksana"] for row in focal)


@pytest.mark.parametrize("region", REGIONS)
def test_prerequisites_grow_and_some_agencies_lack_one_of_the_seven(region):
    scores: dict[str, list[float]] = defaultdict(list)
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows(f"prasyarat_{region}"):
        assert row["nilai"] in ("0", "0.5", "1")
        scores[row["tahun"]].append(float(row["nilai"]))
        known[row["tahun"], row["kode_skpd"]].add(row["prasyarat"])
    means = [sum(scores[year]) / len(scores[year]) for year in ("2023", "2024", "2025")]
    assert means == sorted(means)
    assert {len(each) for each in known.values()} == {6, 7}
    assert all(known[year, ""] == set(SEVEN) for year in scores)


@pytest.mark.parametrize("region", REGIONS)
def test_every_agency_has_its_posts_and_women_hold_some_but_not_all(region):
    held = {(row["tahun"], row["kode_skpd"]) for row in rows(f"jabatan_{region}")}
    assert held == {(year, code) for year in ("2023", "2024", "2025")
                    for code in agencies(region, year)}  # fmt: skip
    for echelon in ("II", "III", "IV"):
        own = [row for row in rows(f"jabatan_{region}") if row["eselon"] == echelon]
        women = sum(int(row["perempuan"]) for row in own)
        assert 0 < women < sum(int(row["laki_laki"]) for row in own)


@pytest.mark.parametrize("region", REGIONS)
def test_targets_say_that_they_are_simulated_and_thresholds_are_on_their_side(region):
    for row in rows(f"target_metrik_{region}"):
        assert row["sumber"] == "simulasi"
        goal = float(row["target"])
        assert goal > 0
        assert not row["ambang_bawah"] or float(row["ambang_bawah"]) < goal
        assert not row["ambang_atas"] or float(row["ambang_atas"]) > goal
    assert all(row["sumber"] == "simulasi" for row in rows(f"data_terpilah_{region}"))


@pytest.mark.parametrize("region", REGIONS)
def test_links_name_indicators_of_the_sample_and_leave_some_without_any(region):
    known = {row["indikator"] for row in rows(f"data_terpilah_{region}")}
    linked = {row["indikator"] for row in rows(f"tautan_isu_{region}")}
    assert linked < known
    assert {row["status"] for row in rows(f"tautan_isu_{region}")} == {
        "DISETUJUI", "DITOLAK", "USULAN",
    }  # fmt: skip
    assert all(row["alasan"].startswith("simulasi") for row in rows(f"tautan_isu_{region}"))
