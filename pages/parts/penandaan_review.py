"""Judging what was submitted: approved, or returned with a note, by another name."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pug_metrics.ingest.tagging import Seen, approve, return_
from pug_metrics.language import say
from pug_metrics.language.numbers import count, decimal
from pug_metrics.metrics.tagging_work import WorkItem

from . import penandaan_done, penandaan_words, session, show, words
from .penandaan_state import Work
from .unggah_people import name_field

_NOTE = "penandaan_catatan_penilai"
_LISTED = 8


def card(work: Work, chosen: Sequence[WorkItem]) -> None:
    """The buttons for submitted decisions that are chosen."""
    if work.closed or not chosen or work.tab != "DIAJUKAN":
        return
    with st.container(border=True, key="kartu_nilai"):
        st.markdown(f"##### {say('penandaan_nilai')}")
        st.caption(say("penandaan_nilai_arti"))
        show.bullets([_proposed(item) for item in chosen[:_LISTED]])
        if len(chosen) > _LISTED:
            st.caption(say("penandaan_usulan_lain", jumlah=count(len(chosen) - _LISTED)))
        name_field("penandaan")
        st.text_input(
            say("penandaan_catatan"), key=_NOTE, max_chars=500,
            placeholder=say("penandaan_catatan_contoh"), live=True,
        )  # fmt: skip
        _buttons(work, chosen)


def _proposed(item: WorkItem) -> str:
    """What somebody proposed for one line: category, weight, who, why."""
    told = {
        "nama": words.markdown(item.nama or item.code),
        "kategori": say(f"kategori_{item.kategori_arg}"),
        "siapa": words.markdown(item.penanda or say("unggah_tanpa_nama")),
        "alasan": words.markdown(item.alasan or words.MISSING),
    }
    weight = "" if item.bobot_arg is None else say("penandaan_usulan_bobot",
                                                  bobot=decimal(item.bobot_arg, 2))  # fmt: skip
    return say("penandaan_usulan", bobot=weight, **told)


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
