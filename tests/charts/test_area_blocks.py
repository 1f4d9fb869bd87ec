"""The budget as areas in areas."""

from __future__ import annotations

import pytest
from chart_boxes import lines
from chart_samples import HOSTILE, LONGEST, STEPS, THEMES

from pug_metrics.charts.area_blocks import Block, area_blocks, squarify
from pug_metrics.charts.style import theme

pytestmark = pytest.mark.cepat


def block(code, value, share=5.0, inside=(), name=LONGEST):
    return Block(code, name, value, f"Rp{value}", share, f"{share} %", isi=tuple(inside))


def many(count=30):
    return [
        block(f"a{i}", 1000 / (i + 1) ** 1.3, inside=[block(f"a{i}/{j}", 10 + j) for j in range(6)])
        for i in range(count)
    ]


def drawn(figure):
    return [trace for trace in figure.data if trace.customdata is not None]


def rectangles(figure):
    return [
        (x - w / 2, top, x + w / 2, top + tall)
        for t in drawn(figure)
        for x, top, w, tall in zip(t.x, t.base, t.width, t.y, strict=True)
    ]


@pytest.mark.parametrize("values", [[5.0], [3.0, 2.0, 1.0], [900.0, *[0.5] * 60]])
def test_boxes_fill_the_rectangle_in_proportion(values):
    boxes = squarify(values, 400, 300)
    for value, box in zip(values, boxes, strict=True):
        assert box.wide * box.tall == pytest.approx(value / sum(values) * 400 * 300)
        assert box.left >= -1e-6
        assert box.left + box.wide <= 400 + 1e-6
        assert box.top + box.tall <= 300 + 1e-6


def test_areas_do_not_overlap():
    found = rectangles(area_blocks(many(12), STEPS, theme("light").at(1040, 470)))
    for i, a in enumerate(found):
        for b in found[i + 1 :]:
            assert (
                min(a[2], b[2]) - max(a[0], b[0]) < 1e-6 or min(a[3], b[3]) - max(a[1], b[1]) < 1e-6
            )


@pytest.mark.parametrize("each", THEMES, ids=lambda t: f"{t.kind}-{t.scale}")
def test_words_fit_their_area(each):
    for trace in drawn(area_blocks(many(), STEPS, each)):
        for text, wide, tall in zip(trace.text, trace.width, trace.y, strict=True):
            sizes = lines(text, trace.textfont.size) if text else []
            assert all(long <= wide for long, _ in sizes)
            assert sum(high for _, high in sizes) <= tall * 1.1


def test_an_area_with_room_shows_what_is_inside_and_both_can_be_clicked():
    inside = [block("a/1", 30), block("a/2", 20)]
    figure = area_blocks([block("a", 50, inside=inside), block("b", 40)], STEPS, theme("light"))
    codes = {code for trace in drawn(figure) for code in trace.customdata}
    assert codes == {"a", "a/1", "a/2", "b"}


def test_no_block_and_a_block_without_value_draw_the_sentence():
    for blocks in ([], [block("a", 0)]):
        figure = area_blocks(blocks, STEPS, theme("light"), empty_text="tanpa pagu")
        assert figure.layout.annotations[0].text == "tanpa pagu"


def test_a_share_that_is_missing_is_hatched_and_not_coloured():
    figure = area_blocks([block("a", 5, None), block("b", 5)], STEPS, theme("light"))
    hatched = [t for t in drawn(figure) if t.marker.pattern.shape]
    assert [list(t.customdata) for t in hatched] == [["a"]]


def test_names_from_data_are_never_markup():
    figure = area_blocks([block("a", 5, name=HOSTILE)], STEPS, theme("light"))
    told = " ".join(text for t in drawn(figure) for text in (*t.text, *t.hovertext))
    assert "<script" not in told
