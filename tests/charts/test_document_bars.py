"""Documents: how many there are of how many."""

from __future__ import annotations

import pytest
from chart_samples import HOSTILE

from pug_metrics.charts.document_bars import Document, document_bars, worst
from pug_metrics.charts.style import theme

pytestmark = pytest.mark.cepat


def documents(*have, of=46):
    return [
        Document(code, code, count, of, str(count), f"dari {of}")
        for code, count in zip(("GAP", "KAK", "GBS"), have, strict=False)
    ]


def trace(figure, name):
    return next(t for t in figure.data if t.name == name)


def test_bars_are_shares_from_zero_on_a_full_track():
    figure = document_bars(documents(41, 30, 12), theme("light"))
    assert list(figure.layout.xaxis.range) == [0, 1]
    assert list(trace(figure, "dari").x) == [1, 1, 1]
    assert list(trace(figure, "ada").x) == pytest.approx([41 / 46, 30 / 46, 12 / 46])


def test_the_scarcest_document_alone_is_highlighted():
    each = theme("light")
    figure = document_bars(documents(41, 30, 12), each)
    c = each.warna
    assert list(trace(figure, "ada").marker.color) == [c.arg_sah, c.arg_sah, c.soroti]


@pytest.mark.parametrize("have", [(12, 30, 12), (0, 0, 0), (46,), (None, 5)])
def test_a_tie_or_a_single_known_document_highlights_nothing(have):
    assert worst(documents(*have)) == ""


def test_the_figure_is_bold_before_the_whole():
    figure = document_bars(documents(41, 30, 12), theme("light"))
    assert "<b>41</b> dari 46" in [note.text for note in figure.layout.annotations]


def test_unknown_is_a_pattern_and_none_of_them_is_an_empty_track():
    figure = document_bars(documents(None, 0, 12), theme("light"))
    assert list(trace(figure, "kosong").x) == [1, None, None]
    assert trace(figure, "kosong").marker.pattern.shape == "x"
    assert list(trace(figure, "ada").x)[1] == 0


def test_nothing_to_count_is_no_division():
    figure = document_bars(documents(0, 0, of=0), theme("light"))
    assert list(trace(figure, "ada").x) == [0, 0]


def test_rows_are_picked_by_code():
    figure = document_bars(documents(1, 2, 3), theme("dark"), note="simulasi")
    assert list(trace(figure, "baris").customdata) == ["GAP", "KAK", "GBS"]
    assert "simulasi" in trace(figure, "baris").hovertext[0]


def test_no_documents_draw_a_calm_figure():
    assert len(document_bars([], theme("light")).data) == 0


def test_words_are_escaped():
    row = Document("x", HOSTILE, 1, 2, HOSTILE, HOSTILE, HOSTILE)
    assert "<script" not in str(document_bars([row], theme("light")).to_dict())
