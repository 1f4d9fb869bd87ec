"""Kelembagaan PUG in a browser: the top bar leads there, a unit is picked and kept in the link."""

from __future__ import annotations

import re

from conftest import menu, settle


def test_a_unit_is_picked_and_its_link_restores_it(visit):
    page = visit("/?daerah=99.71&tahun=2025")
    menu(page, "Telusuri", "Kelembagaan")
    page.wait_for_selector("h1:has-text('focal point')")
    settle(page)
    before = page.locator(".st-key-kartu_prasyarat h5").first.inner_text()
    page.locator(".st-key-kelembagaan_unit input").first.focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(re.compile(r"[?&]kelembagaan_unit="))
    settle(page)
    after = page.locator(".st-key-kartu_prasyarat h5").first.inner_text()
    assert after != before
    again = visit("/" + page.url.partition("//")[2].partition("/")[2], size=(390, 844))
    assert again.locator(".st-key-kartu_prasyarat h5").first.inner_text() == after
    assert again.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert "bukan skor APE" in again.inner_text(".stMain")
