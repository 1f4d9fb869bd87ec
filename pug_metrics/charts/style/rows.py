"""Rows of names with bars: the column of names, the target of a click, the band of a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from pug_metrics.charts.style.layout import Absent, Style, hatch, label
from pug_metrics.charts.style.text import bold, clean, widest, wrap
from pug_metrics.charts.style.tokens import CLEAR, Theme

# Names take at most this share of the width; the rest belongs to the bars.
_NAMES_AT_MOST = 0.36


def name_room(names: Sequence[str], theme: Theme) -> float:
    """Px of the column of names left of the bars, gap included; 0 where names stand above them."""
    if theme.sempit or not names:
        return 0.0
    most = theme.lebar * _NAMES_AT_MOST
    return min(widest(names, theme.teks_px, bold=True), most) + theme.em(0.9)


def name_labels(
    names: Sequence[str],
    ys: Sequence[float],
    strong: Sequence[bool],
    theme: Theme,
    room: float,
) -> list[dict[str, Any]]:
    """Annotations with the names: right-aligned left of the axis, or above the bars on a phone.

    ``room`` is what ``name_room`` gave; long names wrap once and are then cut. ``ys`` is the middle
    of each row, or its top where names stand above.
    """
    lines = 1 if theme.sempit else 2
    space = theme.lebar if theme.sempit else room - theme.em(0.85)
    place: Style = (
        {"xanchor": "left", "yanchor": "top", "align": "left", "xshift": 0}
        if theme.sempit
        else {"xanchor": "right", "yanchor": "middle", "align": "right", "xshift": -theme.em(0.8)}
    )
    made = []
    for name, y, is_strong in zip(names, ys, strong, strict=True):
        cut = wrap(name, theme.teks_px, space, lines, bold=True)
        text = "<br>".join(clean(line) for line in cut)
        made.append(
            label(bold(text) if is_strong else text, theme, x=0, y=y, xref="paper", **place)
        )
    return made


def hit_rows(
    ys: Sequence[float], codes: Sequence[str], hovers: Sequence[str], end: float, thick: float
) -> go.Bar:
    """Invisible bars over whole rows: the pointer and the click find the row, not the thin bar.

    ``customdata`` of each point is the code of its row, as plain text.
    """
    return go.Bar(
        x=[end] * len(ys),
        y=list(ys),
        orientation="h",
        width=thick,
        customdata=list(codes),
        hovertext=list(hovers),
        hoverinfo="text",
        marker={"color": CLEAR, "line": {"width": 0}},
        unselected={"marker": {"opacity": 1}},
        name="baris",
    )


def band(
    theme: Theme, top: float, bottom: float, left: float, right: float
) -> list[dict[str, Any]]:
    """Shapes of a quiet band over one row, margins of ``left`` and ``right`` px included."""
    common = {
        "type": "rect",
        "xref": "paper",
        "yref": "y",
        "y0": top,
        "y1": bottom,
        "layer": "below",
        "fillcolor": theme.warna.pita,
        "line": {"width": 0},
    }
    # The pieces overlap by one px, or a seam shows between them.
    sides = [
        {**common, "xsizemode": "pixel", "xanchor": anchor, "x0": x0, "x1": x1}
        for anchor, x0, x1 in ((0, -left, 1), (1, -1, right))
        if left or right
    ]
    return [{**common, "x0": 0, "x1": 1}, *sides]


def row_slot(theme: Theme, count: float, around: float, usual: float) -> float:
    """Px of a row: ``usual`` em, or more where ``theme.tinggi`` less ``around`` px gives more."""
    return max(theme.em(usual), (theme.tinggi - around) / count)


def stubs(
    absent: Sequence[tuple[float, Absent, str]],
    theme: Theme,
    *,
    length: float,
    thick: float,
    offset: float,
) -> list[go.Bar]:
    """Short bars for rows without a value, one trace for each kind of absence, words behind them.

    ``absent``: row, kind and words; ``length`` on the value axis; ``thick`` and ``offset`` in rows.
    """
    made = []
    for kind in dict.fromkeys(kind for _, kind, _ in absent):
        mine = [(y, text) for y, k, text in absent if k == kind]
        made.append(
            go.Bar(
                x=[length] * len(mine),
                y=[y for y, _ in mine],
                orientation="h",
                width=thick,
                offset=offset,
                text=[clean(text) for _, text in mine],
                textposition="outside",
                textangle=0,
                constraintext="none",
                textfont={"size": theme.kecil, "color": theme.warna.teks2},
                cliponaxis=False,
                hoverinfo="skip",
                showlegend=False,
                marker={
                    "line": {"width": theme.tipis, "color": theme.warna.pola},
                    "pattern": hatch(theme, kind),
                },
                name=kind,
            )
        )
    return made
