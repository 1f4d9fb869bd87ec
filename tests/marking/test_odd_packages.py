"""Packages that are built in an unusual way are marked rightly, or rebuilt and said to be."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from rich_workbooks import edited, parts, rich_workbook

from pug_metrics.marking import Note, Summary, commenting, mark
from pug_metrics.tables import FileRefused, read_source

pytestmark = pytest.mark.cepat

NOTE = Note("Rincian", 8, 2, "galat", "Pagu ini salah.", "Tulis ulang.", "Pagu", "98000")
RED = "FFF9D4CF"
SHEET = "xl/worksheets/sheet1.xml"


def _marked(data, notes=(NOTE,), name="rka.xlsx"):
    made = mark(data, name, list(notes), Summary(sheet="Rincian", header_row=5))
    return made, openpyxl.load_workbook(io.BytesIO(made))


def _changed(change):
    return edited(rich_workbook(comment=False), changes={SHEET: change})


def _cells_only(rows):
    """A small workbook with these rows instead of its own."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "Rincian"
    book.save(out)

    def filled(old):
        assert old.count(b"<sheetData></sheetData>") == 1
        return old.replace(b"<sheetData></sheetData>", rows)

    return edited(out.getvalue(), changes={SHEET: filled})


def test_a_prefix_before_every_name_is_kept():
    def prefixed(old):
        plain = re.sub(rb"<extLst>.*?</extLst>", b"", old, flags=re.DOTALL)
        text = re.sub(rb"<(/?)(?=[a-z]\w*[\s/>])", rb"<\1x:", plain)
        return text.replace(b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x=")

    before = _changed(prefixed)
    made, book = _marked(before)
    assert book["Rincian"]["C8"].fill.fgColor.rgb == RED
    assert book["Rincian"]["C8"].value == 98_000
    xml = parts(made)[SHEET]
    assert b"<x:legacyDrawing " in xml
    assert b"<row" not in xml


def test_rows_and_cells_that_name_no_place_are_counted():
    cells = (b"<c><v>1</v></c><c><v>2</v></c>", b"<c><v>3</v></c>")
    rows = b"<sheetData><row>%b</row><row>%b</row></sheetData>" % cells
    note = Note("Rincian", 1, 1, "galat", "Salah.")
    made, book = _marked(_cells_only(rows), [note, Note("Rincian", 2, 3, "awas", "Kosong.")])
    xml = parts(made)[SHEET]
    assert re.search(rb'<row><c><v>1</v></c><c s="\d+"><v>2</v></c></row>', xml)
    assert re.search(rb'<row><c><v>3</v></c><c r="D2" s="\d+"/></row>', xml)
    assert [cell.value for cell in book["Rincian"][1]][:2] == [1, 2]


@pytest.mark.parametrize("rows", [
    b"<sheetData/>", b"<sheetData></sheetData>",
    b'<sheetData><row r="3"/></sheetData>', b'<sheetData><row r="9" spans="1:1"/></sheetData>',
])  # fmt: skip
def test_missing_rows_and_cells_are_added_in_their_order(rows):
    notes = [Note("Rincian", row, 1, "awas", "Kosong.", "Isi.") for row in (8, 3)]
    made, book = _marked(_cells_only(rows), notes)
    numbers = [int(each) for each in re.findall(rb'<row r="(\d+)"', parts(made)[SHEET])]
    assert numbers == sorted(numbers)
    assert {3, 8} <= set(numbers)
    assert "Isi." in book["Rincian"]["B8"].comment.text


def test_a_missing_cell_looks_like_its_row_or_column():
    rows = b'<cols><col min="2" max="2" width="9" style="0"/></cols><sheetData><row r="1" s="0" ' \
           b'customFormat="1"/></sheetData>'  # fmt: skip
    _, book = _marked(_cells_only(rows), [Note("Rincian", 1, 1, "galat", "Kosong.")])
    assert book["Rincian"]["B1"].fill.fgColor.rgb == RED


def test_a_document_type_is_refused():
    def typed(old):
        return old.replace(b"<worksheet ", b"<!DOCTYPE worksheet><worksheet ", 1)

    with pytest.raises(FileRefused):
        _marked(_changed(typed))


def test_what_cannot_be_edited_safely_is_rebuilt_and_said():
    _, book = _marked(
        _changed(lambda old: old.replace(b"<sheetData>", b"<sheetData><!-- catatan -->"))
    )
    listed = [row[0] for row in book["Temuan"].iter_rows(max_row=6, values_only=True)]
    assert any("tidak lazim" in str(line) for line in listed)
    assert any(
        "Tidak ikut disalin: rumus" in str(line) and "grafik" in str(line) for line in listed
    )
    sheet = book["Rincian"]
    assert (sheet["A8"].value, sheet["C8"].value) == ("1.01", 98_000)
    assert sheet["C10"].value == 413_925_500.75
    assert sheet["C8"].fill.fgColor.rgb == RED


def test_strict_open_xml_is_rebuilt():
    def strict(old):
        return old.replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                           b"http://purl.oclc.org/ooxml/officeDocument/relationships")  # fmt: skip

    names = ("_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml")
    data = edited(rich_workbook(), changes=dict.fromkeys(names, strict))
    _, book = _marked(data)
    assert "Strict Open XML" in book["Temuan"]["A3"].value
    assert book["Rincian"]["C8"].comment.text.startswith("Temuan pemeriksaan:")


