"""What the row of the whole may say: stages are not added, a total is no finer than its places."""

from __future__ import annotations

from decimal import Decimal

import pytest
from world import REGION, World, line

from pug_metrics.language import say
from pug_metrics.metrics import arg_agency_count, budget_total
from pug_metrics.metrics.declaration import all_metrics
from pug_metrics.metrics.result import Slice

pytestmark = pytest.mark.cepat
SUB = "2.08.02.2.01.0001"
OTHER = "1.01.02.2.01.0001"


@pytest.fixture(scope="module")
def world():
    changed = {"tahapan": "PERUBAHAN"}
    tag = {**REGION, "kode_skpd": "A", "kategori_arg": "SPESIFIK"}
    spent = {"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": "A"}
    return World(
        anggaran=[line("A", "100"), line("A", "130", **changed)],
        tag_arg=[tag, {**tag, **changed}],
        realisasi=[{**spent, "sampai_bulan": 6, "realisasi": "40"}],
    )


@pytest.mark.parametrize(
    "metric", [m for m in all_metrics().values() if "tahapan" in m.grains], ids=lambda m: m.name
)
def test_two_stages_have_no_total(world, metric):
    result = metric.function(world, by="tahapan", at=Slice(daerah="99.71", tahun=2025))
    (whole,) = result.total.to_pylist()
    assert (whole["pembilang"], whole["penyebut"], whole["nilai"]) == (None, None, None)
    assert whole["alasan"] == "DATA_KOSONG"
    assert {row["kode"] for row in result.rows()} == {"MURNI", "PERUBAHAN"}
    told = [say(key, **facts) for key, facts in result.notes]
    assert say("catatan_tahapan_tidak_dijumlah") in told


def test_one_stage_by_stage_is_its_own_total(world):
    at = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
    result = budget_total(world, by="tahapan", at=at)
    assert result.total.column("pembilang").to_pylist() == [Decimal("100.00")]
    assert not result.notes


def test_agencies_are_not_counted_in_a_place_that_is_given_for_more_than_the_programme():
    world = World(
        anggaran=[
            line("A", "100", kode_sub_kegiatan=SUB),
            line("A", "50", kode_sub_kegiatan=OTHER),
        ],
        lokasi=[{**REGION, "kode_skpd": "A", "kode_wilayah": "99.71.01", "rupiah": "60"}],
    )
    at = Slice(program="2.08.02", kecamatan="99.71.01")
    result = arg_agency_count(world, by="daerah", at=at)
    assert [row["nilai"] for row in result.rows()] == [None]
    assert (result.value(), result.reason()) == (None, "DATA_KOSONG")
