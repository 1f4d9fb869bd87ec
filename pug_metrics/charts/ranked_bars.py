"""A ranking: place, name, bar, figure, and the change of place in words.

Knows nothing of metrics, languages or databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import plotly.graph_objects as go

from pug_metrics.charts.style import (
    Absent,
    Style,
    Theme,
    axis_end,
    band,
    base_layout,
    bold,
    clean,
    empty,
    hit_rows,
    hover,
    label,
    name_labels,
    name_room,
    row_slot,
    stubs,
    widest,
    width,
)

# An average line may be drawn on pages up to this many times wider than the narrowest.
_WIDEST = 3.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row. ``nilai`` is ``None`` with ``alasan`` where there is none; ``label`` then says so.

    ``perubahan`` in words (``naik 2``, ``tetap``); ``arah`` gives it its colour: good, bad, none.
    """

    kode: str
    nama: str
    nilai: float | Decimal | None
    label: str
    peringkat: str = ""
    perubahan: str = ""
    arah: Literal["baik", "kurang", ""] = ""
    soroti: bool = False
    dipilih: bool = False
    keterangan: str = ""
    alasan: Absent = "kosong"


@dataclass(frozen=True, slots=True)
class Gap:
    """A row that only says how many are left out (``… sembilan kelurahan di antaranya``)."""

    teks: str


@dataclass(frozen=True, slots=True)
class Average:
    """A thin line at ``nilai`` with its name (``rata-rata kota 221``)."""

    nilai: float | Decimal
    teks: str


def ranked_bars(
    rows: Sequence[Ranked | Gap],
    theme: Theme,
    *,
    average: Average | None = None,
    note: str = "",
    empty_text: str = "",
) -> go.Figure:
    """Rows in the order given, first on top; bars start at zero.

    ``customdata`` of the trace ``baris`` is the code of each row that is not a gap.
    """
    ranked = [(float(y), row) for y, row in enumerate(rows) if isinstance(row, Ranked)]
    if not ranked:
        return empty(theme, empty_text)
    top = theme.em(1.6) if average else theme.em(0.2)
    slot = row_slot(theme, len(rows), top, 3.5 if theme.sempit else 2.35)
    rank = widest([row.peringkat for _, row in ranked], theme.kecil)
    rank = rank + theme.em(0.9) if rank and not theme.sempit else 0.0
    left = rank + name_room([row.nama for _, row in ranked], theme)
    change = widest([row.perubahan for _, row in ranked], theme.kecil)
    right = change + theme.em(1.0) if change else theme.em(0.2)
    room = theme.lebar - left - right
    end = _end(ranked, average, theme, room)
    figure = go.Figure(_traces(ranked, theme, end, room, slot, note))
    figure.update_layout(
        base_layout(theme, height=top + slot * len(rows), left=left, right=right, top=top)
    )
    figure.update_xaxes(range=[0, end])
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5])
    shapes = [] if average is None else _average_line(rows, average, theme, end, room)
    for y, row in ranked:
        if row.dipilih:
            shapes += band(theme, y - 0.48, y + 0.48, left, right)
    marks = _words(rows, ranked, theme, left, rank, right)
    if average is not None:
        marks.append(_average_name(average, theme, end, room))
    figure.update_layout(annotations=marks, shapes=shapes)
    return figure


def _end(
    ranked: Sequence[tuple[float, Ranked]], average: Average | None, theme: Theme, room: float
) -> float:
    values = [float(row.nilai or 0) for _, row in ranked]
    after = [_label_px(row, theme) for _, row in ranked]
    if average is not None:
        values, after = [*values, float(average.nilai)], [*after, theme.em(0.5)]
    return axis_end(values, after, room)


def _label_px(row: Ranked, theme: Theme) -> float:
    return width(row.label, theme.teks_px, bold=True) + theme.em(0.8)


