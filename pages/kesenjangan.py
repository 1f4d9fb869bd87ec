"""Kesenjangan bertemu anggaran: differences of men and women beside the lines linked to them."""

from __future__ import annotations

import streamlit as st

from pages.parts import (
    filters,
    kesenjangan_decisions,
    kesenjangan_detail,
    kesenjangan_figures,
    kesenjangan_lists,
    kesenjangan_show,
    show,
)

if not filters.has_data():
    show.no_data()
elif not (gaps := kesenjangan_figures.ask()).issues:
    kesenjangan_show.nothing(gaps)
else:
    kesenjangan_show.head(gaps)
    kesenjangan_decisions.said()
    left, right = st.columns([7, 5])
    with left:
        kesenjangan_show.card(gaps)
    with right:
        kesenjangan_lists.without_money(gaps)
        kesenjangan_lists.without_gap(gaps)
    issue = kesenjangan_detail.choose(gaps)
    kesenjangan_detail.card(gaps, issue)
    kesenjangan_decisions.card(gaps, issue)
