"""Every *Unduh* of the four pages gives a file that opens, in the language, marked as simulated."""

from __future__ import annotations

import openpyxl
import pytest
from conftest import settle

from pug_metrics.language import say, speaking

PAGES = (
    ("id", "/"),
    ("en", "/opd?opd_bagian=program"),
    ("id", "/wilayah"),
)


def opened(page, menu):
    """Open ``menu`` with the one before it closed."""
    page.keyboard.press("Escape")
    page.locator("[data-testid=stPopoverBody]").wait_for(state="detached")
    menu.click()
    page.locator("[data-testid=stPopoverBody]").wait_for()


def saved(page, label, folder):
    """The file that a click on ``label`` in the open menu brings."""
    with page.expect_download() as download:
        page.locator("[data-testid=stPopoverBody]").get_by_role("button", name=label).click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


@pytest.mark.parametrize(("language", "address"), PAGES)
def test_every_download_of_a_page_opens_and_says_simulasi(visit, tmp_path, language, address):
    page = visit(f"{address}{'&' if '?' in address else '?'}bahasa={language}")
    with speaking(language):
        menus = page.locator("[data-testid=stPopover] button").filter(has_text=say("unduh"))
        told = [say(key) for key in ("ekspor_lembar_angka", "ekspor_lembar_keterangan")]
        mark, excel, csv = say("ekspor_simulasi"), say("unduh_xlsx"), say("unduh_csv")
    assert menus.count()
    for place in range(menus.count()):
        opened(page, menus.nth(place))
        book = openpyxl.load_workbook(saved(page, excel, tmp_path))
        for name in told:
            assert mark in str(book[name]["A1"].value), name
    assert "simulasi" in saved(page, csv, tmp_path).read_text("utf-8-sig").casefold()


def test_tables_offer_only_downloads_that_say_simulasi(visit, tmp_path):
    page = visit("/opd?opd_bagian=baris")
    table = page.locator("[data-testid=stDataFrame]").last
    table.hover()
    assert not page.get_by_role("button", name="Download as CSV").count()
    with speaking("id"):
        label = say("kuitansi_unduh", jumlah="").split("  ")[0]
    with page.expect_download() as download:
        page.locator("[class*=st-key-jumlah_baris] button").filter(has_text=label).click()
    target = tmp_path / download.value.suggested_filename
    download.value.save_as(target)
    head, *lines = target.read_text("utf-8").splitlines()
    assert head.endswith(",data") and lines
    assert "simulasi" in target.name
    assert all(line.endswith("simulasi") for line in lines)


def test_a_ticked_programme_leads_to_its_lines_and_the_link_keeps_it(visit):
    page = visit("/opd?opd_bagian=program")
    table = page.locator("[data-testid=stDataFrame]").last
    table.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = table.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 52)
    page.wait_for_url("**opd_program=*")
    settle(page)
    told = page.locator(".st-key-jumlah_baris_opd p").first.inner_text()
    again = visit("/" + page.url.split("/", 3)[3])
    assert again.locator(".st-key-jumlah_baris_opd p").first.inner_text() == told