def _traces(
    ranked: Sequence[tuple[float, Ranked]],
    theme: Theme,
    end: float,
    room: float,
    slot: float,
    note: str,
) -> list[go.Bar]:
    thick = theme.em(1.3) / slot if theme.sempit else max(theme.em(1.3) / slot, 0.44)
    offset = 0.36 - thick if theme.sempit else -thick / 2
    known = [(y, row, float(row.nilai)) for y, row in ranked if row.nilai is not None]
    fills = [theme.warna.soroti if r.soroti else theme.warna.arg_sah for _, r, _ in known]
    bars = go.Bar(
        x=[value for _, _, value in known],
        y=[y for y, _, _ in known],
        orientation="h",
        width=thick,
        offset=offset,
        text=[bold(clean(row.label)) for _, row, _ in known],
        textposition="outside",
        textangle=0,
        constraintext="none",
        textfont={"size": theme.teks_px, "color": theme.warna.teks},
        cliponaxis=False,
        hoverinfo="skip",
        marker={"color": fills, "line": {"width": 0}},
        name="nilai",
    )
    gone = [(y, row.alasan, row.label) for y, row in ranked if row.nilai is None]
    length = end * theme.em(1.2) / room
    hovers = [_hover(row, note) for _, row in ranked]
    return [
        bars,
        *stubs(gone, theme, length=length, thick=thick, offset=offset),
        hit_rows([y for y, _ in ranked], [row.kode for _, row in ranked], hovers, end, 1),
    ]


def _hover(row: Ranked, note: str) -> str:
    name = f"{row.peringkat}. {row.nama}" if row.peringkat else row.nama
    return hover(name, [row.label, row.perubahan, row.keterangan], note)


def _words(
    rows: Sequence[Ranked | Gap],
    ranked: Sequence[tuple[float, Ranked]],
    theme: Theme,
    left: float,
    rank: float,
    right: float,
) -> list[Style]:
    """Names, places, changes, gaps."""
    above = theme.sempit
    names = [
        f"{row.peringkat}  {row.nama}" if above and row.peringkat else row.nama for _, row in ranked
    ]
    ys = [y - 0.5 if above else y for y, _ in ranked]
    strong = [row.dipilih for _, row in ranked]
    made = name_labels(names, ys, strong, theme, left - rank)
    for y, row in ranked:
        if rank:
            place: Style = {"x": 0, "y": y, "xref": "paper", "xanchor": "right"}
            shift = -left + rank - theme.em(0.6)
            text = clean(row.peringkat)
            made.append(label(text, theme, size=theme.kecil, quiet=True, xshift=shift, **place))
        if row.perubahan:
            made.append(_change(y, row, theme, right))
    for y, gap in enumerate(rows):
        if isinstance(gap, Gap):
            text = clean(gap.teks)
            made.append(label(text, theme, size=theme.kecil, quiet=True, x=0, y=y, xanchor="left"))
    return made


def _change(y: float, row: Ranked, theme: Theme, right: float) -> Style:
    inks = {"baik": theme.warna.baik_teks, "kurang": theme.warna.kurang_teks}
    return label(
        clean(row.perubahan),
        theme,
        size=theme.kecil,
        colour=inks.get(row.arah, theme.warna.teks2),
        x=1,
        y=y,
        xref="paper",
        xanchor="right",
        xshift=right - theme.em(0.3),
        yshift=-theme.em(0.55) if theme.sempit else 0,
    )


def _average_line(
    rows: Sequence[Ranked | Gap], average: Average, theme: Theme, end: float, room: float
) -> list[Style]:
    """One dashed piece a row; a row whose figure stands in the way goes without."""
    at = float(average.nilai)
    return [
        {
            "type": "line",
            "x0": at,
            "x1": at,
            "y0": y - (0.1 if theme.sempit else 0.5),
            "y1": y + (0.45 if theme.sempit else 0.5),
            "line": {"color": theme.warna.teks2, "width": theme.tipis, "dash": "2px,3px"},
        }
        for y, row in enumerate(rows)
        if not _in_the_way(row, at, theme, room / end)
    ]


def _in_the_way(row: Ranked | Gap, at: float, theme: Theme, px: float) -> bool:
    start = 0.0 if isinstance(row, Gap) else float(row.nilai or 0)
    taken = width(row.teks, theme.kecil) if isinstance(row, Gap) else _label_px(row, theme)
    near, far = (at - start) * px, (at - start) * px * _WIDEST
    return far > -theme.em(0.2) and near < taken and near >= 0


def _average_name(average: Average, theme: Theme, end: float, room: float) -> Style:
    """The name above its line, pushed in where it would leave the figure."""
    at = float(average.nilai) / end * room
    wide = width(average.teks, theme.kecil)
    left = min(max(at - wide / 2, 0.0), room - wide)
    return label(
        clean(average.teks),
        theme,
        size=theme.kecil,
        quiet=True,
        x=float(average.nilai),
        y=1,
        yref="paper",
        xanchor="left",
        xshift=left - at,
        yanchor="bottom",
        yshift=theme.em(0.15),
    )
