"""A marked workbook is the user's own: what was found is added, all else is as it was."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from rich_workbooks import edited, parts, rich_workbook

from pug_metrics.language import speaking
from pug_metrics.marking import Note, Summary, mark, marked_name, suffix_of

pytestmark = pytest.mark.cepat

NOTES = [
    Note("Rincian", 7, 2, "galat", "Pagu ini terlalu besar.", "Periksa pagunya.", "Pagu",
         "1250000"),
    Note("Rincian", 7, 2, "awas", "Pagu sama dengan tahun lalu.", "", "Pagu", "1250000"),
    Note("Rincian", 8, 0, "awas", "=HYPERLINK(\"http://x\")", "Tulis 1.01.", "Kode SKPD", "=1+1"),
    Note("Rincian", 9, None, "catatan", "Baris ini rangkap.", "Hapus satu."),
    Note("Rincian", 40, 6, "galat", "Sel ini tidak ada di lembar.", "Isi selnya."),
    Note("Rincian", None, None, "awas", "Lembar lain tidak dibaca.", ""),
]  # fmt: skip
TOUCHED = {
    "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
    "xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
    "docProps/app.xml",
}  # fmt: skip
RED, AMBER, NOTED = "FFF9D4CF", "FFFCE8C3", "FFE2E0F5"


def _marked(data, notes=NOTES, lines=("4 baris dibaca: 3 masuk, 1 ditolak.",), name="rka.xlsx"):
    return mark(data, name, notes, Summary(lines))


def _book(data, **options):
    return openpyxl.load_workbook(io.BytesIO(data), **options)


def _look(cell):
    return (cell.font.b, cell.font.i, cell.font.color and cell.font.color.rgb, cell.number_format,
            cell.border.left.style, cell.alignment.horizontal)  # fmt: skip


@pytest.mark.parametrize("macro", [False, True])
def test_every_part_that_need_not_change_keeps_its_bytes(macro):
    before = parts(rich_workbook(macro=macro))
    after = parts(_marked(rich_workbook(macro=macro)))
    assert {name for name in before if before[name] != after[name]} <= TOUCHED
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml"}
    rare = ("xl/media/image1.png", "xl/charts/chart1.xml", "xl/pivotTables/pivotTable1.xml",
            "xl/drawings/drawing1.xml", "xl/sharedStrings.xml")  # fmt: skip
    for name in (*rare, *(["xl/vbaProject.bin"] if macro else [])):
        assert before[name] == after[name]


def test_within_the_marked_sheet_only_the_marked_cells_change():
    before = parts(rich_workbook())["xl/worksheets/sheet1.xml"].decode()
    after = parts(_marked(rich_workbook()))["xl/worksheets/sheet1.xml"].decode()
    cell = re.compile(r'<c r="([A-Z]+\d+)".*?(?:/>|</c>)')
    kept = {found[0] for found in cell.finditer(after)}
    gone = {found[1] for found in cell.finditer(before) if found[0] not in kept}
    assert gone == {"C7", "A8", "A9"}
    assert before.partition("<sheetData>")[0] == after.partition("<sheetData>")[0]
    assert before.partition("</sheetData>")[2] == after.partition("</sheetData>")[2]
    for rare in ("x14:sparklineGroup", "x14:cfRule", "dataValidation ", "sheetProtection"):
        assert after.count(rare) == before.count(rare) > 0


@pytest.mark.parametrize("cached", [False, True])
def test_unmarked_cells_keep_value_formula_cached_result_and_style(cached):
    old, new = (
        _book(data, data_only=cached) for data in (rich_workbook(), _marked(rich_workbook()))
    )
    marked = {"C7", "A8", "A9", "G40"}
    for sheet in ("Rincian", "Grafik"):
        for row in old[sheet].iter_rows():
            for cell in row:
                same = new[sheet][cell.coordinate]
                assert same.value == cell.value
                assert _look(same) == _look(cell)
                if cell.coordinate not in marked:
                    assert repr(same.fill) == repr(cell.fill)
    total = new["Rincian"]["C10"].value
    assert total == (413_925_500.75 if cached else "=SUM(C6:C9)")


def test_another_reader_finds_the_same_values():
    def values(data):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [book.get_sheet_by_name(name).to_python() for name in ("Rincian", "Grafik")]

    before, after = values(rich_workbook()), values(_marked(rich_workbook()))
    # The mark on a cell outside the table makes the sheet longer, with blanks only.
    assert [row[: len(before[0][0])] for row in after[0][: len(before[0])]] == before[0]
    assert not any(cell for row in after[0][len(before[0]) :] for cell in row)
    assert after[1] == before[1]


def test_marked_cells_are_filled_by_the_worst_finding_and_say_what_and_how():
    sheet = _book(_marked(rich_workbook()))["Rincian"]
    fills = {ref: sheet[ref].fill.fgColor.rgb for ref in ("C7", "A8", "A9", "G40")}
    assert fills == {"C7": RED, "A8": AMBER, "A9": NOTED, "G40": RED}
    words = sheet["C7"].comment.text
    assert words.startswith("Catatan milik pengguna\nTemuan pemeriksaan:\nPerbaiki: Pagu ini")
    assert "Periksa pagunya.\nPeriksa: Pagu sama dengan tahun lalu." in words
    assert "Hapus satu." in sheet["A9"].comment.text
    assert sheet["B7"].comment is None


def test_the_list_names_every_finding_with_a_link_and_no_formula():
    sheet = _book(_marked(rich_workbook()))["Temuan"]
    assert sheet["A1"].value == "Temuan pemeriksaan berkas"
    assert sheet["A2"].value == "Perbaiki: 2 · Periksa: 3 · Catatan: 1"
    assert sheet["A3"].value == "4 baris dibaca: 3 masuk, 1 ditolak."
    rows = list(sheet.iter_rows(min_row=6, values_only=True))
    assert rows[0] == (1, "Perbaiki", "Rincian", 7, "Pagu", "1250000", "Pagu ini terlalu besar.",
                       "Periksa pagunya.")  # fmt: skip
    assert rows[2][5:7] == ("=1+1", '=HYPERLINK("http://x")')
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}
    assert sheet["D8"].hyperlink.location == "'Rincian'!A8"
    assert sheet["D11"].hyperlink is None
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A6", "A5:H11")
    assert _book(_marked(rich_workbook())).sheetnames == ["Rincian", "Grafik", "Temuan"]


def test_white_letters_stand_on_a_deep_colour():
    note = Note("Rincian", 5, 1, "galat", "Tajuk ini rangkap.")
    cell = _book(_marked(rich_workbook(), [note]))["Rincian"]["B5"]
    assert cell.font.color.rgb == "FFFFFFFF"
    assert cell.fill.fgColor.rgb == "FFB42319"


def test_a_mark_inside_a_merged_range_colours_the_cell_that_is_seen():
    note = Note("Rincian", 1, 3, "awas", "Judul ini menyebut ribuan.")
    sheet = _book(_marked(rich_workbook(), [note]))["Rincian"]
    assert sheet["A1"].fill.fgColor.rgb == AMBER
    assert "ribuan" in sheet["A1"].comment.text


def test_marking_again_takes_the_earlier_marks_away():
    first = _marked(rich_workbook())
    second = _marked(first, [Note("Rincian", 6, 0, "galat", "Kode ini salah.", "Tulis ulang.")])
    old, new = _book(rich_workbook()), _book(second)
    for ref in ("C7", "A8", "A9", "B7"):
        assert new["Rincian"][ref].fill.fgColor.rgb == old["Rincian"][ref].fill.fgColor.rgb
        assert new["Rincian"][ref].fill.patternType == old["Rincian"][ref].fill.patternType
    assert new["Rincian"]["C7"].comment.text == "Catatan milik pengguna"
    assert new["Rincian"]["A9"].comment is None
    assert new["Rincian"]["A6"].fill.fgColor.rgb == RED
    assert new.sheetnames == ["Rincian", "Grafik", "Temuan"]
    assert new["Temuan"].max_row == 6
    drawn = parts(second)["xl/drawings/vmlDrawing1.vml"]
    assert drawn.count(b"<x:Row>") == 2


def test_a_clean_file_marked_again_carries_no_mark():
    again = _book(_marked(_marked(rich_workbook()), []))
    assert not [c for row in again["Rincian"].iter_rows() for c in row
                if c.fill.fgColor.rgb in (RED, AMBER, NOTED)]  # fmt: skip


def test_a_sheet_of_the_user_named_temuan_is_left_alone():
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "Temuan"
    book.active["A1"] = "Temuan BPK 2024"
    book.save(out)
    marked = _book(_marked(out.getvalue(), [Note("Temuan", 1, 0, "awas", "Lihat.")]))
    assert marked.sheetnames == ["Temuan", "Temuan (2)"]
    assert marked["Temuan"]["A1"].value == "Temuan BPK 2024"


def test_a_workbook_without_comments_gets_its_parts():
    data = rich_workbook(comment=False)
    marked = _marked(data)
    assert _book(marked)["Rincian"]["C7"].comment.text.startswith("Temuan pemeriksaan:")
    xml = parts(marked)["xl/worksheets/sheet1.xml"].decode()
    assert re.search(r"<legacyDrawing [^>]*/><legacyDrawingHF ", xml)


def test_a_thread_of_comments_is_left_as_it_is():
    def threaded(old):
        return old.replace(b"<author>Pengguna</author>", b"<author>tc={1-2}</author>")

    data = edited(rich_workbook(), changes={"xl/comments1.xml": threaded})
    marked = _book(_marked(data))
    assert marked["Rincian"]["C7"].comment.text == "Catatan milik pengguna"
    assert "1 sel sudah memuat utas komentar" in marked["Temuan"]["A4"].value


def test_the_same_file_and_findings_give_the_same_bytes():
    assert _marked(rich_workbook()) == _marked(rich_workbook())


def test_macros_keep_their_name():
    assert suffix_of(rich_workbook(macro=True)) == ".xlsm"
    assert marked_name(rich_workbook(macro=True), "rka.xlsm") == "rka_temuan.xlsm"
    assert marked_name(b"a,b", "rka.csv") == "rka_temuan.xlsx"
    kept = parts(_marked(rich_workbook(macro=True)))["[Content_Types].xml"]
    assert b"sheet.macroEnabled.main+xml" in kept


def test_the_marks_speak_english_where_the_reader_does():
    with speaking("en"):
        english = _marked(rich_workbook())
    assert _book(english)["Temuan"]["B6"].value == "Fix"
    again = _book(_marked(english, []))
    assert again["Rincian"]["A9"].comment is None
    assert again.sheetnames == ["Rincian", "Grafik", "Temuan"]
