"""What if, in a real browser: a step from the form moves title and link; the link restores it."""

from __future__ import annotations

import pytest
from conftest import settle

CITY = "/andaikan?daerah=99.71&tahun=2025&tahapan=MURNI"


def test_a_step_moves_the_sentence_and_the_link_restores_it(visit):
    page = visit(CITY)
    before = page.locator("h1").inner_text()
    page.locator(".st-key-andaikan_jumlah input").fill("0,15")
    page.locator(".st-key-andaikan_jumlah input").press("Enter")
    settle(page)
    page.locator(".st-key-andaikan_tambah button").click()
    page.wait_for_url("**andaikan=**")
    settle(page)
    told = page.locator("h1").inner_text()
    assert told != before
    assert "Rp150,0\u00a0juta" in told
    again = visit("/" + page.url.split("/", 3)[3])
    assert again.locator("h1").inner_text() == told
    with again.expect_download() as coming:
        again.locator(".st-key-andaikan_unduh_xlsx button").click()
    assert coming.value.suggested_filename.startswith("andaikan_usulan_99.71_2025_MURNI")
    assert "andaikan_Skenario_A_simulasi" in coming.value.suggested_filename


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_nothing_stands_beyond_the_edge(visit, size):
    page = visit(CITY, size)
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= size[0]
