"""The budget as clickable areas in areas: size is money, colour is the share of ARG.

Areas are bars, because the page hears clicks on bars and not on Plotly's own treemap. Knows nothing
of metrics, languages or databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import plotly.graph_objects as go

from pug_metrics.charts.style import (
    Absent,
    Steps,
    Theme,
    base_layout,
    bold,
    clean,
    empty,
    hatch,
    hover,
    legend_height,
    legend_row,
    shorten,
    step_legend,
    width,
    wrap,
)

_TALL = 0.56
_TALL_NARROW = 1.25


@dataclass(frozen=True, slots=True)
class Block:
    """One area. ``nilai`` sizes it; ``bagian`` (in the unit of the steps) colours it.

    ``kode`` is what a click gives; an empty one cannot be opened. ``bagian`` is ``None`` with
    ``alasan`` where there is no share. ``isi``: what is inside, drawn where there is room for it.
    """

    kode: str
    nama: str
    nilai: float | Decimal
    label: str
    bagian: float | None
    label_bagian: str
    keterangan: str = ""
    alasan: Absent = "kosong"
    isi: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """Left, top, width and height of an area in px at the narrowest width."""

    left: float
    top: float
    wide: float
    tall: float


def squarify(values: Sequence[float], wide: float, tall: float) -> list[Box]:
    """Boxes of the areas ``values`` (descending, positive) that fill a rectangle, nearly square."""
    scale = wide * tall / sum(values)
    areas = [value * scale for value in values]
    boxes: list[Box] = []
    left, top = 0.0, 0.0
    at = 0
    while at < len(areas):
        side = min(wide, tall)
        end = at + 1
        while end < len(areas) and _worst(areas[at : end + 1], side) <= _worst(areas[at:end], side):
            end += 1
        row = areas[at:end]
        thick = sum(row) / side
        offset = 0.0
        for area in row:
            long = area / thick
            across = Box(left + offset, top, long, thick)
            down = Box(left, top + offset, thick, long)
            boxes.append(across if wide <= tall else down)
            offset += long
        if wide <= tall:
            top, tall = top + thick, tall - thick
        else:
            left, wide = left + thick, wide - thick
        at = end
    return boxes


def _worst(row: Sequence[float], side: float) -> float:
    """The largest ratio of sides in a row of areas laid along ``side``."""
    whole = sum(row)
    return max(max(side**2 * area / whole**2, whole**2 / (side**2 * area)) for area in row)


def area_blocks(
    blocks: Sequence[Block], steps: Steps, theme: Theme, *, note: str = "", empty_text: str = ""
) -> go.Figure:
    """Areas in descending size; a text that does not fit is left to the pointer.

    ``customdata`` of the traces is the code. A block without positive value cannot be drawn.
    """
    drawn = _drawable(blocks)
    if not drawn:
        return empty(theme, empty_text)
    wide = theme.lebar - 4
    tall = theme.tinggi or theme.lebar * (_TALL_NARROW if theme.sempit else _TALL)
    heads, placed = _lay(drawn, Box(0, 0, wide, tall), theme)
    absent = [block.alasan for block, _ in placed if block.bagian is None]
    legend = legend_height(steps, absent, theme)
    marks = [*_heads(heads, theme, note), *_traces(placed, steps, theme, note)]
    figure = go.Figure([*marks, *step_legend(theme, steps, absent)])
    figure.update_layout(
        base_layout(theme, height=tall + legend, bottom=legend, left=2, right=2),
        showlegend=True,
        legend=legend_row(theme, steps.judul),
    )
    figure.update_xaxes(range=[0, wide])
    figure.update_yaxes(range=[tall, 0])
    return figure


Placed = list[tuple[Block, Box]]


def _drawable(blocks: Sequence[Block]) -> list[Block]:
    return sorted((b for b in blocks if float(b.nilai) > 0), key=lambda b: -float(b.nilai))


def _within(blocks: Sequence[Block], box: Box) -> Placed:
    boxes = squarify([float(block.nilai) for block in blocks], box.wide, box.tall)
    moved = [Box(box.left + b.left, box.top + b.top, b.wide, b.tall) for b in boxes]
    return list(zip(blocks, moved, strict=True))


def _lay(blocks: Sequence[Block], room: Box, theme: Theme) -> tuple[Placed, Placed]:
    """Headings of areas that show what is inside, and the areas themselves."""
    heads: Placed = []
    areas: Placed = []
    for block, box in _within(blocks, room):
        inside, head = _drawable(block.isi), theme.em(1.8)
        if len(inside) < 2 or box.tall < head * 3 or box.wide < theme.em(9):
            areas.append((block, box))
            continue
        pad = theme.em(0.2)
        heads.append((block, Box(box.left + pad / 2, box.top, box.wide - pad, head)))
        below = Box(box.left + pad, box.top + head, box.wide - 2 * pad, box.tall - head - pad)
        areas += _within(inside, below)
    return heads, areas


def _heads(placed: Placed, theme: Theme, note: str) -> list[go.Bar]:
    if not placed:
        return []
    trace = _trace(placed, theme, note)
    texts = [_head(block, box, theme) for block, box in placed]
    marker = {"color": theme.warna.jalur}
    trace.update(text=texts, marker=marker, textfont={"color": theme.warna.teks}, name="kepala")
    return [trace]


def _head(block: Block, box: Box, theme: Theme) -> str:
    """Name and figures on one line, the name shortened first."""
    room = box.wide - theme.em(0.8)
    figures = _line(block)
    left = room - width(f"   {figures}", theme.kecil)
    if left < theme.em(4):
        return bold(clean(shorten(block.nama, theme.kecil, room, bold=True)))
    name = bold(clean(shorten(block.nama, theme.kecil, left, bold=True)))
    return f"{name}   {clean(figures)}"


def _traces(placed: Placed, steps: Steps, theme: Theme, note: str) -> list[go.Bar]:
    """Areas with a share in one trace, those without in one for each kind of absence."""
    known = [(block, box) for block, box in placed if block.bagian is not None]
    fills = [theme.warna.langkah[steps.of(float(b.bagian or 0))] for b, _ in known]
    made = [_trace(known, theme, note)]
    inks = [theme.ink(fill) for fill in fills]
    made[0].update(marker={"color": fills}, textfont={"color": inks})
    for kind in dict.fromkeys(block.alasan for block, _ in placed if block.bagian is None):
        mine = [(b, box) for b, box in placed if b.bagian is None and b.alasan == kind]
        trace = _trace(mine, theme, note)
        trace.update(marker={"pattern": hatch(theme, kind)}, textfont={"color": theme.warna.teks})
        made.append(trace)
    return made


def _trace(placed: Placed, theme: Theme, note: str) -> go.Bar:
    return go.Bar(
        x=[box.left + box.wide / 2 for _, box in placed],
        y=[box.tall for _, box in placed],
        base=[box.top for _, box in placed],
        width=[box.wide for _, box in placed],
        text=[_words(block, box, theme) for block, box in placed],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": theme.kecil},
        customdata=[block.kode for block, _ in placed],
        hovertext=[
            hover(block.nama, [block.label, block.label_bagian, block.keterangan], note)
            for block, _ in placed
        ],
        hoverinfo="text",
        marker={
            "cornerradius": theme.em(0.35),
            "line": {"color": theme.warna.latar, "width": theme.em(0.16)},
        },
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
        name="bidang",
    )


def _words(block: Block, box: Box, theme: Theme) -> str:
    """Name and figures as far as the area holds them; nothing rather than a cut figure."""
    room = box.wide - theme.em(0.6)
    lines = int((box.tall - theme.em(0.4)) // (theme.kecil * 1.4))
    longest = max(width(word, theme.kecil, bold=True) for word in block.nama.split() or [""])
    figures = _figures(block, room, lines, theme)
    spare = lines - len(figures)
    fits = spare > 0 and longest <= room
    if not fits and figures[:1] != [_line(block)]:
        return ""
    names = wrap(block.nama, theme.kecil, room, min(spare, 4), bold=True) if fits else []
    told = [*(bold(clean(name)) for name in names), *(clean(each) for each in figures)]
    return "<br>".join(told)


def _line(block: Block) -> str:
    """Money and share on one line."""
    return " · ".join(part for part in (block.label, block.label_bagian) if part)


def _figures(block: Block, room: float, lines: int, theme: Theme) -> list[str]:
    """Money and share on one line, on two, the share alone, or nothing."""
    parts = [part for part in (block.label, block.label_bagian) if part]
    for form in ([_line(block)], parts, parts[-1:]):
        if len(form) <= lines and max(width(each, theme.kecil) for each in form) <= room:
            return form
    return []
