"""A movement as tables and as a workbook: every part, and the lines behind it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pug_metrics.language import say
from pug_metrics.metrics.result import MONEY
from pug_metrics.metrics.why import Cause, Movement
from pug_metrics.metrics.why_lines import Behind, MovedLine, Side

# Exact rupiah; points are fractions and are written to twelve decimals.
_EFFECT = pa.decimal128(38, 12)
PARTS = pa.schema(
    [("urut", pa.int32()), ("sebab", pa.string()), ("nama", pa.string()), ("nilai", _EFFECT),
     ("baris", pa.int64()), ("rupiah", MONEY)]
)  # fmt: skip
_SIDE = [("pagu", MONEY), ("klaim", MONEY), ("sah", MONEY), ("bobot", pa.decimal128(5, 2)),
         ("tempat", pa.string())]  # fmt: skip
LINES = pa.schema(
    [*((name, pa.string()) for name in (
        "sebab", "kode_skpd", "nama_skpd", "kode_sub_unit", "kode_sub_kegiatan",
        "nama_sub_kegiatan", "kode_rekening", "nama_rekening", "kode_sumber_dana",
    )), ("sumbangan", _EFFECT),
     *((f"{name}_{end}", kind) for end in ("awal", "akhir") for name, kind in _SIDE)]
)  # fmt: skip
_WIDTHS = {"nama": 46, "nama_skpd": 34, "nama_sub_kegiatan": 46, "nama_rekening": 34}


def exact(value: Fraction) -> Decimal:
    """A fraction to twelve decimals, half to even."""
    return round(value * 10**12) * Decimal("0.000000000001")


def parts(movement: Movement, names: Mapping[Cause, str]) -> pa.Table:
    """Start, every part in order, end (columns ``PARTS``); ``nilai`` in rupiah or points.

    ``rupiah`` of the denominator is what the denominator grew by.
    """
    rows: list[tuple[str, str, Fraction | None, int | None, Fraction | None]] = [
        ("awal", say("perubahan_bagian_awal"), movement.start, None, None),
        *(
            (str(part.cause), names[part.cause], part.nilai, part.baris, part.rupiah)
            for part in movement.parts
        ),
        ("akhir", say("perubahan_bagian_akhir"), movement.end, None, None),
    ]
    made = [
        {
            "urut": place, "sebab": code, "nama": name, "baris": count,
            "nilai": None if value is None else exact(value),
            "rupiah": None if rupiah is None else exact(rupiah).quantize(Decimal("0.01")),
        }
        for place, (code, name, value, count, rupiah) in enumerate(rows)
    ]  # fmt: skip
    return pa.Table.from_pylist(made, schema=PARTS)


def lines(behind: Mapping[Cause, Behind]) -> pa.Table:
    """The lines behind every part (columns ``LINES``)."""
    made = [_line(cause, line) for cause, found in behind.items() for line in found.baris]
    return pa.Table.from_pylist(made, schema=LINES)


def _line(cause: Cause, line: MovedLine) -> dict[str, object]:
    named = {name: getattr(line, name) for name in ("nama_skpd", "nama_sub_kegiatan",
                                                    "nama_rekening")}  # fmt: skip
    own = {"sebab": str(cause), **line.kode._asdict(), **named, "sumbangan": exact(line.sumbangan)}
    return own | dict(_side(line.before, "awal")) | dict(_side(line.after, "akhir"))


def _side(side: Side | None, end: str) -> Iterator[tuple[str, object]]:
    if side is None:
        return
    for name in ("pagu", "klaim", "sah", "bobot"):
        yield f"{name}_{end}", getattr(side, name)
    written = (f"{file}: {', '.join(map(str, rows))}" for file, rows in side.tempat)
    yield f"tempat_{end}", "; ".join(written)


def xlsx_bytes(sheets: Mapping[str, pa.Table], told: Mapping[str, str], label: str) -> bytes:
    """A sheet a table and *Keterangan* (``told``: what, words). ``label`` is the data version.

    Figures are real numbers, of which Excel keeps fifteen digits; the CSV files are exact.
    """
    out = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"comments": label})
        bold = book.add_format({"bold": True, "bottom": 2, "valign": "top", "text_wrap": True})
        money = book.add_format({"num_format": "#,##0.00"})
        effect = book.add_format({"num_format": "#,##0.0000"})
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, label)
            _table(sheet, table, bold, money, effect)
        _told(book.add_worksheet(say("ekspor_lembar_keterangan")), told, book)
    return out.getvalue()


def _table(
    sheet: Worksheet, table: pa.Table, bold: Format, money: Format, effect: Format
) -> None:  # fmt: skip
    for place, name in enumerate(table.column_names):
        sheet.write_string(1, place, name, bold)
        sheet.set_column(place, place, _WIDTHS.get(name, 22))
        style = effect if name in ("nilai", "sumbangan") else money
        for row, value in enumerate(table.column(name).to_pylist(), start=2):
            if isinstance(value, Decimal):
                sheet.write_number(row, place, float(value), style)
            elif isinstance(value, int):
                sheet.write_number(row, place, value)
            elif value is not None:
                sheet.write_string(row, place, str(value))
    sheet.freeze_panes(2, 2)


def _told(sheet: Worksheet, told: Mapping[str, str], book: xlsxwriter.Workbook) -> None:
    left = book.add_format({"bold": True, "valign": "top"})
    right = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    for row, (what, text) in enumerate(told.items()):
        sheet.write_string(row, 0, what, left)
        sheet.write_string(row, 1, text, right)
