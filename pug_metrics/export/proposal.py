"""A scenario as a proposal: steps, figures and budget lines before and after; never as data."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pug_metrics.language import say
from pug_metrics.metrics.declaration import Unit
from pug_metrics.metrics.scenario_outlook import Comparison, Row, Value, difference
from pug_metrics.metrics.targets import Verdict

_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False,
}  # fmt: skip
_WIDTHS = {
    "nama_skpd": 32,
    "nama_sub_kegiatan": 46,
    "uraian": 36,
    "kode_skpd": 23,
    "id_unggahan": 10,
    "baris": 10,
}
_TOP = 4
_EXACT = pa.decimal128(38, 12)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed: the sentence, the label (which says *andaikan*), the steps in words.

    ``place``: which scenario of the comparison it is; ``lines``: ``scenario_lines.LINES``;
    ``told``: what, words, for the sheet *Keterangan*.
    """

    kalimat: str
    label: str
    langkah: Sequence[str]
    comparison: Comparison
    place: int
    lines: pa.Table
    told: Mapping[str, str]


def comparison_table(found: Comparison) -> pa.Table:
    """All figures: one row a measure and column (now first), with the exact difference from now."""
    made = [
        {
            "ukuran": row.kode, "judul": row.judul, "satuan": str(row.unit),
            "skenario": each.nama or say("andaikan_kini"), "keadaan": each.label,
            "nilai": _exact(value), "selisih": _moved(row, place),
        }
        for row in found.rows
        for place, (each, value) in enumerate(zip(found.outlooks, row.nilai, strict=True))
    ]  # fmt: skip
    text = [(name, pa.string()) for name in ("ukuran", "judul", "satuan", "skenario", "keadaan")]
    return pa.Table.from_pylist(
        made, schema=pa.schema([*text, ("nilai", _EXACT), ("selisih", _EXACT)])
    )


def _exact(value: Value) -> Decimal | None:
    return None if value.exact is None else round(value.exact * 10**12) * Decimal("1e-12")


def _moved(row: Row, place: int) -> Decimal | None:
    moved = row.selisih[place - 1] if place else None
    return None if moved is None else round(moved * 10**12) * Decimal("1e-12")


