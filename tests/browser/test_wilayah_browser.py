"""Places in a real browser: a click drills down, the link brings it back, boundaries appear."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from conftest import settle

from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent

FACTS = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "data" / "sample" / "fenomena.toml").read_text("utf-8")
)
CITY = "/wilayah?daerah=99.71&tahun=2025&tahapan=MURNI"
DISTRICTS = "/wilayah?daerah=99.01&tahun=2025&tahapan=MURNI"


def bars(page, chart):
    return page.locator(f"[class*=st-key-lebar_{chart}] .barlayer .trace .point path")


def click(page, bar) -> None:
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_leads_with_the_ends_and_with_what_has_no_place(visit, language):
    page = visit(f"{CITY}&bahasa={language}")
    high, low = FACTS["kota"]["per_perempuan_tertinggi"], FACTS["kota"]["per_perempuan_terendah"]
    title = page.locator("h1").inner_text()
    assert title.index(high["nama"]) < title.index(low["nama"])
    share = FACTS["kota"]["lokasi_2025"]["persen_tanpa_lokasi"]
    with speaking(language):
        told = page.locator(".st-key-wilayah_lead").inner_text()
        assert percent(share) in told
        page.get_by_role("button", name=say("wilayah_tempatkan")).wait_for()
    silent = FACTS["kota"]["wilayah_tanpa_baris"]["nama"]
    assert silent in page.locator(".st-key-kartu_peta").inner_text()


@pytest.mark.parametrize("language", ["id", "en"])
def test_without_data_of_ones_own_the_page_leads_to_the_upload(visit, language):
    page = visit(f"/wilayah?data=sendiri&bahasa={language}")
    with speaking(language):
        assert page.locator("h1").inner_text() == say("kosong_judul_sendiri")
        page.get_by_role("link", name=say("kosong_tombol")).click()
    page.wait_for_url("**/unggah*")


def test_a_click_on_a_tile_opens_its_kecamatan_and_the_link_brings_it_back(visit):
    page = visit(DISTRICTS)
    page.wait_for_selector("[class*=st-key-lebar_wilayah] .barlayer .point path")
    click(page, bars(page, "wilayah").nth(3))
    page.wait_for_url("**lihat=99.01.*")
    settle(page)
    name = page.locator(".st-key-kartu_tempat strong").first.inner_text()
    told = page.locator("h1").inner_text()
    again = visit("/" + page.url.split("/", 3)[3])
    assert again.locator(".st-key-kartu_tempat strong").first.inner_text() == name
    assert again.locator("h1").inner_text() == told


def test_the_box_of_places_does_what_a_click_does(visit):
    page = visit(CITY)
    with speaking("id"):
        box = page.get_by_role("combobox", name=say("wilayah_pilih"))
    place = FACTS["kota"]["per_perempuan_tertinggi"]
    box.click()
    box.fill(place["nama"])
    page.wait_for_timeout(400)
    box.press("Enter")
    page.wait_for_url(f"**tempat={place['kode_wilayah']}*")
    settle(page)
    assert place["nama"] in page.locator(".st-key-kartu_tempat").inner_text()


def test_boundaries_are_refused_with_a_reason_and_drawn_where_they_fit(visit, shared, app):
    page = visit(CITY)
    with speaking("id"):
        page.get_by_text(say("wilayah_batas_judul")).click()
        folder = shared / "reference" / "batas"
        page.locator("input[type=file]").set_input_files(folder / "kecamatan_64.71.geojson")
        page.wait_for_selector(
            f"text={say('galat_batas_daerah_lain', daerah='99.71', kode='64.71.01')}"
        )
    shape = {"type": "Polygon", "coordinates": [[[116, -1], [117, -1], [117, 0], [116, -1]]]}
    codes = ("99.71.01.1001", "99.71.01.1002")
    features = [{"properties": {"kode": code}, "geometry": shape} for code in codes]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "batas.geojson", "mimeType": "application/json", "buffer": data}
    )
    page.wait_for_selector("[class*=st-key-lebar_wilayah] .choroplethlayer path", timeout=40_000)
    # The server is shared with other tests, which expect tiles.
    (app.data / "batas" / "99.71.geojson").unlink()


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_nothing_stands_beyond_the_edge_of_the_page(visit, size):
    page = visit(CITY, size)
    wide = page.evaluate("document.querySelector('.stMain').scrollWidth")
    assert wide <= size[0]
