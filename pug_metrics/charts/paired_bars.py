"""Two bars a row, documented above tagged, with their difference as a column of its own.

Knows nothing of metrics, languages or databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

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
    hatch,
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


@dataclass(frozen=True, slots=True)
class Pair:
    """One row. ``sah`` and ``klaim`` share a unit; ``None`` with ``alasan`` where there is none.

    ``soroti`` writes the difference in the highlight colour; ``dipilih`` lays a band under the row.
    The labels are written by the caller; ``keterangan`` is a further line for the pointer.
    """

    kode: str
    nama: str
    sah: float | Decimal | None
    klaim: float | Decimal | None
    label_sah: str
    label_klaim: str
    label_selisih: str
    dipilih: bool = False
    soroti: bool = False
    keterangan: str = ""
    alasan: Absent = "kosong"


@dataclass(frozen=True, slots=True)
class PairWords:
    """Words of the figure. ``sah`` and ``klaim`` stand beside the bars of the first row with both.

    ``kurung_angka`` (bold) and ``kurung`` stand under the first ``kurung_baris`` rows; 0 for none.
    """

    sah: str = ""
    klaim: str = ""
    selisih: str = ""
    kurung_baris: int = 0
    kurung_angka: str = ""
    kurung: str = ""
    catatan: str = ""
    kosong: str = ""


def paired_bars(rows: Sequence[Pair], words: PairWords, theme: Theme) -> go.Figure:
    """Rows in the order given, first on top; both bars start at zero.

    ``customdata`` of the trace ``baris`` is the code of each row.
    """
    if not rows:
        return empty(theme, words.kosong)
    ys = _positions(rows, words)
    top = theme.em(1.7) if words.selisih else theme.em(0.2)
    slot = row_slot(theme, ys[-1] + 1, top, 5.0 if theme.sempit else 2.9)
    left = name_room([r.nama for r in rows], theme)
    right = _column(rows, words, theme)
    texts = _texts(rows, words)
    room = theme.lebar - left - right
    end = _end(rows, texts, theme, room)
    figure = go.Figure(
        [
            *_bars(rows, ys, texts, theme, end / room, slot),
            hit_rows(ys, [r.kode for r in rows], _hovers(rows, words), end, 1),
        ]
    )
    height = top + slot * (ys[-1] + 1)
    figure.update_layout(base_layout(theme, height=height, left=left, right=right, top=top))
    figure.update_xaxes(range=[0, end])
    figure.update_yaxes(range=[ys[-1] + 0.5, -0.5])
    offset = 0.5 if theme.sempit else 0.0
    strong = [row.soroti or row.dipilih for row in rows]
    marks = name_labels([r.nama for r in rows], [y - offset for y in ys], strong, theme, left)
    marks += _differences(rows, ys, words, theme, right)
    shapes = [] if theme.sempit else [_base_line(theme)]
    for row, y in zip(rows, ys, strict=True):
        if row.dipilih:
            shapes += band(theme, y - 0.48, y + 0.48, left, right)
    if 0 < words.kurung_baris <= len(rows):
        shapes.append(_bracket(ys[words.kurung_baris - 1], words, theme, right))
        marks.append(_bracket_text(ys[words.kurung_baris - 1], words, theme, right))
    figure.update_layout(annotations=marks, shapes=shapes)
    return figure


def _positions(rows: Sequence[Pair], words: PairWords) -> list[float]:
    """Middle of each row; the bracket has a gap of its own, so that it covers no label."""
    gap = 0.72
    return [i + (gap if 0 < words.kurung_baris <= i else 0.0) for i in range(len(rows))]


def _column(rows: Sequence[Pair], words: PairWords, theme: Theme) -> float:
    """Px of the column of differences, right of the bars."""
    figures = widest([r.label_selisih for r in rows], theme.teks_px, bold=True)
    wide = max(figures, width(words.selisih, theme.kecil))
    return wide + theme.em(1.3) if wide else theme.em(0.2)


def _texts(rows: Sequence[Pair], words: PairWords) -> tuple[list[str], list[str]]:
    """Labels behind the bars; the first row with both values also names them."""
    both = [i for i, r in enumerate(rows) if r.sah is not None and r.klaim is not None]
    first = both[0] if both else -1

    def named(i: int, figure: str, word: str) -> str:
        return f"{figure} {word}" if i == first and word else figure

    return (
        [named(i, row.label_sah, words.sah) for i, row in enumerate(rows)],
        [
            "" if row.klaim is None and row.sah is None else named(i, row.label_klaim, words.klaim)
            for i, row in enumerate(rows)
        ],
    )


def _end(
    rows: Sequence[Pair], texts: tuple[list[str], list[str]], theme: Theme, room: float
) -> float:
    values = [float(r.sah or 0) for r in rows] + [float(r.klaim or 0) for r in rows]
    after = [width(t, theme.kecil, bold=True) + theme.em(0.7) for t in (*texts[0], *texts[1])]
    return axis_end(values, after, room)


def _looks(
    rows: Sequence[Pair], theme: Theme
) -> tuple[tuple[str, list[float | None], Style, str], ...]:
    """Name, values, marker and ink of the two traces."""
    sah, klaim = [_number(row.sah) for row in rows], [_number(row.klaim) for row in rows]
    return (
        ("sah", sah, {"color": theme.warna.arg_sah}, theme.warna.teks),
        ("klaim", klaim, {"pattern": hatch(theme, "klaim")}, theme.warna.teks2),
    )


def _bars(
    rows: Sequence[Pair],
    ys: Sequence[float],
    texts: tuple[list[str], list[str]],
    theme: Theme,
    per_px: float,
    slot: float,
) -> list[go.Bar]:
    """The traces ``sah`` and ``klaim``, and short stubs where a value is missing."""
    thick = (slot - theme.em(2.2)) / slot / 2 if theme.sempit else 0.36
    start = -0.5 + theme.em(1.55) / slot if theme.sempit else -0.37
    made = []
    for at, (name, values, solid, ink) in enumerate(_looks(rows, theme)):
        offset = start + at * (thick + 0.01)
        known = [i for i, value in enumerate(values) if value is not None]
        made.append(
            go.Bar(
                x=[values[i] for i in known],
                y=[ys[i] for i in known],
                orientation="h",
                offset=offset,
                width=thick,
                text=[_written(texts[at][i], strong=not at) for i in known],
                textposition="outside",
                textangle=0,
                constraintext="none",
                textfont={"size": theme.kecil, "color": ink},
                cliponaxis=False,
                hoverinfo="skip",
                marker={"line": {"width": 0}, **solid},
                name=name,
            )
        )
        gone = [(ys[i], rows[i].alasan, texts[at][i]) for i, v in enumerate(values) if v is None]
        made += stubs(gone, theme, length=theme.em(1.2) * per_px, thick=thick, offset=offset)
    return made


def _number(value: float | Decimal | None) -> float | None:
    return None if value is None else float(value)


def _written(text: str, *, strong: bool) -> str:
    """The figure (bold if ``strong``) and the word after it; a no-break space is in the figure."""
    figure, _, word = text.partition(" ")
    return f"{bold(clean(figure))} {clean(word)}".rstrip() if strong else clean(text)


def _hovers(rows: Sequence[Pair], words: PairWords) -> list[str]:
    return [
        hover(
            row.nama,
            [
                f"{words.sah}: {row.label_sah}",
                f"{words.klaim}: {row.label_klaim}",
                f"{words.selisih}: {row.label_selisih}" if row.label_selisih else "",
                row.keterangan,
            ],
            words.catatan,
        )
        for row in rows
    ]


def _differences(
    rows: Sequence[Pair], ys: Sequence[float], words: PairWords, theme: Theme, right: float
) -> list[Style]:
    place: Style = {
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "xshift": right - theme.em(0.5),
        "yanchor": "middle",
        "yshift": -theme.em(0.4) if theme.sempit else 0,
    }
    head = {**place, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": theme.em(0.25)}
    made = [label(clean(words.selisih), theme, size=theme.kecil, quiet=True, **head)]
    for row, y in zip(rows, ys, strict=True):
        text = clean(row.label_selisih)
        colour = theme.warna.soroti_teks if row.soroti else theme.warna.teks2
        made.append(label(bold(text) if row.soroti else text, theme, colour=colour, y=y, **place))
    return made


def _base_line(theme: Theme) -> Style:
    line = {"color": theme.warna.kisi, "width": theme.tipis}
    return {"type": "line", "xref": "x", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1} | {
        "line": line,
        "layer": "below",
    }


def _bracket_width(words: PairWords, theme: Theme) -> float:
    figure = width(words.kurung_angka + " ", theme.teks_px, bold=True)
    return figure + width(words.kurung, theme.teks_px)


def _bracket(y: float, words: PairWords, theme: Theme, right: float) -> Style:
    return {
        "type": "line",
        "xref": "paper",
        "xsizemode": "pixel",
        "xanchor": 1,
        "x0": right - theme.em(1) - _bracket_width(words, theme),
        "x1": right - theme.em(0.3),
        "y0": y + 0.56,
        "y1": y + 0.56,
        "line": {"color": theme.warna.soroti, "width": theme.em(0.12)},
    }


def _bracket_text(y: float, words: PairWords, theme: Theme, right: float) -> Style:
    return label(
        f"{bold(clean(words.kurung_angka))} {clean(words.kurung)}",
        theme,
        colour=theme.warna.soroti_teks,
        x=1,
        y=y + 0.6,
        xref="paper",
        xanchor="right",
        xshift=right - theme.em(0.5),
        yanchor="top",
    )
