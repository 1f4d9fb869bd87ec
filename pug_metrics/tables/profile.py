"""What the columns of a table usually hold, told from a sample of its rows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.tables.grid import Grid
from pug_metrics.tables.heading import Heading, is_figure

TOTAL_WORDS = r"(?i)^\s*(?:(?:sub|grand)[\s-]*)?(?:t\s?o\s?t\s?a\s?l|j\s?u\s?m\s?l\s?a\s?h)\b"


@dataclass(frozen=True, slots=True)
class Profile:
    """``used``: columns with a name or a cell; ``figures``: those that hold numbers or codes.

    ``keys``: columns filled in nearly every row; ``usual``: cells that a row has as a rule;
    ``block``: the rows right below the header, up to the first blank one.
    """

    used: tuple[int, ...]
    figures: frozenset[int]
    keys: frozenset[int]
    usual: int
    block: range

    def agrees(self, cells: list[str]) -> bool:
        """Whether a row looks like a row of data: figures where the others have figures."""
        filled = sum(map(bool, cells))
        if not self.figures:
            return filled >= max(1, self.usual * 0.6)
        hit = any(
            is_figure(cells[column]) or cells[column] in ("-", "–") for column in self.figures
        )
        return hit and (filled > 1 or self.usual == 1)


def profile(grid: Grid, heading: Heading) -> Profile:
    """The profile of the columns below a header."""
    rows = _first_block(grid, heading.bottom + 1)
    columns = range(len(grid.sheet.columns))
    use = {column: grid.use(column, rows) for column in columns}
    used = tuple(column for column in columns if grid.any[column] or heading.names[column])
    figures = frozenset(
        column for column in used if use[column] and grid.figures(column, rows) >= 0.6
    )
    counts = Counter(grid.count[row].as_py() for row in rows)
    usual = max(counts, key=lambda each: (counts[each], each)) if counts else 0
    body = [row for row in rows if not any(map(names_total, grid.sheet.row(row)))] or rows
    keys = frozenset(column for column in used if grid.use(column, body) >= 0.85)
    return Profile(used, figures, keys, int(usual), _block(grid, rows))


def _block(grid: Grid, rows: list[int]) -> range:
    """The rows from the first of these up to a blank row."""
    if not rows:
        return range(0)
    blank = pc.index(grid.blank[rows[0] :], pa.scalar(value=True)).as_py()
    return range(rows[0], grid.sheet.height if blank < 0 else rows[0] + blank)


def _first_block(grid: Grid, start: int) -> list[int]:
    """The first rows below the header up to a blank one, or all where that is but one row.

    What stands below a blank row may be a signature, and would hide what the columns hold.
    """
    rows = grid.rows_from(start)
    block = [row for place, row in enumerate(rows) if row == rows[0] + place]
    return block if len(block) > 1 else rows


def names_total(cell: str) -> bool:
    """Whether a cell begins like the name of a total: JUMLAH, TOTAL, SUB TOTAL, GRAND TOTAL."""
    return bool(re.match(TOTAL_WORDS, cell))
