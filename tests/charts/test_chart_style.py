"""Tokens, text, axes and placing: what all forms share."""

from __future__ import annotations

import ast
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from chart_boxes import measure
from chart_samples import HOSTILE, LONGEST

from pug_metrics.charts.style import (
    Steps,
    abbreviate,
    axis_end,
    clean,
    config,
    contrast,
    empty,
    hover,
    limits,
    place,
    shorten,
    spaced,
    spread,
    stair,
    theme,
    ticks,
    width,
    wrap,
)

pytestmark = pytest.mark.cepat
CHARTS = Path(__file__).parents[2] / "pug_metrics" / "charts"


def test_charts_import_nothing_of_ours_but_their_style():
    for path in CHARTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            ours = [n for n in names if n.startswith(("pug_metrics", "streamlit", "duckdb"))]
            assert all(n.startswith("pug_metrics.charts.style") for n in ours), path.name


def test_no_colour_is_named_outside_the_tokens():
    for path in CHARTS.rglob("*.py"):
        if path.name != "tokens.py":
            assert not re.findall(r"#[0-9A-Fa-f]{6}\b|rgba?\(", path.read_text("utf-8")), path.name


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_letters_reach_the_contrast_that_text_needs(kind):
    colours = theme(kind).warna
    for ink in ("teks", "teks2", "soroti_teks", "baik_teks", "awas_teks", "kurang_teks"):
        assert contrast(getattr(colours, ink), colours.latar) >= 4.5, ink
    for fill in (*colours.langkah, *colours.kategori, colours.arg_sah, colours.non_arg):
        assert contrast(theme(kind).ink(fill), fill) >= 4.5, fill


@pytest.mark.parametrize("screen", [1280, 1366, 1536, 1920, 2560])
def test_no_text_in_a_meeting_is_smaller_than_its_share_of_28_px_on_1920(screen):
    each = theme("light", "rapat", screen=screen)
    assert min(each.besar, each.teks_px, each.kecil) >= 28 * screen / 1920
    assert each.kecil <= 28 * screen / 1920 + 1


def test_captions_on_screen_and_phone_are_at_least_13_px():
    assert theme("light").kecil >= 13
    assert theme("dark", "ponsel").kecil >= 13


@pytest.mark.parametrize("weight", ["regular", "bold"])
@pytest.mark.parametrize(
    "text", [LONGEST, "Rp1.841,9 miliar", "dokumen lengkap", "÷ total belanja"]
)
def test_the_estimate_of_a_width_is_never_less_than_the_font_says(text, weight):
    heavy = weight == "bold"
    real = measure(text, 14, bold=heavy)
    assert real <= width(text, 14, bold=heavy) <= real * 1.12


def test_a_name_from_data_cannot_bring_tags_entities_or_formulas():
    assert clean(HOSTILE) == (
        "&lt;b&gt;Dinas&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt; &#36;x&#36;"
    )
    assert "<script" not in hover(HOSTILE, [HOSTILE], HOSTILE)


def test_the_pointer_shows_the_data_label_last():
    text = hover("Dinas A", ["12,3 %", ""], "simulasi")
    assert text == "<b>Dinas A</b><br>12,3 %<br><i>simulasi</i>"


def test_a_long_name_is_wrapped_and_then_cut_within_its_room():
    lines = wrap(LONGEST, 14, 180)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(measure(line, 14) <= 180 for line in lines)


def test_a_short_name_is_left_alone():
    assert wrap("Dinas Sosial", 14, 180) == ["Dinas Sosial"]
    assert shorten("Dinas Sosial", 14, 180) == "Dinas Sosial"
    assert shorten("Dinas Sosial", 14, 3) == ""


def test_neighbouring_villages_keep_the_word_that_tells_them_apart():
    assert abbreviate("Sungai Pinang Dalam", 13, 110) == "S. Pinang Dalam"
    assert abbreviate("Sungai Pinang Luar", 13, 70) == "S. P. Luar"


def test_ticks_are_round_written_by_the_caller_and_within_the_data():
    made = ticks(12.3, lambda value: f"{value:g} %")
    assert made == ((0.0, "0 %"), (5.0, "5 %"), (10.0, "10 %"))
    assert ticks(0, lambda value: "nol") == ((0.0, "nol"),)
    money = ticks(226.6e9, lambda value: f"{value / 1e9:g} miliar")
    assert [word for _, word in money] == ["0 miliar", "100 miliar", "200 miliar"]


def test_an_axis_ends_where_every_label_still_fits():
    end = axis_end([50, 100], [300, 40], 500)
    assert 50 / end * 500 + 300 <= 500 + 1e-9
    assert 100 / end * 500 + 40 <= 500 + 1e-9
    assert axis_end([0, 0], [10, 10], 500) == 1.0


def test_boxes_are_spread_in_order_without_touching_and_within_the_room():
    starts = spread([100, 101, 102, 480], [60, 60, 60, 60], 10, 500)
    assert all(b - a >= 70 - 1e-9 for a, b in pairwise(starts))
    assert 0 <= starts[0] <= starts[-1] <= 440
    assert spread([0, 0], [300, 300], 10, 500) is None


def test_labels_far_apart_stay_at_their_marks():
    assert spread([10, 200, 400], [50, 50, 50], 10, 500) == [10, 200, 400]


def test_labels_too_close_for_one_row_are_stacked():
    each = theme("light")
    close = place([100, 101, 102], [120, 120, 120], 300, each)
    assert close is None or {spot.row for spot in close} != {0}
    assert {spot.row for spot in place([0, 20, 400], [90, 90, 90], 600, each)} == {0, 1}


def test_a_stair_always_gives_each_label_its_own_row():
    rows = [spot.row for spot in stair([1, 2, 3], [200, 200, 200], 210)]
    assert sorted(rows) == [0, 1, 2]


def test_names_of_points_that_would_touch_are_left_out_but_never_the_last():
    years = [str(year) for year in range(2010, 2026)]
    kept = spaced(years, theme("light", "ponsel"), 200)
    assert kept[-1] == "2025"
    assert 1 < sum(map(bool, kept)) < len(years)
    assert spaced(years[-3:], theme("light"), 600) == years[-3:]


def test_steps_put_a_limit_into_the_upper_step():
    steps = Steps((2, 5, 10), ("a", "b", "c", "d"))
    assert [steps.of(value) for value in (0, 2, 4.9, 5, 10, 99)] == [0, 1, 1, 2, 3, 3]


@pytest.mark.parametrize("values", [[81, 112, 138, 205, 298, 486], [1, 1, 1], [0.2, 0.4, 7], []])
def test_limits_are_strictly_ascending(values):
    low, middle, high = limits(values)
    assert 0 < low < middle < high


@pytest.mark.parametrize(("language", "decimal", "may"), [("id", ",", "Mei"), ("en", ".", "May")])
def test_the_browser_gets_separators_and_months_and_no_outside_map(language, decimal, may):
    made = config(language)
    assert made["displayModeBar"] is False
    assert made["topojsonURL"].startswith("/app/static/")
    form = made["locales"][language]["format"]
    assert (form["decimal"], form["months"][4], len(form["days"])) == (decimal, may, 7)


def test_an_empty_figure_says_at_most_one_sentence():
    quiet, told = empty(theme("dark")), empty(theme("dark"), "Belum ada data <b>")
    assert not quiet.layout.annotations
    assert told.layout.annotations[0].text == "Belum ada data &lt;b&gt;"
    assert json.loads(told.to_json())["data"] == []
