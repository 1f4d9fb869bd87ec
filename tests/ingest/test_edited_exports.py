"""Rows in force go out as a workbook, are edited, and come home as changes."""

from __future__ import annotations

import io

import openpyxl
import pytest
from files_by_hand import ANSWERS, budget, line

from pug_metrics.datasets import dataset, datasets
from pug_metrics.export.code_lists import code_lists
from pug_metrics.export.editable import editable_bytes
from pug_metrics.ingest import commit, understand
from pug_metrics.ingest.difference import difference
from pug_metrics.store.editing import rows_to_edit

ACCOUNTS = [f"5.1.02.01.01.00{number}" for number in (24, 25, 26)]
ROWS = [
    line(account=account, name=name, pagu=pagu)
    for account, name, pagu in zip(
        ACCOUNTS, ("Dinas P3A",) * 3, ("19319861953168.45", "2000000", "3000000"), strict=True
    )
]
ANGGARAN = dataset("anggaran")
WANTED = {"kode_daerah": "63.72", "tahun": 2025, "tahapan": "MURNI"}


@pytest.fixture
def filled(store):
    """A store with three lines of one agency."""
    commit(store, understand("anggaran", budget(*ROWS), "a.csv", ANSWERS, store), actor="uji")
    return store


def _exported(store, wanted=WANTED):
    rows = rows_to_edit(store, ANGGARAN, wanted)
    return openpyxl.load_workbook(io.BytesIO(editable_bytes(ANGGARAN, rows)))


def _column(book, label):
    sheet = book["Data"]
    return next(cell.column for cell in sheet[1] if cell.value == label)


def _home(book, store):
    out = io.BytesIO()
    book.save(out)
    return understand("anggaran", out.getvalue(), "isi.xlsx", store=store)


def _compared(store, report):
    (part,) = difference(store, report).parts
    return {"new": part.total.new.rows, "changed": part.total.changed_after.rows,
            "gone": part.total.gone.rows}  # fmt: skip


def test_an_export_that_nobody_edits_changes_nothing(filled):
    report = _home(_exported(filled), filled)
    assert not report.has_errors
    assert [f.kind for f in report.findings if f.kind.startswith("id_baris")] == []
    assert _compared(filled, report) == {"new": 0, "changed": 0, "gone": 0}


def test_a_changed_key_comes_home_as_a_change_and_not_as_a_new_row(filled):
    book = _exported(filled)
    book["Data"].cell(2, _column(book, "Kode rekening")).value = "5.1.02.01.01.0099"
    assert _compared(filled, _home(book, filled)) == {"new": 0, "changed": 1, "gone": 0}


def test_a_new_row_without_identity_is_new_and_a_deleted_one_is_gone(filled):
    book = _exported(filled)
    sheet = book["Data"]
    for cell in sheet[2]:
        sheet.cell(5, cell.column).value = cell.value
    sheet.cell(5, _column(book, "Kode rekening")).value = "5.1.02.01.01.0099"
    sheet.cell(5, _column(book, "id_baris")).value = None
    sheet.delete_rows(3)
    assert _compared(filled, _home(book, filled)) == {"new": 1, "changed": 0, "gone": 1}


def test_an_identity_that_cannot_be_is_said_and_the_row_matched_by_its_key(filled):
    book = _exported(filled)
    place = _column(book, "id_baris")
    known = book["Data"].cell(2, place).value
    for row, value in ((2, "siapa"), (3, f"{known[:-6]}000000")):
        book["Data"].cell(row, place).value = value
    report = _home(book, filled)
    said = {f.kind: (f.row, f.value) for f in report.findings if f.kind.startswith("id_baris")}
    assert said == {"id_baris_tidak_sah": (2, "siapa"),
                    "id_baris_tak_berlaku": (3, f"{known[:-6]}000000")}  # fmt: skip
    assert _compared(filled, report) == {"new": 0, "changed": 0, "gone": 0}


def test_a_row_copied_with_its_identity_is_one_more_row(filled):
    book = _exported(filled)
    for cell in book["Data"][2]:
        book["Data"].cell(5, cell.column).value = cell.value
    book["Data"].cell(5, _column(book, "Kode rekening")).value = "5.1.02.01.01.0099"
    report = _home(book, filled)
    assert report.counts["id_baris_ganda"] == 2
    assert _compared(filled, report) == {"new": 1, "changed": 0, "gone": 0}


def test_values_come_out_as_they_are_stored(filled):
    sheet = _exported(filled)["Data"]
    names = [cell.value for cell in sheet[1]]
    rows = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(2, 4, values_only=True)]
    assert [row["Kode rekening"] for row in rows] == ACCOUNTS
    assert [row["Pagu"] for row in rows] == [19319861953168.45, 2000000, 3000000]
    assert rows[0]["Tahun"] == 2025
    assert sheet.cell(2, names.index("Kode SKPD") + 1).number_format == "@"
    assert all(row["id_baris"].startswith("1:") for row in rows)
    assert names[-1] == "id_baris"


def test_money_that_a_spreadsheet_would_round_is_written_as_text(store):
    rows = [line(pagu="123456789012345.67"), line(account=ACCOUNTS[1], pagu="-5")]
    good = understand("anggaran", budget(rows[0]), "a.csv", ANSWERS, store)
    commit(store, good, actor="uji")
    book = _exported(store)
    cell = book["Data"].cell(2, _column(book, "Pagu"))
    assert cell.value == "123456789012345.67"
    assert _compared(store, _home(book, store)) == {"new": 0, "changed": 0, "gone": 0}


def test_text_never_becomes_a_formula(store):
    rows = [line(name="=cmd|' /C calc'!A0"), line(account=ACCOUNTS[1], name="@SUM(1)")]
    commit(store, understand("anggaran", budget(*rows), "a.csv", ANSWERS, store), actor="uji")
    book = _exported(store)
    cells = [book["Data"].cell(row, _column(book, "Nama SKPD")) for row in (2, 3)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    assert _compared(store, _home(book, store)) == {"new": 0, "changed": 0, "gone": 0}


def test_only_the_slice_asked_for_comes_out(filled):
    assert rows_to_edit(filled, ANGGARAN, {**WANTED, "tahun": 2024}).num_rows == 0
    assert rows_to_edit(filled, ANGGARAN, {"kode_daerah": None}).num_rows == 3


@pytest.mark.cepat
@pytest.mark.parametrize("name", list(datasets()))
def test_every_dataset_knows_the_column_of_identities(name):
    assert dataset(name).hints["id_baris"] == ("id baris",)


def test_templates_list_the_codes_in_force_and_the_places_of_the_region(filled):
    found = code_lists(dataset("lokasi"), "63.72", filled)
    assert list(found) == ["kode_rekening", "kode_skpd", "kode_sub_kegiatan", "kode_sumber_dana",
                           "kode_wilayah"]  # fmt: skip
    assert [each.kode for each in found["kode_rekening"]] == ACCOUNTS
    assert found["kode_skpd"][0].nama == "Dinas P3A"
    places = {each.kode: each.nama for each in found["kode_wilayah"]}
    assert places["63.72.02.1003"].endswith("(kelurahan)")
    assert all(code.startswith("63.72.") for code in places)
