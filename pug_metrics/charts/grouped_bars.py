"""Several bars a row that share one axis: two years, two stages, two metrics, a few second keys.

Knows nothing of metrics, languages or databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import plotly.graph_objects as go

from pug_metrics.charts.style import (
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
    legend_lines,
    legend_row,
    lines_height,
    name_labels,
    name_room,
    row_slot,
    widest,
    width,
)

MOST = 6


@dataclass(frozen=True, slots=True)
class BarSeries:
    """One bar of every row: the accent, what it is compared with, or a hue of its own."""

    kode: str
    nama: str
    jenis: Literal["utama", "pembanding", "kategori"] = "kategori"


@dataclass(frozen=True, slots=True)
class Grouped:
    """One row: a value (or ``None``) and a label for each series, in the order of the series.

    A value that is missing has no bar; its label says why. ``perubahan`` stands in a column of its
    own at the right; ``arah`` gives it its colour: good, bad, none.
    """

    kode: str
    nama: str
    nilai: tuple[float | Decimal | None, ...]
    label: tuple[str, ...]
    perubahan: str = ""
    arah: Literal["baik", "kurang", ""] = ""
    dipilih: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that only says how many are left out."""

    teks: str


def grouped_bars(
    rows: Sequence[Grouped | Skipped],
    series: Sequence[BarSeries],
    theme: Theme,
    *,
    note: str = "",
    empty_text: str = "",
) -> go.Figure:
    """Rows in the order given, first on top; every bar starts at zero, its figure behind it.

    ``customdata`` of the trace ``baris`` is the code of each row. Raises ``ValueError`` for more
    than six series: the caller shows a table.
    """
    if len(series) > MOST:
        raise ValueError(f"{len(series)} series; a reader tells at most {MOST} apart")
    drawn = [(float(y), row) for y, row in enumerate(rows) if isinstance(row, Grouped)]
    if not drawn or not series:
        return empty(theme, empty_text)
    left = name_room([row.nama for _, row in drawn], theme)
    change = widest([row.perubahan for _, row in drawn], theme.kecil)
    right = change + theme.em(1.0) if change else 0.0
    room = theme.lebar - left - right
    top = lines_height(legend_lines([one.nama for one in series], theme, room), theme)
    usual = 1.25 * len(series) + (2.6 if theme.sempit else 1.0)
    slot = row_slot(theme, len(rows), top, usual)
    end = _end(drawn, theme, room)
    figure = go.Figure(
        [
            *_traces(drawn, series, theme, slot),
            hit_rows(
                [y for y, _ in drawn], [row.kode for _, row in drawn],
                [_hover(row, series, note) for _, row in drawn], end, 1,
            ).update(showlegend=False),
        ]
    )  # fmt: skip
    figure.update_layout(
        base_layout(theme, height=top + slot * len(rows), left=left, right=right, top=top),
        showlegend=True,
        legend=legend_row(theme, above=True),
    )
    figure.update_xaxes(range=[0, end])
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5])
    marks = _words(rows, drawn, theme, left, right)
    bands = [
        shape
        for y, row in drawn
        if row.dipilih
        for shape in band(theme, y - 0.48, y + 0.48, left, right)
    ]
    figure.update_layout(annotations=marks, shapes=bands)
    return figure


def _words(
    rows: Sequence[Grouped | Skipped],
    drawn: Sequence[tuple[float, Grouped]],
    theme: Theme,
    left: float,
    right: float,
) -> list[Style]:
    """Names, changes, what is left out."""
    above = 0.5 if theme.sempit else 0.0
    made = name_labels(
        [row.nama for _, row in drawn], [y - above for y, _ in drawn],
        [row.dipilih for _, row in drawn], theme, left,
    )  # fmt: skip
    for y, row in drawn:
        if row.perubahan:
            made.append(_change(y, row, theme, right))
    for y, gap in enumerate(rows):
        if isinstance(gap, Skipped):
            text = clean(gap.teks)
            made.append(label(text, theme, size=theme.kecil, quiet=True, x=0, y=y, xanchor="left"))
    return made


def _change(y: float, row: Grouped, theme: Theme, right: float) -> Style:
    inks = {"baik": theme.warna.baik_teks, "kurang": theme.warna.kurang_teks}
    place: Style = {"x": 1, "y": y, "xref": "paper", "xanchor": "right"}
    return label(
        clean(row.perubahan), theme, size=theme.kecil,
        colour=inks.get(row.arah, theme.warna.teks2), xshift=right - theme.em(0.3),
        yshift=-theme.em(0.8) if theme.sempit else 0, **place,
    )  # fmt: skip


def _end(drawn: Sequence[tuple[float, Grouped]], theme: Theme, room: float) -> float:
    pairs = [
        (float(value or 0), width(text, theme.kecil, bold=True) + theme.em(0.8))
        for _, row in drawn
        for value, text in zip(row.nilai, row.label, strict=True)
    ]
    return axis_end([value for value, _ in pairs], [px for _, px in pairs], room)


def _fills(series: Sequence[BarSeries], theme: Theme) -> list[str]:
    hues = iter(theme.warna.kategori)
    fixed = {"utama": theme.warna.arg_sah, "pembanding": theme.warna.non_arg_garis}
    return [fixed.get(one.jenis) or next(hues) for one in series]


def _traces(
    drawn: Sequence[tuple[float, Grouped]], series: Sequence[BarSeries], theme: Theme, slot: float
) -> list[go.Bar]:
    thick, step = theme.em(1.0) / slot, theme.em(1.2) / slot
    # On a phone the names stand above the bars, which then fill the lower part of the row.
    whole = step * len(series)
    first = 0.46 - whole if theme.sempit else -whole / 2
    made = []
    for at, (one, fill) in enumerate(zip(series, _fills(series, theme), strict=True)):
        strong = one.jenis == "utama"
        texts = [clean(row.label[at]) for _, row in drawn]
        made.append(
            go.Bar(
                x=[float(row.nilai[at] or 0) for _, row in drawn],
                y=[y for y, _ in drawn],
                orientation="h",
                width=thick,
                offset=first + step * at + (step - thick) / 2,
                text=[bold(text) if strong else text for text in texts],
                textposition="outside",
                textangle=0,
                constraintext="none",
                textfont={"size": theme.kecil, "color": theme.warna.teks},
                cliponaxis=False,
                hoverinfo="skip",
                marker={"color": fill, "line": {"width": 0}},
                name=clean(one.nama),
            )
        )
    return made


def _hover(row: Grouped, series: Sequence[BarSeries], note: str) -> str:
    told = [f"{one.nama}: {text}" for one, text in zip(series, row.label, strict=True)]
    return hover(row.nama, [*told, row.perubahan], note)
