"""Rentang ARG: one share read in several ways, from the strictest to the loosest, on one bar.

``range_list`` says the same figures and words on a phone. Knows nothing of metrics, languages or
databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

import plotly.graph_objects as go

from pug_metrics.charts.style import (
    CLEAR,
    Absent,
    Place,
    Style,
    Theme,
    axis_end,
    base_layout,
    bold,
    clean,
    empty,
    hatch,
    hit_rows,
    hover,
    label,
    leader,
    place,
    stair,
    stubs,
    wanted,
    widest,
    width,
    wrap,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the share.

    ``nilai``: percent 0 to 100 or ``None``; ``label``: the figure as written; ``uraian``: one or
    two short lines below it; ``jenis``: what it counts (documented, tagged, tagged and undecided);
    ``dipakai``: the reading that the page uses, drawn in the highlight colour.
    """

    kode: str
    nilai: float | Decimal | None
    label: str
    uraian: tuple[str, ...]
    jenis: Literal["sah", "klaim", "belum"]
    dipakai: bool = False

    @property
    def x(self) -> float:
        """``nilai`` for the axis; 0 where there is none."""
        return float(self.nilai or 0)


Captions = Sequence[tuple[Place, tuple[str, ...]]]
# The two ends and the reading in use.
MIN_SAID = 3


def range_bar(
    readings: Sequence[Reading], theme: Theme, *, note: str = "", empty_text: str = ""
) -> go.Figure:
    """One bar with a mark and a label for each reading that there is room to say; none overlap.

    ``customdata`` of the trace ``bacaan`` is the code of each reading.
    """
    known = sorted((r for r in readings if r.nilai is not None), key=lambda r: r.x)
    if not known:
        return empty(theme, empty_text)
    shown = said(known, theme)
    captions = label_places(shown, theme)
    deep = max(_top(spot.row + 1, captions, theme) for spot, _ in captions)
    thick, edge = theme.em(2.4), theme.em(0.2)
    end = _end(known)
    figure = go.Figure([_track(end, theme), *_segments(known, theme), _points(known, theme, note)])
    figure.update_layout(
        base_layout(theme, height=thick + edge + deep, top=edge, bottom=deep, left=1, right=1)
    )
    figure.update_xaxes(range=[0, end])
    figure.update_yaxes(range=[0, 1])
    shapes, words = [], []
    for reading, (spot, lines) in zip(shown, captions, strict=True):
        top = _top(spot.row, captions, theme)
        shapes += [_mark(reading, theme), leader(spot, reading.x, top, _line(reading, theme))]
        words.append(_caption(reading, spot, lines, theme, top))
    figure.update_layout(shapes=shapes, annotations=words)
    return figure


def said(known: Sequence[Reading], theme: Theme) -> list[Reading]:
    """The readings that are marked: all, or as many as keep their captions.

    Both ends and the reading in use stay; of the others the one nearest to a neighbour goes first.
    """
    left = list(known)
    while len(left) > MIN_SAID and _fit(left, [_lines(r, theme) for r in left], theme) is None:
        inner = [i for i in range(1, len(left) - 1) if not left[i].dipakai]
        if not inner:
            break
        del left[min(inner, key=lambda i: _distance(left, i))]
    return left


def _distance(readings: Sequence[Reading], i: int) -> float:
    return min(readings[i].x - readings[i - 1].x, readings[i + 1].x - readings[i].x)


def _fit(
    known: Sequence[Reading], captions: Sequence[Sequence[str]], theme: Theme
) -> list[Place] | None:
    room = _room(theme)
    marks = [reading.x / _end(known) * room for reading in known]
    widths = [_label_width(r, ls, theme) for r, ls in zip(known, captions, strict=True)]
    return place(marks, widths, room, theme) or None


