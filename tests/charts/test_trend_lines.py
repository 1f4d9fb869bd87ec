"""Lines over years and months."""

from __future__ import annotations

import pytest
from chart_samples import HOSTILE, percent, series

from pug_metrics.charts.style import theme, ticks
from pug_metrics.charts.trend_lines import Difference, Series, trend_lines

pytestmark = pytest.mark.cepat
YEARS = ("2021", "2022", "2023")
DIFFERENCE = Difference("9,2 poin", "tanpa dokumen")


def texts(figure):
    return [note.text for note in figure.layout.annotations]


def test_what_is_only_tagged_is_dashed_and_what_is_documented_is_not():
    each = theme("light")
    claimed, documented = trend_lines(YEARS, series((4, 8, 12.3), (1.9, 2.4, 3.1)), each).data
    assert (claimed.line.dash, claimed.line.color) == ("dash", each.warna.arg_klaim_garis)
    assert (documented.line.dash, documented.line.color) == ("solid", each.warna.arg_sah)


def test_the_axis_starts_at_zero_and_the_caller_writes_it():
    figure = trend_lines(
        YEARS, series((4, 8, 12.3), (1, 2, 3)), theme("light"), ticks=ticks(12.3, percent)
    )
    assert figure.layout.yaxis.range[0] == 0
    assert {"0,0\u00a0%", "5,0\u00a0%", "10,0\u00a0%"} <= set(texts(figure))


def test_ends_carry_figure_and_name_and_starts_carry_the_figure():
    figure = trend_lines(YEARS, series((4, 8, 12.3), (1, 2, 3.1)), theme("light"))
    assert "<b>12,3\u00a0%</b><br>ditandai" in texts(figure)
    assert "4,0\u00a0%" in texts(figure)


def test_short_names_stay_on_the_line_of_their_figure():
    lines = series((1, 5, 9), (2, 6, 10), ("sah", "non_arg"), ("ARG", "lain"))
    assert "<b>9,0\u00a0%</b> ARG" in texts(trend_lines(("Jan", "", "Mar"), lines, theme("light")))


def test_the_difference_is_a_bracket_at_the_last_point_with_its_words():
    each = theme("light")
    figure = trend_lines(YEARS, series((4, 8, 12), (1, 2, 3)), each, difference=DIFFERENCE)
    assert "<b>9,2 poin</b><br>tanpa dokumen" in texts(figure)
    (line,) = [s for s in figure.layout.shapes if s.line.color == each.warna.soroti]
    assert (line.x0, line.x1) == (2, 2)
    assert 3 < line.y0 < line.y1 < 12


def test_no_bracket_where_the_lines_end_at_different_points():
    each = theme("light")
    figure = trend_lines(YEARS, series((4, 8, 12), (1, 2, None)), each, difference=DIFFERENCE)
    assert not any("9,2 poin" in text for text in texts(figure))


def test_a_missing_value_is_a_hole_not_zero():
    figure = trend_lines(YEARS, series((4, None, 12), (0, 0, 0)), theme("light"))
    assert figure.data[0].y[1] is None
    assert figure.data[0].connectgaps is False
    assert list(figure.data[1].y) == [0, 0, 0]


def test_a_series_without_any_value_is_left_out():
    figure = trend_lines(YEARS, series((None, None, None), (1, 2, 3)), theme("light"))
    assert [line.name for line in figure.data] == ["berdokumen lengkap"]


def test_the_pointer_tells_series_point_figure_and_data_label():
    figure = trend_lines(YEARS, series((4, 8, 12), (1, 2, 3)), theme("light"), note="simulasi")
    assert figure.data[0].hovertext[1] == "<b>ditandai · 2022</b><br>8,0\u00a0%<br><i>simulasi</i>"
    assert set(figure.data[0].customdata) == {"klaim"}


@pytest.mark.parametrize("points", [0, 1, 60])
def test_none_one_and_many_points_draw(points):
    axis = [str(1970 + i) for i in range(points)]
    one = Series("a", "ARG", tuple(range(points)), tuple(axis), "sah", label_awal=True)
    figure = trend_lines(axis, [one], theme("dark"), empty_text="Belum ada data")
    assert len(figure.data) == min(points, 1)


def test_names_from_data_are_escaped():
    one = Series("a", HOSTILE, (1, 2), (HOSTILE, HOSTILE), "sah", label_awal=True)
    two = Series("b", "b", (2, 3), ("2", "3"), "klaim")
    figure = trend_lines(
        (HOSTILE, "2"), [one, two], theme("light"), difference=Difference(HOSTILE, HOSTILE)
    )
    assert "<script" not in str(figure.to_dict())
