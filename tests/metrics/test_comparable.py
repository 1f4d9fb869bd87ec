"""Figures of different bases, units or slices never share an axis, and the reason is said."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from budgets import budget
from world import World

from pug_metrics.language import say, speaking
from pug_metrics.metrics import (
    arg_absorption,
    arg_amount,
    arg_concentration,
    arg_document_gap,
    arg_share,
    arg_share_documented,
    budget_total,
)
from pug_metrics.metrics.comparable import comparable
from pug_metrics.metrics.declaration import Basis, Unit
from pug_metrics.metrics.result import Slice

AT = Slice(daerah="88.01", tahun=2025, tahapan="MURNI")
DIRECT, TOTAL = Basis.BELANJA_LANGSUNG, Basis.TOTAL_BELANJA


@pytest.fixture(scope="module")
def world():
    return World(**budget(21))


def test_the_same_basis_shares_an_axis(world):
    claimed = arg_share(world, by="opd", at=AT, basis=DIRECT)
    assert comparable(claimed, arg_share_documented(world, by="opd", at=AT, basis=DIRECT))
    assert comparable(
        budget_total(world, by="opd", at=AT), arg_amount(world, by="opd", at=AT)
    )  # fmt: skip


@pytest.mark.parametrize(("one", "other"), list(product(Basis, Basis)))
def test_two_bases_share_an_axis_only_where_they_are_one(world, one, other):
    a = arg_share(world, by="opd", at=AT, basis=one)
    b = arg_share(world, by="opd", at=AT, basis=other)
    verdict = comparable(a, b)
    assert bool(verdict) is (one is other)
    if one is not other:
        assert verdict.kind == "basis"
        assert (verdict.facts["a"], verdict.facts["b"]) == (str(one), str(other))


def test_one_metric_may_be_compared_over_years_and_stages(world):
    now = arg_share(world, by="opd", at=AT)
    assert comparable(now, arg_share(world, by="opd", at=replace(AT, tahapan="PERUBAHAN")))
    assert comparable(now, arg_share(world, by="opd", at=replace(AT, tahun=2024)))


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("satuan", lambda w: arg_share(w, by="opd", at=AT),
         lambda w: arg_amount(w, by="opd", at=AT)),
        ("satuan", lambda w: arg_share(w, by="opd", at=AT),
         lambda w: arg_document_gap(w, by="opd", at=AT)),
        ("basis", lambda w: arg_share(w, by="opd", at=AT),
         lambda w: arg_absorption(w, by="opd", at=AT)),
        ("butir", lambda w: arg_share(w, by="opd", at=AT),
         lambda w: arg_share_documented(w, by="program", at=AT)),
        ("irisan", lambda w: arg_share(w, by="opd", at=AT),
         lambda w: arg_share_documented(w, by="opd", at=replace(AT, tahapan="PERUBAHAN"))),
    ],
)  # fmt: skip
def test_why_two_results_are_drawn_apart(world, kind, first, second):
    a, b = first(world), second(world)
    for language in ("id", "en"):
        with speaking(language):
            for verdict in (comparable(a, b), comparable(b, a)):
                assert not verdict
                assert verdict.kind == kind
                told = say(f"banding_{kind}", **verdict.facts)
                assert "{" not in told
                if kind == "satuan":
                    assert str(a.metric.title) in told
                    assert str(b.metric.title) in told


def test_every_index_has_a_scale_of_its_own(world):
    one = arg_concentration(world, by="tahun", at=replace(AT, tahun=None))
    other = replace(one, metric=replace(one.metric, name="another_index"))
    assert one.metric.unit is Unit.INDEKS
    assert comparable(one, one)
    assert comparable(one, other).kind == "indeks"


def test_shares_of_other_denominators_are_drawn_apart(world):
    spent = arg_absorption(world, by="opd", at=AT)
    rest = replace(
        spent, metric=replace(spent.metric, name="x", denominator=spent.metric.numerator)
    )
    assert comparable(spent, rest).kind == "penyebut"


def test_the_verdict_is_the_same_both_ways(world):
    results = [
        metric(world, by="opd", at=AT, basis=basis)
        for metric, basis in product((arg_share, arg_amount, arg_document_gap), (TOTAL, DIRECT))
    ]
    for a, b in product(results, results):
        assert comparable(a, b).kind == comparable(b, a).kind
