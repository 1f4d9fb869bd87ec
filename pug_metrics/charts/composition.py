"""What a whole is made of: one stacked bar a unit, at most six categories.

Knows nothing of metrics, languages or databases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import plotly.graph_objects as go

from pug_metrics.charts.style import (
    CLEAR,
    Absent,
    Style,
    Theme,
    axis_end,
    band,
    base_layout,
    bold,
    clean,
    empty,
    halo,
    hatch,
    hover,
    legend_lines,
    legend_row,
    lines_height,
    name_labels,
    name_room,
    row_slot,
    stubs,
    width,
)

MOST = 6


@dataclass(frozen=True, slots=True)
class Category:
    """One category. ``jenis``: usual hue, neutral of the rest, or pattern of no judgement."""

    kode: str
    nama: str
    jenis: Literal["", "non_arg", "belum"] = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """One unit: a value and a label for each category, in the order of the categories.

    All values ``None``: the unit has no data, and ``label_total`` says so.
    """

    kode: str
    nama: str
    nilai: tuple[float | Decimal | None, ...]
    label: tuple[str, ...]
    label_total: str = ""
    dipilih: bool = False


def composition(
    rows: Sequence[Composed],
    categories: Sequence[Category],
    theme: Theme,
    *,
    note: str = "",
    empty_text: str = "",
) -> go.Figure:
    """Stacked bars from zero in the order given; a label stands inside where it fits.

    Each category is a trace named by its name, ``customdata`` the code of the unit. Raises
    ``ValueError`` for more than six categories: the caller gathers the rest.
    """
    if len(categories) > MOST:
        raise ValueError(f"{len(categories)} categories; a reader tells at most {MOST} apart")
    if not rows or not categories:
        return empty(theme, empty_text)
    left = name_room([r.nama for r in rows], theme)
    words = [category.nama for category in categories]
    lines = legend_lines(words, theme, theme.lebar - left)
    top = lines_height(lines, theme)
    slot = row_slot(theme, len(rows), top, 3.4 if theme.sempit else 2.6)
    totals = [sum(float(v or 0) for v in row.nilai) for row in rows]
    after = [width(r.label_total, theme.teks_px, bold=True) + theme.em(0.8) for r in rows]
    room = theme.lebar - left
    end = axis_end(totals, after, room)
    figure = go.Figure(_traces(rows, categories, theme, room / end, slot, note))
    figure.add_traces(_totals(rows, totals, theme, end * theme.em(1.2) / room, slot))
    figure.update_layout(
        base_layout(theme, height=top + slot * len(rows), left=left, top=top),
        barmode="overlay",
        showlegend=True,
        legend=legend_row(theme, above=True),
    )
    figure.update_xaxes(range=[0, end])
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5])
    figure.update_layout(**_named(rows, theme, left))
    return figure


def _named(rows: Sequence[Composed], theme: Theme, left: float) -> Style:
    """The name of every row, and a band behind those that are picked."""
    above = 0.5 if theme.sempit else 0.0
    return {
        "annotations": name_labels(
            [row.nama for row in rows], [y - above for y in range(len(rows))],
            [row.dipilih for row in rows], theme, left,
        ),
        "shapes": [
            shape
            for y, row in enumerate(rows)
            if row.dipilih
            for shape in band(theme, y - 0.48, y + 0.48, left, 0)
        ],
    }  # fmt: skip


def _traces(
    rows: Sequence[Composed],
    categories: Sequence[Category],
    theme: Theme,
    per_unit: float,
    slot: float,
    note: str,
) -> list[go.Bar]:
    """One trace a category; ``per_unit`` is px a unit at the narrowest width."""
    hues = iter(theme.warna.kategori)
    base = [0.0] * len(rows)
    thick, offset = _bar_box(theme, slot)
    made = []
    for at, category in enumerate(categories):
        values = [float(row.nilai[at] or 0) for row in rows]
        look = _look(category, theme, hues)
        fits = [_fits(r.label[at], v * per_unit, theme) for r, v in zip(rows, values, strict=True)]
        made.append(
            go.Bar(
                x=values,
                y=list(range(len(rows))),
                base=list(base),
                orientation="h",
                width=thick,
                offset=offset,
                text=[clean(r.label[at]) if ok else "" for r, ok in zip(rows, fits, strict=True)],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                constraintext="none",
                customdata=[row.kode for row in rows],
                hovertext=[hover(r.nama, [f"{category.nama}: {r.label[at]}"], note) for r in rows],
                hoverinfo="text",
                **look,
                unselected={"marker": {"opacity": 1}},
                name=clean(category.nama),
            )
        )
        base = [start + value for start, value in zip(base, values, strict=True)]
    return made


def _look(category: Category, theme: Theme, hues: Iterator[str]) -> Style:
    """Marker and ink of a category: a hue of its own, grey, or the pattern of the undecided."""
    fill = theme.warna.non_arg if category.jenis else next(hues)
    undecided = category.jenis == "belum"
    ground = theme.warna.latar if undecided else fill
    solid = {"pattern": hatch(theme, "kosong")} if undecided else {"color": fill}
    return {
        "marker": {"line": {"width": theme.tipis, "color": theme.warna.latar}, **solid},
        "textfont": {"size": theme.kecil, "color": theme.ink(ground), "shadow": halo(ground)},
    }


def _bar_box(theme: Theme, slot: float) -> tuple[float, float]:
    """Thickness of a bar and its offset from the middle of its row, in rows."""
    thick = theme.em(1.7) / slot
    return thick, 0.46 - thick if theme.sempit else -thick / 2


def _fits(text: str, px: float, theme: Theme) -> bool:
    return width(text, theme.kecil) + theme.em(0.5) <= px


def _totals(
    rows: Sequence[Composed], totals: Sequence[float], theme: Theme, stub: float, slot: float
) -> list[go.Bar]:
    """What stands behind each bar; a unit without data gets a stub in the pattern of absence."""
    thick, offset = _bar_box(theme, slot)
    gone = [i for i, row in enumerate(rows) if all(value is None for value in row.nilai)]
    known = [i for i in range(len(rows)) if i not in gone]
    words = go.Bar(
        x=[0.0] * len(known),
        base=[totals[i] for i in known],
        y=known,
        orientation="h",
        width=thick,
        offset=offset,
        text=[bold(clean(rows[i].label_total)) for i in known],
        textposition="outside",
        textangle=0,
        constraintext="none",
        textfont={"size": theme.teks_px, "color": theme.warna.teks},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
        marker={"color": CLEAR, "line": {"width": 0}},
        name="jumlah",
    )
    absent: list[tuple[float, Absent, str]] = [(i, "kosong", rows[i].label_total) for i in gone]
    return [words, *stubs(absent, theme, length=stub, thick=thick, offset=offset)]
