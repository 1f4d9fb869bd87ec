"""The last screen of the meeting: everything that was decided, to change, remove and take along."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import small

from . import opd_figures, rakor_box, rakor_decisions, rakor_papers, rakor_view, words
from .rakor_decisions import Decided

_CHANGING = "rapat_ubah"
_FIELDS = "ubah"
# Shares of the width: decision, who, until when, tools.
_WIDTHS = (46, 22, 20, 12)


def sentence() -> str:
    """How much was decided."""
    taken = len(rakor_decisions.every())
    if taken < 2:
        return say("rakor_jumlah_satu" if taken else "rakor_jumlah_nol")
    number = small(taken)
    return say("rakor_jumlah", jumlah=number[:1].upper() + number[1:])


def draw() -> None:
    """Decisions, one a row, and the papers."""
    taken = rakor_decisions.every()
    with st.container(key="rakor_daftar", height="stretch"):
        if not taken:
            st.markdown(say("rakor_jumlah_nol_isi"))
        else:
            _headings()
        for one in taken:
            _changing(one) if st.session_state.get(_CHANGING) == one.nomor else _row(one)
    rakor_papers.button()


def foot() -> str:
    """What the figures of the papers rest on."""
    return rakor_view.foot("", opd_figures.ask().shown)


def _headings() -> None:
    with st.container(key="rakor_kolom"):
        for column, key in zip(
            st.columns(_WIDTHS), ("keputusan", "siapa", "tenggat"), strict=False
        ):
            column.markdown(f":gray[{say(f'rakor_{key}')}]")


def _row(one: Decided) -> None:
    written = one.written()
    with st.container(border=True, key=f"rakor_putusan_{one.nomor}"):
        what, who, due, tools = st.columns(_WIDTHS, vertical_alignment="center")
        with what, st.container(gap="xxsmall"):
            with st.container(key=f"rakor_kecil_{one.nomor}"):
                st.markdown(f":gray[{say(f'rakor_tanya_{one.tanya}')}]")
            st.markdown(f"**{words.markdown(one.apa)}**")
        who.markdown(words.markdown(written.who) or words.MISSING)
        with due:
            st.markdown(written.due or words.MISSING)
            rakor_box.late(one.tenggat)
        with tools, st.container(horizontal=True, horizontal_alignment="right", gap="xsmall"):
            _tool(one, "ubah", ":material/edit:", _change)
            _tool(one, "hapus", ":material/delete:", rakor_decisions.remove)


def _tool(one: Decided, what: str, icon: str, do: object) -> None:
    words_of = say(f"rakor_{what}")
    st.button(
        icon, key=f"rapat_{what}_{one.nomor}", help=words_of, on_click=do, args=(one.nomor,),  # type: ignore[arg-type]
        type="tertiary",
    )  # fmt: skip


def _change(nomor: int) -> None:
    st.session_state[_CHANGING] = nomor
    one = next(one for one in rakor_decisions.every() if one.nomor == nomor)
    rakor_box.fill(_FIELDS, one)


def _changing(one: Decided) -> None:
    with st.container(border=True, key=f"rakor_putusan_{one.nomor}"):
        st.markdown(f":gray[{say(f'rakor_tanya_{one.tanya}')}]")
        rakor_box.fields(_FIELDS)
        with st.container(horizontal=True):
            st.button(
                say("rakor_simpan"), key="rapat_simpan", type="primary", on_click=_save,
                args=(one.nomor,),
            )  # fmt: skip
            st.button(say("rakor_batal"), key="rapat_batal", on_click=_done)


def _save(nomor: int) -> None:
    what, who, due = rakor_box.typed(_FIELDS)
    if what.strip():
        rakor_decisions.change(nomor, what, who, due)
        _done()


def _done() -> None:
    st.session_state.pop(_CHANGING, None)
    rakor_box.clear(_FIELDS)
