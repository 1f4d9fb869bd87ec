"""A sheet's XML with other styles on some cells; every other byte stays as it is.

The part is read by its tags, not as a tree: a sheet of a hundred thousand rows has millions.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pug_metrics.marking.notes import CellMark, Marks, Severity, worse
from pug_metrics.marking.package import MAIN, NotMarkable

_ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet\b([^>]*)>")
_ROW_NUMBER = re.compile(rb"\sr=[\"'](\d+)[\"']")
_REFERENCE = re.compile(rb"\sr=[\"']([A-Z]{1,3})\d+[\"']")
_STYLE = re.compile(rb"\ss=[\"'](\d+)[\"']")
_SPANS = re.compile(rb"\sspans=[\"'][^\"']*[\"']")
_OWN_FORMAT = re.compile(rb"\scustomFormat=[\"'](?:1|true)[\"']")
_RANGE = re.compile(rb"\sref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_TAG = re.compile(rb"<(/?)(?:[\w.-]+:)?([\w.-]+)(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
# What stands behind <legacyDrawing> in a worksheet, by the schema.
_BEHIND = frozenset(
    {b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls", b"webPublishItems",
     b"tableParts", b"extLst", b"AlternateContent"}
)  # fmt: skip

Filled = Callable[[int, Severity], int]


@dataclass(frozen=True, slots=True)
class SheetXml:
    """A worksheet part cut in three; ``prefix`` stands before every name (``b"x:"`` or none)."""

    head: bytes
    rows: bytes
    tail: bytes
    prefix: bytes


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


def cut(xml: bytes) -> SheetXml:
    """Cut a worksheet part before and behind its rows; raises ``NotMarkable`` for odd parts."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in xml[:64]:
        raise NotMarkable("sandi")
    root = _ROOT.search(xml, 0, 65_536)
    if root is None or MAIN.encode() not in root[2]:
        raise NotMarkable("bentuk")
    prefix = root[1] + b":" if root[1] else b""
    empty = re.compile(rb"<%ssheetData(?:\s[^>]*)?/>" % prefix).search(xml, root.end())
    start = xml.find(b"<%ssheetData>" % prefix, root.end())
    if empty is not None and (start < 0 or empty.start() < start):
        opened, closed = b"<%ssheetData>" % prefix, b"</%ssheetData>" % prefix
        return SheetXml(xml[: empty.start()] + opened, b"", closed + xml[empty.end() :], prefix)
    end = xml.find(b"</%ssheetData>" % prefix, max(start, 0))
    if start < 0 or end < 0:
        raise NotMarkable("bentuk")
    start += len(b"<%ssheetData>" % prefix)
    rows = xml[start:end]
    if b"<!" in rows or b"<!DOCTYPE" in xml[:start]:
        raise NotMarkable("bentuk")
    return SheetXml(xml[:start], rows, xml[end:], prefix)


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


def coloured(sheet: SheetXml, marks: Marks, filled: Filled) -> tuple[bytes, Marks]:
    """The rows with every marked cell restyled, and the marks with the cell of each whole row.

    ``filled(style, severity)`` gives the style to use. Cells and rows that are missing are added
    in their place.
    """
    wanted: dict[int, Marks] = {}
    for (row, column), mark in marks.items():
        wanted.setdefault(row, {})[(row, column)] = mark
    painter = _Painter(sheet, filled)
    settled: Marks = {}
    out: list[bytes] = []
    done, number = 0, 0
    waiting = sorted(wanted)
    at = 0
    for tag in re.finditer(rb"<%srow(\s[^>]*)?>" % sheet.prefix, sheet.rows):
        if at == len(waiting):
            break
        attributes = tag[1] or b""
        named = _ROW_NUMBER.search(attributes)
        number = int(named[1]) if named else number + 1
        while at < len(waiting) and waiting[at] < number:
            out += [sheet.rows[done : tag.start()], painter.new_row(wanted[waiting[at]], settled)]
            done = tag.start()
            at += 1
        if at < len(waiting) and waiting[at] == number:
            end = painter.end_of_row(tag)
            made = painter.row(tag, end, wanted[number], settled)
            out += [sheet.rows[done : tag.start()], made]
            done = end
            at += 1
    out.append(sheet.rows[done:])
    out += [painter.new_row(wanted[row], settled) for row in waiting[at:]]
    return b"".join(out), settled


class _Painter:
    """Rewrites the rows of one sheet."""

    def __init__(self, sheet: SheetXml, filled: Filled) -> None:
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

    def new_row(self, marks: Marks, settled: Marks) -> bytes:
        """A row that the sheet does not hold."""
        row = next(iter(marks))[0]
        return self._written(b' r="%d"' % row, [], marks, settled)

    def row(self, tag: re.Match[bytes], end: int, marks: Marks, settled: Marks) -> bytes:
        """A row of the sheet with its marks."""
        attributes = (tag[1] or b"").removesuffix(b"/")
        cells: list[_Cell] = []
        place = -1
        for match in self._cell.finditer(self._rows, tag.end(), end):
            named = _REFERENCE.search(match[1])
            place = column_index(named[1]) if named else place + 1
            cells.append(_Cell(place, match[1], match[2]))
        return self._written(attributes, cells, marks, settled)

    def _written(
        self, attributes: bytes, cells: list[_Cell], marks: Marks, settled: Marks
    ) -> bytes:
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
        settled.update(own)
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


def with_legacy_drawing(sheet: SheetXml, relationship: str, namespace: str) -> bytes:
    """The tail of a sheet with the element that binds its comments' shapes, where the schema says.

    A sheet that has one already keeps it.
    """
    tail = sheet.tail
    known = re.search(rb'\sxmlns:([\w.-]+)="%s"' % re.escape(namespace.encode()), sheet.head)
    declared = b"" if known else b' xmlns:r="%s"' % namespace.encode()
    name = known[1] if known else b"r"
    made = b'<%slegacyDrawing%s %s:id="%s"/>' % (
        sheet.prefix, declared, name, relationship.encode(),
    )  # fmt: skip
    depth = 0
    for tag in _TAG.finditer(tail):
        closing, name = bool(tag[1]), tag[2]
        if name == b"sheetData":
            continue
        if depth == 0 and (name in _BEHIND or (closing and name == b"worksheet")):
            return tail[: tag.start()] + made + tail[tag.start() :]
        depth += -1 if closing else (0 if tag[3] else 1)
    raise NotMarkable("bentuk")


def column_index(letters: bytes) -> int:
    """Index from 0 of a column name."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def column_letters(index: int) -> str:
    """Name of the column with this index from 0."""
    name, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
