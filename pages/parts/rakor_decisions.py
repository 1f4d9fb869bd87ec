"""What the meeting decided: kept for the session, for each database and region apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from pug_metrics.export.screen import Decision
from pug_metrics.language.numbers import day

from . import filters, session

_KEPT = "rapat_keputusan"


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: its number, the question it was taken on, what, who, until when."""

    nomor: int
    tanya: str
    apa: str
    siapa: str = ""
    tenggat: date | None = None

    def written(self) -> Decision:
        """The same for the deck, the date in words."""
        return Decision(self.apa, self.siapa, day(self.tenggat) if self.tenggat else "")


def passed(tenggat: date | None) -> bool:
    """Whether a date lies before today, by the clock of this computer."""
    return tenggat is not None and tenggat < date.today()


def _mine() -> dict[int, Decided]:
    """Decisions of the database and region in view; sample and real are never mixed."""
    kept = st.session_state.setdefault(_KEPT, {})
    return kept.setdefault((session.which(), filters.region().kode), {})  # type: ignore[no-any-return]


def every() -> list[Decided]:
    """All decisions, in the order in which they were taken."""
    return list(_mine().values())


def on(asked: str) -> list[Decided]:
    """Decisions taken on one question."""
    return [one for one in every() if one.tanya == asked]


def add(asked: str, apa: str, siapa: str, tenggat: date | None) -> Decided:
    """Keep one more decision."""
    number = max(_mine(), default=0) + 1
    _mine()[number] = Decided(number, asked, apa.strip(), siapa.strip(), tenggat)
    return _mine()[number]


def change(nomor: int, apa: str, siapa: str, tenggat: date | None) -> None:
    """Other words for a decision; one that is gone stays gone."""
    if nomor in _mine():
        old = _mine()[nomor]
        _mine()[nomor] = replace(old, apa=apa.strip(), siapa=siapa.strip(), tenggat=tenggat)


def remove(nomor: int) -> None:
    """Take a decision back."""
    _mine().pop(nomor, None)
