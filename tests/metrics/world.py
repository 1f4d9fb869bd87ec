"""A tiny world of rows in force for tests: any datasets as plain dictionaries, derived for real."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import duckdb
import pyarrow as pa

from pug_metrics.datasets.declaration import SQL_TYPES, datasets
from pug_metrics.store import derive
from pug_metrics.store.batch import BatchRecord, Mode, Scope
from pug_metrics.store.version import DataVersion

Rows = Iterable[Mapping[str, Any]]


class World:
    """Answers ``query``, ``batches`` and ``version`` like a store, on rows given by hand."""

    def __init__(
        self, *, totals: Mapping[str, tuple[Any, Any]] | None = None, **rows: Rows
    ) -> None:
        self._totals = dict(totals or {})
        self._connection = duckdb.connect(":memory:")
        self._connection.execute("SET threads = 1")
        self._connection.execute("CREATE SCHEMA v1")
        cursor = self._connection.cursor()
        cursor.execute("SET search_path = 'v1'")
        self._given = {name: [dict(row) for row in given] for name, given in rows.items()}
        for number, name in enumerate(datasets(), 1):
            self._fill(cursor, name, self._given.get(name, []), number)
        derive.build(cursor, "v1")

    def _fill(self, cursor: Any, name: str, rows: list[dict[str, Any]], number: int) -> None:
        columns = {column.name: SQL_TYPES[column.kind] for column in datasets()[name].columns}
        listed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        cursor.execute(f"CREATE TABLE berlaku_{name} ({listed}, id_unggahan BIGINT, baris INTEGER)")
        unknown = {key for row in rows for key in row} - set(columns) - {"baris"}
        assert not unknown, unknown
        if not rows:
            return
        table = pa.table(
            {
                column: pa.array(
                    [None if row.get(column) is None else str(row[column]) for row in rows],
                    pa.string(),
                )
                for column in columns
            }
            | {
                "baris": pa.array(
                    [row.get("baris", i) for i, row in enumerate(rows, 2)], pa.int32()
                )
            }
        )
        cursor.register("isi", table)
        cast = ", ".join(f"{column}::{kind}" for column, kind in columns.items())
        cursor.execute(f"INSERT INTO berlaku_{name} SELECT {cast}, {number}, baris FROM isi")
        cursor.unregister("isi")

    @property
    def version(self) -> DataVersion:
        return DataVersion(1, datetime(2025, 10, 17, tzinfo=UTC), simulated=True)

    def batches(self) -> tuple[BatchRecord, ...]:
        found = []
        for number, name in enumerate(datasets(), 1):
            rows = self._given.get(name)
            if rows:
                stored, declared = self._totals.get(name, (None, None))
                regions = sorted({row["kode_daerah"] for row in rows})
                found.append(
                    BatchRecord(
                        number, name, f"{name}.csv", "0" * 64, Mode.TAMBAH,
                        tuple(Scope(region) for region in regions), len(rows), len(rows), 0, 0,
                        stored, declared, {}, "simulasi", "Penguji",
                        datetime(2025, 10, 17, 9, 12, tzinfo=UTC), None, None,
                    )
                )  # fmt: skip
        return tuple(found)

    def query(self, sql: str, params: Any = None) -> pa.Table:
        cursor = self._connection.cursor()
        try:
            cursor.execute("SET search_path = 'v1'")
            if params is None:
                return cursor.execute(sql).to_arrow_table()
            plain = dict(params) if isinstance(params, Mapping) else list(params)
            return cursor.execute(sql, plain).to_arrow_table()
        finally:
            cursor.close()

    @contextmanager
    def workbench(self, tables: Mapping[str, pa.Table]) -> Iterator[Any]:
        cursor = self._connection.cursor()
        cursor.execute("SET search_path = 'v1'")
        for name, rows in tables.items():
            cursor.register(name, rows)
        yield SimpleNamespace(query=lambda sql: cursor.execute(sql).to_arrow_table())
        cursor.close()

    def kept(self, key: object, make: Callable[[], pa.Table]) -> pa.Table:
        return make()

    def close(self) -> None:
        with suppress(duckdb.Error):
            self._connection.close()


REGION = {"kode_daerah": "99.71", "tahun": 2025, "tahapan": "MURNI"}


def line(opd: str, pagu: Any, **more: Any) -> dict[str, Any]:
    """A budget line of the one region and year; ``more`` overrides."""
    return {**REGION, "kode_skpd": opd, "pagu": pagu, **more}
