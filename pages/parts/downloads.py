"""Every view as a file: XLSX with *Keterangan*, CSV, JSON; built only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pug_metrics.export.table import csv_bytes, file_name, json_text, lines_csv_bytes, named
from pug_metrics.language import current, say
from pug_metrics.language.numbers import count
from pug_metrics.metrics.declaration import Unit
from pug_metrics.metrics.result import Result, Slice

from . import numbers, receipts, session, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    import pyarrow as pa
    from pandas.io.formats.style import Styler

_MARKS = {"id": {"thousands": ".", "decimal": ","}, "en": {"thousands": ",", "decimal": "."}}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def button(result: Result, key: str) -> None:
    """*Unduh* as a small menu: Excel, CSV or JSON."""
    with st.popover(say("unduh"), icon=":material/download:", type="tertiary"):
        st.download_button(
            say("unduh_xlsx"), session.later(lambda: _workbook(result)),
            file_name(result, "xlsx"), _XLSX, key=f"unduh_xlsx_{key}", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            say("unduh_csv"), session.later(lambda: csv_bytes(result)),
            file_name(result, "csv"), "text/csv", key=f"unduh_csv_{key}", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            say("unduh_json"), session.later(lambda: json_text(result).encode()),
            file_name(result, "json"), "application/json", key=f"unduh_json_{key}",
            on_click="ignore",
        )  # fmt: skip


def _workbook(result: Result) -> bytes:
    from pug_metrics.export.workbook import xlsx_bytes

    return xlsx_bytes(result, receipts.of(result))


def styled(result: Result) -> Styler:
    """The frame with headings in words and Indonesian separators; still sorts as numbers."""
    frame = result.to_pandas().astype({"pembilang": float, "penyebut": float})
    frame["alasan"] = [
        say(f"alasan_{why}") if isinstance(why, str) else "" for why in frame["alasan"]
    ]
    shown = frame.rename(columns={name: say(f"kolom_{name}") for name in frame.columns})
    digits = 4 if result.metric.unit is Unit.INDEKS else 2
    formats = {
        say("kolom_pembilang"): "{:,.2f}", say("kolom_penyebut"): "{:,.2f}",
        say("kolom_nilai"): f"{{:,.{digits}f}}",
    }  # fmt: skip
    return shown.style.format(formats, na_rep=words.MISSING, **_MARKS[current()])


def lines_button(lines: pa.Table, at: Slice, key: str) -> None:
    """*Unduh* of budget lines: every column, exact rupiah, the data label in each row."""
    label = numbers.version().label
    parts = ["baris", *map(str, at.filters().values())]
    st.download_button(
        say("kuitansi_unduh", jumlah=count(lines.num_rows)),
        session.later(lambda: lines_csv_bytes(lines, label)), named(parts, label, "csv"),
        "text/csv", key=f"unduh_baris_{key}", on_click="ignore", type="tertiary",
        icon=":material/download:",
    )  # fmt: skip


def columns(widths: Mapping[str, int]) -> dict[str, object]:
    """Widths in px as Streamlit wants them."""
    return {name: st.column_config.Column(width=width) for name, width in widths.items()}


def _digits(figures: pd.Series) -> str:
    """Whole rupiah stand without decimals: a column of ``,00`` only hides the figures."""
    told = figures.dropna()
    return "{:,.0f}" if (told == told.round()).all() else "{:,.2f}"


def separated(rows: pd.DataFrame) -> Styler:
    """Any table: the separators of the language, two decimals where a column needs them."""
    formats = {name: _digits(rows[name]) for name in rows.select_dtypes("float").columns}
    formats |= dict.fromkeys(rows.select_dtypes("integer").columns, "{:,.0f}")
    return rows.style.format(formats, na_rep=words.MISSING, **_MARKS[current()])
