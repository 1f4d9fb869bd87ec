"""Files as bytes: the same cells come out of every encoding, delimiter and workbook."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_metrics.tables.cells import cell_text
from pug_metrics.tables.source import FileRefused, read_source
from tests.ingest.files_by_hand import HEAD, csv_of, line, read, xlsx_of

pytestmark = pytest.mark.cepat
CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r", exclude_categories=["Cs"]),
               max_size=12)  # fmt: skip


def cells(data: bytes, name: str = "uji.csv") -> list[list[str]]:
    sheet = read_source(data, name, frozenset({"kode skpd"})).sheets[0]
    return [
        list(row) for row in zip(*(column.to_pylist() for column in sheet.columns), strict=True)
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8))
def test_a_written_csv_comes_back_cell_by_cell(rows):
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows([("Kode SKPD", "b", "c"), *rows])
    assert cells(target.getvalue().encode())[1:] == [list(row) for row in rows]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encoding_and_delimiter_change_no_cell(codec, sign):
    rows = [HEAD, line(name="Dinas Kesehatan, KB é"), line(pagu="1.234,50")]
    assert cells(csv_of(rows, sign).encode(codec)) == [list(row) for row in rows]


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    rows = [["judul"], [], HEAD, line(name="dua\nbaris"), [], line(account="5.1.02.01.01.0001")]
    report = read(csv_of(rows).encode())
    assert report.header_row == 3
    assert report.parts[0].rows["baris"].to_pylist() == [4, 6]


def test_rows_of_a_workbook_are_numbered_from_its_first_row():
    report = read(xlsx_of({"A": [[], ["judul"], [], HEAD, line()]}), name="a.xlsx")
    assert (report.header_row, report.parts[0].rows["baris"].to_pylist()) == (4, [5])


def test_the_sheet_is_chosen_and_the_other_one_named():
    murni = [HEAD, line(pagu="1"), line(account="5.1", pagu="2")]
    sheets = {"Catatan": [["x"]], "Murni": murni, "Lama": [HEAD, line(pagu="9")]}
    book = xlsx_of(sheets)
    report = read(book, name="a.xlsx")
    assert (report.sheet, report.sheets) == ("Murni", ("Catatan", "Murni", "Lama"))
    assert [each.value for each in report.findings if each.kind == "lembar_lain"] == ["Lama"]


def test_a_sheet_that_does_not_exist_is_refused_with_the_known_ones():
    from pug_metrics.ingest import Answers

    with pytest.raises(FileRefused) as refused:
        read(xlsx_of({"Murni": [HEAD, line()]}), Answers(sheet="Murmi"), name="a.xlsx")
    assert (refused.value.kind, refused.value.facts["mungkin"]) == ("lembar_tidak_ada", "Murni")


def test_a_merged_header_covers_the_column_that_holds_the_values():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Kode SKPD", None, "Pagu"])
    sheet.append([None, "1.01", "5"])
    sheet.merge_cells("A1:B1")
    target = io.BytesIO()
    book.save(target)
    report = read(target.getvalue(), name="a.xlsx")
    assert report.parts[0].rows["kode_skpd"].to_pylist() == ["1.01"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [(5.0, "5"), (0.1, "0.1"), (1e15, "1000000000000000"), (1234567.89, "1234567.89"),
     (True, "TRUE"), (12, "12"), (1e-7, "0.0000001"), ("teks", "teks")],
)  # fmt: skip
def test_cells_of_a_workbook_become_the_shortest_text(cell, text):
    assert cell_text(cell) == text


def test_a_code_kept_as_a_number_is_asked_where_a_zero_may_be_lost():
    report = read(xlsx_of({"A": [HEAD, [1.1, *line()[1:]]]}), name="a.xlsx")
    (finding,) = [each for each in report.findings if each.kind == "kode_nol_hilang"]
    assert (finding.row, finding.facts["usul"]) == (2, "1.10")
    assert report.diterima == 0


def ods_of(rows: list[list[str]]) -> bytes:
    """The smallest OpenDocument sheet that holds these cells as text."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    table = "".join(
        "<table:table-row>" + "".join(cell.format(each) for each in row) + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="A">{table}</table:table>'
    content = f"<office:document-content {spaces}>{body}</office:spreadsheet></office:body>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", f"{content}</office:document-content>")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return target.getvalue()


def test_csv_xlsx_and_ods_of_one_table_read_alike():
    rows = [list(HEAD), line(), line(account="5.1.02.01.01.0001", pagu="2.000.000,50")]
    assert cells(csv_of(rows).encode()) == rows
    assert cells(xlsx_of({"A": rows}), "a.xlsx") == rows
    assert cells(ods_of(rows), "a.ods") == rows


def test_quotes_that_only_seem_paired_are_read_strictly():
    with pytest.raises(FileRefused) as refused:
        cells(b'Kode SKPD,b,c\n1,5",6\n2,"x,7\n')
    assert refused.value.kind == "berkas_kutip_rusak"
