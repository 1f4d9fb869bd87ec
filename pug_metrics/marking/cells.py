"""A sheet's XML with other styles on some cells; every other byte stays as it is.

The part is read by its tags, not as a tree: a sheet of a hundred thousand rows has millions.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pug_metrics.marking.notes import CellMark, Marks, Severity, worse
from pug_metrics.marking.package import NotMarkable
from pug_metrics.marking.sheet_xml import SheetXml, column_index, column_letters

_ROW_NUMBER = re.compile(rb"\sr=[\"'](\d+)[\"']")
_REFERENCE = re.compile(rb"\sr=[\"']([A-Z]{1,3})\d+[\"']")
_STYLE = re.compile(rb"\ss=[\"'](\d+)[\"']")
_SPANS = re.compile(rb"\sspans=[\"'][^\"']*[\"']")
_OWN_FORMAT = re.compile(rb"\scustomFormat=[\"'](?:1|true)[\"']")
_RANGE = re.compile(rb"\sref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")

Filled = Callable[[int, Severity], int]


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    attributes: bytes
    rest: bytes
    missing: bool = False

    @property
    def filled(self) -> bool:
        """Whether something is written in the cell."""
        return len(self.rest) > len(b"/>")


def anchored(sheet: SheetXml, marks: Marks) -> Marks:
    """The marks with those within a merged range moved to the cell that is seen there."""
    rows = sorted({row for row, _ in marks})
    covered: dict[int, list[tuple[int, int, int]]] = {}
    for left, top, right, low in _RANGE.findall(_merges(sheet)):
        for row in rows[bisect_left(rows, int(top)) : bisect_right(rows, int(low))]:
            merged = (column_index(left), column_index(right), int(top))
            covered.setdefault(row, []).append(merged)
    if not covered:
        return marks
    moved: Marks = {}
    for (row, column), mark in marks.items():
        _join(moved, _anchor(covered.get(row, []), row, column), mark)
    return moved


def _merges(sheet: SheetXml) -> bytes:
    start = sheet.tail.find(b"<%smergeCells" % sheet.prefix)
    end = sheet.tail.find(b"</%smergeCells>" % sheet.prefix)
    return sheet.tail[start:end] if 0 <= start < end else b""


def _anchor(
    ranges: list[tuple[int, int, int]], row: int, column: int | None
) -> tuple[int, int | None]:
    for left, right, top in ranges:
        if column is not None and left <= column <= right:
            return top, left
    return row, column


def _join(marks: Marks, place: tuple[int, int | None], mark: CellMark) -> None:
    known = marks.get(place)
    if known is None:
        marks[place] = mark
    else:
        known.notes.extend(mark.notes)
        known.severity = worse(known.severity, mark.severity)


def coloured(
    sheet: SheetXml, marks: Marks, filled: Filled
) -> tuple[list[bytes | memoryview], Marks]:
    """The rows, in pieces, with every marked cell restyled, and the marks of the cells.

    ``filled(style, severity)`` gives the style to use. Cells and rows that are missing are added
    in their place; a mark on a row as a whole goes to its first filled cell.
    """
    wanted: dict[int, Marks] = {}
    for (row, column), mark in marks.items():
        wanted.setdefault(row, {})[(row, column)] = mark
    painter = _Painter(sheet, filled)
    rows = memoryview(sheet.rows)
    waiting = sorted(wanted, reverse=True)
    out: list[bytes | memoryview] = []
    done = 0
    for number, tag in _rows_of(sheet):
        while waiting and waiting[-1] < number:
            out += [rows[done : tag.start()], painter.new_row(wanted[waiting.pop()])]
            done = tag.start()
        if not waiting:
            break
        if waiting[-1] == number:
            end = painter.end_of_row(tag)
            out += [rows[done : tag.start()], painter.row(tag, end, wanted[waiting.pop()])]
            done = end
    out.append(rows[done:])
    out += [painter.new_row(wanted[row]) for row in reversed(waiting)]
    return out, painter.settled


def _rows_of(sheet: SheetXml) -> Iterator[tuple[int, re.Match[bytes]]]:
    """Number and opening tag of every row; raises ``NotMarkable`` where they do not ascend."""
    number = 0
    for tag in re.finditer(rb"<%srow(\s[^>]*)?>" % sheet.prefix, sheet.rows):
        named = _ROW_NUMBER.search(tag[1] or b"")
        found = int(named[1]) if named else number + 1
        if found <= number:
            raise NotMarkable("bentuk")
        number = found
        yield number, tag


class _Painter:
    """Rewrites the rows of one sheet; ``settled``: the marks by the cell that carries them."""

    def __init__(self, sheet: SheetXml, filled: Filled) -> None:
        self.settled: Marks = {}
        self._rows, self._prefix, self._filled = sheet.rows, sheet.prefix, filled
        self._cell = re.compile(
            rb"<%sc((?:\s[^>]*?)?)(/>|>.*?</%sc>)" % (sheet.prefix, sheet.prefix), re.DOTALL
        )
        self._columns = [
            (int(low[1]), int(high[1]), int(style[1]))
            for col in re.findall(rb"<%scol\s[^>]*>" % sheet.prefix, sheet.head)
            if (low := re.search(rb"\smin=[\"'](\d+)", col))
            and (high := re.search(rb"\smax=[\"'](\d+)", col))
            and (style := re.search(rb"\sstyle=[\"'](\d+)", col))
        ]

    def end_of_row(self, tag: re.Match[bytes]) -> int:
        """Where the row that this tag opens ends."""
        if (tag[1] or b"").endswith(b"/"):
            return tag.end()
        closing = b"</%srow>" % self._prefix
        end = self._rows.find(closing, tag.end())
        if end < 0:
            raise NotMarkable("bentuk")
        return end + len(closing)

    def new_row(self, marks: Marks) -> bytes:
        """A row that the sheet does not hold."""
        row = next(iter(marks))[0]
        return self._written(b' r="%d"' % row, [], marks)

    def row(self, tag: re.Match[bytes], end: int, marks: Marks) -> bytes:
        """A row of the sheet with its marks."""
        attributes = (tag[1] or b"").removesuffix(b"/")
        cells: list[_Cell] = []
        place = -1
        for match in self._cell.finditer(self._rows, tag.end(), end):
            named = _REFERENCE.search(match[1])
            place = column_index(named[1]) if named else place + 1
            cells.append(_Cell(place, match[1], match[2]))
        return self._written(attributes, cells, marks)

    def _written(self, attributes: bytes, cells: list[_Cell], marks: Marks) -> bytes:
        row = next(iter(marks))[0]
        first = next((cell.column for cell in cells if cell.filled), 0)
        own: Marks = {}
        for (_, column), mark in marks.items():
            _join(own, (row, first if column is None else column), mark)
        severities = {column or 0: mark.severity for (_, column), mark in own.items()}
        there = {cell.column for cell in cells}
        missing = [
            _Cell(column, b"", b"/>", missing=True) for column in severities if column not in there
        ]
        if missing:
            attributes = _SPANS.sub(b"", attributes)
        base = self._row_style(attributes)
        made = [
            self._painted(cell, row, severities, base)
            for cell in sorted([*cells, *missing], key=lambda cell: cell.column)
        ]
        self.settled.update(own)
        name = self._prefix
        return b"<%srow%s>%s</%srow>" % (name, attributes, b"".join(made), name)

    def _row_style(self, attributes: bytes) -> int | None:
        style = _STYLE.search(attributes) if _OWN_FORMAT.search(attributes) else None
        return int(style[1]) if style else None

    def _painted(
        self, cell: _Cell, row: int, severities: Mapping[int, Severity], base: int | None
    ) -> bytes:
        severity = severities.get(cell.column)
        attributes = cell.attributes
        if severity is not None:
            style = _STYLE.search(attributes)
            if cell.missing:
                attributes = b' r="%s%d"' % (column_letters(cell.column).encode(), row)
                old = self._column_style(cell.column) if base is None else base
            else:
                old = int(style[1]) if style else 0
            new = b' s="%d"' % self._filled(old, severity)
            attributes = _STYLE.sub(new, attributes) if style else attributes + new
        return b"<%sc%s%s" % (self._prefix, attributes, cell.rest)

    def _column_style(self, column: int) -> int:
        for low, high, style in self._columns:
            if low <= column + 1 <= high:
                return style
        return 0
