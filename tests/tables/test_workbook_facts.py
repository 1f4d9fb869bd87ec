"""Workbooks: cells as people see them, and what the XML of the package says beyond the values."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import numbers
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from pug_metrics.tables.reading import read_plain
from pug_metrics.tables.sheet import FileRefused, Sheet
from pug_metrics.tables.source import read_source

pytestmark = pytest.mark.cepat


def openpyxl_book(*rows, change=None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change is not None:
        change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def first(data: bytes) -> Sheet:
    return read_source(data, "uji.xlsx").sheets[0]


def column(sheet: Sheet, index: int = 0) -> list[str]:
    return sheet.columns[index].to_pylist()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (5, "5"), (5.0, "5"), (-12, "-12"), (0.1 + 0.2, "0.3"), (1234567.8900000001, "1234567.89"),
        (1234567.89, "1234567.89"), (1e-7, "0.0000001"), (123456789012345, "123456789012345"),
        (True, "TRUE"), (False, "FALSE"), ("0012", "0012"), ("5.10", "5.10"), (" a ", " a "),
        (date(2025, 3, 1), "2025-03-01"), (datetime(2025, 3, 1, 6, 30), "2025-03-01T06:30:00"),
        (time(13, 5), "13:05:00"), (timedelta(hours=36), "36:00:00"), (-0.5, "-0.5"),
    ],
)  # fmt: skip
def test_a_cell_reads_as_a_spreadsheet_shows_it(cell, text):
    assert column(first(openpyxl_book(["x"], [cell]))) == ["x", text]


def test_dates_of_the_1904_system_are_the_days_that_were_meant():
    def old(book):
        book.epoch = CALENDAR_MAC_1904

    sheet = first(openpyxl_book(["Tanggal"], [date(2025, 3, 1)], change=old))
    assert column(sheet) == ["Tanggal", "2025-03-01"]
    assert sheet.date_mask(0).to_pylist() == [False, True]


def test_per_cent_is_told_by_the_format_not_by_the_value():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        formats = ["0%", "0.00%", '0.0" % teks"', "General", "#,##0.0%;[Red]-0%"]
        for row, code in enumerate(formats):
            sheet.write_number(row, 0, 0.15, book.add_format({"num_format": code}))
    found = first(target.getvalue())
    assert found.percent_mask(0).to_pylist() == [True, True, False, False, True]
    assert set(column(found)) == {"0.15"}


def test_text_is_no_number_and_a_truth_value_neither():
    sheet = first(openpyxl_book(["a", 1, True, "1"]))
    assert [sheet.number_mask(index)[0].as_py() for index in range(4)] == [
        False,
        True,
        False,
        False,
    ]


def test_more_digits_than_a_spreadsheet_keeps_are_said():
    (fault,) = first(openpyxl_book(["NIP"], [197805052005011001], [12])).faults
    assert (fault.kind, fault.cell) == ("angka_terpotong", "A2")


@pytest.mark.parametrize("code", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!"])
def test_an_error_is_shown_as_an_error_and_pointed_at(code):
    def fail(book):
        book.active["B2"].value, book.active["B2"].data_type = code, "e"

    data = openpyxl_book(["Kode", "Pagu"], ["1.01", 5], ["1.02", 6], change=fail)
    (fault,) = first(data).faults
    assert (fault.kind, fault.cell, fault.text) == ("rumus_galat", "B2", code)
    read = read_plain(data, "uji.xlsx")
    assert read.rows() == [["1.01", code], ["1.02", "6"]]
    assert [kind for kind, _ in read.remarks] == ["rumus_galat"]


def test_a_formula_that_was_never_computed_is_an_error_and_no_blank():
    data = openpyxl_book(["Kode", "Pagu"], ["1.01", 5], ["1.02", "=B2*2"])
    with pytest.raises(FileRefused) as refused:
        read_plain(data, "uji.xlsx")
    assert (refused.value.kind, refused.value.facts["sel"]) == ("rumus_tanpa_nilai", "B3")


def test_formulas_of_a_writer_that_cannot_compute_are_not_taken_for_zero():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Kode", "Pagu"])
        sheet.write_row(1, 0, ["1.01", 5])
        sheet.write_string(2, 0, "1.02")
        sheet.write_formula(2, 1, "=B2*2")
        sheet.write_string(3, 0, "1.03")
        sheet.write_formula(3, 1, "=B2*3", None, 15)
    with pytest.raises(FileRefused) as refused:
        read_plain(target.getvalue(), "uji.xlsx")
    assert refused.value.facts["sel"] == "B3"


def test_an_uncomputed_total_that_is_left_out_does_no_harm():
    data = openpyxl_book(["Kode", "Nama", "Pagu"], ["1.01", "A", 5], ["1.02", "B", 6],
                         ["JUMLAH", None, "=SUM(C2:C3)"])  # fmt: skip
    read = read_plain(data, "uji.xlsx")
    assert (read.height, read.left["jumlah"]) == (2, (4,))


def test_hidden_rows_and_columns_are_read_and_said():
    def hide(book):
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["B"].hidden = True

    data = openpyxl_book(["Kode", "Nama", "Pagu"], ["1.01", "A", 5], ["1.02", "B", 6], change=hide)
    read = read_plain(data, "uji.xlsx")
    assert read.rows() == [["1.01", "A", "5"], ["1.02", "B", "6"]]
    assert dict(read.remarks) == {"baris_tersembunyi": {"jumlah": 1},
                                  "kolom_tersembunyi": {"kolom": "B"}}  # fmt: skip


def test_merged_words_stand_in_all_their_rows_and_merged_amounts_in_the_first():
    def merge(book):
        for cells in ("A2:A3", "C2:C3"):
            book.active.merge_cells(cells)

    data = openpyxl_book(["SKPD", "Kegiatan", "Pagu"], ["Dinas A", "x", 10], [None, "y", None],
                         ["Dinas B", "z", 5], change=merge)  # fmt: skip
    read = read_plain(data, "uji.xlsx")
    assert read.rows() == [["Dinas A", "x", "10"], ["Dinas A", "y", ""], ["Dinas B", "z", "5"]]
    assert dict(read.remarks) == {"sel_gabung": {"jumlah": 1}}


def test_a_merged_header_names_all_columns_under_it():
    def merge(book):
        for cells in ("A1:E1", "A3:A4", "B3:B4", "C3:D3", "E3:E4"):
            book.active.merge_cells(cells)

    data = openpyxl_book(["SASARAN"], [], ["No", "Kode", "Target", None, "Satuan"],
                         [None, None, "L", "P", None], [1, 2, 3, 4, 5],
                         [1, "1.01", 5, 6, "orang"], change=merge)  # fmt: skip
    read = read_plain(data, "uji.xlsx")
    assert read.names == ("No", "Kode", "Target | L", "Target | P", "Satuan")
    assert (read.header_rows, read.left["nomor_kolom"]) == ((3, 4), (5,))
    assert read.rows() == [["1", "1.01", "5", "6", "orang"]]


def test_the_likeliest_sheet_is_read_and_the_others_named():
    def add(book):
        book.create_sheet("Sampul").append(["LAPORAN"])
        lines = book.create_sheet("Rincian")
        for row in (["Kode", "Pagu"], ["1.01", 5], ["1.02", 6], ["1.03", 7]):
            lines.append(row)

    data = openpyxl_book(["Kode", "Pagu"], ["9.01", 5], change=add)
    read = read_plain(data, "uji.xlsx")
    assert (read.sheet, read.height) == ("Rincian", 3)
    assert dict(read.remarks) == {"lembar_lain": {"lembar": "Sheet"}}
    assert read_plain(data, "uji.xlsx", "Sheet").rows() == [["9.01", "5"]]


def raw_book(sheet: str, styles: str = "") -> bytes:
    """The smallest XLSX around the XML of one sheet."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="a" Type="{links}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        f'package/2006/relationships"><Relationship Id="r1" Type="{links}/worksheet" '
        'Target="/xl/worksheets/lembar.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{links}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/lembar.xml": sheet,
    }
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{space}">{styles}</styleSheet>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODD = {
    "a prefix": f'<x:worksheet xmlns:x="{SPACE}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v>'
    '</x:c><x:c r="B1"><x:f>A1</x:f></x:c></x:row><x:row r="2"><x:c r="A2" t="e"><x:v>#REF!</x:v>'
    "</x:c></x:row></x:sheetData></x:worksheet>",
    "no references": f'<worksheet xmlns="{SPACE}"><sheetData><row><c><v>1</v></c><c><f>A1</f></c>'
    '</row><row><c t="e"><v>#REF!</v></c></row></sheetData></worksheet>',
    "single quotes": f"<worksheet xmlns='{SPACE}'><sheetData><row r='1'><c r='A1'><v>1</v></c>"
    "<c r='B1'><f>A1</f></c></row><row r='2'><c r='A2' t='e'><v>#REF!</v></c></row></sheetData>"
    "</worksheet>",
    "a comment": f'<worksheet xmlns="{SPACE}"><sheetData><!-- t="e" --><row r="1"><c r="A1"><v>1'
    '</v></c><c r="B1"><f>A1</f></c></row><row r="2"><c t="e" r="A2"><v>#REF!</v></c></row>'
    "</sheetData></worksheet>",
    "the usual form": f'<worksheet xmlns="{SPACE}"><sheetData><row r="1"><c r="A1"><v>1</v></c>'
    '<c r="B1"><f>A1</f><v/></c></row><row r="2"><c r="A2" t="e"><v>#REF!</v></c></row></sheetData>'
    "</worksheet>",
}


