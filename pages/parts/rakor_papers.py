"""The papers of the meeting: the same screens as a deck with native charts, and the decisions."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from pug_metrics.charts.style import theme
from pug_metrics.export.screen import Screen
from pug_metrics.export.table import named
from pug_metrics.language import say

from . import filters, numbers, rakor_decisions, rakor_questions, rakor_state, session, words

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def button() -> None:
    """The deck; it is written only when it is asked for."""
    screens, title, subtitle = _screens(), _title(), _subtitle()
    label, palette = numbers.version().label, asdict(theme("light").warna)

    def write() -> bytes:
        from pug_metrics.export.deck import deck_bytes

        return deck_bytes(screens, title, subtitle, palette=palette, label=label)

    st.download_button(
        say("rakor_unduh"), session.later(write), file_name(), _PPTX, key="rapat_unduh",
        on_click="ignore", icon=":material/download:", type="primary",
    )  # fmt: skip


def file_name() -> str:
    """``rakor_Kota_Contoh_2025_MURNI_v41_simulasi.pptx``."""
    at = filters.slice_()
    parts = ["rakor", filters.region().nama, str(at.tahun), str(at.tahapan)]
    return named(parts, numbers.version().label, "pptx")


def _title() -> str:
    return say("rakor_judul_salindia", daerah=filters.region().nama)


def _subtitle() -> str:
    stage = words.stage(filters.slice_())
    return " · ".join([stage, say(f"filter_basis_{filters.basis()}")])


def _screens() -> list[Screen]:
    """Every screen as a slide, for what is picked on it, with the decisions taken."""
    return [_screen(asked) for asked in rakor_state.QUESTIONS]


def _screen(asked: str) -> Screen:
    seen = rakor_questions.view(asked)
    taken = tuple(one.written() for one in rakor_decisions.on(asked))
    question = say(f"rakor_tanya_{asked}")
    return Screen(question, words.plain(seen.sentence), seen.slide, seen.foot, taken)
