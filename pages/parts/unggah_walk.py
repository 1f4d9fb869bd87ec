"""The walk of an upload: file, what was understood, findings, changes, done."""

from __future__ import annotations

import streamlit as st

from pug_metrics.datasets import datasets
from pug_metrics.errors import PugError
from pug_metrics.ingest import Answers, Report
from pug_metrics.language import say, sentence

from . import (
    show,
    unggah_again,
    unggah_ask,
    unggah_change,
    unggah_file,
    unggah_findings,
    unggah_reading,
    unggah_save,
    unggah_state,
    unggah_steps,
    unggah_understood,
)
from .unggah_state import CHANGES, DONE, FILE, FINDINGS, UNDERSTOOD, Held


def draw() -> None:
    """The step that is looked at; one that cannot be reached yet falls back to the last."""
    done = unggah_state.done()
    file = unggah_state.held()
    if done is not None and file is None:
        unggah_steps.bar(DONE, DONE)
        unggah_save.stored(done)
    elif file is None or unggah_state.step() == FILE:
        unggah_steps.bar(FILE, FILE if file is None else UNDERSTOOD)
        unggah_file.draw()
    else:
        _examine(file)


def _examine(file: Held) -> None:
    line = st.container()
    try:
        read = _reports(file)
    except PugError as error:
        with line:
            unggah_steps.bar(UNDERSTOOD, UNDERSTOOD)
        _refused(file, error)
        return
    if read is None:
        with line:
            unggah_steps.bar(unggah_state.step(), FILE)
        return
    first, report = read
    unggah_state.keep_draft(report)
    unggah_again.note(file, report, first.proposals)
    reach = CHANGES if report.diterima and not unggah_ask.waiting(report) else FINDINGS
    at = min(unggah_state.step(), reach)
    with line:
        unggah_steps.bar(at, reach)
    if at == UNDERSTOOD:
        unggah_understood.draw(file, first, report)
    elif at == FINDINGS:
        unggah_ask.remember(first, report)
        unggah_findings.draw(report)
    else:
        unggah_change.draw(report)


def _reports(file: Held) -> tuple[Report, Report] | None:
    """The file read without answers that come later, and with all; None while it is read."""
    given = unggah_state.given()
    bare = Answers(sheet=given.sheet, columns=given.columns)
    first = unggah_reading.report(file, unggah_state.kind(), bare)
    if first is None:
        return None
    used = unggah_again.taken_over(file, first)
    if used is None:
        return None
    if used:
        return _reports(file)
    if not unggah_state.kind():
        unggah_state.read_as(first.dataset)
    unggah_ask.assume(first.questions, first.proposals, datasets()[first.dataset])
    report = unggah_reading.report(
        file, first.dataset, unggah_state.answers(first.questions)
    )  # fmt: skip
    return None if report is None else (first, report)


def _refused(file: Held, error: PugError) -> None:
    show.title(say("unggah_judul_tak_terbaca"))
    unggah_file.line(file)
    st.error(sentence(error), icon=":material/error:")
    with st.container(horizontal=True):
        st.button(
            say("unggah_ganti_berkas"), key="unggah_ganti", icon=":material/swap_horiz:",
            type="primary", on_click=unggah_state.put_away,
        )  # fmt: skip
        st.button(
            say("unggah_baca_lagi"), key="unggah_baca_lagi", icon=":material/refresh:",
            on_click=unggah_reading.again,
        )  # fmt: skip
