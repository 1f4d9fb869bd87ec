"""The analyst: a real file, one choice, stored, tagged, undone, backed up; in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import App, menu, serving, settle

from pug_metrics.ingest import Answers, commit, understand
from pug_metrics.language import speaking
from pug_metrics.language.numbers import percent, rupiah_full
from pug_metrics.metrics import arg_share
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.result import Slice
from pug_metrics.store import Store

FILE = "apba_aceh_2025_rincian.csv"
LINES, AGENCIES = "9.703", "30"
STORED, DECLARED = "Rp8.727.621.226.517,62", "Rp11.006.439.723.330,00"
AT = Slice(daerah="11", tahun=2025, tahapan="MURNI")
TAGGED = "1.01.01"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A server of its own: what is stored here must not stand in the way of other files."""
    with serving(tmp_path_factory) as served:
        yield served


def _drop(page, name: str, data: bytes) -> None:
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": data})
    page.wait_for_selector(f".st-key-unggah_baris >> text={name}")
    settle(page)


def _choose(page, label: str, text: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(text)
    page.wait_for_timeout(300)
    box.press("Enter")
    settle(page)


def _press(page, name: str, *, until: str) -> None:
    page.get_by_role("button", name=name).click()
    page.wait_for_selector(f"h1:has-text('{until}')")
    settle(page)


def _to_changes(page) -> None:
    """From what was understood over the findings to the changes."""
    page.get_by_role("button", name=re.compile("^(Lanjut|Next):")).click()
    page.wait_for_selector(".st-key-unggah_jalan_3")
    settle(page)
    page.get_by_role("button", name=re.compile("^(Lanjut|Next):")).click()
    page.wait_for_selector(".st-key-unggah_simpan, .stAlert")
    settle(page)


def _shares(data: bytes, tags: bytes, folder: Path) -> tuple[float, float]:
    """The ARG share before and after tagging one agency, through intake and the metric."""
    given = Answers(tahun=2025, tahapan="MURNI", daerah="11", recap="kecualikan")
    with Store.open(folder / "oracle.duckdb", simulated=False) as store:
        commit(store, understand("anggaran", data, FILE, given, store), actor="uji")
        before = arg_share(store, by=Grain.DAERAH, at=AT).value()
        given = Answers(tahun=2025, tahapan="MURNI", daerah="11")
        commit(store, understand("tag_arg", tags, "tag.csv", given, store), actor="uji")
        after = arg_share(store, by=Grain.DAERAH, at=AT)
        row = next(r for r in arg_share(store, by=Grain.OPD, at=AT).rows() if r["kode"] == TAGGED)
    assert row["nilai"] == pytest.approx(100)
    assert after.value() == pytest.approx(float(row["pembilang"] / Decimal(STORED_SUM) * 100))
    return before or 0.0, after.value()


STORED_SUM = "8727621226517.62"


def _leave_out_the_recap(page):
    """The file cannot be stored before someone says what the recapitulation is."""
    assert "Sekretariat Daerah Aceh tampaknya rekapitulasi" in page.inner_text(".stMain")
    assert page.locator("input[type=radio]:checked").count() == 0
    assert page.get_by_role("button", name="4 Perubahan").is_disabled()
    page.get_by_text("Kecualikan: sisihkan").click()
    settle(page)


def _overview_says(page, share):
    page.get_by_role("button", name="Lihat Ringkasan").click()
    page.wait_for_url(re.compile("ringkasan|/\\?"))
    settle(page)
    with speaking("id"):
        assert percent(share) in page.inner_text(".stMain")


def test_the_aceh_file_goes_in_is_tagged_and_comes_out_again(visit, shared, tmp_path, monkeypatch):
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))
    data = (shared / "real" / FILE).read_bytes()
    tags = f"kode_skpd,kategori_arg\n{TAGGED},KESETARAAN\n".encode()
    before, after = _shares(data, tags, tmp_path)

    page = visit("/unggah")
    page.get_by_role("button", name="Pindah ke Data Anda").click()
    page.wait_for_selector("h1:has-text('Taruh berkas')")
    assert "data=sendiri" in page.url
    _drop(page, FILE, data)
    _choose(page, "Daerah", "aceh")
    _choose(page, "Tahapan", "murni")
    _leave_out_the_recap(page)
    text = page.inner_text(".stMain")
    assert f"Provinsi Aceh, 2025, APBD Murni, {AGENCIES} OPD" in text
    assert STORED in text
    assert DECLARED in text
    assert "tidak cocok dengan total di berkas" in text

    _to_changes(page)
    page.get_by_role("textbox", name="Nama Anda").fill("Analis Bappeda")
    settle(page)
    _press(page, f"Simpan {LINES} baris", until=f"Tersimpan: {LINES} baris")
    text = page.inner_text(".stMain")
    assert STORED in text
    assert DECLARED in text
    assert "tidak cocok" in text

    _overview_says(page, before)

    menu(page, "Kerjakan", "Unggah")
    page.wait_for_selector("h1:has-text('Tersimpan')")
    settle(page)
    page.get_by_role("button", name="Lanjut: tanda ARG").click()
    page.wait_for_selector("h1:has-text('Taruh berkas')")
    settle(page)
    _drop(page, "tag.csv", tags)
    page.wait_for_selector("h1:has-text('1 baris siap disimpan')")
    _to_changes(page)
    _press(page, "Simpan 1 baris", until="Tersimpan: 1 baris")
    _overview_says(page, after)


