"""The movement as files: its parts, the lines behind them, both as a workbook."""

from __future__ import annotations

import streamlit as st

from pug_metrics.export import movement as files
from pug_metrics.export.table import lines_csv_bytes, named
from pug_metrics.language import say
from pug_metrics.metrics.why import Cause, Movement
from pug_metrics.metrics.why_lines import Behind

from . import perubahan_figures, perubahan_rows, perubahan_words, session, words
from .perubahan_figures import Change

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST = 100_000
_MOST_IN_A_SHEET = 5_000


def button(change: Change, sentence: str) -> None:
    """*Unduh* as a small menu; each file is made when it is asked for."""
    label = change.after.version.label
    movement = change.movement
    with st.popover(say("unduh"), icon=":material/download:", type="tertiary"):
        st.download_button(
            say("perubahan_unduh_xlsx"), session.later(lambda: _workbook(change, sentence)),
            _name(movement, "mengapa_berubah", label, "xlsx"), _XLSX, key="unduh_perubahan_xlsx",
            on_click="ignore",
        )  # fmt: skip
        st.download_button(
            say("perubahan_unduh_bagian"),
            session.later(lambda: lines_csv_bytes(files.parts(movement, _names(change)), label)),
            _name(movement, "bagian", label, "csv"), "text/csv", key="unduh_perubahan_bagian",
            on_click="ignore",
        )  # fmt: skip
        st.download_button(
            say("perubahan_unduh_baris"),
            session.later(lambda: lines_csv_bytes(files.lines(_behind(change, _MOST)), label)),
            _name(movement, "baris", label, "csv"), "text/csv", key="unduh_perubahan_baris",
            on_click="ignore",
        )  # fmt: skip


def _names(change: Change) -> dict[Cause, str]:
    return {
        part.cause: perubahan_words.part_name(change.movement, part.cause)
        for part in change.movement.parts
    }


def _behind(change: Change, most: int) -> dict[Cause, Behind]:
    movement = change.movement
    return {
        cause: perubahan_figures.behind(change, cause, most)
        for cause in perubahan_rows.causes(movement)
    }


def _name(movement: Movement, what: str, label: str, suffix: str) -> str:
    ends = (movement.before, movement.after)
    parts = [movement.metric.name, what, str(movement.after.daerah)]
    parts += [f"{at.tahun}_{at.tahapan}" for at in ends] + [str(movement.basis)]
    agency = movement.after.opd
    return named([*parts, agency] if agency else parts, label, suffix)


def _workbook(change: Change, sentence: str) -> bytes:
    result = change.after
    told = {
        say("perubahan_ket_kalimat"): words.plain(sentence),
        say("ekspor_ket_metrik"): str(result.metric.title),
        say("ekspor_ket_basis"): say(f"basis_{change.movement.basis}"),
        say("perubahan_ket_dari"): perubahan_words.ends(change.movement)[0],
        say("perubahan_ket_ke"): perubahan_words.ends(change.movement)[1],
        say("perubahan_ket_urutan"): say("perubahan_urutan"),
        say("perubahan_ket_batas"): say("perubahan_ket_batas_isi", jumlah=_MOST_IN_A_SHEET),
        say("ekspor_ket_data"): words.foot(result),
        say("ekspor_ket_sumber_rumus"): str(result.metric.source),
    }
    sheets = {
        say("perubahan_lembar_bagian"): files.parts(change.movement, _names(change)),
        say("perubahan_lembar_baris"): files.lines(_behind(change, _MOST_IN_A_SHEET)),
    }
    return files.xlsx_bytes(sheets, told, result.version.label)
