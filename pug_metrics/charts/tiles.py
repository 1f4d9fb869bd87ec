"""A schematic map: one tile a kelurahan or desa, grouped by kecamatan; needs no coordinates.

Knows nothing of metrics, languages or databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import plotly.graph_objects as go

from pug_metrics.charts.style import (
    Absent,
    Contents,
    Grid,
    Steps,
    Style,
    Theme,
    abbreviate,
    base_layout,
    bold,
    clean,
    empty,
    fit,
    halo,
    hatch,
    hover,
    label,
    legend_height,
    legend_row,
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
    contents = _contents(filled, theme)
    grid = fit(contents, theme, theme.tinggi or theme.lebar * (4 if theme.sempit else 1.6))
    placed, heads = _lay(filled, grid, theme)
    deep = grid.height(contents.counts)
    absent = [tile.alasan for tile, _, _ in placed if tile.nilai is None]
    figure = go.Figure(
        [
            *_traces(placed, grid, steps, theme, _where(filled), note),
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


Placed = list[tuple[Tile, float, float]]


def _contents(groups: Sequence[TileGroup], theme: Theme) -> Contents:
    every = [tile for group in groups for tile in group.petak]
    figures = [tile.label for tile in every if tile.nilai is not None]
    return Contents(
        tuple(len(group.petak) for group in groups),
        tuple(width(group.nama, theme.teks_px) for group in groups),
        tuple(width(tile.nama, theme.kecil) for tile in every),
        widest(figures, theme.teks_px, bold=True),
    )


def _lay(groups: Sequence[TileGroup], grid: Grid, theme: Theme) -> tuple[Placed, list[Style]]:
    """Tiles with left and top in px, and group names as annotations."""
    placed: Placed = []
    heads: list[Style] = []
    corners = grid.corners([len(group.petak) for group in groups])
    for group, corner in zip(groups, corners, strict=True):
        name = clean(abbreviate(group.nama, theme.teks_px, grid.block))
        where: Style = {"x": corner[0], "y": corner[1], "xanchor": "left", "yanchor": "top"}
        heads.append(label(name, theme, **where))
        placed += [(tile, *grid.spot(corner, at)) for at, tile in enumerate(group.petak)]
    return placed, heads


def _where(groups: Sequence[TileGroup]) -> dict[str, str]:
    return {tile.kode: group.nama for group in groups for tile in group.petak}


def _traces(
    placed: Placed, grid: Grid, steps: Steps, theme: Theme, where: dict[str, str], note: str
) -> list[go.Bar]:
    """Tiles with a value in one trace, those without in one for each kind of absence."""
    known = [spot for spot in placed if spot[0].nilai is not None]
    fills = [theme.warna.langkah[steps.of(float(tile.nilai or 0))] for tile, _, _ in known]
    made = [_trace(known, grid, theme, where, note)]
    made[0].update(marker={"color": fills}, textfont={"color": [theme.ink(fill) for fill in fills]})
    for kind in dict.fromkeys(tile.alasan for tile, _, _ in placed if tile.nilai is None):
        mine = [s for s in placed if s[0].nilai is None and s[0].alasan == kind]
        trace = _trace(mine, grid, theme, where, note)
        font = {"color": theme.warna.teks, "shadow": halo(theme.warna.latar)}
        trace.update(marker={"pattern": hatch(theme, kind)}, textfont=font, name=kind)
        made.append(trace)
    return made


def _trace(placed: Placed, grid: Grid, theme: Theme, where: dict[str, str], note: str) -> go.Bar:
    every = [tile for tile, _, _ in placed]
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
        textfont={"size": grid.figure or theme.kecil},
        customdata=[tile.kode for tile in every],
        hovertext=[
            hover(tile.nama, [where[tile.kode], tile.label, tile.keterangan], note)
            for tile in every
        ],
        hoverinfo="text",
        marker={
            "cornerradius": min(theme.em(0.5), grid.tall / 5),
            "line": {
                "color": [_outline(tile, theme) for tile in every],
                "width": [_outline_width(tile, theme) for tile in every],
            },
        },
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
        name="petak",
    )


def _outline_width(tile: Tile, theme: Theme) -> float:
    if tile.soroti or tile.dipilih:
        return theme.em(0.2)
    return theme.tipis if tile.nilai is None else 0.0


def _outline(tile: Tile, theme: Theme) -> str:
    if tile.dipilih:
        return theme.warna.teks
    return theme.warna.soroti if tile.soroti else theme.warna.pola


def _words(tile: Tile, grid: Grid, theme: Theme) -> str:
    """Name above figure as far as the tile is wide enough; what is left out is in the pointer."""
    room = grid.wide - theme.em(0.5)
    name = clean(abbreviate(tile.nama, theme.kecil, room)) if grid.names else ""
    size = next((s for s in _sizes(tile, grid, theme) if _px(tile, s) <= room), 0)
    figure = bold(clean(tile.label)) if size else ""
    lines = ((name, theme.kecil), (figure, size))
    return "<br>".join(
        f"<span style='font-size:{px}px'>{text}</span>" for text, px in lines if text
    )


def _sizes(tile: Tile, grid: Grid, theme: Theme) -> tuple[int, ...]:
    if not grid.figure:
        return ()
    return (theme.kecil,) if tile.nilai is None else (grid.figure, theme.teks_px, theme.kecil)


def _px(tile: Tile, size: int) -> float:
    return width(tile.label, size, bold=True)
