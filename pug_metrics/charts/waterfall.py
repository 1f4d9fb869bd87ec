"""A waterfall: where a figure stood, what was added and taken away in steps, where it stands.

Knows nothing of metrics, languages or databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise
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
    hatch,
    hit_rows,
    hover,
    label,
    name_labels,
    name_room,
    row_slot,
    width,
    wrap,
)

# Steps that move less than this share of the axis would be slivers: the axis is cut then.
_LEAST = 0.3
# What stays of the two whole bars before the steps begin, as a share of the moving part.
_FOOT = 0.35


@dataclass(frozen=True, slots=True)
class Level:
    """Where the figure stands at one end; ``nilai`` is ``None`` where it has none."""

    kode: str
    nama: str
    nilai: float | Decimal | None
    label: str


@dataclass(frozen=True, slots=True)
class Step:
    """One cause: ``nilai`` is signed, ``label`` says the same in words (``turun 2,9 poin``).

    ``soroti``: the one that the sentence is about; ``dipilih``: the row that was clicked.
    """

    kode: str
    nama: str
    nilai: float | Decimal
    label: str
    soroti: bool = False
    dipilih: bool = False
    keterangan: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row in drawing: from ``low`` to ``high`` on the axis, ``after`` is where it leads."""

    kode: str
    nama: str
    label: str
    low: float
    high: float
    after: float
    kind: Literal["ujung", "naik", "turun", "soroti"]
    dipilih: bool = False
    keterangan: str = ""


def waterfall(  # noqa: PLR0913 - two ends, what lies between, and how it is said
    start: Level,
    steps: Sequence[Step],
    end: Level,
    theme: Theme,
    *,
    documented: bool = False,
    cut_text: str = "",
    note: str = "",
    empty_text: str = "",
) -> go.Figure:
    """Rows from top to bottom: start, each step from where the last one led, end.

    Bars start at zero unless the steps would be slivers; then both ends are cut, wear a mark, and
    ``cut_text`` under the figure says so. ``documented`` fills the ends, else they are hatched as
    what is only tagged. ``customdata`` of the trace ``baris`` is the code of each row.
    """
    if start.nilai is None or end.nilai is None:
        return empty(theme, empty_text)
    rows = _rows(start, steps, end)
    low = _axis_start(rows)
    foot = wrap(cut_text, theme.kecil, theme.lebar, 3) if low > 0 and cut_text else []
    top, bottom = theme.em(0.2), theme.kecil * 1.35 * len(foot) + theme.em(0.5 if foot else 0)
    slot = row_slot(theme, len(rows), top + bottom, 3.5 if theme.sempit else 2.35)
    left = name_room([row.nama for row in rows], theme)
    room = theme.lebar - left - theme.em(0.2)
    far = low + axis_end(
        [row.high - low for row in rows],
        [width(row.label, theme.teks_px, bold=True) + theme.em(0.8) for row in rows], room,
    )  # fmt: skip
    figure = go.Figure(_traces(rows, theme, (low, far), slot, note, documented=documented))
    figure.update_layout(
        base_layout(
            theme, height=top + bottom + slot * len(rows), left=left, right=theme.em(0.2),
            top=top, bottom=bottom,
        ),
        annotations=_words(rows, theme, left, foot),
        shapes=_shapes(rows, theme, low, slot, left),
    )  # fmt: skip
    figure.update_xaxes(range=[low, far])
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5])
    return figure


def _rows(start: Level, steps: Sequence[Step], end: Level) -> list[_Row]:
    first, last = float(start.nilai or 0), float(end.nilai or 0)
    levels = list(accumulate((float(step.nilai) for step in steps), initial=first))
    middle = [
        _Row(
            step.kode, step.nama, step.label, min(was, now), max(was, now), now,
            "soroti" if step.soroti else "naik" if now >= was else "turun",
            step.dipilih, step.keterangan,
        )
        for step, (was, now) in zip(steps, pairwise(levels), strict=True)
    ]  # fmt: skip
    ends = [
        _Row(each.kode, each.nama, each.label, min(value, 0.0), max(value, 0.0), value, "ujung")
        for each, value in ((start, first), (end, last))
    ]
    return [ends[0], *middle, ends[1]]


