"""The deck of a meeting, read back: native charts, one question a slide, room for decisions."""

from __future__ import annotations

import io

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.dml import MSO_FILL

from pug_metrics.export.deck import deck_bytes
from pug_metrics.export.screen import (
    BarPair,
    Decision,
    Line,
    Ranked,
    Screen,
    Series,
    Table,
)

pytestmark = pytest.mark.cepat

PALETTE = dict.fromkeys(
    ("arg_sah", "arg_klaim", "arg_klaim_garis", "laki_laki", "pita", "non_arg", "non_arg_garis",
     "perempuan", "soroti", "teks", "teks2"), "#4B2A86",
)  # fmt: skip
PAIR = BarPair(
    ("Dinas Pendidikan", "Dinas Kesehatan"),
    Series("berdokumen", (12.6, None), ("12,6", "")),
    Series("ditandai", (78.4, 52.7), ("78,4", "52,7"), tagged=True),
)
LINE = Line(("2023", "2024"), (Series("ditandai", (10.0, 12.3), ("10,0 %", "12,3 %"), True),))
RANKED = Ranked(("A", "B"), Series("ARG", (2.0, 1.0), ("2,0", "1,0")), frozenset({0}))


def _screen(chart, **more):
    return Screen("Siapa?", "Satu OPD memegang ARG", chart, "Miliar rupiah", **more)


def _deck(*screens, label="v41 simulasi"):
    content = deck_bytes(screens, "Rakor PUG", "APBD Murni 2025", palette=PALETTE, label=label)
    return Presentation(io.BytesIO(content))


def _words(slide):
    frames = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    cells = [
        cell.text
        for shape in slide.shapes if shape.has_table
        for row in shape.table.rows for cell in row.cells
    ]  # fmt: skip
    return frames + cells


