"""What the page Kelembagaan PUG asks: the region, its bodies, and the four metrics about them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from pug_metrics.metrics import (
    focal_point_active_share,
    prerequisite_score,
    pug_meeting_share,
    women_echelon_share,
)
from pug_metrics.metrics.declaration import ALL_KEYS, Grain
from pug_metrics.metrics.findings_institutions import Institutions, institutions
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.targets import Verdict, sentence, verdict, verdicts

from . import filters, links, numbers

UNIT = "kelembagaan_unit"
WHOLE = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Region and year; every result is by agency, its ``total`` the region."""

    region: str
    at: Slice
    bodies: Institutions
    focal: Result
    meetings: Result
    scores: Result
    posts: Result


def ask() -> Seen:
    """The figures of the region and year in the frame; stage and basis play no part here."""
    links.take(UNIT)
    chosen = filters.slice_()
    at = Slice(daerah=chosen.daerah, tahun=chosen.tahun)
    return Seen(
        region=filters.region().nama,
        at=at,
        bodies=numbers.find(institutions, at),
        focal=numbers.of(focal_point_active_share, Grain.OPD, at),
        meetings=numbers.of(pug_meeting_share, Grain.OPD, at),
        scores=numbers.of(prerequisite_score, Grain.OPD, at),
        posts=numbers.of(women_echelon_share, Grain.OPD, at),
    )


def judged(result: Result) -> Verdict:
    """The verdict on the figure of the region."""
    return numbers.explained(verdict, result, result.total.to_pylist()[0])  # type: ignore[no-any-return]


def targets(result: Result) -> list[str]:
    """The verdict in words on every row that has a target."""
    found: tuple[Verdict, ...] = numbers.explained(verdicts, result)
    return [sentence(each) for each in found if each.target is not None]


def has_rows(result: Result) -> bool:
    """Whether anything was reported for the region and year."""
    return any(row["penyebut"] is not None for row in result.rows())


def units(seen: Seen) -> dict[str, str]:
    """Those who assess themselves: all together, the region itself, every agency with items."""
    return {
        str(row["kode"]): str(row["label"])
        for row in seen.scores.rows()
        if row["penyebut"] is not None
    }


def whole(seen: Seen) -> Result:
    """Scores of all units together, by prerequisite."""
    return numbers.of(prerequisite_score, Grain.DAERAH, seen.at)


def of_unit(seen: Seen) -> Result:
    """Scores of the unit that is picked, by prerequisite; of all together where none is."""
    code = st.session_state.get(UNIT, WHOLE)
    if not code:
        return whole(seen)
    return numbers.of(prerequisite_score, Grain.OPD, replace(seen.at, opd=code))


def by_prerequisite(result: Result) -> list[dict[str, object]]:
    """The seven rows of a unit, without their mean."""
    return [row for row in result.rows() if row["kode_2"] != ALL_KEYS]
