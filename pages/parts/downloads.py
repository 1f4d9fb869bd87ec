"""Every view as a file: XLSX with *Keterangan*, CSV; built only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pug_metrics.export.table import csv_bytes, file_name
from pug_metrics.language import current, say
from pug_metrics.metrics.declaration import Unit
from pug_metrics.metrics.result import Result

from . import receipts, session, words

if TYPE_CHECKING:
    import pandas as pd
    from pandas.io.formats.style import Styler

_MARKS = {"id": {"thousands": ".", "decimal": ","}, "en": {"thousands": ",", "decimal": "."}}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def button(result: Result, key: str) -> None:
    """*Unduh* as a small menu: Excel or CSV."""
    with st.popover(say("unduh"), icon=":material/download:", type="tertiary"):
        st.download_button(
            say("unduh_xlsx"), session.later(lambda: _workbook(result)),
            file_name(result, "xlsx"), _XLSX, key=f"unduh_xlsx_{key}", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            say("unduh_csv"), session.later(lambda: csv_bytes(result)),
            file_name(result, "csv"), "text/csv", key=f"unduh_csv_{key}", on_click="ignore",
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


def separated(rows: pd.DataFrame) -> Styler:
    """Any table: figures with two decimals and the separators of the language."""
    formats = dict.fromkeys(rows.select_dtypes("float").columns, "{:,.2f}")
    formats |= dict.fromkeys(rows.select_dtypes("integer").columns, "{:,.0f}")
    return rows.style.format(formats, na_rep=words.MISSING, **_MARKS[current()])
