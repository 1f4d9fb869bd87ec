"""A template workbook per dataset: what to fill in, where, and in which form."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pug_metrics.datasets.declaration import Column, Dataset, Kind
from pug_metrics.language import say
from pug_metrics.language.numbers import decimal
from pug_metrics.reference import places

_ROWS = 10_000
_LISTS = "_daftar"
_GUIDE = (30, 13, 62, 46, 30)
_WIDTHS = {Kind.TEKS: 44, Kind.RUPIAH: 22, Kind.TAHUN: 10, Kind.BULAN: 12, Kind.PILIHAN: 20}
# Text format keeps 2.08.02 a code: Excel would make a date or a number of it.
_FORMATS = {
    Kind.RUPIAH: "#,##0.00",
    Kind.BAGIAN: "0.00",
    Kind.PERSEN: "0.00",
    Kind.TANGGAL: "yyyy-mm-dd",
    Kind.TAHUN: "0",
    Kind.BULAN: "0",
    Kind.BULAT: "0",
}
_NUMBERS = {Kind.RUPIAH: "decimal", Kind.BAGIAN: "decimal", Kind.PERSEN: "decimal",
            Kind.BULAT: "integer", Kind.TAHUN: "integer", Kind.BULAN: "integer"}  # fmt: skip
_LIMITS = {Kind.BULAN: ("1", "12"), Kind.BAGIAN: ("0", "1"), Kind.PERSEN: ("0", "100")}

_FORMS = {
    Kind.TEKS: "templat_bentuk_teks",
    Kind.KODE: "templat_bentuk_kode",
    Kind.KODE_WILAYAH: "templat_bentuk_kode_wilayah",
    Kind.KODE_SUB_KEGIATAN: "templat_bentuk_kode_sub_kegiatan",
    Kind.KODE_REKENING: "templat_bentuk_kode_rekening",
    Kind.TAHUN: "templat_bentuk_tahun",
    Kind.BULAN: "templat_bentuk_bulan",
    Kind.BULAT: "templat_bentuk_bulat",
    Kind.RUPIAH: "templat_bentuk_rupiah",
    Kind.BAGIAN: "templat_bentuk_bagian",
    Kind.PERSEN: "templat_bentuk_persen",
    Kind.TANGGAL: "templat_bentuk_tanggal",
}


def template_bytes(dataset: Dataset) -> bytes:
    """The template of ``dataset``: sheets *Data*, *Petunjuk*, *Contoh* and the region codes.

    Headers are the labels of the columns in the language in use; intake knows both languages.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"title": str(dataset.title), "subject": dataset.name})
        _data_sheet(book, dataset)
        _guide_sheet(book, dataset)
        _example_sheet(book, dataset)
        if any(column.name == "kode_daerah" for column in dataset.columns):
            _region_sheet(book)
        _list_sheet(book, dataset)
    return out.getvalue()


def choices(column: Column) -> tuple[str, ...]:
    """What may be picked in a column: its declared values, *ya* and *tidak*, or nothing."""
    if column.kind is Kind.YA_TIDAK:
        return (say("templat_ya"), say("templat_tidak"))
    return column.choices


def _headers(
    book: xlsxwriter.Workbook, sheet: Worksheet, dataset: Dataset, row: int, mark: str = ""
) -> None:
    must = book.add_format({"bold": True, "bottom": 5, "text_wrap": True, "valign": "top"})
    may = book.add_format({"bottom": 1, "text_wrap": True, "valign": "top"})
    for place, column in enumerate(dataset.columns):
        words = say(mark, kolom=column.label) if mark else str(column.label)
        sheet.write_string(row, place, words, must if column.required else may)


def _columns(book: xlsxwriter.Workbook, sheet: Worksheet, dataset: Dataset) -> None:
    made: dict[str, Format] = {}
    for place, column in enumerate(dataset.columns):
        code = _FORMATS.get(column.kind, "@")
        style = made.setdefault(code, book.add_format({"num_format": code}))
        sheet.set_column(place, place, _WIDTHS.get(column.kind, 24), style)


def _data_sheet(book: xlsxwriter.Workbook, dataset: Dataset) -> None:
    sheet = book.add_worksheet(say("templat_lembar_data"))
    _columns(book, sheet, dataset)
    _headers(book, sheet, dataset, 0)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    _on_paper(sheet)
    listed = 0
    for place, column in enumerate(dataset.columns):
        source = ""
        if choices(column):
            letter = xlsxwriter.utility.xl_col_to_name(listed)
            source = f"={_LISTS}!${letter}$1:${letter}${len(choices(column))}"
            listed += 1
        sheet.data_validation(1, place, _ROWS, place, _rule(column, source))


