"""What an XLS says beyond its values: errors, per cent, hidden rows and columns.

Source of the forms: [MS-XLS] 2.4 and 2.5.198. Only BIFF8 (Excel 97 and later) is looked into.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from pug_metrics.tables.compound import stream
from pug_metrics.tables.part import SheetMarks
from pug_metrics.tables.sheet import CellFault

_BOF, _EOF, _SHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_ROW, _COLUMN, _ERROR, _FORMULA = 0x0208, 0x007D, 0x0205, 0x0006
_NUMBER, _RK, _MANY = 0x0203, 0x027E, 0x00BD
_CODES = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
          0x24: "#NUM!", 0x2A: "#N/A"}  # fmt: skip
_PERCENT_IDS = frozenset({9, 10})
_QUOTED = re.compile(r'"[^"]*"|\\.')


def biff_marks(data: bytes) -> dict[str, SheetMarks]:
    """Marks of every sheet by its name; empty for older forms. Raises ``ValueError`` if damaged."""
    book = stream(data, ("Workbook",))
    if struct.unpack_from("<2H", book.ljust(8, b"\0"), 4)[0:1] != (0x0600,):
        return {}
    try:
        percent, places = _globals(book)
        return {name: _sheet(book, start, percent) for name, start in places}
    except (struct.error, IndexError) as error:
        raise ValueError(str(error)) from error


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of the records from ``start`` to the end of their part."""
    at, depth = start, 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<2H", book, at)
        # A chart within a sheet is a part of its own.
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, book[at + 4 : at + 4 + size]
        at += 4 + size


def _globals(book: bytes) -> tuple[frozenset[int], list[tuple[str, int]]]:
    """The cell formats that show per cent, and where each sheet begins."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    places: list[tuple[str, int]] = []
    for kind, content in _records(book, 0):
        if kind == _FORMAT:
            key, length, wide = struct.unpack_from("<HHB", content)
            formats[key] = _text(content[5:], length, wide=bool(wide & 1))
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", content, 2)[0])
        elif kind == _SHEET:
            start, _, length, wide = struct.unpack_from("<IHBB", content)
            places.append((_text(content[8:], length, wide=bool(wide & 1)), start))
    own = {key for key, code in formats.items() if "%" in _QUOTED.sub("", code)} | _PERCENT_IDS
    return frozenset(at for at, key in enumerate(styles) if key in own), places


def _text(content: bytes, length: int, *, wide: bool) -> str:
    return content[: length * 2].decode("utf-16-le") if wide else content[:length].decode("latin-1")


def _sheet(book: bytes, start: int, percent: frozenset[int]) -> SheetMarks:
    marks = SheetMarks()
    for kind, content in _records(book, start):
        if kind in (_NUMBER, _RK, _FORMULA, _ERROR):
            _cell(kind, content, percent, marks)
        elif kind == _MANY:
            row, first = struct.unpack_from("<2H", content)
            styles = [
                struct.unpack_from("<H", content, at)[0] for at in range(4, len(content) - 2, 6)
            ]
            marks.percent.update((row, first + place) for place, style in enumerate(styles)
                                 if style in percent)  # fmt: skip
        elif kind == _ROW and content[12] & 0x20:
            marks.hidden_rows.append(struct.unpack_from("<H", content)[0])
        elif kind == _COLUMN and content[8] & 0x01:
            first, last = struct.unpack_from("<2H", content)
            marks.hidden_columns += range(first, min(last, 255) + 1)
    return marks


def _cell(kind: int, content: bytes, percent: frozenset[int], marks: SheetMarks) -> None:
    row, column, style = struct.unpack_from("<3H", content)
    if kind == _ERROR and content[7]:
        marks.faults.append(CellFault(row, column, "rumus_galat", _code(content[6])))
    # The result of a formula: a number, or 0xFFFF at its end and then 2 for an error.
    elif kind == _FORMULA and content[12:14] == b"\xff\xff":
        if content[6] == 2:
            marks.faults.append(CellFault(row, column, "rumus_galat", _code(content[8])))
    elif kind != _ERROR and style in percent:
        marks.percent.add((row, column))


def _code(number: int) -> str:
    return _CODES.get(number, "#N/A")
