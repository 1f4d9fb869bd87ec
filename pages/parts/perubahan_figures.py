"""What the page *Mengapa berubah* asks: a figure, what it is compared with, why it moved."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from pug_metrics.language import say
from pug_metrics.metrics import arg_amount, arg_share, arg_share_documented
from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.question import STAGES
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.why import Cause, Movement, why_moved
from pug_metrics.metrics.why_codes import under_former_code
from pug_metrics.metrics.why_lines import Behind, lines_behind
from pug_metrics.metrics.why_matches import Match, suggested_matches

from . import filters, links, numbers, session

FIGURE, AGAINST, AGENCY, CAUSE = "angka", "banding", "perubahan_opd", "sebab"
METRICS = {each.__name__: each for each in (arg_share, arg_share_documented, arg_amount)}
ALL = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Something earlier that the figure can be compared with; ``kode`` stands in the link.

    ``named``: the frozen state that it belongs to, with its name in ``nama``.
    """

    kode: str
    at: Slice
    named: int | None = None
    nama: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """The movement that is looked at. ``before`` and ``after``: the figure itself at both ends.

    ``agencies``: code → name, for narrowing; ``cause``: whose lines are shown, ``None`` without
    any part.
    """

    points: tuple[Point, ...]
    point: Point
    agencies: dict[str, str]
    movement: Movement
    before: Result
    after: Result
    cause: Cause | None


def points(at: Slice) -> tuple[Point, ...]:
    """Every earlier year and stage of the region, the one to begin with first, then the latest.

    That is the same stage of the year before, else the stage right before. The same year and stage
    in the frozen states of before come last, the newest first.
    """
    now = _when(at)
    found = [
        Slice(daerah=at.daerah, tahun=year, tahapan=stage)
        for year, stages in filters.region().tahapan.items()
        for stage in stages
    ]
    earlier = sorted((each for each in found if _when(each) < now), key=_when, reverse=True)
    earlier.sort(key=lambda each: not _year_before(each, at))
    found_points = [Point(f"{each.tahun}.{each.tahapan}", each) for each in earlier]
    return (*found_points, *_frozen(at))


def _frozen(at: Slice) -> tuple[Point, ...]:
    """``at`` in every frozen state before the one that is looked at."""
    looked_at = int(session.frozen_at() or 0)
    return tuple(
        Point(f"versi.{each.id_versi}", at, each.id_versi, each.nama)
        for each in reversed(session.store().named_versions())
        if not looked_at or each.id_versi < looked_at
    )


def _when(at: Slice) -> tuple[int, int]:
    stage = str(at.tahapan)
    return int(at.tahun or 0), STAGES.index(stage) if stage in STAGES else -1


def _year_before(one: Slice, other: Slice) -> bool:
    return one.tahapan == other.tahapan and _when(one)[0] + 1 == _when(other)[0]


def ask(known: tuple[Point, ...]) -> Change:
    """The movement that the link and the controls name; ``known`` holds at least one point."""
    for key in (FIGURE, AGAINST, AGENCY, CAUSE):
        links.take(key)
    links.settle(FIGURE, list(METRICS), next(iter(METRICS)))
    codes = {point.kode: point for point in known}
    links.settle(AGAINST, list(codes), known[0].kode)
    at, basis, metric = filters.slice_(), filters.basis(), METRICS[st.session_state[FIGURE]]
    agencies = _agencies(at, basis)
    links.settle(AGENCY, [ALL, *agencies], ALL)
    at = replace(at, opd=st.session_state[AGENCY] or None)
    point = codes[st.session_state[AGAINST]]
    base = at if point.named else point.at
    earlier = numbers.between(under_former_code, point.named, base, at)
    with st.spinner(say("perubahan_menghitung"), show_time=True):
        movement: Movement = numbers.between(
            why_moved, point.named, metric.__name__, earlier, at, basis
        )
    before = numbers.of(metric, Grain.DAERAH, earlier, basis, point.named)
    after = numbers.of(metric, Grain.DAERAH, at, basis)
    return Change(known, point, agencies, movement, before, after, _cause(movement))


def _agencies(at: Slice, basis: Basis) -> dict[str, str]:
    rows = numbers.of(arg_share, Grain.OPD, at, basis).rows()
    named = {str(row["kode"]): str(row["label"]) for row in rows if row["penyebut"] is not None}
    return dict(sorted(named.items(), key=lambda each: each[1]))


def _cause(movement: Movement) -> Cause | None:
    moving = sorted((part for part in movement.parts if part.nilai), key=lambda p: -abs(p.nilai))
    if not moving:
        return None
    links.settle(CAUSE, [str(part.cause) for part in moving], str(moving[0].cause))
    return Cause(st.session_state[CAUSE])


def pick(code: str) -> None:
    """Look at the lines of another cause from the next run on; the two ends have none."""
    if code in set(Cause):
        st.session_state[CAUSE] = code


def behind(change: Change, cause: Cause, limit: int, offset: int = 0) -> Behind:
    """Lines behind one cause, a page at a time."""
    return numbers.between(  # type: ignore[no-any-return]
        lines_behind, change.point.named, change.movement, cause, long=True, limit=limit,
        offset=offset,
    )  # fmt: skip


def suggested(change: Change) -> tuple[Match, ...]:
    """Pairs of sub-activities to confirm."""
    ends = change.movement.before, change.movement.after
    return numbers.between(suggested_matches, change.point.named, *ends)  # type: ignore[no-any-return]
