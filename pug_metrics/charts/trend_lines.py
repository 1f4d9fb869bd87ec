"""Lines over years or months, named at their ends; a bracket shows the difference of two of them.

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
    axis_words,
    base_layout,
    bold,
    clean,
    empty,
    hover,
    label,
    rule,
    spaced,
    spread,
    widest,
    wrap,
)

# Names up to this many letters stand on the line of their figure.
_SHORT = 6

Look = Literal["sah", "klaim", "non_arg", "perempuan", "laki_laki", "soroti"]


@dataclass(frozen=True, slots=True)
class Series:
    """One line: a value (or ``None``) and a label for each point of the axis.

    ``nama`` stands behind the last figure; ``jenis`` decides colour and dash: documented solid,
    tagged dashed, the rest grey. ``label_awal`` also writes the first figure.
    """

    kode: str
    nama: str
    nilai: tuple[float | Decimal | None, ...]
    label: tuple[str, ...]
    jenis: Look
    label_awal: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Bracket between the last points of the first two series: ``9,2 poin``, ``tanpa dokumen``."""

    angka: str
    teks: str = ""


def trend_lines(  # noqa: PLR0913 - one figure, its two axes and its words
    axis: Sequence[str],
    series: Sequence[Series],
    theme: Theme,
    *,
    ticks: Sequence[tuple[float, str]] = (),
    difference: Difference | None = None,
    height: float = 0,
    note: str = "",
    empty_text: str = "",
) -> go.Figure:
    """Lines from zero over the points named in ``axis`` (years, months; empty ones not written).

    ``ticks``: values and words of the value axis (see ``style.ticks``), none for no axis;
    ``height`` in px, 0 for the usual. ``customdata`` is the code of a series. A missing value is a
    hole in its line, never zero; a series without any value is left out.
    """
    lines = [one for one in series if any(v is not None for v in one.nilai)]
    if not axis or not lines:
        return empty(theme, empty_text)
    tall, top, bottom = height or theme.tinggi or theme.em(16), theme.em(1.2), theme.em(1.9)
    left = widest([text for _, text in ticks], theme.kecil) + theme.em(0.9 if ticks else 1.2)
    right = _end_room(lines, difference, theme)
    high = _top([one.nilai for one in lines], ticks)
    px = (tall - top - bottom) / high
    figure = go.Figure([_trace(one, axis, theme, note) for one in lines])
    box = {"left": left, "right": right, "top": top, "bottom": bottom}
    figure.update_layout(base_layout(theme, height=tall, **box))
    room = theme.lebar - left - right
    figure.update_xaxes(range=[-_before(lines, len(axis), theme, room), len(axis) - 1])
    figure.update_yaxes(range=[0, high])
    marks = [
        *axis_words(spaced(axis, theme, room), ticks, theme),
        *_end_words(lines, difference, theme, px, high),
        *_start_words(lines, theme, px),
    ]
    shapes = [rule(value, theme) for value, _ in (*ticks, (0.0, ""))]
    shapes += [_bracket(lines, theme, px)] if difference and _meet(lines) else []
    figure.update_layout(annotations=marks, shapes=shapes)
    return figure


def _top(
    values: Sequence[Sequence[float | Decimal | None]], ticks: Sequence[tuple[float, str]]
) -> float:
    known = [float(v) for each in values for v in each if v is not None]
    return max([*known, *(value for value, _ in ticks)], default=0.0) * 1.04 or 1.0


def _ink(one: Series, theme: Theme) -> str:
    return {
        "sah": theme.warna.arg_sah,
        "klaim": theme.warna.arg_klaim_garis,
        "non_arg": theme.warna.non_arg_garis,
        "perempuan": theme.warna.perempuan,
        "laki_laki": theme.warna.laki_laki,
        "soroti": theme.warna.soroti,
    }[one.jenis]


def _trace(one: Series, axis: Sequence[str], theme: Theme, note: str) -> go.Scatter:
    few = len(axis) <= 8
    return go.Scatter(
        x=list(range(len(one.nilai))),
        y=[None if v is None else float(v) for v in one.nilai],
        mode="lines+markers",
        connectgaps=False,
        line={
            "color": _ink(one, theme),
            "width": theme.garis,
            "dash": "dash" if one.jenis == "klaim" else "solid",
        },
        marker={"size": theme.em(0.5) if few else theme.garis, "color": _ink(one, theme)},
        text=[clean(text) for text in one.label],
        customdata=[one.kode] * len(one.nilai),
        hovertext=[
            hover(" · ".join(filter(None, (one.nama, when))), [text], note)
            for when, text in zip(axis, one.label, strict=False)
        ],
        hoverinfo="text",
        cliponaxis=False,
        name=clean(one.nama),
    )


def _last(one: Series) -> int:
    return max(i for i, v in enumerate(one.nilai) if v is not None)


def _first(one: Series) -> int:
    return min(i for i, v in enumerate(one.nilai) if v is not None)


