"""Two marks a row and the line between: scale, sides, missing sides, labels, the list form."""

from __future__ import annotations

import pytest
from chart_boxes import Frame, outside, overlaps
from chart_samples import HOSTILE, LONGEST, THEMES, name, written

from pug_metrics.charts.gap_marks import Marks, gap_marks
from pug_metrics.charts.style import theme

pytestmark = pytest.mark.cepat
VALUES = (
    ("Tingkat partisipasi angkatan kerja", 83.2, 53.3),
    (LONGEST, 9.3, 8.8),
    ("Pelaku usaha", 354.0, 642.0),
    ("Sama", 7.0, 7.0),
    ("Nol", 0.0, 0.0),
    ("Satu nol", 0.0, 12.0),
    ("Turun", -3.0, 2.0),
    ("Hanya laki-laki", 20.0, None),
    ("Hanya perempuan", None, 20.0),
    ("Tidak ada", None, None),
)


def marks(values=VALUES):
    made = []
    for i, (row, man, woman) in enumerate(values):
        texts = [f"{side} {'belum ada' if value is None else written(value)}"
                 for side, value in (("L", man), ("P", woman))]  # fmt: skip
        money = ("belum ada uang", "") if i % 2 else ("Rp1,2 miliar", "0,4 miliar berdokumen")
        made.append(Marks(f"i{i}", row, man, woman, *texts, *money, soroti=bool(i % 2),
                          dipilih=i == 0))  # fmt: skip
    return made


def trace(figure, which):
    return next(t for t in figure.data if t.name == which)


@pytest.mark.parametrize("each", THEMES, ids=name)
@pytest.mark.parametrize("wider", [1.0, 1.4, 2.2])
def test_no_labels_overlap_and_none_leaves_the_figure(each, wider):
    figure = gap_marks(marks(), each)
    boxes = Frame(figure, each.lebar * wider).annotations()
    assert overlaps(boxes) == []
    assert outside(boxes, each.lebar * wider, figure.layout.height) == []


@pytest.mark.parametrize("row", range(len(VALUES)))
@pytest.mark.parametrize("each", THEMES, ids=name)
def test_every_row_alone_holds_too(each, row):
    figure = gap_marks(marks()[row : row + 1], each)
    boxes = Frame(figure, each.lebar).annotations()
    assert overlaps(boxes) == []
    assert outside(boxes, each.lebar, figure.layout.height) == []


def test_a_row_is_to_scale_from_its_own_zero():
    figure = gap_marks(marks([("a", 80.0, 20.0), ("b", 8.0, 2.0), ("c", 100.0, 0.0)]),
                       theme("light"))  # fmt: skip
    men, women = trace(figure, "laki_laki").x, trace(figure, "perempuan").x
    zero, top = women[2], men[2]
    assert men[0] == men[1] == top
    assert (women[0] - zero) / (top - zero) == pytest.approx(0.25)
    assert women[0] == women[1]


def test_men_and_women_differ_by_shape_as_well_as_by_colour():
    each = theme("dark")
    figure = gap_marks(marks(), each)
    men, women = trace(figure, "laki_laki"), trace(figure, "perempuan")
    assert (men.marker.symbol, women.marker.symbol) == ("square", "circle")
    assert (men.marker.color, women.marker.color) == (each.warna.laki_laki, each.warna.perempuan)


def test_the_line_joins_only_rows_with_both_sides():
    figure = gap_marks(marks(), theme("light"))
    both = sum(man is not None and woman is not None for _, man, woman in VALUES)
    assert list(trace(figure, "selisih").y).count(None) == both
    assert trace(figure, "perempuan").x[7] is None
    assert trace(figure, "laki_laki").x[8] is None


def test_what_is_missing_is_said_and_never_marked_as_zero():
    figure = gap_marks(marks([("a", 20.0, None)]), theme("light"))
    assert "P belum ada" in [note.text for note in figure.layout.annotations]


def test_money_that_is_missing_is_highlighted():
    each = theme("light")
    figure = gap_marks(marks(), each)
    colours = {note.text: note.font.color for note in figure.layout.annotations}
    assert colours["<b>belum ada uang</b>"] == each.warna.soroti_teks
    assert colours["<b>Rp1,2 miliar</b>"] == each.warna.teks


def test_rows_are_picked_by_code_and_the_pointer_says_all():
    figure = gap_marks(marks(), theme("light"), note="simulasi")
    rows = trace(figure, "baris")
    assert list(rows.customdata) == [f"i{i}" for i in range(len(VALUES))]
    for part in ("L 83,2", "P 53,3", "Rp1,2 miliar", "simulasi"):
        assert part in rows.hovertext[0]


def test_no_rows_draw_a_calm_figure_and_words_are_escaped():
    assert len(gap_marks([], theme("light")).data) == 0
    row = Marks("x", HOSTILE, 1, 2, HOSTILE, HOSTILE, HOSTILE, HOSTILE, keterangan=HOSTILE)
    for scale in ("layar", "ponsel"):
        assert "<script" not in str(gap_marks([row], theme("light", scale)).to_dict())
