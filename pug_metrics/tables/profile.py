"""What the columns of a table usually hold, told from a sample of its rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pug_metrics.tables.grid import Grid
from pug_metrics.tables.heading import Heading, is_figure


@dataclass(frozen=True, slots=True)
class Profile:
    """``used``: columns with a name or a cell; ``figures``: those that hold numbers or codes.

    ``keys``: columns filled in nearly every row; ``usual``: cells that a row has as a rule.
    """

    used: tuple[int, ...]
    figures: frozenset[int]
    keys: frozenset[int]
    usual: int

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
    rows = grid.rows_from(heading.bottom + 1)
    columns = range(len(grid.sheet.columns))
    use = {column: grid.use(column, rows) for column in columns}
    used = tuple(column for column in columns if use[column] or heading.names[column])
    figures = frozenset(
        column for column in used if use[column] and grid.figures(column, rows) >= 0.6
    )
    counts = Counter(grid.count[row].as_py() for row in rows)
    usual = max(counts, key=lambda each: (counts[each], each)) if counts else 0
    body = [row for row in rows if grid.count[row].as_py() >= max(1, usual - 1)] or rows
    keys = frozenset(column for column in used if grid.use(column, body) >= 0.85)
    return Profile(used, figures, keys, int(usual))