def test_a_text_file_comes_back_as_a_workbook_of_text():
    data = b"kode;nama;pagu\n2.08;=1+1;1.050\n01;@SUM(A1);-5\n"
    note = Note("", 2, 2, "galat", "Angka ini salah.", "Tulis ulang.", "pagu", "1.050")
    made = mark(data, "rka.csv", [note], Summary(header_row=1), frozenset({"kode", "pagu"}))
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["Data", "Temuan"]
    assert [[cell.value for cell in row] for row in book["Data"]] == [
        ["kode", "nama", "pagu"], ["2.08", "=1+1", "1.050"], ["01", "@SUM(A1)", "-5"],
    ]  # fmt: skip
    assert {cell.data_type for row in book["Data"] for cell in row} == {"s"}
    assert book["Data"].freeze_panes == "A2"
    assert book["Data"]["C2"].fill.fgColor.rgb == RED
    assert book["Temuan"]["C5"].value == "Data"


def test_only_so_many_cells_get_a_comment(monkeypatch):
    monkeypatch.setattr(commenting, "LIMIT", 2)
    notes = [Note("Rincian", row, 0, "awas", "Lihat.") for row in (6, 7, 9)] + [NOTE]
    _, book = _marked(rich_workbook(comment=False), notes)
    commented = [c.coordinate for row in book["Rincian"].iter_rows() for c in row if c.comment]
    assert commented == ["A6", "C8"]
    assert book["Rincian"]["A9"].fill.fgColor.rgb == "FFFCE8C3"
    assert "2 sel bertanda tidak diberi komentar" in book["Temuan"]["A3"].value


def test_signs_that_xml_cannot_hold_do_not_break_the_workbook():
    note = Note("Rincian", 8, 2, "galat", "Isi \x00\x1f\ufffe <b>&\"'", "_x0041_ tetap begitu.")
    _, book = _marked(rich_workbook(), [note])
    assert book["Temuan"]["G5"].value == "Isi \ufffd\ufffd\ufffd <b>&\"'"
    assert "<b>&" in book["Rincian"]["C8"].comment.text
    inside = parts(_marked(rich_workbook(), [note])[0])["xl/worksheets/sheet3.xml"]
    assert b"_x005F_x0041_ tetap" in inside


def test_a_file_saved_by_libreoffice_since_is_cleaned_without_trusting_second_colours():
    marked, _ = _marked(rich_workbook())

    def saved(old):
        return old.replace(b"Microsoft Excel", b"LibreOffice/24.2")

    resaved = edited(marked, changes={"docProps/app.xml": saved})
    _, book = _marked(resaved, [])
    assert book["Rincian"]["C8"].fill.patternType is None


