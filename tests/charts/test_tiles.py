"""The schematic map of tiles."""

from __future__ import annotations

from itertools import combinations

import pytest
from chart_boxes import lines
from chart_samples import ABSENT, HOSTILE, STEPS, districts

from pug_metrics.charts.style import theme
from pug_metrics.charts.tiles import Tile, TileGroup, tiles

pytestmark = pytest.mark.cepat
SHAPES = {"one": (1, 1), "kota": (5, 4), "kabupaten": (10, 14), "large": (40, 12), "flat": (1, 40)}


def drawn(figure):
    return [t for t in figure.data if t.customdata is not None]


def rectangles(figure):
    return [
        (x - t.width / 2, base, x + t.width / 2, base + y)
        for t in drawn(figure)
        for x, base, y in zip(t.x, t.base, t.y, strict=True)
    ]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("each", [theme("light"), theme("dark", "ponsel"), theme("light", "rapat")])
def test_every_tile_is_there_once_and_within_the_figure(shape, each):
    groups = districts(*shape)
    figure = tiles(groups, STEPS, each)
    codes = sorted(code for t in drawn(figure) for code in t.customdata)
    assert codes == sorted(tile.kode for group in groups for tile in group.petak)
    right, bottom = figure.layout.xaxis.range[1], figure.layout.yaxis.range[0]
    for left, top, far, low in rectangles(figure):
        assert left >= -1e-6
        assert far <= right + 1e-6
        assert 0 <= top < low <= bottom


@pytest.mark.parametrize("shape", [(5, 4), (10, 14)])
def test_tiles_stand_apart(shape):
    for a, b in combinations(rectangles(tiles(districts(*shape), STEPS, theme("light"))), 2):
        aside = max(b[0] - a[2], a[0] - b[2])
        below = max(b[1] - a[3], a[1] - b[3])
        assert max(aside, below) >= 4


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("each", [theme("light").at(750), theme("dark", "ponsel")])
def test_words_fit_their_tile_and_are_never_smaller_than_a_caption(shape, each):
    for trace in drawn(tiles(districts(*shape), STEPS, each)):
        for text, tall in zip(trace.text, trace.y, strict=True):
            sizes = lines(text, trace.textfont.size) if text else []
            assert all(wide <= trace.width for wide, _ in sizes)
            assert sum(high for _, high in sizes) <= tall * 1.25
            assert all(high / 1.3 >= each.kecil for _, high in sizes if sizes and high)


def test_names_go_before_figures_when_there_is_no_room():
    each = theme("light").at(750)
    few = drawn(tiles(districts(5, 4), STEPS, each))[0].text
    many = drawn(tiles(districts(10, 14), STEPS, each.at(750, 560)))[0].text
    crowd = drawn(tiles(districts(40, 12), STEPS, each.at(750, 560)))[0].text
    assert all(text.count("<br>") == 1 for text in few)
    assert all(text and "<br>" not in text for text in many)
    assert set(crowd) == {""}


def test_what_a_tile_leaves_out_is_in_the_pointer():
    figure = tiles(districts(40, 12), STEPS, theme("light").at(750, 560), note="simulasi")
    assert drawn(figure)[0].hovertext[0] == (
        "<b>Arunika 0</b><br>Kec. Arunika<br>0<br><i>simulasi</i>"
    )


def test_colours_follow_the_steps_and_missing_is_never_the_lowest_step():
    each = theme("light")
    group = TileGroup(
        "k",
        "Kec.",
        tuple(
            Tile(str(v), str(v), v, str(v)) if v is not None else Tile("x", "x", None, ABSENT)
            for v in (0, 149, 150, 349, 350, None)
        ),
    )
    known, gone = drawn(tiles([group], STEPS, each))
    c = each.warna.langkah
    assert list(known.marker.color) == [c[0], c[0], c[1], c[2], c[3]]
    assert list(gone.customdata) == ["x"]
    assert gone.marker.pattern.shape == "x"


def test_the_legend_names_the_steps_and_only_the_absence_that_occurs():
    full = districts(2, 3, missing=99)
    words = [t.name for t in tiles(full, STEPS, theme("light")).data if t.showlegend]
    assert words == list(STEPS.label)
    words = [t.name for t in tiles(districts(2, 8), STEPS, theme("light")).data if t.showlegend]
    assert words == [*STEPS.label, "belum ada data"]


def test_an_extreme_is_outlined():
    each = theme("light")
    trace = drawn(tiles(districts(2, 3), STEPS, each))[0]
    assert trace.marker.line.color[0] == each.warna.soroti
    assert trace.marker.line.width[0] > 0 == trace.marker.line.width[1]


def test_nothing_draws_a_calm_figure():
    assert len(tiles([], STEPS, theme("light")).data) == 0
    assert len(tiles([TileGroup("a", "A", ())], STEPS, theme("light")).data) == 0


def test_nothing_but_missing_values_draws():
    group = TileGroup("k", "Kec.", (Tile("a", "A", None, ABSENT), Tile("b", "B", None, ABSENT)))
    figure = tiles([group], STEPS, theme("light"))
    assert [code for t in drawn(figure) for code in t.customdata] == ["a", "b"]


def test_names_are_escaped():
    group = TileGroup("k", HOSTILE, (Tile("a", HOSTILE, 1, HOSTILE, keterangan=HOSTILE),))
    figure = tiles([group], STEPS, theme("light"))
    assert "<script" not in str(figure.to_dict())
