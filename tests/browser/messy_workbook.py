"""A workbook as offices send it: titles, merged headers on two rows, a total, faulty amounts."""

from __future__ import annotations

import io
from collections.abc import Iterable

import openpyxl
import xlsxwriter

SHEET = "RKA 2025"
HEADER_ROW = 6
FIRST_ROW = 7
AMOUNT_COLUMN = 7
ACCOUNTS = tuple(f"5.1.02.01.01.{number:04d}" for number in range(1, 5))
AGENCIES = (
    ("1.01.0.00.0.00.01.0000", "Dinas Pendidikan"),
    ("1.02.0.00.0.00.01.0000", "Dinas Kesehatan"),
    ("2.08.0.00.0.00.01.0000", "Dinas Pemberdayaan Perempuan"),
)
SUB = "2.08.02.2.01.0001"
# Row of the sheet → what stands there instead of the amount.
FAULTS = {9: "dua puluh juta", 14: "12.5OO.000"}


def amount(line: int) -> int:
    """Rupiah of a line; different for each."""
    return 10_000_000 + line * 1_250_000


def lines() -> Iterable[tuple[int, str, str, str, int]]:
    """Row of the sheet, agency, its name, account and rupiah of each line."""
    number = 0
    for code, name in AGENCIES:
        for account in ACCOUNTS:
            yield FIRST_ROW + number, code, name, account, amount(number)
            number += 1


def total() -> int:
    """The rupiah of all lines as they should be."""
    return sum(rupiah for *_, rupiah in lines())


def workbook() -> bytes:
    """The workbook with its faults."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1})
        money = book.add_format({"num_format": "#,##0", "border": 1})
        sheet = book.add_worksheet(SHEET)
        sheet.merge_range(0, 0, 0, 6, "PEMERINTAH KOTA BANDA ACEH", bold)
        sheet.merge_range(1, 0, 1, 6, "RINCIAN BELANJA APBD MURNI TAHUN ANGGARAN 2025", bold)
        sheet.write(2, 0, "Dicetak dari aplikasi")
        sheet.merge_range(4, 0, 5, 0, "No", bold)
        sheet.merge_range(4, 1, 4, 2, "Perangkat Daerah", bold)
        sheet.write_row(5, 1, ["Kode SKPD", "Nama SKPD"], bold)
        sheet.merge_range(4, 3, 5, 3, "Kode Sub Kegiatan", bold)
        sheet.merge_range(4, 4, 4, 5, "Belanja", bold)
        sheet.write_row(5, 4, ["Kode Rekening", "Nama Rekening"], bold)
        sheet.merge_range(4, 6, 5, 6, "Pagu", bold)
        for row, code, name, account, rupiah in lines():
            sheet.write_number(row - 1, 0, row - FIRST_ROW + 1)
            sheet.write_row(row - 1, 1, [code, name, SUB, account, f"Belanja {account[-4:]}"])
            shown = FAULTS.get(row, rupiah)
            sheet.write(row - 1, 6, shown, money)
        last = FIRST_ROW + len(AGENCIES) * len(ACCOUNTS)
        sheet.write(last - 1, 2, "JUMLAH")
        sheet.write_number(last - 1, 6, total(), money)
        sheet.write(last + 1, 5, "Banda Aceh, 3 Januari 2025")
        sheet.write(last + 2, 5, "Kepala Badan")
        sheet.set_column(1, 6, 22)
        other = book.add_worksheet("Catatan")
        other.write(0, 0, "Lembar ini hanya catatan.")
    return out.getvalue()


def corrected(marked: bytes) -> bytes:
    """The marked workbook with the right amounts in the faulty cells."""
    book = openpyxl.load_workbook(io.BytesIO(marked))
    rows = {row: rupiah for row, *_, rupiah in lines()}
    for row in FAULTS:
        book[SHEET].cell(row, AMOUNT_COLUMN).value = rows[row]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
