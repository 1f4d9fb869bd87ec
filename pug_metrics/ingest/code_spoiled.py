"""Codes that a spreadsheet turned into dates or numbers: which codes can have been written.

``2.08.02`` becomes 2 August 2002 where days come first and 8 February 2002 where months do; 2.10
becomes the number 2.1. What the code was cannot be told from the cell: it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pug_metrics.datasets import Column, Kind
from pug_metrics.ingest.dates import date_text
from pug_metrics.ingest.months import MONTHS
from pug_metrics.reference import places
from pug_metrics.reference.affairs import FIELDS, field_of

# Dashes between short parts are common in local codes; slashes there are a date.
_SHORT_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})-([A-Za-z]{3,4})(?:-([0-9]{2}|[0-9]{4}))?")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,4})-([0-9]{2})")
_CLOCK = re.compile(r"[T ]00:00(?::00)?$")
_LOST_ZERO = re.compile(r"[0-9]+[.,][0-9]")
_PROGRAMME = re.compile(r"[0-9]\.[0-9]{2}\.[0-9]{2}")
_ACCOUNT = re.compile(r"[4-8]\.[1-5]\.[0-9]{2}")


def looks_like_date(text: str) -> bool:
    """Whether a text in a code column is a date by its looks."""
    return bool(_days(text))


def _days(text: str) -> list[tuple[int, int, int | None]]:
    """Each (first, second, third) part that the date may have been written from, two-digit year."""
    bare = _CLOCK.sub("", text.strip())
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?", text.strip()):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        if month > 12 or day > 31:
            return []
        return [(day, month, year % 100), (month, day, year % 100), (year % 100, month, day)]
    if match := _SHORT_DATE.fullmatch(bare):
        return _either(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH.fullmatch(bare):
        month = MONTHS.get(match[2].lower(), 0)
        third = int(match[3]) % 100 if match[3] else None
        return _either(int(match[1]), month, third) if month else []
    if (match := _MONTH_YEAR.fullmatch(bare)) and match[1].lower() in MONTHS:
        return _either(MONTHS[match[1].lower()], int(match[2]), None)
    if re.fullmatch(r"[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}", bare) and date_text(bare).meanings:
        first, second, year = (int(part) for part in re.split("[/-]", bare))
        return _either(first, second, year % 100)
    return []


def _either(first: int, second: int, third: int | None) -> list[tuple[int, int, int | None]]:
    if not (1 <= first <= 31 and second <= 31 and min(first, second) <= 12):
        return []
    return [(first, second, third), (second, first, third)]


def codes_of_date(text: str, column: Column) -> tuple[tuple[str, str], ...]:
    """Codes that a spreadsheet shows as this date, with their names where they have one."""
    found: dict[str, str] = {}
    for first, second, third in _days(text):
        for code in _written(first, second, third):
            name = _known(code, column)
            if name is not None:
                found[code] = name
    named = {code: name for code, name in found.items() if name}
    return tuple((named or found).items())


def _written(first: int, second: int, third: int | None) -> Iterator[str]:
    """The code that these parts were, with and without the zero that dates drop."""
    parts = (f"{first}.{second:02d}", f"{first:02d}.{second:02d}", f"{first}.{second}")
    for part in parts:
        yield part
        if third is not None:
            yield f"{part}.{third:02d}"


def _known(code: str, column: Column) -> str | None:
    """The name of a code that ``column`` may hold, empty without one; None where it may not."""
    if column.kind == Kind.KODE_WILAYAH:
        place = places.find(code) if len(code.split(".")[0]) == 2 else None
        return place.nama if place else None
    if column.kind == Kind.KODE_REKENING:
        return "" if _ACCOUNT.fullmatch(code) else None
    if column.name in ("kode_urusan", "kode_bidang_urusan"):
        return FIELDS.get(code)
    if column.kind == Kind.KODE_SUB_KEGIATAN or column.name == "kode_program":
        fits = _PROGRAMME.fullmatch(code) or (column.name != "kode_program" and code in FIELDS)
        return field_of(code) or None if fits else None
    return field_of(code)


def codes_without_zero(text: str, column: Column, *, typed: bool) -> tuple[tuple[str, str], ...]:
    """Codes that a number such as 2.1 may have been: 2.10 with its zero, or 2.1 as it stands.

    Empty where the text lost nothing: only numbers of a workbook lose zeros, and texts where a
    code of one decimal cannot stand.
    """
    if not _LOST_ZERO.fullmatch(text):
        return ()
    short = text.replace(",", ".")
    full = f"{short}0"
    if column.kind == Kind.KODE_WILAYAH:
        place = places.find(full)
        return ((full, place.nama),) if place else ()
    if column.name in ("kode_urusan", "kode_bidang_urusan"):
        return ((full, FIELDS[full]),) if full in FIELDS else ()
    if column.kind != Kind.KODE or not (typed or "," in text):
        return ()
    return ((short, field_of(short)), (full, field_of(full)))


def codes_of_digits(text: str) -> tuple[tuple[str, str], ...]:
    """The accounts that thirteen digits without dots may be."""
    digits = text.strip()
    if len(digits) != 13 or not digits.isdigit():
        return ()
    forms = ((1, 1, 2, 2, 2, 5), (1, 1, 2, 2, 3, 4))
    return tuple((".".join(_cut(digits, form)), "") for form in forms)


def _cut(digits: str, widths: tuple[int, ...]) -> Iterator[str]:
    start = 0
    for width in widths:
        yield digits[start : start + width]
        start += width
