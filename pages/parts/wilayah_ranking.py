"""The ranking of places: ends, change of rank, average; every place in the table."""

from __future__ import annotations

import streamlit as st

from pug_metrics.charts.ranked_bars import ranked_bars
from pug_metrics.language import say

from . import (
    session,
    show,
    wilayah_figures,
    wilayah_rows,
    wilayah_show,
    wilayah_words,
)
from .wilayah_figures import Places

# The narrowest column beside the map, in px.
_BESIDE = 400


def card(places: Places) -> None:
    """The ranking beside the map."""
    told = wilayah_words.ranking_title(places)
    writer = wilayah_rows.Writer(places)
    with st.container(border=True, height="stretch", key="kartu_peringkat"):
        show.heading(told, wilayah_words.ranking_subtitle(places, writer.unit))
        for name, scale in (("lebar", "layar"), ("sempit", "ponsel")):
            theme = session.chart_theme(scale)
            figure = ranked_bars(
                wilayah_rows.ranking(places, writer),
                theme.at(_BESIDE) if name == "lebar" else theme,
                average=wilayah_rows.average_line(places, writer),
                note=wilayah_show.note(places), empty_text=say("wilayah_tanpa_tempat"),
            )  # fmt: skip
            with st.container(key=f"{name}_peringkat"):
                key = f"grafik_peringkat_{name}"
                show.chart(figure, key, told, on_pick=wilayah_figures.pick)
        with st.expander(say("wilayah_semua_tempat"), icon=":material/table_rows:"):
            show.frame(wilayah_rows.table(places), "wilayah", told)
        st.space("stretch")
        show.tools(places.result, told, "wilayah_peringkat", receipt=True)
