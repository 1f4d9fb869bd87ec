"""Legends that wrap with the page: colour steps, and the kinds of absence where they occur."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import plotly.graph_objects as go

from pug_metrics.charts.style.layout import Absent, Steps, Style, hatch
from pug_metrics.charts.style.text import clean, width
from pug_metrics.charts.style.tokens import CLEAR, FONT, Theme

# Px of swatch and air of a legend entry, as Plotly draws it with the narrowest item width.
_SWATCH = 48


def legend_entry(theme: Theme, text: str, fill: str, absent: Absent | None = None) -> go.Bar:
    """An invisible bar that only puts a swatch and ``text`` into the legend."""
    marker: Style = {"color": fill, "line": {"color": theme.warna.pola, "width": theme.tipis}}
    if absent:
        pattern = {**hatch(theme, absent), "size": theme.em(0.36)}
        marker = {**marker, "color": theme.warna.latar, "pattern": pattern}
    return go.Bar(
        x=[None], y=[None], name=clean(text), marker=marker, showlegend=True, hoverinfo="skip"
    )


def step_legend(theme: Theme, steps: Steps, absent: Sequence[Absent]) -> list[go.Bar]:
    """Legend entries of four steps and of the kinds of absence that occur."""
    fills = zip(steps.label, theme.warna.langkah, strict=True)
    entries = [legend_entry(theme, text, fill) for text, fill in fills]
    kinds: tuple[Absent, ...] = ("kosong", "disamarkan", "tak_berlaku")
    entries += [legend_entry(theme, steps.absent(k), "", k) for k in kinds if k in absent]
    return entries


def legend_row(theme: Theme, title: str = "", *, above: bool = False) -> Style:
    """Layout of a horizontal legend below (or above) the figure that wraps with the width."""
    return {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "y": 1 if above else 0,
        "yref": "container",
        "xanchor": "left",
        "yanchor": "top" if above else "bottom",
        "bgcolor": CLEAR,
        "itemclick": False,
        "itemdoubleclick": False,
        "traceorder": "normal",
        "itemwidth": 30,
        "title": {
            "text": f"{clean(title)}  " if title else "",
            "side": "left",
            "font": {"size": theme.kecil, "color": theme.warna.teks},
        },
        "font": {"family": FONT, "size": theme.kecil, "color": theme.warna.teks2},
    }


def legend_height(steps: Steps, absent: Sequence[Absent], theme: Theme) -> float:
    """Px of the legend of ``steps`` at the narrowest width, where it may wrap."""
    words = [*steps.label, *(steps.absent(kind) for kind in set(absent))]
    return lines_height(legend_lines(words, theme, theme.lebar, steps.judul), theme)


def lines_height(lines: int, theme: Theme) -> float:
    """Px of a legend of ``lines`` lines, as Plotly sets them, and some air."""
    return lines * (theme.kecil * 1.27 + 4) + theme.em(1)


def legend_lines(words: Sequence[str], theme: Theme, room: float, title: str = "") -> int:
    """Lines of a legend in ``room`` px: one, or a grid of columns of the widest entry.

    Plotly gives it the width of the plot, without the margins.
    """
    room -= width(title, theme.kecil) + theme.em(1) if title else 0
    entries = [width(word, theme.kecil) + _SWATCH for word in words]
    if sum(entries) <= room:
        return 1
    columns = max(int(room // max(entries)), 1)
    return ceil(len(entries) / columns)
