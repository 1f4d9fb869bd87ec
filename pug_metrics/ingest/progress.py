"""Cumulative spending over the months: it may rise or stand still, never fall."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import dataset
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.keys import row_keys
from pug_metrics.store import Store, compare
from pug_metrics.tables.masks import some, sure

_WIDE = pa.decimal128(38, 2)
_NAMES = ("sampai_bulan", "realisasi", "baris")


def progress_rules(table: pa.Table, store: Store | None) -> Iterator[Mark]:
    """Rows whose spending up to a month is less than up to a month before, in file or store.

    ``table`` holds the key of the dataset ``realisasi`` without the month, ``sampai_bulan``,
    ``realisasi`` (rupiah) and ``baris``. Where the later figure is the stored one, the row of the
    file that exceeds it is named.
    """
    key = [name for name in dataset("realisasi").key if name != "sampai_bulan"]
    if not {*key, *_NAMES} <= set(table.column_names):
        return
    spent = table.select([*key, *_NAMES])
    spent = spent.filter(pc.and_(pc.is_valid(spent["realisasi"]), pc.is_valid(spent["tahun"])))
    months = pc.unique(spent["sampai_bulan"]).drop_null()
    stored = _stored(spent, key, months, store) if store and spent.num_rows else None
    if not spent.num_rows or (stored is None and len(months) < 2):
        return
    yield from _falling(_summed(spent, key), stored, key)


def _summed(spent: pa.Table, key: list[str]) -> pa.Table:
    at = spent.column_names.index("realisasi")
    wide = spent.set_column(at, "realisasi", spent["realisasi"].cast(_WIDE))
    found = wide.group_by([*key, "sampai_bulan"]).aggregate(
        [("realisasi", "sum"), ("baris", "min")]
    )
    return found.rename_columns([*key, *_NAMES])


def _stored(spent: pa.Table, key: list[str], months: pa.Array, store: Store) -> pa.Table | None:
    """Sums in force by key and month, without the months that the file speaks for."""
    regions = pc.unique(spent["kode_daerah"]).drop_null().to_pylist()
    years = pc.unique(spent["tahun"]).drop_null().to_pylist()
    found = compare.sums_in_force(
        store, "realisasi", [*key, "sampai_bulan"], ["realisasi"], regions, years
    )
    agencies = pc.unique(spent["kode_skpd"])
    kept = pc.and_(
        pc.is_in(found["kode_skpd"], agencies),
        pc.invert(pc.is_in(found["sampai_bulan"], months)),
    )
    found = found.filter(kept)
    if not found.num_rows:
        return None
    found = found.append_column("baris", pa.nulls(found.num_rows, pa.int32()))
    at = found.column_names.index("realisasi")
    found = found.set_column(at, "realisasi", found["realisasi"].cast(_WIDE))
    return found.select([*key, *_NAMES])


def _falling(spent: pa.Table, stored: pa.Table | None, key: list[str]) -> Iterator[Mark]:
    both = (
        spent if stored is None else pa.concat_tables([spent, stored], promote_options="permissive")
    )
    both = both.append_column("kunci", row_keys([both[name] for name in key]))
    both = both.sort_by([("kunci", "ascending"), ("sampai_bulan", "ascending")]).combine_chunks()
    before, after = both.slice(0, both.num_rows - 1), both.slice(1)
    fell = pc.and_(
        pc.equal(after["kunci"], before["kunci"]),
        sure(pc.less(after["realisasi"], before["realisasi"])),
    )
    named = pc.coalesce(after["baris"], before["baris"])
    fell = pc.and_(fell, pc.is_valid(named))
    if not some(fell):
        return
    before, after = before.filter(fell), after.filter(fell)
    yield Mark(
        "realisasi_turun",
        Severity.AWAS,
        "realisasi",
        named.filter(fell).combine_chunks(),
        pc.cast(after["realisasi"], pa.string()).combine_chunks(),
        row_facts={
            "bulan": pc.cast(after["sampai_bulan"], pa.string()).combine_chunks(),
            "sekarang": after["realisasi"].combine_chunks(),
            "bulan_lalu": pc.cast(before["sampai_bulan"], pa.string()).combine_chunks(),
            "lalu": before["realisasi"].combine_chunks(),
        },
    )
