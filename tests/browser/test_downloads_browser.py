"""Every *Unduh* of the four pages gives a file that opens, in the language, marked as simulated."""

from __future__ import annotations

import openpyxl
import pytest
from playwright.sync_api import TimeoutError

from pug_metrics.language import say, speaking

PAGES = (
    ("id", "/"),
    ("en", "/opd?opd_bagian=program"),
    ("id", "/wilayah"),
    ("en", "/program?jalur=1%2F1.01%2F1.01.02"),
)


def opened(page, menu):
    """Open ``menu`` with the one before it closed; where a redraw closed it, once more."""
    body = page.locator("[data-testid=stPopoverBody]")
    page.keyboard.press("Escape")
    body.wait_for(state="detached")
    menu.click()
    try:
        body.wait_for(timeout=3_000)
    except TimeoutError:
        menu.click()
        body.wait_for()


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
        menus = page.get_by_role("button", name=say("unduh"))
        told = [say(key) for key in ("ekspor_lembar_angka", "ekspor_lembar_keterangan")]
        mark, excel, csv = say("ekspor_simulasi"), say("unduh_xlsx"), say("unduh_csv")
    assert menus.count()
    for place in range(menus.count()):
        opened(page, menus.nth(place))
        book = openpyxl.load_workbook(saved(page, excel, tmp_path))
        for name in told:
            assert mark in str(book[name]["A1"].value), name
    assert "simulasi" in saved(page, csv, tmp_path).read_text("utf-8-sig").casefold()
