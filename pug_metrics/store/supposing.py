"""Rows in force with some of them replaced: the ground of a what-if, in memory only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from pug_metrics.datasets import Dataset, datasets
from pug_metrics.datasets.declaration import SQL_TYPES

if TYPE_CHECKING:
    import duckdb

# The datasets that a what-if may change and what is split over them.
_NARROWED = ("anggaran", "tag_arg", "dokumen", "realisasi", "lokasi")


@dataclass(frozen=True, slots=True)
class Part:
    """The region and year that a what-if is about; its copy holds no budget line of another."""

    daerah: str
    tahun: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """Rows of a dataset that stand in the place of those in force with one of ``codes``.

    ``codes``: columns of the dataset, one row a set of values (an empty value matches nothing).
    ``rows``: every column of the dataset, ``id_unggahan`` and ``baris``.
    """

    dataset: str
    codes: pa.Table
    rows: pa.Table


def build(
    cursor: duckdb.DuckDBPyConnection, schema: str, base: str, part: Part,
    replacements: Iterable[Replacement],
) -> None:  # fmt: skip
    """Create ``berlaku_<dataset>`` in ``schema``: those of ``base`` with the replacements."""
    changed = {each.dataset: each for each in replacements}
    for declared in datasets().values():
        kept = f"SELECT * FROM memory.{base}.berlaku_{declared.name} AS r"  # noqa: S608 - our names
        if declared.name in _NARROWED:
            kept += f" WHERE r.kode_daerah = '{_text(part.daerah)}' AND r.tahun = {int(part.tahun)}"
        name = f"{schema}.berlaku_{declared.name}"
        if declared.name in changed:
            _replace(cursor, name, declared, kept, changed[declared.name])
        else:
            cursor.execute(f"CREATE VIEW {name} AS {kept}")


def _text(value: str) -> str:
    return value.replace("'", "''")


def _replace(
    cursor: duckdb.DuckDBPyConnection, name: str, declared: Dataset, kept: str,
    replacement: Replacement,
) -> None:  # fmt: skip
    columns = ", ".join(
        f"{column.name}::{SQL_TYPES[column.kind]} AS {column.name}" for column in declared.columns
    )
    by = ", ".join(replacement.codes.column_names)
    cursor.register("andai_kode", replacement.codes)
    cursor.register("andai_baris", replacement.rows)
    try:
        cursor.execute(
            f"CREATE TABLE {name} AS SELECT * FROM ({kept}) ANTI JOIN andai_kode USING ({by}) "  # noqa: S608 - our names
            f"UNION ALL SELECT {columns}, id_unggahan::BIGINT, baris::INTEGER FROM andai_baris"
        )
    finally:
        cursor.unregister("andai_kode")
        cursor.unregister("andai_baris")