def label_places(known: Sequence[Reading], theme: Theme) -> list[tuple[Place, tuple[str, ...]]]:
    """Place and caption lines of each of ``known`` (ascending values) at ``theme.lebar``.

    The rule: side by side, shifted a little where needed; else in two or three rows with leaders;
    else without the captions of readings that are not in use; else one row each.
    """
    room = _room(theme)
    marks = [reading.x / _end(known) * room for reading in known]
    full = [_lines(reading, theme) for reading in known]
    short = [lines if r.dipakai else () for r, lines in zip(known, full, strict=True)]
    for lines in (full, short):
        places = _fit(known, lines, theme)
        if places:
            return list(zip(places, lines, strict=True))
    widths = [_label_width(r, ls, theme) for r, ls in zip(known, short, strict=True)]
    return list(zip(stair(marks, widths, room), short, strict=True))


def _room(theme: Theme) -> float:
    return theme.lebar - 2


def _end(known: Sequence[Reading]) -> float:
    return max(known[-1].x * 1.03, 1e-9)


def _lines(reading: Reading, theme: Theme) -> tuple[str, ...]:
    return tuple(
        part for line in reading.uraian for part in wrap(line, theme.kecil, theme.em(13), 2)
    )


def _label_width(reading: Reading, lines: Sequence[str], theme: Theme) -> float:
    figure = width(reading.label, theme.besar, bold=True)
    return max(figure, widest(lines, theme.kecil)) + theme.em(0.1)


def _top(row: int, captions: Captions, theme: Theme) -> float:
    """Px from the foot of the bar to the top of ``row``."""
    shifted = any(
        abs(p.left - wanted(p.mark, p.width, _room(theme))) > 1 for p, _ in captions if not p.row
    )
    lines = [max((len(ls) for p, ls in captions if p.row == r), default=0) for r in range(row)]
    each = theme.besar * 1.3 + theme.em(0.6)
    return theme.em(0.9 if shifted else 0.3) + sum(each + n * theme.kecil * 1.35 for n in lines)


def _track(end: float, theme: Theme) -> go.Bar:
    return go.Bar(
        x=[end],
        y=[0.5],
        width=1,
        orientation="h",
        hoverinfo="skip",
        name="jalur",
        marker={"color": theme.warna.jalur, "line": {"width": 0}, "cornerradius": theme.em(0.3)},
    )


def _segments(known: Sequence[Reading], theme: Theme) -> list[go.Bar]:
    """Solid between documented readings, hatched between tagged ones, pale between kinds."""
    runs = [
        (a.x, b.x - a.x, b.jenis if b.jenis in (a.jenis, "belum") else "antara")
        for a, b in pairwise(known)
    ]
    fills = {"sah": theme.warna.arg_sah, "antara": theme.warna.arg_antara}
    made = []
    for kind in dict.fromkeys(kind for _, _, kind in runs):
        mine = [(base, long) for base, long, k in runs if k == kind]
        solid = {"color": fills[kind]} if kind in fills else {"pattern": hatch(theme, kind)}
        made.append(
            go.Bar(
                base=[base for base, _ in mine],
                x=[long for _, long in mine],
                y=[0.5] * len(mine),
                width=1,
                orientation="h",
                hoverinfo="skip",
                name=kind,
                marker={"line": {"width": 0}, **solid},
            )
        )
    return made


def _points(known: Sequence[Reading], theme: Theme, note: str) -> go.Scatter:
    return go.Scatter(
        x=[reading.x for reading in known],
        y=[0.5] * len(known),
        mode="markers",
        marker={"color": CLEAR, "size": theme.em(2.4), "line": {"width": 0}},
        text=[clean(reading.label) for reading in known],
        customdata=[reading.kode for reading in known],
        hovertext=[hover(r.label, [" ".join(r.uraian)], note) for r in known],
        hoverinfo="text",
        name="bacaan",
        cliponaxis=False,
    )


def _line(reading: Reading, theme: Theme) -> Style:
    colour = theme.warna.soroti if reading.dipakai else theme.warna.teks
    return {"color": colour, "width": theme.em(0.2 if reading.dipakai else 0.11)}


