"""A grid of tiles in groups: the most legible one that fits, and where each tile stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log

from pug_metrics.charts.style.tokens import Theme


@dataclass(frozen=True, slots=True)
class Contents:
    """What a grid must hold: tiles of each group, and px of group names, tile names and figures."""

    counts: tuple[int, ...]
    heads: tuple[float, ...]
    names: tuple[float, ...]
    figure: float


@dataclass(frozen=True, slots=True)
class Grid:
    """How tiles are laid, in px at the narrowest width: groups in a row, tiles across a group.

    ``names``: whether tiles carry names; ``figure``: text size of their figures, 0 for none.
    """

    groups: int
    across: int
    wide: float
    tall: float
    names: bool
    figure: int
    gap: float
    apart: float
    head: float

    @property
    def block(self) -> float:
        """Px of a group from left to right."""
        return self.across * (self.wide + self.gap) - self.gap

    def rows(self, counts: Sequence[int]) -> list[int]:
        """Rows of tiles in each row of groups."""
        return [
            max(ceil(count / self.across) for count in counts[at : at + self.groups])
            for at in range(0, len(counts), self.groups)
        ]

    def height(self, counts: Sequence[int]) -> float:
        """Px of the whole."""
        each = self.head + self.apart * 0.7
        return sum(each + rows * (self.tall + self.gap) for rows in self.rows(counts))

    def corners(self, counts: Sequence[int]) -> list[tuple[float, float]]:
        """Left and top of each group."""
        made, top = [], 0.0
        for row, rows in enumerate(self.rows(counts)):
            here = len(counts[row * self.groups : (row + 1) * self.groups])
            made += [(column * (self.block + self.apart), top) for column in range(here)]
            top += self.head + rows * (self.tall + self.gap) + self.apart * 0.7
        return made

    def spot(self, corner: tuple[float, float], at: int) -> tuple[float, float]:
        """Left and top of tile number ``at`` of the group at ``corner``."""
        left, top = corner
        down, across = divmod(at, self.across)
        step = self.tall + self.gap
        return left + across * (self.wide + self.gap), top + self.head + down * step


def fit(contents: Contents, theme: Theme, tallest: float) -> Grid:
    """The most legible grid that is no taller than ``tallest`` px.

    In order: names and large figures; shortened names and small figures; figures; colour only.
    """
    figure, line = contents.figure, theme.kecil * 1.35
    usual = sorted(contents.names)[int(0.85 * (len(contents.names) - 1))]
    forms = (
        (max(usual, figure * 1.3) + theme.em(0.8), line + theme.besar * 1.9, True, theme.besar),
        (max(theme.em(5), figure + theme.em(0.6)), line + theme.em(1.9), True, theme.teks_px),
        (figure + theme.em(0.5), theme.em(1.9), False, theme.teks_px),
        (theme.em(1.1), theme.em(1.1), False, 0),
    )
    grids: list[Grid] = []
    for least, tall, names, size in forms:
        grids = [
            Grid(*shape, tall, names, size, theme.em(0.4), theme.em(1.3), theme.em(1.75))
            for shape in _shapes(contents, theme, least)
        ]
        good = [grid for grid in grids if grid.height(contents.counts) <= tallest]
        if good:
            return min(good, key=lambda grid: _unrest(contents, grid, theme))
    return min(grids, key=lambda grid: grid.height(contents.counts))


def _shapes(contents: Contents, theme: Theme, least: float) -> list[tuple[int, int, float]]:
    """Groups in a row, tiles across, width of a tile: all that are at least ``least`` px wide."""
    room, gap = theme.lebar - 4, theme.em(0.4)
    made = []
    for beside in range(1, len(contents.counts) + 1):
        block = (room - theme.em(1.3) * (beside - 1)) / beside
        for across in range(1, max(contents.counts) + 1):
            wide = (block - gap * (across - 1)) / across
            if wide >= least:
                made.append((beside, across, min(wide, max(least * 2.2, theme.em(9)))))
    return made or [(1, max(1, int(room // (least + gap))), least)]


def _unrest(contents: Contents, grid: Grid, theme: Theme) -> float:
    """How far a grid is from calm: low, tiles and blocks a little wider than high, names whole."""
    high = grid.height(contents.counts)
    tall = max(ceil(n / grid.across) for n in contents.counts) * (grid.tall + grid.gap)
    blank = 1 - sum(contents.counts) * grid.wide * grid.tall / (theme.lebar * high)
    cut = sum(head > grid.block for head in contents.heads) / len(contents.heads)
    tile = abs(log(grid.wide / grid.tall / 1.9))
    block = abs(log(grid.block / tall / 1.6))
    return tile + 0.5 * block + blank + 1.5 * cut + 0.4 * high / theme.lebar
