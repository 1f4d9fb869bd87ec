"""What the XML of an ODS says beyond its values: errors, formulas, per cent, merged, hidden.

Source of the forms: OpenDocument 1.3 part 3, 9.1 and 19.385; errors as LibreOffice writes them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pug_metrics.tables.expat_parts import parse
from pug_metrics.tables.part import SheetMarks
from pug_metrics.tables.sheet import CellFault

_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d{3}")
# Repeated cells that stand out are noted one by one; what fills the sheet to its end is blank.
_MOST_REPEATED = 10_000


def opendocument_marks(content: bytes) -> dict[str, SheetMarks]:
    """Marks of every sheet by its name, from the bytes of ``content.xml``.

    Raises ``FileRefused`` ``berkas_rusak`` where it is no well-formed XML.
    """
    reader = _Cells()
    parse(content, reader.start, reader.end, reader.text)
    return reader.sheets


class _Cells:
    """Walks through the cells of all sheets and notes what stands out."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetMarks] = {}
        self._marks = SheetMarks()
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._cell: Mapping[str, str] = {}
        self._words = ""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        plain = {key.rpartition(":")[2]: value for key, value in given.items()}
        if name == "table":
            self._marks = self.sheets.setdefault(plain.get("name", ""), SheetMarks())
            self._row = self._column = 0
        elif name == "table-column":
            self._columns = _times(plain, "number-columns-repeated")
            if plain.get("visibility") in ("collapse", "filter"):
                last = self._column + min(self._columns, _MOST_REPEATED)
                self._marks.hidden_columns += range(self._column, last)
            self._column += self._columns
        elif name == "table-row":
            self._start_row(plain)
        elif name in ("table-cell", "covered-table-cell"):
            self._columns = _times(plain, "number-columns-repeated")
            # The type that LibreOffice adds says error where the standard one says text.
            kind = given.get("calcext:value-type", plain.get("value-type", ""))
            self._cell, self._words = {**plain, "value-type": kind}, ""

    def _start_row(self, given: Mapping[str, str]) -> None:
        self._column, self._rows = 0, _times(given, "number-rows-repeated")
        if given.get("visibility") in ("collapse", "filter") and self._rows < _MOST_REPEATED:
            self._marks.hidden_rows += range(self._row, self._row + self._rows)

    def text(self, words: str) -> None:
        if self._cell:
            self._words += words

    def end(self, name: str) -> None:
        if name == "table-row":
            self._row += self._rows
        elif name in ("table-cell", "covered-table-cell"):
            self._note(self._cell)
            self._cell = {}
            self._column += self._columns

    def _note(self, cell: Mapping[str, str]) -> None:
        down, right = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if down > 1 or right > 1:
            low, last = self._row + down - 1, self._column + right - 1
            self._marks.merges.append((self._row, self._column, low, last))
        if self._columns * self._rows > _MOST_REPEATED:
            return
        kind, formula = cell.get("value-type", ""), "formula" in cell
        words = self._words.strip()
        if kind == "error" or (formula and _ERROR.fullmatch(words)):
            self._fault("rumus_galat", words or "#N/A")
        elif formula and not kind:
            self._fault("rumus_tanpa_nilai", "")
        elif kind == "percentage":
            self._marks.percent.update(self._places())

    def _fault(self, kind: str, text: str) -> None:
        self._marks.faults += [CellFault(*at, kind, text) for at in self._places()]

    def _places(self) -> list[tuple[int, int]]:
        rows = range(self._row, self._row + self._rows)
        columns = range(self._column, self._column + self._columns)
        return [(row, column) for row in rows for column in columns]


def _times(given: Mapping[str, str], name: str) -> int:
    value = given.get(name, "1")
    return max(1, int(value)) if value.isdecimal() else 1
