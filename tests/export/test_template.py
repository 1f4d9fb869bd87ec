"""The template workbooks: what they ask for, and that filling one in and loading it works."""

from __future__ import annotations

import io

import openpyxl
import pytest

from pug_metrics.datasets.declaration import Kind, dataset, datasets
from pug_metrics.export.template import template_bytes
from pug_metrics.ingest import understand
from pug_metrics.language import speaking

pytestmark = pytest.mark.cepat

NUMBERS = {Kind.RUPIAH, Kind.BAGIAN, Kind.PERSEN, Kind.DESIMAL, Kind.BULAT, Kind.TAHUN,
           Kind.BULAN}  # fmt: skip
# A real region, so that no example needs the sample.
PLACES = {"kode_daerah": "63.72", "kode_desa": "63.72.02.1003", "kode_wilayah": "63.72.02.1003",
          "kode_induk": "63.72.02"}  # fmt: skip


def _book(name):
    return openpyxl.load_workbook(io.BytesIO(template_bytes(dataset(name))))


def _bytes(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _value(column, declared):
    if column.name in PLACES:
        return PLACES[column.name]
    if any(column.name in group for group in declared.one_of) and not column.example:
        return 10
    if column.kind in NUMBERS and column.example:
        return float(column.example)
    return column.example or None


def _filled(name, row=2):
    declared, book = dataset(name), _book(name)
    for place, column in enumerate(declared.columns, start=1):
        book.worksheets[0].cell(row, place).value = _value(column, declared)
    return book


@pytest.mark.parametrize("name", list(datasets()))
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_filled_template_is_understood_without_an_error(name, language):
    with speaking(language):
        report = understand(name, _bytes(_filled(name)), f"{name}.xlsx")
    assert [(f.kind, f.column, f.value) for f in report.findings if f.severity == "galat"] == []
    assert (report.sheet, report.diterima, report.questions) == ("Data", 1, ())


@pytest.mark.parametrize("name", list(datasets()))
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_example_row_pasted_into_the_data_sheet_passes_without_a_remark(name, language):
    with speaking(language):
        book = _book(name)
        data, example = book.worksheets[0], book.worksheets[2]
        for place in range(1, len(dataset(name).columns) + 1):
            data.cell(2, place).value = example.cell(4, place).value
        report = understand(name, _bytes(book), f"{name}.xlsx")
    remarks = [(f.kind, f.column, f.value) for f in report.findings if f.severity != "catatan"]
    assert remarks == []
    assert (report.diterima, report.questions) == (1, ())


@pytest.mark.parametrize("name", list(datasets()))
def test_an_untouched_template_gives_no_row_of_the_example(name):
    assert understand(name, template_bytes(dataset(name)), f"{name}.xlsx").diterima == 0


def test_headers_are_the_labels_and_codes_are_text():
    sheet = _book("anggaran").worksheets[0]
    columns = dataset("anggaran").columns
    assert [cell.value for cell in sheet[1]] == [column.label.id for column in columns]
    formats = {
        column.name: sheet.column_dimensions[cell.column_letter]
        for column, cell in zip(columns, sheet[1], strict=True)
    }
    assert formats["kode_program"].number_format == "@"
    assert formats["pagu"].number_format == "#,##0.00"


def test_a_sub_activity_code_comes_back_as_it_was_typed():
    book = _filled("anggaran")
    names = [column.name for column in dataset("anggaran").columns]
    book.worksheets[0].cell(2, names.index("kode_program") + 1).value = "2.08.02"
    report = understand("anggaran", _bytes(book), "a.xlsx")
    assert report.parts[0].rows.column("kode_program").to_pylist() == ["2.08.02"]


def test_values_are_picked_from_a_hidden_list():
    book = _book("tag_arg")
    names = [column.name for column in dataset("tag_arg").columns]
    letter = openpyxl.utils.get_column_letter(names.index("kategori_arg") + 1)
    rules = {str(rule.sqref): rule for rule in book.worksheets[0].data_validations.dataValidation}
    rule = rules[f"{letter}2:{letter}10001"]
    assert rule.type == "list"
    assert "SPESIFIK" in rule.prompt
    hidden = book["_daftar"]
    assert hidden.sheet_state == "veryHidden"
    area = rule.formula1.partition("!")[2].replace("$", "")
    listed = [cell.value for (cell,) in hidden[area]]
    assert listed == list(dataset("tag_arg").column("kategori_arg").choices)


def test_rupiah_below_zero_and_text_are_stopped_with_a_sentence():
    rules = _book("anggaran").worksheets[0].data_validations.dataValidation
    money = rules[-1]
    assert (money.type, float(money.formula1)) == ("decimal", 0)
    assert money.error.startswith("Tulis angka saja")


def test_the_instructions_explain_every_column():
    for name, declared in datasets().items():
        sheet = _book(name)["Petunjuk"]
        words = {cell.value for row in sheet.iter_rows() for cell in row}
        for column in declared.columns:
            assert {column.label.id, column.meaning.id} <= words, (name, column.name)


def test_the_example_says_that_it_is_one():
    sheet = _book("anggaran")["Contoh"]
    assert sheet["A1"].value.startswith("CONTOH SAJA")
    assert sheet["A4"].value == "99.71"


def test_the_codes_of_real_regions_are_listed():
    sheet = _book("anggaran")["Kode daerah"]
    codes = {row[0]: row[1] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert codes["11"] == "Aceh"
    assert codes["63.72"] == "Kota Banjarbaru"
    assert not any(code.startswith("99") for code in codes)
