"""Who stores or undoes: a typed name, kept for the session; nobody checks it."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say

_NAME = "aktor"


def name_field(place: str = "") -> None:
    """The name of the person, kept for the session.

    The frame has such a field too (*kunci angka*): a page or dialog beside it names its ``place``,
    and both hold the same name.
    """
    key = f"{_NAME}_{place}" if place else _NAME
    if place:
        st.session_state[key] = st.session_state.get(_NAME, "")
    st.text_input(
        say("unggah_nama"), key=key, max_chars=60, persist_state="session", width=320,
        placeholder=say("unggah_nama_contoh"), help=say("unggah_nama_arti"), live=True,
        autocomplete="name", on_change=_take, args=(key,),
    )  # fmt: skip


def _take(key: str) -> None:
    st.session_state[_NAME] = st.session_state[key]
