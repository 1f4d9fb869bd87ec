"""What intake compares a file with: sums and amounts in force, by agency, by key, by month."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from pug_metrics.datasets import dataset
from pug_metrics.store.store import Store


def sums_in_force(
    store: Store,
    name: str,
    groups: Sequence[str],
    measures: Sequence[str],
    regions: Sequence[str],
    years: Sequence[int],
) -> pa.Table:
    """One row a group of a dataset: ``groups``, ``jumlah_baris`` and the sum of each measure."""
    declared = dataset(name)
    by = ", ".join(declared.column(each).name for each in groups)
    sums = ", ".join(f"sum({each}) AS {each}" for each in _named(name, measures))
    return store.query(
        f"SELECT {by}, count(*) AS jumlah_baris, {sums} FROM berlaku_{declared.name} "  # noqa: S608 - declared names
        "WHERE kode_daerah IN (SELECT unnest(?)) AND tahun IN (SELECT unnest(?)) GROUP BY ALL",
        [list(regions), list(years)],
    )


def amounts_in_force(
    store: Store, name: str, columns: Sequence[str], year: int, only: tuple[str, Sequence[str]]
) -> pa.Table:
    """``columns`` of the rows in force of one year; ``only``: a code column and its values."""
    declared = dataset(name)
    chosen = ", ".join(_named(name, columns))
    column = declared.column(only[0]).name
    return store.query(
        f"SELECT {chosen} FROM berlaku_{declared.name} "  # noqa: S608 - declared names
        f"WHERE tahun = ? AND {column} IN (SELECT unnest(?))",
        [year, list(only[1])],
    )


def _named(name: str, columns: Sequence[str]) -> list[str]:
    declared = dataset(name)
    return [declared.column(column).name for column in columns]
