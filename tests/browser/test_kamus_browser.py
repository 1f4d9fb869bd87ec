"""The glossary in a browser: search, sections, language, and a link that restores them."""

from __future__ import annotations

from conftest import settle

from pug_metrics.language import speaking
from pug_metrics.metrics.declaration import all_metrics


def test_a_search_opens_the_metric_and_its_link_restores_it_in_english(visit):
    metric = all_metrics()["arg_concentration"]
    page = visit("/kamus")
    box = page.get_by_role("searchbox", name="Cari di kamus")
    box.fill(metric.name)
    page.wait_for_selector(f"text={metric.formula.id}")
    settle(page)
    page.get_by_role("radio", name="EN", exact=True).click()
    page.wait_for_selector(f"text={metric.formula.en}")
    settle(page)
    assert "bahasa=en" in page.url
    again = visit("/" + page.url.partition("//")[2].partition("/")[2])
    with speaking("en"):
        assert str(metric.formula) in again.inner_text(".stMain")


def test_sections_are_walked_and_kept_in_the_link(visit):
    page = visit("/kamus", size=(390, 844))
    page.get_by_role("radio", name="Penyebut").click()
    page.wait_for_selector("text=BJ_BANSOS_MODAL")
    settle(page)
    assert "kamus_bagian=penyebut" in page.url
    again = visit("/kamus?kamus_bagian=tentang&bahasa=en")
    assert "Open Database License" in again.inner_text(".stMain")
    width = again.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
