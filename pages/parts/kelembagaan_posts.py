"""Women in echelon II, III and IV."""

from __future__ import annotations

import streamlit as st

from pug_metrics.charts.ranked_bars import Ranked, ranked_bars
from pug_metrics.language import say
from pug_metrics.language.numbers import count, percent
from pug_metrics.metrics import women_echelon_share
from pug_metrics.metrics.declaration import ALL_KEYS, Grain

from . import drawings, kelembagaan_figures, kelembagaan_words, numbers, session, show, words
from .kelembagaan_figures import Seen

_FORMS = (("lebar", "layar"), ("sempit", "ponsel"))


def card(seen: Seen) -> None:
    """One bar an echelon, women and all posts in words; the agencies in the table."""
    if not kelembagaan_figures.has_rows(seen.posts):
        show.lacking("jabatan", say("kelembagaan_jabatan_belum"))
        return
    result = numbers.of(women_echelon_share, Grain.DAERAH, seen.at)
    rows = [row for row in result.rows() if row["kode_2"] != ALL_KEYS]
    sentence = kelembagaan_words.posts(rows)
    with st.container(border=True, key="kartu_jabatan"):
        show.heading(sentence, say("kelembagaan_jabatan_ukuran", tahun=str(seen.at.tahun)))
        bars = [_bar(row) for row in rows]
        for form, scale in _FORMS:
            figure = drawings.of(
                ranked_bars, bars, session.chart_theme(scale), note=words.data_label(result)
            )
            with st.container(key=f"{form}_jabatan"):
                show.chart(figure, f"grafik_jabatan_{form}", sentence)
        if judged := kelembagaan_figures.targets(result):
            show.bullets([words.markdown(each) for each in judged])
        show.evidence(seen.posts, sentence, "jabatan")


def _bar(row: dict[str, object]) -> Ranked:
    code, name, value = str(row["kode_2"]), str(row["label_2"]), row["nilai"]
    if value is None:
        return Ranked(code, name, None, say("opd_tanpa_data"))
    women, every = int(str(row["pembilang"]).split(".")[0]), int(str(row["penyebut"]).split(".")[0])
    told = say("kelembagaan_jabatan_label", nilai=percent(float(str(value))),
               perempuan=count(women), semua=count(every))  # fmt: skip
    return Ranked(code, name, float(str(value)), told)
