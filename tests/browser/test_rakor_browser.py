"""The meeting in a real browser: keys turn screens, the wall is filled, the deck goes along."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import pytest
from conftest import settle
from pptx import Presentation

from pug_metrics.language import say, speaking

FACTS = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "data" / "sample" / "fenomena.toml").read_text("utf-8")
)
CITY = "/rakor?daerah=99.71&tahun=2025&tahapan=MURNI"
WALL = (1920, 1080)
SMALLEST = 28

# Size in px of every text that is seen, as it is seen: what is scaled counts scaled.
SIZES = """() => {
  const walker = document.createTreeWalker(document.querySelector('.stMain'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !box.checkVisibility({visibilityProperty: true})) continue;
    if (box.closest('[data-testid="stIconMaterial"], style, .salin-teks, [aria-hidden="true"]')) {
      continue;
    }
    const seen = box.getBoundingClientRect();
    if (seen.width < 2 || seen.height < 2) continue;
    const plot = box.closest('.js-plotly-plot');
    const scale = plot ? plot.getBoundingClientRect().width / plot.offsetWidth : 1;
    found.push([text.slice(0, 40), parseFloat(getComputedStyle(box).fontSize) * scale]);
  }
  return found;
}"""
CHART = ".st-key-rakor_dinding .js-plotly-plot .main-svg"


def turn(page, key: str) -> str:
    before = page.locator("h1").inner_text()
    page.wait_for_selector(".st-key-rapat_Right button")
    page.wait_for_timeout(150)
    page.keyboard.press(key)
    page.wait_for_function(
        "before => document.querySelector('h1')?.innerText !== before", arg=before
    )
    settle(page)
    return str(page.locator("h1").inner_text())


def test_keys_turn_the_screens_and_the_link_brings_the_screen_back(visit):
    page = visit(CITY, WALL)
    first = page.locator("h1").inner_text()
    second = turn(page, "ArrowRight")
    third = turn(page, "PageDown")
    assert len({first, second, third}) == 3
    assert turn(page, "ArrowLeft") == second
    assert turn(page, "PageUp") == first
    assert turn(page, "PageDown") == second
    again = visit("/" + page.url.split("/", 3)[3], WALL)
    assert again.locator("h1").inner_text() == second


def test_nothing_on_the_wall_is_small_and_nothing_is_beyond_it(visit):
    page = visit(CITY, WALL)
    for screen in range(1, 8):
        if screen not in (6, 7):
            page.wait_for_selector(CHART)
        page.wait_for_timeout(400)
        small = [(text, px) for text, px in page.evaluate(SIZES) if px < SMALLEST - 0.01]
        assert small == [], f"screen {screen}"
        tall = page.evaluate("document.querySelector('.stMain').scrollHeight")
        assert tall <= WALL[1], f"screen {screen}"
        if screen < 7:
            turn(page, "PageDown")


def test_a_laptop_shows_the_same_share_of_the_screen_as_the_wall(visit):
    shares = []
    for size in ((1366, 768), WALL):
        page = visit(f"{CITY}&layar=3", size)
        page.wait_for_selector(CHART)
        page.wait_for_timeout(600)
        box = page.locator(".st-key-rakor_dinding .js-plotly-plot").bounding_box()
        texts = [px for _, px in page.evaluate(SIZES)]
        shares.append([box["width"] / size[0], box["height"] / size[1], min(texts) / size[0]])
    for small, large in zip(*shares, strict=True):
        assert small == pytest.approx(large, rel=0.03)


def test_an_agency_picked_in_the_room_is_in_sentence_and_link(visit):
    page = visit(f"{CITY}&layar=3")
    name = FACTS["kota"]["hanya_menandai"]["nama_skpd"]
    # The list draws only what it shows: typing brings the agency into it, as a person would.
    page.locator(".st-key-rakor_pilih input").click()
    page.keyboard.type(name)
    page.get_by_role("option", name=name).click()
    page.wait_for_url("**rapat_opd=*")
    settle(page)
    assert name in page.locator("h1").inner_text()
    again = visit("/" + page.url.split("/", 3)[3])
    assert again.locator("h1").inner_text() == page.locator("h1").inner_text()


def test_keys_pressed_while_typing_do_not_turn_the_screen(visit):
    page = visit(f"{CITY}&layar=2")
    title = page.locator("h1").inner_text()
    page.locator("textarea").click()
    page.keyboard.type("Selesaikan")
    for key in ("ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    settle(page)
    assert page.locator("h1").inner_text() == title


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_decision_with_its_date_goes_into_the_deck(visit, language):
    page = visit(f"{CITY}&layar=3&bahasa={language}")
    with speaking(language):
        record, download = say("rakor_catat"), say("rakor_unduh")
        questions = [say(f"rakor_tanya_{asked}") for asked in ("rentang", "dokumen", "wilayah")]
    sentence = page.locator("h1").inner_text()
    page.locator("textarea").fill("GBS selesai")
    page.locator(".stDateInput [role=spinbutton]").first.click()
    page.keyboard.type("30102030")
    page.get_by_role("button", name=record).click()
    page.wait_for_selector("text=GBS selesai")
    settle(page)
    for _ in range(4):
        turn(page, "PageDown")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=download).click()
    file = waiting.value
    assert "simulasi" in file.suggested_filename
    assert "2025" in file.suggested_filename
    deck = Presentation(io.BytesIO(Path(file.path()).read_bytes()))
    frames = [s.text_frame.text for d in deck.slides for s in d.shapes if s.has_text_frame]
    assert {sentence, "GBS selesai", *questions} <= set(frames)
    due = "30 Oktober 2030" if language == "id" else "30 October 2030"
    assert due in frames
    assert sum(1 for d in deck.slides for s in d.shapes if s.has_chart) == 5


def test_a_phone_sees_the_same_finding_without_scrolling_sideways(visit):
    page = visit(f"{CITY}&layar=3", (390, 844))
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390
    page.wait_for_selector(".st-key-rakor_ponsel .js-plotly-plot .main-svg")
    assert page.locator(CHART).count() == 0 or not page.locator(CHART).first.is_visible()


def test_escape_leaves_the_room(visit):
    page = visit(f"{CITY}&layar=2")
    page.locator("h1").click()
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "/rakor" not in url)
    settle(page)
    page.locator(".stAppHeader").wait_for()