def _mark(reading: Reading, theme: Theme) -> Style:
    return {
        "type": "line",
        "x0": reading.x,
        "x1": reading.x,
        "y0": 0,
        "y1": 1,
        "line": _line(reading, theme),
    }


def _caption(
    reading: Reading, spot: Place, lines: Sequence[str], theme: Theme, top: float
) -> Style:
    ink = theme.warna.soroti_teks if reading.dipakai else theme.warna.teks
    style = f"font-size:{theme.besar}px;color:{ink}"
    figure = f"<span style='{style}'>{bold(clean(reading.label))}</span>"
    shift = spot.left - spot.mark
    side = "right" if abs(shift + spot.width) < 1 else "left"
    return label(
        "<br>".join([figure, *(clean(line) for line in lines)]),
        theme,
        size=theme.kecil,
        quiet=True,
        x=reading.x,
        y=0,
        yref="paper",
        xanchor=side,
        align=side,
        xshift=0 if side == "right" else shift,
        yanchor="top",
        yshift=-top,
    )


def range_list(
    readings: Sequence[Reading], theme: Theme, *, note: str = "", empty_text: str = ""
) -> go.Figure:
    """The same readings as a list of labelled bars from zero, in the order given.

    ``customdata`` of the trace ``baris`` is the code. A reading without a value keeps its row; its
    label says why.
    """
    if not readings:
        return empty(theme, empty_text)
    head = theme.kecil * 1.5
    slot = head + theme.em(1.9)
    after = [width(r.label, theme.besar, bold=True) + theme.em(0.8) for r in readings]
    end = axis_end([r.x for r in readings], after, theme.lebar)
    box: Style = {"thick": theme.em(1.05) / slot, "offset": -0.5 + head / slot}
    absent: list[tuple[float, Absent, str]] = [
        (float(y), "kosong", r.label) for y, r in enumerate(readings) if r.nilai is None
    ]
    hovers = [hover(r.label, [" ".join(r.uraian)], note) for r in readings]
    rows = [float(y) for y in range(len(readings))]
    figure = go.Figure(
        [
            *(_list_bars(readings, kind, theme, **box) for kind in ("sah", "klaim", "belum")),
            *stubs(absent, theme, length=end * theme.em(1.6) / theme.lebar, **box),
            hit_rows(rows, [r.kode for r in readings], hovers, end, 1),
        ]
    )
    figure.update_layout(base_layout(theme, height=slot * len(readings)))
    figure.update_xaxes(range=[0, end])
    figure.update_yaxes(range=[len(readings) - 0.5, -0.5])
    where: Style = {"x": 0, "xref": "paper", "xanchor": "left", "yanchor": "top"}
    names = [" ".join(reading.uraian) for reading in readings]
    cut = [clean("".join(wrap(name, theme.kecil, theme.lebar, 1))) for name in names]
    figure.update_layout(
        annotations=[
            label(text, theme, size=theme.kecil, quiet=True, y=y - 0.5, **where)
            for y, text in enumerate(cut)
        ]
    )
    return figure


def _list_bars(
    readings: Sequence[Reading], kind: str, theme: Theme, *, thick: float, offset: float
) -> go.Bar:
    mine = [(y, r) for y, r in enumerate(readings) if r.jenis == kind and r.nilai is not None]
    inks = [theme.warna.soroti_teks if r.dipakai else theme.warna.teks for _, r in mine]
    solid = {"color": theme.warna.arg_sah} if kind == "sah" else {"pattern": hatch(theme, kind)}
    return go.Bar(
        x=[r.x for _, r in mine],
        y=[y for y, _ in mine],
        width=thick,
        offset=offset,
        orientation="h",
        text=[bold(clean(r.label)) for _, r in mine],
        textposition="outside",
        textangle=0,
        constraintext="none",
        textfont={"size": theme.besar, "color": inks},
        cliponaxis=False,
        hoverinfo="skip",
        marker={"line": {"width": 0}, **solid},
        name=kind,
    )
