"""The budget as areas from urusan downwards, coloured by the share of ARG.

Knows nothing of metrics, languages or databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import plotly.graph_objects as go

from pug_metrics.charts.style import (
    Absent,
    Steps,
    Style,
    Theme,
    base_layout,
    clean,
    empty,
    hatch,
    hover,
    legend_height,
    legend_row,
    step_legend,
    wrap,
)


@dataclass(frozen=True, slots=True)
class Node:
    """One area. ``induk`` is the code of the node above, empty at the top.

    ``nilai`` (rupiah) sizes a node without children; others are the sum of what is below them.
    ``bagian`` (share, in the unit of the steps) colours it, ``None`` with ``alasan`` for none.
    """

    kode: str
    induk: str
    nama: str
    nilai: float | Decimal
    label: str
    bagian: float | Decimal | None
    label_bagian: str
    dipilih: bool = False
    alasan: Absent = "kosong"


def treemap(
    nodes: Sequence[Node],
    steps: Steps,
    theme: Theme,
    *,
    depth: int = 3,
    note: str = "",
    empty_text: str = "",
) -> go.Figure:
    """Areas nested by ``induk``, ``depth`` levels at a time; a text that does not fit is hidden.

    ``customdata`` and ``ids`` are codes. A node without positive area cannot be drawn.
    """
    drawn = [node for node in nodes if node.kode]
    if not any(float(node.nilai) > 0 for node in drawn):
        return empty(theme, empty_text)
    absent = [node.alasan for node in drawn if node.bagian is None]
    legend = legend_height(steps, absent, theme)
    figure = go.Figure(
        [_trace(drawn, steps, theme, depth, note), *step_legend(theme, steps, absent)]
    )
    figure.update_layout(
        base_layout(theme, height=theme.tinggi or theme.em(34), top=theme.em(2.1), bottom=legend),
        showlegend=True,
        legend=legend_row(theme, steps.judul),
        uniformtext={"minsize": theme.kecil, "mode": "hide"},
    )
    # The swatches of the legend are bars; their plot must not lie over the areas and catch clicks.
    figure.update_xaxes(domain=[0, 0.001])
    figure.update_yaxes(domain=[0, 0.001])
    return figure


def _trace(nodes: Sequence[Node], steps: Steps, theme: Theme, depth: int, note: str) -> go.Treemap:
    codes = {node.kode for node in nodes}
    parents = {node.induk for node in nodes}
    fills = [_fill(node, steps, theme) for node in nodes]
    return go.Treemap(
        ids=[node.kode for node in nodes],
        parents=[node.induk if node.induk in codes else "" for node in nodes],
        labels=[_name(node, theme, leaf=node.kode not in parents) for node in nodes],
        # With "remainder" Plotly adds up the children itself: sums in floats may differ in the last
        # digit, and with "total" a parent smaller than its children draws nothing at all.
        values=[0.0 if node.kode in parents else max(float(node.nilai), 0.0) for node in nodes],
        branchvalues="remainder",
        text=[f"{clean(node.label)} · {clean(node.label_bagian)}" for node in nodes],
        texttemplate="<b>%{label}</b><br>%{text}",
        textposition="top left",
        textfont={"size": theme.teks_px, "color": [theme.ink(fill) for fill in fills]},
        customdata=[node.kode for node in nodes],
        hovertext=[hover(node.nama, [node.label, node.label_bagian], note) for node in nodes],
        hoverinfo="text",
        maxdepth=depth,
        sort=True,
        marker={
            "colors": fills,
            "cornerradius": theme.em(0.25),
            # One width for all: with a list of widths Plotly cannot draw the path bar.
            "line": {
                "width": theme.em(0.12),
                "color": [
                    theme.warna.soroti if node.dipilih else theme.warna.latar for node in nodes
                ],
            },
            "pad": {"t": theme.em(1.7), "l": 3, "r": 3, "b": 3},
            "pattern": _patterns(nodes, theme),
        },
        tiling={"packing": "squarify", "squarifyratio": 1.4, "pad": 2},
        pathbar={
            "visible": True,
            "thickness": theme.em(1.9),
            "textfont": {"size": theme.kecil},
        },
        root={"color": theme.warna.jalur},
        name="bidang",
    )


def _name(node: Node, theme: Theme, *, leaf: bool) -> str:
    """A leaf's name on up to three lines, so that it fits narrow areas; a heading's on one."""
    lines = wrap(node.nama, theme.teks_px, theme.em(9), 3, bold=True) if leaf else [node.nama]
    return "<br>".join(clean(line) for line in lines)


def _patterns(nodes: Sequence[Node], theme: Theme) -> Style:
    """Patterns node by node; here, unlike in bars, Plotly keeps their colours."""
    each = [hatch(theme, node.alasan) for node in nodes]
    shapes = [p["shape"] if n.bagian is None else "" for n, p in zip(nodes, each, strict=True)]
    lists = {key: [p[key] for p in each] for key in ("fgcolor", "bgcolor", "solidity")}
    return {**each[0], **lists, "shape": shapes}


def _fill(node: Node, steps: Steps, theme: Theme) -> str:
    if node.bagian is None:
        return theme.warna.latar
    return theme.warna.langkah[steps.of(float(node.bagian))]
