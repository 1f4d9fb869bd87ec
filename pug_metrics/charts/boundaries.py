"""Boundaries made small enough for a page; a border that two places share stays one border.

Knows nothing of drawing, metrics, languages or databases.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from typing import Any

Point = tuple[float, float]
Ring = list[Point]
GeoJson = dict[str, Any]
Polygons = dict[int, list[list[Ring]]]

LIMIT = 300_000
# Decimals of a degree and how far, in degrees, a line may stray; 0.00001 is about one metre.
_ROUNDS = (
    *((5, 0.0), (4, 0.0), (4, 0.0001), (4, 0.0002), (4, 0.0005), (4, 0.001)),
    *((4, 0.002), (3, 0.005), (3, 0.01), (3, 0.02)),
)


def thin(geojson: GeoJson, limit: int = LIMIT) -> GeoJson:
    """The same map in at most ``limit`` bytes of JSON, as far as two kilometres of straying allow.

    All points move to one grid; then lines between two points where borders meet are straightened,
    the same line the same way for both of its neighbours. Features become MultiPolygons whose outer
    rings run clockwise (the drawing library takes the other way round for the rest of the globe)
    with the properties ``kode`` and ``nama``. Features without ``kode`` or polygon are left out.
    """
    usable = [feature for feature in geojson.get("features", []) if _usable(feature)]
    made: GeoJson = {}
    for digits, stray in _ROUNDS:
        polygons = {
            i: [[_snapped(ring, digits) for ring in polygon] for polygon in _polygons(feature)]
            for i, feature in enumerate(usable)
        }
        meetings = _meetings(polygons) if stray else set()
        features = [
            _feature(feature, polygons[i], meetings, stray, digits)
            for i, feature in enumerate(usable)
        ]
        made = {"type": "FeatureCollection", "features": features}
        if len(json.dumps(made, separators=(",", ":"))) <= limit:
            break
    return made


def without_boundary(geojson: GeoJson, codes: Sequence[str]) -> list[str]:
    """Those of ``codes`` that no feature carries: the page must name them."""
    known = {str(f.get("properties", {}).get("kode", "")) for f in geojson.get("features", [])}
    return [code for code in codes if code not in known]


def _usable(feature: GeoJson) -> bool:
    return bool((feature.get("properties") or {}).get("kode")) and any(
        polygon and len(polygon[0]) > 3 for polygon in _polygons(feature)
    )


def _polygons(feature: GeoJson) -> list[list[Ring]]:
    geometry = feature.get("geometry") or {}
    coordinates = geometry.get("coordinates") or []
    if geometry.get("type") == "Polygon":
        return [coordinates]
    return list(coordinates) if geometry.get("type") == "MultiPolygon" else []


def _snapped(ring: Sequence[Sequence[float]], digits: int) -> Ring:
    """A closed ring on the grid, without repeated points."""
    made: Ring = []
    for x, y, *_ in ring:
        at = (round(x, digits), round(y, digits))
        if not made or made[-1] != at:
            made.append(at)
    return made


def _meetings(polygons: Polygons) -> set[Point]:
    """Points where more than two lines meet: there a border begins or ends to be shared."""
    around: dict[Point, set[Point]] = defaultdict(set)
    for several in polygons.values():
        for ring in (ring for polygon in several for ring in polygon):
            for a, b in pairwise(ring):
                around[a].add(b)
                around[b].add(a)
    return {point for point, others in around.items() if len(others) != 2}


def _feature(
    feature: GeoJson, several: list[list[Ring]], meetings: set[Point], stray: float, digits: int
) -> GeoJson:
    polygons = []
    for outer, *holes in (polygon for polygon in several if polygon):
        rings = [_straightened(ring, meetings, stray) for ring in (outer, *holes)]
        if rings[0]:
            inner = [_turned(ring, -1) for ring in rings[1:] if ring]
            polygons.append([_turned(rings[0], 1), *inner])
    # A place smaller than the grid keeps one cell of it, or it would vanish from the map.
    polygons = polygons or [[_cell(several[0][0][0], digits)]]
    properties = {k: str(feature["properties"].get(k, "")) for k in ("kode", "nama")}
    geometry = {"type": "MultiPolygon", "coordinates": polygons}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _straightened(ring: Ring, meetings: set[Point], stray: float) -> Ring:
    """The ring with each line between two meetings simplified; empty where no area is left."""
    if stray and len(ring) > 3:
        open_ring = ring[:-1]
        fixed = [i for i, point in enumerate(open_ring) if point in meetings]
        # A ring that meets nothing is cut at two points that do not depend on where it starts.
        fixed = fixed or sorted({open_ring.index(min(open_ring)), open_ring.index(max(open_ring))})
        turned = [*open_ring[fixed[0] :], *open_ring[: fixed[0]], open_ring[fixed[0]]]
        cuts = [i - fixed[0] for i in fixed] + [len(open_ring)]
        made: Ring = [turned[0]]
        for a, b in pairwise(cuts):
            made += _simplified(turned[a : b + 1], stray)[1:]
        ring = made
    return ring if len(ring) > 3 and _area(ring) else []


def _simplified(line: Ring, stray: float) -> Ring:
    """Douglas and Peucker's rule, in one direction for both neighbours of a line."""
    if line[0] > line[-1]:
        return _simplified(line[::-1], stray)[::-1]
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        a, b = spans.pop()
        far, at = max(
            ((_off(line[i], line[a], line[b]), i) for i in range(a + 1, b)), default=(0, a)
        )
        if far > stray:
            kept.add(at)
            spans += [(a, at), (at, b)]
    return [line[i] for i in sorted(kept)]


def _off(p: Point, a: Point, b: Point) -> float:
    """Distance of ``p`` from the line through ``a`` and ``b``, in degrees."""
    long = hypot(b[0] - a[0], b[1] - a[1])
    if not long:
        return hypot(p[0] - a[0], p[1] - a[1])
    return abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / long


def _cell(point: Point, digits: int) -> Ring:
    x, y = point
    right, up = (round(value + 10.0**-digits, digits) for value in point)
    return [(x, y), (x, up), (right, up), (right, y), (x, y)]


def _area(ring: Ring) -> float:
    """Signed area in square degrees, positive when clockwise."""
    return float(sum(b[0] * a[1] - a[0] * b[1] for a, b in pairwise(ring)) / 2)


def _turned(ring: Ring, sign: int) -> Ring:
    return ring if _area(ring) * sign > 0 else ring[::-1]