def _value(one: Series, at: int) -> float:
    return float(one.nilai[at] or 0)


def _meet(lines: Sequence[Series]) -> bool:
    """Whether the first two lines end at the same point."""
    return len(lines) > 1 and _last(lines[0]) == _last(lines[1])


def _before(lines: Sequence[Series], points: int, theme: Theme, room: float) -> float:
    """Steps left of the first point: room for half of the first figures."""
    if points == 1:
        return 1.0
    half = widest([one.label[_first(one)] for one in lines if one.label_awal], theme.kecil) / 2
    px = max(half + theme.em(0.5), theme.em(0.6))
    return (points - 1) * px / max(room - px, 1.0)


def _names(text: str, theme: Theme) -> list[str]:
    """A name behind a line, on one or two lines of at most three tenths of the width."""
    return wrap(text, theme.teks_px, theme.lebar * 0.3, 2)


def _end_room(lines: Sequence[Series], difference: Difference | None, theme: Theme) -> float:
    """Px right of the last point for figures and names; at most two fifths of the width."""
    texts = [text for one in lines for text in _names(one.nama, theme)]
    short = all(len(one.nama) <= _SHORT for one in lines)
    figures = [f"{o.label[_last(o)]} {o.nama if short else ''}" for o in lines]
    if difference:
        texts += _names(difference.teks, theme)
        figures.append(difference.angka)
    wide = max(widest(texts, theme.teks_px), widest(figures, theme.teks_px, bold=True))
    return min(wide + theme.em(1.4), theme.lebar * 0.42)


def _end_text(one: Series, lines: Sequence[Series], theme: Theme) -> tuple[str, list[str]]:
    """Figure and lines of the name; the name stays on the line of the figure if all are short."""
    figure = bold(clean(one.label[_last(one)]))
    short = all(len(each.nama) <= _SHORT for each in lines)
    if short:
        return f"{figure} {clean(one.nama)}", []
    return figure, [clean(name) for name in _names(one.nama, theme)]


def _end_words(
    lines: Sequence[Series],
    difference: Difference | None,
    theme: Theme,
    px: float,
    high: float,
) -> list[Style]:
    """Figure and name beside each end, moved apart where ends are close."""
    blocks = [(_value(one, _last(one)), *_end_text(one, lines, theme), "") for one in lines]
    if difference and _meet(lines):
        middle = (_value(lines[0], _last(lines[0])) + _value(lines[1], _last(lines[1]))) / 2
        lower = [clean(line) for line in _names(difference.teks, theme)]
        blocks.insert(1, (middle, bold(clean(difference.angka)), lower, theme.warna.soroti_teks))
    blocks.sort(key=lambda block: -block[0])
    line = theme.teks_px * 1.3
    sizes = [line * (1 + len(names)) for _, _, names, _ in blocks]
    # Labels may reach into the margin above, but not below: the names of the points stand there.
    reach = theme.em(1.0)
    room = max(high * px + reach, sum(sizes) + theme.em(0.3) * len(sizes))
    ideal = [(high - b[0]) * px + reach - size / 2 for b, size in zip(blocks, sizes, strict=True)]
    tops = spread(ideal, sizes, theme.em(0.3), room) or ideal
    return [
        label(
            "<br>".join([figure, *names]),
            theme,
            colour=colour,
            x=1,
            y=value,
            xref="paper",
            xanchor="left",
            align="left",
            xshift=theme.em(0.75),
            yanchor="middle",
            yshift=ideal_top - top,
        )
        for (value, figure, names, colour), top, ideal_top in zip(blocks, tops, ideal, strict=True)
    ]


def _start_words(lines: Sequence[Series], theme: Theme, px: float) -> list[Style]:
    """First figures above their points; one close to a higher one goes below or is left out."""
    wanted = sorted(
        (one for one in lines if one.label_awal and _first(one) < _last(one)),
        key=lambda one: -_value(one, _first(one)),
    )
    made: list[Style] = []
    before: float | None = None
    for one in wanted:
        value = _value(one, _first(one))
        near = before is not None and (before - value) * px < theme.kecil * 2.2
        before = value
        if near and value * px < theme.kecil * 2:
            continue
        made.append(
            label(
                clean(one.label[_first(one)]),
                theme,
                size=theme.kecil,
                x=_first(one),
                y=value,
                yanchor="top" if near else "bottom",
                yshift=-theme.em(0.35) if near else theme.em(0.35),
            )
        )
    return made


def _bracket(lines: Sequence[Series], theme: Theme, px: float) -> Style:
    """A line between the two ends, not touching their points."""
    at = _last(lines[0])
    low, high = sorted((_value(lines[0], at), _value(lines[1], at)))
    air = min(theme.em(0.6) / px, (high - low) / 4)
    line = {"color": theme.warna.soroti, "width": theme.em(0.14)}
    return {"type": "line", "x0": at, "x1": at, "y0": low + air, "y1": high - air, "line": line}
