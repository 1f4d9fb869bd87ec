"""What readers see: one built version of the data, kept until its last reader has gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pug_metrics.store.batch import BatchRecord
from pug_metrics.store.version import DataVersion

if TYPE_CHECKING:
    from types import TracebackType

    import duckdb

    from pug_metrics.store.attached import Attached

Parameters = Mapping[str, Any] | Sequence[Any] | None


@dataclass(slots=True, eq=False)
class Generation:
    """One built version: its schema in memory, what it was built from, how many read it."""

    schema: str
    version: DataVersion
    batches: tuple[BatchRecord, ...]
    connection: duckdb.DuckDBPyConnection
    readers: int = field(default=0)

    def query(self, sql: str, params: Parameters = None) -> pa.Table:
        """Run ``sql`` on a cursor of its own, this version first in the search path."""
        cursor = self.connection.cursor()
        try:
            cursor.execute(f"SET search_path = '{self.schema}'")
            if params is None:
                return cursor.execute(sql).to_arrow_table()
            plain = dict(params) if isinstance(params, Mapping) else list(params)
            return cursor.execute(sql, plain).to_arrow_table()
        finally:
            cursor.close()

    def drop(self) -> None:
        """Free the memory; only when nobody reads it and a newer one stands in its place."""
        cursor = self.connection.cursor()
        try:
            cursor.execute(f"DROP SCHEMA IF EXISTS memory.{self.schema} CASCADE")
        finally:
            cursor.close()


class Reading:
    """The data as they are now, unchanged by later commits, until it is closed.

    Several queries of one page or metric asked through one ``Reading`` agree with each other.
    """

    def __init__(self, attached: Attached) -> None:
        self._attached = attached
        self._generation = attached.hold()
        self._open = True

    @property
    def version(self) -> DataVersion:
        """State of the data that this reading sees."""
        return self._generation.version

    def batches(self) -> tuple[BatchRecord, ...]:
        """Every batch in order of commit, undone ones included."""
        return self._generation.batches

    def query(self, sql: str, params: Parameters = None) -> pa.Table:
        """Like ``Store.query``, on this version."""
        return self._attached.run(self._generation, sql, params)

    def close(self) -> None:
        """Let the version go."""
        if self._open:
            self._open = False
            self._attached.let_go(self._generation)

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
