"""Programmes in a real browser: areas, crumbs, search and link lead to the same branches."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from conftest import settle

from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, rupiah

FACTS = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "data" / "sample" / "fenomena.toml").read_text("utf-8")
)
CITY = "/program?daerah=99.71&tahun=2025&tahapan=MURNI"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_whole_budget_is_said_with_its_shares(visit, language):
    title = visit(f"{CITY}&bahasa={language}").locator("h1").inner_text()
    facts = FACTS["kota"]["tahun_2025"]
    with speaking(language):
        assert rupiah(float(facts["total"])) in title
        assert percent(facts["persen_klaim"]) in title
        assert percent(facts["persen_sah"]) in title


@pytest.mark.parametrize("language", ["id", "en"])
def test_without_data_of_ones_own_the_page_says_so(visit, language):
    page = visit(f"/program?data=sendiri&bahasa={language}")
    with speaking(language):
        assert page.locator("h1").inner_text() == say("kosong_judul_sendiri")


def test_a_click_on_an_area_goes_deeper_and_a_crumb_leads_back(visit):
    page = visit(CITY)
    first = page.locator("h1").inner_text()
    area = page.locator("[class*=st-key-lebar_program] .barlayer .trace .point path").nth(4)
    box = area.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**jalur=*")
    settle(page)
    assert page.locator("h1").inner_text() != first
    with speaking("id"):
        page.get_by_role("button", name=say("program_akar")).click()
    page.wait_for_url(lambda url: "jalur" not in url)
    settle(page)
    assert page.locator("h1").inner_text() == first


def test_a_search_leads_to_a_branch_and_its_link_restores_it(visit):
    page = visit(CITY)
    with speaking("id"):
        box = page.get_by_placeholder(say("program_cari"))
    box.fill("2.08.02")
    box.press("Enter")
    page.wait_for_selector(".st-key-program_hasil button")
    settle(page)
    page.locator(".st-key-program_hasil button").first.click()
    page.wait_for_url("**jalur=2*")
    settle(page)
    title = page.locator("h1").inner_text()
    again = visit("/" + page.url.split("/", 3)[3])
    assert again.locator("h1").inner_text() == title


def test_the_view_survives_another_language(visit):
    path = "2%2F2.08%2F2.08.02"
    page = visit(f"{CITY}&jalur={path}")
    page.get_by_role("button", name="EN", exact=True).or_(
        page.get_by_text("EN", exact=True)
    ).first.click()
    page.wait_for_url("**bahasa=en*")
    settle(page)
    assert "2.08.02" in page.url
    with speaking("en"):
        assert say("program_tabel_arti") in page.locator(".st-key-kartu_isi").inner_text()


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_nothing_stands_beyond_the_edge_of_the_page(visit, size):
    page = visit(CITY, size)
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= size[0]
