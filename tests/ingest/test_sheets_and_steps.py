"""Several sheets of one table, and levels that are told by columns of their own."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from pug_metrics.ingest import Answers, Report
from tests.ingest.files_by_hand import AGENCY, ANSWERS, HEAD, budget, found, line, read, xlsx_of

pytestmark = pytest.mark.cepat


def rows(agency: str, count: int) -> list[list[str]]:
    return [
        line(agency, f"Dinas {agency}", "2.08.02.2.01.0001", f"5.1.02.01.01.{n:04d}", "1.1", str(n))
        for n in range(1, count + 1)
    ]


def test_every_other_sheet_of_the_same_table_is_named_with_its_rows():
    sheets = {"DINAS A": [HEAD, *rows("1.01", 3)], "DINAS B": [HEAD, *rows("1.02", 2)],
              "Petunjuk": [["Isi kolom di lembar lain"]]}  # fmt: skip
    report = read(xlsx_of(sheets), name="b.xlsx")
    assert (report.sheet, report.diterima) == ("DINAS A", 3)
    (other,) = [each for each in report.findings if each.kind == "lembar_lain"]
    assert (other.value, other.facts["jumlah"]) == ("DINAS B", 3)


def test_a_sheet_of_recapitulation_beside_details_is_pointed_out_not_added():
    recap = [("Kode SKPD", "Nama SKPD", "Pagu"), ("1.01", "Dinas A", "6"), ("1.02", "Dinas B", "3")]
    sheets = {"REKAP": recap, "RINCIAN": [HEAD, *rows("1.01", 3), *rows("1.02", 2)]}
    report = read(xlsx_of(sheets), name="b.xlsx")
    assert (report.sheet, report.diterima, report.sums.accepted) == ("RINCIAN", 5, 9)
    assert [value for _, _, value in found(report, "lembar_lain")] == ["REKAP"]


def test_one_sheet_alone_has_no_other():
    report = read(xlsx_of({"RINCIAN": [HEAD, *rows("1.01", 3)]}), name="b.xlsx")
    assert "lembar_lain" not in report.counts


def stepped(*names: tuple[int, str, int], code: str = "") -> Report:
    """A form whose names stand in steps under one merged header; amounts beside."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("LRA")
        sheet.write_string(0, 0, "Kode SKPD")
        sheet.merge_range(0, 1, 0, 3, "Uraian")
        sheet.write_string(0, 4, "Pagu")
        for row, (step, name, amount) in enumerate(names, 1):
            sheet.write_string(row, 0, AGENCY)
            sheet.write_string(row, 1 + step, name)
            sheet.write_number(row, 4, amount)
    return read(target.getvalue(), name="lra.xlsx")


def test_a_name_further_left_that_equals_the_rows_below_is_their_total():
    report = stepped((0, "Belanja", 60), (1, "Pegawai", 10), (1, "Barang", 20), (1, "Modal", 30))
    assert [(each.kind, each.which.to_pylist()) for each in report.set_aside] == [
        ("subtotal_bawah", [2])]  # fmt: skip
    assert (report.diterima, report.sums.accepted) == (3, 60)


def test_steps_may_be_three():
    report = stepped((0, "Belanja", 60), (1, "Operasi", 30), (2, "Pegawai", 10), (2, "Barang", 20),
                     (1, "Modal", 30), (2, "Gedung", 25), (2, "Jalan", 5))  # fmt: skip
    assert [each.which.to_pylist() for each in report.set_aside] == [[2, 3, 6]]
    assert report.sums.accepted == 60


def test_a_name_further_left_that_equals_no_sum_stays_a_line():
    report = stepped((0, "Belanja", 61), (1, "Pegawai", 10), (1, "Barang", 20), (1, "Modal", 30))
    assert (report.diterima, report.disisihkan) == (4, 0)


def test_a_deep_row_that_equals_the_rows_beside_it_is_no_total():
    report = stepped((0, "Belanja", 7), (1, "Pegawai", 10), (1, "Barang", 20), (1, "Modal", 30))
    assert report.disisihkan == 0


def test_a_value_under_a_merged_header_is_named_with_its_own_cell():
    report = stepped((0, "Belanja", -5), (2, "Pegawai", 10))
    (finding,) = [each for each in report.findings if each.kind == "negatif"]
    assert (finding.row, finding.cell) == (2, 4)
    assert report.naming.spread["nama_rekening"].to_pylist() == [1, 3]


def test_a_column_without_a_header_is_named_with_its_cell():
    rows_with_more = [[*line(), "x"], [*line(account="5.1.02.01.01.0025"), "y"]]
    report = read(budget(*rows_with_more, head=[*HEAD, ""]), ANSWERS)
    (finding,) = [each for each in report.findings if each.kind == "kolom_tanpa_tajuk"]
    assert finding.cell == 6


def test_a_header_used_twice_is_named_with_the_second_cell():
    report = read(budget([*line(), "5"], head=[*HEAD, "Pagu"]), Answers(2025, "MURNI", "63.72"))
    (finding,) = [each for each in report.findings if each.kind == "kolom_ganda"]
    assert finding.cell == 6
