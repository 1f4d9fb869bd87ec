"""The overview in a browser: the range, its receipt and lines, the way to what is to be fixed."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import settle

from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, rupiah

ROOT = Path(__file__).resolve().parents[2]
CITY = "/?daerah=99.71&tahun=2025&tahapan=MURNI"


@pytest.fixture(scope="module")
def facts() -> dict:
    """What the sample says of itself."""
    path = ROOT / "data" / "sample" / "fenomena.toml"
    return tomllib.loads(path.read_text("utf-8"))["kota"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_range_its_receipt_and_its_lines(visit, facts, language):
    page = visit(f"{CITY}&bahasa={language}")
    year = facts["tahun_2025"]
    with speaking(language):
        used, claimed = percent(year["persen_klaim"]), rupiah(Decimal(year["klaim"]))
        asked, copied = say("kuitansi_angka", angka=used), say("salin_sudah")
        title, sentence = say("kuitansi_baris_judul"), say("salin_kalimat")
    assert used in page.inner_text(".stMain")
    page.get_by_role("button", name=asked).click()
    panel = page.locator('[data-testid="stPopoverBody"]')
    panel.get_by_text(claimed).wait_for()
    box = panel.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 768
    panel.get_by_role("button", name=sentence).click()
    page.get_by_text(copied, exact=True).first.wait_for()
    quoted = page.evaluate("navigator.clipboard.readText()")
    assert used in quoted and "simulasi" in quoted and "\\" not in quoted
    panel.get_by_role("button", name=re.compile(r"^(Lihat|See) ")).click()
    dialog = page.get_by_role("dialog", name=title)
    dialog.wait_for()
    dialog.locator(".st-key-kuitansi_halaman").get_by_text("2", exact=True).wait_for()
    assert panel.count() == 0


def test_a_thing_to_fix_leads_to_its_agency(visit):
    page = visit(CITY)
    row = page.locator('[class*="st-key-benahi_"]', has_text="tanpa dokumen").first
    told = row.inner_text()
    row.get_by_role("button", name=say("ringkasan_buka")).click()
    page.wait_for_url(re.compile(r"/opd"))
    settle(page)
    box = page.locator(".st-key-opd")
    chosen = box.locator("input").input_value() or box.inner_text()
    assert chosen.strip() in told
    assert "tahapan=MURNI" in page.url


def test_the_table_opens_only_when_asked(visit):
    page = visit(CITY)
    assert page.locator('[data-testid="stDataFrame"]').count() == 0
    page.locator(".st-key-alat_rentang").get_by_role("button", name=say("tampil_tabel")).click()
    page.locator('[data-testid="stDataFrame"]').wait_for()
    settle(page)


def test_a_phone_shows_the_list_of_readings_and_nothing_runs_over(visit):
    page = visit(CITY, size=(390, 844))
    page.locator(".st-key-ramping_rentang").wait_for(state="visible")
    page.locator(".st-key-luas_rentang").wait_for(state="hidden")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_own_data_start_empty_and_lead_to_the_upload(visit):
    page = visit("/?data=sendiri&bahasa=en")
    with speaking("en"):
        assert say("kosong_judul_sendiri") in page.inner_text("h1")
        page.get_by_role("link", name=say("kosong_tombol")).click()
    page.wait_for_url(re.compile("unggah"))
    settle(page)
