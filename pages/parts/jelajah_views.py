"""Saved views: the state of Jelajah under a name, to open again, to send, to take away."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from pug_metrics.errors import PugError
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import count, day
from pug_metrics.store.saved_views import LONGEST_NAME, SavedView

from . import copying, filters, jelajah_state, session, unggah_people, words

_NAME, _SAID = "jelajah_nama_tampilan", "jelajah_kata_tampilan"


def box() -> None:
    """The button *Tampilan*: the saved views of this database, and the form that saves one."""
    views = session.store().views()
    label = say("jelajah_tampilan_ada", jumlah=count(len(views))) if views else ""
    opened = st.popover(
        label or say("jelajah_tampilan"), icon=":material/bookmark:", key="jelajah_tampilan"
    )
    with opened, st.container(key="jelajah_daftar_tampilan", gap="small"):
        _said()
        if session.which() == session.SAMPLE:
            st.markdown(say("jelajah_tampilan_contoh"))
            return
        for number, view in enumerate(views):
            _row(view, number)
        _form(views)


def _said() -> None:
    kind, text = st.session_state.pop(_SAID, ("", ""))
    if kind == "galat":
        st.error(words.markdown(text), icon=":material/error:")
    elif kind:
        st.success(words.markdown(text), icon=":material/check:")


def _row(view: SavedView, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small",
                      key=f"jelajah_tampilan_{number}"):  # fmt: skip
        with st.container(gap=None):
            st.button(
                words.markdown(view.nama), key=f"jelajah_buka_{number}", type="tertiary",
                icon=":material/bookmark:", on_click=open_, args=(view.tautan,),
            )  # fmt: skip
            by = say("jelajah_tampilan_oleh", aktor=view.aktor or words.MISSING,
                     hari=day(view.waktu))  # fmt: skip
            st.caption(words.markdown(by))
        copying.address(view.tautan, f"tampilan_{number}")
        st.button(
            say("jelajah_hapus"), key=f"jelajah_hapus_{number}", type="tertiary",
            icon=":material/delete:", on_click=_remove, args=(view.nama,),
        )  # fmt: skip


def _form(views: tuple[SavedView, ...]) -> None:
    named = st.text_input(
        say("jelajah_nama"), key=_NAME, max_chars=LONGEST_NAME, live=True,
        placeholder=say("jelajah_nama_contoh"),
    )  # fmt: skip
    unggah_people.name_field()
    typed = " ".join(str(named or "").split())
    if typed in {view.nama for view in views}:
        st.caption(say("jelajah_nama_sudah"))
    st.button(
        say("jelajah_simpan"), key="jelajah_simpan", type="primary", icon=":material/save:",
        on_click=_save, disabled=not typed or not session.actor(),
    )  # fmt: skip


def _save() -> None:
    name = str(st.session_state.get(_NAME) or "")
    try:
        session.store().save_view(name, query(), session.actor())
    except PugError as error:
        st.session_state[_SAID] = ("galat", sentence(error))
        return
    st.session_state[_NAME] = ""
    st.session_state[_SAID] = ("baik", say("jelajah_tersimpan", nama=" ".join(name.split())))


def _remove(name: str) -> None:
    try:
        session.store().remove_view(name, session.actor())
    except PugError as error:
        st.session_state[_SAID] = ("galat", sentence(error))
        return
    st.session_state[_SAID] = ("baik", say("jelajah_terhapus", nama=name))


def query() -> str:
    """The state of now as a query string: year and stage too, so that it never drifts."""
    at = filters.slice_()
    state = {
        "data": session.which(), "daerah": at.daerah, "tahun": at.tahun, "tahapan": at.tahapan,
        "basis": filters.basis(),
    }  # fmt: skip
    state |= {key: st.session_state.get(key) for key in jelajah_state.KEYS}
    return urlencode({key: str(value) for key, value in state.items() if value})


def open_(link: str) -> None:
    """Show the state that a query string holds; what it leaves out goes back to its beginning."""
    take(dict(parse_qsl(link)))


def take(state: Mapping[str, str]) -> None:
    """Set the controls of the page, and of the frame as far as ``state`` names them."""
    for key in jelajah_state.KEYS:
        st.session_state[key] = state.get(key, "")
    for key in jelajah_state.FRAME_KEYS:
        if key in state:
            st.session_state[key] = int(state[key]) if key == "tahun" else state[key]
