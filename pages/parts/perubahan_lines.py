"""The budget lines behind one bar, before and after, a page at a time."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.metrics.why import Cause
from pug_metrics.metrics.why_lines import Behind
from pug_metrics.metrics.why_shown import shown

from . import perubahan_figures, perubahan_rows, perubahan_words, show
from .perubahan_figures import CAUSE, Change

PAGE = 50


def card(change: Change) -> None:
    """The lines of the cause that was picked; the largest one to begin with."""
    cause = change.cause
    if cause is None:
        return
    movement = change.movement
    with st.container(border=True, key="kartu_perubahan_baris"):
        show.heading(
            perubahan_words.lines_title(change, cause),
            say("perubahan_baris_ukuran", kini=perubahan_words.told_ends(movement)[1]),
        )
        _choice(change)
        found = _page(change, cause)
        told = perubahan_words.lines_title(change, cause)
        show.frame(
            perubahan_rows.lines(movement, found), "perubahan_baris", told, perubahan_rows.widths()
        )
        if found.sisa:
            st.caption(_rest(change, found))


def _choice(change: Change) -> None:
    names = {
        str(cause): perubahan_words.part_name(change.movement, cause)
        for cause in perubahan_rows.causes(change.movement)
    }
    st.selectbox(
        say("perubahan_pilih"), list(names), key=CAUSE, width=380, required=True,
        format_func=lambda code: names[code], label_visibility="collapsed",
    )  # fmt: skip


def _page(change: Change, cause: Cause) -> Behind:
    number = change.movement.part(cause).baris
    pages = -(-number // PAGE)
    key = f"perubahan_halaman_{cause}"
    page = (st.pagination(pages, key=key) or 1) if pages > 1 else 1
    offset = (min(page, pages) - 1) * PAGE
    return perubahan_figures.behind(change, cause, PAGE, max(offset, 0))


def _rest(change: Change, found: Behind) -> str:
    movement, told = change.movement, shown(change.movement)
    step = told.step
    value = round(float(found.nilai_sisa) / float(step)) * step
    moved = perubahan_words.moved(movement, value, told, rises=found.nilai_sisa > 0)
    return say("perubahan_baris_sisa", jumlah=count(found.sisa), gerak=moved)
