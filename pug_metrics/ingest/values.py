"""Choices, years, months, dates and yes/no: each distinct text is read once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Column, Kind
from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.frame import Frame, by_distinct
from pug_metrics.ingest.months import MONTHS

_YES = {"ya", "y", "1", "true", "benar", "v", "x", "ada", "yes", "√"}
_NO = {"tidak", "t", "n", "0", "false", "salah", "no", "tdk"}
_DATE_WORDS = re.compile(r"^(\d{1,2})\s+([a-z]+)\s+(\d{4})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_TYPES = {
    Kind.PILIHAN: pa.string(),
    Kind.TAHUN: pa.int32(),
    Kind.BULAN: pa.int32(),
    Kind.TANGGAL: pa.date32(),
    Kind.YA_TIDAK: pa.bool_(),
}
KINDS = frozenset(_TYPES)


def read_values(frame: Frame, column: Column) -> tuple[pa.Array, list[Mark]]:
    """Read a column of one of ``KINDS``; what cannot be read is null and marked."""
    written = frame.get(column.name)
    indices, found = by_distinct(written, _reader(column))
    values = pa.array(found, _TYPES[column.kind]).take(indices)
    bad = pc.and_(pc.is_valid(written), pc.is_null(values))
    facts: dict[str, object] = {}
    if column.kind == Kind.PILIHAN:
        facts["pilihan"] = ", ".join(column.choices)
    marks = marked(
        f"{column.kind.value}_tidak_sah",
        Severity.GALAT,
        column.name,
        bad,
        frame.rows,
        written,
        **facts,
    )
    return values, marks


def _reader(column: Column) -> Callable[[str], object]:
    readers: dict[Kind, Callable[[str], object]] = {
        Kind.PILIHAN: lambda text: column.values.get(normalise_header(text)),
        Kind.TAHUN: _year,
        Kind.BULAN: _month,
        Kind.TANGGAL: read_date,
        Kind.YA_TIDAK: _yes_no,
    }
    return readers[column.kind]


def _year(text: str) -> int | None:
    match = re.fullmatch(r"(?:ta\.?\s*)?(\d{4})", text.lower())
    return int(match[1]) if match else None


def _month(text: str) -> int | None:
    word = text.lower().strip(". ")
    if word in MONTHS:
        return MONTHS[word]
    return int(word) if re.fullmatch(r"0?[1-9]|1[0-2]", word) else None


def _yes_no(text: str) -> bool | None:
    word = text.lower()
    return True if word in _YES else False if word in _NO else None


def read_date(text: str) -> date | None:
    """A date written ISO, day first (17/08/2025), or with the month in words; else None."""
    lower = text.lower()
    if match := _DATE_WORDS.match(lower):
        month = MONTHS.get(match[2])
        return _date(int(match[3]), month, int(match[1])) if month else None
    if match := _DAY_FIRST.match(lower):
        return _date(int(match[3]), int(match[2]), int(match[1]))
    try:
        return datetime.fromisoformat(text).date() if re.match(r"^\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
