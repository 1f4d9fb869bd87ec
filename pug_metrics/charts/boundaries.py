"""Boundaries made small enough for a page: one grid for every point, so shared borders stay shared.

Knows nothing of drawing, metrics, languages or databases.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

Point = Sequence[float]
Ring = list[Point]
GeoJson = dict[str, Any]

LIMIT = 300_000
# Sizes of the grid in degrees, as (step, decimals): 0.00001 is about one metre.
_GRIDS = ((1, 5), (1, 4), (2, 4), (5, 4), (1, 3), (2, 3), (5, 3), (1, 2), (2, 2), (5, 2))


def thin(geojson: GeoJson, limit: int = LIMIT) -> GeoJson:
    """The same map in at most ``limit`` bytes of JSON where a grid of 0.05 degrees allows it.

    Features become MultiPolygons whose outer rings run clockwise (the drawing library takes the
    other way round for the rest of the globe) with the properties ``kode`` and ``nama``. Features
    without ``kode`` or without a polygon are left out.
    """
    made: GeoJson = {}
    for step, digits in _GRIDS:
        features = [_snapped(f, step, digits) for f in geojson.get("features", []) if _usable(f)]
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


def _snapped(feature: GeoJson, step: int, digits: int) -> GeoJson:
    polygons = []
    for polygon in _polygons(feature):
        rings = [_snap(ring, step, digits) for ring in polygon if ring]
        if rings and rings[0]:
            outer, *holes = rings
            polygons.append([_turned(outer, 1), *(_turned(hole, -1) for hole in holes if hole)])
    # A place smaller than the grid keeps one cell of it, or it would vanish from the map.
    polygons = polygons or [[_cell(_polygons(feature)[0][0][0], step, digits)]]
    properties = feature["properties"]
    return {
        "type": "Feature",
        "properties": {
            "kode": str(properties["kode"]),
            "nama": str(properties.get("nama", "")),
        },
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _snap(ring: Ring, step: int, digits: int) -> Ring:
    """A closed ring on the grid without repeated points and spikes; empty where none is left."""
    made: Ring = []
    for x, y, *_ in ring:
        at = [_to_grid(x, step, digits), _to_grid(y, step, digits)]
        if made and made[-1] == at:
            continue
        if len(made) > 1 and made[-2] == at:
            made.pop()
            continue
        made.append(at)
    corners = [*made[:1], *(b for a, b, c in _triples(made) if _turns(a, b, c)), *made[-1:]]
    return corners if len(corners) > 3 and _area(corners) else []


def _triples(ring: Ring) -> Iterator[tuple[Point, Point, Point]]:
    return zip(ring, ring[1:], ring[2:], strict=False)


def _turns(a: Point, b: Point, c: Point) -> bool:
    """Whether the line bends at ``b``; the tolerance only covers how decimals are stored."""
    bend = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
    return abs(bend) > 1e-13


def _to_grid(degrees: float, step: int, digits: int) -> float:
    cells: int = round(degrees * 10**digits / step)
    return round(cells * step / float(10**digits), digits)


def _cell(point: Point, step: int, digits: int) -> Ring:
    x, y = (_to_grid(value, step, digits) for value in point[:2])
    size = step / 10**digits
    corners = [(x, y), (x, y + size), (x + size, y + size), (x + size, y), (x, y)]
    return [[round(a, digits), round(b, digits)] for a, b in corners]


def _area(ring: Ring) -> float:
    """Signed area in square degrees, positive when clockwise."""
    return float(sum(b[0] * a[1] - a[0] * b[1] for a, b in pairwise(ring))) / 2


def _turned(ring: Ring, sign: int) -> Ring:
    return ring if _area(ring) * sign > 0 else ring[::-1]
