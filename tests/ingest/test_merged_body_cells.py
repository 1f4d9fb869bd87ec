"""Cells merged over rows of a table: words are repeated with a note, amounts never."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
import xlsxwriter
from files_by_hand import ACCOUNT, ANSWERS, found

from pug_metrics.ingest import understand

pytestmark = pytest.mark.cepat
HEAD = ("Kode SKPD", "Nama SKPD", "Kode Rekening", "Pagu")


def book(rows, merges):
    """A workbook of ``rows`` under the header; ``merges``: first row, column, last row, text."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        sheet = made.add_worksheet("A")
        for index, row in enumerate([HEAD, *rows]):
            sheet.write_row(index, 0, row)
        for first, column, last, text in merges:
            sheet.merge_range(first, column, last, column, text)
    return target.getvalue()


def read(rows, *merges):
    return understand("anggaran", book(rows, merges), "a.xlsx", ANSWERS)


def row(last, pagu):
    return ["", "", f"{ACCOUNT[:-2]}{last:02d}", pagu]


def test_an_agency_merged_over_its_rows_holds_for_all_of_them():
    report = read([row(1, 5), row(2, 6), ["1.02", "Dinas B", ACCOUNT, 7]],
                  (1, 0, 2, "1.01"), (1, 1, 2, "Dinas A"))  # fmt: skip
    rows = report.parts[0].rows
    assert rows["kode_skpd"].to_pylist() == ["1.01", "1.01", "1.02"]
    assert rows["nama_skpd"].to_pylist() == ["Dinas A", "Dinas A", "Dinas B"]
    assert found(report, "perbaikan_sel_gabung") == [
        (None, "Kode SKPD", "1.01"), (None, "Nama SKPD", "Dinas A"),
    ]  # fmt: skip
    assert report.sums.accepted == Decimal(18)


def test_an_amount_merged_over_rows_counts_once():
    filled = [["1.01", "Dinas A", f"{ACCOUNT[:-2]}{n:02d}", ""] for n in (1, 2)]
    report = read(filled, (1, 3, 2, "100"))
    assert report.sums.accepted == Decimal(100)
    assert found(report, "sel_gabung_angka") == [(3, "Pagu", "")]
    assert (report.diterima, report.ditolak) == (1, 1)


def test_without_merged_cells_blanks_stay_blank():
    report = read([["1.01", "Dinas A", ACCOUNT, 5], row(2, 6)])
    assert "perbaikan_sel_gabung" not in report.counts
    assert report.ditolak == 1
