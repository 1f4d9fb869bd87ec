"""*Kunci angka*: name the data of now, open a named state again, and say which one is seen."""

from __future__ import annotations

import streamlit as st

from pug_metrics.errors import PugError
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import day
from pug_metrics.store import NamedVersion, Store

from . import links, numbers, session, unggah_words, words
from .unggah_people import name_field

_NAME, _NOTE, _DONE = "kunci_nama", "kunci_catatan", "kunci_terkunci"


def take(store: Store) -> None:
    """Take the state that the link names, where the database has it; else the data of now."""
    known = [str(each.id_versi) for each in store.named_versions()]
    links.take(session.FROZEN)
    links.settle(session.FROZEN, ["", *known], "")
    links.put(session.FROZEN, st.session_state[session.FROZEN], "")
    if named := _looked_at(store):
        # The first look at a frozen state builds it, which takes as long as a commit.
        with st.spinner(say("kunci_menyusun", nama=words.markdown(named.nama))):
            numbers.version()


def seen(store: Store) -> None:
    """Say above the page that a frozen state is looked at, and the way back."""
    named = _looked_at(store)
    if named is None:
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="kunci_dilihat"
    ):
        facts = {"nama": words.markdown(named.nama), "hari": day(named.waktu)}
        st.markdown(f":material/lock: {say('kunci_dilihat', **facts)}", width="stretch")
        st.button(say("kunci_kembali"), key="kunci_kembali", on_click=_open, args=("",))


def _looked_at(store: Store) -> NamedVersion | None:
    asked = session.frozen_at()
    return next((e for e in store.named_versions() if str(e.id_versi) == asked), None)


def popover(store: Store) -> None:
    """The button of the frame: freeze the data of now, or open a frozen state.

    The sample never changes, so that there is nothing to freeze.
    """
    if session.which() == session.SAMPLE:
        return
    with st.popover(say("kunci_tombol"), icon=":material/lock_clock:", type="tertiary",
                    key="kunci_panel"):  # fmt: skip
        st.markdown(say("kunci_arti"))
        _form(store)
        _list(store)


def _form(store: Store) -> None:
    if done := st.session_state.pop(_DONE, ""):
        st.success(say("kunci_selesai", nama=words.markdown(done)), icon=":material/lock:")
    name = st.text_input(say("kunci_nama"), key=_NAME, max_chars=60,
                         placeholder=say("kunci_nama_contoh"))  # fmt: skip
    st.text_input(say("kunci_catatan"), key=_NOTE, max_chars=200)
    name_field("kunci")
    ready = bool(name.strip() and session.actor()) and not session.frozen_at()
    if st.button(say("kunci_simpan"), type="primary", disabled=not ready, key="kunci_simpan"):
        _freeze(store)


def _freeze(store: Store) -> None:
    try:
        named = store.freeze(st.session_state[_NAME], session.actor(), st.session_state[_NOTE])
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    st.session_state[_DONE] = named.nama
    st.rerun()


def _list(store: Store) -> None:
    known = store.named_versions()[::-1]
    if not known:
        st.caption(say("kunci_belum_ada"))
    for each in known:
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
            st.markdown(f"**{words.markdown(each.nama)}**  \n:small[:gray[{_told(each)}]]",
                        width="stretch")  # fmt: skip
            st.button(
                say("kunci_buka"), key=f"kunci_buka_{each.id_versi}", on_click=_open,
                args=(str(each.id_versi),), disabled=session.frozen_at() == str(each.id_versi),
            )  # fmt: skip


def _told(each: NamedVersion) -> str:
    facts = {"hari": unggah_words.when(each.waktu), "siapa": unggah_words.person(each.aktor)}
    return " · ".join(filter(None, [say("kunci_oleh", **facts), words.markdown(each.catatan)]))


def _open(number: str) -> None:
    st.session_state[session.FROZEN] = number
    links.put(session.FROZEN, number, "")
