"""A map of real boundaries given as GeoJSON, coloured in the same steps as the tiles.

Everything drawn is handed in; nothing is fetched. Knows nothing of metrics or databases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, product
from math import cos, radians
from typing import Any

import plotly.graph_objects as go

from pug_metrics.charts.style import (
    CLEAR,
    FONT,
    Absent,
    Steps,
    Style,
    Theme,
    base_layout,
    clean,
    empty,
    halo,
    hover,
    legend_height,
    legend_row,
    step_legend,
    width,
)

GeoJson = dict[str, Any]
Ring = list[list[float]]
Box = tuple[float, float, float, float]

_HATCH_LINES = 70


@dataclass(frozen=True, slots=True)
class Area:
    """One place. ``nilai`` is ``None`` with ``alasan`` where there is none."""

    kode: str
    nama: str
    nilai: float | Decimal | None
    label: str
    soroti: bool = False
    dipilih: bool = False
    keterangan: str = ""
    alasan: Absent = "kosong"


def region_map(
    geojson: GeoJson,
    areas: Sequence[Area],
    steps: Steps,
    theme: Theme,
    *,
    note: str = "",
    empty_text: str = "",
) -> go.Figure:
    """Areas joined by ``kode`` to the features of ``boundaries.thin``.

    What has no partner is left out. ``customdata`` of the trace ``wilayah`` is the code. A
    place without data needs an ``Area`` without value. Names are written where they fit.
    """
    shapes = {f["properties"]["kode"]: f for f in geojson.get("features", [])}
    drawn = [area for area in areas if area.kode in shapes]
    if not drawn:
        return empty(theme, empty_text)
    extent = _extent([shapes[area.kode] for area in drawn])
    absent = [area.alasan for area in drawn if area.nilai is None]
    legend = legend_height(steps, absent, theme)
    height = theme.tinggi or _height(extent, theme) + legend
    figure = go.Figure(_surface(geojson, drawn, steps, theme, note))
    figure.add_traces([*_hatching(drawn, shapes, extent, theme), *_outlines(drawn, shapes, theme)])
    figure.add_trace(_names(drawn, shapes, steps, theme, _px(extent, height - legend, theme)))
    figure.add_traces(step_legend(theme, steps, absent))
    figure.update_layout(
        base_layout(theme, height=height, bottom=legend),
        showlegend=True,
        legend=legend_row(theme, steps.judul),
        geo=_frame(extent),
    )
    # The swatches of the legend are bars; their plot must not lie over the map and catch clicks.
    figure.update_xaxes(domain=[0, 0.001])
    figure.update_yaxes(domain=[0, 0.001])
    return figure


def _frame(extent: Box) -> Style:
    """The map alone, without a globe around it."""
    return {
        "visible": False,
        "projection": {"type": "mercator"},
        "bgcolor": CLEAR,
        "lonaxis": {"range": [extent[0], extent[2]]},
        "lataxis": {"range": [extent[1], extent[3]]},
    }


def _rings(feature: GeoJson) -> list[Ring]:
    return [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]


def _extent(features: Sequence[GeoJson]) -> Box:
    """West, south, east, north."""
    points = [point for feature in features for ring in _rings(feature) for point in ring]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    air = (max(xs) - min(xs)) * 0.01
    return min(xs) - air, min(ys) - air, max(xs) + air, max(ys) + air


def _shape_ratio(extent: Box) -> float:
    west, south, east, north = extent
    squeeze = cos(radians((south + north) / 2))
    return max(north - south, 1e-6) / max((east - west) * squeeze, 1e-6)


def _height(extent: Box, theme: Theme) -> float:
    return theme.lebar * min(max(_shape_ratio(extent), 0.5), 1.1)


def _px(extent: Box, height: float, theme: Theme) -> float:
    """Px a degree of longitude at the narrowest width."""
    wide = min(theme.lebar, height / _shape_ratio(extent))
    return wide / max(extent[2] - extent[0], 1e-6)


def _step(area: Area, steps: Steps) -> int:
    return -1 if area.nilai is None else steps.of(float(area.nilai))


def _surface(
    geojson: GeoJson, drawn: Sequence[Area], steps: Steps, theme: Theme, note: str
) -> go.Choropleth:
    fills = (theme.warna.latar, *theme.warna.langkah)
    edges = [(at + side) / len(fills) for at in range(len(fills)) for side in (0, 1)]
    scale = [[edge, fills[i // 2]] for i, edge in enumerate(edges)]
    return go.Choropleth(
        geojson=geojson,
        featureidkey="properties.kode",
        locations=[area.kode for area in drawn],
        z=[_step(area, steps) for area in drawn],
        zmin=-1.5,
        zmax=3.5,
        colorscale=scale,
        showscale=False,
        customdata=[area.kode for area in drawn],
        hovertext=[hover(a.nama, [a.label, a.keterangan], note) for a in drawn],
        hoverinfo="text",
        marker={"line": {"color": theme.warna.pola, "width": theme.tipis}},
        unselected={"marker": {"opacity": 1}},
        name="wilayah",
    )


def _lines(name: str, rings: Sequence[Sequence[Sequence[float]]], line: Style) -> go.Scattergeo:
    """Open or closed lines in one trace, with a hole between two of them."""
    points: list[Sequence[float | None]] = []
    for ring in rings:
        points += [*ring, (None, None)]
    return go.Scattergeo(
        lon=[p[0] for p in points],
        lat=[p[1] for p in points],
        mode="lines",
        line=line,
        hoverinfo="skip",
        showlegend=False,
        name=name,
    )


def _hatching(
    drawn: Sequence[Area], shapes: dict[str, GeoJson], extent: Box, theme: Theme
) -> Iterator[go.Scattergeo]:
    """Lines over places without a value: crossed, dotted or level, as in the legend."""
    looks: tuple[tuple[Absent, tuple[float, ...], str], ...] = (
        ("kosong", (1.0, -1.0), "solid"),
        ("disamarkan", (0.0,), "dot"),
        ("tak_berlaku", (0.0,), "solid"),
    )
    apart = (extent[2] - extent[0]) / _HATCH_LINES
    for kind, slopes, dash in looks:
        mine = [shapes[a.kode] for a in drawn if a.nilai is None and a.alasan == kind]
        pieces = [
            line for feature in mine for slope in slopes for line in _strokes(feature, slope, apart)
        ]
        if pieces:
            style = {"color": theme.warna.pola, "width": theme.tipis * 0.7, "dash": dash}
            yield _lines("pola", pieces, style)


def _strokes(feature: GeoJson, slope: float, apart: float) -> Iterator[list[tuple[float, float]]]:
    rings = _rings(feature)
    levels = [y - slope * x for ring in rings for x, y in ring]
    first, last = int(min(levels) // apart), int(max(levels) // apart)
    for at in range(first, last + 1):
        level = at * apart
        for start, stop in _crossings(rings, level, slope):
            yield [(start, level + slope * start), (stop, level + slope * stop)]


def _outlines(
    drawn: Sequence[Area], shapes: dict[str, GeoJson], theme: Theme
) -> Iterator[go.Scattergeo]:
    """Highlighted and picked places, drawn last so that no neighbour covers their outline."""
    for mark, colour in (("soroti", theme.warna.soroti), ("dipilih", theme.warna.teks)):
        mine = [ring for a in drawn if getattr(a, mark) for ring in _rings(shapes[a.kode])]
        if mine:
            yield _lines(mark, mine, {"color": colour, "width": theme.em(0.2)})


def _names(
    drawn: Sequence[Area],
    shapes: dict[str, GeoJson],
    steps: Steps,
    theme: Theme,
    px: float,
) -> go.Scattergeo:
    """Names of places wide enough to hold them; the others are left to the pointer."""
    tall = theme.kecil * 1.2 / px
    spots = [(area, _widest_spot(shapes[area.kode], tall)) for area in drawn]
    chosen = [
        (area, spot)
        for area, spot in spots
        if width(area.nama, theme.kecil) + theme.em(0.3) <= spot[2] * px
    ]
    grounds = (theme.warna.latar, *theme.warna.langkah)
    fills = [grounds[_step(area, steps) + 1] for area, _ in chosen]
    return go.Scattergeo(
        lon=[spot[0] for _, spot in chosen],
        lat=[spot[1] for _, spot in chosen],
        mode="text",
        text=[clean(area.nama) for area, _ in chosen],
        textfont={
            "family": FONT,
            "size": theme.kecil,
            "color": [theme.ink(fill) for fill in fills],
            "shadow": [halo(fill) for fill in fills],
        },
        hoverinfo="skip",
        showlegend=False,
        name="nama",
    )


def _widest_spot(feature: GeoJson, tall: float) -> tuple[float, float, float]:
    """Longitude, latitude and width of the widest place inside that is ``tall``, all in degrees."""
    rings = _rings(feature)
    ys = [point[1] for point in max(rings, key=len)]
    low, high = min(ys), max(ys)
    best = (0.0, rings[0][0][0], low)
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        level = low + (high - low) * share
        above, below = (_crossings(rings, level + side * tall / 2) for side in (1, -1))
        for start, stop in _crossings(rings, level):
            for a, b in product(above, below):
                left, right = max(start, a[0], b[0]), min(stop, a[1], b[1])
                best = max(best, (right - left, (left + right) / 2, level))
    return best[1], best[2], best[0]


def _crossings(
    rings: Sequence[Ring], level: float, slope: float = 0.0
) -> list[tuple[float, float]]:
    """Where the line ``y = level + slope * x`` runs inside ``rings``: pairs of x, ascending."""
    found = []
    for ring in rings:
        for a, b in pairwise(ring):
            over_a, over_b = (p[1] - slope * p[0] - level for p in (a, b))
            if (over_a > 0) != (over_b > 0):
                found.append(a[0] + (b[0] - a[0]) * over_a / (over_a - over_b))
    found.sort()
    return list(zip(found[::2], found[1::2], strict=False))
