"""Ringkasan: how much is gender-responsive depending on the definition, and what to put right."""

from __future__ import annotations

import streamlit as st

from pages.parts import (
    filters,
    ringkasan_cards,
    ringkasan_figures,
    ringkasan_range,
    ringkasan_todo,
    ringkasan_trend,
    ringkasan_untagged,
    show,
)

if not filters.has_data():
    show.no_data()
elif not (seen := ringkasan_figures.ask()).tagged:
    ringkasan_untagged.draw(seen)
else:
    show.title(ringkasan_range.title(seen), ringkasan_range.lead(seen))
    show.warnings(seen.claimed)
    ringkasan_range.card(seen)
    ringkasan_cards.row(seen)
    ringkasan_cards.realisation(seen)
    left, right = st.columns([11, 9])
    with left:
        ringkasan_trend.card(seen)
    with right:
        ringkasan_todo.card(seen)
