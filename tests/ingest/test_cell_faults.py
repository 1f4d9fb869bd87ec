"""Cells without a certain value reject their row: errors, uncomputed formulas, cut numbers."""

from __future__ import annotations

import io

import openpyxl
import pytest

from pug_metrics.language import speaking
from tests.ingest.files_by_hand import HEAD, found, line, read

pytestmark = pytest.mark.cepat


def book_of(*pagu: object, error: str = "") -> bytes:
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    for place, each in enumerate(pagu, 1):
        book.active.append([*line(account=f"5.1.02.01.01.{place:04d}")[:5], each])
    if error:
        cell = book.active["F2"]
        cell.value, cell.data_type = error, "e"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("kind", "value", "data"),
    [
        ("rumus_tanpa_nilai", "", book_of("=1+1", 5)),
        ("rumus_galat", "#REF!", book_of(1, 5, error="#REF!")),
        ("angka_terpotong", "12345678901234570", book_of(12345678901234567, 5)),
    ],
)
def test_a_cell_without_a_certain_value_rejects_its_row(kind, value, data):
    report = read(data, name="uji.xlsx")
    assert found(report, kind) == [(2, "Pagu", value)]
    assert (report.diterima, report.ditolak) == (1, 1)
    (finding,) = [each for each in report.findings if each.kind == kind]
    assert finding.cell == 5
    for language in ("id", "en"):
        with speaking(language):
            assert "{" not in finding.sentence() + finding.cure()


def test_faults_in_columns_that_nobody_reads_reject_nothing():
    book = openpyxl.Workbook()
    book.active.append([*HEAD, "Hitungan"])
    book.active.append([*line(), "=1+1"])
    target = io.BytesIO()
    book.save(target)
    assert read(target.getvalue(), name="uji.xlsx").diterima == 1


def test_a_header_on_two_merged_rows_matches_its_columns():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Kode SKPD", "Kode Rekening", "Rincian", None])
    sheet.append([None, None, "Uraian Paket", "Pagu"])
    sheet.append(["1.01", "5.1.02.01.01.0001", "a", 7])
    for cells in ("A1:A2", "B1:B2", "C1:D1"):
        sheet.merge_cells(cells)
    target = io.BytesIO()
    book.save(target)
    report = read(target.getvalue(), name="uji.xlsx")
    assert (report.header_row, report.diterima, report.sums.accepted) == (2, 1, 7)
    matched = {each.header: each.column for each in report.columns}
    assert matched["Rincian | Pagu"] == "pagu"
