"""A waterfall: every step begins where the last one led, and no label meets another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from chart_boxes import Frame, outside, overlaps
from chart_samples import HOSTILE, LONGEST, NB, THEMES, name, percent, written

from pug_metrics.charts.style import theme
from pug_metrics.charts.waterfall import Level, Step, waterfall

pytestmark = pytest.mark.cepat
EVERY_THEME = pytest.mark.parametrize("each", THEMES, ids=name)
MOVES = {
    "none": (12.3, ()),
    "one": (12.3, (-9.0,)),
    "usual": (12.3, (4.0, -2.9, 0.8, -0.3, 6.5)),
    "one point apart": (12.0, (1.0, 1.0, 1.0, -1.0, -1.0, 1.0, -1.0, 1.0)),
    "slivers": (71.0, (0.1, -0.2, 0.1, 0.05)),
    "from nothing": (0.0, (5.0, 7.0)),
    "to nothing": (18.0, (-11.0, -7.0)),
    "below zero": (1.0, (-3.0, 4.0)),
    "equal": (5.0, (2.0, -2.0)),
}
CUT = "Batang awal dan akhir dipotong; panjang sebab sebanding."


def drawn(start: float, moves, each, **more: object):
    steps = [
        Step(f"s{i}", LONGEST if i % 2 else f"Sebab {i}", move,
             f"{'naik' if move >= 0 else 'turun'} {written(abs(move))}{NB}poin", soroti=i == 0)
        for i, move in enumerate(moves)
    ]  # fmt: skip
    end = start + sum(moves)
    return waterfall(
        Level("awal", "APBD Murni 2024", start, percent(start)), steps,
        Level("akhir", "APBD Perubahan 2025", end, percent(end)), each, cut_text=CUT, **more,
    )  # fmt: skip


def spans(figure) -> dict[float, tuple[float, float]]:
    """Row → where its bar begins and ends."""
    return {
        y: (base, base + long)
        for bar in figure.data
        if bar.name != "baris"
        for y, base, long in zip(bar.y, bar.base, bar.x, strict=True)
    }


@pytest.mark.parametrize("moves", MOVES.values(), ids=MOVES)
@EVERY_THEME
def test_labels_and_names_never_meet_and_stay_inside(moves, each):
    figure = drawn(*moves, each)
    for wider in (1.0, 1.4, 2.2):
        boxes = Frame(figure, each.lebar * wider).all()
        assert len(boxes) >= 2 * (len(moves[1]) + 2)
        assert overlaps(boxes) == []
        assert outside(boxes, each.lebar * wider, figure.layout.height) == []


@pytest.mark.parametrize("moves", MOVES.values(), ids=MOVES)
def test_no_connector_runs_through_a_label(moves):
    for each in THEMES:
        figure = drawn(*moves, each)
        frame = Frame(figure, each.lebar)
        lines = [shape for shape in figure.layout.shapes if shape.xsizemode != "pixel"]
        assert len(lines) == (0 if each.sempit else len(moves[1]) + 1)
        for line in lines:
            x, top, bottom = frame.x(line.x0), frame.y(line.y0), frame.y(line.y1)
            for box in frame.all():
                middle = (box.top + box.bottom) / 2
                assert not (top < middle < bottom and box.left < x < box.right), box.text


@pytest.mark.parametrize("moves", MOVES.values(), ids=MOVES)
def test_each_step_begins_where_the_last_one_led(moves):
    start, steps = moves
    rows = spans(drawn(start, steps, theme("light")))
    level = start
    for y, move in enumerate(steps, 1):
        wanted = tuple(sorted((level, level + move)))
        assert rows[y] == pytest.approx(wanted)
        level += move
    assert rows[0][1] == pytest.approx(max(start, 0))
    assert rows[len(steps) + 1][1] == pytest.approx(max(level, 0))


def test_bars_start_at_zero_unless_the_steps_would_be_slivers():
    usual = drawn(*MOVES["usual"], theme("light"))
    assert usual.layout.xaxis.range[0] == 0
    assert CUT not in [note.text for note in usual.layout.annotations]
    cut = drawn(*MOVES["slivers"], theme("light"))
    assert 60 < cut.layout.xaxis.range[0] < 71
    assert CUT in [note.text for note in cut.layout.annotations]
    below = drawn(*MOVES["below zero"], theme("light"))
    assert below.layout.xaxis.range[0] == -2
    assert CUT not in [note.text for note in below.layout.annotations]
    marks = [shape for shape in cut.layout.shapes if shape.xsizemode == "pixel"]
    assert {round(mark.y0) for mark in marks} == {0, 5}


def test_rises_falls_and_the_main_cause_have_their_own_look():
    each = theme("light")
    figure = drawn(*MOVES["usual"], each)
    fills = {bar.name: bar.marker.color for bar in figure.data}
    assert fills["soroti"] == each.warna.soroti
    assert fills["turun"] == each.warna.non_arg_garis
    assert fills["naik"] == each.warna.arg_sah
    ends = next(bar for bar in figure.data if bar.name == "ujung")
    assert ends.marker.pattern.shape
    filled = drawn(*MOVES["usual"], each, documented=True)
    assert next(b for b in filled.data if b.name == "ujung").marker.color == each.warna.arg_sah


def test_rows_are_picked_by_code_and_say_the_data_label():
    figure = drawn(*MOVES["one"], theme("light"), note="simulasi")
    rows = next(bar for bar in figure.data if bar.name == "baris")
    assert list(rows.customdata) == ["awal", "s0", "akhir"]
    assert rows.hovertext[1] == f"<b>Sebab 0</b><br>turun 9,0{NB}poin<br><i>simulasi</i>"


def test_a_picked_row_has_a_band():
    ends = (Level("a", "A", 1, "1"), Level("b", "B", Decimal("2.0"), "2"))
    picked = Step("s", "S", Decimal(1), "naik 1", dipilih=True)
    figure = waterfall(ends[0], [picked], ends[1], theme("dark"))
    assert any(shape.type == "rect" for shape in figure.layout.shapes)


@pytest.mark.parametrize("missing", [0, 1])
def test_an_end_without_a_figure_draws_a_calm_figure(missing):
    ends = [Level("a", "A", 1, "1"), Level("b", "B", 2, "2")]
    ends[missing] = Level("x", "X", None, "belum ada data")
    figure = waterfall(ends[0], [], ends[1], theme("light"), empty_text="Belum ada data")
    assert len(figure.data) == 0
    assert figure.layout.annotations[0].text == "Belum ada data"


def test_many_steps_draw():
    assert len(spans(drawn(50.0, (1.0, -0.5) * 100, theme("light")))) == 202


def test_words_from_data_are_escaped():
    ends = (Level("a", HOSTILE, 1, HOSTILE), Level("b", HOSTILE, 2, HOSTILE))
    step = Step("s", HOSTILE, 1, HOSTILE, keterangan=HOSTILE)
    figure = waterfall(ends[0], [step], ends[1], theme("light"), note=HOSTILE, cut_text=HOSTILE)
    assert "<script" not in str(figure.to_dict())
