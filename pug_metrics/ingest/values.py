"""Choices, years, months, dates and yes/no: each distinct text is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Column, Kind
from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.ingest.dates import DateColumn, date_column, date_text, meanings
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.frame import Frame, by_distinct
from pug_metrics.ingest.periods import month_of, year_of
from pug_metrics.ingest.report import Choice
from pug_metrics.tables.masks import some, sure, times

UNTIL_MONTH = "sampai_bulan"
_YES = {"ya", "y", "1", "true", "benar", "v", "x", "ada", "yes", "√"}
_NO = {"tidak", "t", "n", "0", "false", "salah", "no", "tdk"}
_TYPES = {
    Kind.PILIHAN: pa.string(),
    Kind.TAHUN: pa.int32(),
    Kind.BULAN: pa.int32(),
    Kind.TANGGAL: pa.date32(),
    Kind.YA_TIDAK: pa.bool_(),
}
KINDS = frozenset(_TYPES)
_MISSING = "^(?i:[-\u2010-\u2015\u2212]+|n/a|n[.]a[.]?)$"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ValueReading:
    """A read column: ``values`` of the stored type, what was found, an open choice."""

    values: pa.Array
    marks: tuple[Mark, ...]
    choice: Choice | None = None


def read_values(frame: Frame, column: Column, asked: str | None = None) -> ValueReading:
    """Read a column of one of ``KINDS``; what cannot be read is null and marked.

    ``asked``: the rule of its dates that the user chose.
    """
    written = _written(frame, column)
    if column.kind == Kind.TANGGAL:
        return _dates(frame, column, written, asked)
    if column.kind == Kind.BULAN:
        return _months(frame, column, written)
    indices, found = by_distinct(written, _reader(column))
    values = pa.array(found, _TYPES[column.kind]).take(indices)
    bad = pc.and_(pc.is_valid(written), pc.is_null(values))
    facts: dict[str, object] = {}
    if column.kind == Kind.PILIHAN:
        facts["pilihan"] = ", ".join(column.choices)
    marks = marked(f"{column.kind.value}_tidak_sah", Severity.GALAT, column.name, bad, frame.rows,
                   written, **facts)  # fmt: skip
    return ValueReading(values, tuple(marks))


def _written(frame: Frame, column: Column) -> pa.Array:
    """The cells of a column; a lone dash is missing unless it is a value of its own."""
    cells = frame.get(column.name)
    if normalise_header("-") in column.values:
        return cells
    missing = sure(pc.match_substring_regex(cells, _MISSING))
    return pc.if_else(missing, pa.scalar(None, pa.string()), cells) if some(missing) else cells


def _reader(column: Column) -> Callable[[str], object]:
    readers: dict[Kind, Callable[[str], object]] = {
        Kind.PILIHAN: lambda text: column.values.get(normalise_header(text)),
        Kind.TAHUN: year_of,
        Kind.YA_TIDAK: _yes_no,
    }
    return readers[column.kind]


def _yes_no(text: str) -> bool | None:
    word = text.lower()
    return True if word in _YES else False if word in _NO else None


def _months(frame: Frame, column: Column, written: pa.Array) -> ValueReading:
    until = column.name == UNTIL_MONTH
    indices, found = by_distinct(written, lambda text: month_of(text, until=until))
    values = pa.array([each.month for each in found], pa.int32()).take(indices)
    ends = pa.array([each.ends for each in found], pa.int32()).take(indices)
    years = pa.array([each.year for each in found], pa.int32()).take(indices)
    bad = pc.and_(pc.is_valid(written), pc.is_null(values))
    span = pc.and_(bad, pc.is_valid(ends))
    wrong = no_year = pc.and_(pc.is_valid(years), pc.is_valid(values))
    if some(no_year):
        of_row, known = by_distinct(frame.get("tahun"), year_of)
        wrong = sure(pc.not_equal(pa.array(known, pa.int32()).take(of_row), years))
    name, rows = column.name, frame.rows
    marks = (
        *marked("bulan_tidak_sah", Severity.GALAT, name, pc.and_not(bad, span), rows, written),
        *marked("bulan_rentang", Severity.GALAT, name, span, rows, written, usul=ends),
        *marked("bulan_tahun_lain", Severity.GALAT, name, wrong, rows, written),
    )
    return ValueReading(pc.if_else(wrong, pa.scalar(None, pa.int32()), values), marks)


def _dates(frame: Frame, column: Column, written: pa.Array, asked: str | None) -> ValueReading:
    indices, texts = by_distinct(written, str)
    read = date_column(texts, asked)
    values = pa.array([read.days.get(text) for text in texts], pa.date32()).take(indices)
    marks: list[Mark] = []
    for kind in dict.fromkeys(read.errors.values()):
        bad = pa.array([read.errors.get(text) == kind for text in texts], pa.bool_()).take(indices)
        marks += marked(kind, Severity.GALAT, column.name, sure(bad), frame.rows, written)
    clock = pa.array([text in read.days and date_text(text).clock for text in texts], pa.bool_())
    marks += _clock_note(column, sure(clock.take(indices)), written, values)
    return ValueReading(values, tuple(marks), _choice(column, read))


def _clock_note(
    column: Column, clock: pa.Array, written: pa.Array, values: pa.Array
) -> Iterator[Mark]:
    """A time of the day that is not kept."""
    if some(clock):
        first = pc.index(clock, True).as_py()
        facts = {"jumlah": times(clock), "menjadi": values[first].as_py()}
        yield Mark("tanggal_jam", Severity.CATATAN, column.name, value=written[first].as_py(),
                   facts=facts)  # fmt: skip


def _choice(column: Column, read: DateColumn) -> Choice | None:
    if not read.rules:
        return None
    options = []
    for rule in read.rules:
        days = ((text, meanings(text, rule)) for text in read.open_texts)
        shown = [(text, day) for text, day in days if isinstance(day, date)][:_SHOWN]
        options.append((rule, "; ".join(f"{text} = {day.isoformat()}" for text, day in shown)))
    return Choice("tanggal", column.name, tuple(options))
