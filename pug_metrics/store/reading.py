"""What readers see: one built version of the data, kept until its last reader has gone."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pug_metrics.store.batch import BatchRecord
from pug_metrics.store.supposing import Part, Replacement
from pug_metrics.store.version import DataVersion

if TYPE_CHECKING:
    from types import TracebackType

    import duckdb

    from pug_metrics.store.attached import Attached

# Large answers that a version keeps for who asks next; one can take a hundred megabytes.
KEPT = 2
Parameters = Mapping[str, Any] | Sequence[Any] | None


@dataclass(slots=True, eq=False)
class Generation:
    """One built version: its schema in memory, what it was built from, how many read it.

    ``base``: the version that a what-if reads too, held for as long as it is read itself.
    """

    schema: str
    version: DataVersion
    batches: tuple[BatchRecord, ...]
    connection: duckdb.DuckDBPyConnection
    readers: int = field(default=0)
    kept: OrderedDict[tuple[object, ...], pa.Table] = field(default_factory=OrderedDict)
    keeping: threading.Lock = field(default_factory=threading.Lock)
    base: Generation | None = field(default=None)

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

    def keep(self, key: tuple[object, ...], make: Callable[[], pa.Table]) -> pa.Table:
        """What ``make`` gave for ``key`` the last time, or gives now; the last few are kept."""
        with self.keeping:
            found = self.kept.get(key)
        if found is None:
            found = make()
        with self.keeping:
            self.kept[key] = found
            self.kept.move_to_end(key)
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)
        return found

    def drop(self) -> None:
        """Free the memory; only when nobody reads it and a newer one stands in its place."""
        cursor = self.connection.cursor()
        try:
            cursor.execute(f"DROP SCHEMA IF EXISTS memory.{self.schema} CASCADE")
        finally:
            cursor.close()


class Workbench:
    """One cursor on one version: what it makes in ``TEMP`` tables is gone when it is closed."""

    def __init__(
        self, attached: Attached, generation: Generation, cursor: duckdb.DuckDBPyConnection
    ) -> None:
        self._attached = attached
        self._generation = generation
        self._cursor = cursor

    def run(self, sql: str) -> None:
        """Run one statement that gives nothing back."""
        with self._attached.asking(self._generation):
            self._cursor.execute(sql)

    def query(self, sql: str) -> pa.Table:
        """Run one question; money arrives as decimal128."""
        with self._attached.asking(self._generation):
            return self._cursor.execute(sql).to_arrow_table()


class Reading:
    """The data as they are now, unchanged by later commits, until it is closed.

    Several queries of one page or metric asked through one ``Reading`` agree with each other.
    """

    def __init__(self, attached: Attached, generation: Generation | None = None) -> None:
        """The current version, or one that is held already."""
        self._attached = attached
        self._generation = attached.hold() if generation is None else generation
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

    def kept(self, key: tuple[object, ...], make: Callable[[], pa.Table]) -> pa.Table:
        """A large answer about this version, made once while few others are asked for.

        ``key`` names all that it rests on besides this version.
        """
        return self._generation.keep(key, make)

    def what_if(self, name: str, part: Part, replacements: Iterable[Replacement]) -> Reading:
        """A copy in memory of one region and year of this version, with some rows replaced.

        Nothing is stored; closing it drops it. Its label says *andaikan* and ``name``.
        """
        built = self._attached.suppose(self._generation, name, part, replacements)
        return Reading(self._attached, built)

    @contextmanager
    def workbench(self, tables: Mapping[str, pa.Table]) -> Iterator[Workbench]:
        """A place to compare ``tables`` (name → rows) with this version; it leaves no trace."""
        cursor = self._generation.connection.cursor()
        try:
            cursor.execute(f"SET search_path = '{self._generation.schema}'")
            for name, rows in tables.items():
                cursor.register(name, rows)
            yield Workbench(self._attached, self._generation, cursor)
        finally:
            cursor.close()

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
