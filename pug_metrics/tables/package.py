"""What the XML of an XLSX says beyond values: uncomputed formulas, errors, per cent, hidden.

Sizes are checked before (``workbook.check_package``); a document type is refused, so that no
entity is ever expanded. Source of the forms: ECMA-376 part 1, 18.2, 18.3 and 18.8.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from pug_metrics.tables.expat_parts import parse
from pug_metrics.tables.opendocument import opendocument_marks
from pug_metrics.tables.part import (
    SheetMarks,
    Styles,
    column_index,
    is_plain,
    is_uncomputed,
    mark_plain,
)
from pug_metrics.tables.sheet import CellFault

_Attributes: TypeAlias = Mapping[str, str]
_PERCENT_IDS = frozenset({9, 10})
_ZEROS = re.compile("0{2,}")
_QUOTED = re.compile(r'"[^"]*"|\\.')
_MAY_MATTER = re.compile(rb"""<(?:\w+:)?f[\s/>]|\st=["']e["']|\shidden=["'](?:1|true)""")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")


def package_marks(package: zipfile.ZipFile) -> dict[str, SheetMarks]:
    """Marks of every worksheet by its name; empty for a package of another kind.

    Raises ``FileRefused`` ``berkas_rusak`` for parts that are no well-formed XML.
    """
    names = set(package.namelist())
    if "content.xml" in names:
        return opendocument_marks(package.read("content.xml"))
    if "xl/workbook.xml" not in names:
        return {}
    book = _Book(package.read("xl/workbook.xml"))
    targets = _targets(package, names)
    styles = _styles(package.read("xl/styles.xml")) if "xl/styles.xml" in names else Styles()
    found = {}
    for name, link in book.sheets:
        part = targets.get(link, "")
        if part in names:
            found[name] = _sheet_marks(package.read(part), styles, recalculated=book.recalculated)
    return found


class _Book:
    """The sheets of a workbook with their relation, and whether it is to be computed on opening."""

    def __init__(self, content: bytes) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.recalculated = False
        parse(content, self._start)

    def _start(self, name: str, given: _Attributes) -> None:
        if name == "sheet":
            link = next((given[key] for key in given if key.rpartition(":")[2] == "id"), "")
            self.sheets.append((given.get("name", ""), link))
        elif name == "calcPr":
            self.recalculated = given.get("fullCalcOnLoad") in ("1", "true")


def _targets(package: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    """Relation → path of the part within the package."""
    found: dict[str, str] = {}

    def start(name: str, given: _Attributes) -> None:
        if name == "Relationship":
            target = given.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            found[given.get("Id", "")] = posixpath.normpath(path)

    links = "xl/_rels/workbook.xml.rels"
    if links in names:
        parse(package.read(links), start)
    return found


def _styles(content: bytes) -> Styles:
    """The cell styles whose number format shows per cent, or whole numbers with leading zeros."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    inside: list[str] = []

    def start(name: str, given: _Attributes) -> None:
        inside.append(name)
        if name == "numFmt":
            formats[int(given.get("numFmtId", "0"))] = given.get("formatCode", "")
        elif name == "xf" and "cellXfs" in inside:
            styles.append(int(given.get("numFmtId", "0")))

    def end(_: str) -> None:
        inside.pop()

    parse(content, start, end)
    own = {key for key, code in formats.items() if "%" in _QUOTED.sub("", code)}
    zeros = {key: len(code) for key, code in formats.items() if _ZEROS.fullmatch(code)}
    return Styles(
        frozenset(str(at) for at, key in enumerate(styles) if key in _PERCENT_IDS or key in own),
        {str(at): zeros[key] for at, key in enumerate(styles) if key in zeros},
    )


def _sheet_marks(content: bytes, styles: Styles, *, recalculated: bool) -> SheetMarks:
    marks = SheetMarks()
    if is_plain(content):
        mark_plain(content, styles, marks, recalculated=recalculated)
    elif _MAY_MATTER.search(content) or styles.used(content):
        reader = _Cells(marks, styles, recalculated=recalculated)
        parse(content, reader.start, reader.end, reader.text)
    return marks


class _Cells:
    """Walks through the cells of one worksheet part and notes what stands out."""

    def __init__(self, marks: SheetMarks, styles: Styles, *, recalculated: bool) -> None:
        self._marks, self._styles, self._recalculated = marks, styles, recalculated
        self._row, self._column = -1, -1
        self._kind, self._style, self._value = "", "", ""
        self._formula = self._in_value = False

    def start(self, name: str, given: _Attributes) -> None:
        if name == "c":
            self._place(given.get("r", ""))
            self._kind, self._style = given.get("t", "n"), given.get("s", "")
            self._formula, self._value = False, ""
        elif name == "f":
            self._formula = True
        elif name in ("v", "t"):
            self._in_value = True
        elif name == "row":
            self._row = int(given["r"]) - 1 if "r" in given else self._row + 1
            self._column = -1
            if given.get("hidden") in ("1", "true"):
                self._marks.hidden_rows.append(self._row)
        elif name == "col" and given.get("hidden") in ("1", "true"):
            self._marks.hidden_columns.extend(_span(given))

    def _place(self, reference: str) -> None:
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            self._column += 1
            return
        self._column = column_index(found[1])

    def text(self, words: str) -> None:
        if self._in_value:
            self._value += words

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._in_value = False
        elif name == "c":
            self._cell()

    def _cell(self) -> None:
        at = (self._row, self._column)
        if self._kind == "e":
            self._marks.faults.append(CellFault(*at, "rumus_galat", self._value or "#N/A"))
        elif self._formula and self._is_uncomputed():
            self._marks.faults.append(CellFault(*at, "rumus_tanpa_nilai"))
        elif self._kind == "n" and self._style in self._styles.percent and self._value:
            self._marks.percent.add(at)
        elif self._kind == "n" and self._style in self._styles.padded and self._value:
            self._marks.padded[at] = self._styles.padded[self._style]

    def _is_uncomputed(self) -> bool:
        return is_uncomputed(self._kind, self._value, recalculated=self._recalculated)


def _span(given: _Attributes) -> Iterator[int]:
    first, last = int(given.get("min", "1")), int(given.get("max", "1"))
    yield from range(first - 1, min(last, first + 16_384))
