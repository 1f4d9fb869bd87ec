"""A ranking with places, changes, an average and a gap."""

from __future__ import annotations

import pytest
from chart_samples import ABSENT, HOSTILE, ranking

from pug_metrics.charts.ranked_bars import Average, Gap, Ranked, ranked_bars
from pug_metrics.charts.style import theme

pytestmark = pytest.mark.cepat
AVERAGE = Average(221, "rata-rata kota 221")


def trace(figure, name):
    return next(t for t in figure.data if t.name == name)


def test_bars_start_at_zero_in_the_order_given():
    figure = ranked_bars(ranking(), theme("light"))
    assert figure.layout.xaxis.range[0] == 0
    assert list(trace(figure, "nilai").x) == [486, 402, 222, 220, 149, 0]
    assert list(trace(figure, "nilai").y) == [0, 1, 2, 4, 5, 6]


def test_rows_are_picked_by_code_and_a_gap_is_no_row():
    figure = ranked_bars(ranking(), theme("light"), note="simulasi")
    rows = trace(figure, "baris")
    assert list(rows.customdata) == ["k0", "k1", "k2", "k4", "k5", "k6", "k7"]
    assert rows.hovertext[0] == "<b>1. Arunika</b><br>486<br>naik 2<br><i>simulasi</i>"


def test_the_gap_says_how_many_are_left_out():
    texts = [n.text for n in ranked_bars(ranking(), theme("light")).layout.annotations]
    assert "… sembilan kelurahan di antaranya" in texts


def test_a_change_is_written_in_words_and_coloured_by_its_meaning():
    each = theme("light")
    inks = {n.text: n.font.color for n in ranked_bars(ranking(), each).layout.annotations}
    assert inks["naik 2"] == each.warna.baik_teks
    assert inks["turun 2"] == each.warna.kurang_teks
    assert inks["tetap"] == each.warna.teks2


def test_zero_and_missing_are_drawn_differently():
    figure = ranked_bars(ranking(), theme("light"))
    assert trace(figure, "nilai").text[-1] == "<b>0</b>"
    gone = trace(figure, "kosong")
    assert (list(gone.text), gone.marker.pattern.shape) == ([ABSENT], "x")


def test_hidden_and_not_applicable_have_patterns_of_their_own():
    kinds = ("kosong", "disamarkan", "tak_berlaku")
    rows = [Ranked(kind, kind, None, kind, alasan=kind) for kind in kinds]
    figure = ranked_bars(rows, theme("dark"))
    assert len({trace(figure, kind).marker.pattern.shape for kind in kinds}) == 3


def test_the_highlighted_row_alone_has_the_highlight_colour():
    each = theme("light")
    colours = list(trace(ranked_bars(ranking(), each), "nilai").marker.color)
    assert colours.count(each.warna.soroti) == 1
    assert colours[0] == each.warna.soroti


def test_the_average_is_a_thin_line_with_its_name_above():
    figure = ranked_bars(ranking(), theme("light"), average=AVERAGE)
    assert {line.x0 for line in figure.layout.shapes} == {221}
    name = next(n for n in figure.layout.annotations if n.text == AVERAGE.teks)
    assert (name.yref, name.y, name.yanchor) == ("paper", 1, "bottom")


def test_an_average_beyond_all_bars_lengthens_the_axis():
    figure = ranked_bars([Ranked("a", "A", 10, "10")], theme("light"), average=Average(90, "90"))
    assert figure.layout.xaxis.range[1] > 90


@pytest.mark.parametrize("count", [0, 1, 200])
def test_none_one_and_many_rows_draw(count):
    rows = [Ranked(str(i), f"Desa {i}", i, str(i), str(i + 1)) for i in range(count)]
    figure = ranked_bars(rows, theme("dark"), empty_text="Belum ada data")
    assert len(figure.data) == (2 if count else 0)


def test_a_gap_alone_is_an_empty_figure():
    assert len(ranked_bars([Gap("…")], theme("light")).data) == 0


def test_names_from_data_are_escaped():
    rows = [Ranked("x", HOSTILE, 1, HOSTILE, HOSTILE, HOSTILE, keterangan=HOSTILE), Gap(HOSTILE)]
    figure = ranked_bars(rows, theme("light"), average=Average(1, HOSTILE), note=HOSTILE)
    assert "<script" not in str(figure.to_dict())
