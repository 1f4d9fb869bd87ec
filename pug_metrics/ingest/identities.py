"""Rows that come home: which stored row each row of an edited export was."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import IDENTITY
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.reading import Reading
from pug_metrics.store import Store
from pug_metrics.store.editing import living_identities
from pug_metrics.store.identity import parsed


def read_origins(
    reading: Reading, lines: pa.Table, store: Store | None
) -> tuple[pa.Table | None, tuple[Mark, ...]]:
    """``baris``, ``asal_unggahan``, ``asal_baris`` of the lines that name a stored row in force.

    An identity that cannot be read, stands on two rows, or names no row in force is left out and
    marked: such a row is compared by its key. Without ``store`` nothing is known of stored rows.
    """
    cells = reading.frame.text.get(IDENTITY)
    # A row of a wide table becomes several lines, and no line is the stored one.
    if cells is None or reading.lines is not None:
        return None, ()
    stay = pc.is_in(reading.frame.rows, lines["baris"].combine_chunks())
    cells, rows = cells.filter(stay), reading.frame.rows.filter(stay)
    named = parsed(cells)
    unread = pc.and_(pc.is_valid(cells), pc.is_null(named["baris"]).combine_chunks())
    twice = pc.and_(pc.invert(unread), _repeated(cells))
    marks = [
        *marked("id_baris_tidak_sah", Severity.AWAS, IDENTITY, unread, rows, cells),
        *marked("id_baris_ganda", Severity.AWAS, IDENTITY, twice, rows, cells),
    ]
    if store is None:
        return None, tuple(marks)
    open_ones = pc.and_not(pc.is_valid(named["baris"]).combine_chunks(), twice)
    living = _living(named, store, reading)
    stale = pc.and_not(open_ones, living)
    marks += marked("id_baris_tak_berlaku", Severity.AWAS, IDENTITY, stale, rows, cells)
    found = pa.table(
        {"baris": rows, "asal_unggahan": named["id_unggahan"], "asal_baris": named["baris"]}
    ).filter(pc.and_(open_ones, living))
    return (found if found.num_rows else None), tuple(marks)


def _repeated(cells: pa.Array) -> pa.Array:
    counted = pc.value_counts(pc.drop_null(cells))
    many = counted.field("values").filter(pc.greater(counted.field("counts"), 1))
    return pc.is_in(cells, many)


def _living(named: pa.Table, store: Store, reading: Reading) -> pa.Array:
    """Where an identity names a row in force whose key has not changed since."""
    batches = [number for number in pc.unique(named["id_unggahan"]).to_pylist() if number]
    known = living_identities(store, reading.declared, batches) if batches else frozenset()
    given = zip(*(named[name].to_pylist() for name in named.column_names), strict=True)
    return pa.array([each in known for each in given], pa.bool_())
