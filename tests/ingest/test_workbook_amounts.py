"""Typed numbers of a workbook: stored as the file holds them, or their row is refused."""

from __future__ import annotations

import io
import random
from decimal import Decimal

import openpyxl
import pytest
from files_by_hand import HEAD, budget, line, read

from pug_metrics.tables.cells import column_cells, number_text

pytestmark = pytest.mark.cepat
KNOWN = (
    "19319861953168.45", "12345678901234.56", "70368744177663.99", "8727621226517.62", "0.01",
    "1050", "3201234567890123",
)  # fmt: skip


def book_of(amounts: list[float]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    for place, amount in enumerate(amounts):
        account = f"5.1.02.{place // 9801 + 1:02d}.{place // 99 % 99 + 1:02d}.{place % 99 + 1:04d}"
        book.active.append([*line(account=account)[:5], amount])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def stored(amounts: list[float]) -> dict[int, Decimal]:
    report = read(book_of(amounts), name="uji.xlsx")
    rows = report.parts[0].rows
    assert report.diterima + report.ditolak == len(amounts)
    return dict(zip(rows["baris"].to_pylist(), rows["pagu"].to_pylist(), strict=True))


def test_amounts_of_more_than_fifteen_digits_keep_every_digit():
    found = stored([float(each) for each in KNOWN])
    assert {row: format(value, "f") for row, value in found.items()} == {
        row: format(Decimal(each).quantize(Decimal("0.01")), "f")
        for row, each in enumerate(KNOWN, 2)
    }


def test_amounts_whose_sen_a_number_cannot_hold_are_refused_with_a_cure():
    report = read(book_of([99999999999999.98, 100000000000000.5, 71281597493751.41, 5.0]),
                  name="uji.xlsx")  # fmt: skip
    assert (report.diterima, report.ditolak) == (1, 3)
    kinds = {(each.row, each.kind) for each in report.findings if each.row and each.row < 5}
    assert kinds == {(row, "angka_terpotong") for row in (2, 3, 4)}


def test_two_thousand_amounts_are_stored_as_the_file_holds_them_or_refused():
    chance = random.Random(2025)
    amounts = [chance.randrange(10 ** chance.randint(1, 17)) / 100 for _ in range(2000)]
    found = stored(amounts)
    expected = {
        # What openpyxl writes into the file: sixteen digits.
        row: Decimal(f"{amount:.16g}").quantize(Decimal("0.01"))
        for row, amount in enumerate(amounts, 2)
    }
    assert {row: expected[row] for row in found} == found
    assert len(found) > 1800


def test_the_dust_of_a_computed_sum_is_taken_off_and_told():
    report = read(book_of([0.3, 8727621226517.621]), name="uji.xlsx")
    rows = report.parts[0].rows["pagu"].to_pylist()
    assert rows == [Decimal("0.30"), Decimal("8727621226517.62")]
    assert [each.facts["jumlah"] for each in report.findings if each.kind == "angka_debu"] == [1]


def test_a_third_decimal_that_is_no_dust_is_refused():
    report = read(book_of([1234567890123.456, 1000.125, 5.0]), name="uji.xlsx")
    assert (report.diterima, report.ditolak) == (1, 2)


def test_what_is_no_number_of_this_world_rejects_its_row():
    cells = column_cells([5.0, float("inf"), float("-inf"), float("nan"), 1e300])
    assert cells.long == (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1e3, "1000"), (2.0**53, "9007199254740992"), (1e20, "100000000000000000000"),
     (1e-7, "0.0000001"), (1234567890.123457, "1234567890.123457"), (0.1 + 0.2, repr(0.1 + 0.2))],
)  # fmt: skip
def test_the_text_of_a_number_is_that_number_and_no_other(number, text):
    assert number_text(number) == text
    assert float(number_text(number)) == number


def test_a_budget_of_text_is_as_exact():
    report = read(budget(line(pagu="19319861953168.45")), name="uji.csv")
    assert report.parts[0].rows["pagu"].to_pylist() == [Decimal("19319861953168.45")]


def test_rows_that_the_workbook_hides_are_read_and_pointed_out():
    book = openpyxl.load_workbook(io.BytesIO(book_of([5.0, 6.0, 7.0])))
    book.active.row_dimensions[3].hidden = True
    target = io.BytesIO()
    book.save(target)
    report = read(target.getvalue(), name="uji.xlsx")
    assert report.diterima == 3
    (said,) = [each for each in report.findings if each.kind == "baris_tersembunyi"]
    assert (said.facts["jumlah"], said.facts["baris_mana"]) == (1, "3")
