"""Title, lead, list chooser and filters of the tagging page."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.metrics.suggestions import tagged_differently

from . import links, numbers, penandaan_words, receipts, session, show
from .penandaan_state import AGENCY, DIFFERING, PROGRAMME, TAB, TABS, WORDS, Work

_LONGEST = 80


def head(work: Work) -> None:
    """What is undecided, the figure of now with its receipt, and why nothing can be changed."""
    show.title(penandaan_words.title(work))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(penandaan_words.lead(work), width="content")
        receipts.button(work.share, "penandaan", label=say("kuitansi_pendek"))
    show.warnings(work.share)
    if work.closed:
        _closed(work)


def _closed(work: Work) -> None:
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="penandaan_tertutup"
    ):
        st.markdown(f":material/visibility: {say(f'penandaan_tertutup_{work.closed}')}")
        if work.closed == "contoh":
            st.button(say("penandaan_ke_sendiri"), key="penandaan_ke_sendiri", on_click=_own)


def _own() -> None:
    st.session_state["data"] = session.OWN
    links.put("data", session.OWN, session.SAMPLE)


def controls(work: Work) -> None:
    """Which list, and what it is narrowed to; all of it in the link."""
    chosen = st.segmented_control(
        say("penandaan_bagian"), TABS, key=TAB, format_func=lambda tab: _tab(work, tab),
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    links.put(TAB, chosen, TABS[0])
    if not work.differing:
        _narrowing(work)


def _tab(work: Work, tab: str) -> str:
    number = (
        len(numbers.long(tagged_differently, work.at)) if tab == DIFFERING else work.counts[tab]
    )
    return say("penandaan_bagian_jumlah", bagian=say(f"penandaan_bagian_{tab}"),
               jumlah=count(number))  # fmt: skip


def _narrowing(work: Work) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="penandaan_saring"):
        said = st.text_input(
            say("penandaan_cari"), key=WORDS, placeholder=say("penandaan_cari"), width=300,
            max_chars=80, icon=":material/search:", label_visibility="collapsed",
        )  # fmt: skip
        links.put(WORDS, (said or "").strip(), "")
        _choice(AGENCY, work.agencies, "penandaan_semua_opd")
        _choice(PROGRAMME, work.programmes, "penandaan_semua_program")


def _choice(key: str, names: dict[str, str], every: str) -> None:
    chosen = st.selectbox(
        say(every), ["", *names], key=key, width=300, label_visibility="collapsed", required=True,
        format_func=lambda code: _cut(names[code]) if code else say(every),
    )  # fmt: skip
    links.put(key, chosen, "")


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else name[:_LONGEST].rpartition(" ")[0] + " …"
