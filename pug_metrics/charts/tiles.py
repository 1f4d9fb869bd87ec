"""A schematic map: one tile a kelurahan or desa, grouped by kecamatan; needs no coordinates.

Knows nothing of metrics, languages or databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

import plotly.graph_objects as go

from pug_metrics.charts.style import (
    Absent,
    Steps,
    Style,
    Theme,
    abbreviate,
    base_layout,
    bold,
    clean,
    empty,
    hatch,
    hover,
    label,
    legend_height,
    legend_row,
    shorten,
    step_legend,
    widest,
    width,
)


@dataclass(frozen=True, slots=True)
class Tile:
    """One place. ``nilai`` is ``None`` with ``alasan`` where there is none; ``label`` then says so.

    ``soroti`` outlines an extreme the sentence is about, ``dipilih`` the tile that was picked.
    """

    kode: str
    nama: str
    nilai: float | Decimal | None
    label: str
    soroti: bool = False
    dipilih: bool = False
    keterangan: str = ""
    alasan: Absent = "kosong"


@dataclass(frozen=True, slots=True)
class TileGroup:
    """The tiles of one kecamatan, under its name."""

    kode: str
    nama: str
    petak: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """How tiles are laid, in px at the narrowest width: groups in a row, tiles across a group."""

    groups: int
    across: int
    wide: float
    tall: float
    names: bool
    figures: bool


def tiles(
    groups: Sequence[TileGroup],
    steps: Steps,
    theme: Theme,
    *,
    note: str = "",
    empty_text: str = "",
) -> go.Figure:
    """Tiles in reading order, coloured by ``steps``; hatched where there is no value.

    Beyond ``theme.tinggi`` px names are shortened, then left to the pointer, figures after them.
    ``customdata`` of the trace ``petak`` is the code of each tile.
    """
    filled = [group for group in groups if group.petak]
    if not filled:
        return empty(theme, empty_text)
    grid = fit(filled, theme, theme.tinggi or theme.lebar * 1.1)
    placed, heads, deep = _lay(filled, grid, theme)
    absent = [tile.alasan for tile, _, _ in placed if tile.nilai is None]
    figure = go.Figure(
        [
            _trace(placed, grid, steps, theme, _where(filled), note),
            *step_legend(theme, steps, absent),
        ]
    )
    legend = legend_height(steps, absent, theme)
    figure.update_layout(
        base_layout(theme, height=deep + legend, bottom=legend, left=2, right=2, top=2),
        showlegend=True,
        legend=legend_row(theme, steps.judul),
        annotations=heads,
    )
    figure.update_xaxes(range=[0, theme.lebar - 4])
    figure.update_yaxes(range=[deep - 2, 0])
    return figure


def _gap(theme: Theme) -> float:
    return theme.em(0.4)


def _apart(theme: Theme) -> float:
    """Px between groups."""
    return theme.em(1.3)


def _head(theme: Theme) -> float:
    """Px of the line with the name of a group."""
    return theme.em(1.75)


def fit(groups: Sequence[TileGroup], theme: Theme, tallest: float) -> Grid:
    """The most legible grid that is no taller than ``tallest`` px.

    In order: whole names and figures; shortened names; figures only; colour only.
    """
    every = [tile for group in groups for tile in group.petak]
    figure = widest([t.label for t in every if t.nilai is not None], theme.teks_px, bold=True)
    name = widest([t.nama for t in every], theme.kecil)
    pad = theme.em(1.0)
    full = theme.kecil * 1.3 + theme.besar * 1.25 + theme.em(0.9)
    forms = (
        (max(min(name, theme.em(11)), figure) + pad, full, True, True),
        (max(theme.em(5.2), figure + pad), full, True, True),
        (figure + theme.em(0.6), theme.em(1.9), False, True),
        (theme.em(1.1), theme.em(1.1), False, False),
    )
    for least, tall, names, figures in forms:
        grids = _grids(groups, theme, least, tall, names=names, figures=figures)
        good = [g for g in grids if _height(groups, g, theme) <= tallest]
        if good:
            return max(good, key=lambda g: (-_height(groups, g, theme), g.wide))
    return min(grids, key=lambda g: _height(groups, g, theme))


def _grids(
    groups: Sequence[TileGroup],
    theme: Theme,
    least: float,
    tall: float,
    *,
    names: bool,
    figures: bool,
) -> list[Grid]:
    """All grids whose tiles are at least ``least`` px wide; at least one."""
    room, most = theme.lebar - 4, max(len(group.petak) for group in groups)
    made = []
    for beside in range(1, len(groups) + 1):
        block = (room - _apart(theme) * (beside - 1)) / beside
        for across in range(1, most + 1):
            wide = (block - _gap(theme) * (across - 1)) / across
            if wide >= least and wide <= tall * 3.2:
                made.append(Grid(beside, across, wide, tall, names, figures))
    return made or [
        Grid(1, max(1, int(room // (least + _gap(theme)))), least, tall, names, figures)
    ]


def _rows(groups: Sequence[TileGroup], grid: Grid) -> list[int]:
    """Rows of tiles in each row of groups."""
    tops = range(0, len(groups), grid.groups)
    return [
        max(ceil(len(g.petak) / grid.across) for g in groups[at : at + grid.groups]) for at in tops
    ]


def _height(groups: Sequence[TileGroup], grid: Grid, theme: Theme) -> float:
    each = _head(theme) + _apart(theme) * 0.7
    return sum(each + rows * (grid.tall + _gap(theme)) for rows in _rows(groups, grid))


Placed = list[tuple[Tile, float, float]]


def _lay(
    groups: Sequence[TileGroup], grid: Grid, theme: Theme
) -> tuple[Placed, list[Style], float]:
    """Tiles with left and top in px, group names as annotations, and the whole height."""
    placed: Placed = []
    heads: list[Style] = []
    block = grid.across * (grid.wide + _gap(theme)) - _gap(theme)
    top = 0.0
    for row, rows in enumerate(_rows(groups, grid)):
        for column, group in enumerate(groups[row * grid.groups : (row + 1) * grid.groups]):
            left = column * (block + _apart(theme))
            name = clean(shorten(group.nama, theme.teks_px, block))
            place: Style = {"x": left, "y": top, "xanchor": "left", "yanchor": "top"}
            heads.append(label(name, theme, **place))
            for at, tile in enumerate(group.petak):
                across, down = at % grid.across, at // grid.across
                x = left + across * (grid.wide + _gap(theme))
                placed.append((tile, x, top + _head(theme) + down * (grid.tall + _gap(theme))))
        top += _head(theme) + rows * (grid.tall + _gap(theme)) + _apart(theme) * 0.7
    return placed, heads, top


def _where(groups: Sequence[TileGroup]) -> dict[str, str]:
    return {tile.kode: group.nama for group in groups for tile in group.petak}


def _trace(
    placed: Placed, grid: Grid, steps: Steps, theme: Theme, where: dict[str, str], note: str
) -> go.Bar:
    every = [tile for tile, _, _ in placed]
    fills = [_fill(tile, steps, theme) for tile in every]
    marked = [tile.soroti or tile.dipilih for tile in every]
    thin = [theme.tipis if tile.nilai is None else 0.0 for tile in every]
    return go.Bar(
        x=[left + grid.wide / 2 for _, left, _ in placed],
        y=[grid.tall] * len(placed),
        base=[top for _, _, top in placed],
        width=grid.wide,
        text=[_words(tile, grid, theme) for tile in every],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": theme.kecil, "color": [theme.ink(fill) for fill in fills]},
        customdata=[tile.kode for tile in every],
        hovertext=[
            hover(tile.nama, [where[tile.kode], tile.label, tile.keterangan], note)
            for tile in every
        ],
        hoverinfo="text",
        marker={
            "color": fills,
            "cornerradius": min(theme.em(0.5), grid.tall / 5),
            "pattern": hatch(theme, [t.alasan if t.nilai is None else "" for t in every]),
            "line": {
                "color": [_outline(tile, theme) for tile in every],
                "width": [theme.em(0.2) if m else w for m, w in zip(marked, thin, strict=True)],
            },
        },
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
        name="petak",
    )


def _fill(tile: Tile, steps: Steps, theme: Theme) -> str:
    if tile.nilai is None:
        return theme.warna.latar
    return theme.warna.langkah[steps.of(float(tile.nilai))]


def _outline(tile: Tile, theme: Theme) -> str:
    if tile.dipilih:
        return theme.warna.teks
    return theme.warna.soroti if tile.soroti else theme.warna.pola


def _words(tile: Tile, grid: Grid, theme: Theme) -> str:
    """Name above figure as far as the tile is wide enough; what is left out is in the pointer."""
    room = grid.wide - theme.em(0.6)
    size = _figure_size(tile, room, theme)
    if not grid.figures or not size:
        return ""
    figure = f"<span style='font-size:{size}px'>{_strong(tile)}</span>"
    if not grid.names:
        return figure
    return f"{clean(abbreviate(tile.nama, theme.kecil, room))}<br>{figure}"


def _strong(tile: Tile) -> str:
    return bold(clean(tile.label))


def _figure_size(tile: Tile, room: float, theme: Theme) -> int:
    """Largest text size in which the figure fits, 0 for none."""
    sizes = (theme.kecil,) if tile.nilai is None else (theme.besar, theme.teks_px, theme.kecil)
    return next((s for s in sizes if width(tile.label, s, bold=True) <= room), 0)
