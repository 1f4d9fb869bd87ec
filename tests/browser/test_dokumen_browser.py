"""Dokumen in a real browser: two names decide, the share moves as computed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import App, serving, settle

from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, points, rupiah
from pug_metrics.store import Store
from tests.ingest.document_files import EXE, PDF
from tests.ingest.document_rows_by_hand import EAST_SUB, SUB_1, fill
from tests.ingest.place_rows import AGENCY, EAST

MILLION = 1_000_000
SUBMITTED = f"/dokumen?data=sendiri&dok={AGENCY}/{SUB_1}/GBS"
OWED = f"/dokumen?data=sendiri&dok={EAST}/{EAST_SUB}/GBS"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A server of its own on a database that is filled before it starts to hold it."""
    with serving(tmp_path_factory) as served:
        with Store.open(served.data / "pug.duckdb", simulated=False) as store:
            fill(store)
        yield served


def _name(page, name: str) -> None:
    box = page.locator(".st-key-aktor_dokumen input")
    box.fill(name)
    box.press("Tab")
    settle(page)


def _press(page, key: str) -> None:
    page.locator(f"[class*=st-key-{key}_] button").first.click()
    settle(page)


def _attach(page, name: str, data: bytes) -> None:
    page.set_input_files(
        ".st-key-kotak_lampiran input[type=file]",
        {"name": name, "mimeType": "application/pdf", "buffer": data},
    )
    page.wait_for_selector(f"text={name}")
    settle(page)


def test_a_file_is_attached_by_one_name_and_approved_by_another(visit):
    page = visit(SUBMITTED)
    with speaking("id"):
        assert rupiah(70 * MILLION) in page.locator("h1").inner_text()
    _name(page, "Adi")
    _attach(page, "gbs.pdf", EXE)
    _press(page, "dokumen_simpan")
    with speaking("id"):
        assert say("galat_lampiran_isi", berkas="gbs.pdf", jenis="PDF") in page.inner_text("body")
    page.reload()
    settle(page)
    _name(page, "Adi")
    _attach(page, "gbs_2025.pdf", PDF)
    _press(page, "dokumen_simpan")
    with speaking("id"):
        assert say("dokumen_status_DIUNGGAH_ULANG") in page.inner_text(".st-key-kartu_dokumen")
    with page.expect_download() as waiting:
        page.locator(".st-key-dokumen_unduh button").first.click()
    assert Path(waiting.value.path()).read_bytes() == PDF
    assert waiting.value.suggested_filename == "gbs_2025.pdf"
    _press(page, "dokumen_setujui")
    assert "Adi yang mengajukan" in page.inner_text("body")
    _name(page, "Rina")
    _press(page, "dokumen_setujui")
    with speaking("id"):
        # By hand: 30 of 105 million were documented, 60 million more are now.
        told = page.inner_text(".st-key-dokumen_hasil")
        assert rupiah(60 * MILLION) in told
        assert percent(3000 / 105, 2) in told
        assert percent(9000 / 105, 2) in told
        assert points(6000 / 105, 2) in told
        assert rupiah(10 * MILLION) in page.locator("h1").inner_text()
    again = visit("/" + page.url.split("/", 3)[3])
    assert "Rina" in again.inner_text(".st-key-kartu_dokumen")
    page.locator(".st-key-dokumen_batalkan button").first.click()
    page.locator(".st-key-unggah_batalkan_ya button").first.click()
    page.wait_for_function(
        "text => document.querySelector('h1')?.innerText.includes(text)", arg="70,0"
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_document_that_nobody_submitted_is_not_approved(visit, language):
    page = visit(f"{OWED}&bahasa={language}")
    _name(page, "Sari")
    _press(page, "dokumen_setujui")
    with speaking(language):
        assert say("galat_dokumen_belum_diajukan", daftar=f"GBS {EAST_SUB}") in page.inner_text(
            "body"
        )


def test_several_ticked_documents_take_one_decision(visit):
    page = visit(f"/dokumen?data=sendiri&dok_opd={EAST}")
    table = page.locator(".st-key-kartu_kurang [data-testid=stDataFrame]")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    for row in (1, 2, 3):
        page.mouse.click(box["x"] + 18, box["y"] + 36 * row + 15)
        settle(page)
    with speaking("id"):
        told = say("dokumen_terpilih", jumlah="3", sub="1")
    assert told in page.inner_text(".st-key-kartu_massal")
    _name(page, "Adi")
    page.locator("[class*=st-key-dokumen_catatan_] textarea").fill("Lengkapi data terpilah")
    _press(page, "dokumen_kembalikan")
    with speaking("id"):
        assert say("dokumen_tetap") in page.inner_text(".st-key-dokumen_hasil")
    page.locator(".st-key-dokumen_batalkan button").first.click()
    page.locator(".st-key-unggah_batalkan_ya button").first.click()
    page.wait_for_selector(".st-key-dokumen_hasil", state="detached")


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_nothing_stands_beyond_the_edge_of_the_page(visit, size):
    page = visit(SUBMITTED, size)
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= size[0]
    page.locator(".st-key-kartu_dokumen").wait_for()


def test_buttons_are_reached_with_the_keyboard(visit):
    page = visit(OWED)
    _name(page, "Sari")
    page.locator("[class*=st-key-dokumen_setujui_] button").first.focus()
    page.keyboard.press("Enter")
    settle(page)
    assert "belum diajukan" in page.inner_text("body")


def test_the_sample_can_only_be_looked_at(visit):
    page = visit("/dokumen")
    with speaking("id"):
        text = page.inner_text("body")
    assert "Data contoh hanya dapat dilihat" in text
    assert page.locator("[class*=st-key-dokumen_setujui_]").count() == 0
