"""OPD: which agency tags without documents, and one agency in detail."""

from __future__ import annotations

import streamlit as st

from pages.parts import filters, opd_detail, opd_figures, opd_parts, opd_show, show

if not filters.has_data():
    show.no_data()
else:
    agencies = opd_figures.ask()
    opd_show.head(agencies)
    left, right = st.columns([8, 5])
    with left:
        opd_show.ranking(agencies)
    with right:
        picked = opd_detail.card(agencies)
    opd_parts.draw(agencies, picked)
