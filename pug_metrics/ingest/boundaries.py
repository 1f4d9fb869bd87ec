"""Boundaries of places as GeoJSON: checked, kept in the drop-in folder, read back by region."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pug_metrics import settings
from pug_metrics.errors import PugError
from pug_metrics.language.numbers import count

GeoJson = dict[str, Any]
MEGABYTES = 30
LIMIT = MEGABYTES * 1024 * 1024
_POLYGONS = ("Polygon", "MultiPolygon")
_LEVELS = (8, 13)


class BoundariesRefused(PugError):
    """A file that cannot serve as boundaries; the sentence says why and what to do."""


def read(data: bytes, kode_daerah: str) -> GeoJson:
    """The boundaries in ``data``: only features of the region, only what a map needs of them.

    Raises ``BoundariesRefused``: ``batas_terlalu_besar``, ``batas_bukan_json``,
    ``batas_bukan_kumpulan``, ``batas_tanpa_kode``, ``batas_bukan_poligon``, ``batas_bukan_wgs84``,
    ``batas_daerah_lain``.
    """
    if len(data) > LIMIT:
        raise BoundariesRefused("batas_terlalu_besar", batas=MEGABYTES)
    parsed = _parsed(data)
    features = parsed.get("features") if isinstance(parsed, dict) else None
    if not isinstance(features, list) or parsed.get("type") != "FeatureCollection":
        raise BoundariesRefused("batas_bukan_kumpulan")
    if not features:
        raise BoundariesRefused("batas_bukan_kumpulan")
    kept = [_feature(number, each) for number, each in enumerate(features, 1)]
    mine = [each for each in kept if _belongs(each["properties"]["kode"], kode_daerah)]
    if not mine:
        seen = kept[0]["properties"]["kode"]
        raise BoundariesRefused("batas_daerah_lain", daerah=kode_daerah, kode=seen)
    return {"type": "FeatureCollection", "features": mine}


def _parsed(data: bytes) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BoundariesRefused("batas_bukan_json") from error


def _belongs(code: str, region: str) -> bool:
    return code.startswith(f"{region}.") and len(code) in _LEVELS


def _held(holder: Any, name: str) -> GeoJson:  # noqa: ANN401 - whatever the file holds
    """The object called ``name`` in ``holder``; empty where there is none."""
    found = holder.get(name) if isinstance(holder, dict) else None
    return found if isinstance(found, dict) else {}


def _feature(number: int, feature: Any) -> GeoJson:  # noqa: ANN401 - whatever the file holds
    properties, geometry = _held(feature, "properties"), _held(feature, "geometry")
    code, name = properties.get("kode"), properties.get("nama")
    if not isinstance(code, str) or not code.strip():
        raise BoundariesRefused("batas_tanpa_kode", nomor=count(number))
    if geometry.get("type") not in _POLYGONS:
        raise BoundariesRefused("batas_bukan_poligon", kode=code)
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if geometry["type"] == "Polygon" else _list(coordinates, code)
    rings = [[_ring(ring, code) for ring in _list(polygon, code)] for polygon in polygons]
    return {
        "type": "Feature",
        "properties": {"kode": code.strip(), "nama": name if isinstance(name, str) else ""},
        "geometry": {"type": "MultiPolygon", "coordinates": rings},
    }


def _list(value: Any, code: str) -> list[Any]:  # noqa: ANN401 - whatever the file holds
    if not isinstance(value, list) or not value:
        raise BoundariesRefused("batas_bukan_poligon", kode=code)
    return value


def _ring(ring: Any, code: str) -> list[list[float]]:  # noqa: ANN401 - whatever the file holds
    points = _list(ring, code)
    if len(points) < 4:
        raise BoundariesRefused("batas_bukan_poligon", kode=code)
    return [_point(point, code) for point in points]


def _point(point: Any, code: str) -> list[float]:  # noqa: ANN401 - whatever the file holds
    pair = point[:2] if isinstance(point, list) else []
    numbers = [
        each for each in pair if isinstance(each, int | float) and not isinstance(each, bool)
    ]
    if len(numbers) != 2:
        raise BoundariesRefused("batas_bukan_poligon", kode=code)
    east, north = (float(each) for each in numbers)
    # A comparison with NaN is false, so NaN is refused too.
    if not (-180 <= east <= 180 and -90 <= north <= 90):
        raise BoundariesRefused("batas_bukan_wgs84", kode=code)
    return [east, north]


def save(data: bytes, kode_daerah: str) -> Path:
    """Check ``data`` and keep it as ``<kode_daerah>.geojson`` in the drop-in folder.

    Features of a level (kecamatan, or kelurahan and desa) that the new file lacks stay as they
    were. Raises ``BoundariesRefused`` as ``read`` does, and ``batas_tidak_tersimpan``.
    """
    made = read(data, kode_daerah)
    levels = {len(each["properties"]["kode"]) for each in made["features"]}
    target = settings.boundaries_folder() / f"{kode_daerah}.geojson"
    if target.exists():
        with contextlib.suppress(BoundariesRefused, OSError):
            older = read(target.read_bytes(), kode_daerah)["features"]
            made["features"] += [e for e in older if len(e["properties"]["kode"]) not in levels]
    beside = target.with_name(f"{target.name}.{os.getpid()}.baru")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(made, separators=(",", ":")), encoding="utf-8")
        beside.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise BoundariesRefused("batas_tidak_tersimpan", folder=target.parent) from error
    return target


def files_of(kode_daerah: str) -> tuple[Path, ...]:
    """GeoJSON files of the drop-in folder whose name holds the code of the region."""
    folder = settings.boundaries_folder()
    found = sorted(folder.glob("*.geojson")) if folder.is_dir() else []
    return tuple(path for path in found if kode_daerah in _parts(path.stem))


def _parts(stem: str) -> Iterator[str]:
    """``desa_kelurahan_64.71`` names 64.71; 64.71 does not name 64."""
    return iter(stem.replace("-", "_").replace(" ", "_").split("_"))


def load(kode_daerah: str) -> GeoJson | None:
    """Boundaries of the region from every file of it; ``None`` where there is none.

    The first file that draws a place counts. Raises ``BoundariesRefused`` with ``berkas`` for a
    file that cannot be used.
    """
    features: dict[str, GeoJson] = {}
    for path in files_of(kode_daerah):
        for each in read(path.read_bytes(), kode_daerah)["features"]:
            features.setdefault(each["properties"]["kode"], each)
    if not features:
        return None
    return {"type": "FeatureCollection", "features": list(features.values())}


def at_level(geojson: GeoJson, length: int) -> GeoJson:
    """Only places whose code has ``length`` characters.

    A kecamatan without a boundary of its own is put together from its villages.
    """
    own = {f["properties"]["kode"]: f for f in geojson["features"]
           if len(f["properties"]["kode"]) == length}  # fmt: skip
    return {
        "type": "FeatureCollection",
        "features": [*own.values(), *_joined(geojson, length, own)],
    }


def _joined(geojson: GeoJson, length: int, own: GeoJson) -> list[GeoJson]:
    shapes: dict[str, list[Any]] = {}
    for feature in geojson["features"]:
        code = feature["properties"]["kode"]
        if len(code) > length and code[:length] not in own:
            shapes.setdefault(code[:length], []).extend(feature["geometry"]["coordinates"])
    return [
        {
            "type": "Feature",
            "properties": {"kode": code, "nama": ""},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for code, polygons in shapes.items()
    ]
