"""Two tables on one sheet are refused: nobody can say which of them was meant."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

import pyarrow.compute as pc

from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.tables.grid import Grid
from pug_metrics.tables.heading import Heading, could_head, is_figure
from pug_metrics.tables.leaving import is_note
from pug_metrics.tables.masks import some
from pug_metrics.tables.profile import Profile
from pug_metrics.tables.sheet import FileRefused, column_letters

_MOST = 2_000


def refuse_second_table(
    grid: Grid, heading: Heading, seen: Profile, again: Collection[int]
) -> None:
    """Raise ``FileRefused`` ``dua_tabel`` or ``dua_tabel_sebelah`` where there are two tables."""
    sides = _sides(grid, heading)
    if sides:
        first, second = ("–".join(map(column_letters, (side[0], side[-1]))) for side in sides)
        raise FileRefused("dua_tabel_sebelah", satu=first, dua=second)
    row = _second_header(grid, heading, seen, again)
    if row is not None:
        raise FileRefused("dua_tabel", satu=heading.top + 1, dua=row + 1)


def _second_header(
    grid: Grid, heading: Heading, seen: Profile, again: Collection[int]
) -> int | None:
    """The row of another header below blank rows, with figures under its words."""
    after_blank = pc.and_(pc.invert(grid.blank[1:]), grid.blank[:-1])
    for index in pc.indices_nonzero(after_blank).to_pylist()[:_MOST]:
        row = index + 1
        if row <= heading.bottom + 1:
            continue
        # A title may stand between the blank row and the header.
        for candidate in _below_titles(grid, row):
            if candidate not in again and _heads_anew(grid, candidate, seen):
                return candidate
    return None


def _below_titles(grid: Grid, row: int) -> list[int]:
    found = [row]
    while len(found) < 4 and grid.count[found[-1]].as_py() == 1:
        following = grid.rows_from(found[-1] + 1, 1)
        if not following:
            break
        found += following
    return found


def _heads_anew(grid: Grid, row: int, seen: Profile) -> bool:
    cells = grid.sheet.row(row)
    words = [index for index, cell in enumerate(cells) if cell]
    if len(words) < 2 or not could_head(cells) or is_note(cells, seen):
        return False
    block = _block(grid, row + 1)
    if not block:
        return False
    broken = [
        index for index in words
        if not is_figure(cells[index]) and all(is_figure(each[index]) for each in block)
    ]  # fmt: skip
    if not broken or (not set(broken) - {words[0]} and len(words) > 2):
        return False
    same = all([index for index, cell in enumerate(each) if cell] == words for each in block)
    # In the first table the words would stand where figures belong.
    astray = bool(set(broken) & seen.figures)
    return (astray and (len(broken) > 1 or len(words) >= seen.usual * 0.6)) or (
        same and len(block) > 1
    )


def _block(grid: Grid, start: int) -> list[list[str]]:
    """The next rows up to a blank one, three at most."""
    found = []
    for row in range(start, min(start + 3, grid.sheet.height)):
        if grid.blank[row].as_py():
            break
        found.append(grid.sheet.row(row))
    return found


def _sides(grid: Grid, heading: Heading) -> tuple[list[int], list[int]] | None:
    """Two groups of columns, parted by a blank column, each a table of its own."""
    groups: list[list[int]] = [[]]
    covered = {column for span in heading.spans.values() for column in span}
    for column, mask in enumerate(grid.filled):
        if some(mask[heading.top :]) or column in covered:
            groups[-1].append(column)
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if len(group) > 1]
    for first, second in pairwise(groups):
        if _own_table(grid, heading, first, second):
            return first, second
    return None


def _own_table(grid: Grid, heading: Heading, first: list[int], second: list[int]) -> bool:
    names = [[normalise_header(heading.names[column]) for column in side]
             for side in (first, second)]  # fmt: skip
    if not any(names[1]):
        rows = [grid.filled[column][heading.top :] for column in second]
        both = pc.and_(rows[0], rows[1])
        return (pc.sum(pc.cast(both, "int32")).as_py() or 0) > 1
    if names[0][0] and names[0][0] == names[1][0]:
        return True
    if all(names[1]) and set(names[1]) <= set(names[0]):
        return True
    return all(_names_and_amounts(grid, heading, side) for side in (first, second))


def _names_and_amounts(grid: Grid, heading: Heading, side: list[int]) -> bool:
    """Whether figures stand behind words, as in a table of its own."""
    rows = grid.rows_from(heading.bottom + 1)
    kinds = [grid.figures(column, rows) >= 0.6 for column in side if grid.use(column, rows)]
    return False in kinds and True in kinds[kinds.index(False) :]
