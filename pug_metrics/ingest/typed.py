"""Text columns → typed columns: every declared column with the type it is stored with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Column, Kind
from pug_metrics.ingest.amount_forms import SCALES
from pug_metrics.ingest.faulty import error_cells
from pug_metrics.ingest.findings import Mark
from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.numbers import NumberReading, read_numbers, reading_of
from pug_metrics.ingest.report import Choice, ColumnReading
from pug_metrics.ingest.units import Units, other_units
from pug_metrics.ingest.units import told as units_told
from pug_metrics.ingest.values import KINDS, read_values

ARROW_TYPES: Mapping[Kind, pa.DataType] = {
    Kind.TAHUN: pa.int32(),
    Kind.BULAN: pa.int32(),
    Kind.BULAT: pa.int64(),
    Kind.RUPIAH: pa.decimal128(20, 2),
    Kind.BAGIAN: pa.decimal128(3, 2),
    Kind.PERSEN: pa.decimal128(7, 4),
    Kind.DESIMAL: pa.decimal128(20, 4),
    Kind.TANGGAL: pa.date32(),
    Kind.YA_TIDAK: pa.bool_(),
}
NO_UNITS = Units()


@dataclass(frozen=True, slots=True)
class Typed:
    """``table``: all declared columns in order, then ``baris``; readings of the file's columns."""

    table: pa.Table
    marks: tuple[Mark, ...]
    choices: tuple[Choice, ...]
    readings: Mapping[str, ColumnReading] = field(default_factory=dict)


def read_types(
    frame: Frame, columns: tuple[Column, ...], forms: Mapping[str, str], units: Units = NO_UNITS
) -> Typed:
    """Read every column by its kind; columns that the file lacks are null.

    ``forms``: column → form that the user chose; ``units``: what the file says of its rupiah.
    """
    arrays: dict[str, pa.Array] = {}
    frame, marks = error_cells(frame, columns)
    choices: list[Choice] = []
    readings: dict[str, ColumnReading] = {}
    for column in columns:
        header = frame.headers.get(column.name, "")
        if column.name not in frame.text:
            arrays[column.name] = _default(column, frame.height)
        elif column.kind in SCALES:
            reading = _numbers(frame, column, forms.get(column.name), units)
            arrays[column.name] = reading.values
            marks += reading.marks
            choices += [reading.choice] if reading.choice else []
            readings[column.name] = reading_of(header, column, reading)
        elif column.kind in KINDS:
            values = read_values(frame, column, forms.get(column.name))
            arrays[column.name] = values.values
            marks += values.marks
            choices += [values.choice] if values.choice else []
        else:
            arrays[column.name] = frame.text[column.name]
        if column.name in frame.headers and column.name not in readings:
            readings[column.name] = _plain_reading(header, column, frame, arrays[column.name])
    rupiah = [c for c in columns if c.kind == Kind.RUPIAH and c.name in frame.headers]
    unit_marks, unit_choices = units_told(units, rupiah, readings)
    marks += [*unit_marks, *other_units(frame.headers, columns)]
    choices += unit_choices
    table = pa.table({**arrays, "baris": frame.rows})
    return Typed(table, tuple(marks), tuple(choices), readings)


def _numbers(frame: Frame, column: Column, form: str | None, units: Units) -> NumberReading:
    if column.kind != Kind.RUPIAH:
        return read_numbers(frame, column, form)
    return read_numbers(frame, column, form, units.power(column.name), units.found(column.name))


def _default(column: Column, height: int) -> pa.Array:
    kind = ARROW_TYPES.get(column.kind, pa.string())
    if column.default is None:
        return pa.nulls(height, kind)
    return pa.repeat(pc.cast(pa.scalar(column.default), kind), height)


def _plain_reading(header: str, column: Column, frame: Frame, values: pa.Array) -> ColumnReading:
    return ColumnReading(
        header, column.name, column.kind.value, samples(frame.text[column.name], values)
    )


def samples(written: pa.Array, values: pa.Array) -> tuple[tuple[str, str], ...]:
    """Up to three different cells and what they are read as."""
    pairs = dict(zip(written[:200].to_pylist(), values[:200].to_pylist(), strict=True))
    good = [(cell, str(value)) for cell, value in pairs.items() if cell and value is not None]
    return tuple(good[:3])
