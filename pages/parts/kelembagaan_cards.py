"""Three figures of the page Kelembagaan PUG: focal points, meetings, prerequisites."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say
from pug_metrics.metrics.result import Result

from . import kelembagaan_figures, kelembagaan_words, show, words
from .kelembagaan_figures import Seen


def row(seen: Seen) -> None:
    """The figures of the region with their targets; a dataset that is absent says how to add it."""
    left, middle, right = st.columns(3)
    with left:
        _card("kelembagaan_focal_label", seen.focal, kelembagaan_words.focal(seen))
    with middle:
        _card("kelembagaan_rapat_label", seen.meetings, kelembagaan_words.meetings(seen))
    with right:
        whole = kelembagaan_figures.whole(seen)
        sentence = kelembagaan_words.score(kelembagaan_figures.by_prerequisite(whole))
        _card("kelembagaan_skor_label", seen.scores, sentence)


def _card(label: str, result: Result, sentence: str) -> None:
    change, tone = kelembagaan_words.verdict_badge(kelembagaan_figures.judged(result))
    value = words.figure(result.value(), result.metric.unit, result.reason())
    show.card(say(label), value, change, tone, sentence, result)
