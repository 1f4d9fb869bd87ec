"""What the OPD page asks: agencies by the gap, and which of them is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st

from pug_metrics.metrics import arg_share, arg_share_documented, budget_total
from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.findings_gap import AgencyGap, GapRanking, gap_ranking
from pug_metrics.metrics.result import Result, Slice

from . import filters, links, numbers

PICKED, ALL, PART, PROGRAM = "opd", "opd_semua", "opd_bagian", "opd_program"
TOP = 10
Kind = Literal["tanda", "tanpa_tanda", "tanpa_basis"]


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agencies of the region, year and stage.

    ``kind``: tagged, untagged, or the basis that was ``asked`` has no data (then ``basis`` is the
    total).
    ``shown`` is the result that the ranking draws; without tags that is the budget.
    """

    kind: Kind
    region: str
    at: Slice
    basis: Basis
    asked: Basis
    ranking: GapRanking
    shown: Result
    documented: Result

    @property
    def tagged(self) -> bool:
        """Whether anything is tagged and the basis can be calculated."""
        return self.kind == "tanda"

    def narrowed(self, kode: str) -> Slice:
        """The same slice for one agency."""
        return replace(self.at, opd=kode)


def ask() -> Agencies:
    """Agencies of what the frame's filters ask for; the link says which is looked at."""
    links.take(PICKED)
    links.take(PART)
    links.take(PROGRAM)
    links.take(ALL, _switch)
    at, basis = filters.slice_(), filters.basis()
    kind: Kind = "tanda"
    asked = basis
    claimed, documented = _shares(at, basis)
    if claimed.value() is None:
        kind, basis = "tanpa_basis", Basis.TOTAL_BELANJA
        claimed, documented = _shares(at, basis)
    ranking = gap_ranking(claimed, documented)
    if kind == "tanda" and not ranking.total.klaim:
        kind = "tanpa_tanda"
    shown = claimed if kind == "tanda" else numbers.of(budget_total, Grain.OPD, at, basis)
    return Agencies(kind, filters.region().nama, at, basis, asked, ranking, shown, documented)


def _shares(at: Slice, basis: Basis) -> tuple[Result, Result]:
    return (
        numbers.of(arg_share, Grain.OPD, at, basis),
        numbers.of(arg_share_documented, Grain.OPD, at, basis),
    )


def _switch(text: str) -> bool:
    return bool(int(text))


def picked(agencies: Agencies) -> AgencyGap:
    """The agency looked at: by the link, a click or the select box; else the first in rank."""
    codes = [row.kode for row in agencies.ranking.rows]
    links.settle(PICKED, codes, codes[0])
    return agencies.ranking.rows[codes.index(st.session_state[PICKED])]


def pick(kode: str) -> None:
    """Look at agency ``kode`` from the next run on; the row of the others is not an agency."""
    if kode:
        st.session_state[PICKED] = kode
