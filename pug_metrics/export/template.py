"""A template workbook per dataset: what to fill in, where, and in which form."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pug_metrics.datasets.declaration import Dataset
from pug_metrics.export.code_lists import CodeLists, region_codes
from pug_metrics.export.template_form import allowed_words, choices, input_rule
from pug_metrics.export.template_pages import (
    code_sheet,
    example_sheet,
    guide_sheet,
    headers,
    on_paper,
    set_columns,
)
from pug_metrics.language import say

__all__ = ["ROWS", "allowed_words", "beside_data", "data_sheet", "template_bytes"]

ROWS = 10_000
# The options keep text text: no cell becomes a live formula, link or number by its looks.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
           "strings_to_numbers": False}  # fmt: skip
_LISTS = "_daftar"
_SHEET_NAME = 31


def template_bytes(dataset: Dataset, lists: CodeLists | None = None) -> bytes:
    """The template of ``dataset``: sheets *Data*, *Petunjuk*, *Contoh* and lists of codes.

    ``lists``: codes to pick from, a column each (``code_lists``). Headers are the labels of the
    columns in the language in use; intake knows both languages.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": str(dataset.title), "subject": dataset.name})
        data_sheet(book, dataset)
        beside_data(book, dataset, lists or {})
    return out.getvalue()


def data_sheet(book: xlsxwriter.Workbook, dataset: Dataset) -> Worksheet:
    """Add the sheet *Data* with headers and column formats; the rules come with ``beside_data``."""
    sheet = book.add_worksheet(say("templat_lembar_data"))
    set_columns(book, sheet, dataset)
    headers(book, sheet, dataset, 0)
    sheet.freeze_panes(1, 0)
    on_paper(sheet)
    return sheet


def beside_data(
    book: xlsxwriter.Workbook,
    dataset: Dataset,
    lists: CodeLists,
    rows: int = ROWS,
    lines: Sequence[str] = (),
) -> None:
    """Add the other sheets, and the rules of *Data* for its first ``rows`` rows.

    ``lines`` stand among the instructions.
    """
    guide_sheet(book, dataset, lines)
    example_sheet(book, dataset)
    codes = _code_sheets(book, dataset, lists)
    picked = _list_sheet(book, dataset)
    sheet = book.worksheets()[0]
    for place, column in enumerate(dataset.columns):
        rule = input_rule(column, picked.get(column.name, ""), codes.get(column.name, ""))
        sheet.data_validation(1, place, rows, place, rule)


def _code_sheets(
    book: xlsxwriter.Workbook, dataset: Dataset, lists: CodeLists
) -> Mapping[str, str]:
    """A sheet a list; gives column → range of its codes."""
    ranges = {}
    if any(column.name == "kode_daerah" for column in dataset.columns):
        heads = (say("templat_daerah_kode"), say("templat_daerah_nama"))
        name = say("templat_lembar_daerah")
        ranges["kode_daerah"] = code_sheet(book, name, heads, region_codes())
    heads = (say("templat_daftar_kode"), say("templat_daftar_nama"))
    for column, codes in lists.items():
        name = say("templat_lembar_kode", kolom=dataset.column(column).label)[:_SHEET_NAME]
        ranges[column] = code_sheet(book, name, heads, codes)
    return ranges


def _list_sheet(book: xlsxwriter.Workbook, dataset: Dataset) -> Mapping[str, str]:
    """The allowed values on a hidden sheet; gives column → their range."""
    sheet = book.add_worksheet(_LISTS)
    ranges = {}
    listed = [column for column in dataset.columns if choices(column)]
    for place, column in enumerate(listed):
        values = choices(column)
        for at, value in enumerate(values):
            sheet.write_string(at, place, value)
        letter = xlsxwriter.utility.xl_col_to_name(place)
        ranges[column.name] = f"={_LISTS}!${letter}$1:${letter}${len(values)}"
    sheet.very_hidden()
    return ranges
