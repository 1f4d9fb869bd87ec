"""Mutu data in a browser: a check is ticked, its row leads to the lines, the file has every row."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from conftest import menu, settle

CITY = "daerah=99.71&tahun=2025&tahapan=PERUBAHAN"


def test_a_check_is_looked_at_and_leads_to_the_lines_of_its_agency(visit):
    page = visit(f"/?{CITY}")
    menu(page, "Kerjakan", "Mutu data")
    page.wait_for_selector("h1:has-text('uji menemukan')")
    settle(page)
    found = int(re.search(r"menemukan (\d+) baris", page.inner_text("h1")).group(1))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh").first.click()
    with Path(waiting.value.path()).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == found
    assert {row["data"].split()[-1] for row in rows} == {"simulasi"}
    page.get_by_role("button", name=re.compile("Lihat baris ")).click()
    page.wait_for_url(re.compile(r"/opd\?.*opd_bagian=baris"))
    settle(page)
    assert page.inner_text("h1")


def test_the_filters_are_in_the_link_and_fit_a_phone(visit):
    page = visit(f"/mutu?{CITY}&mutu_pemilik=bappeda", size=(390, 844))
    assert "Tidak ada temuan untuk pilihan ini." in page.inner_text(".stMain")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
