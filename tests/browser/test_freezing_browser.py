"""Figures are frozen under a name; later uploads do not move them, and a link gives them again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import App, serving, settle

from pug_metrics.ingest import Answers, commit, understand
from pug_metrics.language import say, speaking
from pug_metrics.language.numbers import percent
from pug_metrics.store import Store

GIVEN = Answers(tahun=2025, tahapan="MURNI", daerah="63.72")
HEAD = "kode_skpd,nama_skpd,kode_sub_kegiatan,kode_rekening,pagu"
BEFORE, AFTER = 40.0, 10.0


def _put(store: Store, dataset: str, name: str, *rows: str) -> None:
    report = understand(dataset, "\n".join(rows).encode(), name, GIVEN, store)
    commit(store, report, actor="Penguji")


def _two_states(data: Path) -> None:
    """40 of 100 million are ARG and frozen; then 300 million more without a tag come in."""
    with Store.open(data / "pug.duckdb") as store:
        _put(store, "anggaran", "a.csv", HEAD,
             "1.01,Dinas Pendidikan,1.01.02.2.01.0001,5.1.02.01.01.0001,40000000",
             "1.01,Dinas Pendidikan,1.01.02.2.01.0002,5.1.02.01.01.0001,60000000")  # fmt: skip
        _put(store, "tag_arg", "t.csv", "kode_skpd,kode_sub_kegiatan,kategori_arg",
             "1.01,1.01.02.2.01.0001,KESETARAAN", "1.01,1.01.02.2.01.0002,NETRAL")  # fmt: skip
        store.freeze("Rakor Maret", "Bappeda")
        _put(store, "anggaran", "b.csv", HEAD,
             "1.02,Dinas Kesehatan,1.02.02.2.01.0001,5.1.02.01.01.0001,300000000")  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with serving(tmp_path_factory, _two_states) as served:
        yield served


def _says(page, value: float) -> bool:
    with speaking("id"):
        return percent(value) in page.inner_text(".stMain")


def test_a_frozen_version_is_opened_left_and_found_again_by_its_link(visit):
    page = visit("/?data=sendiri")
    assert _says(page, AFTER)
    assert not _says(page, BEFORE)
    page.get_by_role("button", name="Kunci angka").click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Buka").click()
    page.get_by_text("versi terkunci").wait_for()
    settle(page)
    assert _says(page, BEFORE)
    assert "v2 Rakor Maret" in page.inner_text(".stMain")
    link = page.url.split("/", 3)[3]
    assert "versi=1" in link
    page.get_by_role("link", name="OPD").first.click()
    page.wait_for_url("**/opd**")
    settle(page)
    assert "versi=1" in page.url
    assert "Dinas Kesehatan" not in page.inner_text(".stMain")
    again = visit("/" + link)
    assert _says(again, BEFORE)
    again.get_by_role("button", name="Kembali ke data terkini").click()
    again.get_by_text("versi terkunci").wait_for(state="detached")
    settle(again)
    assert _says(again, AFTER)


def test_figures_of_now_are_frozen_from_the_page_and_compared_with_the_older_name(visit):
    page = visit("/perubahan?data=sendiri")
    with speaking("id"):
        fell = say("perubahan_turun", besar="30,0 poin")
    assert fell.replace("\u00a0", " ") in page.locator("h1").inner_text().replace("\u00a0", " ")
    assert "Rakor Maret" in page.locator("h1").inner_text()
    page.get_by_role("button", name="Kunci angka").click()
    page.get_by_role("textbox", name="Nama versi").fill("Rakor Mei")
    page.get_by_role("textbox", name="Nama Anda").fill("Perencana")
    page.get_by_role("button", name="Kunci versi ini").click()
    page.get_by_text("Terkunci: Rakor Mei").wait_for()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Buka").first.click()
    page.locator(".st-key-kunci_dilihat >> text=Rakor Mei").wait_for()
    settle(page)
    assert fell.replace("\u00a0", " ") in page.locator("h1").inner_text().replace("\u00a0", " ")
