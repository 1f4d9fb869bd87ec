"""What pages say of places: averages, ends, what has no place, what unit names propose."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from world import REGION, World, line

from pug_metrics.metrics import arg_amount, arg_per_woman, arg_share, budget_total
from pug_metrics.metrics.findings_places import (
    average,
    below,
    bottom_district,
    known,
    lowest_district,
    place_proposals,
    places,
    placing,
    times,
    unknown,
)
from pug_metrics.metrics.result import Slice

pytestmark = pytest.mark.cepat
AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
OPD, OFFICE = "1.01.0.00.0.00.01.0000", "7.01.0.00.0.00.01.0000"
HIGH = {"99.71.01.1001": 90, "99.71.01.1002": 80, "99.71.02.1001": 70, "99.71.02.1002": 60}
LOW = {"99.71.04.1001": 30, "99.71.04.1002": 20, "99.71.04.1003": 10}
SPENT = {**HIGH, "99.71.03.1001": 50, "99.71.03.1002": 45, "99.71.05.1001": 44, **LOW}


def world(spent=SPENT, **more):
    sub = "1.01.02.2.01.0001"
    rows = [
        {
            **REGION,
            "kode_skpd": OPD,
            "kode_sub_kegiatan": sub,
            "kode_wilayah": code,
            "rupiah": rupiah,
        }
        for code, rupiah in spent.items()
    ]
    facts = {"kode_skpd": OPD, "kode_sub_kegiatan": sub}
    return World(
        anggaran=[line(OPD, 1000, kode_sub_kegiatan=sub)],
        tag_arg=[{**REGION, **facts, "kategori_arg": "KESETARAAN", "status": "DISETUJUI"}],
        lokasi=rows, **more,
    )  # fmt: skip


def test_what_has_no_place_is_the_whole_without_what_has_one():
    found = placing(world(), AT, claimed=False)
    assert found.whole == 1000
    assert found.placed == sum(SPENT.values())
    assert found.unplaced == 1000 - sum(SPENT.values())
    assert found.percent == pytest.approx(float(found.unplaced / 10))
    assert found.district_only == 0


def test_money_known_by_kecamatan_only_is_placed_and_counted_apart():
    found = placing(world({"99.71.01": 300, "99.71.01.1001": 100}), AT, claimed=True)
    assert (found.placed, found.district_only) == (400, 300)


def test_places_without_a_figure_are_unknown_and_never_ranked():
    made = world()
    result = budget_total(made, by="desa", at=AT)
    assert [row["kode"] for row in known(result)] == sorted(SPENT, key=lambda code: -SPENT[code])
    roster = {each.kode for each in places(made, "99.71") if each.jenis != "kecamatan"}
    assert {row["kode"] for row in unknown(result)} == roster - set(SPENT)
    made.close()


def test_an_average_is_rupiah_a_place_or_a_ratio_of_sums():
    people = [
        {
            "kode_daerah": "99.71",
            "tahun": 2025,
            "kode_wilayah": code,
            "laki_laki": 1,
            "perempuan": n,
        }
        for n, code in enumerate(SPENT, 1)
    ]
    made = world(penduduk=people)
    mean = Fraction(sum(SPENT.values()), len(SPENT))
    assert average(arg_amount(made, by="desa", at=AT)) == pytest.approx(float(mean))
    women = sum(range(1, len(SPENT) + 1))
    each = average(arg_per_woman(made, by="desa", at=AT))
    assert each == pytest.approx(sum(SPENT.values()) / women)
    assert average(arg_share(made, by="desa", at=AT)) == pytest.approx(100.0)


def test_the_lowest_kecamatan_is_the_one_whose_best_village_is_lowest():
    low = lowest_district(budget_total(world(), by="desa", at=AT))
    assert low is not None
    assert (low.kecamatan, low.terbaik["kode"]) == ("99.71.04", "99.71.04.1001")


def test_no_kecamatan_is_called_low_where_its_best_village_is_above_the_average():
    spent = {"99.71.01.1001": 90, "99.71.01.1002": 1, "99.71.02.1001": 91, "99.71.02.1002": 2}
    assert lowest_district(budget_total(world(spent), by="desa", at=AT)) is None


def test_the_kecamatan_that_holds_most_of_the_last_places_is_named():
    bottom = bottom_district(budget_total(world(), by="desa", at=AT))
    assert bottom is not None
    assert (bottom.kecamatan, bottom.jumlah, bottom.dari) == ("99.71.04", 3, 5)
    assert bottom_district(budget_total(world(HIGH), by="desa", at=AT)) is None


def test_places_below_a_value_and_the_ratio_of_the_ends():
    result = budget_total(world(), by="desa", at=AT)
    assert below(result, 45) == sum(1 for rupiah in SPENT.values() if rupiah < 45)
    assert times(result) == pytest.approx(9.0)
    assert times(budget_total(world({"99.71.01.1001": 5}), by="desa", at=AT)) is None


def test_nothing_is_said_of_a_region_without_places():
    result = budget_total(world({}), by="desa", at=AT)
    assert known(result) == []
    assert average(result) is None
    assert lowest_district(result) is None
    assert bottom_district(result) is None
    assert placing(world({}), AT, claimed=True).placed == 0


def _unit(unit, name, pagu):
    return line(OFFICE, pagu, kode_sub_unit=unit, nama_sub_unit=name, kode_rekening="5.1.02")


def test_only_units_named_after_one_place_are_proposed():
    made = World(anggaran=[
        _unit("u1", "Kelurahan Arunika", 7), _unit("u1", "Kelurahan Arunika", "3.05"),
        _unit("u2", "Kecamatan Sagarasa", 5), _unit("u3", "Bidang Umum", 11), line(OFFICE, 13),
    ])  # fmt: skip
    found = [(each.kode_sub_unit, each.kode_wilayah, each.pagu, each.baris)
             for each in place_proposals(made, AT)]  # fmt: skip
    assert found == [
        ("u1", "99.71.01.1001", Decimal("10.05"), 2), ("u2", "99.71.04", Decimal("5.00"), 1)
    ]  # fmt: skip


def test_a_unit_whose_agency_is_placed_as_a_whole_is_not_proposed():
    whole = {**REGION, "kode_skpd": OFFICE, "kode_wilayah": "99.71.01", "persen": 10}
    made = World(anggaran=[_unit("u1", "Kelurahan Arunika", 7)], lokasi=[whole])
    assert place_proposals(made, AT) == ()