def _charts(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


@pytest.mark.parametrize(
    ("chart", "kind"),
    [(PAIR, XL_CHART_TYPE.BAR_CLUSTERED), (RANKED, XL_CHART_TYPE.BAR_CLUSTERED),
     (LINE, XL_CHART_TYPE.LINE_MARKERS)],
)  # fmt: skip
def test_a_chart_is_native_and_can_be_edited(chart, kind):
    drawn = _charts(_deck(_screen(chart)).slides[1])
    assert [each.chart_type for each in drawn] == [kind]
    assert drawn[0].part.chart_workbook.xlsx_part is not None


def test_values_and_labels_are_those_given():
    chart = _charts(_deck(_screen(PAIR)).slides[1])[0]
    documented, tagged = chart.plots[0].series
    assert tuple(documented.values) == (12.6, None)
    assert tuple(tagged.values) == (78.4, 52.7)
    first = documented.points[0].data_label.text_frame.text
    assert first.replace("\u00a0", " ") == "12,6 berdokumen"
    assert tagged.points[1].data_label.text_frame.text == "52,7"


def test_a_missing_bar_has_no_label():
    chart = _charts(_deck(_screen(PAIR)).slides[1])[0]
    assert not chart.plots[0].series[0].points[1].data_label.has_text_frame


def test_a_slide_has_question_sentence_and_foot():
    slide = _deck(_screen(PAIR)).slides[1]
    assert slide.shapes.title.text_frame.text == "Satu OPD memegang ARG"
    words = _words(slide)
    assert "Siapa?" in words
    assert "Miliar rupiah · v41 simulasi" in words


def test_every_slide_of_simulated_data_says_so():
    deck = _deck(_screen(PAIR), _screen(None, decisions=(Decision("Selesaikan GBS"),)))
    for slide in deck.slides:
        assert any("simulasi" in words for words in _words(slide))
    assert "simulasi" in deck.core_properties.comments


def test_a_label_already_in_the_foot_is_not_said_twice():
    screen = Screen("Siapa?", "Satu OPD", PAIR, "Sumber: rka · v41 simulasi")
    assert "Sumber: rka · v41 simulasi" in _words(_deck(screen).slides[1])


def test_lines_that_end_apart_are_named_behind_their_ends_and_close_ones_above_and_below():
    def ends(*values):
        lines = tuple(Series(str(v), (1.0, v), ("1", str(v))) for v in values)
        chart = _charts(_deck(_screen(Line(("2023", "2024"), lines))).slides[1])[0]
        return [each.points[1].data_label.position for each in chart.plots[0].series]

    assert ends(60.0, 40.0) == [XL_LABEL_POSITION.RIGHT, XL_LABEL_POSITION.RIGHT]
    assert ends(60.0, 59.0) == [XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.BELOW]


def test_what_is_only_tagged_is_hatched_and_what_is_highlighted_is_not():
    ranked = Ranked(
        ("A", "B", "C"), Series("ARG", (1.0, 2.0, 3.0), ("1", "2", "3")), frozenset({1}),
        frozenset({1, 2}),
    )  # fmt: skip
    made = _charts(_deck(_screen(ranked)).slides[1])[0].plots[0].series[0]
    assert made.points[2].format.fill.type == MSO_FILL.PATTERNED
    assert made.points[1].format.fill.type == MSO_FILL.SOLID


def test_typed_decisions_are_on_their_slide_and_listed_at_the_end():
    decision = Decision("Selesaikan GBS", "Kepala Dinas Pendidikan", "30 Oktober 2025")
    deck = _deck(_screen(PAIR, decisions=(decision,)), _screen(LINE))
    assert len(deck.slides) == 4
    for slide in (deck.slides[1], deck.slides[3]):
        assert set(_words(slide)) >= {
            "Selesaikan GBS",
            "Kepala Dinas Pendidikan",
            "30 Oktober 2025",
        }


def test_several_decisions_on_one_question_are_all_on_its_slide_and_at_the_end():
    taken = (Decision("Selesaikan GBS", "Kepala Dinas"), Decision("Lengkapi KAK", "", "1 Mei 2026"))
    deck = _deck(_screen(PAIR, decisions=taken))
    assert {"1. Selesaikan GBS", "2. Lengkapi KAK"} <= set(
        "\n".join(_words(deck.slides[1])).splitlines()
    )
    assert {"Selesaikan GBS", "Lengkapi KAK", "1 Mei 2026"} <= set(_words(deck.slides[2]))


def test_without_a_decision_there_are_lines_to_fill_and_no_last_slide():
    deck = _deck(_screen(PAIR))
    assert len(deck.slides) == 2
    rules = [shape for shape in deck.slides[1].shapes if shape.shape_type == 9]
    assert len(rules) == 6


def test_a_long_table_goes_on_over_several_slides_and_loses_no_row():
    rows = tuple((f"Program {n}", "Rp1,23 miliar") for n in range(25))
    deck = _deck(_screen(Table(("Program", "Pagu"), rows, frozenset({1}))))
    shown = [cell for slide in deck.slides for cell in _words(slide) if cell.startswith("Program ")]
    assert shown == [row[0] for row in rows]
    assert len(deck.slides) > 2
    bottom = [s.top + s.height for slide in deck.slides for s in slide.shapes if s.has_table]
    assert max(bottom) <= deck.slide_height


@pytest.mark.parametrize("chart", [None, Table(("A",), ()), Ranked((), Series("", (), ())),
                                   Line((), ())])  # fmt: skip
def test_nothing_to_draw_is_said(chart):
    assert "Belum ada data untuk digambar." in _words(_deck(_screen(chart)).slides[1])


def test_the_deck_is_wide_and_names_its_font():
    deck = _deck(_screen(PAIR))
    assert round(deck.slide_width / deck.slide_height, 2) == 1.78
    theme = next(p for p in deck.part.package.iter_parts() if "theme" in str(p.partname))
    assert b"Plus Jakarta Sans" in theme.blob