def proposal_bytes(found: Proposal) -> bytes:
    """The workbook: *Usulan* (steps, figures, targets), *Baris* (before and after), *Keterangan*.

    Figures are real numbers, of which Excel keeps fifteen digits; the CSV files are exact.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": found.kalimat, "comments": found.label})
        _summary(book, found)
        _lines(book, found)
        _explained(book, found)
    return out.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, found: Proposal) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, found.kalimat, book.add_format({"bold": True, "font_size": 13}))
    sheet.write_string(1, 0, say("andaikan_bukan_data"), book.add_format({"bold": True}))
    sheet.write_string(2, 0, found.label, book.add_format({"italic": True}))
    return sheet


def _summary(book: xlsxwriter.Workbook, found: Proposal) -> None:
    sheet = _sheet(book, say("andaikan_lembar_usulan"), found)
    for place, width in enumerate((72, 26, 26, 30)):
        sheet.set_column(place, place, width)
    head = book.add_format({"bold": True, "bottom": 2, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    at = _TOP
    sheet.write_string(at, 0, say("andaikan_lembar_langkah"), head)
    for number, told in enumerate(found.langkah, 1):
        at += 1
        sheet.merge_range(at, 0, at, 3, f"{number}. {told}", wrap)
        sheet.set_row(at, 15 * -(-len(told) // 150))
    at = _figures(book, sheet, found, at + 2)
    _targets(book, sheet, found, at + 1)


def _heads(book: xlsxwriter.Workbook, sheet: Worksheet, at: int, first: str) -> None:
    titles = (first, *(say(f"andaikan_kolom_{end}") for end in ("sebelum", "sesudah", "selisih")))
    for place, title in enumerate(titles):
        look = {"bold": True, "bottom": 2, "align": "right" if place in (1, 2) else "left"}
        look |= {"indent": 1} if place == 3 else {}
        sheet.write_string(at, place, title, book.add_format(look))


def _figures(
    book: xlsxwriter.Workbook, sheet: Worksheet, found: Proposal, at: int
) -> int:  # fmt: skip
    _heads(book, sheet, at, say("andaikan_kolom_ukuran"))
    words = book.add_format({"indent": 1})
    for row in found.comparison.rows:
        at += 1
        style = book.add_format({"num_format": _format(row.unit), "align": "right"})
        sheet.write_string(at, 0, f"{row.judul} ({say(f'satuan_{row.unit}')})")
        for place, value in ((1, row.nilai[0]), (2, row.nilai[found.place + 1])):
            if value.exact is None:
                sheet.write_string(at, place, say(f"alasan_{value.alasan}"))
            else:
                sheet.write_number(at, place, float(value.exact), style)
        sheet.write_string(at, 3, row.words(found.place), words)
    return at + 1


def _format(unit: Unit) -> str:
    return "#,##0.0000" if unit is Unit.INDEKS else "#,##0.00"


def _targets(
    book: xlsxwriter.Workbook, sheet: Worksheet, found: Proposal, at: int
) -> None:  # fmt: skip
    now, own = (found.comparison.outlooks[place].targets for place in (0, found.place + 1))
    if not now:
        return
    _heads(book, sheet, at, say("andaikan_kolom_target"))
    right, words = book.add_format({"align": "right"}), book.add_format({"indent": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for before, after in zip(now, own, strict=True):
        at += 1
        unit = " · ".join(part for part in (before.label, before.label_2) if part)
        told = f"{before.metric.title}: {unit}"
        sheet.write_string(at, 0, told, wrap)
        sheet.set_row(at, 15 * -(-len(told) // 74))
        sheet.write_string(at, 1, _verdict(before), right)
        sheet.write_string(at, 2, _verdict(after), right)
        sheet.write_string(at, 3, _between(before, after), words)


def _between(before: Verdict, after: Verdict) -> str:
    ends = [None if each.actual is None else Fraction(each.actual) for each in (before, after)]
    moved = None if ends[0] is None or ends[1] is None else ends[1] - ends[0]
    return difference(moved, before.metric.unit)


def _verdict(one: Verdict) -> str:
    return say(f"target_vonis_{one.code}")


def _lines(book: xlsxwriter.Workbook, found: Proposal) -> None:
    sheet = _sheet(book, say("andaikan_lembar_baris"), found)
    head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
    money = book.add_format({"num_format": "#,##0.00"})
    changed = book.add_format({"num_format": "#,##0.00", "bold": True, "bg_color": "#FFF2CC"})
    rows = found.lines.to_pylist()
    for place, name in enumerate(found.lines.column_names):
        sheet.write_string(_TOP, place, say(f"andaikan_baris_{name}"), head)
        sheet.set_column(place, place, _WIDTHS.get(name, 17))
        earlier = name.replace("_sesudah", "_sebelum")
        for at, row in enumerate(rows, _TOP + 1):
            style = changed if row[name] != row[earlier] else money
            _cell(sheet, (at, place), row[name], style)
    sheet.set_row(_TOP, 32)
    sheet.fit_to_pages(2, 0)
    sheet.repeat_columns(0, 3)
    sheet.freeze_panes(_TOP + 1, 4)
    sheet.autofilter(_TOP, 0, _TOP + max(len(rows), 1), found.lines.num_columns - 1)
    sheet.repeat_rows(_TOP)


def _cell(sheet: Worksheet, at: tuple[int, int], value: object, style: Format) -> None:
    if isinstance(value, bool):
        sheet.write_string(*at, say("andaikan_dokumen_lengkap" if value else
                                    "andaikan_dokumen_belum"), style)  # fmt: skip
    elif isinstance(value, Decimal):
        sheet.write_number(*at, float(value), style)
    elif isinstance(value, int):
        sheet.write_number(*at, value)
    elif value is not None:
        sheet.write_string(*at, str(value), style)


def _explained(book: xlsxwriter.Workbook, found: Proposal) -> None:
    sheet = _sheet(book, say("ekspor_lembar_keterangan"), found)
    left = book.add_format({"bold": True, "valign": "top"})
    right = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    for at, (what, text) in enumerate(found.told.items(), _TOP):
        sheet.write_string(at, 0, what, left)
        sheet.write_string(at, 1, text, right)
        sheet.set_row(at, 15 * -(-len(text) // 95))
