"""Judging what was submitted: approved, or returned with a note, by another name."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pug_metrics.ingest.tagging import Seen, approve, return_
from pug_metrics.language import say
from pug_metrics.metrics.tagging_work import WorkItem

from . import penandaan_done, penandaan_words, session
from .penandaan_state import Work
from .unggah_people import name_field

_NOTE = "penandaan_catatan_penilai"


def card(work: Work, chosen: Sequence[WorkItem]) -> None:
    """The buttons for submitted decisions that are chosen."""
    if work.closed or not chosen or work.tab != "DIAJUKAN":
        return
    with st.container(border=True, key="kartu_nilai"):
        st.markdown(f"##### {say('penandaan_nilai')}")
        st.caption(say("penandaan_nilai_arti"))
        name_field("penandaan")
        st.text_input(
            say("penandaan_catatan"), key=_NOTE, max_chars=500,
            placeholder=say("penandaan_catatan_contoh"), live=True,
        )  # fmt: skip
        _buttons(work, chosen)


def _buttons(work: Work, chosen: Sequence[WorkItem]) -> None:
    seen = [Seen(work.key(item), item.id_unggahan) for item in chosen]
    note = str(st.session_state.get(_NOTE) or "")
    told = penandaan_words.units(len(chosen))
    named = bool(session.actor())
    if not named:
        st.caption(say("penandaan_isi_nama"))
    with st.container(horizontal=True):
        approved = st.button(
            say("penandaan_setujui", jumlah=told), type="primary", key="penandaan_setujui",
            icon=":material/check:", disabled=not named,
        )  # fmt: skip
        returned = st.button(
            say("penandaan_kembalikan", jumlah=told), key="penandaan_kembalikan",
            icon=":material/reply:", disabled=not named,
        )  # fmt: skip
    if approved:
        penandaan_done.act(work, lambda store: approve(store, seen, session.actor(), note), _forget)
    if returned:
        penandaan_done.act(work, lambda store: return_(store, seen, session.actor(), note), _forget)


def _forget() -> None:
    st.session_state.pop(_NOTE, None)
