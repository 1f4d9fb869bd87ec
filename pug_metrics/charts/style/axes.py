"""Axes: round steps written by the caller, ends that leave room, names that do not touch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil, floor, log10

from pug_metrics.charts.style.layout import Style, label
from pug_metrics.charts.style.text import clean, widest
from pug_metrics.charts.style.tokens import Theme


def ticks(
    maximum: float, write: Callable[[float], str], count: int = 3
) -> tuple[tuple[float, str], ...]:
    """About ``count`` round steps from zero to ``maximum``, each written by the caller's formatter.

    Plotly's own short units are never used: its M is a million, the reader's M is a milliard.
    """
    if maximum <= 0:
        return ((0.0, write(0.0)),)
    raw = maximum / count
    power = 10.0 ** floor(log10(raw))
    step = next(power * k for k in (1, 2, 2.5, 5, 10) if power * k >= raw * 0.75)
    marks = [round(step * i, 12) for i in range(int(maximum / step + 1e-9) + 1)]
    return tuple((mark, write(mark)) for mark in marks)


def axis_end(values: Sequence[float], after: Sequence[float], room: float) -> float:
    """End of an axis from zero so that what stands after each bar fits in ``room`` px.

    ``after[i]`` is the px that a label needs behind bar ``i``. 1 where nothing is positive.
    """
    ends = [
        value * room / max(room - px, room * 0.2)
        for value, px in zip(values, after, strict=True)
        if value > 0
    ]
    return max(ends, default=0.0) or 1.0


def spaced(axis: Sequence[str], theme: Theme, room: float) -> list[str]:
    """The names of the points, every second (third ...) left out where they would touch."""
    each = room / max(len(axis), 1)
    wide = widest(axis, theme.kecil) + theme.em(0.5)
    written = [at for at, name in enumerate(axis) if name]
    closest = min((b - a for a, b in pairwise(written)), default=1)
    skip = max(1, ceil(wide / (each * closest)))
    kept = {at for place, at in enumerate(reversed(written)) if place % skip == 0}
    return [name if at in kept else "" for at, name in enumerate(axis)]


def axis_words(
    axis: Sequence[str], ticks: Sequence[tuple[float, str]], theme: Theme
) -> list[Style]:
    """Annotations: names under a category axis (empty ones left out), words beside a value axis."""
    under: Style = {"y": 0, "yref": "paper", "yanchor": "top", "yshift": -theme.em(0.4)}
    beside: Style = {"x": 0, "xref": "paper", "xanchor": "right", "xshift": -theme.em(0.5)}
    return [
        label(clean(text), theme, size=theme.kecil, quiet=True, x=at, **under)
        for at, text in enumerate(axis)
        if text
    ] + [
        label(clean(text), theme, size=theme.kecil, quiet=True, y=value, **beside)
        for value, text in ticks
    ]


def rule(value: float, theme: Theme) -> Style:
    """A thin line across the plot at ``value``."""
    line = {"color": theme.warna.kisi, "width": theme.tipis}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": value, "y1": value} | {
        "layer": "below",
        "line": line,
    }
