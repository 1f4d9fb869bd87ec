"""What the looks of the sheet say of rows: notes, ends of pages, column numbers, cells too many.

Knows what stands on the sheet around the table of a dataset, nothing of what its columns mean.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.header import Located, header_key, known_headers
from pug_metrics.ingest.setaside import Aside
from pug_metrics.ingest.values import KINDS as VALUES
from pug_metrics.tables.grid import Grid
from pug_metrics.tables.heading import Heading, heading_at, is_figure
from pug_metrics.tables.leaving import column_numbers, notes, repeated
from pug_metrics.tables.masks import no, some, sure
from pug_metrics.tables.profile import profile
from pug_metrics.tables.second import refuse_second_table
from pug_metrics.tables.sheet import FileRefused

# Up to so many rows every sheet is looked at; longer ones only where something is amiss.
_SHORT = 20_000
_SEVERAL = 2


def rows_by_looks(located: Located, frame: Frame) -> list[Aside]:
    """Rows of the sheet that hold no data by where and how they stand, each under its kind.

    Raises ``FileRefused`` ``dua_tabel`` or ``dua_tabel_sebelah`` where another table stands below
    or beside this one.
    """
    if not frame.height or _is_even(located, frame):
        return []
    grid, heading = Grid(located.sheet), _heading(located)
    seen = profile(grid, heading)
    again = repeated(grid, heading)
    _refuse_other_header(located, frame, again)
    refuse_second_table(grid, heading, seen, again)
    titles = [row for row in grid.rows_from(0) if row < heading.top]
    found = {
        "tajuk_berulang": again,
        "nomor_kolom": column_numbers(grid, heading, seen, again),
        "keterangan": notes(grid, heading, seen, titles),
    }
    asides = [Aside(kind, "", _mask(frame, rows)) for kind, rows in found.items() if rows]
    words = pc.and_not(_lone_words(located, frame, grid), _amounts(frame))
    return [
        Aside(each.kind, "", pc.and_not(each.mask, _amounts(frame)))
        if each.kind == "keterangan"
        else each
        for each in (*asides, Aside("keterangan", "", words))
    ]


def _is_even(located: Located, frame: Frame) -> bool:
    """Whether a long table is filled in every row wherever it must be."""
    sheet = located.sheet
    if frame.height <= _SHORT or sheet.widths is not None or sheet.merges:
        return False
    needed = [each.name for each in frame.declared.columns if each.required]
    columns = [frame.text[name] for name in needed if name in frame.headers]
    return bool(columns) and not any(each.null_count for each in columns)


def _heading(located: Located) -> Heading:
    found = heading_at(located.sheet, located.header)
    if (found.top, found.bottom) == (located.top, located.header):
        return found
    return Heading(located.top, located.header, located.headers, {})


def _mask(frame: Frame, rows: set[int]) -> pa.Array:
    """The rows of the frame that are these rows of the sheet (from 0)."""
    return pc.is_in(frame.rows, pa.array([row + 1 for row in sorted(rows)], frame.rows.type))


def _amounts(frame: Frame) -> pa.Array:
    """Rows whose measure begins like a number: they are never mere words."""
    measure = frame.declared.measure
    if measure is None or measure not in frame.text:
        return no(frame.height)
    return sure(pc.match_substring_regex(frame.text[measure], r"^\W*(?i:rp|idr)?\W*\d"))


def _lone_words(located: Located, frame: Frame, grid: Grid) -> pa.Array:
    """Rows with one cell that begins with a word: titles of groups, such as names of agencies."""
    lone = pc.equal(grid.count[located.header + 1 :], 1)
    if len(frame.headers) <= _SEVERAL or not some(lone):
        return no(frame.height)
    rows = pc.indices_nonzero(lone)
    worded = no(len(rows))
    for column in located.sheet.columns:
        cells = column[located.header + 1 :].take(rows)
        worded = pc.or_(worded, pc.match_substring_regex(cells, r"^\s*[A-Za-z]{3}"))
    for each in frame.declared.columns:
        # A lone answer (a status, a year) is a row that lacks the rest.
        if each.kind in VALUES and each.name in frame.headers:
            worded = pc.and_not(worded, pc.is_valid(frame.text[each.name].take(rows)))
    return pc.is_in(frame.rows, frame.rows.take(rows.filter(worded)))


def _refuse_other_header(located: Located, frame: Frame, again: set[int]) -> None:
    """Another header within the table, in another order: what stands below it is another table."""
    name = frame.declared.measure
    if name is None or name not in frame.headers:
        return
    known = known_headers(frame.declared)
    words = pa.array(sorted(known), pa.string())
    likely = sure(pc.is_in(pc.utf8_lower(frame.text[name]), words))
    for row in frame.rows.filter(likely).to_pylist():
        cells = located.sheet.row(row - 1)
        hits = {header_key(cell, known) for cell in cells if not is_figure(cell)} & known
        if row - 1 not in again and len(hits) >= max(_SEVERAL, located.matched // 2):
            raise FileRefused("dua_tabel", satu=located.top + 1, dua=row)


def cells_too_many(located: Located, frame: Frame) -> Iterator[Mark]:
    """Rows of a text file with more cells than its header: a delimiter too many shifts cells."""
    sheet = located.sheet
    if sheet.widths is None:
        return
    width = max(sheet.widths[row].as_py() for row in range(located.top, located.header + 1))
    cells = [column[located.header + 1 :] for column in sheet.columns[width:]]
    filled = [pc.match_substring_regex(each, r"\S") for each in cells]
    long = no(sheet.height - located.header - 1)
    for mask in filled:
        long = pc.or_(long, mask)
    if not some(long):
        return
    nothing = pa.scalar(None, pa.string())
    extra = [pc.if_else(mask, each, nothing) for mask, each in zip(filled, cells, strict=True)]
    first = located.header + 2
    rows = pa.array(range(first, first + len(long)), pa.int32())
    kept = pc.and_(long, pc.is_in(rows, frame.rows))
    yield from marked(
        "baris_kelebihan_sel", Severity.GALAT, "", kept, rows, pc.coalesce(*extra), lebar=width
    )
