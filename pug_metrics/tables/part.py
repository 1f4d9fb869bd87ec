"""The marks of a worksheet part in the form that spreadsheets write it, found without a parser.

Sheets of a million cells are looked through for the few that stand out. What is not written in that
form (prefixes, comments, cells without reference) goes through the parser of ``package``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pug_metrics.tables.sheet import CellFault

_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"(?: [^>]*)? t="e"[^>]*>(.*?)</c>', re.DOTALL)
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"([^>]*)>\s*<f(?:[^>]*/>|[^>]*>[^<]*</f>)(.*?)</c>', re.DOTALL
)
_VALUE = re.compile(rb"<v[^>/]*>([^<]*)</v>")
_KIND = re.compile(rb' t="(\w+)"')
_HIDDEN_ROW = re.compile(rb'<row r="(\d+)"[^>]* hidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<col [^>]*hidden="(?:1|true)"[^>]*>')
_EDGE = re.compile(rb' (min|max)="(\d+)"')


@dataclass(slots=True)
class SheetMarks:
    """Marks of one sheet, rows and columns from 0. ``percent``: cells shown as per cent.

    ``padded``: cells shown with leading zeros, and with how many digits (7 as 007).

    ``merges``: merged ranges (first row, first column, last row, last column) of a kind of file of
    which the reader of values gives none.
    """

    percent: set[tuple[int, int]] = field(default_factory=set)
    padded: dict[tuple[int, int], int] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


def is_plain(content: bytes) -> bool:
    """Whether every cell and row begins with its reference, without prefixes and comments."""
    cells, rows = content.count(b"<c "), content.count(b"<row ")
    return (
        b"<!" not in content
        and b"<worksheet" in content[:2048]
        and cells == content.count(b'<c r="')
        and rows == content.count(b'<row r="')
        and b"<c>" not in content
        and b"<row>" not in content
    )


@dataclass(frozen=True, slots=True)
class Styles:
    """Cell styles (attribute ``s``) shown as per cent, and those shown with so many digits."""

    percent: frozenset[str] = frozenset()
    padded: Mapping[str, int] = field(default_factory=dict)

    def used(self, content: bytes) -> bool:
        """Whether some cell of a part has one of these styles."""
        return any(f's="{each}"'.encode() in content for each in (*self.percent, *self.padded))


def mark_plain(content: bytes, styles: Styles, marks: SheetMarks, *, recalculated: bool) -> None:
    """Add to ``marks`` what stands out in a plain part (see ``package.SheetMarks``)."""
    if b' t="e"' in content:
        marks.faults += _errors(content)
    if b"<f" in content:
        marks.faults += _uncomputed(content, recalculated=recalculated)
    used = [style for style in styles.percent if f' s="{style}"'.encode() in content]
    if used:
        marks.percent.update(_styled(content, used))
    for style, digits in styles.padded.items():
        if f' s="{style}"'.encode() in content:
            marks.padded.update(dict.fromkeys(_styled(content, [style]), digits))
    if b" hidden=" in content:
        marks.hidden_rows += [int(found[1]) - 1 for found in _HIDDEN_ROW.finditer(content)]
        for column in _HIDDEN_COLUMN.finditer(content):
            edges = {name: int(number) for name, number in _EDGE.findall(column[0])}
            first, last = edges.get(b"min", 1), edges.get(b"max", 1)
            marks.hidden_columns += range(first - 1, min(last, first + 16_384))


def _errors(content: bytes) -> Iterator[CellFault]:
    for found in _ERROR.finditer(content):
        value = _VALUE.search(found[3])
        text = value[1].decode() if value else "#N/A"
        yield CellFault(int(found[2]) - 1, column_index(found[1].decode()), "rumus_galat", text)


def _uncomputed(content: bytes, *, recalculated: bool) -> Iterator[CellFault]:
    for letters, row, attributes, rest in _FORMULA.findall(content):
        kind, value = _KIND.search(attributes), _VALUE.search(rest)
        held = value[1].decode() if value else ""
        named = kind[1].decode() if kind else "n"
        if named != "e" and is_uncomputed(named, held, recalculated=recalculated):
            yield CellFault(int(row) - 1, column_index(letters.decode()), "rumus_tanpa_nilai")


def _styled(content: bytes, styles: list[str]) -> Iterator[tuple[int, int]]:
    chosen = "|".join(map(re.escape, styles))
    cell = rf'<c r="([A-Z]{{1,3}})(\d+)" s="(?:{chosen})"(?: t="n")?>'
    columns: dict[bytes, int] = {}
    for letters, row in re.findall(cell.encode(), content):
        if letters not in columns:
            columns[letters] = column_index(letters.decode())
        yield int(row) - 1, columns[letters]


def is_uncomputed(kind: str, value: str, *, recalculated: bool) -> bool:
    """Whether a formula of a cell of this kind (attribute ``t``) holds no result.

    ``recalculated``: the workbook asks to be computed when it is opened.
    """
    # A text formula may well give nothing. Writers that cannot compute put 0 and ask for it.
    if kind == "str":
        return False
    return not value or (recalculated and value == "0")


def column_index(letters: str) -> int:
    """Index of a column by its letters: A is 0."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
