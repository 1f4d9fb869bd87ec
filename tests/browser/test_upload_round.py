"""A messy workbook in, back marked, in again corrected, undone; a lost line loses nothing."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import messy_workbook as messy
import openpyxl
import pytest
from conftest import App, serving, settle

from pug_metrics.language import speaking
from pug_metrics.language.numbers import count, rupiah_full

NAME = "rka_banda_aceh.xlsx"
CODE_COLUMN = "Perangkat Daerah | Kode SKPD"
LINES = len(list(messy.lines()))
GOOD = LINES - len(messy.FAULTS)
STORED = sum(rupiah for row, *_, rupiah in messy.lines() if row not in messy.FAULTS)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A server of its own: what is stored here must not stand in the way of other files."""
    with serving(tmp_path_factory) as served:
        yield served


def _drop(page, data: bytes, name: str = NAME) -> None:
    page.set_input_files("input[type=file]", {"name": name, "mimeType": XLSX, "buffer": data})
    page.wait_for_selector(f".st-key-unggah_baris >> text={name}", timeout=60_000)
    settle(page)


def _choose(page, label: str, text: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(text)
    page.wait_for_timeout(300)
    box.press("Enter")
    settle(page)


def _title(page, words: str) -> None:
    page.wait_for_selector(f"h1:has-text('{words}')", timeout=60_000)
    settle(page)


def _press(page, name: str, *, until: str) -> None:
    page.get_by_role("button", name=name).first.click()
    _title(page, until)


def _money(amount: int) -> str:
    with speaking("id"):
        return rupiah_full(amount)


def _download(page, name: str) -> tuple[str, bytes]:
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=name).first.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def _check_marks(marked: bytes) -> None:
    """Faulty cells are coloured and commented, all others hold what they held."""
    before = openpyxl.load_workbook(io.BytesIO(messy.workbook()))
    after = openpyxl.load_workbook(io.BytesIO(marked))
    assert after.sheetnames == [*before.sheetnames, "Temuan"]
    plain = before[messy.SHEET]
    for row in after[messy.SHEET].iter_rows():
        for cell in row:
            assert cell.value == plain.cell(cell.row, cell.column).value, cell.coordinate
    for row in messy.FAULTS:
        cell = after[messy.SHEET].cell(row, messy.AMOUNT_COLUMN)
        assert cell.comment is not None
        assert "bukan angka" in cell.comment.text
        assert cell.fill.fgColor.rgb != plain.cell(row, messy.AMOUNT_COLUMN).fill.fgColor.rgb
    untouched = after[messy.SHEET].cell(messy.FIRST_ROW, messy.AMOUNT_COLUMN)
    assert untouched.comment is None
    listed = [cell for row in after["Temuan"].iter_rows(values_only=True) for cell in row if cell]
    assert any("dua puluh juta" in str(cell) for cell in listed)


def _opens_in_an_office(data: bytes, folder: Path) -> bool:
    """Whether LibreOffice makes a PDF of it; None of that where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        assert os.environ.get("REQUIRE_OFFICE") != "1", "LibreOffice is required and absent"
        return False
    (folder / "marked.xlsx").write_bytes(data)
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", "pdf", "--outdir", str(folder), str(folder / "marked.xlsx")],
        check=True, capture_output=True, timeout=80,
    )  # fmt: skip
    assert (folder / "marked.pdf").read_bytes().startswith(b"%PDF")
    return True


def _to_findings(page, data: bytes, good: int) -> None:
    """File, what was understood, the one question answered, findings."""
    _drop(page, data)
    if page.get_by_text("Satu hal perlu dijawab").count():
        _choose(page, f"Arti kolom {CODE_COLUMN}", "Kode SKPD")
    page.wait_for_selector(f"text=/{count(good)} masuk/")
    page.get_by_role("button", name="Lanjut:").click()
    page.wait_for_selector(".st-key-unggah_jalan_3")
    settle(page)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The marked workbook once it was downloaded; for the test that opens it in an office."""
    return {}


