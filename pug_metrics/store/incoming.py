"""Batches too long to hold at once: their rows arrive piece by piece within one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pug_metrics.datasets import Dataset, dataset
from pug_metrics.store import records
from pug_metrics.store.batch import NewBatch

if TYPE_CHECKING:
    import duckdb


# The engine writes whole row groups straight to the file; other rows go through its log first and
# are written twice.
ROW_GROUP = 122_880
AT_ONCE = 3 * ROW_GROUP


class Abandoned(Exception):
    """The transaction was left before its batches were finished; it is rolled back."""


class Incoming:
    """Rows of some batches on their way in; nothing is stored before ``finish`` and the exit."""

    def __init__(
        self, cursor: duckdb.DuckDBPyConnection, first: int, settle: Callable[[NewBatch], str]
    ) -> None:
        """``first``: number of the first batch; ``settle`` refuses a batch or gives its label."""
        self._cursor = cursor
        self._first = first
        self._settle = settle
        self._order: list[str] = []
        self._waiting: dict[str, list[pa.Table]] = {}
        self._stored: dict[str, int] = {}
        self._hashes: list[np.ndarray[tuple[int], np.dtype[np.uint64]]] = []
        self.finished = False

    def add(self, name: str, rows: pa.Table) -> None:
        """Append rows of dataset ``name``; raises ``StoreError`` as ``Store.commit`` does."""
        if name not in self._stored:
            self._order.append(name)
            self._stored[name] = 0
        prepared = records.prepared_rows(name, rows)
        waiting = self._waiting.setdefault(name, [])
        waiting.append(prepared)
        ready = sum(table.num_rows for table in waiting)
        if ready >= AT_ONCE:
            self._write(name, ready - ready % ROW_GROUP)
        if name == self._order[0]:
            self._hashes.append(self._hashed(dataset(name), prepared))

    def repeated(self, limit: int = 200) -> tuple[int, list[tuple[int, int]]]:
        """Rows of the first dataset whose full key came before.

        Gives how many, and up to ``limit`` pairs (row in the file, the first row of that key).
        """
        hashes = np.concatenate(self._hashes) if self._hashes else np.empty(0, np.uint64)
        self._hashes = [hashes]
        hashes.sort()
        again = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
        if not len(again):
            return 0, []
        self._write(self._order[0])
        declared = dataset(self._order[0])
        self._cursor.register("sidik_ganda", pa.table({"sidik": pa.array(again)}))
        try:
            found = self._cursor.execute(_repeats(declared), [self._first]).fetchall()
        finally:
            self._cursor.unregister("sidik_ganda")
        pairs = [(row, rows[0]) for rows in (sorted(each[0]) for each in found) for row in rows[1:]]
        return len(pairs), sorted(pairs)[:limit]

    def finish(self, batches: Sequence[NewBatch]) -> None:
        """Write the books of the batches, one a dataset that came; their ``rows`` are only counted.

        Raises ``StoreError`` as ``Store.commit_many`` does.
        """
        for batch in batches:
            self._write(batch.dataset)
            number = self._first + self._order.index(batch.dataset)
            stored = self._stored[batch.dataset]
            records.insert_books(self._cursor, number, batch, self._settle(batch), stored)
        self.finished = True

    def _write(self, name: str, rows: int | None = None) -> None:
        """Write so many of the rows that wait for a dataset (all, unless told otherwise)."""
        waiting = self._waiting.pop(name, [])
        if not waiting:
            return
        number = self._first + self._order.index(name)
        table = pa.concat_tables(waiting)
        ready = table.slice(0, table.num_rows if rows is None else rows)
        # Several chunks would be written as several parts of row groups.
        whole = ready.combine_chunks()
        self._stored[name] += records.insert_rows(self._cursor, number, name, whole)
        if rows is not None and rows < table.num_rows:
            self._waiting[name] = [table.slice(rows)]

    def _hashed(
        self, declared: Dataset, rows: pa.Table
    ) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
        keyed = self._cursor.from_arrow(rows).filter(_full(declared))
        found = keyed.project(f"{_hash(declared)} AS sidik").fetchnumpy()["sidik"]
        return np.asarray(found, dtype=np.uint64)


def _hash(declared: Dataset) -> str:
    return f"hash({', '.join(declared.key)})"


def _full(declared: Dataset) -> str:
    return " AND ".join(f"{name} IS NOT NULL" for name in declared.key_full)


def _repeats(declared: Dataset) -> str:
    # Equal hashes are only likely repeats; the keys themselves decide.
    return (
        f"SELECT list(baris) FROM simpan.{declared.name} WHERE id_unggahan = ? "  # noqa: S608 - declared names
        f"AND {_full(declared)} AND {_hash(declared)} IN (SELECT sidik FROM sidik_ganda) "
        f"GROUP BY {', '.join(declared.key)} HAVING count(*) > 1"
    )