def _axis_start(rows: Sequence[_Row]) -> float:
    """Zero, or below zero where a step leads there; above it where the steps would be slivers."""
    lowest, highest = min(row.after for row in rows), max(row.high for row in rows)
    if lowest <= 0:
        return min(lowest, 0.0)
    moving = highest - lowest
    if not moving or moving >= _LEAST * highest:
        return 0.0
    return lowest - _FOOT * moving


def _traces(
    rows: Sequence[_Row], theme: Theme, axis: tuple[float, float], slot: float, note: str,
    *, documented: bool,
) -> list[go.Bar]:  # fmt: skip
    thick = _thick(theme, slot)
    colours = theme.warna
    fills: dict[str, Style] = {
        "ujung": {"color": colours.arg_sah} if documented else {"pattern": hatch(theme, "klaim")},
        "naik": {"color": colours.arg_sah},
        "turun": {"color": colours.non_arg_garis},
        "soroti": {"color": colours.soroti},
    }
    made = []
    for kind, fill in fills.items():
        mine = [(y, row) for y, row in enumerate(rows) if row.kind == kind]
        if not mine:
            continue
        lows = [max(row.low, axis[0]) for _, row in mine]
        made.append(
            go.Bar(
                base=lows,
                x=[row.high - low for (_, row), low in zip(mine, lows, strict=True)],
                y=[y for y, _ in mine],
                orientation="h",
                width=thick,
                offset=_offset(theme, thick),
                text=[bold(clean(row.label)) for _, row in mine],
                textposition="outside",
                textangle=0,
                constraintext="none",
                textfont={"size": theme.teks_px, "color": colours.teks},
                cliponaxis=False,
                hoverinfo="skip",
                marker={"line": {"width": 0}, **fill},
                name=kind,
            )
        )
    hovers = [hover(row.nama, [row.label, row.keterangan], note) for row in rows]
    codes = [row.kode for row in rows]
    return [*made, hit_rows(list(range(len(rows))), codes, hovers, axis[1], 1)]


def _thick(theme: Theme, slot: float) -> float:
    return theme.em(1.3) / slot if theme.sempit else max(theme.em(1.3) / slot, 0.44)


def _offset(theme: Theme, thick: float) -> float:
    return 0.36 - thick if theme.sempit else -thick / 2


def _words(rows: Sequence[_Row], theme: Theme, left: float, foot: Sequence[str]) -> list[Style]:
    ys = [y - 0.5 if theme.sempit else float(y) for y in range(len(rows))]
    strong = [row.dipilih or row.kind in ("ujung", "soroti") for row in rows]
    made = name_labels([row.nama for row in rows], ys, strong, theme, left)
    if foot:
        place: Style = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "align": "left"}
        made.append(
            label(
                "<br>".join(map(clean, foot)), theme, size=theme.kecil, quiet=True,
                xanchor="left", yanchor="top", xshift=-left, yshift=-theme.em(0.4), **place,
            )
        )  # fmt: skip
    return made


def _shapes(
    rows: Sequence[_Row], theme: Theme, low: float, slot: float, left: float
) -> list[Style]:
    thick = _thick(theme, slot)
    made: list[Style] = []
    for y, row in enumerate(rows):
        if row.dipilih:
            made += band(theme, y - 0.48, y + 0.48, left, theme.em(0.2))
    # On a phone the names stand between the bars: a connector would run through them.
    if not theme.sempit:
        made += [_connector(row, y, thick, theme) for y, row in enumerate(rows[:-1])]
    if low > 0:
        for y in (0, len(rows) - 1):
            made += _cut_marks(y + _offset(theme, thick), thick, low, theme)
    return made


def _connector(row: _Row, y: int, thick: float, theme: Theme) -> Style:
    line = {"color": theme.warna.pola, "width": theme.tipis}
    ends = {"y0": y + thick / 2, "y1": y + 1 - thick / 2}
    return {"type": "line", "x0": row.after, "x1": row.after, "line": line} | ends


def _cut_marks(top: float, thick: float, low: float, theme: Theme) -> list[Style]:
    """Two slanted gaps in a bar that does not begin at zero."""
    line = {"color": theme.warna.latar, "width": theme.em(0.22)}
    return [
        {
            "type": "line", "xsizemode": "pixel", "xanchor": low, "x0": theme.em(at),
            "x1": theme.em(at + 0.5), "y0": top + thick + 0.02, "y1": top - 0.02, "line": line,
        }
        for at in (0.5, 1.0)
    ]  # fmt: skip
