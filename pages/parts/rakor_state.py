"""Where the meeting is: which screen, which agency or kecamatan was picked; both in the link."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pug_metrics.language import say

from . import links

# The questions in the order of the meeting; the decisions stand last.
QUESTIONS = ("rentang", "tren", "dokumen", "serapan", "wilayah", "benahi")
LAST = len(QUESTIONS) + 1
_SCREEN = "layar"
_PICKS = {"wilayah": "rapat_kecamatan"}


def screen() -> int:
    """Number of the screen, 1 to ``LAST``, by the link or the buttons."""
    links.take(_SCREEN, int)
    links.settle(_SCREEN, range(1, LAST + 1), 1)
    number = int(st.session_state[_SCREEN])
    links.put(_SCREEN, number, 1)
    return number


def question() -> str:
    """Which question is on the screen; empty on the last one."""
    number = screen()
    return QUESTIONS[number - 1] if number < LAST else ""


def go(step: int) -> None:
    """Another screen from the next run on; the first and the last are ends."""
    st.session_state[_SCREEN] = min(max(screen() + step, 1), LAST)


def pick_key(asked: str) -> str:
    """Name in the link of what is picked on a screen: an agency, or a kecamatan."""
    return _PICKS.get(asked, "rapat_opd")


def picked(asked: str, options: Mapping[str, str]) -> str:
    """Code picked for this question, one of ``options``; empty for all of them."""
    key = pick_key(asked)
    links.take(key)
    links.settle(key, ["", *options], "")
    links.put(key, st.session_state[key], "")
    return str(st.session_state[key])


def pick_box(asked: str, options: Mapping[str, str]) -> None:
    """Select box on the top right: all of them, or one."""
    key, every = pick_key(asked), say(f"rakor_semua_{pick_key(asked)}")
    picked(asked, options)
    chosen = st.selectbox(
        every, ["", *options], key=key, format_func=lambda code: options.get(code, every),
        label_visibility="collapsed", required=True, width="stretch",
    )  # fmt: skip
    links.put(key, chosen, "")
