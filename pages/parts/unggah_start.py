"""The upload page: its three parts, the sample's read-only notice, the steps in order."""

from __future__ import annotations

import streamlit as st

from pug_metrics.datasets import datasets
from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.tables.child import warm

from . import (
    links,
    session,
    show,
    unggah_history,
    unggah_look,
    unggah_place,
    unggah_undo,
    unggah_walk,
)

PARTS = ("unggah", "riwayat", "tempat")


def part() -> str:
    """Which part of the page is looked at; kept in the link."""
    number = count(len(session.store().batches()))
    names = {
        "unggah": say("unggah_bagian_unggah"),
        "riwayat": say("unggah_bagian_riwayat", jumlah=number),
        "tempat": say("unggah_bagian_tempat"),
    }
    links.take("unggah_bagian")
    links.settle("unggah_bagian", PARTS, PARTS[0])
    chosen = st.segmented_control(
        say("unggah_bagian"), PARTS, key="unggah_bagian", required=True,
        format_func=names.__getitem__, label_visibility="collapsed",
    )  # fmt: skip
    links.put("unggah_bagian", chosen, PARTS[0])
    return str(chosen)


def draw(name: str) -> None:
    """Draw one part; the sample can be looked at but not added to."""
    unggah_look.rules()
    sample = session.which() == session.SAMPLE
    if name == "riwayat":
        unggah_history.draw(may_undo=not sample)
        unggah_undo.dialog()
    elif name == "tempat":
        unggah_place.draw() if not sample else _sample()
    elif sample:
        _sample()
    else:
        warm()
        unggah_walk.draw()
        unggah_undo.dialog()


def _switch() -> None:
    st.session_state["data"] = session.OWN


def _sample() -> None:
    show.title(say("unggah_contoh_judul"), say("unggah_contoh_arti"))
    with st.container(border=True):
        st.markdown(f"##### {say('unggah_contoh_ajakan')}")
        st.markdown(say("unggah_contoh_langkah"))
        st.button(
            say("unggah_contoh_tombol"), type="primary", icon=":material/arrow_forward:",
            icon_position="right", on_click=_switch, key="unggah_ke_data_anda",
        )  # fmt: skip
    st.caption(say("unggah_contoh_templat"))
    st.caption(" · ".join(str(each.title) for each in datasets().values()))
