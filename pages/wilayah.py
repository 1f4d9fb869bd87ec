"""Wilayah: what reaches which kecamatan, kelurahan and desa, and what has no place yet."""

from __future__ import annotations

import streamlit as st

from pages.parts import (
    filters,
    show,
    wilayah_detail,
    wilayah_figures,
    wilayah_map,
    wilayah_outlines,
    wilayah_placing,
    wilayah_ranking,
    wilayah_show,
)

if not filters.has_data():
    show.no_data()
else:
    places = wilayah_figures.ask()
    wilayah_show.head(places)
    wilayah_placing.card(places)
    wilayah_show.controls(places)
    if not places.any_known:
        wilayah_show.nothing(places)
    else:
        left, right = st.columns([7, 5])
        with left:
            wilayah_map.card(places)
        with right:
            wilayah_ranking.card(places)
    wilayah_detail.card(places)
    wilayah_outlines.card(places)
