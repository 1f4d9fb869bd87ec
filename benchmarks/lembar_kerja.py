"""Seconds to bring a workbook of 100,000 rows to a sheet of text, against openpyxl's bare read.

Run from the top of the repository: ``.venv/bin/python benchmarks/lembar_kerja.py``. It writes its
own workbook of 12 columns (codes, words, whole and broken numbers, dates, per cent) into a
temporary folder, reads it by turns with ``read_source`` and with openpyxl in read-only mode, both
in this process, and prints the medians and their ratio (goal: at most 0.4).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pug_metrics.tables import read_source

ROWS = 100_000
TURNS = 3
HEAD = ("No", "Kode SKPD", "Nama SKPD", "Kode Sub Kegiatan", "Kode Rekening", "Uraian",
        "Sumber Dana", "Pagu", "Realisasi", "Persen", "Tanggal", "Keterangan")  # fmt: skip


def write(path: Path) -> None:
    """The workbook: a title, a blank row, the header in row 3 and its rows."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("RKA")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        share = book.add_format({"num_format": "0.00%"})
        sheet.write_string(0, 0, "RENCANA KERJA DAN ANGGARAN")
        sheet.write_row(2, 0, HEAD)
        for row in range(3, ROWS + 3):
            sheet.write_number(row, 0, row - 2)
            sheet.write_string(row, 1, f"2.08.0.00.0.00.01.{row % 40:04d}")
            sheet.write_string(row, 2, f"Dinas Pemberdayaan {row % 40}")
            sheet.write_string(row, 3, f"2.08.02.2.01.{row % 90:04d}")
            sheet.write_string(row, 4, f"5.1.02.01.01.{row % 500:04d}")
            sheet.write_string(row, 5, f"Belanja perjalanan dinas kegiatan {row}")
            sheet.write_string(row, 6, "Pendapatan Asli Daerah")
            sheet.write_number(row, 7, row * 1000.0)
            sheet.write_number(row, 8, row * 123.45)
            sheet.write_number(row, 9, row % 100 / 100, share)
            sheet.write_datetime(row, 10, date(2025, 1, 1) + timedelta(row % 365), day)
            if row % 7 == 0:
                sheet.write_string(row, 11, "triwulan")


def seconds(read: Callable[[], int]) -> float:
    """Time of one reading; it must see every row."""
    began = time.perf_counter()
    rows = read()
    took = time.perf_counter() - began
    if rows != ROWS + 3:
        raise SystemExit(f"{rows} rows were read, {ROWS + 3} were written")
    return took


def ours(path: Path) -> int:
    """Rows of the sheet that intake works on."""
    return read_source(path.read_bytes(), path.name).sheets[0].height


def openpyxl_bare(path: Path) -> int:
    """Rows that openpyxl gives, values only, nothing done with them."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(1 for _ in book.active.iter_rows(values_only=True))


def main() -> None:
    """Both readings by turns, their medians and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rka.xlsx"
        write(path)
        taken: dict[str, list[float]] = {"ours": [], "openpyxl": []}
        for _ in range(TURNS):
            taken["ours"].append(seconds(lambda: ours(path)))
            taken["openpyxl"].append(seconds(lambda: openpyxl_bare(path)))
        size = path.stat().st_size / 1e6
    own, bare = (statistics.median(taken[name]) for name in ("ours", "openpyxl"))
    print(f"{ROWS:,} rows x {len(HEAD)} columns, {size:.1f} MB, {TURNS} turns")
    print(f"read_source {own:.2f} s, openpyxl {bare:.2f} s: ratio {own / bare:.2f} (goal 0.40)")


if __name__ == "__main__":
    main()
