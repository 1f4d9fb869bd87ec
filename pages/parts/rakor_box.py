"""The box beside the chart: what is decided, who does it, until when."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import day

from . import filters, rakor_decisions, session, words
from .rakor_decisions import Decided

_DRAFTS, _WRITING, _EMPTY = "rapat_draf", "rapat_menulis", "rapat_kosong"
_FIELDS = ("apa", "siapa", "tenggat")


def draw(asked: str) -> None:
    """The decisions taken on this question, or the form for one more."""
    with st.container(border=True, height="stretch", key="rakor_kotak", gap="xsmall"):
        st.markdown(f"**{say('rakor_keputusan')}**")
        taken = rakor_decisions.on(asked)
        if taken and st.session_state.get(_WRITING) != asked:
            _taken(taken)
            st.space("stretch")
            label = say("rakor_tambah")
            st.button(label, key="rapat_tambah", on_click=_write, args=(asked,), width="stretch")
            return
        fields(asked)
        label, press = say("rakor_catat"), "rapat_catat"
        st.button(
            label, key=press, type="primary", on_click=_record, args=(asked,), width="stretch"
        )


def _taken(taken: list[Decided]) -> None:
    for one in taken:
        with st.container(gap="xxsmall", key=f"rakor_putusan_{one.nomor}"):
            st.markdown(words.markdown(one.apa))
            if said(one):
                st.markdown(f":gray[{words.markdown(' · '.join(said(one)))}]")
            late(one.tenggat)


def said(one: Decided) -> list[str]:
    """Who and until when, as far as they were given."""
    written = one.written()
    until = say("rakor_sampai", hari=written.due) if written.due else ""
    return [part for part in (written.who, until) if part]


def late(tenggat: date | None) -> None:
    """Warn of a date that has passed."""
    if tenggat is not None and rakor_decisions.passed(tenggat):
        st.markdown(f":orange[:material/warning: {say('rakor_lewat')}]")


def _name(asked: str, field: str) -> str:
    return f"rapat_{field}_{asked}_{session.which()}_{filters.region().kode}"


def fill(asked: str, one: Decided) -> None:
    """Put a decision into the fields called ``asked``, to be changed there."""
    for field, value in zip(_FIELDS, (one.apa, one.siapa, one.tenggat), strict=True):
        _drafts()[_name(asked, field)] = value
        st.session_state[_name(asked, field)] = value


def _drafts() -> dict[str, object]:
    """What was typed and not yet recorded; it survives other screens, pages and languages."""
    return st.session_state.setdefault(_DRAFTS, {})  # type: ignore[no-any-return]


def keep() -> None:
    """Keep what the browser sent for fields that this run may not draw, because it goes on."""
    for name in _drafts():
        if name in st.session_state:
            _drafts()[name] = st.session_state[name]


def fields(asked: str) -> None:
    """The three fields; what was typed in them earlier stands there again."""
    for field in _FIELDS:
        name = _name(asked, field)
        if name not in st.session_state:
            st.session_state[name] = _drafts().get(name, None if field == "tenggat" else "")
    what, who, due = (_name(asked, field) for field in _FIELDS)
    st.text_area(
        say("rakor_keputusan"), key=what, height="stretch", label_visibility="collapsed",
        placeholder=say("rakor_keputusan_contoh"),
    )  # fmt: skip
    if st.session_state.get(_EMPTY) == asked and not str(st.session_state[what]).strip():
        st.markdown(f":orange[:material/warning: {say('rakor_kosong')}]")
    st.text_input(say("rakor_siapa"), key=who, placeholder=say("rakor_siapa_contoh"))
    chosen: date | None = st.session_state[due]
    label = say("rakor_tenggat_pada", hari=day(chosen)) if chosen else say("rakor_tenggat")
    st.date_input(label, key=due, value=None, format="DD/MM/YYYY")
    late(st.session_state[due])
    for name in (what, who, due):
        _drafts()[name] = st.session_state[name]


def typed(asked: str) -> tuple[str, str, date | None]:
    """What stands in the fields called ``asked``."""
    what, who, due = (st.session_state.get(_name(asked, field)) for field in _FIELDS)
    return str(what or ""), str(who or ""), due


def clear(asked: str) -> None:
    """Forget what was typed in the fields called ``asked``."""
    for field in _FIELDS:
        _drafts().pop(_name(asked, field), None)
        st.session_state.pop(_name(asked, field), None)


def _write(asked: str) -> None:
    st.session_state[_WRITING] = asked


def _record(asked: str) -> None:
    what, who, due = typed(asked)
    if not what.strip():
        st.session_state[_EMPTY] = asked
        return
    rakor_decisions.add(asked, what, who, due)
    for flag in (_EMPTY, _WRITING):
        st.session_state.pop(flag, None)
    clear(asked)
