"""Why ARG moved, in a real browser: a bar leads to its lines, the link restores the view."""

from __future__ import annotations

import pytest
from conftest import settle

from pug_metrics.language import say, speaking

CITY = "/perubahan?daerah=99.71&tahun=2025&tahapan=MURNI"
LINES = ".st-key-kartu_perubahan_baris"


def bar(page, form: str, row: int) -> None:
    """Click on row ``row`` of the waterfall: 0 is where it starts."""
    area = page.locator(f"[class*=st-key-{form}_perubahan] .barlayer .trace").last
    box = area.locator(".point path").nth(row).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_click_on_a_bar_shows_its_lines_and_the_link_restores_them(visit):
    page = visit(CITY)
    first = page.locator(f"{LINES} h5").inner_text()
    title = page.locator("h1").inner_text()
    bar(page, "lebar", 1)
    with speaking("id"):
        name = say("perubahan_bagian_uang")
    page.locator(f"{LINES} h5", has_text=name).wait_for()
    settle(page)
    assert page.locator("h1").inner_text() == title
    assert page.locator(f"{LINES} h5").inner_text() != first
    assert "sebab=uang" in page.url
    again = visit("/" + page.url.split("/", 3)[3])
    assert again.locator("h1").inner_text() == title
    assert again.locator(f"{LINES} h5").inner_text() == page.locator(f"{LINES} h5").inner_text()


@pytest.mark.parametrize("language", ["id", "en"])
def test_another_figure_and_another_start_are_in_the_link(visit, language):
    page = visit(f"{CITY}&angka=arg_share_documented&banding=2023.MURNI&bahasa={language}")
    with speaking(language):
        assert say("perubahan_nama_arg_share_documented") in page.locator("h1").inner_text()
        start = f"{say('tahapan_MURNI')} 2023"
        assert start in page.locator("h1").inner_text()
        boxes = page.locator(".st-key-perubahan_kendali input")
        chosen = [boxes.nth(at).input_value() for at in range(boxes.count())]
        assert say("perubahan_angka_arg_share_documented") in chosen
        assert say("perubahan_banding_dari", tahapan=start) in chosen


def test_both_ends_have_a_receipt_and_the_files_come(visit):
    page = visit(CITY)
    tools = page.locator(".st-key-alat_perubahan")
    with speaking("id"):
        ask = say("perubahan_dari_mana", angka="").strip(" ?")
        assert tools.get_by_role("button", name=ask).count() == 2
        tools.get_by_role("button", name=ask).first.click()
        page.wait_for_selector("[class*=st-key-isi_kuitansi_perubahan_awal]")
        told = page.locator("[class*=st-key-isi_kuitansi]").inner_text()
        assert f"{say('tahapan_MURNI')} 2024" in told
        page.keyboard.press("Escape")
        tools.get_by_role("button", name=say("unduh")).click()
        with page.expect_download() as coming:
            page.get_by_role("button", name=say("perubahan_unduh_bagian")).click()
    saved = coming.value
    assert saved.suggested_filename.startswith("arg_share_bagian_99.71_2024_MURNI_2025_MURNI")
    assert "penyebut" in saved.path().read_text("utf-8")


@pytest.mark.parametrize(("size", "form"), [((1366, 768), "lebar"), ((390, 844), "sempit")])
def test_nothing_stands_beyond_the_edge_and_one_form_is_seen(visit, size, form):
    page = visit(CITY, size)
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= size[0]
    drawn = "[class*=st-key-{}_perubahan] .js-plotly-plot"
    other = {"lebar": "sempit", "sempit": "lebar"}[form]
    page.locator(drawn.format(form)).first.wait_for()
    assert not page.locator(drawn.format(other)).first.is_visible()
