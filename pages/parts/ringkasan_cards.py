"""The three figures of the overview, side by side."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say
from pug_metrics.metrics.result import Result

from . import ringkasan_figures, ringkasan_words, show
from .ringkasan_figures import Overview
from .ringkasan_words import CardWords


def row(seen: Overview) -> None:
    """Documented share, rupiah without documents, absorption."""
    _, complete_years, gap_years = ringkasan_figures.over_years(seen)
    gap = ringkasan_figures.gap(seen)
    arg, other = ringkasan_figures.absorption(seen)
    documented = ringkasan_words.documented(seen.ranking, seen.documented, complete_years)
    undocumented = ringkasan_words.undocumented(seen.ranking, gap, gap_years)
    absorbed = ringkasan_words.absorbed(arg, other)
    left, middle, right = st.columns(3)
    _card(left, documented, seen.documented)
    _card(middle, undocumented, gap)
    _card(right, absorbed, arg)


def _card(column: st.delta_generator.DeltaGenerator, told: CardWords, result: Result) -> None:
    with column:
        show.card(told.label, told.value, told.change, told.tone, told.sentence, result)


def realisation(seen: Overview) -> None:
    """The way to the upload where nothing was reported."""
    arg, _ = ringkasan_figures.absorption(seen)
    if arg.value() is None:
        button = say("ringkasan_kartu_serapan_tombol")
        show.way(button, "unggah", "ringkasan_realisasi", unggah_dataset="realisasi")
