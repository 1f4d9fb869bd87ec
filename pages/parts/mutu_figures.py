"""What the page Mutu data asks: outcomes of the checks and who has sent what."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from pug_metrics.language import say
from pug_metrics.metrics.checks import Outcome, Owner, Severity, run_checks, within
from pug_metrics.metrics.reported import Coverage, coverage
from pug_metrics.metrics.result import Slice

from . import filters, links, numbers

CHECK, OWNER, AGENCY = "mutu_uji", "mutu_pemilik", "mutu_opd"
EVERYBODY = "semua"
_OWNERS = (EVERYBODY, *(str(each) for each in Owner))


@dataclass(frozen=True, slots=True)
class Quality:
    """Outcomes in the frame's slice; ``shown``: those the page's own filters leave, with rows.

    ``shown`` has what is wrong first, then the most rows.
    """

    region: str
    at: Slice
    outcomes: tuple[Outcome, ...]
    shown: tuple[Outcome, ...]
    coverage: Coverage

    @property
    def failing(self) -> tuple[Outcome, ...]:
        """The checks of the whole slice that found something."""
        return tuple(each for each in self.outcomes if each.number)

    @property
    def clean(self) -> tuple[Outcome, ...]:
        """The checks of the whole slice that found nothing."""
        return tuple(each for each in self.outcomes if not each.number)


def ask() -> Quality:
    """Outcomes and coverage of what the frame asks for, with the page's filters from the link."""
    for key in (CHECK, OWNER, AGENCY):
        links.take(key)
    at = filters.slice_()
    outcomes = within(numbers.find(run_checks), at)
    found = numbers.find(coverage, at)
    links.settle(OWNER, _OWNERS, EVERYBODY)
    links.settle(AGENCY, ["", *(each.kode for each in found.agencies)], "")
    return Quality(filters.region().nama, at, outcomes, _shown(outcomes), found)


def _shown(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    owner, agency = st.session_state[OWNER], st.session_state[AGENCY]
    narrowed = within(outcomes, replace(Slice(), opd=agency or None))
    kept = [
        each for each in narrowed if each.number and owner in (EVERYBODY, str(each.check.owner))
    ]
    return tuple(
        sorted(kept, key=lambda each: (each.check.severity is not Severity.SALAH, -each.number))
    )


def owner_filter() -> None:
    """Whose findings: everybody's, the agencies', Bappeda's."""
    chosen = st.segmented_control(
        say("mutu_pemilik"), _OWNERS, key=OWNER, required=True, persist_state="session",
        format_func=lambda each: say(f"mutu_pemilik_{each}"), label_visibility="collapsed",
    )  # fmt: skip
    links.put(OWNER, chosen, EVERYBODY)


def agency_filter(quality: Quality) -> None:
    """One agency or all of them."""
    names = {"": say("mutu_opd_semua")} | {
        each.kode: each.nama for each in quality.coverage.agencies
    }
    chosen = st.selectbox(
        say("mutu_opd"), list(names), key=AGENCY, format_func=names.__getitem__, width=340,
        label_visibility="collapsed", persist_state="session", required=True,
    )  # fmt: skip
    links.put(AGENCY, chosen, "")


def picked(quality: Quality) -> Outcome | None:
    """The check looked at: by the link or a click, else the first; ``None`` where none has rows."""
    if not quality.shown:
        return None
    names = [each.check.name for each in quality.shown]
    links.settle(CHECK, names, names[0])
    links.put(CHECK, st.session_state[CHECK], names[0])
    return quality.shown[names.index(st.session_state[CHECK])]
