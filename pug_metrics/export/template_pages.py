"""The sheets of a template beside its data: instructions, an example, lists of codes."""

from __future__ import annotations

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pug_metrics.datasets.declaration import Column, Dataset
from pug_metrics.export.code_lists import Code
from pug_metrics.export.template_form import FORMATS, NUMBERS, TEXT, WIDTH, WIDTHS, allowed_words
from pug_metrics.language import say

_GUIDE = (30, 13, 62, 46, 30)


def headers(
    book: xlsxwriter.Workbook, sheet: Worksheet, dataset: Dataset, row: int, mark: str = ""
) -> None:
    """Write the labels of the columns; ``mark`` is a key whose words are put around each."""
    must = book.add_format({"bold": True, "bottom": 5, "text_wrap": True, "valign": "top"})
    may = book.add_format({"bottom": 1, "text_wrap": True, "valign": "top"})
    for place, column in enumerate(dataset.columns):
        words = say(mark, kolom=column.label) if mark else str(column.label)
        sheet.write_string(row, place, words, must if column.required else may)
    sheet.set_row(row, 32)


def set_columns(book: xlsxwriter.Workbook, sheet: Worksheet, dataset: Dataset) -> None:
    """Give every column its width and its format, so that codes stay text."""
    made = {}
    for place, column in enumerate(dataset.columns):
        code = FORMATS.get(column.kind, TEXT)
        if code not in made:
            made[code] = book.add_format({"num_format": code})
        sheet.set_column(place, place, WIDTHS.get(column.kind, WIDTH), made[code])


def on_paper(sheet: Worksheet) -> None:
    """Print landscape on A4, as wide as the paper."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def guide_sheet(book: xlsxwriter.Workbook, dataset: Dataset, more: Sequence[str] = ()) -> None:
    """*Petunjuk*: what the data are, how to fill in (and ``more``), what each column takes."""
    sheet = book.add_worksheet(say("templat_lembar_petunjuk"))
    sheet.hide_gridlines(2)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, str(dataset.title), book.add_format({"bold": True, "font_size": 14}))
    lines = [str(dataset.meaning), say("templat_cara_1"), say("templat_cara_2"),
             say("templat_cara_3"), *_one_of_lines(dataset), *more]  # fmt: skip
    for at, line in enumerate(lines, start=1):
        sheet.merge_range(at, 0, at, 4, line, wrap)
        sheet.set_row(at, 32)
    header = len(lines) + 2
    titles = ("templat_kolom", "templat_perlu", "templat_arti", "templat_nilai", "templat_contoh")
    under = book.add_format({"bold": True, "bottom": 2})
    for place, key in enumerate(titles):
        sheet.write_string(header, place, say(key), under)
    _column_lines(book, sheet, dataset, header + 1)
    for place, width in enumerate(_GUIDE):
        sheet.set_column(place, place, width)
    on_paper(sheet)


def _column_lines(
    book: xlsxwriter.Workbook, sheet: Worksheet, dataset: Dataset, first: int
) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    code = book.add_format({"text_wrap": True, "valign": "top", "num_format": TEXT})
    for at, column in enumerate(dataset.columns, start=first):
        cells = _cells(column)
        for place, cell in enumerate(cells):
            style = bold if place == 0 and column.required else (code if place == 4 else wrap)
            sheet.write_string(at, place, cell, style)
        high = max(-(-len(cell) // width) for cell, width in zip(cells, _GUIDE, strict=True))
        sheet.set_row(at, 15 * max(high, 1))


def _cells(column: Column) -> tuple[str, ...]:
    need = say("templat_wajib_singkat") if column.required else say("templat_boleh")
    return (str(column.label), need, str(column.meaning), allowed_words(column), column.example)


def _one_of_lines(dataset: Dataset) -> list[str]:
    return [
        say(
            "templat_salah_satu",
            kolom=f" {say('templat_atau')} ".join(str(dataset.column(n).label) for n in group),
        )
        for group in dataset.one_of
    ]


def example_sheet(book: xlsxwriter.Workbook, dataset: Dataset) -> None:
    """*Contoh*: one row, under headers that intake does not know, so that it is never data."""
    sheet = book.add_worksheet(say("templat_lembar_contoh"))
    set_columns(book, sheet, dataset)
    note = book.add_format({"bold": True, "font_size": 12, "num_format": "General"})
    sheet.write_string(0, 0, say("templat_contoh_judul"), note)
    headers(book, sheet, dataset, 2, "templat_contoh_kolom")
    for place, column in enumerate(dataset.columns):
        if not column.example:
            continue
        if column.kind in NUMBERS:
            sheet.write_number(3, place, float(column.example))
        else:
            sheet.write_string(3, place, column.example)
    on_paper(sheet)
    sheet.protect()


def code_sheet(
    book: xlsxwriter.Workbook, name: str, heads: tuple[str, str], codes: Sequence[Code]
) -> str:
    """A sheet of codes and names, kept from change; gives the range of its codes."""
    sheet = book.add_worksheet(name)
    text = book.add_format({"num_format": TEXT})
    sheet.set_column(0, 0, 26, text)
    sheet.set_column(1, 1, 70)
    bold = book.add_format({"bold": True, "bottom": 1})
    for place, words in enumerate(heads):
        sheet.write_string(0, place, words, bold)
    for at, code in enumerate(codes, start=1):
        sheet.write_string(at, 0, code.kode, text)
        sheet.write_string(at, 1, code.nama)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(codes), 1), 1)
    sheet.protect("", {"autofilter": True, "sort": True, "select_locked_cells": True})
    quoted = name.replace("'", "''")
    return f"='{quoted}'!$A$2:$A${len(codes) + 1}"
