"""Who has sent what, and what a gap leaves unanswered."""

from __future__ import annotations

import pytest
from world import REGION, World, line

from pug_metrics.datasets import datasets
from pug_metrics.metrics.checks import Owner
from pug_metrics.metrics.declaration import all_metrics
from pug_metrics.metrics.reported import by_agency, coverage, owner, unanswered
from pug_metrics.metrics.result import Slice

pytestmark = pytest.mark.cepat
AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
YEAR = {"kode_daerah": "99.71", "tahun": 2025}


@pytest.fixture(scope="module")
def world():
    return World(
        anggaran=[line("A", "1"), line("A", "2"), line("B", "3", tahapan="PERUBAHAN")],
        realisasi=[
            {**YEAR, "kode_skpd": "A", "sampai_bulan": 3, "realisasi": "1"},
            {**YEAR, "kode_skpd": "B", "tahun": 2024, "sampai_bulan": 3, "realisasi": "1"},
        ],
        opd=[{**YEAR, "kode_skpd": "C", "nama_skpd": "Dinas C"}],
        kelembagaan=[{**YEAR, "jenis": "POKJA", "nama": "Pokja"}],
        tag_arg=[{**REGION, "kode_daerah": "99.01", "kode_skpd": "A", "kategori_arg": "NETRAL"}],
    )


def test_rows_are_counted_for_the_region_year_and_stage(world):
    found = coverage(world, AT)
    assert [each.kode for each in found.agencies] == ["A", "B", "C"]
    assert found.of("anggaran", "A").rows == 2
    assert found.of("anggaran", "B") is None
    assert found.of("realisasi", "A").at.year == 2025
    assert [each.kode for each in found.absent("realisasi")] == ["B", "C"]
    assert found.latest("tag_arg") is None
    assert found.of("opd").rows == 1


def test_the_region_itself_is_no_agency(world):
    found = coverage(world, AT)
    assert found.of("kelembagaan", "").rows == 1
    assert len(found.absent("kelembagaan")) == 3


def test_gaps_say_what_they_leave_unanswered_the_most_first(world):
    gaps = coverage(world, AT).gaps()
    numbers = [len(gap.metrics) for gap in gaps]
    assert numbers == sorted(numbers, reverse=True)
    found = {gap.dataset.name: gap for gap in gaps}
    spent = found["realisasi"]
    assert not spent.whole
    assert {each.name for each in spent.metrics} == {
        name for name, each in all_metrics().items() if "realisasi" in each.datasets
    }
    assert found["tag_arg"].whole
    assert found["penduduk"].absent == ()
    assert "opd" not in found


def test_an_agency_sends_what_speaks_for_an_agency():
    owners = {name: owner(each) for name, each in datasets().items()}
    assert (owners["realisasi"], owners["kelembagaan"]) == (Owner.OPD, Owner.BAPPEDA)
    assert by_agency(datasets()["kelembagaan"])
    assert not by_agency(datasets()["opd"])
    assert unanswered("target_metrik") == ()
