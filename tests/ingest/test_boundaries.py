"""Boundary files: what is refused and why, what is kept, how levels come together."""

from __future__ import annotations

import json

import pytest

from pug_metrics.ingest import boundaries
from pug_metrics.ingest.boundaries import BoundariesRefused
from pug_metrics.language import catalogue
from pug_metrics.reference import places

pytestmark = pytest.mark.cepat
SQUARE = [[116.8, -1.2], [116.9, -1.2], [116.9, -1.1], [116.8, -1.2]]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PUG_BATAS", str(tmp_path / "batas"))
    return tmp_path / "batas"


def feature(code="64.71.01.1001", ring=None, kind="Polygon", **properties):
    coordinates = [SQUARE if ring is None else ring]
    return {
        "type": "Feature",
        "properties": {"kode": code, "nama": "Manggar", **properties},
        "geometry": {
            "type": kind,
            "coordinates": coordinates if kind != "MultiPolygon" else [coordinates],
        },
    }


def file(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


BAD = {
    "batas_bukan_json": b"\xff\xfe not json",
    "batas_bukan_kumpulan": b'{"type": "Feature"}',
    "batas_tanpa_kode": file(feature(code="  ")),
    "batas_bukan_poligon": file(feature(kind="Point")),
    "batas_bukan_wgs84": file(feature(ring=[[716000.0, 9800000.0]] * 4)),
    "batas_daerah_lain": file(feature(code="63.72.01.1001")),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_cannot_serve_is_refused_with_a_sentence_and_not_kept(kind, folder):
    with pytest.raises(BoundariesRefused) as refused:
        boundaries.save(BAD[kind], "64.71")
    assert refused.value.kind == kind
    for language in ("id", "en"):
        assert catalogue(language)[f"galat_{kind}"].format(**refused.value.facts)
    assert not folder.exists()


HEAD = '{"type":"FeatureCollection","features":[{"properties":{"kode":"64.71.01"},"geometry":'
BROKEN = (
    file(), b"[1, 2]", b"null", file({"properties": None}), file(feature(ring=[])),
    file(feature(ring=SQUARE[:3])), file(feature(ring=["a", "b", "c", "d"])),
    file(feature(ring=[[True, 1], [1, 1], [2, 2], [3, 3]])),
    f'{HEAD}{{"type":"Polygon"}}}}]}}'.encode(),
    f'{HEAD}{{"type":"Polygon","coordinates":[[[NaN,1],[1,1],[2,2],[3,3]]]}}}}]}}'.encode(),
)  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_whatever_the_file_holds_it_is_refused_and_never_breaks(broken):
    with pytest.raises(BoundariesRefused):
        boundaries.read(broken, "64.71")


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(boundaries, "LIMIT", 10)
    with pytest.raises(BoundariesRefused) as refused:
        boundaries.read(file(feature()), "64.71")
    assert refused.value.kind == "batas_terlalu_besar"


def test_other_regions_and_other_properties_are_left_out():
    made = boundaries.read(file(feature(rahasia="x"), feature(code="63.72.01.1001")), "64.71")
    assert [each["properties"] for each in made["features"]] == [
        {"kode": "64.71.01.1001", "nama": "Manggar"}
    ]


def test_a_second_file_replaces_its_own_level_only():
    boundaries.save(file(feature(), feature(code="64.71.01.1002")), "64.71")
    boundaries.save(file(feature(code="64.71.01")), "64.71")
    boundaries.save(file(feature(code="64.71.01.1003")), "64.71")
    codes = {each["properties"]["kode"] for each in boundaries.load("64.71")["features"]}
    assert codes == {"64.71.01", "64.71.01.1003"}


def test_files_are_found_by_the_code_in_their_name(folder):
    folder.mkdir()
    for name in ("64.71", "desa_kelurahan_64.71", "64.7", "164.71"):
        (folder / f"{name}.geojson").write_bytes(file(feature()))
    assert [path.stem for path in boundaries.files_of("64.71")] == ["64.71", "desa_kelurahan_64.71"]
    assert boundaries.load("99.71") is None


def test_a_kecamatan_without_a_boundary_is_put_together_from_its_villages():
    data = file(
        feature(), feature(code="64.71.01.1002"), feature(code="64.71.02"), feature("64.71.02.1001")
    )
    level = boundaries.at_level(boundaries.read(data, "64.71"), 8)
    parts = {f["properties"]["kode"]: len(f["geometry"]["coordinates"]) for f in level["features"]}
    assert parts == {"64.71.01": 2, "64.71.02": 1}


@pytest.mark.parametrize("region", ["64.71", "63.72", "32.01"])
def test_reference_boundaries_are_taken_and_name_known_places(shared, region):
    path = shared / "reference" / "batas" / f"desa_kelurahan_{region}.geojson"
    boundaries.save(path.read_bytes(), region)
    codes = {each["properties"]["kode"] for each in boundaries.load(region)["features"]}
    given = {f["properties"]["kode"] for f in json.loads(path.read_text("utf-8"))["features"]}
    assert codes == given
    known = {each.kode for each in places.villages_of(region)}
    assert len(codes & known) > 0.9 * len(codes)
