"""Laws of figures beside the budget: parts sum to the whole, shares stay shares, mirrors invert."""

from __future__ import annotations

from decimal import Decimal

import pytest
from budgets import Data, budget
from world import World

from pug_metrics.metrics import (
    beneficiary_parity,
    cost_per_beneficiary,
    focal_point_active_share,
    prerequisite_score,
    pug_meeting_share,
    women_echelon_share,
)
from pug_metrics.metrics.declaration import Metric, all_metrics
from pug_metrics.metrics.result import Slice

pytestmark = pytest.mark.cepat
ADDED = (cost_per_beneficiary, focal_point_active_share, pug_meeting_share, women_echelon_share)


@pytest.fixture(scope="module", params=[3, 11, 19])
def data(request) -> Data:
    return budget(request.param)


@pytest.fixture(scope="module")
def world(data) -> World:
    return World(**data)


def declared(metric) -> Metric:
    return all_metrics()[metric.__name__]


def at(grain: str) -> Slice:
    whole = {"daerah": "88.01", "tahun": 2025}
    return Slice(**{name: value for name, value in whole.items() if name != grain})


@pytest.mark.parametrize("metric", ADDED, ids=lambda each: each.__name__)
def test_numerators_and_denominators_of_the_parts_sum_to_the_whole(world, metric):
    for grain in declared(metric).grains:
        result = metric(world, by=grain, at=at(str(grain)))
        (whole,) = result.total.to_pylist()
        for side in ("pembilang", "penyebut"):
            parts = [row[side] for row in result.rows() if row[side] is not None]
            assert sum(parts, Decimal(0)) == (whole[side] or 0), (grain, side)


def test_a_score_lies_between_its_parts_and_none_is_above_a_hundred(world):
    for grain in declared(prerequisite_score).grains:
        rows = prerequisite_score(world, by=grain, at=at(str(grain))).rows()
        for key in {row["kode"] for row in rows}:
            own = {row["kode_2"]: row["nilai"] for row in rows if row["kode"] == key}
            mean, parts = own.pop("SEMUA"), list(own.values())
            assert all(0 <= each <= 100 for each in parts if each is not None)
            assert (mean is None) == (None in parts)
            if mean is not None:
                assert mean == pytest.approx(sum(parts) / 7)


@pytest.mark.parametrize("metric", [focal_point_active_share, women_echelon_share])
def test_a_share_of_agencies_or_posts_is_a_share(world, metric):
    known = [
        row["nilai"]
        for grain in declared(metric).grains
        for row in metric(world, by=grain, at=at(str(grain))).rows()
        if row["nilai"] is not None
    ]
    assert known
    assert all(0 <= each <= 100 for each in known)


def mirrored(data: Data) -> Data:
    """The same world with women and men in each other's place."""
    swap = {"realisasi_l": "realisasi_p", "laki_laki": "perempuan"}
    swap |= {there: here for here, there in swap.items()}
    return {
        name: [{swap.get(key, key): value for key, value in row.items()} for row in rows]
        for name, rows in data.items()
    }


def test_parity_of_the_mirrored_world_is_the_inverse(data, world):
    mirror = World(**mirrored(data))
    for grain in declared(beneficiary_parity).grains:
        ours = beneficiary_parity(world, by=grain, at=at(str(grain))).rows()
        theirs = {row["kode"]: row for row in
                  beneficiary_parity(mirror, by=grain, at=at(str(grain))).rows()}  # fmt: skip
        assert {row["kode"] for row in ours} == set(theirs)
        for row in ours:
            other = theirs[row["kode"]]
            assert (row["pembilang"], row["penyebut"]) == (other["penyebut"], other["pembilang"])
            if row["nilai"] and other["nilai"]:
                assert row["nilai"] * other["nilai"] == pytest.approx(1)


def test_twice_the_money_is_twice_the_cost_and_twice_the_people_half_of_it(data, world):
    dear = {**data, "realisasi": [
        {**row, "realisasi": str(Decimal(row["realisasi"]) * 2)} for row in data["realisasi"]
    ]}  # fmt: skip
    reached = ("realisasi_l", "realisasi_p", "realisasi_total")
    many = {**data, "sasaran": [
        {key: str(int(value) * 2) if key in reached and value else value
         for key, value in row.items()}
        for row in data["sasaran"]
    ]}  # fmt: skip
    for other, factor in ((dear, 2.0), (many, 0.5)):
        ours = cost_per_beneficiary(world, by="opd", at=at("opd")).rows()
        made = World(**other)
        theirs = {row["kode"]: row["nilai"] for row in
                  cost_per_beneficiary(made, by="opd", at=at("opd")).rows()}  # fmt: skip
        for row in ours:
            if row["nilai"] is not None:
                assert theirs[row["kode"]] == pytest.approx(row["nilai"] * factor)
            else:
                assert theirs[row["kode"]] is None
