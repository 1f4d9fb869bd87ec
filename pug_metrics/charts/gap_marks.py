"""Two marks a row, men and women, and the line between them; beside it what is linked to the row.

Units differ from row to row, so each row has a scale of its own, from zero to its larger value:
within a row the distance is to scale, between rows it is not. Knows nothing of metrics, languages
or databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import plotly.graph_objects as go

from pug_metrics.charts.style import (
    Style,
    Theme,
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
    shorten,
    widest,
    width,
)


@dataclass(frozen=True, slots=True)
class Marks:
    """One row. ``laki_laki`` and ``perempuan`` share a unit; ``None`` where a side is missing.

    ``label_l`` and ``label_p`` are written figures, of a missing side the words that say so.
    ``uang`` (bold) and ``uang_rinci`` stand beside the marks; ``soroti`` writes ``uang`` in the
    highlight colour; ``dipilih`` lays a band under the row.
    """

    kode: str
    nama: str
    laki_laki: float | Decimal | None
    perempuan: float | Decimal | None
    label_l: str
    label_p: str
    uang: str
    uang_rinci: str = ""
    soroti: bool = False
    dipilih: bool = False
    keterangan: str = ""


# Of the width, at most this share belongs to what is linked.
_MONEY_AT_MOST = 0.3


def gap_marks(
    rows: Sequence[Marks], theme: Theme, *, note: str = "", empty_text: str = ""
) -> go.Figure:
    """Rows in the order given, first on top; men are squares, women circles.

    On a phone a list: the name above the marks, what is linked below them. ``customdata`` of the
    trace ``baris`` is the code of each row.
    """
    if not rows:
        return empty(theme, empty_text)
    ys = [float(i) for i in range(len(rows))]
    slot = row_slot(theme, len(rows), 0, _usual(rows, theme))
    left = name_room([row.nama for row in rows], theme)
    right = 0.0 if theme.sempit else _money_room(rows, theme)
    room = theme.lebar - left - right
    ends = _ends(rows, theme, room)
    points = [_points(row, *ends) for row in rows]
    figure = go.Figure(_traces(rows, ys, points, theme, note, slot))
    figure.update_layout(base_layout(theme, height=slot * len(rows), left=left, right=right))
    figure.update_xaxes(range=[0, 1])
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5])
    offset = 0.5 if theme.sempit else 0.0
    names = name_labels(
        [row.nama for row in rows], [y - offset for y in ys], [row.dipilih for row in rows],
        theme, left,
    )  # fmt: skip
    shapes = []
    for row, y in zip(rows, ys, strict=True):
        shapes += band(theme, y - 0.48, y + 0.48, left, right) if row.dipilih else []
    said = _value_labels(rows, points, ys, theme, slot, room) + _money(rows, ys, theme, right)
    figure.update_layout(annotations=names + said, shapes=shapes)
    return figure


def _usual(rows: Sequence[Marks], theme: Theme) -> float:
    """Height of a row in em; on a phone one more line where any row says more of its money."""
    if not theme.sempit:
        return 3.4
    return 6.9 if any(row.uang_rinci for row in rows) else 5.6


def _money_room(rows: Sequence[Marks], theme: Theme) -> float:
    """Px of the column of linked money."""
    wide = max(
        widest([row.uang for row in rows], theme.teks_px, bold=True),
        widest([row.uang_rinci for row in rows], theme.kecil),
    )
    return min(wide, theme.lebar * _MONEY_AT_MOST) + theme.em(1.2)


def _ends(rows: Sequence[Marks], theme: Theme, room: float) -> tuple[float, float]:
    """Where the least and the greatest value lie, as shares of the room, so that labels fit.

    What stands left of a mark may use the room between zero and that mark; a share that holds at
    ``room`` holds at any greater one.
    """
    gap, high, low = theme.em(1.2), 1.0, theme.em(0.5) / room
    marked = [row for row in rows if any(share is not None for share in _shares(row))]
    for row in marked:
        high = min(high, 1 - (width(_sides(row)[1], theme.kecil, bold=True) + gap) / room)
    for row in marked:
        first = min([0.99, *(share for share in _shares(row) if share is not None)])
        wide = width(_sides(row)[0], theme.kecil, bold=True) + gap
        low = max(low, (wide / room - first * high) / (1 - first))
    return min(low, high), high


def _sides(row: Marks) -> tuple[str, str]:
    """What is written left and right of the marks: the lesser value and the greater.

    A value alone stands left of its mark, so that the words of the missing one have the right.
    """
    man, woman = row.laki_laki, row.perempuan
    if man is not None and woman is not None:
        lesser = (row.label_l, row.label_p)
        return lesser if man <= woman else lesser[::-1]
    if man is None and woman is None:
        return "", " · ".join(dict.fromkeys((row.label_l, row.label_p)))
    return (row.label_p, row.label_l) if man is None else (row.label_l, row.label_p)


def _shares(row: Marks) -> tuple[float | None, float | None]:
    """Both values between the least (zero, or a negative one) at 0 and the greatest at 1."""
    known = [float(v) for v in (row.laki_laki, row.perempuan) if v is not None]
    least, most = min([0.0, *known]), max([0.0, *known])
    span = most - least or 1.0
    made = [None if v is None else (float(v) - least) / span
            for v in (row.laki_laki, row.perempuan)]  # fmt: skip
    return made[0], made[1]


def _points(row: Marks, low: float, high: float) -> tuple[float | None, float | None]:
    """The two values as shares of the room."""
    made = [None if share is None else low + share * (high - low) for share in _shares(row)]
    return made[0], made[1]


def _level(theme: Theme, slot: float) -> float:
    """How far below the middle of its row the marks lie, in rows."""
    return theme.em(2.7) / slot - 0.5 if theme.sempit else 0.0


def _traces(
    rows: Sequence[Marks], ys: Sequence[float],
    points: Sequence[tuple[float | None, float | None]], theme: Theme, note: str, slot: float,
) -> list[go.Scatter | go.Bar]:  # fmt: skip
    at = [y + _level(theme, slot) for y in ys]
    xs: list[float | None] = []
    lines: list[float | None] = []
    for (man, woman), y in zip(points, at, strict=True):
        if man is not None and woman is not None:
            xs += [man, woman, None]
            lines += [y, y, None]
    common: Style = {"mode": "markers", "hoverinfo": "skip", "cliponaxis": False}
    size = theme.em(0.85)
    made = [
        go.Scatter(x=xs, y=lines, mode="lines", hoverinfo="skip", name="selisih",
                   line={"color": theme.warna.pola, "width": theme.garis}),
    ]  # fmt: skip
    looks = (("laki_laki", theme.warna.laki_laki, "square", 0, 1.0),
             ("perempuan", theme.warna.perempuan, "circle", 1, 0.9))  # fmt: skip
    for name, colour, symbol, side, share in looks:
        made.append(
            go.Scatter(
                x=[point[side] for point in points], y=at, name=name,
                marker={"color": colour, "symbol": symbol, "size": size * share,
                        "line": {"color": theme.warna.latar, "width": theme.tipis}}, **common,
            )
        )  # fmt: skip
    hovers = [hover(r.nama, [r.label_l, r.label_p, r.uang, r.uang_rinci, r.keterangan], note)
              for r in rows]  # fmt: skip
    return [*made, hit_rows(ys, [row.kode for row in rows], hovers, 1.0, 1)]


def _value_labels(
    rows: Sequence[Marks], points: Sequence[tuple[float | None, float | None]],
    ys: Sequence[float], theme: Theme, slot: float,
    room: float,
) -> list[Style]:  # fmt: skip
    """The lesser value left of its mark, the greater one right of it; so they never meet."""
    made = []
    for row, point, y in zip(rows, points, ys, strict=True):
        known = sorted(x for x in point if x is not None)
        places = (known[0], known[-1]) if known else (0.0, 0.0)
        for i, (text, x) in enumerate(zip(_sides(row), places, strict=True)):
            # Without any mark the words have the whole room and no more.
            text = text if known else shorten(text, theme.kecil, room - theme.em(1.2))
            if text:
                made.append(_beside(text, x, y, theme, slot, _ink(row, text, theme), before=not i))
    return made


def _ink(row: Marks, text: str, theme: Theme) -> str:
    """The colour of the side that ``text`` is about; quiet for what is missing."""
    if text == row.label_l and row.laki_laki is not None:
        return theme.warna.laki_laki
    if text == row.label_p and row.perempuan is not None:
        return theme.warna.perempuan
    return theme.warna.teks2


def _beside(  # noqa: PLR0913 - one label
    text: str, x: float, y: float, theme: Theme, slot: float, colour: str, *, before: bool
) -> Style:
    written = clean(text) if colour == theme.warna.teks2 else bold(clean(text))
    return label(
        written, theme, size=theme.kecil, colour=colour, x=x, y=y + _level(theme, slot),
        xanchor="right" if before else "left", xshift=theme.em(0.7) * (-1 if before else 1),
        yanchor="middle",
    )  # fmt: skip


def _money(rows: Sequence[Marks], ys: Sequence[float], theme: Theme, right: float) -> list[Style]:
    """What is linked: right of the marks, or below them on a phone."""
    made = []
    for row, y in zip(rows, ys, strict=True):
        colour = theme.warna.soroti_teks if row.soroti else theme.warna.teks
        if theme.sempit:
            made.append(
                label(
                    _lines(row, theme),
                    theme,
                    size=theme.kecil,
                    colour=colour,
                    x=0,
                    xref="paper",
                    xanchor="left",
                    align="left",
                    y=y - 0.5,
                    yanchor="top",
                    yshift=-theme.em(3.55),
                )
            )
            continue
        room = right - theme.em(1.0)
        first = bold(clean(shorten(row.uang, theme.teks_px, room, bold=True)))
        place: Style = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": theme.em(0.9), "y": y}
        beside = {"yanchor": "bottom", "yshift": -theme.em(0.05)} if row.uang_rinci else {
            "yanchor": "middle"}  # fmt: skip
        made.append(label(first, theme, colour=colour, **place, **beside))
        if row.uang_rinci:
            more = clean(shorten(row.uang_rinci, theme.kecil, room))
            made.append(label(more, theme, size=theme.kecil, quiet=True, yanchor="top",
                              yshift=-theme.em(0.05), **place))  # fmt: skip
    return made


def _lines(row: Marks, theme: Theme) -> str:
    parts = (part for part in (row.uang, row.uang_rinci) if part)
    return "<br>".join(clean(shorten(part, theme.kecil, theme.lebar)) for part in parts)
