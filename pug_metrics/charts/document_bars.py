"""How many of the tagged sub-activities have each document; the scarcest one is highlighted.

Knows nothing of metrics, languages or databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from pug_metrics.charts.style import (
    Style,
    Theme,
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
)


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of document: ``ada`` of ``dari`` have it; ``None`` where it is not known.

    ``label_angka`` is written bold before ``label_dari`` (``41`` and ``dari 46``).
    """

    kode: str
    nama: str
    ada: int | None
    dari: int
    label_angka: str
    label_dari: str
    keterangan: str = ""


def document_bars(
    rows: Sequence[Document], theme: Theme, *, note: str = "", empty_text: str = ""
) -> go.Figure:
    """One bar a document on a track of full length, in the order given.

    ``customdata`` of the trace ``baris`` is the code. A tie for the last place highlights nothing.
    """
    if not rows:
        return empty(theme, empty_text)
    slot = row_slot(theme, len(rows), 0, 3.3 if theme.sempit else 2.35)
    ys = [float(y) for y in range(len(rows))]
    left = name_room([r.nama for r in rows], theme)
    figures = [width(f"{r.label_angka} {r.label_dari}", theme.kecil, bold=True) for r in rows]
    right = max(figures) + theme.em(0.8)
    figure = go.Figure(_traces(rows, ys, theme, slot, note))
    figure.update_layout(base_layout(theme, height=slot * len(rows), left=left, right=right))
    figure.update_xaxes(range=[0, 1])
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5])
    above = 0.5 if theme.sempit else 0.0
    marks = name_labels(
        [r.nama for r in rows], [y - above for y in ys], [False] * len(rows), theme, left
    )
    for row, y in zip(rows, ys, strict=True):
        text = f"{bold(clean(row.label_angka))} {clean(row.label_dari)}"
        low = y + 0.38 - theme.em(0.65) / slot if theme.sempit else y
        place: Style = {
            "x": 1,
            "y": low,
            "xref": "paper",
            "xanchor": "left",
            "xshift": theme.em(0.6),
        }
        marks.append(label(text, theme, size=theme.kecil, **place))
    figure.update_layout(annotations=marks)
    return figure


def _share(row: Document) -> float:
    return row.ada / row.dari if row.ada is not None and row.dari else 0.0


def worst(rows: Sequence[Document]) -> str:
    """Code of the one document that is scarcer than every other; empty where there is none."""
    known = sorted((row for row in rows if row.ada is not None and row.dari), key=_share)
    alone = len(known) > 1 and _share(known[0]) < _share(known[1])
    return known[0].kode if alone else ""


def _traces(
    rows: Sequence[Document], ys: Sequence[float], theme: Theme, slot: float, note: str
) -> list[go.Bar]:
    thick = theme.em(1.3) / slot
    scarce = worst(rows)
    common = {
        "y": list(ys),
        "orientation": "h",
        "width": thick,
        "offset": 0.38 - thick if theme.sempit else -thick / 2,
        "hoverinfo": "skip",
    }
    track = go.Bar(
        x=[None if row.ada is None else 1.0 for row in rows],
        marker={"color": theme.warna.jalur, "line": {"width": 0}},
        name="dari",
        **common,
    )
    unknown = go.Bar(
        x=[1.0 if row.ada is None else None for row in rows],
        marker={"line": {"width": 0}, "pattern": hatch(theme, "kosong")},
        name="kosong",
        **common,
    )
    fills = [theme.warna.soroti if r.kode == scarce else theme.warna.arg_sah for r in rows]
    bars = go.Bar(
        x=[_share(row) for row in rows],
        marker={"color": fills, "line": {"width": 0}},
        name="ada",
        **common,
    )
    hovers = [hover(r.nama, [f"{r.label_angka} {r.label_dari}", r.keterangan], note) for r in rows]
    return [track, unknown, bars, hit_rows(ys, [r.kode for r in rows], hovers, 1.0, 1)]
