"""A result as an XLSX workbook: the figures, a native chart, and the sheet *Keterangan*."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pug_metrics.export import evidence
from pug_metrics.export.chart_sheet import add_chart
from pug_metrics.language import say
from pug_metrics.language.numbers import count, moment, rupiah_full
from pug_metrics.metrics.declaration import Unit
from pug_metrics.metrics.receipt import Receipt
from pug_metrics.metrics.result import Result

_HEADER_ROW = 3
_LETTERS_A_LINE = 92
_WIDTHS = {"kode": 26, "label": 48, "kode_2": 22, "label_2": 34, "alasan": 26}
# The options keep text text: no cell becomes a live formula, link or number by its looks.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_bytes(
    result: Result,
    receipt: Receipt | None = None,
    *,
    accent: str | None = None,
) -> bytes:
    """The result as a workbook with the sheets of figures, chart and explanation.

    ``receipt``: how the figure came about, put into *Keterangan*. ``accent``: ``#RRGGBB`` of the
    bars. Figures are real numbers; Excel keeps fifteen digits, so the exact totals stand as
    text in *Keterangan*.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": _title(result), "comments": result.version.label})
        _figures(book, result, receipt)
        add_chart(book, result, _title(result), accent)
        _explanation(book, result, receipt)
    return out.getvalue()


def _title(result: Result) -> str:
    title = str(result.metric.title)
    return f"{title} ({say('ekspor_simulasi')})" if result.version.simulated else title


def _figures(book: xlsxwriter.Workbook, result: Result, receipt: Receipt | None) -> None:
    sheet = book.add_worksheet(say("ekspor_lembar_angka"))
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, _title(result), book.add_format({"bold": True, "font_size": 14}))
    slanted = book.add_format({"italic": True})
    asked = evidence.question_words(result, receipt)
    sheet.write_string(1, 0, " · ".join(filter(None, [asked, result.version.label])), slanted)
    columns = result.frame.column_names
    _header(book, sheet, _headers(result))
    formats = {name: _number_format(book, result, name, bold=False) for name in columns}
    rows = result.rows()
    for at, row in enumerate(rows, start=_HEADER_ROW + 1):
        for place, name in enumerate(columns):
            _cell(sheet, (at, place), name, row[name], formats[name])
    _total(book, sheet, result, _HEADER_ROW + 1 + len(rows))
    for place, name in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS.get(name, 24))
    sheet.freeze_panes(_HEADER_ROW + 1, 2)
    sheet.autofilter(_HEADER_ROW, 0, _HEADER_ROW + max(len(rows), 1), len(columns) - 1)
    _on_paper(sheet, _HEADER_ROW)


def _header(book: xlsxwriter.Workbook, sheet: Worksheet, headers: Sequence[str]) -> None:
    look = {"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"}
    left, right = book.add_format(look), book.add_format({**look, "align": "right"})
    for place, header in enumerate(headers):
        figures = len(headers) - 4 <= place < len(headers) - 1
        sheet.write_string(_HEADER_ROW, place, header, right if figures else left)
    sheet.set_row(_HEADER_ROW, 32)


def _headers(result: Result) -> list[str]:
    """Headers of the sheet in the language in use, in the order of the frame."""
    grains = [say(f"butir_{grain}") for grain in result.by]
    if "kode_2" in result.frame.column_names and len(grains) == 1:
        grains.append(say(f"ekspor_kunci_{result.metric.name}"))
    made: list[str] = []
    for grain in grains:
        made += [say("ekspor_kolom_kode", butir=grain), grain]
    metric = result.metric
    below = say("ekspor_kolom_penyebut")
    if metric.denominator:
        below = say("ekspor_kolom_penyebut_isi", isi=metric.denominator)
    value = f"{metric.title} ({say(f'satuan_{metric.unit}')})"
    above = say("ekspor_kolom_pembilang_isi", isi=metric.numerator)
    return [*made, above, below, value,
            say("ekspor_kolom_alasan")]  # fmt: skip


def _number_format(book: xlsxwriter.Workbook, result: Result, name: str, *, bold: bool) -> Format:
    if name == "nilai" and result.metric.unit in (Unit.PERSEN, Unit.POIN):
        return book.add_format({"num_format": "#,##0.00", "bold": bold})
    whole = all(_is_whole(row.get(name)) for row in [*result.rows(), *result.total.to_pylist()])
    return book.add_format({"num_format": "#,##0" if whole else "#,##0.00", "bold": bold})


def _is_whole(value: object) -> bool:
    return not isinstance(value, Decimal | float) or value == int(value)


