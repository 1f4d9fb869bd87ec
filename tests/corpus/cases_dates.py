"""Dates, years and months: Indonesian, English, serials of both epochs, and what is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from tests.corpus.model import SAID, Case, Table, plain, stored
from tests.corpus.workbooks import Shown, xlsx
from tests.corpus.written import csv_bytes

_TAG = ("kode_skpd", "kategori_arg", "tanggal_tag")
_MONTHLY = ("kode_skpd", "sampai_bulan", "realisasi")
_SPENT = ("kode_skpd", "realisasi")
_DAY = "2025-08-17"


def dates(
    name: str,
    cells: Sequence[object],
    meant: Sequence[str | None],
    options: dict[str, object] | None = None,
    **more: object,
) -> Case:
    """Dates of tags; ``meant`` None: the row is rejected. Other cells than text: a workbook."""
    rows = [(f"1.0{number}", "NETRAL", cell) for number, cell in enumerate(cells, 1)]
    truth = {
        row: plain(_TAG, (row_cells[0], "NETRAL", value), tahapan="MURNI")
        for row, (row_cells, value) in enumerate(zip(rows, meant, strict=True), 2)
        if value is not None
    }
    bad = {row: () for row, value in enumerate(meant, 2) if value is None}
    book = not all(isinstance(cell, str) for cell in cells)
    grid = [_TAG, *rows]
    data = xlsx(grid, options=options) if book else csv_bytes(grid)  # type: ignore[arg-type]
    read = None if book else Table(_TAG, rows)  # type: ignore[arg-type]
    return Case("dates", name, data, truth, dataset="tag_arg", rejected=bad, read=read,
                file="buku.xlsx" if book else "berkas.csv", **more)  # type: ignore[arg-type]  # fmt: skip


def months(name: str, cells: Sequence[str], meant: Sequence[str | None], **more: object) -> Case:
    """Months of realisations as written."""
    rows = [(f"1.0{number}", cell, "5") for number, cell in enumerate(cells, 1)]
    truth = {
        row: plain(_MONTHLY, (row_cells[0], value, "5"))
        for row, (row_cells, value) in enumerate(zip(rows, meant, strict=True), 2)
        if value is not None
    }
    bad = {row: () for row, value in enumerate(meant, 2) if value is None}
    return Case("dates", name, csv_bytes([_MONTHLY, *rows]), truth, dataset="realisasi",
                rejected=bad, read=Table(_MONTHLY, rows), **more)  # type: ignore[arg-type]  # fmt: skip


_YEARLY = ("Tahun", "Kode SKPD", "Pagu")


def years(name: str, cells: Sequence[object], meant: Sequence[str | None], **more: object) -> Case:
    """Years of budget lines as written."""
    rows = [(cell, f"1.0{number}", "5000") for number, cell in enumerate(cells, 1)]
    truth = {
        row: stored((f"1.0{row - 1}", "5000"), ("kode_skpd", "pagu"), tahun=value)
        for row, value in enumerate(meant, 2)
        if value is not None
    }
    bad = {row: () for row, value in enumerate(meant, 2) if value is None}
    book = not all(isinstance(cell, str) for cell in cells)
    grid = [_YEARLY, *rows]
    data = xlsx(grid) if book else csv_bytes(grid)  # type: ignore[arg-type]
    return Case("dates", name, data, truth, rejected=bad, said=replace(SAID, tahun=None),
                file="buku.xlsx" if book else "berkas.csv", **more)  # type: ignore[arg-type]  # fmt: skip


def _days(form: str) -> dict[str, object]:
    """Bare day numbers: which of the two calendars counts them, only the clerk can say."""
    return {"outcome": "tanya", "asks": "tanggal",
            "clerk": replace(SAID, number_form={"tanggal_tag": form})}  # fmt: skip


_EPOCH, _EPOCH_1904 = _days("seri_1900"), _days("seri_1904")

CASES = [
    dates("iso", (_DAY, "2024-02-29"), (_DAY, "2024-02-29")),
    dates("day-first-with-strokes", ("17/08/2025", "3/4/2025"), (_DAY, "2025-04-03")),
    dates("day-first-with-dashes-and-dots", ("17-8-2025", "17.08.2025"), (_DAY, _DAY)),
    dates("indonesian-words", ("17 Agustus 2025", "1 Mei 2025"), (_DAY, "2025-05-01")),
    dates("indonesian-words-short", ("17 Agt 2025", "1 Okt 2025", "5 Des 2025"),
          (_DAY, "2025-10-01", "2025-12-05")),
    dates("indonesian-words-with-dashes", ("17-Agustus-2025", "01-Des-2025"),
          (_DAY, "2025-12-01"), lenient=(2, 3)),
    dates("indonesian-words-in-old-spelling", ("17 Nopember 2025", "1 Pebruari 2025"),
          ("2025-11-17", "2025-02-01")),
    dates("with-the-day-of-the-week", ("Minggu, 17 Agustus 2025", "1 Mei 2025"),
          (_DAY, "2025-05-01"), lenient=(2,)),
    dates("english-words", ("17 August 2025", "1 May 2025"), (_DAY, "2025-05-01")),
    dates("with-a-time", ("2025-08-17 10:30:00", "2025-08-17T10:30:00"), (_DAY, _DAY),
          lenient=(2, 3)),
    dates("month-first-cannot-be-day-first", ("08/17/2025", "17/08/2025"), (None, _DAY)),
    dates("month-first-makes-its-neighbours-doubtful", ("08/17/2025", "03/04/2025"), (None, None)),
    dates("two-digit-years", ("17/08/25", "17-Agu-25"), (_DAY, _DAY), lenient=(2, 3)),
    dates("days-that-do-not-exist", ("31/02/2025", "29/02/2023", "00/01/2025", _DAY),
          (None, None, None, _DAY)),
    dates("months-that-do-not-exist", ("2025-13-01", "01/13/2025", "5 Agustuss 2025"),
          (None, None, None), outcome="tolak"),
    dates("words-for-a-date", ("kemarin", "akhir Agustus", _DAY), (None, None, _DAY)),
    dates("a-blank-date-is-missing", ("", "-", _DAY), ("", "", _DAY), lenient=(3,)),
    dates("date-cells", (Shown(date(2025, 8, 17), "dd/mm/yyyy"), Shown(date(2024, 2, 29), "d mmm")),
          (_DAY, "2024-02-29")),
    dates("date-cells-of-1904", (Shown(date(2025, 8, 17), "dd/mm/yyyy"),
                                 Shown(date(2024, 2, 29), "yyyy-mm-dd")),
          (_DAY, "2024-02-29"), {"date_1904": True}),
    dates("date-cells-with-a-time", (Shown(datetime(2025, 8, 17, 10, 30), "dd/mm/yyyy hh:mm"),
                                     Shown(date(2025, 8, 17), "dd/mm/yyyy")), (_DAY, _DAY),
          lenient=(2,)),
    dates("serials-without-a-format", (45886, 45351), (_DAY, "2024-02-29"), **_EPOCH),
    dates("serials-of-1904-without-a-format", (44424, 43889), (_DAY, "2024-02-29"),
          {"date_1904": True}, **_EPOCH_1904),
    dates("serials-as-text", ("45886", "45351"), (_DAY, "2024-02-29"), **_EPOCH),
    dates("a-serial-before-the-leap-day-that-never-was", (60, 45886), (None, _DAY), **_EPOCH),
    dates("text-and-date-cells-in-one-column",
          (Shown(date(2025, 8, 17), "dd/mm/yyyy"), "17 Agustus 2025"), (_DAY, _DAY)),
    years("plain-years", ("2025", "2025"), ("2025", "2025")),
    years("years-behind-ta", ("TA 2025", "TA. 2025"), ("2025", "2025")),
    years("years-as-numbers", (2025, 2025), ("2025", "2025")),
    years("years-with-a-decimal-zero", ("2025.0", "2025.0"), ("2025", "2025"), lenient=(2, 3)),
    years("years-with-a-thousand-dot", ("2.025", "2.025"), ("2025", "2025"), lenient=(2, 3)),
    years("school-years-and-short-years", ("2025/2026", "25", "2025"), (None, None, "2025")),
    years("years-out-of-range", ("1925", "2125", "2025"), (None, None, "2025")),
    months("months-in-words", ("September", "sept", "Desember"), ("9", "9", "12")),
    months("months-as-numbers", ("9", "09", "12"), ("9", "9", "12")),
    months("months-in-roman", ("IX", "XII", "9"), ("9", "12", "9"), lenient=(2, 3)),
    months("months-behind-until", ("s.d. September", "s/d Sept", "9"), ("9", "9", "9"),
           lenient=(2, 3)),
    months("months-that-have-no-number", ("13", "0", "Septembar", "9"), (None, None, None, "9")),
    months("quarters-are-no-months", ("Triwulan III", "TW III", "9"), (None, None, "9")),
    Case("dates", "a-month-that-has-not-come",
         csv_bytes([("tahun", *_MONTHLY), ("2035", "1.01", "12", "5"),
                    ("2024", "1.02", "12", "5")]),
         {2: plain(_MONTHLY, ("1.01", "12", "5"), tahun="2035"),
          3: plain(_MONTHLY, ("1.02", "12", "5"), tahun="2024")}, dataset="realisasi",
         said=replace(SAID, tahun=None), says=("bulan_depan",)),
    Case("dates", "the-month-is-asked", csv_bytes([_SPENT, ("1.01", "5")]),
         {2: plain(_SPENT, ("1.01", "5"), sampai_bulan="9")}, dataset="realisasi",
         outcome="tanya", asks="sampai_bulan", clerk=replace(SAID, sampai_bulan=9)),
]  # fmt: skip
