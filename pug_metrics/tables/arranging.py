"""Which columns of a sheet make the columns of its table, under merged headers too."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.tables.grid import Grid
from pug_metrics.tables.heading import Heading
from pug_metrics.tables.masks import some
from pug_metrics.tables.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table: its name and the columns of the sheet whose cells stand under it.

    Of several columns no two are filled in one row: forms indent their words that way.
    """

    name: str
    columns: tuple[int, ...]

    def cells(self, sheet: Sheet) -> pa.Array:
        """The text under the name, over all rows of the sheet."""
        text = sheet.columns[self.columns[0]]
        for column in self.columns[1:]:
            other = sheet.columns[column]
            text = pc.if_else(pc.match_substring_regex(text, r"\S"), text, other)
        return text


def arrange(grid: Grid, heading: Heading, rows: pa.Array) -> tuple[Field, ...]:
    """The columns of the table: those with a name, and those without whose rows hold something."""
    live = [column for column, mask in enumerate(grid.filled) if some(mask.take(rows))]
    owner = _owners(grid.sheet, heading, live)
    fields: list[Field] = []
    done: set[int] = set()
    for column, name in enumerate(heading.names):
        if column in done:
            continue
        under = [each for each in live if owner[each] == column]
        if name:
            fields += _named(grid, name, under or [column], rows)
            done |= {column, *under}
        elif column in live and owner[column] == column:
            fields.append(Field("", (column,)))
    return tuple(fields)


def _owners(sheet: Sheet, heading: Heading, live: list[int]) -> dict[int, int]:
    """Live column → column of its name: itself, or the one whose merged cell covers it.

    Where two live columns share a merged name and the cells of one are merged into a column whose
    own name has nothing under it, they belong to that name.
    """
    owner = {column: column for column in live}
    for left, span in heading.spans.items():
        for column in span:
            if column in owner:
                owner[column] = left
    reach = _reach(sheet, heading)
    for column in live:
        shared = sum(owner[each] == owner[column] for each in live) > 1
        free = [
            name
            for name in range(column + 1, reach.get(column, column) + 1)
            if name < len(heading.names) and heading.names[name] and name not in live
        ]
        if shared and free and heading.names[column] == "":
            owner[column] = free[0]
    return owner


def _reach(sheet: Sheet, heading: Heading) -> dict[int, int]:
    """Column → last column of the merged cells that begin in it below the header."""
    found: dict[int, int] = {}
    for top, left, _, right in sheet.merges:
        if top > heading.bottom and right > left:
            found[left] = max(right, found.get(left, left))
    return found


def _named(grid: Grid, name: str, under: list[int], rows: pa.Array) -> list[Field]:
    if len(under) == 1:
        return [Field(name, (under[0],))]
    times = [pc.cast(grid.filled[column].take(rows), pa.int16()) for column in under]
    total = times[0]
    for each in times[1:]:
        total = pc.add(total, each)
    if pc.max(total).as_py() > 1:
        return [Field(name, (column,)) for column in under]
    return [Field(name, tuple(under))]