def test_the_same_bytes_say_so_and_undo_is_asked_and_listed(visit, shared):
    page = visit("/unggah?data=sendiri&bahasa=en")
    _drop(page, FILE, (shared / "real" / FILE).read_bytes())
    _choose(page, "Stage", "original")
    page.get_by_text("Leave out: set").click()
    settle(page)
    _to_changes(page)
    page.wait_for_selector("text=is stored already")

    page.get_by_role("radio", name=re.compile("History")).click()
    page.wait_for_selector("h1:has-text('2 of 2 uploads are in force')")
    assert "by Analis Bappeda (not verified)" in page.inner_text(".stMain")
    link = page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="Original file").last.click()
    assert Path(download.value.path()).read_bytes() == (shared / "real" / FILE).read_bytes()
    assert download.value.suggested_filename == FILE
    page.get_by_role("button", name="Undo").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("no longer be counted").wait_for()
    dialog.get_by_text(re.compile("ARG share \\(claimed\\)")).wait_for()
    dialog.get_by_role("button", name="Keep it").click()
    page.wait_for_selector("[role=dialog]", state="detached")
    page.get_by_role("button", name="Undo").first.click()
    dialog.get_by_role("textbox", name="Your name").fill("Budi")
    dialog.get_by_role("button", name="Yes, undo upload 2").click()
    page.wait_for_selector("h1:has-text('1 of 2 uploads')")

    again = visit(link.partition("/unggah")[1] + link.partition("/unggah")[2])
    again.wait_for_selector("h1:has-text('1 of 2 uploads')")
    assert "undone" in again.inner_text(".stMain")


def test_a_backup_is_named_and_lies_in_the_folder(visit, app):
    page = visit("/unggah?data=sendiri&unggah_bagian=tempat", size=(390, 844), dark=True)
    # The part of the page that draws code arrives after the script has run.
    page.wait_for_function(
        "path => document.querySelector('.stMain').innerText.replaceAll('\\n', '').includes(path)",
        arg=str(app.data),
    )
    page.get_by_role("button", name="Buat cadangan sekarang").click()
    page.wait_for_selector("text=sudah dibuat dan diperiksa")
    made = [path.name for path in (app.data / "cadangan").glob("*.duckdb")]
    assert len(made) == 1
    assert made[0] in page.inner_text(".stMain")


def test_a_template_downloads_and_its_own_example_sheet_is_not_read(visit, tmp_path):
    page = visit("/unggah?data=sendiri&unggah_dataset=tag_arg")
    page.get_by_text("Belum punya berkasnya?").click()
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Templat Excel untuk tanda arg").click()
    target = tmp_path / download.value.suggested_filename
    download.value.save_as(target)
    assert target.name == "templat_tag_arg.xlsx"
    _drop(page, target.name, target.read_bytes())
    page.wait_for_selector("h1:has-text('Belum ada baris')")


def test_the_total_is_written_as_readers_of_each_language_write_it():
    for language, wanted in (("id", STORED), ("en", "Rp8,727,621,226,517.62")):
        with speaking(language):
            assert rupiah_full(Decimal(STORED_SUM)) == wanted


def test_a_file_and_answers_stay_through_a_page_change_and_speak_the_new_language(visit):
    page = visit("/unggah?data=sendiri&unggah_dataset=dokumen")
    _drop(page, "dokumen.csv", b"kode_skpd,jenis,status\n9.99.99,GAP,DISETUJUI\n")
    _choose(page, "Tahun", "2031")
    page.get_by_role("link", name="Kamus").click()
    page.wait_for_selector("h1:has-text('Arti dan asal')")
    menu(page, "Kerjakan", "Unggah")
    page.wait_for_selector(".st-key-unggah_baris >> text=dokumen.csv")
    page.get_by_role("radio", name="EN", exact=True).click()
    page.wait_for_selector("text=What the file does not say")
    settle(page)
    assert page.get_by_role("combobox", name="Year").input_value() == "2031"
    assert page.get_by_role("combobox", name="Kind of data").input_value() == "PPRG documents"


def test_on_a_phone_the_parts_of_the_page_are_whole_buttons_and_names_stay_whole(visit):
    page = visit("/unggah?unggah_bagian=riwayat", size=(390, 844))
    # Buttons of a group are drawn by a part of the page that arrives after the script has run.
    page.locator(".st-key-unggah_bagian button").nth(2).wait_for()
    edges = page.eval_on_selector_all(
        ".st-key-unggah_bagian button",
        "all => all.map(each => getComputedStyle(each).borderLeftColor)",
    )
    assert len(edges) == 3
    assert "rgba(0, 0, 0, 0)" not in edges
    text = page.locator('[class*="st-key-riwayat_teks_"]').first.bounding_box()
    assert text["width"] > 300
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390
