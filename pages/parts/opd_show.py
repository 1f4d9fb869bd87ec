"""The ranking of the OPD page: title, bars with the gap as a column, a switch for all of them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pug_metrics.charts.paired_bars import paired_bars
from pug_metrics.charts.ranked_bars import ranked_bars
from pug_metrics.charts.style import Theme
from pug_metrics.language import say

from . import drawings, links, opd_figures, opd_rows, opd_words, receipts, session, show, words
from .opd_figures import ALL, TOP, Agencies

_FORMS = (("lebar", "layar"), ("sempit", "ponsel"))


def head(agencies: Agencies) -> None:
    """Title and, where the page cannot show its subject, what brings it."""
    show.title(opd_words.title(agencies), opd_words.lead(agencies))
    show.warnings(agencies.shown)
    if agencies.kind == "tanpa_tanda":
        label = say("opd_tanpa_tanda_tombol")
        show.way(label, "unggah", "opd_penanda", kind="primary", unggah_dataset="tag_arg")


def ranking(agencies: Agencies) -> None:
    """The card with the ranking, its reading, source, table and tools."""
    sentence = opd_words.card(agencies)
    with st.container(border=True, height="stretch", key="kartu_opd"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(gap="xxsmall"):
                unit = opd_rows.unit(agencies)[1]
                show.heading(sentence, opd_words.subtitle(agencies, unit))
            receipts.button(agencies.shown, "opd_peringkat", label=say("kuitansi_pendek"))
        everyone = bool(st.session_state.get(ALL, False))
        for form, scale in _FORMS:
            figure = _figure(agencies, session.chart_theme(scale), everyone=everyone)
            with st.container(key=f"{form}_opd"):
                show.chart(figure, f"grafik_opd_{form}", sentence, on_pick=opd_figures.pick)
        st.markdown(opd_words.reading(agencies))
        if len(agencies.ranking.rows) > TOP + 1:
            shown = st.toggle(say("opd_semua"), key=ALL, persist_state="session")
            links.put(ALL, int(shown), 0)
        show.evidence(agencies.shown, sentence, "opd")


def _figure(agencies: Agencies, theme: Theme, *, everyone: bool) -> Any:  # noqa: ANN401 - a Plotly figure
    picked = opd_figures.picked(agencies).kode
    note = words.data_label(agencies.shown)
    if not agencies.tagged:
        spent = opd_rows.spending(agencies, picked, everyone=everyone)
        return drawings.of(ranked_bars, spent, theme, note=note)
    rows = opd_rows.pairs(agencies, picked, everyone=everyone)
    return drawings.of(paired_bars, rows, opd_rows.pair_words(agencies, rows, note), theme)
