"""Wide tables: one column a year or month becomes one row each, of the same row in the file."""

from __future__ import annotations

from dataclasses import replace

from tests.corpus.model import ASKS, REFUSED, SAID, Case, Table, plain, stored
from tests.corpus.workbooks import xlsx
from tests.corpus.written import csv_bytes

_ACCOUNTS = ("5.1.02.01.01.0024", "5.1.02.01.01.0025")
_SPENT = ("kode_skpd", "kode_rekening", "sampai_bulan", "realisasi")
_BUDGET = ("kode_skpd", "kode_rekening", "tahun", "pagu")
_PEOPLE = ("kode_wilayah", "tahun", "laki_laki", "perempuan")
_YEARS = ("Kode SKPD", "Kode Rekening", "Pagu 2024", "Pagu 2025")
_ROWS = [("1.01", _ACCOUNTS[0], "10", "25"), ("1.01", _ACCOUNTS[1], "5", "7")]


def _spent(*rows: tuple[int, str, str, str]) -> list[tuple[int, dict[str, str]]]:
    return [
        (row, dict(plain(_SPENT, ("1.01", account, month, amount))))
        for row, account, month, amount in rows
    ]


def months(name: str, first: str, second: str, numbers: tuple[str, str], **more: object) -> Case:
    """Two months of realisations under these headers."""
    head = ("Kode SKPD", "Kode Rekening", first, second)
    truth = _spent(
        *(
            (row, cells[1], month, amount)
            for row, cells in enumerate(_ROWS, 2)
            for month, amount in zip(numbers, cells[2:], strict=True)
        )
    )
    case = Case("wide", name, csv_bytes([head, *_ROWS]), truth, dataset="realisasi", times=2,
                read=Table(head, _ROWS))  # fmt: skip
    return replace(case, **more)  # type: ignore[arg-type]


def _budget(row: int, account: str, year: str, amount: str) -> tuple[int, dict[str, str]]:
    return row, dict(stored(("1.01", account, year, amount), _BUDGET))


_BY_YEAR = [
    _budget(row, cells[1], year, amount)
    for row, cells in enumerate(_ROWS, 2)
    for year, amount in zip(("2024", "2025"), cells[2:], strict=True)
]
_NO_YEAR = replace(SAID, tahun=None)
_CUMULATIVE = replace(SAID, monthly="kumulatif")
_TWO_ROWS = [
    ["Kode Wilayah", "2023", None, "2024", None], [None, "L", "P", "L", "P"],
    ["63.72.02.1003", 10, 11, 12, 13], ["63.72.02.1004", 1, 2, 3, 4],
]  # fmt: skip


def _people(row: int, village: str, year: str, men: str, women: str) -> tuple[int, dict[str, str]]:
    return row, {"kode_daerah": "63.72", **dict(zip(_PEOPLE, (village, year, men, women),
                                                    strict=True))}  # fmt: skip


_VILLAGES = [
    _people(3, "63.72.02.1003", "2023", "10", "11"),
    _people(3, "63.72.02.1003", "2024", "12", "13"),
    _people(4, "63.72.02.1004", "2023", "1", "2"), _people(4, "63.72.02.1004", "2024", "3", "4"),
]  # fmt: skip

CASES = [
    months("months-until", "Realisasi s.d. Januari", "Realisasi s.d. Februari", ("1", "2")),
    months("months-with-their-year", "s/d Maret 2025", "s/d Juni 2025", ("3", "6")),
    months("quarters-until", "s.d. Triwulan I", "s.d. Triwulan II", ("3", "6")),
    months("months-of-which-it-is-asked-whether-they-add-up", "Januari", "Februari", ("1", "2"),
           outcome=ASKS, asks="bulanan", clerk=_CUMULATIVE),
    months("months-each-for-itself-are-refused", "Januari", "Februari", ("1", "2"),
           outcome=REFUSED, refused=("bulan_per_bulan",),
           said=replace(SAID, monthly="per_bulan")),
    Case("wide", "a-month-without-amount-is-no-line",
         csv_bytes([("Kode SKPD", "Kode Rekening", "s.d. Januari", "s.d. Februari"),
                    ("1.01", _ACCOUNTS[0], "10", ""), ("1.01", _ACCOUNTS[1], "5", "7")]),
         _spent((2, _ACCOUNTS[0], "1", "10"), (3, _ACCOUNTS[1], "1", "5"),
                (3, _ACCOUNTS[1], "2", "7")), dataset="realisasi", times=2),
    Case("wide", "a-wrong-month-rejects-its-row",
         csv_bytes([("Kode SKPD", "Kode Rekening", "s.d. Januari", "s.d. Februari"),
                    ("1.01", _ACCOUNTS[0], "10", "dua"), ("1.01", _ACCOUNTS[1], "5", "7")]),
         _spent((3, _ACCOUNTS[1], "1", "5"), (3, _ACCOUNTS[1], "2", "7")),
         rejected={2: ("angka_tidak_sah",)}, dataset="realisasi", times=2),
    Case("wide", "years", csv_bytes([_YEARS, *_ROWS]), _BY_YEAR, said=_NO_YEAR, times=2,
         read=Table(_YEARS, _ROWS)),
    Case("wide", "years-with-indonesian-amounts",
         csv_bytes([_YEARS, ("1.01", _ACCOUNTS[0], "1.000.000,50", "2.000.000,00")], ";"),
         [_budget(2, _ACCOUNTS[0], "2024", "1000000.5"),
          _budget(2, _ACCOUNTS[0], "2025", "2000000")], said=_NO_YEAR, times=2, delimiter=";"),
    Case("wide", "years-beside-their-sum",
         csv_bytes([(*_YEARS, "Jumlah"), *((*cells, "99") for cells in _ROWS)]), _BY_YEAR,
         said=_NO_YEAR, times=2, outcome=ASKS, asks="kolom",
         clerk=replace(_NO_YEAR, columns={"Jumlah": ""})),
    Case("wide", "one-year-twice",
         csv_bytes([(*_YEARS[:3], "Pagu TA 2024"), *_ROWS]), outcome=REFUSED, said=_NO_YEAR,
         refused=("kolom_berebut",)),
    Case("wide", "years-that-contradict-the-answer", csv_bytes([_YEARS, *_ROWS]), outcome=REFUSED,
         refused=("jawaban_berbeda",)),
    Case("wide", "men-and-women-by-year-in-two-header-rows",
         xlsx(_TWO_ROWS, merges=["A1:A2", "B1:C1", "D1:E1"]), _VILLAGES, dataset="penduduk",
         said=_NO_YEAR, times=2, header=2, file="buku.xlsx"),
    Case("wide", "totals-of-years-are-set-aside",
         csv_bytes([_YEARS, *_ROWS, ("JUMLAH", "", "15", "32")]), _BY_YEAR, said=_NO_YEAR, times=2,
         aside=2),
]  # fmt: skip
