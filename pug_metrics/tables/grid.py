"""Facts of all rows of a sheet at once: what is filled, what is blank, what reads as a figure."""

from __future__ import annotations

from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.tables.heading import is_figure
from pug_metrics.tables.masks import no, some, times
from pug_metrics.tables.sheet import Sheet

SAMPLE = 400
# Dashes stand for nothing in official tables: neither word nor figure.
_NEUTRAL = ("-", "–", "—", "n/a", "")


class Grid:
    """A sheet with the facts that finding its table asks for; computed when first asked."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @cached_property
    def filled(self) -> tuple[pa.Array, ...]:
        """Per column a mask of the cells that are not blank."""
        return tuple(pc.match_substring_regex(each, r"\S") for each in self.sheet.columns)

    @cached_property
    def any(self) -> tuple[bool, ...]:
        """Whether a column holds anything at all."""
        return tuple(some(mask) for mask in self.filled)

    @cached_property
    def count(self) -> pa.Array:
        """Number of filled cells of each row."""
        total = pc.cast(no(self.sheet.height), pa.int16())
        for mask in self.filled:
            total = pc.add(total, pc.cast(mask, pa.int16()))
        return total

    @cached_property
    def blank(self) -> pa.Array:
        """Rows without any filled cell."""
        return pc.equal(self.count, 0) if self.sheet.height else no(0)

    def rows_from(self, start: int, most: int = SAMPLE) -> list[int]:
        """The first rows at or below ``start`` that are not blank, at most so many."""
        # Most tables have few blank rows: a window is enough, and long sheets are not searched.
        found = pc.indices_nonzero(pc.invert(self.blank.slice(start, most * 4)))[:most]
        if len(found) < most and start + most * 4 < self.sheet.height:
            found = pc.indices_nonzero(pc.invert(self.blank[start:]))[:most]
        return [start + index for index in found.to_pylist()]

    def figures(self, column: int, rows: list[int]) -> float:
        """Share of the filled cells of a column, in these rows, that read as figures."""
        if not rows:
            return 0.0
        cells = [cell.strip() for cell in self.sheet.columns[column].take(rows).to_pylist()]
        counted = [cell for cell in cells if cell.lower() not in _NEUTRAL]
        return sum(map(is_figure, counted)) / len(counted) if counted else 0.0

    def use(self, column: int, rows: list[int]) -> float:
        """Share of these rows in which a column is filled."""
        if not rows:
            return 0.0
        return times(self.filled[column].take(rows)) / len(rows)
