"""Boundaries, thinned and drawn."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise

import pytest
from chart_samples import ABSENT, HOSTILE, STEPS

from pug_metrics.charts.boundaries import LIMIT, thin, without_boundary
from pug_metrics.charts.region_map import Area, region_map
from pug_metrics.charts.style import theme

cepat = pytest.mark.cepat


def square(code, x, y, *, turned=False, name=""):
    ring = [[x, y], [x, y + 1], [x + 1, y + 1], [x + 1, y], [x, y]]
    ring = ring[::-1] if turned else ring
    return {
        "type": "Feature",
        "properties": {"kode": code, "nama": name or code, "jenis": "desa"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


PAIR = collection(square("a", 110, -2), square("b", 111, -2, turned=True))
AREAS = [Area("a", "Desa A", 400, "400", soroti=True), Area("b", "Desa B", None, ABSENT)]


def area(ring):
    return sum(b[0] * a[1] - a[0] * b[1] for a, b in pairwise(ring)) / 2


def rings(geojson):
    return [
        ring
        for f in geojson["features"]
        for polygon in f["geometry"]["coordinates"]
        for ring in polygon
    ]


def edges(geojson):
    return Counter(
        frozenset(map(tuple, edge)) for ring in rings(geojson) for edge in pairwise(ring)
    )


@cepat
def test_outer_rings_run_clockwise_whatever_the_file_says():
    assert all(area(ring) > 0 for ring in rings(thin(PAIR)))


@cepat
def test_holes_run_the_other_way_and_stay():
    feature = square("a", 110, -2)
    hole = [[110.4, -1.6], [110.6, -1.6], [110.6, -1.4], [110.4, -1.4], [110.4, -1.6]]
    feature["geometry"]["coordinates"].append(hole)
    outer, inner = rings(thin(collection(feature)))
    assert area(outer) > 0 > area(inner)


@cepat
def test_features_without_code_or_polygon_are_left_out():
    nameless = square("", 110, -2)
    point = {"properties": {"kode": "p"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    bare = {"properties": {"kode": "q"}, "geometry": None}
    made = thin(collection(nameless, point, bare, square("a", 110, -2)))
    assert [f["properties"]["kode"] for f in made["features"]] == ["a"]
    assert thin({})["features"] == []


@cepat
def test_a_place_smaller_than_the_grid_does_not_vanish():
    dot = [[110, -2], [110, -1.9999999], [110.0000001, -1.9999999], [110, -2]]
    feature = square("a", 110, -2)
    feature["geometry"]["coordinates"] = [dot]
    made = thin(collection(feature, square("b", 111, -2)))
    assert len(made["features"]) == 2
    assert area(rings(made)[0]) > 0


@pytest.mark.parametrize(
    ("file", "tight"),
    [("desa_kelurahan_32.01", LIMIT), ("desa_kelurahan_64.01", LIMIT), ("kecamatan_64.01", 20_000)],
)
def test_real_boundaries_become_small_and_keep_every_place_and_shared_border(shared, file, tight):
    source = json.loads((shared / "reference" / "batas" / f"{file}.geojson").read_text("utf-8"))
    made = thin(source, tight)
    assert len(json.dumps(made, separators=(",", ":"))) <= tight
    codes = [f["properties"]["kode"] for f in source["features"]]
    assert [f["properties"]["kode"] for f in made["features"]] == codes
    # An edge belongs to one place (the outer border) or two; the shared share may not fall.
    before, after = edges(thin(source, 10**9)), edges(made)
    two_before = sum(count == 2 for count in before.values()) / len(before)
    two_after = sum(count == 2 for count in after.values()) / len(after)
    assert two_after >= two_before - 0.05
    whole = sum(map(area, rings(thin(source, 10**9))))
    assert sum(map(area, rings(made))) == pytest.approx(whole, rel=0.01)


@cepat
def test_a_border_is_straightened_the_same_way_for_both_neighbours():
    border = [[111, -2], [111.03, -1.7], [111.03, -1.3], [111, -1]]
    left, right = square("a", 110, -2), square("b", 111, -2)
    left["geometry"]["coordinates"] = [[[110, -2], [110, -1], *border[::-1], [110, -2]]]
    right["geometry"]["coordinates"] = [[*border, [112, -1], [112, -2], border[0]]]
    made = thin(collection(left, right), 1)
    before = sum(len(f["geometry"]["coordinates"][0]) for f in (left, right))
    assert sum(map(len, rings(made))) < before
    assert sorted(edges(made).values())[-2:] == [2, 2]
    assert sum(map(area, rings(made))) == pytest.approx(2.0)


@cepat
def test_small_maps_are_left_at_a_metre():
    made = thin(collection(square("a", 110.12345, -2.54321)))
    assert made["features"][0]["geometry"]["coordinates"][0][0][0] == (110.12345, -2.54321)


@cepat
def test_codes_without_boundary_are_named():
    assert without_boundary(PAIR, ["a", "z", "b", "y"]) == ["z", "y"]


def trace(figure, name):
    return next(t for t in figure.data if t.name == name)


@cepat
def test_areas_join_by_code_and_take_the_colours_of_the_steps():
    each = theme("light")
    figure = region_map(thin(PAIR), AREAS, STEPS, each, note="simulasi")
    surface = trace(figure, "wilayah")
    assert surface.featureidkey == "properties.kode"
    assert list(surface.locations) == list(surface.customdata) == ["a", "b"]
    assert list(surface.z) == [3, -1]
    assert surface.colorscale[-1][1] == each.warna.langkah[3]
    assert surface.hovertext[0] == "<b>Desa A</b><br>400<br><i>simulasi</i>"


@cepat
def test_nothing_is_fetched_and_no_base_map_is_drawn():
    geo = region_map(thin(PAIR), AREAS, STEPS, theme("light")).layout.geo
    assert geo.visible is False
    assert geo.lonaxis.range[0] < 110 < 112 < geo.lonaxis.range[1]


@cepat
def test_a_place_without_data_is_hatched_inside_its_border():
    figure = region_map(thin(PAIR), AREAS, STEPS, theme("light"))
    hatch = trace(figure, "pola")
    inside = [x for x in hatch.lon if x is not None]
    assert inside
    assert all(111 - 1e-9 <= x <= 112 + 1e-9 for x in inside)


@cepat
def test_an_extreme_is_outlined_and_absence_is_in_the_legend():
    figure = region_map(thin(PAIR), AREAS, STEPS, theme("dark"))
    assert min(x for x in trace(figure, "soroti").lon if x is not None) == 110
    assert "belum ada data" in [t.name for t in figure.data if t.showlegend]


@cepat
def test_a_name_is_written_only_where_it_fits():
    fits = trace(region_map(thin(PAIR), AREAS, STEPS, theme("light")), "nama")
    assert list(fits.text) == ["Desa A", "Desa B"]
    long = [Area("a", "Desa " + "Panjang " * 20, 1, "1"), AREAS[1]]
    assert list(trace(region_map(thin(PAIR), long, STEPS, theme("light")), "nama").text) == [
        "Desa B"
    ]


@cepat
def test_no_partner_draws_a_calm_figure():
    assert len(region_map(thin(PAIR), [], STEPS, theme("light")).data) == 0
    assert len(region_map({}, AREAS, STEPS, theme("light"), empty_text="x").data) == 0


@cepat
def test_names_are_escaped():
    rows = [Area("a", HOSTILE, 1, HOSTILE, keterangan=HOSTILE)]
    figure = region_map(thin(PAIR), rows, STEPS, theme("light"))
    figure.data[0].geojson = None
    assert "<script" not in str(figure.to_dict())
