"""Step two: what was understood of the file, and what only the user can say."""

from __future__ import annotations

import streamlit as st

from pug_metrics.datasets import datasets
from pug_metrics.ingest import Report
from pug_metrics.ingest.outlook import reach
from pug_metrics.language import has, say
from pug_metrics.language.numbers import count

from . import (
    show,
    unggah_again,
    unggah_ask,
    unggah_codes,
    unggah_columns,
    unggah_file,
    unggah_rows,
    unggah_state,
    unggah_steps,
    unggah_words,
)
from .unggah_state import UNDERSTOOD, Held


def draw(file: Held, first: Report, report: Report) -> None:
    """The questions on top, then columns and rows, then what the file lacks.

    ``first``: the report without any answer but sheet and columns: what was to be asked.
    """
    known = unggah_ask.remember(first, report)
    declared = datasets()[report.dataset]
    show.title(unggah_words.title(report))
    file_line(file, report)
    unggah_again.line(file)
    unggah_ask.other_dataset(report)
    unggah_ask.missing_answers(first.questions, first.proposals, declared)
    unggah_ask.cards(known, report)
    unggah_codes.tables(known, report)
    with st.container(border=True, key="unggah_neraca"):
        unggah_rows.account(report)
    with st.container(border=True, key="unggah_kolom"):
        st.markdown(f"##### {say('unggah_dipahami')}")
        st.caption(unggah_words.origin(report))
        if not report.questions and report.diterima:
            st.markdown(f":material/location_on: {unggah_words.reach(reach(report))}")
        unggah_columns.table(known, report)
    _lacks(report)
    unggah_steps.ways(UNDERSTOOD, _onward(report))


def _onward(report: Report) -> str:
    number = sum(report.counts.values())
    if not number:
        return say("langkah_lanjut_tanpa_temuan")
    return say("langkah_lanjut_temuan", jumlah=count(number))


def file_line(file: Held, report: Report) -> None:
    """The dataset, the sheet and the file in one line; another dataset or sheet can be chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="unggah_baris"):
        st.selectbox(
            say("unggah_pilih_data"), list(datasets()), width=280, filter_mode="fuzzy",
            key=unggah_state.seat("jenis", report.dataset), on_change=_other_dataset,
            format_func=lambda name: str(datasets()[name].title),
        )  # fmt: skip
        if len(report.sheets) > 1:
            st.selectbox(
                say("unggah_lembar"), report.sheets, width=220, on_change=_other_sheet,
                key=unggah_state.seat("lembar", report.sheet),
            )  # fmt: skip
        unggah_file.line(file)


def _other_dataset() -> None:
    unggah_state.read_as(str(unggah_state.shown("jenis")))


def _other_sheet() -> None:
    unggah_state.answer(sheet=unggah_state.shown("lembar"))


def _lacks(report: Report) -> None:
    """What the file does not hold and which figures that costs."""
    known = [say(f"kurang_{key}") for key in report.lacks if has(f"kurang_{key}")]
    if known and report.diterima:
        with st.container(border=True, key="unggah_kurang"):
            st.markdown(f"##### {say('unggah_kurang')}")
            show.bullets(known)
