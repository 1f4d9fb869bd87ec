"""Copy a sentence with all that it needs to be quoted, or the link of the view."""

from __future__ import annotations

from html import escape

import streamlit as st

from pug_metrics.language import say
from pug_metrics.metrics.result import Result

from . import words


def quotable(sentence: str, result: Result) -> str:
    """The sentence with measure, basis, stage, year, source and data version behind it."""
    return f"{words.plain(sentence)} ({words.measure(result)}. {words.foot(result)})"


def _clipboard(text: str, label: str, icon: str, key: str, kind: str = "salin-teks") -> None:
    # static/salin.js copies what stands in .salin-teks when the button beside it is pressed; a
    # .salin-alamat is the query of this page and is copied as a whole address.
    with st.container(key=f"salin_{key}", width="content", gap=None):
        if st.button(label, icon=icon, type="tertiary", key=f"tombol_salin_{key}"):
            st.toast(say("salin_sudah"), icon=":material/check:")
        st.html(f'<span class="{kind}" hidden>{escape(text)}</span>')


def sentence(text: str, result: Result, key: str) -> None:
    """*Salin kalimat*; refuses, with the reason, where the data do not reconcile."""
    if result.reconciles:
        _clipboard(
            quotable(text, result), say("salin_kalimat"), ":material/content_copy:", f"{key}_k"
        )
        return
    with st.popover(say("salin_kalimat"), icon=":material/content_copy:", type="tertiary"):
        st.markdown(say("salin_tidak_cocok"))


def finding(text: str, label: str, key: str) -> None:
    """*Salin kalimat* of a sentence that rests on no single figure; ``label``: the data version."""
    _clipboard(
        f"{words.plain(text)} ({label})",
        say("salin_kalimat"),
        ":material/content_copy:",
        f"{key}_k",
    )


def link(key: str) -> None:
    """*Salin tautan*: the address of this very view."""
    _clipboard("", say("salin_tautan"), ":material/link:", f"{key}_t")


def address(query: str, key: str) -> None:
    """*Salin tautan* of another view of this page, given by its query string."""
    _clipboard(query, say("salin_tautan"), ":material/link:", f"{key}_t", "salin-teks salin-alamat")
