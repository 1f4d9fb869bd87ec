"""Numbers: every form that people write, forms that fit twice, and what is no number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.corpus.model import ASKS, HEAD, Case, Table, line, said, stored
from tests.corpus.written import csv_bytes

_BAD = ("angka_tidak_sah",)
_NEGATIVE = ("negatif",)
_EMPTY = ("wajib_kosong",)
_OTHER_FORM = ("angka_bentuk_lain", "angka_ambigu", "angka_tidak_sah", "angka_bentuk_campur")


def amounts(
    name: str,
    written: Sequence[str],
    meant: Sequence[str | None],
    rejected: Mapping[int, tuple[str, ...]] | None = None,
    *,
    sign: str = ";",
    **more: object,
) -> Case:
    """Lines with these amounts; ``meant`` None: the row is rejected."""
    cells = [line(number, each) for number, each in enumerate(written, 1)]
    rows = {
        row: stored(line(row - 1, value)) for row, value in enumerate(meant, 2) if value is not None
    }
    kinds = rejected or {row: () for row, value in enumerate(meant, 2) if value is None}
    return Case("numbers", name, csv_bytes([HEAD, *cells], sign), rows, delimiter=sign,
                rejected=kinds, **{"read": Table(HEAD, cells), **more})  # type: ignore[arg-type]  # fmt: skip


def asked(name: str, written: Sequence[str], meant: Sequence[str], form: str) -> Case:
    """A column that fits two forms; the clerk says which."""
    return amounts(name, written, meant, outcome=ASKS, asks="angka",
                   clerk=said(number_form={"pagu": form}))  # fmt: skip


_MILLIONS = [f"{number}.000.000,00" for number in range(1, 40)]
_MILLIONS_READ = [f"{number}000000" for number in range(1, 40)]

CASES = [
    amounts("plain-integers", ("1000", "0", "25"), ("1000", "0", "25")),
    amounts("plain-with-sen", ("1000.5", "2000.75"), ("1000.5", "2000.75")),
    amounts("indonesian", ("1.234.567,89", "1.000"), ("1234567.89", "1000")),
    amounts("indonesian-without-decimals", ("1.234.567", "1.050"), ("1234567", "1050")),
    amounts("indonesian-decimals-without-thousands", ("1234567,89", "1050"),
            ("1234567.89", "1050")),
    amounts("english", ("1,234,567.89", "2,000"), ("1234567.89", "2000")),
    amounts("english-without-decimals", ("1,234,567", "1,050"), ("1234567", "1050")),
    asked("a-thousand-dots-that-could-be-decimals", ("1.050", "2.300"), ("1050", "2300"),
          "indonesia"),
    asked("decimals-that-could-be-thousands", ("1.050", "2.300"), ("1.05", "2.3"), "inggris"),
    asked("commas-that-could-be-thousands", ("1,050", "2,300"), ("1050", "2300"), "inggris"),
    asked("one-doubtful-cell-among-integers", ("950", "1.050", "7"), ("950", "1050", "7"),
          "indonesia"),
    amounts("doubtful-cells-beside-a-clear-one", ("1.050", "12.500", "1.234.567"),
            ("1050", "12500", "1234567")),
    amounts("forms-mixed-in-halves", ("1.000,50", "1,000.50", "2.000,50", "2,000.50"),
            ("1000.5", None, "2000.5", None), {3: _OTHER_FORM, 5: _OTHER_FORM}, outcome=ASKS,
            asks="angka", clerk=said(number_form={"pagu": "indonesia"})),
    amounts("one-cell-in-another-form", [*_MILLIONS, "1,000.50"], [*_MILLIONS_READ, None],
            {41: _OTHER_FORM}),
    amounts("rupiah-signs", ("Rp1.000.000", "Rp 2.500.000,75", "Rp. 750.000"),
            ("1000000", "2500000.75", "750000")),
    amounts("rupiah-signs-in-small-letters", ("rp1.000.000", "rp 2.500.000"),
            ("1000000", "2500000")),
    amounts("idr-before-english-numbers", ("IDR 1,000,000.00", "IDR 25.50"), ("1000000", "25.5")),
    amounts("comma-dash", ("1.000.000,-", "Rp 2.500.000,-"), ("1000000", "2500000")),
    amounts("dot-dash", ("1.000.000.-", "2.500.000.-"), ("1000000", "2500000")),
    amounts("comma-double-dash", ("1.000.000,--", "2.500.000,=="), ("1000000", "2500000"),
            lenient=(2, 3)),
    amounts("brackets-are-minus", ("(1.234.567)", "1.000.000"), (None, "1000000"), {2: _NEGATIVE}),
    amounts("a-minus-behind", ("1.234.567-", "1.000.000"), (None, "1000000"), {2: _NEGATIVE}),
    amounts("a-minus-before", ("-1.234.567", "1.000.000"), (None, "1000000"), {2: _NEGATIVE}),
    amounts("a-minus-before-rupiah", ("-Rp 1.234.567", "1.000.000"), (None, "1000000"),
            {2: _NEGATIVE}),
    amounts("a-typographic-minus", ("\u22121.234.567", "1.000.000"), (None, "1000000"), {2: ()}),
    amounts("a-plus-before", ("+100", "1"), ("100", "1")),
    amounts("a-dash-is-missing-not-zero", ("-", "5"), (None, "5"), {2: _EMPTY}),
    amounts("a-long-dash-is-missing", ("–", "5"), (None, "5"), {2: _EMPTY}),
    amounts("a-blank-is-missing", ("", "5"), (None, "5"), {2: _EMPTY}),
    amounts("rupiah-and-a-dash-is-missing", ("Rp -", "5"), (None, "5"), {2: _EMPTY}),
    amounts("zero-is-an-amount", ("0", "Rp 0,00"), ("0", "0")),
    amounts("words-of-nothing-are-no-zero", ("nihil", "n/a", "5"), (None, None, "5")),
    amounts("words-of-numbers", ("lima juta", "5"), (None, "5"), {2: _BAD}),
    amounts("juta-behind-the-number", ("1,5 juta", "2 M", "5"), (None, None, "5")),
    amounts("scientific-notation", ("1e3", "1.5E+09", "5"), (None, None, "5")),
    amounts("underscores", ("1_000", "5"), (None, "5"), {2: _BAD}),
    amounts("a-hexadecimal-number", ("0x10", "5"), (None, "5"), {2: _BAD}),
    amounts("infinity-and-not-a-number", ("inf", "NaN", "5"), (None, None, "5")),
    amounts("blanks-between-thousands", ("1 000 000", "2 500 000"), ("1000000", "2500000"),
            lenient=(2, 3)),
    amounts("apostrophes-between-thousands", ("1'000'000", "5"), ("1000000", "5"), lenient=(2,)),
    amounts("an-apostrophe-before-a-number", ("'1000000", "5"), ("1000000", "5"), lenient=(2,)),
    amounts("no-break-blanks-around", ("\u00a01.000.000\u00a0", "2.500.000,75 "),
            ("1000000", "2500000.75")),
    amounts("a-no-break-blank-behind-rupiah", ("Rp\u00a01.500.000,00", "5,50"),
            ("1500000", "5.5")),
    amounts("tabs-around", ("\t1000000\t", "5"), ("1000000", "5")),
    amounts("a-zero-width-blank-before", ("\u200b1000", "5"), ("1000", "5")),
    amounts("leading-zeros", ("000100", "007"), ("100", "7")),
    amounts("groups-of-wrong-size", ("1.00.000", "1.0000.000", "12.34.567,00", "1.000.000,00"),
            (None, None, None, "1000000")),
    amounts("a-dot-for-thousands-and-for-decimals", ("1.000.000.50", "1.000.000,00"),
            (None, "1000000")),
    amounts("a-comma-for-thousands-and-for-decimals", ("1,000,000,50", "1,000,000.00"),
            (None, "1000000")),
    amounts("a-comma-at-the-end", ("1000,", "1000,5"), ("1000", "1000.5"), lenient=(2,)),
    amounts("a-comma-at-the-beginning", (",5", "1000,5"), ("0.5", "1000.5"), lenient=(2,)),
    amounts("three-decimals-are-not-rounded", ("10,125", "1.000.000,50"), (None, "1000000.5"),
            {2: ("angka_desimal",)}, outcome=ASKS, asks="angka",
            clerk=said(number_form={"pagu": "indonesia"})),
    amounts("zeros-beyond-the-sen", ("10,5000", "1.000.000,00"), ("10.5", "1000000")),
    amounts("the-largest-amount", ("999999999999999999.99", "5"), ("999999999999999999.99", "5")),
    amounts("an-amount-too-large", ("1234567890123456789012", "5"), (None, "5"),
            {2: ("angka_besar",)}),
    amounts("sixteen-digits-stay-exact", ("9007199254740993", "5"), ("9007199254740993", "5")),
    amounts("dust-of-floats-in-text", ("1234567.8900000001", "5.50"), (None, "5.5"), {2: ()}),
    amounts("arabic-and-full-width-digits", ("١٢٣", "１２３", "5"), (None, None, "5")),
    amounts("a-percent-of-rupiah", ("50%", "5"), (None, "5"), {2: _BAD}),
    amounts("an-error-of-a-spreadsheet", ("#REF!", "#N/A", "#VALUE!", "5"),
            (None, None, None, "5")),
    amounts("a-formula-as-text", ("=SUM(A1:A2)", "5"), (None, "5"), {2: _BAD}),
    amounts("two-numbers-in-a-cell", ("1000 / 2000", "1000 2000", "5"), (None, None, "5")),
    amounts("a-unit-behind-the-amount", ("1000 rupiah", "5"), ("1000", "5"), lenient=(2,)),
    amounts("an-asterisk-behind-the-amount", ("1000*)", "5"), (None, "5"), {2: ()}),
]  # fmt: skip
