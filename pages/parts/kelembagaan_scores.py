"""Prerequisites of PUG: the seven of one unit as bars, of every unit as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pug_metrics.charts.ranked_bars import Ranked, ranked_bars
from pug_metrics.language import say
from pug_metrics.language.numbers import percent
from pug_metrics.metrics.declaration import ALL_KEYS

from . import drawings, kelembagaan_figures, kelembagaan_words, links, session, show, words
from .kelembagaan_figures import UNIT, WHOLE, Seen

if TYPE_CHECKING:
    import pandas as pd

_FORMS = (("lebar", "layar"), ("sempit", "ponsel"))


def card(seen: Seen) -> None:
    """Scores by prerequisite, never without the words *bukan skor APE*."""
    if not kelembagaan_figures.has_rows(seen.scores):
        show.lacking("prasyarat", say("kelembagaan_prasyarat_kosong"))
        return
    with st.container(border=True, key="kartu_prasyarat"):
        units = {WHOLE: say("kelembagaan_semua_unit"), **kelembagaan_figures.units(seen)}
        links.settle(UNIT, list(units), WHOLE)
        result = kelembagaan_figures.of_unit(seen)
        rows = kelembagaan_figures.by_prerequisite(result)
        sentence = kelembagaan_words.score(rows)
        show.heading(sentence, say("kelembagaan_skor_ukuran", tahun=str(seen.at.tahun)))
        chosen = st.selectbox(
            say("kelembagaan_unit"), list(units), key=UNIT, format_func=units.__getitem__,
            label_visibility="collapsed", persist_state="session", required=True, width=420,
        )  # fmt: skip
        links.put(UNIT, chosen, WHOLE)
        bars = [_bar(row) for row in rows]
        for form, scale in _FORMS:
            figure = drawings.of(
                ranked_bars, bars, session.chart_theme(scale), note=words.data_label(result)
            )
            with st.container(key=f"{form}_prasyarat"):
                show.chart(figure, f"grafik_prasyarat_{form}", sentence)
        if judged := kelembagaan_figures.targets(result):
            show.bullets([words.markdown(each) for each in judged])
        show.evidence(result, say("kelembagaan_bukan_ape", kalimat=sentence), "prasyarat")
        st.markdown(f"**{say('kelembagaan_matriks')}**")
        widths = {say("mutu_kolom_opd"): 280}
        show.frame(_matrix(seen), "prasyarat_opd", say("kelembagaan_matriks"), widths)


def _bar(row: dict[str, object]) -> Ranked:
    value = row["nilai"]
    told = say("opd_tanpa_data") if value is None else percent(float(str(value)), 0)
    figure = None if value is None else float(str(value))
    return Ranked(str(row["kode_2"]), str(row["label_2"]), figure, told)


def _matrix(seen: Seen) -> pd.DataFrame:
    """One row a unit, one column a prerequisite and one for their mean, in percent."""
    import pandas as pd

    units: dict[str, dict[str, object]] = {}
    for row in seen.scores.rows():
        column = say("kelembagaan_rata") if row["kode_2"] == ALL_KEYS else str(row["label_2"])
        held = units.setdefault(str(row["kode"]), {say("mutu_kolom_opd"): row["label"]})
        held[column] = row["nilai"]
    return pd.DataFrame(list(units.values()))
