"""Head and controls of the Wilayah page."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import count

from . import links, show, wilayah_figures, wilayah_words, words
from .wilayah_figures import MEASURE, MEASURES, PLACING, VIEW, Places


def head(places: Places) -> None:
    """Title, then what has no place yet and the way to place it."""
    show.title(wilayah_words.title(places))
    show.warnings(places.result)
    told = wilayah_words.lead(places)
    with st.container(horizontal=True, vertical_alignment="center", key="wilayah_lead"):
        if told:
            st.markdown(f":orange[:material/location_off:] {told}", width="content")
        if places.placing.unplaced:
            st.button(
                say("wilayah_tempatkan"), key="wilayah_tombol_tempatkan", type="tertiary",
                icon=":material/arrow_forward:", icon_position="right", on_click=_open_placing,
            )  # fmt: skip
    if not places.placing.whole and places.claimed:
        show.way(say("wilayah_unggah_tanda"), "unggah", "wilayah_tanda", unggah_dataset="tag_arg")
    elif wilayah_words.lacks_people(places):
        way = {"unggah_dataset": "penduduk"}
        show.way(say("wilayah_unggah_penduduk"), "unggah", "wilayah_penduduk", **way)


def _open_placing() -> None:
    st.session_state[PLACING] = not st.session_state.get(PLACING, False)


def controls(places: Places) -> None:
    """Measure and which places, kept in the link."""
    with st.container(horizontal=True, vertical_alignment="center", key="wilayah_kendali"):
        st.segmented_control(
            say("wilayah_ukuran"), list(MEASURES), key=MEASURE, required=True,
            format_func=lambda name: say(f"wilayah_ukuran_{name}"), label_visibility="collapsed",
        )  # fmt: skip
        st.selectbox(
            say("wilayah_lihat"), wilayah_figures.views(places.roster), key=VIEW, width=260,
            format_func=lambda view: _view_name(places, view), label_visibility="collapsed",
            required=True,
        )  # fmt: skip
        if places.view in places.roster:
            st.button(
                say("wilayah_kembali"), key="wilayah_kembali", type="tertiary",
                icon=":material/arrow_back:", on_click=wilayah_figures.whole_region,
            )  # fmt: skip
    links.put(MEASURE, places.measure, wilayah_figures.default_measure(places.at))
    links.put(VIEW, places.view, wilayah_figures.default_view(places.roster))


def _view_name(places: Places, view: str) -> str:
    if view in places.roster:
        return say("wilayah_kec", nama=places.name(view))
    return say(f"wilayah_lihat_{view}")


def nothing(places: Places) -> None:
    """No place has a figure: say so in words, and how many places wait for one."""
    shown = count(len(places.shown()))
    with st.container(border=True, key="kartu_kosong"):
        told = say("wilayah_semua_kosong", jumlah=shown, jenis=wilayah_words.kind(places))
        show.heading(wilayah_words.map_title(places))
        st.markdown(told)
        show.foot(places.result)
        key = "wilayah_lokasi_kosong"
        show.way(say("wilayah_unggah_lokasi"), "unggah", key, unggah_dataset="lokasi")


def note(places: Places) -> str:
    """The label of made-up figures for tooltips."""
    return words.data_label(places.result)
