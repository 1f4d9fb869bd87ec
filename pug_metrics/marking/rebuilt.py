"""A file that is no XLSX as one: cells as text, numbers where the file has them, no formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from itertools import islice

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pug_metrics.language import say
from pug_metrics.marking.notes import Summary
from pug_metrics.marking.words import clean_text
from pug_metrics.tables.sheet import Sheet, Source

_MAX_ROWS = 1_048_576
_MANY_CELLS = 500_000
_WIDTHS = (9, 48)
_LOOKED_AT = 200
_NAME = 31


def rebuilt_workbook(source: Source, summary: Summary) -> tuple[bytes, dict[str, str]]:
    """An XLSX of the cells of ``source``, and the name that each sheet has there.

    Rows beyond what a worksheet holds are left out: the caller says so (``cut_short``).
    """
    out = io.BytesIO()
    cells = sum(sheet.height * len(sheet.columns) for sheet in source.sheets)
    options = {"constant_memory": cells > _MANY_CELLS, "in_memory": cells <= _MANY_CELLS,
               "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    names = _names([sheet.name for sheet in source.sheets])
    with xlsxwriter.Workbook(out, options) as book:
        for sheet in source.sheets:
            made = book.add_worksheet(names[sheet.name])
            if not sheet.visible:
                made.hide()
            _write(made, sheet)
            if summary.header_row and sheet.name == summary.sheet:
                made.freeze_panes(summary.header_row, 0)
    return out.getvalue(), names


def cut_short(source: Source) -> bool:
    """Whether some sheet has more rows than a worksheet holds."""
    return any(sheet.height > _MAX_ROWS for sheet in source.sheets)


def _write(made: Worksheet, sheet: Sheet) -> None:
    for place, column in enumerate(sheet.columns):
        longest = max((len(str(text)) for text in column[:_LOOKED_AT].to_pylist()), default=0)
        made.set_column(place, place, min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1]))
    columns = [column.to_pylist() for column in sheet.columns]
    masks = [sheet.number_mask(place) for place in range(len(columns))]
    numbers = [None if mask is None else mask.to_pylist() for mask in masks]
    for row, cells in enumerate(islice(zip(*columns, strict=True), _MAX_ROWS)):
        for place, text in enumerate(cells):
            if not text:
                continue
            mask = numbers[place]
            value = _number(text) if mask is not None and mask[row] else None
            if value is None:
                made.write_string(row, place, clean_text(text))
            else:
                made.write_number(row, place, value)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _names(wanted: Sequence[str]) -> dict[str, str]:
    """Names that a workbook takes, each once whatever its case."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for name in wanted:
        base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:_NAME]
        base = base or say("tanda_lembar")
        made, number = base, 2
        while made.casefold() in taken:
            tail = f" ({number})"
            made, number = f"{base[: _NAME - len(tail)]}{tail}", number + 1
        taken.add(made.casefold())
        names[name] = made
    return names
