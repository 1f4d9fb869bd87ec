"""Rentang ARG: readings on one bar, and the same as a list."""

from __future__ import annotations

from decimal import Decimal

import pytest
from chart_samples import HOSTILE, RANGES, readings

from pug_metrics.charts.range_bar import Reading, label_places, range_bar, range_list
from pug_metrics.charts.style import theme

pytestmark = pytest.mark.cepat


def test_readings_far_apart_stand_in_one_row_at_their_marks():
    each = theme("light").at(1250)
    places = label_places(readings(RANGES["usual"]), each)
    assert {spot.row for spot, _ in places} == {0}
    assert all(lines for _, lines in places)


def test_where_nothing_fits_the_reading_in_use_keeps_its_caption():
    places = label_places(readings(RANGES["nearly equal"]), theme("light", "ponsel"))
    captions = [lines for _, lines in places]
    assert captions[2]
    assert any(not lines for lines in captions)


def test_bands_run_between_readings_and_say_what_they_count():
    figure = range_bar(readings(RANGES["usual"]), theme("light"))
    bands = {
        t.name: (t.base[0], t.x[0]) for t in figure.data if t.name in ("sah", "antara", "klaim")
    }
    assert bands["sah"] == pytest.approx((3.1, 4.2))
    assert bands["antara"] == pytest.approx((7.3, 5.0))
    assert bands["klaim"] == pytest.approx((12.3, 15.2))
    hatched = {t.name for t in figure.data if t.type == "bar" and t.marker.pattern.shape}
    assert hatched == {"klaim", "belum"}


def test_only_the_reading_in_use_is_highlighted():
    each = theme("light")
    figure = range_bar(readings(RANGES["usual"]), each)
    colours = [shape.line.color for shape in figure.layout.shapes]
    assert colours.count(each.warna.soroti) == 2
    assert each.warna.soroti_teks in figure.layout.annotations[2].text


def test_the_points_carry_codes_and_the_data_label():
    figure = range_bar(readings((3.1, 12.3)), theme("light"), note="simulasi")
    points = next(t for t in figure.data if t.name == "bacaan")
    assert list(points.customdata) == ["b0", "b1"]
    assert all("simulasi" in text for text in points.hovertext)


def test_a_reading_without_value_has_no_place_on_the_bar_but_a_row_in_the_list():
    rows = readings((3.1, None, Decimal("12.3")))
    assert len(range_bar(rows, theme("light")).layout.annotations) == 2
    listed = range_list(rows, theme("light", "ponsel"))
    missing = next(t for t in listed.data if t.name == "kosong")
    assert list(missing.text) == ["belum ada data"]
    assert missing.marker.pattern.shape == "x"


def test_the_list_keeps_the_order_and_says_the_same_figures():
    listed = range_list(readings(RANGES["usual"]), theme("light", "ponsel"))
    texts = [note.text for note in listed.layout.annotations]
    assert texts[0] == "dokumen lengkap ÷ total belanja"
    assert list(next(t for t in listed.data if t.name == "baris").customdata) == [
        f"b{i}" for i in range(5)
    ]


def test_no_readings_draw_a_calm_figure():
    assert len(range_bar([], theme("light"), empty_text="Belum ada data").data) == 0
    assert len(range_bar(readings((None,)), theme("light")).data) == 0
    assert len(range_list([], theme("dark", "ponsel")).data) == 0


def test_words_from_data_are_escaped():
    row = Reading("x", 5, HOSTILE, (HOSTILE,), "sah")
    for figure in (range_bar([row], theme("light")), range_list([row], theme("light", "ponsel"))):
        assert "<script" not in str(figure.to_dict())
