"""Small files written in tests: budget rows as CSV or XLSX, and what they are read as."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from pug_metrics.ingest import Answers, Report, understand

ANSWERS = Answers(tahun=2025, tahapan="MURNI", daerah="63.72")
HEAD = ("Kode SKPD", "Nama SKPD", "Kode Sub Kegiatan", "Kode Rekening", "Kode Sumber Dana", "Pagu")
SUB = "2.08.02.2.01.0001"
ACCOUNT = "5.1.02.01.01.0024"
AGENCY = "2.08.0.00.0.00.01.0000"


def line(
    agency: str = AGENCY,
    name: str = "Dinas P3A",
    sub: str = SUB,
    account: str = ACCOUNT,
    fund: str = "1.1",
    pagu: str = "1000000",
) -> list[str]:
    """One budget row in the order of ``HEAD``."""
    return [agency, name, sub, account, fund, pagu]


def csv_of(rows: Sequence[Sequence[str]], sign: str = ",", end: str = "\n") -> str:
    """Rows as delimited text, quoted where needed."""
    return "".join(sign.join(_cell(cell, sign) for cell in row) + end for row in rows)


def _cell(cell: str, sign: str) -> str:
    if any(mark in cell for mark in (sign, '"', "\n")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def budget(*rows: Sequence[str], head: Sequence[str] = HEAD, sign: str = ",") -> bytes:
    """A budget file of ``rows`` under ``head``."""
    return csv_of([head, *rows], sign).encode()


def xlsx_of(sheets: dict[str, Sequence[Sequence[object]]], password: bool = False) -> bytes:
    """A workbook; numbers stay numbers, everything else is text."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for index, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(index, column, cell)
                    elif cell is not None:
                        sheet.write(index, column, cell)
    return target.getvalue()


def read(data: bytes, answers: Answers = ANSWERS, dataset: str = "anggaran", name="uji.csv"):
    """The report of a file."""
    return understand(dataset, data, name, answers)


def found(report: Report, kind: str) -> list[tuple[int | None, str, str]]:
    """Row, column and value of every finding of a kind."""
    return [(each.row, each.column, each.value) for each in report.findings if each.kind == kind]
