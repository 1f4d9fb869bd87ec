"""Jelajah in a real browser: choose, compare, save, open the link elsewhere: the same state."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import App, serving, settle

from pug_metrics.language import say, speaking
from pug_metrics.metrics.declaration import all_metrics
from pug_metrics.store import Store
from tests.pages.budget_world import Agency, load

CITY = "/jelajah?daerah=99.71&tahun=2025&tahapan=MURNI"


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Iterator[App]:
    """A dashboard of its own with a small budget of two agencies: views are stored here."""
    with serving(tmp_path_factory) as served:
        with Store.open(served.data / "pug.duckdb") as own:
            load(own, [
                Agency("1.02.0.00.0.00.01.0000", "Dinas Kesehatan", 3_000_000, 1_000_000),
                Agency("1.01.0.00.0.00.01.0000", "Dinas Pendidikan", 1_000_000, 100_000),
            ])  # fmt: skip
        yield served


def choose(page, key: str, label: str) -> None:
    """Pick ``label`` in the select box ``key``."""
    page.locator(
        f".st-key-{key} [data-baseweb=select], .st-key-{key} [role=combobox]"
    ).first.click()
    page.get_by_role("option", name=label, exact=True).click()
    page.wait_for_url(f"**{key}=*")
    settle(page)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_choice_and_a_comparison_are_in_the_link(visit, language):
    page = visit(f"{CITY}&bahasa={language}")
    first = page.locator("h1").inner_text()
    with speaking(language):
        choose(page, "butir", say("jelajah_menurut", butir=say("jelajah_butir_program")))
        assert page.locator("h1").inner_text() != first
        choose(page, "banding", say("jelajah_banding_dengan", apa="2024"))
        assert "2024" in page.locator("h1").inner_text()
    assert "butir=program" in page.url
    assert "banding=tahun.2024" in page.url
    title = page.locator("h1").inner_text()
    again = visit("/" + page.url.split("/", 3)[3])
    assert again.locator("h1").inner_text() == title


def test_the_view_survives_another_language(visit):
    page = visit(f"{CITY}&metrik=arg_amount&butir=program&metrik2=budget_total")
    page.get_by_text("EN", exact=True).first.click()
    page.wait_for_url("**bahasa=en*")
    settle(page)
    assert "metrik=arg_amount" in page.url
    assert "metrik2=budget_total" in page.url
    assert "butir=program" in page.url
    with speaking("en"):
        assert str(all_metrics()["arg_amount"].title) in page.locator("h1").inner_text()


def test_the_sample_says_that_it_saves_no_view(visit):
    page = visit(CITY)
    with speaking("id"):
        page.get_by_role("button", name=say("jelajah_tampilan")).click()
        page.get_by_text(say("jelajah_tampilan_contoh").split(".")[0]).wait_for()


def test_a_bar_that_is_clicked_shows_its_own_receipt(visit):
    page = visit(CITY)
    bar = page.locator("[class*=st-key-lebar_jelajah] .barlayer .trace .point path").last
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] / 2)
    page.wait_for_url("**sorot=*")
    settle(page)
    page.locator(".st-key-jelajah_baris_satu").wait_for()


def test_a_saved_view_is_opened_from_its_link_in_another_browser(visit):
    page = visit("/jelajah?data=sendiri&metrik=budget_total&gambar=tabel")
    title = page.locator("h1").inner_text()
    assert "Dinas Kesehatan" in title
    with speaking("id"):
        page.get_by_role("button", name=say("jelajah_tampilan")).click()
        page.get_by_label(say("jelajah_nama"), exact=True).fill("Belanja per OPD")
        page.get_by_label(say("unggah_nama"), exact=True).fill("Rina")
        page.get_by_role("button", name=say("jelajah_simpan")).click()
        page.get_by_text(say("jelajah_tersimpan", nama="Belanja per OPD")).wait_for()
        settle(page)
        page.locator(".st-key-jelajah_tampilan_0").get_by_role(
            "button", name=say("salin_tautan")
        ).click()
    page.wait_for_timeout(400)
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(page.url.split("/jelajah")[0] + "/jelajah?")
    assert "metrik=budget_total" in link
    again = visit("/" + link.split("/", 3)[3])
    assert again.locator("h1").inner_text() == title
    assert "gambar=tabel" in again.url
    other = visit("/jelajah?data=sendiri&metrik=arg_share&butir=program")
    with speaking("id"):
        other.get_by_role("button", name=say("jelajah_tampilan_ada", jumlah="1")).click()
        other.get_by_role("button", name="Belanja per OPD").click()
    other.wait_for_url("**metrik=budget_total*")
    settle(other)
    assert other.locator("h1").inner_text() == title


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
@pytest.mark.parametrize("query", ["", "&metrik2=arg_absorption", "&banding=tahun.2024"])
def test_nothing_stands_beyond_the_edge_of_the_page(visit, size, query):
    page = visit(CITY + query, size)
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= size[0]
