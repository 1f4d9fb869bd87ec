"""Texts that stand for another code: one table a column, one button for all exact ones."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pug_metrics.datasets import Dataset, datasets
from pug_metrics.ingest import Report
from pug_metrics.ingest.report import Choice
from pug_metrics.ingest.suggesting import label_of
from pug_metrics.language import say
from pug_metrics.language.numbers import count

from . import unggah_ask, unggah_state, unggah_words, words

_PAGE = 12


def tables(known: dict[tuple[str, str, str], Choice], report: Report) -> None:
    """A table for each column that holds texts to be matched to a code."""
    found: dict[str, list[Choice]] = {}
    for each in unggah_ask.live(known, report, "kode"):
        found.setdefault(each.column, []).append(each)
    needed = {each.column for each in report.choices if each.kind == "kode"}
    for column, choices in found.items():
        _table(column, choices, datasets()[report.dataset], needed=column in needed)


def _table(column: str, choices: list[Choice], declared: Dataset, *, needed: bool) -> None:
    open_ones = [each for each in choices if unggah_ask.answered(each) is None]
    exact = [each for each in open_ones if each.proposal]
    label = str(label_of(declared, column))
    with st.container(border=True, key=f"unggah_kode_{column}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"##### {_title(label, len(choices), len(open_ones))}", width="content")
            st.space("stretch")
            if exact:
                st.button(
                    say("kode_pakai_usul", jumlah=count(len(exact))), type="primary",
                    key=f"unggah_kode_usul_{column}", icon=":material/done_all:",
                    on_click=_take_all, args=(exact,),
                )  # fmt: skip
        st.caption(say("kode_arti_perlu") if needed else say("kode_arti_boleh"))
        for each in _page(column, open_ones, choices):
            _row(each)


def _title(label: str, every: int, left: int) -> str:
    if not left:
        return say("kode_judul_selesai", kolom=label, jumlah=count(every))
    return say("kode_judul", kolom=label, jumlah=count(left))


def _take_all(exact: list[Choice]) -> None:
    for each in exact:
        unggah_ask.decide(each, each.proposal)


def _page(column: str, open_ones: list[Choice], choices: list[Choice]) -> list[Choice]:
    """The rows to show: open ones, or all with a toggle; a page of them where there are many."""
    shown = open_ones
    if len(open_ones) < len(choices):
        answered = say("kode_lihat_semua", jumlah=count(len(choices)))
        if st.toggle(answered, key=unggah_state.key(f"kode_semua_{column}")):
            shown = choices
    if len(shown) <= _PAGE:
        return shown
    pages = -(-len(shown) // _PAGE)
    at = st.number_input(
        say("kode_halaman", semua=count(pages)), 1, pages, width=160,
        key=unggah_state.key(f"kode_halaman_{column}"),
    )  # fmt: skip
    return shown[(at - 1) * _PAGE : at * _PAGE]


def _row(each: Choice) -> None:
    name = f"kode_{each.column}_{each.subject}"
    now = unggah_ask.answered(each)
    labels = {code: _label(code, meaning) for code, meaning in each.options}
    labels.setdefault("", say("kode_biarkan"))
    if now is not None:
        labels.setdefault(now, now)
    left, right = st.columns([5, 7], vertical_alignment="center")
    with left:
        text = unggah_words.code(each.subject)
        times = f" :small[:gray[{unggah_words.rows(each.rows)}]]" if each.rows else ""
        st.markdown(f"{text}{times}")
    with right, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.selectbox(
            say("kode_untuk", teks=words.plain(each.subject)), list(labels), index=None,
            key=unggah_state.seat(name, each.proposal or None if now is None else now),
            format_func=labels.__getitem__, placeholder=say("kode_pilih"),
            label_visibility="collapsed", on_change=_decided(each, name),
        )  # fmt: skip
        if now is None and each.proposal:
            st.badge(say("kode_usul"), color="violet")


def _decided(each: Choice, name: str) -> Callable[[], None]:
    def decided() -> None:
        value = unggah_state.shown(name)
        if value is not None:
            unggah_ask.decide(each, str(value))

    return decided


def _label(code: str, meaning: str) -> str:
    if not code:
        return say("kode_biarkan")
    return f"{code} · {meaning}" if meaning else code
