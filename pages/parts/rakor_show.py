"""One screen of the meeting: question, finding, chart beside the decision, the way on."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say

from . import look as house_look
from . import (
    rakor_box,
    rakor_list,
    rakor_look,
    rakor_questions,
    rakor_state,
    session,
    show,
    words,
)
from .rakor_view import View

# Px of the chart on a wall 1920 px wide, and the least height at which it must hold.
_WALL, _LEAST = 1130, 480
# Letters of a sentence that fit on two lines of the largest letters.
_LONG = 96


def look() -> None:
    """The style of the meeting room; what was typed is kept, whatever is drawn next."""
    house_look.meeting()
    rakor_look.rules()
    rakor_box.keep()


def nothing() -> None:
    """No budget at all: what is missing, and the way to it."""
    show.no_data()
    _leave()


def at_decisions() -> bool:
    """Whether the last screen is shown."""
    return not rakor_state.question()


def question() -> None:
    """The screen of the question that the link names."""
    asked = rakor_state.question()
    _head(say(f"rakor_tanya_{asked}"), asked)
    seen = rakor_questions.view(asked)
    title(seen.sentence)
    with st.container(key="rakor_badan", height="stretch"):
        left, right = st.columns([67, 33], gap="medium")
        with left:
            _chart(seen, asked)
        with right:
            rakor_box.draw(asked)
    foot(seen.foot)


def title(sentence: str) -> None:
    """The finding; a long one in smaller letters, so that the chart keeps its room."""
    long = len(sentence) > _LONG
    with st.container(key="rakor_panjang" if long else "rakor_pendek"):
        st.title(sentence, anchor=False)


def decisions() -> None:
    """The last screen: everything that was decided, and the papers."""
    _head(say("rakor_tanya_keputusan"), "")
    title(rakor_list.sentence())
    with st.container(key="rakor_badan", height="stretch"):
        rakor_list.draw()
    foot(rakor_list.foot())


def _head(question_words: str, asked: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="rakor_kepala"):
        st.markdown(f":gray[{question_words}]")
        st.space("stretch")
        if asked:
            with st.container(key="rakor_pilih"):
                rakor_state.pick_box(asked, rakor_questions.options(asked))
        _leave()


def _leave() -> None:
    from .navigation import page

    if st.button(
        say("rakor_keluar"), key="rapat_keluar", type="tertiary", icon=":material/close:",
        shortcut="Escape",
    ):  # fmt: skip
        st.switch_page(page("ringkasan"))


def _chart(seen: View, asked: str) -> None:
    if seen.told:
        _told(seen)
        return
    if seen.figure is None:
        show.empty(say("rakor_lewati"))
        return
    alt = words.plain(seen.sentence)
    with (
        st.container(key="rakor_bingkai", height="stretch"),
        st.container(key="rakor_dinding", height="stretch"),
    ):
        wall = seen.figure(session.chart_theme("rapat").at(_WALL, _LEAST))
        height = "content" if seen.own_height else "stretch"
        show.chart(wall, f"grafik_rapat_{asked}", alt, height=height)
    with st.container(key="rakor_ponsel"):
        phone = seen.figure(session.chart_theme("ponsel"))
        show.chart(phone, f"grafik_rapat_ponsel_{asked}", alt)
    if seen.small:
        with st.container(key="rakor_kecil", gap="xsmall"):
            for line in seen.small:
                st.markdown(f":gray[{line}]")


def _told(seen: View) -> None:
    with st.container(key="rakor_hal", height="stretch", vertical_alignment="distribute"):
        for place, (large, small) in enumerate(seen.told):
            with st.container(gap=None):
                st.markdown(large)
                with st.container(key=f"rakor_kecil_{place}"):
                    st.markdown(f":gray[{small}]")


def foot(text: str) -> None:
    """Unit, source and version left; back, number of the screen and next right."""
    with st.container(
        horizontal=True, vertical_alignment="center", wrap=False, gap="small", key="rakor_kaki"
    ):
        st.markdown(f":gray[{words.markdown(text)}]", width="stretch")
        number, last = rakor_state.screen(), rakor_state.LAST
        _step(-1, say("rakor_kembali"), "Left", disabled=number == 1)
        st.markdown(say("rakor_layar", nomor=number, semua=last), width="content")
        _step(1, say("rakor_lanjut"), "Right", disabled=number == last)
    with st.container(key="rakor_tombol_diam"):
        _step(-1, say("rakor_kembali"), "PageUp", disabled=number == 1)
        _step(1, say("rakor_lanjut"), "PageDown", disabled=number == last)


def _step(by: int, label: str, key: str, *, disabled: bool) -> None:
    st.button(
        label, key=f"rapat_{key}", shortcut=key, on_click=rakor_state.go, args=(by,),
        disabled=disabled,
    )  # fmt: skip
