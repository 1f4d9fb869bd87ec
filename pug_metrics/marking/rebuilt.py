"""A file that is no XLSX as one: cells as text, numbers where the file has them, no formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Mapping, Sequence
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from pug_metrics.language import say
from pug_metrics.marking.notes import Note, Summary
from pug_metrics.marking.package import Package
from pug_metrics.marking.sheet_xml import column_letters, cut
from pug_metrics.marking.words import clean_text, coded_text
from pug_metrics.tables.masks import no, some
from pug_metrics.tables.sheet import Sheet, Source

_MAX_ROWS = 1_048_576
# Beyond this a workbook grows too heavy to open, and to make: only the marked rows are copied.
MAX_CELLS = 2_000_000
_WIDTHS = (9, 48)
_LOOKED_AT = 200
_NAME = 31
_PART = "xl/worksheets/sheet{}.xml"
# Signs that XML cannot hold, and what would be read as the code of a sign.
_ODD = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x{fffe}\\x{ffff}]|_x[0-9A-Fa-f]{4}_"
_NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"


def rebuilt_workbook(
    source: Source, summary: Summary, notes: Sequence[Note]
) -> tuple[Package, dict[str, str]]:
    """An XLSX package of the cells of ``source``, and the name that each sheet has there.

    Every row keeps its number. Of a file that is ``too_long`` only the header and the rows with a
    note are copied.
    """
    names = _names([sheet.name for sheet in source.sheets])
    package = Package(_skeleton(source, summary, names))
    sparse = too_long(source)
    for place, sheet in enumerate(source.sheets, start=1):
        wanted = _marked_rows(notes, sheet, summary) if sparse else None
        part = _PART.format(place)
        xml = cut(package.get(part))
        columns = _whole_lines(sheet, source.delimiter, summary)
        package.put(part, b"".join([xml.head, _rows(sheet, columns, wanted), xml.tail]))
    return package, names


def too_long(source: Source) -> bool:
    """Whether a file is too long to be copied whole."""
    cells = sum(sheet.height * len(sheet.columns) for sheet in source.sheets)
    return cells > MAX_CELLS or any(sheet.height > _MAX_ROWS for sheet in source.sheets)


def _skeleton(source: Source, summary: Summary, names: Mapping[str, str]) -> bytes:
    """A workbook of empty sheets with their widths and the header frozen."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for sheet in source.sheets:
            made = book.add_worksheet(names[sheet.name])
            if not sheet.visible:
                made.hide()
            for place, column in enumerate(sheet.columns):
                longest = pc.max(pc.utf8_length(column[:_LOOKED_AT])).as_py() or 0
                made.set_column(place, place, min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1]))
            if summary.header_row and sheet.name == summary.sheet:
                made.freeze_panes(summary.header_row, 0)
    return out.getvalue()


def _marked_rows(notes: Sequence[Note], sheet: Sheet, summary: Summary) -> Collection[int]:
    above = range((summary.header_row or 0) if sheet.name == summary.sheet else 0)
    own = {note.row - 1 for note in notes if note.sheet == sheet.name and note.row is not None}
    return sorted(row for row in own.union(above) if row < min(sheet.height, _MAX_ROWS))


def _whole_lines(sheet: Sheet, delimiter: str, summary: Summary) -> tuple[pa.Array, ...]:
    """The columns; a line with more cells than the header stands in its first cell, uncut.

    In a worksheet nothing would tell the cells too many from others: read again, such a row would
    be taken for whole.
    """
    header = summary.header_row
    if sheet.widths is None or header is None or sheet.name != summary.sheet:
        return sheet.columns
    width = sheet.widths[header - 1].as_py()
    beyond = [pc.not_equal(column, "") for column in sheet.columns[width:]]
    below = pc.greater_equal(pa.array(range(sheet.height)), header)
    crowded = pc.and_(below, reduce(pc.or_, beyond)) if beyond else no(sheet.height)
    if not some(crowded):
        return sheet.columns
    first, *others = sheet.columns
    lines = pc.binary_join_element_wise(*sheet.columns, delimiter or ",")
    blank = [pc.if_else(crowded, "", column) for column in others]
    return (pc.if_else(crowded, pc.utf8_rtrim(lines, characters=delimiter or ","), first), *blank)


def _rows(sheet: Sheet, columns: Sequence[pa.Array], wanted: Collection[int] | None) -> bytes:
    """The rows of a sheet as XML: all of them, or those of these numbers (from 0)."""
    if not sheet.height:
        return b""
    chosen = pa.array(range(sheet.height) if wanted is None else wanted, pa.int32())
    numbers = pc.cast(pc.add(chosen, 1), pa.string())
    cells = []
    for place, column in enumerate(columns):
        mask = sheet.number_mask(place)
        if wanted is not None:
            column, mask = column.take(chosen), None if mask is None else mask.take(chosen)
        cells.append(_cells(column, mask, numbers, column_letters(place)))
    rows = pc.binary_join_element_wise('<row r="', numbers, '">', *cells, "</row>", "")
    return "".join(rows.to_pylist()).encode()


def _cells(column: pa.Array, mask: pa.Array | None, numbers: pa.Array, letters: str) -> pa.Array:
    """One column as cells of XML; blank cells are left out."""
    words = _escaped(column)
    before = f'<c r="{letters}'
    text = pc.binary_join_element_wise(
        before, numbers, '" t="inlineStr"><is><t xml:space="preserve">', words, "</t></is></c>", ""
    )
    if mask is not None:
        number = pc.and_(mask, pc.match_substring_regex(column, _NUMBER))
        plain = pc.binary_join_element_wise(before, numbers, '"><v>', words, "</v></c>", "")
        text = pc.if_else(number, plain, text)
    return pc.if_else(pc.equal(column, ""), "", text)


def _escaped(column: pa.Array) -> pa.Array:
    if some(pc.match_substring_regex(column, _ODD)):
        column = pa.array([coded_text(clean_text(text)) for text in column.to_pylist()])
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
        column = pc.replace_substring(column, sign, written)
    return column


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
