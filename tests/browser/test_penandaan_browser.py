"""A planner decides, another approves: figure and sentence move by what was computed by hand."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from conftest import App, serving, settle

from pug_metrics.ingest import commit, understand
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent, rupiah
from pug_metrics.store import Store

HEADER = (
    "kode_daerah;tahun;tahapan;kode_skpd;nama_skpd;kode_program;nama_program;kode_sub_kegiatan;"
    "nama_sub_kegiatan;kode_rekening;pagu"
)
PAGE = "/penandaan?data=sendiri"
# 750 and 250 million: the second one, whole, is a quarter of the budget.
LINES = (
    "63.72;2025;MURNI;1.01.01;Dinas Pendidikan;1.01.02;Pengelolaan Pendidikan;1.01.02.2.01.0001;"
    "Pembangunan Ruang Kelas;5.2.03.01.01.0001;750000000",
    "63.72;2025;MURNI;2.08.01;Dinas PPPA;2.08.03;Perlindungan Perempuan;2.08.03.2.01.0001;"
    "Pencegahan Kekerasan terhadap Perempuan;5.1.02.01.01.0001;250000000",
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A server of its own, with two lines of a budget that nobody has decided on."""
    with serving(tmp_path_factory) as served:
        before = os.environ.get("PUG_FILES")
        os.environ["PUG_FILES"] = str(served.data / "berkas")
        with Store.open(served.data / "pug.duckdb", simulated=False) as store:
            text = "\n".join((HEADER, *LINES))
            commit(store, understand("anggaran", text.encode(), "anggaran.csv"), actor="Uji")
        os.environ.pop("PUG_FILES")
        if before is not None:
            os.environ["PUG_FILES"] = before
        yield served


def _tick(page, row: int) -> None:
    table = page.locator("[data-testid=stDataFrame]").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 35 * (row + 1) + 17)
    page.wait_for_selector(".st-key-kartu_terpilih")
    settle(page)


def _name(page, name: str) -> None:
    field = page.locator("[class*=st-key-aktor_penandaan] input")
    field.fill(name)
    field.press("Tab")
    settle(page)


def _list(page, name: str) -> None:
    page.locator("[class*=st-key-tanda_bagian]").get_by_text(name).click()
    settle(page)


def _text(page) -> str:
    return page.inner_text(".stMain").replace("\xa0", " ")


def _moved(before: float, after: float) -> str:
    words = say(
        "penandaan_angka_naik", rupiah=rupiah(250_000_000), sebelum=percent(before, 2),
        sesudah=percent(after, 2), basis=say("filter_basis_TOTAL_BELANJA"),
    )  # fmt: skip
    return words.replace("**", "").replace("\xa0", " ")


def test_one_name_decides_another_approves_and_the_figure_moves(visit, app):
    page = visit(PAGE)
    with speaking("id"):
        assert "belum dinilai: 2 sub kegiatan di 2 OPD" in page.locator("h1").inner_text()
        _tick(page, 1)
        assert "program perlindungan perempuan" in _text(page)
        _name(page, "Ani")
        page.get_by_test_id("stRadioGroup").get_by_text(say("kategori_SPESIFIK")).click()
        reason = page.get_by_label(say("penandaan_alasan"))
        reason.fill("Korban terbanyak perempuan")
        assert page.get_by_role("button", name="Ajukan 1 sub kegiatan").is_enabled()
        reason.press("Control+Enter")
        page.wait_for_selector(".st-key-penandaan_selesai")
        settle(page)
        # 250 of 1,000 million are claimed now.
        assert _moved(0, 25) in _text(page)
        assert "belum dinilai: 1 sub kegiatan di 1 OPD" in page.locator("h1").inner_text()

        _list(page, say("penandaan_bagian_DIAJUKAN"))
        assert "tanda_bagian=DIAJUKAN" in page.url
        _tick(page, 0)
        page.get_by_role("button", name="Setujui 1 sub kegiatan").click()
        page.wait_for_selector(".stAlert")
        assert "tidak boleh menilainya sendiri" in _text(page)

    other = visit(page.url.removeprefix(app.url))
    assert "menunggu persetujuan" in _text(other)
    _tick(other, 0)
    _name(other, "Budi")
    other.get_by_role("button", name="Setujui 1 sub kegiatan").click()
    other.wait_for_selector(".st-key-penandaan_selesai")
    settle(other)
    assert "ARG tetap 25,00 %" in _text(other)
    _list(other, "Disetujui")
    _tick(other, 0)
    other.get_by_text("Riwayat keputusan (2)").click()
    other.wait_for_timeout(300)
    said = _text(other)
    assert said.index("Disetujui · oleh Budi") < said.index("Diajukan · oleh Ani")

    overview = visit("/ringkasan?data=sendiri")
    assert "25,0 %" in _text(overview)


def test_the_sample_can_be_looked_at_on_a_phone(visit):
    page = visit("/penandaan", size=(390, 844))
    assert "Data contoh hanya dapat dilihat" in _text(page)
    _tick(page, 0)
    assert page.locator(".st-key-kartu_putuskan").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
