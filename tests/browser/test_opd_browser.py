"""The OPD page in a browser: a click on a bar, the select box, the link that restores the view."""

from __future__ import annotations

import re

import pytest
from conftest import settle

from pug_metrics.language import say, speaking

CITY = "/opd?daerah=99.71&tahun=2025&tahapan=MURNI"


def _click_row(page, place: int) -> None:
    rows = page.locator(".st-key-grafik_opd_lebar .barlayer .trace").last.locator(".point path")
    box = rows.nth(place).bounding_box()
    page.mouse.click(box["x"] + 200, box["y"] + box["height"] / 2)


def _chosen(page) -> str:
    return (
        page.locator(".st-key-opd input").input_value() or page.locator(".st-key-opd").inner_text()
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_click_on_a_bar_shows_the_agency_and_the_link_restores_it(visit, language):
    page = visit(f"{CITY}&bahasa={language}")
    before = page.locator(".st-key-kartu_rincian").inner_text()
    _click_row(page, 1)
    page.wait_for_url(re.compile(r"[?&]opd="))
    settle(page)
    detail = page.locator(".st-key-kartu_rincian").inner_text()
    assert detail != before
    other = "en" if language == "id" else "id"
    link = page.url.partition("//")[2].partition("/")[2]
    link = re.sub(r"&?bahasa=\w+", "", link) + f"&bahasa={other}"
    again = visit(f"/{link}")
    code = re.search(r"[?&]opd=([^&]+)", page.url).group(1)
    assert code in again.locator(".st-key-kartu_rincian").inner_text()
    with speaking(other):
        again.get_by_role("button", name=say("salin_kalimat")).first.wait_for()


def test_the_row_of_the_others_is_not_an_agency(visit):
    page = visit(CITY)
    before = _chosen(page)
    _click_row(page, 10)
    page.wait_for_timeout(1500)
    settle(page)
    assert _chosen(page) == before


def test_an_agency_is_chosen_by_keyboard_and_survives_another_page(visit):
    page = visit(CITY)
    first = _chosen(page)
    page.locator(".st-key-opd input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"[?&]opd="))
    settle(page)
    second = _chosen(page)
    assert second != first
    page.get_by_role("link", name=say("halaman_ringkasan")).click()
    page.wait_for_url(re.compile(r"^(?!.*/opd)"))
    settle(page)
    page.get_by_role("link", name=say("halaman_opd"), exact=True).click()
    page.wait_for_url(re.compile("/opd"))
    settle(page)
    page.wait_for_url(re.compile(r"[?&]opd="))
    assert _chosen(page) == second


def test_all_agencies_lines_and_search(visit):
    page = visit(f"{CITY}&opd_bagian=baris")
    page.get_by_text(say("opd_semua")).click()
    page.wait_for_url(re.compile("opd_semua=1"))
    settle(page)
    labels = page.locator(".st-key-grafik_opd_lebar .annotation").count()
    assert labels > 30
    box = page.get_by_placeholder(say("kuitansi_cari"))
    box.fill("zzzz tidak ada")
    box.press("Enter")
    page.get_by_text(say("kuitansi_cari_kosong")).wait_for()
    settle(page)


def test_a_phone_shows_the_narrow_form_and_nothing_runs_over(visit):
    page = visit(CITY, size=(390, 844))
    page.locator(".st-key-sempit_opd").wait_for()
    assert not page.locator(".st-key-lebar_opd").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
