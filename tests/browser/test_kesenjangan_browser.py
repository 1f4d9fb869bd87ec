"""Gaps beside the budget, in a real browser: a mark leads to its lines, the link restores them."""

from __future__ import annotations

import pytest
from conftest import settle

from pug_metrics.language import say, speaking

CITY = "/kesenjangan?daerah=99.71&tahun=2025&tahapan=MURNI"
ISSUE = ".st-key-kartu_isu"


def test_a_click_on_a_row_shows_its_lines_and_the_link_restores_them(visit):
    page = visit(CITY)
    first, title = page.locator(f"{ISSUE} h5").inner_text(), page.locator("h1").inner_text()
    area = page.locator("[class*=st-key-lebar_kesenjangan] .barlayer .trace").last
    box = area.locator(".point path").nth(1).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("() => location.search.includes('isu=')")
    settle(page)
    shown = page.locator(f"{ISSUE} h5").inner_text()
    assert shown != first
    assert page.locator("h1").inner_text() == title
    with speaking("id"):
        none = say("kesenjangan_tertaut_nihil")
    assert none not in page.locator(ISSUE).inner_text()
    again = visit("/" + page.url.split("/", 3)[3])
    assert again.locator(f"{ISSUE} h5").inner_text() == shown
    with speaking("id"):
        again.get_by_text(say("kesenjangan_lihat_contoh").replace("*", "")).wait_for()


@pytest.mark.parametrize(("size", "form"), [((1366, 768), "lebar"), ((390, 844), "sempit")])
def test_nothing_stands_beyond_the_edge_and_one_form_is_seen(visit, size, form):
    page = visit(CITY, size)
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= size[0]
    drawn = "[class*=st-key-{}_kesenjangan] .js-plotly-plot"
    other = {"lebar": "sempit", "sempit": "lebar"}[form]
    page.locator(drawn.format(form)).wait_for()
    assert not page.locator(drawn.format(other)).is_visible()
