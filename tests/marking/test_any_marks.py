"""Whatever is marked: values, formulas and other cells stay, and the marks can be taken away."""

from __future__ import annotations

import io

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from rich_workbooks import parts, rich_workbook

from pug_metrics.marking import Note, Summary, mark

RICH = rich_workbook()
FILLS = {"FFF9D4CF", "FFFCE8C3", "FFE2E0F5", "FFB42319", "FF8A5A13", "FF4B2A87"}
NOTES = st.lists(
    st.builds(
        Note,
        sheet=st.sampled_from(["Rincian", "Grafik", "Tidak ada"]),
        row=st.none() | st.integers(1, 14) | st.just(1_048_576),
        column=st.none() | st.integers(0, 8) | st.just(16_383),
        severity=st.sampled_from(["galat", "awas", "catatan"]),
        what=st.text(max_size=30),
        how=st.text(max_size=30),
        header=st.text(max_size=10),
        value=st.text(max_size=10),
    ),
    max_size=12,
)


def _cells(data, **options):
    book = openpyxl.load_workbook(io.BytesIO(data), **options)
    return {
        (name, cell.coordinate): cell
        for name in ("Rincian", "Grafik")
        for row in book[name].iter_rows(max_row=20, max_col=12)
        for cell in row
    }


def _look(cell):
    return cell.value, cell.number_format, repr(cell.font), repr(cell.border), cell.fill.fgColor.rgb


@settings(max_examples=25, deadline=None)
@given(NOTES)
def test_any_marks_leave_every_value_and_can_be_taken_away(notes):
    marked = mark(RICH, "rka.xlsx", notes, Summary())
    before, after = _cells(RICH), _cells(marked)
    for place, cell in before.items():
        assert after[place].value == cell.value
        if after[place].fill.fgColor.rgb not in FILLS:
            assert _look(after[place]) == _look(cell)
    kept = parts(RICH)
    again = parts(marked)
    for name in ("xl/sharedStrings.xml", "xl/charts/chart1.xml", "xl/drawings/drawing1.xml"):
        assert again[name] == kept[name]
    clean = _cells(mark(marked, "rka.xlsx", [], Summary()))
    for place, cell in before.items():
        assert _look(clean[place]) == _look(cell)
        assert (clean[place].comment is None) == (cell.comment is None)