def test_a_marked_file_is_read_as_the_file_it_was():
    before = read_source(rich_workbook(), "rka.xlsx")
    after = read_source(_marked(rich_workbook())[0], "rka.xlsx")
    assert [sheet.name for sheet in after.sheets] == [sheet.name for sheet in before.sheets]
    for old, new in zip(before.sheets, after.sheets, strict=True):
        assert new.columns == old.columns


def test_rows_out_of_order_are_not_edited_in_place():
    rows = b'<sheetData><row r="5"><c r="A5"><v>1</v></c></row><row r="2"/></sheetData>'
    _, book = _marked(_cells_only(rows), [Note("Rincian", 5, 0, "galat", "Salah.")])
    assert "tidak lazim" in book["Temuan"]["A3"].value
    assert book["Rincian"]["A5"].fill.fgColor.rgb == RED


def test_a_file_too_long_to_copy_keeps_its_marked_rows_at_their_numbers(monkeypatch):
    monkeypatch.setattr("pug_metrics.marking.rebuilt.MAX_CELLS", 10)
    data = b"kode,pagu\n" + b"".join(b"%d,5\n" % row for row in range(100))
    note = Note("", 51, 1, "galat", "Angka ini salah.")
    book = openpyxl.load_workbook(io.BytesIO(mark(data, "a.csv", [note], Summary(header_row=1))))
    filled = [[cell.value for cell in row] for row in book["Data"] if any(c.value for c in row)]
    assert filled == [["kode", "pagu"], ["49", "5"]]
    assert book["Data"]["A51"].value == "49"
    assert "terlalu panjang" in book["Temuan"]["A3"].value


def test_a_text_file_may_hold_any_sign():
    data = 'kode;nama\n1;a <b> & "c" _x0041_x0042_\n2;\x07\ufffe=1\n'.encode()
    made = mark(data, "a.csv", [], Summary(header_row=1), frozenset({"kode"}))
    (sheet,) = read_source(made, "a.xlsx").sheets
    assert sheet.columns[1].to_pylist() == ["nama", 'a <b> & "c" _x0041_x0042_', "\ufffd\ufffd=1"]


def test_the_box_of_a_comment_stays_within_the_sheet():
    note = Note("Rincian", 1_048_576, 16_383, "awas", "Di ujung lembar.")
    made, _ = _marked(rich_workbook(comment=False), [note])
    drawn = next(part for name, part in parts(made).items() if b">16383</x:Column>" in part)
    anchor = re.search(rb"<x:Anchor>([\d, ]+)</x:Anchor>", drawn)[1]
    left, _, top, _, right, _, low, _ = map(int, anchor.split(b","))
    assert left < right <= 16_383
    assert top < low <= 1_048_575


def test_a_line_with_too_many_cells_comes_back_uncut_so_that_it_is_not_taken_for_whole():
    data = b"kode,pagu\n1.01,1,500,000\n1.02,750\n"
    note = Note("", 2, None, "galat", "Baris ini punya sel lebih banyak daripada judulnya.")
    made = mark(data, "a.csv", [note], Summary(header_row=1), frozenset({"kode", "pagu"}))
    book = openpyxl.load_workbook(io.BytesIO(made))
    rows = [[cell.value for cell in row[:2]] for row in book["Data"]]
    assert rows == [["kode", "pagu"], ["1.01,1,500,000", None], ["1.02", "750"]]
    assert book["Data"]["A2"].fill.fgColor.rgb == RED


def test_the_ends_of_lines_within_a_cell_stay():
    made = mark(b'kode,nama\r\n1,"a\r\nb"\r\n', "a.csv", [], Summary(header_row=1))
    (sheet,) = read_source(made, "a.xlsx").sheets
    assert sheet.columns[1].to_pylist() == ["nama", "a\r\nb"]
