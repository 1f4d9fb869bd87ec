"""The map of the Wilayah page: tiles by kecamatan, or real boundaries where a file is there."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pug_metrics.charts.boundaries import thin, without_boundary
from pug_metrics.charts.region_map import GeoJson, region_map
from pug_metrics.charts.style import Theme
from pug_metrics.charts.tiles import tiles
from pug_metrics.errors import PugError
from pug_metrics.ingest import boundaries
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import count

from . import (
    links,
    session,
    show,
    wilayah_figures,
    wilayah_rows,
    wilayah_show,
    wilayah_words,
)
from .wilayah_figures import FORM, Places

TILES, MAP = "petak", "peta"
_FORMS = (("lebar", "layar"), ("sempit", "ponsel"))


def card(places: Places) -> None:
    """The map with its finding, reading, source and tools."""
    outlines = _outlines(places)
    told = wilayah_words.map_title(places)
    with st.container(border=True, height="stretch", key="kartu_peta"):
        with st.container(horizontal=True, vertical_alignment="center"):
            show.heading(told)
            st.space("stretch")
            form = _form(both=outlines is not None)
        writer = wilayah_rows.Writer(places)
        st.caption(wilayah_words.subtitle(places, writer.unit, tiles=form == TILES))
        for name, scale in _FORMS:
            figure = _figure(places, writer, session.chart_theme(scale), form, outlines)
            with st.container(key=f"{name}_wilayah"):
                show.chart(
                    figure, f"grafik_wilayah_{name}_{form}", told, on_pick=wilayah_figures.pick
                )
        st.markdown(wilayah_words.reading(places))
        if form == MAP and outlines is not None:
            _undrawn(places, outlines)
        show.foot(places.result)
        show.tools(places.result, told, "wilayah_peta", receipt=True)


def _form(*, both: bool) -> str:
    """Tiles or boundaries; the switch is there only where both are."""
    links.take(FORM)
    if not both:
        return TILES
    links.settle(FORM, (MAP, TILES), MAP)
    chosen = st.segmented_control(
        say("wilayah_bentuk"), (MAP, TILES), key=FORM, required=True,
        format_func=lambda form: say(f"wilayah_bentuk_{form}"), label_visibility="collapsed",
    )  # fmt: skip
    links.put(FORM, chosen, MAP)
    return str(chosen)


def _figure(
    places: Places, writer: wilayah_rows.Writer, theme: Theme, form: str, outlines: GeoJson | None
) -> Any:  # noqa: ANN401 - a Plotly figure
    steps = wilayah_rows.steps(places, writer, titled=not theme.sempit)
    words = {"note": wilayah_show.note(places), "empty_text": say("wilayah_tanpa_tempat")}
    if form == MAP and outlines is not None:
        return region_map(outlines, wilayah_rows.areas(places, writer), steps, theme, **words)
    return tiles(wilayah_rows.groups(places, writer), steps, theme, **words)


def _undrawn(places: Places, outlines: GeoJson) -> None:
    codes = [each.kode for each in places.shown()]
    absent = without_boundary(outlines, codes)
    if absent:
        st.caption(say("wilayah_tanpa_batas", jumlah=count(len(absent)), semua=count(len(codes))))


def _outlines(places: Places) -> GeoJson | None:
    """Boundaries at the level that is drawn, made small; ``None`` without a usable file."""
    region = str(places.at.daerah)
    stamps = tuple((str(p), p.stat().st_mtime_ns) for p in boundaries.files_of(region))
    if not stamps:
        return None
    length = 13 if places.by_village else 8
    try:
        return _thin(region, stamps, length, places.view)  # type: ignore[no-any-return]
    except PugError as error:
        st.warning(sentence(error), icon=":material/map:")
        return None


@st.cache_data(max_entries=24, show_spinner=False)
def _thin(region: str, stamps: tuple[object, ...], length: int, view: str) -> GeoJson | None:  # noqa: ARG001
    found = boundaries.load(region)
    level = boundaries.at_level(found, length) if found else {"features": []}
    if len(view) == 8:
        level["features"] = [
            each for each in level["features"] if each["properties"]["kode"].startswith(view)
        ]
    return thin(level) if level["features"] else None
