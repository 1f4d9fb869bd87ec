"""What cannot have happened yet: months, years and dates after today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Dataset, Kind
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.tables.masks import sure

# Budgets are planned for the coming year, not for later ones.
_YEARS_AHEAD = 1
_OLDEST = date(2000, 1, 1)
# What is about the future: the end of a decree, the year of a target.
_AHEAD = frozenset({("kelembagaan", "berlaku_sampai"), ("target_metrik", "tahun")})


def time_rules(table: pa.Table, declared: Dataset, today: date) -> Iterator[Mark]:
    """Rows of a month that has not begun, of a year too far ahead, with a date after ``today``."""
    rows = table["baris"].combine_chunks()
    yield from _months_ahead(table, rows, today)
    past = "sampai_bulan" not in table.column_names and (declared.name, "tahun") not in _AHEAD
    if "tahun" in table.column_names and past:
        years = table["tahun"].combine_chunks()
        late = sure(pc.greater(years, today.year + _YEARS_AHEAD))
        text = pc.cast(years, pa.string())
        yield from marked("tahun_jauh", Severity.AWAS, "tahun", late, rows, text)
    for column in declared.columns:
        if column.kind == Kind.TANGGAL and (declared.name, column.name) not in _AHEAD:
            yield from _dates(table[column.name].combine_chunks(), column.name, rows, today)


def _months_ahead(table: pa.Table, rows: pa.Array, today: date) -> Iterator[Mark]:
    """Spending up to a month that lies ahead; rows without spending say nothing."""
    if not {"tahun", "sampai_bulan", "realisasi"} <= set(table.column_names):
        return
    months = table["sampai_bulan"].combine_chunks()
    at = pc.add(pc.multiply(table["tahun"].combine_chunks(), 12), months)
    ahead = sure(pc.greater(at, today.year * 12 + today.month))
    ahead = pc.and_(ahead, pc.is_valid(table["realisasi"].combine_chunks()))
    text = pc.cast(months, pa.string())
    yield from marked("bulan_depan", Severity.AWAS, "sampai_bulan", ahead, rows, text,
                      tahun=pc.cast(table["tahun"].combine_chunks(), pa.string()))  # fmt: skip


def _dates(values: pa.Array, column: str, rows: pa.Array, today: date) -> Iterator[Mark]:
    text = pc.cast(values, pa.string())
    ahead = sure(pc.greater(values, pa.scalar(today)))
    yield from marked("tanggal_depan", Severity.AWAS, column, ahead, rows, text)
    old = sure(pc.less(values, pa.scalar(_OLDEST)))
    yield from marked("tanggal_lampau", Severity.AWAS, column, old, rows, text)
