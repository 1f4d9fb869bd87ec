"""A thousand random pairs of budgets: parts sum to the change exactly, and lines to their part."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from movement_budgets import PAIRS, asked, budgets
from world import World

from pug_metrics.metrics import arg_amount, arg_share, arg_share_documented
from pug_metrics.metrics.why import Cause, why_moved
from pug_metrics.metrics.why_lines import lines_behind
from pug_metrics.metrics.why_shown import shown


@pytest.fixture(scope="module")
def world():
    return World(**budgets(41))


@pytest.fixture(scope="module")
def movements(world):
    return [why_moved(world, world, *question) for question in asked()]


def test_the_parts_of_a_thousand_pairs_sum_to_the_change_exactly(movements):
    full = [movement for movement in movements if movement.reason is None]
    assert len(full) > PAIRS * 0.8
    for movement in full:
        assert movement.start is not None
        assert movement.end is not None
        assert sum(part.nilai for part in movement.parts) == movement.end - movement.start
    told = Counter(part.cause for movement in full for part in movement.parts if part.nilai)
    assert set(told) == set(Cause)
    assert min(told.values()) > 20


def test_the_ends_are_the_figures_of_the_metric(world, movements):
    functions = {f.__name__: f for f in (arg_amount, arg_share, arg_share_documented)}
    for (name, before, after, basis), movement in list(zip(asked(), movements, strict=True))[::20]:
        for at, value in ((before, movement.start), (after, movement.end)):
            row = functions[name](world, by="daerah", at=at, basis=basis).total.to_pylist()[0]
            if movement.reason is None:
                share = row["penyebut"] is not None
                below = Fraction(row["penyebut"]) / 100 if share else 1
                assert value == Fraction(row["pembilang"]) / below
            elif movement.lacking == at:
                assert row["alasan"] == str(movement.reason)


def test_the_lines_behind_a_part_sum_to_it_exactly(world, movements):
    for movement in movements[::25]:
        for part in movement.parts:
            behind = lines_behind(world, world, movement, part.cause, limit=3)
            assert sum(line.sumbangan for line in behind.baris) + behind.nilai_sisa == part.nilai
            assert behind.jumlah == len(behind.baris) + behind.sisa
            sizes = [abs(line.sumbangan) for line in behind.baris]
            assert sizes == sorted(sizes, reverse=True)
            assert not part.nilai or behind.jumlah == part.baris


def test_the_written_figures_add_up_and_are_near(movements):
    for movement in movements:
        written = shown(movement)
        assert sum(written.parts.values()) == written.change
        for cause, figure in written.parts.items():
            assert abs(Fraction(figure) - movement.part(cause).nilai) < 2 * Fraction(written.step)


def test_there_and_back_is_nothing_but_the_other_sign(world):
    for name, before, after, basis in asked()[:90]:
        there = why_moved(world, world, name, before, after, basis)
        same = why_moved(world, world, name, after, after, basis)
        assert all(part.nilai == 0 for part in same.parts)
        assert (there.reason or same.reason) or same.start == there.end
