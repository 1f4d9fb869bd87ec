"""A movement agrees with an oracle that shares nothing with the package, part by part."""

from __future__ import annotations

from dataclasses import asdict

from movement_budgets import asked, budgets
from movement_oracle import moved
from world import World

from pug_metrics.metrics.why import why_moved


def test_every_part_of_every_figure_agrees_with_the_oracle():
    data = budgets(99)
    world, empty = World(**data), 0
    for name, before, after, basis in asked()[::3] + asked()[1::6]:
        movement = why_moved(world, world, name, before, after, basis)
        theirs = moved(data, name, asdict(before), asdict(after), str(basis))
        if theirs is None:
            assert movement.reason is not None, (name, before, after, basis)
            empty += 1
            continue
        ours = {str(part.cause): part.nilai for part in movement.parts if part.nilai}
        ours |= {"start": movement.start, "end": movement.end}
        wanted = {each: value for each, value in theirs.items() if value or each in ours}
        assert ours == wanted, (name, before, after, basis)
    assert 0 < empty < 200
