"""What the page *Andaikan* asks: the figures of now and of every scenario, kept once worked out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from pug_metrics.errors import QuestionError
from pug_metrics.language import say, sentence
from pug_metrics.metrics.declaration import Basis
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.scenario import Scenario
from pug_metrics.metrics.scenario_lines import Choice, choices
from pug_metrics.metrics.scenario_outlook import Comparison, Outlook, outlook, side_by_side

from . import andaikan_state, filters, numbers


@dataclass(frozen=True, slots=True)
class Seen:
    """The state of the page.

    ``comparison`` holds now and the scenarios that can be worked out; ``errors`` says of each
    scenario why it cannot (empty where it can). ``place``: the one that is worked on. ``fits``:
    whether the scenarios fit into a link.
    """

    at: Slice
    basis: Basis
    scenarios: tuple[Scenario, ...]
    place: int
    errors: tuple[str, ...]
    comparison: Comparison
    choices: tuple[Choice, ...]
    fits: bool

    @property
    def scenario(self) -> Scenario:
        """The scenario that is worked on."""
        return self.scenarios[self.place]

    @property
    def column(self) -> int | None:
        """Its place among the columns of the comparison after *now*; None without figures."""
        if self.errors[self.place]:
            return None
        return sum(not error for error in self.errors[: self.place])

    @property
    def own(self) -> Outlook | None:
        """The figures of the scenario that is worked on."""
        return None if self.column is None else self.comparison.outlooks[self.column + 1]

    @property
    def amounts(self) -> tuple[Decimal | None, ...]:
        """Rupiah that each of its steps moves."""
        return self.own.amounts if self.own else ()

    @property
    def planned(self) -> bool:
        """Whether any scenario has a step."""
        return any(each.langkah for each in self.scenarios)


def ask() -> Seen:
    """Everything that the page shows."""
    found = andaikan_state.scenarios()
    fits = andaikan_state.keep(found)
    at, basis = filters.slice_(), filters.basis()
    now: Outlook = numbers.find(outlook, at, basis)
    others, errors = [], []
    with st.spinner(say("andaikan_menghitung"), show_time=True):
        for each in found:
            try:
                others.append(numbers.find(outlook, at, basis, each))
                errors.append("")
            except QuestionError as error:
                errors.append(sentence(error))
    return Seen(
        at, basis, found, andaikan_state.chosen(found), tuple(errors), side_by_side(now, others),
        numbers.long(choices, at), fits,
    )  # fmt: skip