def test_a_messy_workbook_comes_back_marked_goes_in_corrected_and_is_undone(visit, marked):
    page = visit("/unggah?data=sendiri")
    _to_findings(page, messy.workbook(), GOOD)
    said = page.inner_text(".stMain")
    assert f"{GOOD} dari {LINES} baris dapat masuk" in said
    assert all(text in said for text in messy.FAULTS.values())
    name, data = _download(page, "Unduh berkas Anda yang sudah ditandai")
    assert name == "rka_banda_aceh_temuan.xlsx"
    _check_marks(data)
    marked["data"] = data

    _press(page, "Lanjut: lihat perubahannya", until=f"{GOOD} baris baru")
    page.get_by_role("textbox", name="Nama Anda").fill("Analis Bappeda")
    settle(page)
    _press(page, f"Simpan {GOOD} baris yang baik", until=f"Tersimpan: {GOOD} baris")
    assert _money(STORED) in page.inner_text(".stMain")

    page.get_by_role("button", name="Unggah berkas lain").click()
    _title(page, "Taruh berkas")
    _to_findings(page, messy.corrected(data), LINES)
    _press(page, "Lanjut: lihat perubahannya", until=f"{len(messy.FAULTS)} baris baru")
    said = page.inner_text(".stMain")
    assert f"{GOOD} sama" in said
    assert _money(STORED) in said
    assert _money(messy.total()) in said
    assert page.get_by_role("radio", name=re.compile("Perubahan.*disarankan")).is_checked()
    _press(page, f"Simpan perubahan: {len(messy.FAULTS)} baru", until="Tersimpan")
    assert "2 baru" in page.inner_text(".stMain") or "unggahan 2" in page.inner_text("h1")

    page.get_by_role("button", name="Batalkan unggahan ini").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("tidak lagi dihitung").wait_for()
    dialog.get_by_role("button", name="Ya, batalkan unggahan 2").click()
    _title(page, "Unggahan 2 dibatalkan")
    page.get_by_text(re.compile(r"^Riwayat \(2\)")).click()
    _title(page, "1 dari 2 unggahan berlaku")
    assert _money(STORED) in page.inner_text(".stMain")


def test_the_marked_workbook_opens_in_an_office(marked, tmp_path):
    if shutil.which("soffice") is None and os.environ.get("REQUIRE_OFFICE") != "1":
        pytest.skip("LibreOffice is not installed; REQUIRE_OFFICE=1 makes this a failure")
    assert _opens_in_an_office(marked["data"], tmp_path)


def _cut(page) -> None:
    """The line goes down and comes back while the page stays open."""
    page.context.set_offline(True)
    page.wait_for_timeout(1500)
    page.context.set_offline(False)
    settle(page)


def test_a_lost_connection_loses_no_file_no_answer_and_stores_nothing_twice(visit):
    page = visit("/unggah?data=sendiri")
    _drop(page, messy.workbook())
    _choose(page, f"Arti kolom {CODE_COLUMN}", "Kode SKPD")
    _choose(page, "Tahun", "2027")
    page.wait_for_selector(f"h1:has-text('{GOOD} dari {LINES}')")
    _cut(page)
    assert page.get_by_role("combobox", name="Tahun").input_value() == "2027"
    page.context.close()

    page = visit("/unggah?data=sendiri")
    assert NAME in page.inner_text(".st-key-unggah_draf_kotak")
    page.get_by_role("button", name="Lanjutkan").click()
    _title(page, f"{GOOD} dari {LINES}")
    assert page.get_by_role("combobox", name="Tahun").input_value() == "2027"
    assert page.get_by_role("combobox", name=f"Arti kolom {CODE_COLUMN}").input_value() == (
        "Kode SKPD"
    )
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".st-key-unggah_jalan_3")
    settle(page)
    page.keyboard.press("Control+Enter")
    _title(page, f"{GOOD} baris baru")
    page.get_by_role("textbox", name="Nama Anda").fill("Analis Bappeda")
    settle(page)
    _press(page, f"Simpan {GOOD} baris yang baik", until=f"Tersimpan: {GOOD} baris")
    _cut(page)
    _title(page, "Tersimpan")

    again = visit("/unggah?data=sendiri&unggah_bagian=riwayat")
    again.wait_for_selector("h1:has-text('unggahan berlaku')")
    assert again.get_by_text("2027").count() == 1
    fresh = visit("/unggah?data=sendiri")
    assert fresh.locator(".st-key-unggah_draf_kotak").count() == 0