def _rule(column: Column, source: str) -> dict[str, Any]:
    """The validation of one column: an input message always, a stop where the form is known."""
    words = str(column.meaning)
    need = say("templat_wajib") if column.required else say("templat_boleh_kosong")
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": str(column.label)[:32],
        "input_message": f"{words} {need}"[:255],
        "error_title": say("templat_salah_judul")[:32],
    }
    if source:
        rule |= {
            "validate": "list",
            "source": source,
            "error_message": say("templat_salah_pilihan"),
        }
    elif column.kind in _NUMBERS:
        low, high = _limits(column)
        shown = {"paling_kecil": decimal(low), "paling_besar": decimal(high)}
        rule |= {
            "validate": _NUMBERS[column.kind],
            "criteria": "between",
            "minimum": float(low),
            "maximum": float(high),
            "error_message": say("templat_salah_angka", **shown),
        }
    elif column.kind is Kind.TANGGAL:
        rule |= {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2000, 1, 1),
            "maximum": date(2099, 12, 31),
            "error_message": say("templat_salah_tanggal"),
        }
    return rule


def _limits(column: Column) -> tuple[Decimal, Decimal]:
    low, high = _LIMITS.get(column.kind, ("0", "999999999999999"))
    return Decimal(column.minimum or low), Decimal(column.maximum or high)


def _guide_sheet(book: xlsxwriter.Workbook, dataset: Dataset) -> None:
    sheet = book.add_worksheet(say("templat_lembar_petunjuk"))
    sheet.hide_gridlines(2)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    code = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.write_string(0, 0, str(dataset.title), book.add_format({"bold": True, "font_size": 14}))
    lines = [str(dataset.meaning), say("templat_cara_1"), say("templat_cara_2"),
             say("templat_cara_3"), *_one_of_lines(dataset)]  # fmt: skip
    for at, line in enumerate(lines, start=1):
        sheet.merge_range(at, 0, at, 4, line, wrap)
        sheet.set_row(at, 32)
    header = len(lines) + 2
    titles = ("templat_kolom", "templat_perlu", "templat_arti", "templat_nilai", "templat_contoh")
    under = book.add_format({"bold": True, "bottom": 2})
    for place, key in enumerate(titles):
        sheet.write_string(header, place, say(key), under)
    for at, column in enumerate(dataset.columns, start=header + 1):
        need = say("templat_wajib_singkat") if column.required else say("templat_boleh")
        cells = (
            str(column.label),
            need,
            str(column.meaning),
            allowed_words(column),
            column.example,
        )
        for place, cell in enumerate(cells):
            style = bold if place == 0 and column.required else (code if place == 4 else wrap)
            sheet.write_string(at, place, cell, style)
        high = max(-(-len(cell) // width) for cell, width in zip(cells, _GUIDE, strict=True))
        sheet.set_row(at, 15 * max(high, 1))
    for place, width in enumerate(_GUIDE):
        sheet.set_column(place, place, width)
    _on_paper(sheet)


def _on_paper(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _one_of_lines(dataset: Dataset) -> list[str]:
    return [
        say(
            "templat_salah_satu",
            kolom=f" {say('templat_atau')} ".join(str(dataset.column(n).label) for n in group),
        )
        for group in dataset.one_of
    ]


def allowed_words(column: Column) -> str:
    """What a column takes, in words: its values, its form, its limits."""
    if choices(column):
        return ", ".join(choices(column))
    words = say(_FORMS[column.kind])
    if column.minimum and column.maximum:
        limits = {"dari": _limit(column, column.minimum), "sampai": _limit(column, column.maximum)}
        words = f"{words} {say('templat_batas', **limits)}"
    return words


def _limit(column: Column, text: str) -> str:
    return text if column.kind is Kind.TAHUN else decimal(Decimal(text))


def _example_sheet(book: xlsxwriter.Workbook, dataset: Dataset) -> None:
    sheet = book.add_worksheet(say("templat_lembar_contoh"))
    _columns(book, sheet, dataset)
    note = book.add_format({"bold": True, "font_size": 12, "num_format": "General"})
    sheet.write_string(0, 0, say("templat_contoh_judul"), note)
    # Headers that intake does not know: the example must never be read as data.
    _headers(book, sheet, dataset, 2, "templat_contoh_kolom")
    for place, column in enumerate(dataset.columns):
        if not column.example:
            continue
        if column.kind in _NUMBERS:
            sheet.write_number(3, place, float(column.example))
        else:
            sheet.write_string(3, place, column.example)
    sheet.set_row(2, 32)
    _on_paper(sheet)
    sheet.protect()


def _region_sheet(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet(say("templat_lembar_daerah"))
    text = book.add_format({"num_format": "@"})
    sheet.set_column(0, 0, 14, text)
    sheet.set_column(1, 1, 50)
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet.write_string(0, 0, say("templat_daerah_kode"), bold)
    sheet.write_string(0, 1, say("templat_daerah_nama"), bold)
    known = [region for region in places.regions() if not region.simulasi]
    for at, region in enumerate(known, start=1):
        sheet.write_string(at, 0, region.kode, text)
        sheet.write_string(at, 1, region.nama)
    sheet.freeze_panes(1, 0)
    sheet.protect()


def _list_sheet(book: xlsxwriter.Workbook, dataset: Dataset) -> None:
    sheet = book.add_worksheet(_LISTS)
    listed = [choices(column) for column in dataset.columns if choices(column)]
    for place, values in enumerate(listed):
        for at, value in enumerate(values):
            sheet.write_string(at, place, value)
    sheet.very_hidden()
