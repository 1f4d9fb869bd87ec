"""The form of each column of a template: format, width, what may be picked, what is stopped."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pug_metrics.datasets.declaration import Column, Kind
from pug_metrics.language import say
from pug_metrics.language.numbers import decimal

WIDTHS = {Kind.TEKS: 44, Kind.RUPIAH: 22, Kind.TAHUN: 10, Kind.BULAN: 12, Kind.PILIHAN: 20}
WIDTH = 24
# Text format keeps 2.08.02 a code: Excel would make a date or a number of it.
FORMATS = {
    Kind.RUPIAH: "#,##0.00",
    Kind.BAGIAN: "0.00",
    Kind.PERSEN: "0.00",
    Kind.DESIMAL: "#,##0.####",
    Kind.TANGGAL: "yyyy-mm-dd",
    Kind.TAHUN: "0",
    Kind.BULAN: "0",
    Kind.BULAT: "0",
}
TEXT = "@"
NUMBERS = {Kind.RUPIAH: "decimal", Kind.BAGIAN: "decimal", Kind.PERSEN: "decimal",
           Kind.DESIMAL: "decimal",
           Kind.BULAT: "integer", Kind.TAHUN: "integer", Kind.BULAN: "integer"}  # fmt: skip
_LIMITS = {Kind.BULAN: ("1", "12"), Kind.BAGIAN: ("0", "1"), Kind.PERSEN: ("0", "100"),
           Kind.DESIMAL: ("-999999999999999", "999999999999999")}  # fmt: skip
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
    Kind.DESIMAL: "templat_bentuk_desimal",
    Kind.TANGGAL: "templat_bentuk_tanggal",
}


def choices(column: Column) -> tuple[str, ...]:
    """What may be picked in a column: its declared values, *ya* and *tidak*, or nothing."""
    if column.kind is Kind.YA_TIDAK:
        return (say("templat_ya"), say("templat_tidak"))
    return column.choices


def allowed_words(column: Column) -> str:
    """What a column takes, in words: its values, its form, its limits."""
    if choices(column):
        return ", ".join(choices(column))
    words = say(_FORMS[column.kind])
    if column.minimum and column.maximum:
        limits = {"dari": _limit(column, column.minimum), "sampai": _limit(column, column.maximum)}
        words = f"{words} {say('templat_batas', **limits)}"
    return words


def input_rule(column: Column, picked: str, codes: str) -> dict[str, Any]:
    """The validation of one column: an input message always, a stop where the form is known.

    ``picked``: the range of its allowed values, ``codes``: the range of the codes known today;
    another code is questioned, never stopped. Both are empty where there is no such range.
    """
    rule = _message(column)
    if picked:
        return rule | {"validate": "list", "source": picked,
                       "error_message": say("templat_salah_pilihan")}  # fmt: skip
    if codes:
        return rule | {"validate": "list", "source": codes, "error_type": "warning",
                       "error_message": say("templat_kode_tak_terdaftar")}  # fmt: skip
    return rule | _typed(column)


def _message(column: Column) -> dict[str, Any]:
    need = say("templat_wajib") if column.required else say("templat_boleh_kosong")
    return {
        "validate": "any",
        "input_title": str(column.label)[:32],
        "input_message": f"{column.meaning} {need}"[:255],
        "error_title": say("templat_salah_judul")[:32],
    }


def _typed(column: Column) -> dict[str, Any]:
    if column.kind in NUMBERS:
        low, high = _limits(column)
        shown = {"paling_kecil": decimal(low), "paling_besar": decimal(high)}
        return {
            "validate": NUMBERS[column.kind],
            "criteria": "between",
            "minimum": float(low),
            "maximum": float(high),
            "error_message": say("templat_salah_angka", **shown),
        }
    if column.kind is Kind.TANGGAL:
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2000, 1, 1),
            "maximum": date(2099, 12, 31),
            "error_message": say("templat_salah_tanggal"),
        }
    return {}


def _limits(column: Column) -> tuple[Decimal, Decimal]:
    low, high = _LIMITS.get(column.kind, ("0", "999999999999999"))
    return Decimal(column.minimum or low), Decimal(column.maximum or high)


def _limit(column: Column, text: str) -> str:
    return text if column.kind is Kind.TAHUN else decimal(Decimal(text))