@pytest.mark.parametrize("name", ODD)
def test_faults_are_found_however_the_xml_is_written(name):
    found = [(each.cell, each.kind) for each in first(raw_book(ODD[name])).faults]
    assert found == [("B1", "rumus_tanpa_nilai"), ("A2", "rumus_galat")]


def test_a_formula_whose_text_is_empty_is_computed():
    cells = '<c r="A1"><v>1</v></c><c r="B1" t="str"><f>IF(A1=1,"","x")</f><v></v></c>'
    rows = f'<sheetData><row r="1">{cells}</row></sheetData>'
    xml = f'<worksheet xmlns="{SPACE}">{rows}</worksheet>'
    assert first(raw_book(xml)).faults == ()


def test_a_document_type_is_refused_and_never_expanded():
    xml = ('<!DOCTYPE a [<!ENTITY b "bbbb">]>'
           f'<worksheet xmlns="{SPACE}"><sheetData><row r="1"><c r="A1" t="e"><v>&b;</v></c></row>'
           "</sheetData></worksheet>")  # fmt: skip
    with pytest.raises(FileRefused) as refused:
        read_source(raw_book(xml), "uji.xlsx")
    assert refused.value.kind == "berkas_rusak"


def test_facts_of_a_workbook_survive_the_way_out_of_the_reading_process():
    from pug_metrics.tables.child import read_apart

    data = openpyxl_book(["Kode", "Pagu"], ["1.01", 5], ["1.02", "=B2*2"])
    near, apart = first(data), read_apart(data, "uji.xlsx").sheets[0]
    assert (apart.faults, apart.merges, apart.hidden_rows) == (near.faults, (), ())
    assert apart.columns[0].to_pylist() == column(near)


def test_number_formats_of_text_cells_do_not_matter():
    def as_text(book):
        book.active["A2"].number_format = numbers.FORMAT_TEXT
        book.active["B2"].number_format = numbers.FORMAT_PERCENTAGE

    sheet = first(openpyxl_book(["Kode", "Bagian"], ["2.08", "15%"], change=as_text))
    assert (column(sheet, 0)[1], column(sheet, 1)[1]) == ("2.08", "15%")
    assert sheet.percent_mask(1) is None
