"""Who stores or undoes: a typed name, kept for the session; nobody checks it."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say


def name_field() -> None:
    """The name of the person, kept for the session."""
    st.text_input(
        say("unggah_nama"), key="aktor", max_chars=60, persist_state="session", width=320,
        placeholder=say("unggah_nama_contoh"), help=say("unggah_nama_arti"), live=True,
        autocomplete="name",
    )  # fmt: skip
