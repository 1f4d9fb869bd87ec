"""Several bars a row on one axis."""

from __future__ import annotations

import pytest
from chart_boxes import Frame, outside, overlaps
from chart_samples import HOSTILE, LONGEST, THEMES, name, percent

from pug_metrics.charts.grouped_bars import BarSeries, Grouped, Skipped, grouped_bars
from pug_metrics.charts.style import theme

pytestmark = pytest.mark.cepat
YEARS = (BarSeries("2025", "2025", "utama"), BarSeries("2024", "2024", "pembanding"))


def row(code, *values, called=""):
    return Grouped(code, called or f"Dinas {code}", values, tuple(map(percent, values)))


def bars(figure):
    return [trace for trace in figure.data if trace.name != "baris"]


def test_every_bar_starts_at_zero_in_the_order_given():
    figure = grouped_bars([row("a", 12, 10), row("b", 3, 5)], YEARS, theme("light"))
    now, before = bars(figure)
    assert (list(now.x), list(before.x)) == ([12, 3], [10, 5])
    assert figure.layout.xaxis.range[0] == 0
    low, high = figure.layout.yaxis.range
    assert low > high
    assert now.marker.color == theme("light").warna.arg_sah


def test_a_missing_value_has_no_bar_and_says_so():
    figure = grouped_bars([row("a", 12, None)], YEARS, theme("light"))
    assert bars(figure)[1].x[0] == 0
    assert bars(figure)[1].text[0] == "belum ada data"


def test_every_row_is_found_by_the_pointer_and_tells_every_series():
    rows = [row("a", 12, 10), Skipped("… tiga di antaranya"), row("b", 3, 5)]
    figure = grouped_bars(rows, YEARS, theme("light"), note="simulasi")
    hit = next(trace for trace in figure.data if trace.name == "baris")
    assert list(hit.customdata) == ["a", "b"]
    assert "2024: 10,0" in hit.hovertext[0]
    assert hit.hovertext[0].endswith("<i>simulasi</i>")
    assert not hit.showlegend
    assert any("tiga di antaranya" in note.text for note in figure.layout.annotations)


def test_a_change_stands_in_a_column_of_its_own_in_its_colour():
    each = theme("light")
    worse = Grouped("b", "B", (3, 5), ("3", "5"), "turun 2,0 poin", "kurang", dipilih=True)
    figure = grouped_bars([row("a", 12, 10), worse], YEARS, each)
    change = next(n for n in figure.layout.annotations if n.text == "turun 2,0 poin")
    assert (change.xref, change.xanchor, change.y) == ("paper", "right", 1)
    assert change.font.color == each.warna.kurang_teks
    assert figure.layout.margin.r > 0
    assert figure.layout.shapes


def test_hues_of_more_than_two_differ():
    series = [BarSeries(str(i), f"Kategori {i}") for i in range(6)]
    figure = grouped_bars([row("a", 1, 2, 3, 4, 5, 6)], series, theme("dark"))
    assert len({trace.marker.color for trace in bars(figure)}) == 6
    with pytest.raises(ValueError, match="at most 6"):
        grouped_bars([], [BarSeries(str(i), str(i)) for i in range(7)], theme("light"))


def test_without_rows_one_calm_sentence():
    figure = grouped_bars([], YEARS, theme("light"), empty_text="Belum ada data")
    assert not figure.data
    assert figure.layout.annotations[0].text == "Belum ada data"


@pytest.mark.parametrize("each", THEMES, ids=name)
@pytest.mark.parametrize("number", [2, 4])
def test_labels_neither_overlap_nor_leave_the_figure(each, number):
    series = [BarSeries(str(i), f"Seri {i}") for i in range(number)]
    rows = [row(str(i), *(100.0 - i - k for k in range(number)), called=LONGEST) for i in range(4)]
    rows.append(Grouped("y", LONGEST, (1.0,) * number, ("1,0 %",) * number, "naik 12,3 poin"))
    rows.append(row("x", *([None] * number), called=HOSTILE))
    figure = grouped_bars(rows, series, each)
    for wider in (1.0, 1.6):
        boxes = Frame(figure, each.lebar * wider).all()
        assert overlaps(boxes) == []
        assert outside(boxes, each.lebar * wider, figure.layout.height) == []
    assert "<script>" not in str(figure.to_dict())
