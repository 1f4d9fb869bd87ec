"""Rows in force as a workbook to edit: the template, filled, with the identity of each row."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pug_metrics.datasets.declaration import IDENTITY, Column, Dataset, Kind
from pug_metrics.export.code_lists import CodeLists
from pug_metrics.export.template import OPTIONS, ROWS, beside_data, data_sheet
from pug_metrics.export.template_form import FORMATS, TEXT
from pug_metrics.language import say

_ID_WIDTH = 11
# A cell that begins so would become a formula once somebody edits it.
_LIVE = ("=", "+", "-", "@", "\t", "\r")


def editable_bytes(dataset: Dataset, rows: pa.Table, lists: CodeLists | None = None) -> bytes:
    """The template of ``dataset`` with ``rows`` in it (declared columns and ``id_baris``).

    Money that a spreadsheet number would not keep to the sen is written as text.
    """
    out = io.BytesIO()
    last = max(ROWS, rows.num_rows + 1_000)
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": str(dataset.title), "subject": dataset.name})
        sheet = data_sheet(book, dataset)
        for place, column in enumerate(dataset.columns):
            _fill(book, sheet, place, column, rows[column.name])
        _identities(book, sheet, len(dataset.columns), rows[IDENTITY])
        beside_data(book, dataset, lists or {}, last, (say("templat_isi_cara"),))
        _keep_identities(sheet, len(dataset.columns), last)
    return out.getvalue()


def _fill(
    book: xlsxwriter.Workbook, sheet: Worksheet, place: int, column: Column, cells: pa.ChunkedArray
) -> None:
    form = FORMATS.get(column.kind, TEXT)
    plain = book.add_format({"num_format": form})
    quoted = book.add_format({"num_format": form, "quote_prefix": True})
    for row, value in enumerate(cells.to_pylist(), start=1):
        if value is not None:
            _write(sheet, row, place, _shown(value, column), plain, quoted)


def _shown(value: object, column: Column) -> object:
    if column.kind is Kind.YA_TIDAK:
        return say("templat_ya" if value else "templat_tidak")
    return value


def _write(
    sheet: Worksheet, row: int, place: int, value: object, plain: Format, quoted: Format
) -> None:
    match value:
        case Decimal() | int() if _kept(value):
            sheet.write_number(row, place, value, plain)
        case date():
            sheet.write_datetime(row, place, value, plain)
        case _:
            text = str(value)
            sheet.write_string(row, place, text, quoted if text.startswith(_LIVE) else plain)


def _kept(value: Decimal | int) -> bool:
    """Whether a number survives as the sixteen digits that a workbook writes."""
    return Decimal(f"{float(value):.16G}") == value


def _identities(
    book: xlsxwriter.Workbook, sheet: Worksheet, place: int, cells: pa.ChunkedArray
) -> None:
    grey = {"font_color": "#8A8F98", "bg_color": "#F1F2F4", "font_size": 8, "num_format": TEXT}
    look = book.add_format(grey)
    sheet.set_column(place, place, _ID_WIDTH)
    sheet.write_string(0, place, say("templat_id_judul"), look)
    for row, value in enumerate(cells.to_pylist(), start=1):
        sheet.write_string(row, place, value, look)


def _keep_identities(sheet: Worksheet, place: int, last: int) -> None:
    """Typing over an identity is stopped; rows may still be deleted or copied whole."""
    sheet.data_validation(1, place, last, place, {
        "validate": "custom", "value": "=FALSE", "input_title": say("templat_id_judul"),
        "input_message": say("templat_id_pesan"), "error_title": say("templat_salah_judul")[:32],
        "error_message": say("templat_id_salah"),
    })  # fmt: skip