def _cell(sheet: Worksheet, at: tuple[int, int], name: str, value: object, style: Format) -> None:
    if name == "alasan":
        sheet.write_string(*at, evidence.reason_words(str(value) if value else None))
    elif isinstance(value, Decimal | float | int):
        sheet.write_number(*at, float(value), style)
    elif value is not None:
        sheet.write_string(*at, str(value))


def _total(book: xlsxwriter.Workbook, sheet: Worksheet, result: Result, at: int) -> None:
    if not result.total.num_rows:
        return
    bold = book.add_format({"bold": True, "top": 1})
    columns = result.frame.column_names
    whole = result.total.to_pylist()[0]
    for place, name in enumerate(columns):
        if name in whole and name not in {"kode", "label", "kode_2", "label_2"}:
            style = _number_format(book, result, name, bold=True)
            style.set_top(1)
            _cell(sheet, (at, place), name, whole[name], style)
        else:
            sheet.write_string(at, place, say("label_TOTAL") if place == 1 else "", bold)


def _on_paper(sheet: Worksheet, header: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)


def _explanation(book: xlsxwriter.Workbook, result: Result, receipt: Receipt | None) -> None:
    sheet = book.add_worksheet(say("ekspor_lembar_keterangan"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, _title(result), book.add_format({"bold": True, "font_size": 14}))
    left = book.add_format({"bold": True, "valign": "top"})
    right = book.add_format({"text_wrap": True, "valign": "top"})
    for at, (what, words) in enumerate(_lines(result, receipt), start=2):
        sheet.write_string(at, 0, what, left)
        sheet.write_string(at, 1, words, right)
        sheet.set_row(at, 15 * -(-len(words) // _LETTERS_A_LINE))
    _on_paper(sheet, 0)


def _lines(result: Result, receipt: Receipt | None) -> list[tuple[str, str]]:
    metric, version = result.metric, result.version
    when = f", {moment(version.at.astimezone())}" if version.at else ""
    lines = [
        (say("ekspor_ket_metrik"), f"{metric.title} ({metric.name})"),
        (say("ekspor_ket_arti"), str(metric.meaning)),
        (say("ekspor_ket_rumus"), str(metric.formula)),
        (say("ekspor_ket_pembilang"), str(metric.numerator)),
        (say("ekspor_ket_penyebut"), str(metric.denominator or "")),
        (say("ekspor_ket_basis"), evidence.basis_words(result)),
        (say("ekspor_ket_irisan"), evidence.question_words(result, receipt)),
        (say("ekspor_ket_data"), f"{version.label}{when}"),
        (say("ekspor_ket_persis"), _exact_total(result)),
        *_receipt_lines(receipt),
        (say("ekspor_ket_cocok"), evidence.reconciliation(result)),
        (say("ekspor_ket_hati"), str(metric.caution)),
        (say("ekspor_ket_sumber_rumus"), str(metric.source)),
    ]
    lines += [(say("ekspor_ket_sumber"), words) for words in evidence.source_sentences(result)]
    lines += [(say("ekspor_ket_catatan"), words) for words in evidence.note_sentences(result)]
    lines += [(say("ekspor_ket_kosong"), words) for words in _empty(result)]
    return [line for line in lines if line[1]]


def _receipt_lines(receipt: Receipt | None) -> list[tuple[str, str]]:
    if receipt is None:
        return []
    lines = [(say("ekspor_ket_hitungan"), receipt.worked)]
    for name, number in (
        (receipt.numerator_label, receipt.numerator_lines),
        (receipt.denominator_label, receipt.denominator_lines),
    ):
        if name and number is not None:
            words = say("ekspor_ket_baris_isi", nama=name, jumlah=count(number))
            lines.append((say("ekspor_ket_baris"), words))
    if receipt.undecided:
        lines.append((say("ekspor_ket_belum"), rupiah_full(receipt.undecided)))
    if receipt.parts_sum is not None:
        key = "ekspor_bagian_cocok" if receipt.parts_sum else "ekspor_bagian_tidak_cocok"
        lines.append((say("ekspor_ket_bagian"), say(key)))
    return lines


def _exact_total(result: Result) -> str:
    if not result.total.num_rows:
        return ""
    row = result.total.to_pylist()[0]
    words = {"pembilang": say("ekspor_kolom_pembilang"), "penyebut": say("ekspor_kolom_penyebut")}
    figures = [f"{word}: {row[name]:f}" for name, word in words.items() if row[name] is not None]
    return " · ".join(figures)


def _empty(result: Result) -> list[str]:
    counted: dict[str, int] = {}
    for row in result.rows():
        if row["alasan"]:
            counted[str(row["alasan"])] = counted.get(str(row["alasan"]), 0) + 1
    return [
        say("ekspor_ket_kosong_isi", jumlah=number, alasan=evidence.reason_words(reason))
        for reason, number in counted.items()
    ]
