"""What a report would change in the store: rows new, changed, gone and the same, before it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import dataset
from pug_metrics.ingest.changes import (
    Change,
    ColumnChange,
    Difference,
    Kind,
    PartDifference,
    ScopeDifference,
    Tallies,
    Tally,
)
from pug_metrics.ingest.report import Part, Report
from pug_metrics.store import Scope, Store
from pug_metrics.store.comparing import Comparison, compare

SHOWN = 200
_SCOPE = tuple(each.name for each in fields(Scope))


def difference(store: Store, report: Report, *, shown: int = SHOWN) -> Difference:
    """Compare what the report would store with the rows in force in its scopes.

    Counts and sums are exact, ``shown`` limits the samples of each kind.
    """
    parts = []
    with store.frozen() as reading:
        for part in report.parts:
            with compare(reading, dataset(part.dataset), compared(part), part.scopes) as found:
                parts.append(part_difference(found, shown))
    return Difference(tuple(parts), report.ditolak)


def every_change(store: Store, report: Report, kind: Kind, part: int = 0) -> Iterator[Change]:
    """All changes of one kind in a part of the report, in order, one by one."""
    chosen = report.parts[part]
    with (
        store.frozen() as reading,
        compare(reading, dataset(chosen.dataset), compared(chosen), chosen.scopes) as found,
    ):
        table = _TABLES[kind](found, None)
    for batch in table.to_batches(max_chunksize=1000):
        yield from _changes(kind, pa.Table.from_batches([batch]), found.declared.name)


def compared(part: Part) -> pa.Table:
    """The rows of a part as they are compared: with the stored rows that they say they were."""
    rows = part.rows
    if part.origins is None:
        return rows
    at = pc.index_in(rows["baris"], part.origins["baris"].combine_chunks())
    for name in ("asal_unggahan", "asal_baris"):
        rows = rows.append_column(name, part.origins[name].take(at))
    return rows


def part_difference(found: Comparison, shown: int = SHOWN) -> PartDifference:
    """What an open comparison says."""
    declared = found.declared
    total, scopes = _tallies(found)
    changed = total.changed_after.rows
    samples = [
        each
        for kind, count in (("baru", total.new), ("berubah", total.changed_after),
                            ("hilang", total.gone))
        if count.rows and shown
        for each in _changes(kind, _TABLES[kind](found, shown), declared.name)
    ]  # fmt: skip
    return PartDifference(
        declared.name,
        declared.measure,
        total,
        scopes,
        _columns(found) if changed else (),
        tuple(samples),
    )


_TABLES: Mapping[str, Callable[[Comparison, int | None], pa.Table]] = {
    "baru": Comparison.added,
    "berubah": Comparison.changed,
    "hilang": Comparison.gone,
}
_KINDS = {
    "lama": "before", "datang": "file", "baru": "new", "ubah_lama": "changed_before",
    "ubah_baru": "changed_after", "hilang": "gone", "hilang_sekunci": "gone_beside",
    "luar": "elsewhere",
}  # fmt: skip


def _tallies(found: Comparison) -> tuple[Tallies, tuple[ScopeDifference, ...]]:
    counted: dict[Scope, dict[str, Tally]] = {}
    for row in found.tallies().to_pylist():
        scope = Scope(**{name: row[name] for name in _SCOPE if row.get(name) is not None})
        counted.setdefault(scope, {})[_KINDS[row["jenis"]]] = Tally(row["baris"], row["jumlah"])
    names = _names(found) if any(scope.kode_skpd for scope in counted) else {}
    scopes = [
        ScopeDifference(scope, names.get((scope.kode_daerah, scope.kode_skpd), ""), Tallies(**own))
        for scope, own in sorted(counted.items())
    ]
    return sum((each.tallies for each in scopes), Tallies()), tuple(scopes)


def _names(found: Comparison) -> dict[tuple[str, str], str]:
    rows = found.agencies().to_pylist()
    return {(row["kode_daerah"], row["kode_skpd"]): row["nama"] for row in rows}


def _columns(found: Comparison) -> tuple[ColumnChange, ...]:
    row = found.columns().to_pylist()[0]
    return tuple(
        ColumnChange(column.name, row[column.name], row[f"{column.name}_kosong"])
        for column in found.declared.columns
        if row[column.name]
    )


def _changes(kind: str, table: pa.Table, name: str) -> Iterator[Change]:
    names = [column.name for column in dataset(name).columns]
    for row in table.to_pylist():
        now = {column: row[column] for column in names if row[column] is not None}
        if kind == "baru":
            yield Change("baru", row["baris"], None, new=now)
        elif kind == "hilang":
            yield Change("hilang", None, (row["id_unggahan"], row["baris"]), old=now)
        else:
            then = {c: row[f"{c}_lama"] for c in names if row[f"{c}_lama"] is not None}
            stored = (row["id_unggahan_lama"], row["baris_lama"])
            yield Change("berubah", row["baris"], stored, then, now, row["pasti"])
