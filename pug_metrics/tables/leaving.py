"""Rows of a sheet that are no data by their words and places: notes, numbers, headers again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.tables.grid import Grid
from pug_metrics.tables.heading import Heading
from pug_metrics.tables.masks import no
from pug_metrics.tables.profile import Profile

_MONTHS = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
_NOTE = re.compile(
    r"(?i)^(?:[*†‡#]+\)?|\d\))?\s*(?:keterangan|ket\s*[.:]|catatan|terbilang|sumber|note|notes|source|mengetahui"
    r"|menyetujui|disetujui|disahkan|ditetapkan|dibuat oleh|diperiksa|a\.?n\.?\s|plt\.?\s|plh\.?\s"
    r"|kepala\s|bupati|wali\s?kota|gubernur|sekretaris|pengguna anggaran|pejabat|bendahara"
    r"|nip\b|ttd\b|tanda tangan|halaman\s*:?\s*\d|hal\.\s*\d|page\s*\d|dicetak|printed|tembusan)"
    r"|^(?:[*†‡]|\d\))\s*\S|^[._…\s-]{5,}$|^\(\s*[._…]*\s*\)$"
    rf"|^[^\d,]{{2,40}},?\s+(?:\d{{1,2}}|[._…]+)\s*(?:{_MONTHS}|[._…]+)\s*(?:\d{{4}}|[._…]+)$"
)
_PAGE = (
    r"(?i)^\s*(?:halaman\s*:?\s*\d|hal\.\s*\d|page\s*\d|dicetak|printed|lanjutan|keterangan\s*:|"
    r"catatan\s*:|sumber\s*:)"
)
_SEARCHED_BELOW = 400


def repeated(grid: Grid, heading: Heading) -> set[int]:
    """Rows that repeat a row of the header, as on every printed page."""
    found: set[int] = set()
    for row in heading.rows:
        wanted = [normalise_header(cell) for cell in grid.sheet.row(row)]
        filled = [index for index, cell in enumerate(grid.sheet.row(row)) if cell]
        if len(filled) < 2:
            continue
        first = grid.sheet.row(row)[filled[0]]
        alike = pc.equal(_lower(grid.sheet.columns[filled[0]]), first.lower())
        for index in pc.indices_nonzero(alike).to_pylist():
            if index <= heading.bottom:
                continue
            cells = [normalise_header(cell) for cell in grid.sheet.row(index)]
            same = sum(cells[column] == wanted[column] for column in filled)
            if same >= max(2, len(filled) * 0.8):
                found.add(index)
    return found


def _lower(column: pa.Array) -> pa.Array:
    return pc.utf8_lower(pc.utf8_trim_whitespace(column))


def column_numbers(grid: Grid, heading: Heading, seen: Profile, again: Collection[int]) -> set[int]:
    """The rows "1, 2, 3, ..." that forms print under their header."""
    found = set()
    for header in (heading.bottom, *again):
        following = grid.rows_from(header + 1, 1)
        if following and _is_numbers(grid.sheet.row(following[0]), seen):
            found.add(following[0])
    return found


def _is_numbers(cells: list[str], seen: Profile) -> bool:
    filled = {index: cell for index, cell in enumerate(cells) if cell}
    if len(filled) < max(2, seen.usual * 0.6):
        return False
    first = [re.match(r"\(?\[?\s*(\d{1,2}|[a-z])(?![\w.,])", cell) for cell in filled.values()]
    if not all(first):
        return False
    marks = [each[1] for each in first if each]
    steps = [int(mark) if mark.isdigit() else ord(mark) - 96 for mark in marks]
    if steps != list(range(1, len(steps) + 1)):
        return False
    # A first line of data may read 1, 2, 3 by chance, but not where words stand as a rule.
    formal = any(cell.startswith(("(", "[")) or "=" in cell for cell in filled.values())
    wordy = any(index not in seen.figures for index in filled)
    return formal or wordy or len(filled) > 5


def notes(grid: Grid, heading: Heading, seen: Profile, titles: Iterable[int]) -> set[int]:
    """Notes and signatures below the table, lines of page ends within it, titles said again."""
    found = _page_lines(grid, heading, seen, titles)
    height = grid.sheet.height
    start = max(heading.bottom + 1, height - _SEARCHED_BELOW)
    below = [row for row in range(start, height) if not grid.blank[row].as_py()]
    cells = {row: grid.sheet.row(row) for row in below}
    said = {row: is_note(cells[row], seen, within=row in seen.block) for row in below}
    full = [row for row in below if seen.agrees(cells[row]) and not said[row]]
    last = full[-1] if full else start - 1
    ended = False
    for row in below:
        if row <= last:
            continue
        apart = row - 1 > last and grid.blank[row - 1].as_py()
        ended = ended or apart or said[row] or _is_prose(cells[row], seen)
        if ended and last > heading.bottom:
            found.add(row)
    return found


def is_note(cells: list[str], seen: Profile, *, within: bool = False) -> bool:
    """Whether a row speaks like a note or a signature rather than like data.

    ``within``: the row stands among the first rows of data, with no blank row before it: there a
    list of offices may well name a head and a treasurer.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) == seen.usual > (1 if within else 2):
        return False
    return any(_NOTE.search(cell) for cell in filled[:2])


def _is_prose(cells: list[str], seen: Profile) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 and seen.usual > 2 and len(filled[0]) > 60


def _page_lines(grid: Grid, heading: Heading, seen: Profile, titles: Iterable[int]) -> set[int]:
    if seen.usual < 3:
        return set()
    said = {tuple(grid.sheet.row(row)) for row in titles}
    sparse = pc.less_equal(grid.count, 2)
    hits = no(grid.sheet.height)
    leads = {next((cell for cell in cells if cell), "") for cells in said}
    for column in (grid.sheet.columns[index] for index in seen.used):
        hits = pc.or_(hits, pc.match_substring_regex(column, _PAGE))
        if leads:
            same = pc.is_in(pc.utf8_trim_whitespace(column), pa.array(sorted(leads), pa.string()))
            hits = pc.or_(hits, same)
    rows = pc.indices_nonzero(pc.and_(hits, sparse)).to_pylist()
    return {
        row for row in rows
        if row > heading.bottom
        and (is_note(grid.sheet.row(row), seen) or tuple(grid.sheet.row(row)) in said
             or re.match(_PAGE, next(cell for cell in grid.sheet.row(row) if cell)))
    }  # fmt: skip
