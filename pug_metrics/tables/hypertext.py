"""Tables of a web page: what many exports are that call themselves ``.xls``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from pug_metrics.tables.sheet import NUL, FileRefused, Sheet, Source, check_width, sheet_of_rows

_BEGINS = re.compile(
    r"(?is)\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|meta|style|title|table|div|center)\b)"
)
_SPREADSHEET_XML = re.compile(r"(?is)\s*<\?xml.*?<(?:ss:)?workbook\b")
_HEAD = 4096
_DIGITS = 7
_UNSEEN = frozenset({"head", "script", "style", "xml", "title"})
_BLOCKS = frozenset({"p", "div", "br", "li", "center", "caption", "tr", "hr",
                     "h1", "h2", "h3", "h4", "h5", "h6"})  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def is_hypertext(text: str) -> bool:
    """Whether text begins as a web page, or as the XML that old spreadsheets could save."""
    head = text[:_HEAD]
    return bool(_BEGINS.match(head) or _SPREADSHEET_XML.match(head))


def read_hypertext(text: str, file_name: str, encoding: str, *, guessed: bool) -> Source:
    """Each table of a page as a sheet; the words above and below it are rows of the sheet.

    A cell over several rows or columns keeps its text in the first, as in a workbook. Raises
    ``FileRefused`` for tables within tables, a page that ends within a table, and no table.
    """
    if _SPREADSHEET_XML.match(text[:_HEAD]):
        raise FileRefused("berkas_bukan_tabel", jenis="XML Spreadsheet 2003")
    if NUL in text:
        raise FileRefused("berkas_nul", baris=text.count("\n", 0, text.index(NUL)) + 1)
    page = _Page()
    page.feed(text)
    page.close()
    if page.table is not None:
        raise FileRefused("berkas_html_terpotong")
    if not page.tables:
        raise FileRefused("berkas_html_tanpa_tabel")
    page.tables[-1].rows += page.lines()
    many = len(page.tables) > 1
    sheets = (
        table.sheet(f"Tabel {number}" if many else "")
        for number, table in enumerate(page.tables, start=1)
    )
    return Source(
        file_name, tuple(sheet for sheet in sheets if sheet.height), encoding, guessed=guessed
    )


@dataclass
class _Table:
    """Rows as read so far; ``below``: column → rows that a cell above still covers."""

    rows: list[list[str]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)
    begun: bool = False

    def begin_row(self) -> None:
        self.begun = True
        self.rows.append([])
        self._skip_covered()

    def add(self, text: str, across: int, down: int) -> None:
        row, left = len(self.rows) - 1, len(self.rows[-1])
        check_width(left + across)
        self.rows[-1] += [text] + [""] * (across - 1)
        if down > 1:
            self.below |= dict.fromkeys(range(left, left + across), down - 1)
        if across > 1 or down > 1:
            self.merges.append((row, left, row + down - 1, left + across - 1))
        self._skip_covered()

    def _skip_covered(self) -> None:
        cells = self.rows[-1]
        while self.below.get(len(cells), 0) > 0:
            self.below[len(cells)] -= 1
            cells.append("")

    def sheet(self, name: str) -> Sheet:
        last = len(self.rows) - 1
        merges = ((*each[:2], min(each[2], last), each[3]) for each in self.merges)
        return replace(sheet_of_rows(name, self.rows), merges=tuple(merges))


class _Page(HTMLParser):
    """Collects the tables of a page and the words between them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.table: _Table | None = None
        self._between: list[str] = [""]
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._unseen = ""

    def lines(self) -> list[list[str]]:
        """The words since the last table, a row each, and forget them."""
        found = [[_tidy(line)] for line in self._between if _tidy(line)]
        self._between = [""]
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            return
        if tag in _UNSEEN:
            self._unseen = tag
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self.table is not None:
            self._begin_row(self.table)
        elif tag in ("td", "th") and self.table is not None:
            self._begin_cell(self.table, dict(attrs))
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        elif tag in ("td", "th", "tr", "table"):
            self._end_cell()
            if tag == "table" and self.table is not None:
                self.table.rows += self.lines()
                self.tables.append(self.table)
                self.table = None
        elif tag in _BLOCKS:
            self._break()

    def _begin_table(self) -> None:
        if self.table is not None:
            raise FileRefused("berkas_html_bersarang")
        self.table = _Table([])

    def _begin_row(self, table: _Table) -> None:
        self._end_cell()
        # Words above the table, its caption, and what strayed in between its rows.
        table.rows += self.lines()
        table.begin_row()

    def _begin_cell(self, table: _Table, given: dict[str, str | None]) -> None:
        self._end_cell()
        if not table.begun:
            self._begin_row(table)
        self._cell, self._span = [], (_count(given, "colspan"), _count(given, "rowspan"))

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._cell is not None:
            self._cell.append(data)
        else:
            self._between[-1] += data

    def _break(self) -> None:
        if self._cell is not None:
            self._cell.append(NUL)
        else:
            self._between.append("")

    def _end_cell(self) -> None:
        if self._cell is not None and self.table is not None:
            parts = "".join(self._cell).split(NUL)
            text = "\n".join(filter(None, map(_tidy, parts)))
            self.table.add(text, *self._span)
        self._cell = None


def _tidy(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _count(attributes: dict[str, str | None], name: str) -> int:
    """How many columns or rows a cell covers; what is no number counts as one."""
    written = (attributes.get(name) or "").strip()
    if not (written.isascii() and written.isdigit()):
        return 1
    return max(1, int(written[:_DIGITS]))
