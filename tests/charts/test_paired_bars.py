"""Documented beside tagged, with the difference as a column."""

from __future__ import annotations

from decimal import Decimal

import pytest
from chart_samples import ABSENT, AGENCIES, HOSTILE, LONGEST, NB, PAIR_WORDS, pairs

from pug_metrics.charts.paired_bars import Pair, PairWords, paired_bars
from pug_metrics.charts.style import theme

pytestmark = pytest.mark.cepat


def trace(figure, name):
    return next(t for t in figure.data if t.name == name)


def texts(figure):
    return [note.text for note in figure.layout.annotations]


def test_bars_start_at_zero_and_keep_the_order_given():
    figure = paired_bars(pairs(), PAIR_WORDS, theme("light"))
    assert figure.layout.xaxis.range[0] == 0
    assert list(trace(figure, "sah").x) == [12.6, 15.9, 0.0, 12.8, 0.0, 13.8, 0.8]
    assert list(trace(figure, "klaim").x) == [78.4, 52.7, 29.6, 13.8, 0.0, 14.2, 5.3]
    ys = list(trace(figure, "baris").y)
    assert ys == sorted(ys)
    low, high = figure.layout.yaxis.range
    assert low > high


def test_documented_is_solid_and_tagged_is_hatched():
    each = theme("dark")
    figure = paired_bars(pairs(), PAIR_WORDS, each)
    assert trace(figure, "sah").marker.color == each.warna.arg_sah
    assert trace(figure, "sah").marker.pattern.shape is None
    pattern = trace(figure, "klaim").marker.pattern
    assert (pattern.shape, pattern.bgcolor) == ("/", each.warna.arg_klaim)


def test_every_row_can_be_picked_by_its_code_and_tells_its_figures():
    figure = paired_bars(pairs(), PAIR_WORDS, theme("light"))
    rows = trace(figure, "baris")
    assert list(rows.customdata) == [f"o{i}" for i in range(len(AGENCIES))]
    told = rows.hovertext[0]
    assert told.startswith("<b>Dinas Pendidikan</b><br>berdokumen lengkap: 12,6")
    assert "selisih: 65,8" in told
    assert told.endswith("<i>simulasi</i>")


def test_only_the_first_row_with_both_values_names_its_bars():
    rows = [Pair("x", "Tanpa data", None, None, ABSENT, ABSENT, ""), *pairs()]
    figure = paired_bars(rows, PAIR_WORDS, theme("light"))
    assert trace(figure, "sah").text[0] == "<b>12,6</b> berdokumen lengkap"
    assert trace(figure, "klaim").text[0] == "78,4 ditandai"
    assert trace(figure, "klaim").text[1] == "52,7"


def test_a_no_break_space_keeps_figure_and_unit_bold_together():
    row = Pair("x", "Dinas", 1e9, 2e9, f"Rp1,00{NB}miliar", f"Rp2,00{NB}miliar", "")
    figure = paired_bars([row], PairWords("berdokumen", "ditandai"), theme("light"))
    assert trace(figure, "sah").text[0] == f"<b>Rp1,00{NB}miliar</b> berdokumen"


def test_a_missing_value_is_a_stub_in_its_own_pattern_with_one_word():
    figure = paired_bars(pairs(), PAIR_WORDS, theme("light"))
    stubs = [t for t in figure.data if t.name == "kosong"]
    assert [stub.marker.pattern.shape for stub in stubs] == ["x", "x"]
    assert [list(stub.text) for stub in stubs] == [[ABSENT], [""]]
    missing = list(trace(figure, "baris").y)[4]
    assert missing not in trace(figure, "sah").y


def test_the_difference_is_a_column_highlighted_where_asked():
    each = theme("light")
    figure = paired_bars(pairs(), PAIR_WORDS, each)
    column = {n.text: n.font.color for n in figure.layout.annotations if n.x == 1}
    assert column["selisih"] == each.warna.teks2
    assert column["<b>65,8</b>"] == each.warna.soroti_teks
    assert column["4,5"] == each.warna.teks2


def test_the_bracket_stands_below_its_rows_and_leaves_room():
    figure = paired_bars(pairs(), PAIR_WORDS, theme("light"))
    assert f"<b>78{NB}%</b> selisih di tiga OPD ini" in texts(figure)
    ys = list(trace(figure, "baris").y)
    assert ys[3] - ys[2] > ys[2] - ys[1]
    line = next(s for s in figure.layout.shapes if s.xsizemode == "pixel" and s.type == "line")
    assert ys[2] + 0.5 < line.y0 < ys[3] - 0.5


def test_a_bracket_over_more_rows_than_there_are_is_left_out():
    figure = paired_bars(pairs()[:2], PAIR_WORDS, theme("light"))
    assert not any("tiga OPD" in text for text in texts(figure))


def test_the_picked_row_has_a_band_across_the_whole_figure():
    each = theme("light")
    figure = paired_bars(pairs(), PAIR_WORDS, each)
    bands = [s for s in figure.layout.shapes if s.fillcolor == each.warna.pita]
    assert len(bands) == 3
    assert -min(s.x0 for s in bands) == pytest.approx(figure.layout.margin.l, abs=1)


def test_on_a_phone_names_stand_above_their_bars():
    figure = paired_bars(pairs(), PAIR_WORDS, theme("light", "ponsel"))
    first = figure.layout.annotations[0]
    assert (first.xanchor, first.yanchor) == ("left", "top")
    assert figure.layout.margin.l == 0


def test_a_wished_height_makes_the_rows_taller_but_never_lower_than_usual():
    each = theme("light")
    tall = paired_bars(pairs(), PAIR_WORDS, each.at(680, 900))
    low = paired_bars(pairs(), PAIR_WORDS, each.at(680, 50))
    assert tall.layout.height == 900
    assert low.layout.height == paired_bars(pairs(), PAIR_WORDS, each).layout.height


@pytest.mark.parametrize("count", [0, 1, 120])
def test_none_one_and_many_rows_draw(count):
    rows = [Pair(str(i), LONGEST, Decimal(i), Decimal(2 * i), "1", "2", "1") for i in range(count)]
    figure = paired_bars(rows, PAIR_WORDS, theme("light"))
    assert len(figure.data) == (3 if count else 0)
    if not count:
        assert texts(figure) == ["Belum ada data"]


def test_nothing_but_zeros_still_has_an_axis():
    figure = paired_bars([Pair("a", "A", 0, 0, "0", "0", "0")], PAIR_WORDS, theme("light"))
    assert list(figure.layout.xaxis.range) == [0, 1]


def test_names_from_data_are_escaped():
    row = Pair("x", HOSTILE, 1, 2, HOSTILE, HOSTILE, HOSTILE, keterangan=HOSTILE)
    figure = paired_bars([row], PAIR_WORDS, theme("light"))
    assert "<script" not in str(figure.to_dict())
