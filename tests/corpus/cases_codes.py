"""Codes: two editions, lost zeros, dates and numbers made of codes, letters, names beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tests.corpus.model import (
    AGENCY,
    ASKS,
    HEAD,
    NAMES,
    SUB,
    Case,
    Table,
    line,
    said,
    stored,
)
from tests.corpus.workbooks import Shown, xlsx
from tests.corpus.written import csv_bytes

_GOOD = line(9)
_SUBS, _ACCOUNTS = "kode_sub_kegiatan", "kode_rekening"


def coded(
    name: str, column: str, cell: str, meant: str | None, *kinds: str, **more: object
) -> Case:
    """One line with ``cell`` in a column and a good line below; ``meant`` None: rejected."""
    index = NAMES.index(column)
    row = [*line(1)]
    row[index] = cell
    read = Table(HEAD, [row, _GOOD])
    changes = more.pop("changes", {})
    if meant is not None:
        truth = stored(line(1), **{column: meant}, **changes)  # type: ignore[arg-type]
        options: dict[str, object] = {"rows": {2: truth, 3: stored(_GOOD)}, "says": kinds}
    else:
        options = {"rows": {3: stored(_GOOD)}, "rejected": {2: kinds}}
    return Case("codes", name, csv_bytes([HEAD, row, _GOOD]),
                **{"read": read, **options, **more})  # type: ignore[arg-type]  # fmt: skip


def mended(name: str, column: str, cell: str, meant: str, **more: object) -> Case:
    """A broken code that the clerk mends in an answer."""
    answers = said(codes={column: {cell: meant}})
    return coded(name, column, cell, meant, outcome=ASKS, asks="kode", clerk=answers, **more)


_TWO = {"edisi_kodefikasi": "DUA_ANGKA"}


def booked(
    name: str,
    cells: Sequence[object],
    meant: Sequence[str | None],
    head: tuple[str, str, str] = ("Kode SKPD", "Kode Sumber Dana", "Pagu"),
    codes: Mapping[str, Mapping[str, str]] | None = None,
    **more: object,
) -> Case:
    """Codes in the second column of a workbook, as numbers, dates or text."""
    column = {"Kode Sumber Dana": "kode_sumber_dana", "Kode Program": "kode_program",
              "Kode Rekening": "kode_rekening"}[head[1]]  # fmt: skip
    rows = [(AGENCY, cell, 1000 * number) for number, cell in enumerate(cells, 1)]
    truth = {
        row: _program(stored((AGENCY, value, str(1000 * (row - 1))), ("kode_skpd", column, "pagu")))
        for row, value in enumerate(meant, 2)
        if value is not None
    }
    bad = {row: () for row, value in enumerate(meant, 2) if value is None}
    asks = {"outcome": ASKS, "asks": "kode", "clerk": said(codes=codes)} if codes else {}
    return Case("codes", name, xlsx([head, *rows]), truth, rejected=bad, file="buku.xlsx",
                **{**asks, **more})  # type: ignore[arg-type]  # fmt: skip


def _program(row: Mapping[str, str]) -> Mapping[str, str]:
    code = row.get("kode_program", "")
    above = {"kode_urusan": code[:1], "kode_bidang_urusan": code[:4]} if code else {}
    return {**above, **row}


_PROGRAM = ("Kode SKPD", "Kode Program", "Pagu")
_ACCOUNT_HEAD = ("Kode SKPD", "Kode Rekening", "Pagu")
_FUND_ROWS = [("33.10", "33.00", "1000"), ("33.10", "33.10", "2000")]
_FUNDS = ("Kode SKPD", "Kode Sumber Dana", "Pagu")

CASES = [
    Case("codes", "codes-that-look-like-decimals", csv_bytes([_FUNDS, *_FUND_ROWS]),
         {row: stored(cells, ("kode_skpd", "kode_sumber_dana", "pagu"))
          for row, cells in enumerate(_FUND_ROWS, 2)}, read=Table(_FUNDS, _FUND_ROWS)),
    Case("codes", "codes-that-look-like-decimals-as-text-in-a-workbook",
         xlsx([_FUNDS, *_FUND_ROWS]),
         {row: stored(cells, ("kode_skpd", "kode_sumber_dana", "pagu"))
          for row, cells in enumerate(_FUND_ROWS, 2)}, file="buku.xlsx",
         read=Table(_FUNDS, _FUND_ROWS)),
    coded("four-digit-edition", _SUBS, SUB, SUB),
    coded("two-digit-edition", _SUBS, "2.08.02.2.01.01", SUB, "perbaikan_edisi_dua_angka",
          changes=_TWO),
    mended("three-digits-at-the-end", _SUBS, "2.08.02.2.01.001", SUB),
    coded("supporting-programmes-with-x", _SUBS, "X.XX.01.2.01.0001", "X.XX.01.2.01.0001",
          changes={"kode_urusan": None, "kode_bidang_urusan": None}),
    coded("supporting-programmes-with-small-x", _SUBS, "x.xx.01.2.01.0001", "X.XX.01.2.01.0001",
          changes={"kode_urusan": None, "kode_bidang_urusan": None}),
    coded("code-and-name-in-one-cell", _SUBS, "2.08.02.2.01.0001 Koordinasi PUG", SUB,
          "perbaikan_kode_nama_sesel", changes={"nama_sub_kegiatan": "Koordinasi PUG"}),
    coded("code-dash-name", _SUBS, "2.08.02.2.01.0001 - Koordinasi PUG", SUB,
          "perbaikan_kode_nama_sesel", changes={"nama_sub_kegiatan": "Koordinasi PUG"}),
    coded("account-and-name-in-one-cell", _ACCOUNTS, "5.1.02.01.01.0001 Belanja Alat Tulis",
          "5.1.02.01.01.0001", "perbaikan_kode_nama_sesel",
          changes={"nama_rekening": "Belanja Alat Tulis"}),
    coded("code-in-square-brackets", _ACCOUNTS, "[5.1.02.01.01.0001] Belanja Alat Tulis",
          "5.1.02.01.01.0001", changes={"nama_rekening": "Belanja Alat Tulis"}, lenient=(2,)),
    coded("a-point-at-the-end", _ACCOUNTS, "5.1.02.01.01.0001.", "5.1.02.01.01.0001",
          "perbaikan_kode_dirapikan"),
    coded("blanks-within", _ACCOUNTS, "5.1.02. 01.01.0001", "5.1.02.01.01.0001",
          "perbaikan_kode_dirapikan", lenient=(2,)),
    coded("no-break-blanks-around", _ACCOUNTS, "\u00a05.1.02.01.01.0001\u00a0",
          "5.1.02.01.01.0001"),
    coded("twelve-digits-without-points", _ACCOUNTS, "510201010001", "5.1.02.01.01.0001",
          "perbaikan_rekening_tanpa_titik"),
    coded("an-apostrophe-before", _ACCOUNTS, "'5.1.02.01.01.0001", "5.1.02.01.01.0001",
          lenient=(2,)),
    coded("a-formula-that-keeps-text", _ACCOUNTS, '="5.1.02.01.01.0001"', "5.1.02.01.01.0001",
          lenient=(2,)),
    coded("commas-for-points", _ACCOUNTS, "5,1,02,01,01,0001", "5.1.02.01.01.0001",
          "perbaikan_kode_pemisah", lenient=(2,)),
    coded("a-code-in-scientific-notation", _ACCOUNTS, "5,10201E+11", None),
    coded("a-code-with-a-decimal-zero", _ACCOUNTS, "510201010001.0", "5.1.02.01.01.0001",
          lenient=(2,)),
    coded("letters-for-digits-in-an-account", _ACCOUNTS, "5.l.O2.01.01.0001", None, "kode_huruf"),
    mended("a-letter-o-that-the-clerk-mends", _ACCOUNTS, "5.1.O2.01.01.0001", "5.1.02.01.01.0001"),
    mended("a-letter-l-in-a-sub-activity", _SUBS, "2.08.02.2.0l.0001", SUB),
    mended("a-letter-o-in-an-agency", "kode_skpd", "2.08.0.00.0.00.01.000O", AGENCY),
    mended("a-fund-that-became-a-date-in-a-csv", "kode_sumber_dana", "01/02/2003", "1.2.03"),
    mended("an-agency-that-became-a-date", "kode_skpd", "2008-02-01", "2.08.01"),
    mended("a-fund-that-became-a-date-with-a-month-name", "kode_sumber_dana", "2-Agu-02",
           "2.08.02"),
    coded("an-account-that-is-a-word", _ACCOUNTS, "belanja pegawai", None),
    coded("an-account-too-long", _ACCOUNTS, "5.1.02.01.01.0001.00001", None),
    coded("a-sub-activity-that-is-an-amount", _SUBS, "1.000.000,00", None),
    coded("an-error-of-a-spreadsheet-as-code", _ACCOUNTS, "#NAME?", None),
    coded("an-empty-agency", "kode_skpd", "", None, "wajib_kosong", "nama_tanpa_kode"),
    Case("codes", "both-editions-in-one-file",
         csv_bytes([HEAD, line(1, sub="2.08.02.2.01.01"), line(2)]),
         {2: stored(line(1), edisi_kodefikasi="DUA_ANGKA"), 3: stored(line(2))}),
    Case("codes", "a-programme-that-contradicts-its-sub-activity",
         csv_bytes([(*HEAD, "Kode Program"), (*line(1), "2.08.03")]),
         {2: stored(line(1), kode_program="2.08.03")}, says=("induk_berbeda",)),
    Case("codes", "an-affair-that-is-a-field",
         csv_bytes([(*HEAD, "Kode Urusan", "Nama Urusan"), (*line(1), "2.08", "Perempuan")]),
         {2: stored(line(1), nama_bidang_urusan="Perempuan")}, says=("perbaikan_urusan_bidang",)),
    booked("lost-zeros-of-a-number", (1.1, "1.2.01"), ("1.10", "1.2.01"),
           codes={"kode_sumber_dana": {"1.1": "1.10"}}),
    booked("lost-zeros-that-the-clerk-says-were-none", (1.1, "1.2.01"), ("1.1", "1.2.01"),
           codes={"kode_sumber_dana": {"1.1": "1.1"}}),
    booked("a-number-shown-with-its-zeros", (Shown(7, "000"), "1.2.01"), ("007", "1.2.01"),
           lenient=(2,)),
    booked("a-number-shown-with-two-decimals", (Shown(1.1, "0.00"), "1.2.01"), ("1.10", "1.2.01"),
           lenient=(2,)),
    booked("a-whole-number-as-code", (7, "1.2.01"), ("7", "1.2.01"), lenient=(2,)),
    booked("a-programme-that-became-a-date",
           (Shown(date(2002, 8, 2), "d.mm.yy"), "2.08.03"), ("2.08.02", "2.08.03"), head=_PROGRAM,
           codes={"kode_program": {"2002-08-02": "2.08.02"}}),
    booked("a-programme-that-became-a-date-of-another-century",
           (Shown(date(1930, 8, 2), "d.mm.yy"), "2.08.03"), ("2.08.30", "2.08.03"), head=_PROGRAM,
           codes={"kode_program": {"1930-08-02": "2.08.30"}}),
    booked("a-shallow-account-as-a-number", (5.1, 5.2), ("5.1", "5.2"), head=_ACCOUNT_HEAD),
    booked("an-account-of-twelve-digits-as-a-number", (510201010001, 510201010002),
           ("5.1.02.01.01.0001", "5.1.02.01.01.0002"), head=_ACCOUNT_HEAD),
    booked("a-number-of-more-digits-than-excel-keeps", (5.10201010001e17, "5.1.02.01.01.0002"),
           (None, "5.1.02.01.01.0002"), head=_ACCOUNT_HEAD),
]  # fmt: skip
