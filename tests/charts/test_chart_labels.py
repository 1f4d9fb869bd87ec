"""No two labels overlap and none leaves its figure: every form, theme, scale and awkward data."""

from __future__ import annotations

from itertools import pairwise

import pytest
from chart_boxes import Frame, measure, outside, overlaps
from chart_samples import (
    PAIR_WORDS,
    RANGES,
    THEMES,
    name,
    pairs,
    percent,
    ranking,
    readings,
    series,
)

from pug_metrics.charts.composition import Category, Composed, composition
from pug_metrics.charts.document_bars import Document, document_bars
from pug_metrics.charts.paired_bars import paired_bars
from pug_metrics.charts.range_bar import range_bar, range_list
from pug_metrics.charts.ranked_bars import Average, ranked_bars
from pug_metrics.charts.style import ticks
from pug_metrics.charts.trend_lines import Difference, trend_lines

EVERY_THEME = pytest.mark.parametrize("each", THEMES, ids=name)
WIDER = (1.0, 1.4, 2.2)


def ends(values):
    """The labels that are always said: of both ends and of the reading in use."""
    rows = sorted(readings(values), key=lambda row: row.x)
    return {row.label for row in (rows[0], rows[-1], *(r for r in rows if r.dipakai))}


def check(figure, width, boxes):
    assert overlaps(boxes) == []
    assert outside(boxes, width, figure.layout.height) == []


@pytest.mark.parametrize("values", RANGES.values(), ids=RANGES)
@EVERY_THEME
def test_the_readings_of_a_range(values, each):
    figure = range_bar(readings(values), each)
    for wider in WIDER:
        boxes = Frame(figure, each.lebar * wider).annotations()
        assert len(boxes) >= min(len(values), 3)
        assert ends(values) <= {box.text.split("<b>")[1].split("</b>")[0] for box in boxes}
        check(figure, each.lebar * wider, boxes)


@pytest.mark.parametrize("values", RANGES.values(), ids=RANGES)
@EVERY_THEME
def test_a_leader_ends_at_its_label_and_crosses_no_other(values, each):
    figure = range_bar(readings(values), each)
    frame = Frame(figure, each.lebar)
    boxes = frame.annotations()
    leaders = [shape for shape in figure.layout.shapes if shape.xsizemode == "pixel"]
    stacked = len({round(box.top) for box in boxes}) == len(boxes) > 1
    for own, line in zip(boxes, leaders, strict=True):
        end_x, end_y = frame.x(line.xanchor) + line.x1, frame.y(0) - line.y1
        assert own.left - 2 <= end_x <= own.right + 2
        assert end_y == pytest.approx(own.top, abs=2)
        # In a stair, the last resort, labels pushed in from the border may lie on a leader.
        others = [] if stacked else [box for box in boxes if box is not own]
        for box in others:
            passes = box.bottom < end_y and box.left < end_x < box.right
            assert not passes, (own.text, box.text)


@pytest.mark.parametrize("values", RANGES.values(), ids=RANGES)
def test_the_readings_as_a_list(values):
    for each in (t for t in THEMES if t.sempit):
        figure = range_list(readings(values), each)
        check(figure, each.lebar, Frame(figure, each.lebar).all())


@EVERY_THEME
def test_paired_bars_with_the_longest_agency_and_a_missing_value(each):
    figure = paired_bars(pairs(), PAIR_WORDS, each)
    for wider in WIDER:
        check(figure, each.lebar * wider, Frame(figure, each.lebar * wider).all())


@EVERY_THEME
def test_the_column_of_differences_stands_beside_the_bars_not_among_them(each):
    figure = paired_bars(pairs(), PAIR_WORDS, each)
    frame = Frame(figure, each.lebar)
    column = [box for box in frame.annotations() if box.text in ("selisih", "<b>65,8</b>", "4,5")]
    assert len(column) == 3
    assert all(box.left >= frame.left + frame.wide for box in column)


@EVERY_THEME
def test_a_ranking_with_a_gap_an_average_and_neighbours_at_the_average(each):
    figure = ranked_bars(ranking(), each, average=Average(221, "rata-rata kota 221"))
    for wider in WIDER:
        check(figure, each.lebar * wider, Frame(figure, each.lebar * wider).all())


@EVERY_THEME
def test_the_line_of_the_average_runs_through_no_figure(each):
    figure = ranked_bars(ranking(), each, average=Average(221, "rata-rata kota 221"))
    for wider in WIDER:
        frame = Frame(figure, each.lebar * wider)
        for line in figure.layout.shapes:
            x, top, bottom = frame.x(line.x0), frame.y(line.y0), frame.y(line.y1)
            for box in frame.bar_labels():
                level = top < (box.top + box.bottom) / 2 < bottom
                assert not (level and box.left < x < box.right), box.text


TRENDS = {
    "usual": ((4.0, 5.8, 8.1, 10.9, 12.3), (1.9, 2.1, 2.4, 2.5, 3.1)),
    "one point apart": ((4.0, 5.0, 6.0, 7.0, 8.0), (3.0, 4.0, 5.0, 6.0, 7.0)),
    "equal": ((4.0, 4.0, 4.0, 4.0, 4.0), (4.0, 4.0, 4.0, 4.0, 4.0)),
    "zero": ((0.0, 0.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0, 0.0)),
    "holes": ((4.0, None, 8.1, None, 12.3), (None, None, 2.4, 2.5, None)),
}


@pytest.mark.parametrize("values", TRENDS.values(), ids=TRENDS)
@EVERY_THEME
def test_the_ends_and_starts_of_two_lines(values, each):
    top = max(v for line in values for v in line if v is not None)
    figure = trend_lines(
        [str(year) for year in range(2021, 2026)],
        series(*values),
        each,
        ticks=ticks(top, lambda value: percent(value)),
        difference=Difference("9,2 poin", "tanpa dokumen"),
    )
    for wider in WIDER:
        check(figure, each.lebar * wider, Frame(figure, each.lebar * wider).annotations())


@EVERY_THEME
def test_documents(each):
    rows = [
        Document(code, code, have, 46, str(have or "–"), "dari 46")
        for code, have in (("GAP", 41), ("KAK", None), ("GBS", 0))
    ]
    figure = document_bars(rows, each)
    check(figure, each.lebar, Frame(figure, each.lebar).annotations())


@EVERY_THEME
def test_labels_inside_a_stack_stay_inside_their_part(each):
    categories = [Category(str(i), f"Kategori {i}") for i in range(6)]
    values = (1.0, 4.0, 15.0, 20.0, 25.0, 35.0)
    row = Composed("o", "Dinas Sosial", values, tuple(map(percent, values)), "Rp1,2 miliar")
    figure = composition([row], categories, each)
    frame = Frame(figure, each.lebar)
    parts = [bar for bar in figure.data if bar.textposition == "inside"]
    assert any(bar.text[0] for bar in parts)
    for bar in parts:
        start, end = frame.x(bar.base[0]), frame.x(bar.base[0] + bar.x[0])
        assert not bar.text[0] or measure(bar.text[0], bar.textfont.size) <= end - start
    check(figure, each.lebar, frame.bar_labels())
    assert [b.base[0] for b in parts][1:] == [a.base[0] + a.x[0] for a, _ in pairwise(parts)]
