"""The one table of a sheet: its header, its data rows, and every other row under a kind.

Rows of the sheet = titles + header + blank + column numbers + repeated headers + notes + totals +
data, exactly. Knows nothing of datasets: it goes by the looks of the sheet alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.tables.arranging import Field, arrange
from pug_metrics.tables.grid import Grid
from pug_metrics.tables.heading import Heading, could_head, heading_at, is_figure
from pug_metrics.tables.leaving import column_numbers, notes, repeated
from pug_metrics.tables.masks import times
from pug_metrics.tables.profile import Profile, profile
from pug_metrics.tables.second import refuse_second_table
from pug_metrics.tables.sheet import FileRefused, Sheet, Source
from pug_metrics.tables.sums import bare_total, hierarchy_totals, named_totals

SEARCHED_ROWS = 60
_NAMED_ROWS = 5
_LOOKED_AT = 200
_SENTENCE = r"\S\s+\S.*[.,!?:;]\s*$"
_ENOUGH = 0.85


@dataclass(frozen=True, slots=True)
class Table:
    """A table found on a sheet. ``rows``: int64 array of its data rows, from 0.

    ``fields``: its columns in order; ``left``: kind → rows left out of it (``judul``, ``tajuk``,
    ``kosong``, ``nomor_kolom``, ``tajuk_berulang``, ``keterangan``, ``jumlah``).
    ``headless``: the first row reads like data, not like a header. ``unsure``: rows that codes call
    totals of deeper rows though their sums differ; they are data.
    """

    sheet: Sheet
    heading: Heading
    fields: tuple[Field, ...]
    rows: pa.Array
    left: Mapping[str, tuple[int, ...]]
    headless: bool = False
    unsure: tuple[int, ...] = ()

    def column(self, field: Field) -> pa.Array:
        """Text of a column over the data rows, as the sheet holds it."""
        return field.cells(self.sheet).take(self.rows)


def find_table(sheet: Sheet) -> Table:
    """The table of a sheet.

    Raises ``FileRefused``: ``tabel_kosong`` (nothing below a header), ``dua_tabel``,
    ``dua_tabel_sebelah``, ``kalimat_bukan_tabel`` (one column of sentences),
    ``baris_kelebihan_sel`` (rows of a text file with more cells than its header).
    """
    grid = Grid(sheet)
    row = header_row(grid)
    heading = heading_at(sheet, row)
    seen = profile(grid, heading)
    left, unsure = _left_out(grid, heading, seen)
    rows = _data_rows(grid, left)
    if not len(rows):
        raise FileRefused("tabel_kosong", baris=heading.bottom + 1)
    _refuse_long_rows(grid, heading, rows)
    fields = arrange(grid, heading, rows)
    if len(fields) == 1:
        _refuse_prose(sheet, fields[0].cells(sheet), rows.slice(0, _LOOKED_AT))
    headless = not could_head(sheet.row(row))
    return Table(sheet, heading, fields, rows, left, headless, unsure)


def _refuse_prose(sheet: Sheet, cells: pa.Array, rows: pa.Array) -> None:
    """One column of sentences is a letter, not a table."""
    spoken = pc.match_substring_regex(cells.take(rows), _SENTENCE)
    if sheet.widths is not None:
        # A comma at the end of a line was taken for a delimiter.
        spoken = pc.or_(spoken, pc.greater(sheet.widths.take(rows), 1))
    if times(spoken) * 2 >= len(rows):
        raise FileRefused("kalimat_bukan_tabel")


def header_row(grid: Grid) -> int:
    """The row that heads the columns best; raises ``FileRefused`` ``tabel_kosong``."""
    candidates = grid.rows_from(0, SEARCHED_ROWS)
    if not candidates:
        raise FileRefused("berkas_kosong")
    scores = {row: _score(grid, row) for row in candidates}
    best = max(scores.values())
    row = next(row for row in candidates if scores[row] >= best * _ENOUGH)
    return _topmost(grid, row)


def _topmost(grid: Grid, row: int) -> int:
    """Where a table holds words only, the first of its rows heads it, a blank name or not."""
    rows = [row, *grid.rows_from(row + 1, 30)]
    if any(grid.figures(column, rows) for column in range(len(grid.sheet.columns))):
        return row
    while row and grid.count[row - 1].as_py() > 1 and could_head(grid.sheet.row(row - 1)):
        row -= 1
    return row


def _score(grid: Grid, row: int) -> float:
    """How well a row heads what is below: columns covered, words over figures."""
    cells = grid.sheet.row(row)
    below = grid.rows_from(row + 1, 30)
    if not below:
        return 0.1
    heading = heading_at(grid.sheet, row)
    named = {index for index, name in enumerate(heading.names) if name}
    named |= {column for span in heading.spans.values() for column in span}
    body = [each for each in below if each not in heading.rows] or below
    use = {column: grid.use(column, body) for column in range(len(cells))}
    cover = sum(share for column, share in use.items() if column in named) / sum(use.values())
    figures = [column for column in use if use[column] and grid.figures(column, body) >= 0.6]
    words = [column for column in figures if _is_word(heading.names[column])]
    breaks = len(words) / len(figures) if figures else 1.0
    lone = sum(map(bool, cells)) == 1 and sum(share > 0 for share in use.values()) > 1
    following = grid.sheet.row(body[0])
    # Words where figures belong: the row below is the header rather than this one.
    wordy = any(_is_word(following[column]) and len(following[column]) > 1 for column in figures)
    weight = (1.0 if could_head(cells) else 0.5) * (0.3 if lone else 1.0) * (0.8 if wordy else 1.0)
    return (2 * cover + breaks) * weight


def _is_word(name: str) -> bool:
    return bool(name) and not is_figure(name)


def _left_out(
    grid: Grid, heading: Heading, seen: Profile
) -> tuple[dict[str, tuple[int, ...]], tuple[int, ...]]:
    titles = [row for row in grid.rows_from(0) if row < heading.top]
    again = repeated(grid, heading)
    numbers = column_numbers(grid, heading, seen, again)
    refuse_second_table(grid, heading, seen, again)
    below = notes(grid, heading, seen, titles)
    taken = {*again, *numbers, *below}
    words = named_totals(grid, heading, seen, taken)
    words |= bare_total(grid, heading, seen, taken | words)
    sums, unsure = hierarchy_totals(grid, heading, seen, taken | words)
    left = {
        "judul": tuple(titles),
        "tajuk": tuple(row for row in heading.rows if not grid.blank[row].as_py()),
        "nomor_kolom": tuple(sorted(numbers)),
        "tajuk_berulang": tuple(sorted(again)),
        "keterangan": tuple(sorted(below)),
        "jumlah": tuple(sorted(words | sums)),
    }
    blank = tuple(pc.indices_nonzero(grid.blank).to_pylist())
    return {**left, "kosong": blank}, unsure


def _data_rows(grid: Grid, left: Mapping[str, tuple[int, ...]]) -> pa.Array:
    keep = np.ones(grid.sheet.height, dtype=bool)
    for rows in left.values():
        keep[list(rows)] = False
    return pa.array(np.flatnonzero(keep))


def _refuse_long_rows(grid: Grid, heading: Heading, rows: pa.Array) -> None:
    """A row with more cells than the header holds a delimiter too many: its cells are shifted."""
    widths = grid.sheet.widths
    if widths is None:
        return
    width = max(widths[row].as_py() for row in heading.rows)
    beyond = [mask for index, mask in enumerate(grid.filled) if index >= width]
    if not beyond:
        return
    long = beyond[0]
    for mask in beyond[1:]:
        long = pc.or_(long, mask)
    found = rows.filter(long.take(rows)).to_pylist()
    if found:
        named = ", ".join(str(row + 1) for row in found[:_NAMED_ROWS])
        more = "" if len(found) <= _NAMED_ROWS else ", …"
        raise FileRefused(
            "baris_kelebihan_sel", jumlah=len(found), baris=named + more, kolom=width,
            contoh=widths[found[0]].as_py(),
        )  # fmt: skip


def likeliest_table(source: Source, wanted: str | None = None) -> tuple[Table, tuple[str, ...]]:
    """The table of the wanted or the likeliest sheet, and the visible sheets with a table besides.

    Raises ``FileRefused``: of the sheet that is likeliest where no sheet holds a table.
    """
    tables: list[Table] = []
    refusals: list[tuple[int, FileRefused]] = []
    for sheet in source.sheets:
        if wanted not in (None, sheet.name):
            continue
        try:
            tables.append(find_table(sheet))
        except FileRefused as error:
            size = sheet.height * len(sheet.columns) * (2 if sheet.visible else 1)
            refusals.append((size, error))
    if not tables:
        raise max(refusals, key=lambda each: each[0])[1]
    best = max(tables, key=_likely)
    others = tuple(each.sheet.name for each in tables if each is not best and each.sheet.visible)
    return best, others


def _likely(table: Table) -> tuple[bool, int, int]:
    visible, wide = table.sheet.visible, len(table.fields) > 1
    return visible, int(wide), len(table.rows) * len(table.fields)
