"""The line of filters in the frame: drawn once for all pages, kept in the link."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pug_metrics.language import LANGUAGES, say
from pug_metrics.metrics import findings
from pug_metrics.metrics.declaration import Basis
from pug_metrics.metrics.result import Slice

from . import links, numbers, session

Option = str | int


def _choice(
    key: str, options: Sequence[Option], default: Option, words: Callable[[Option], str], width: int
) -> None:
    """A select box of the frame; a value that the data do not hold falls back to the default."""
    links.take(key, type(default))
    links.settle(key, options, default)
    chosen = st.selectbox(
        say(f"filter_{key}"), options, key=key, format_func=words, width=width,
        label_visibility="collapsed", persist_state="session", required=True,
    )  # fmt: skip
    links.put(key, chosen, default)


def language_switch() -> None:
    """ID / EN."""
    chosen = st.segmented_control(
        say("filter_bahasa"), LANGUAGES, key="bahasa", format_func=str.upper,
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    links.put("bahasa", chosen, "id")


def data_switch() -> None:
    """Contoh / Data Anda: two databases that are never added."""
    chosen = st.segmented_control(
        say("filter_data"), (session.SAMPLE, session.OWN), key="data",
        format_func=lambda which: say(f"filter_data_{which}"), label_visibility="collapsed",
        required=True,
    )  # fmt: skip
    links.put("data", chosen, session.SAMPLE)


def draw() -> None:
    """Region (hidden where there is one), year, stage and basis, as far as the data hold them."""
    regions = numbers.find(findings.slices)
    if not regions:
        return
    names = {region.kode: region.nama for region in regions}
    if len(names) > 1:
        _choice("daerah", list(names), regions[0].kode, lambda kode: names[str(kode)], 185)
    region = _region(regions)
    years = sorted(region.tahapan, reverse=True)
    _choice("tahun", years, years[0], str, 110)
    stages = region.tahapan[int(st.session_state.get("tahun", years[0]))]
    _choice("tahapan", stages, stages[0], lambda stage: say(f"tahapan_{stage}"), 175)
    _choice(
        "basis", [str(basis) for basis in Basis], str(Basis.TOTAL_BELANJA),
        lambda basis: say(f"filter_basis_{basis}"), 262,
    )  # fmt: skip


def _region(regions: Sequence[findings.RegionSlices]) -> findings.RegionSlices:
    wanted = st.session_state.get("daerah")
    return next((region for region in regions if region.kode == wanted), regions[0])


def region() -> findings.RegionSlices:
    """The region that the page is about: code, name, years, stages, months in its data."""
    return _region(numbers.find(findings.slices))


def has_data() -> bool:
    """Whether the database holds any budget line."""
    return bool(numbers.find(findings.slices))


def slice_(**narrower: str | int | None) -> Slice:
    """What the frame's filters ask for, narrowed further by the page."""
    chosen = region()
    years = sorted(chosen.tahapan, reverse=True)
    year = int(st.session_state.get("tahun", years[0]))
    stages = chosen.tahapan[year]
    stage = str(st.session_state.get("tahapan", stages[0]))
    return Slice(daerah=chosen.kode, tahun=year, tahapan=stage, **narrower)  # type: ignore[arg-type]


def basis() -> Basis:
    """The denominator chosen in the frame."""
    return Basis(str(st.session_state.get("basis", Basis.TOTAL_BELANJA)))
