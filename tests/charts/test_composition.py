"""What a whole is made of."""

from __future__ import annotations

import pytest
from chart_samples import ABSENT, HOSTILE, percent

from pug_metrics.charts.composition import Category, Composed, composition
from pug_metrics.charts.style import theme

pytestmark = pytest.mark.cepat
CATEGORIES = (
    Category("khusus", "Khusus perempuan"),
    Category("setara", "Pemberdayaan dan kesetaraan"),
    Category("lembaga", "Pelembagaan PUG"),
    Category("bukan", "Bukan ARG", "non_arg"),
    Category("belum", "Belum dinilai", "belum"),
)


def unit(code, *values):
    return Composed(code, f"Dinas {code}", values, tuple(map(percent, values)))


def parts(figure):
    return [t for t in figure.data if t.textposition == "inside"]


def test_parts_are_stacked_from_zero_in_the_order_of_the_categories():
    figure = composition([unit("a", 10, 20, 5, 60, 5)], CATEGORIES, theme("light"))
    assert [p.name for p in parts(figure)] == [c.nama for c in CATEGORIES]
    assert [p.base[0] for p in parts(figure)] == [0, 10, 30, 35, 95]
    assert figure.layout.xaxis.range[0] == 0


def test_the_rest_is_neutral_and_the_undecided_is_a_pattern():
    each = theme("light")
    *_, rest, undecided = parts(composition([unit("a", 1, 1, 1, 1, 1)], CATEGORIES, each))
    assert rest.marker.color == each.warna.non_arg
    assert undecided.marker.pattern.shape == "x"


def test_a_label_stands_inside_only_where_it_fits():
    first, _, third, fourth, _ = parts(
        composition([unit("a", 0.4, 20, 4, 70, 5.6)], CATEGORIES, theme("light"))
    )
    assert (first.text[0], fourth.text[0]) == ("", percent(70))
    assert third.text[0] == ""
    assert percent(0.4) in first.hovertext[0]


def test_a_unit_without_data_is_a_stub_that_says_so():
    row = Composed("b", "Dinas B", (None,) * 5, ("",) * 5, ABSENT)
    figure = composition([unit("a", 1, 1, 1, 1, 1), row], CATEGORIES, theme("light"))
    gone = next(t for t in figure.data if t.name == "kosong")
    assert (list(gone.y), list(gone.text)) == ([1], [ABSENT])


def test_more_than_six_categories_are_refused():
    with pytest.raises(ValueError, match="7 categories"):
        composition([], [Category(str(i), str(i)) for i in range(7)], theme("light"))


@pytest.mark.parametrize("count", [0, 1, 80])
def test_none_one_and_many_units_draw(count):
    rows = [unit(str(i), 0, 0, 0, 0, 0) for i in range(count)]
    figure = composition(rows, CATEGORIES, theme("dark", "ponsel"), note="simulasi")
    assert len(parts(figure)) == (5 if count else 0)
    for part in parts(figure):
        assert list(part.customdata) == [row.kode for row in rows]


def test_names_are_escaped():
    figure = composition(
        [Composed("a", HOSTILE, (1,), (HOSTILE,), HOSTILE)],
        [Category("k", HOSTILE)],
        theme("light"),
    )
    assert "<script" not in str(figure.to_dict())
