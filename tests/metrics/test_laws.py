"""Laws of any budget: parts sum to the whole, documented within claimed, order and scale."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from budgets import Data, budget
from hypothesis import given, settings
from hypothesis import strategies as st
from world import World

from pug_metrics.metrics import (
    arg_amount,
    arg_composition,
    arg_concentration,
    arg_document_gap,
    arg_pppa_share,
    arg_share,
    arg_share_documented,
    budget_total,
    unplaced_share,
)
from pug_metrics.metrics.declaration import Metric, all_metrics
from pug_metrics.metrics.result import Slice

SEEDS = range(20, 23)
AT = {"daerah": "88.01", "tahun": 2025, "tahapan": "MURNI"}
SUMMED = (budget_total, arg_amount, arg_share, arg_share_documented, arg_document_gap)


@pytest.fixture(scope="module", params=SEEDS)
def world(request):
    return World(**budget(request.param))


def slice_for(*grains: str) -> Slice:
    return Slice(**{name: value for name, value in AT.items() if name not in grains})


def grains_of(name: str) -> list[str]:
    return [str(grain) for grain in all_metrics()[name].grains]


def whole_and_parts(metric, world: World, grain: str, column: str) -> tuple[object, object]:
    result = metric(world, by=grain, at=slice_for(grain))
    parts = [row[column] for row in result.rows() if row[column] is not None]
    whole = result.total.to_pylist()[0][column]
    return whole, (sum(parts, Decimal(0)) if parts else None)


@pytest.mark.parametrize("metric", SUMMED, ids=lambda metric: metric.__name__)
def test_parts_sum_to_the_whole_at_every_grain(world, metric):
    for grain in grains_of(metric.__name__):
        if grain == "tahapan":
            continue  # stages are never added
        for column in ("pembilang", "penyebut"):
            whole, parts = whole_and_parts(metric, world, grain, column)
            assert whole == parts, (grain, column)


def test_the_whole_is_the_same_by_whatever_grain_it_is_asked(world):
    for metric in (*SUMMED, arg_composition, arg_concentration, arg_pppa_share, unplaced_share):
        frame = {"daerah", "tahun", "tahapan"}
        grains = [grain for grain in grains_of(metric.__name__) if grain not in frame]
        totals = {
            str(metric(world, by=grain, at=slice_for()).total.to_pylist()) for grain in grains
        }
        assert len(totals) == 1, metric.__name__


def test_documented_arg_never_exceeds_claimed_arg(world):
    for grain in grains_of("arg_share"):
        claimed = {
            row["kode"]: row for row in arg_share(world, by=grain, at=slice_for(grain)).rows()
        }
        documented = arg_share_documented(world, by=grain, at=slice_for(grain)).rows()
        assert {row["kode"] for row in documented} == set(claimed)
        for row in documented:
            if row["pembilang"] is not None:
                assert 0 <= row["pembilang"] <= claimed[row["kode"]]["pembilang"]
                assert row["penyebut"] == claimed[row["kode"]]["penyebut"]


def test_the_share_of_the_whole_lies_between_the_smallest_and_the_largest_share(world):
    for metric in (arg_share, arg_share_documented, unplaced_share):
        for grain in grains_of(metric.__name__):
            result = metric(world, by=grain, at=slice_for(grain))
            known = [row["nilai"] for row in result.rows()]
            if result.value() is not None and None not in known:
                assert min(known) - 1e-9 <= result.value() <= max(known) + 1e-9


def test_the_categories_of_arg_make_a_hundred(world):
    for row in arg_amount(world, by="opd", at=slice_for()).rows():
        if row["pembilang"]:
            result = arg_composition(world, by="opd", at=slice_for())
            own = [each for each in result.rows() if each["kode"] == row["kode"]]
            assert sum(each["nilai"] for each in own) == pytest.approx(100)
            assert sum(each["pembilang"] for each in own) == row["pembilang"]


def test_places_and_rest_make_every_line_to_the_sen_and_nothing_is_negative(world):
    sums = "id_baris, sum(pagu) AS pagu, sum(klaim) AS klaim, sum(sah) AS sah, sum(belum) AS belum"
    lines = world.query(f"SELECT {sums} FROM baris GROUP BY id_baris ORDER BY 1")
    placed = world.query(f"SELECT {sums} FROM tempat GROUP BY id_baris ORDER BY 1")
    assert lines.to_pylist() == placed.to_pylist()
    below = world.query("SELECT count(*) AS n FROM tempat WHERE least(pagu, klaim, sah, belum) < 0")
    assert below.to_pylist() == [{"n": 0}]


def frames(metric: Metric, world: World) -> list[object]:
    basis = "TOTAL_BELANJA" if metric.has_basis else None
    return [
        metric.function(
            world, by=str(grain), at=slice_for(str(grain)), basis=basis
        ).frame.to_pylist()
        for grain in metric.grains
    ]


@pytest.mark.parametrize("seed", [31])
def test_the_order_of_the_rows_changes_nothing(seed):
    data = budget(seed)
    mixed: Data = {name: random.Random(seed).sample(rows, len(rows)) for name, rows in data.items()}
    first, second = World(**data), World(**mixed)
    for metric in all_metrics().values():
        assert frames(metric, first) == frames(metric, second), metric.name


def scaled(data: Data, factor: int) -> Data:
    money = ("pagu", "rupiah", "realisasi")
    return {
        name: [
            {key: str(Decimal(value) * factor) if key in money and value else value
             for key, value in row.items()}
            for row in rows
        ]
        for name, rows in data.items()
    }  # fmt: skip


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10_000), factor=st.sampled_from([2, 3, 1000]))
def test_a_budget_of_other_size_has_the_same_shares(seed, factor):
    # A factor of 100 first: whole rupiah, so that the weight of a line needs no rounding.
    data = scaled(budget(seed), 100)
    first, second = World(**data), World(**scaled(data, factor))
    for metric in (arg_share, arg_share_documented, arg_composition, arg_concentration):
        for grain in ("daerah", "tahapan"):
            ours = metric(first, by=grain, at=slice_for(grain)).rows()
            theirs = metric(second, by=grain, at=slice_for(grain)).rows()
            assert [(r["kode"], r["nilai"], r["alasan"]) for r in ours] == [
                (r["kode"], r["nilai"], r["alasan"]) for r in theirs
            ]


@settings(max_examples=12, deadline=None)
@given(
    pagu=st.lists(st.integers(0, 10**17), min_size=1, max_size=6),
    parts=st.lists(st.integers(0, 10**17), min_size=1, max_size=6),
)
def test_any_amount_given_to_places_arrives_to_the_sen(pagu, parts):
    whole = sum(pagu)
    if sum(parts):
        parts = [part * whole // sum(parts) for part in parts]
    sen = Decimal("0.01")
    own = {"kode_daerah": "88.01", "tahun": 2025, "tahapan": "MURNI", "kode_skpd": "A"}
    world = World(
        anggaran=[{**own, "pagu": amount * sen} for amount in pagu],
        tag_arg=[{**own, "kategori_arg": "SPESIFIK", "bobot_arg": "0.37"}],
        lokasi=[
            {**own, "kode_wilayah": f"88.01.01.{1001 + i}", "rupiah": part * sen}
            for i, part in enumerate(parts)
        ],
    )
    placed = {
        row["kode"]: row["pembilang"] for row in budget_total(world, by="desa", at=Slice()).rows()
    }
    for i, part in enumerate(parts):
        assert placed.get(f"88.01.01.{1001 + i}", 0) == part * sen
    whole, summed = whole_and_parts(arg_amount, world, "desa", "pembilang")
    assert whole == summed
