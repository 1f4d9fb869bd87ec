"""The life behind a store: the attached database, its built versions, how they change places."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

import duckdb
import pyarrow as pa

from pug_metrics.errors import StoreError
from pug_metrics.store import audit, derive, in_force, records, schema, supposing
from pug_metrics.store.batch import SIMULATED, BatchRecord
from pug_metrics.store.connect import Target, as_store_error, disk_full, is_fatal
from pug_metrics.store.journal import Finding, Journal
from pug_metrics.store.named_versions import NamedVersion
from pug_metrics.store.reading import Generation, Parameters
from pug_metrics.store.supposing import Part, Replacement
from pug_metrics.store.version import DataVersion

# Named states that stay built beside the newest one; each takes as much memory as that.
FROZEN = 2
_DAMAGE = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
)


class Attached:
    """One attached database: many readers in threads, one writer at a time."""

    def __init__(self, target: Target, *, simulated: bool | None, derived: bool = True) -> None:
        """Connect and build; raises what ``Target.connect`` and the migrations raise."""
        self.target = target
        self._derived = derived
        self.simulated = simulated
        self.warnings: list[Finding] = []
        self._write = threading.RLock()
        self._swap = threading.Lock()
        self._built = 0
        self._open = True
        self._broken = False
        self._connect()

    @property
    def current(self) -> Generation:
        """The version that a reader gets now."""
        return self._current

    # -- readers ---------------------------------------------------------------------------------

    def hold(self) -> Generation:
        """The current version, kept until ``let_go``."""
        with self._swap:
            if not self._open:
                raise StoreError("basis_data_tertutup", berkas=self.target.place)
            self._current.readers += 1
            return self._current

    def let_go(self, generation: Generation) -> None:
        """One reader less; the last one of an old version frees it unless a writer will."""
        with self._swap:
            generation.readers -= 1
            base = generation.base if generation.readers == 0 else None
        if base is not None:
            self.let_go(base)
        if generation is not self._current and self._write.acquire(blocking=False):
            try:
                self._drop_retired()
            finally:
                self._write.release()

    def run(self, generation: Generation, sql: str, params: Parameters) -> pa.Table:
        """Run ``sql`` on one held version; raises as ``asking`` does."""
        with self.asking(generation):
            return generation.query(sql, params)

    @contextmanager
    def asking(self, generation: Generation) -> Iterator[None]:
        """What the engine says about a question on one held version, as a ``StoreError``.

        Raises ``StoreError``: ``memori_kurang``, ``basis_data_disambung_ulang``,
        ``basis_data_rusak``.
        """
        try:
            yield
        except duckdb.OutOfMemoryException as error:
            raise StoreError("memori_kurang") from error
        except duckdb.Error as error:
            if not is_fatal(error):
                if isinstance(error, _DAMAGE):
                    raise StoreError("basis_data_rusak", berkas=self.target.place) from error
                raise
            with self.holding():
                if generation.connection is self.connection:
                    self._reconnect()
            raise StoreError("basis_data_disambung_ulang", berkas=self.target.place) from error

    def imagine(self, without: frozenset[int], *, derived: bool) -> Generation:
        """The version there would be without some batches, held; it goes with its last reader."""
        with self.holding():
            built = self._build(without, derived=derived)
            with self._swap:
                built.readers = 1
                self._retired.append(built)
            return built

    def suppose(
        self, base: Generation, name: str, part: Part, replacements: Iterable[Replacement]
    ) -> Generation:
        """A held version with other rows in its place; ``base`` is held as long as it is."""
        with self.holding(), self.asking(base):
            with self._schema() as (cursor, schema_name):
                supposing.build(cursor, schema_name, base.schema, part, replacements)
                derive.build(cursor, schema_name, base.schema)
            version = replace(base.version, supposed=name)
            built = Generation(
                schema_name, version, base.batches, base.connection, readers=1, base=base
            )
            with self._swap:
                base.readers += 1
                self._retired.append(built)
            return built

    def as_of(self, named: NamedVersion) -> Generation:
        """The version of a named state, held; the last few stay built for who asks next."""
        with self.holding():
            built = self._frozen.pop(named.id_versi, None) or self._build_named(named)
            self._frozen[named.id_versi] = built
            with self._swap:
                built.readers += 1
            while len(self._frozen) > FROZEN:
                self.let_go(self._frozen.pop(next(iter(self._frozen))))
            return built

    def _build_named(self, named: NamedVersion) -> Generation:
        built = self._build(named=named)
        with self._swap:
            built.readers = 1  # ours, until another takes its place
            self._retired.append(built)
        return built

    # -- the writer ------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The turn to write, on the newest state."""
        with self.holding():
            if not self.target.guarded:
                self._reconnect()
            if not self.target.guarded:
                raise disk_full(self.target.place)
            with self.target.writing(self.connection):
                self.refresh()
                yield

    @contextmanager
    def holding(self) -> Iterator[None]:
        """The database at rest: nobody writes in this process."""
        with self._write:
            if not self._open:
                raise StoreError("basis_data_tertutup", berkas=self.target.place)
            if self._broken:
                self._reconnect()
            yield

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor in a transaction that is stored as a whole or not at all, then made durable.

        An error of the engine becomes the ``StoreError`` that says what it means to a user.
        """
        with self._storing() as cursor:
            yield cursor
        self._settle()

    @contextmanager
    def noting(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The same for rows that no figure rests on: nothing is built anew after it."""
        with self._storing() as cursor:
            yield cursor
        self.target.checkpoint(self.connection)
        self._write_journal(self.connection)

    @contextmanager
    def _storing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            with records.transaction(self.connection) as cursor:
                yield cursor
        except duckdb.Error as error:
            if is_fatal(error):
                self._reconnect()
            known = as_store_error(error, self.target.place)
            if known is None:
                raise
            raise known from error

    def refresh(self) -> None:
        """Build anew where more is stored than was built from: by others, on a lake."""
        with self.holding():
            if records.count(self.connection) != self._current.version.number:
                self._replace()

    def next_number(self) -> int:
        """Number of the next batch; one that was lost is never given again."""
        stored = max((record.id_unggahan for record in self._current.batches), default=0)
        return max(stored, self.journal.last_number()) + 1

    def close(self) -> None:
        """Let the database go; waits for the writer, not for readers."""
        with self._write:
            with self._swap:
                was_open, self._open = self._open, False
            if was_open:
                self.connection.close()

    # -- within ----------------------------------------------------------------------------------

    def _connect(self) -> None:
        connection = self.target.connect()
        try:
            with self.target.writing(connection):
                identity, changed = schema.migrate(connection.cursor(), self.target.place)
                if changed:
                    self.target.checkpoint(connection)  # a lost log must not lose the identity
                self.journal = Journal(self.target.journal, identity)
                lasting = [each for each in self.warnings if each.kind == "wal_dikarantina"]
                self.warnings = [*lasting, *self.target.warnings]
                self.warnings += self._write_journal(connection)
            self.target.warnings.clear()
            self.connection = connection
            self._retired: list[Generation] = []
            self._frozen: dict[int, Generation] = {}
            self._current = self._build()
        except duckdb.Error as error:
            connection.close()
            known = as_store_error(error, self.target.place)
            if known is None and isinstance(error, _DAMAGE):
                known = StoreError("basis_data_rusak", berkas=self.target.place)
            if known is None:
                raise
            raise known from error
        except BaseException:
            connection.close()
            raise

    def _reconnect(self) -> None:
        """After a fatal error the engine answers nothing until the file is attached anew."""
        self._broken = True
        self.connection.close()
        self._connect()
        self._broken = False
        self.warnings.append(Finding("disambung_ulang", {"berkas": self.target.place}))

    def _settle(self) -> None:
        """After a commit: file, journal, derived tables, in this order."""
        try:
            self.target.checkpoint(self.connection)
        except duckdb.Error as error:
            if not is_fatal(error):
                raise
            self._reconnect()  # what was committed stands in the log; all else is built anew
            return
        self._write_journal(self.connection)
        self._replace()

    def _write_journal(self, connection: duckdb.DuckDBPyConnection) -> list[Finding]:
        try:
            return audit.heal(connection, self.journal)
        except OSError:
            late = Finding("jurnal_tertunda", {"berkas": str(self.journal.path)})
            self.warnings.append(late)
            return []

    def _replace(self) -> None:
        built = self._build()
        with self._swap:
            self._retired.append(self._current)
            self._current = built
        self._drop_retired()

    def _drop_retired(self) -> None:
        with self._swap:
            idle = [old for old in self._retired if old.readers == 0]
            self._retired = [old for old in self._retired if old.readers]
        for generation in idle:
            generation.drop()

    def _build(
        self,
        without: frozenset[int] = frozenset(),
        *,
        derived: bool = True,
        named: NamedVersion | None = None,
    ) -> Generation:
        """Derived tables of what is committed now, in a schema of their own.

        Batches in ``without`` count as undone; what came after a ``named`` state does not count.
        """
        with self._schema() as (cursor, name):
            events = records.read_events(cursor, named.sampai_peristiwa if named else None)
            batches = records.read_batches(cursor, events)
            if named is not None:
                batches = tuple(e for e in batches if e.id_unggahan <= named.sampai_unggahan)
            batches = tuple(
                replace(each, dibatalkan=each.waktu) if each.id_unggahan in without else each
                for each in batches
            )
            in_force.build(cursor, name, batches)
            if self._derived and derived:
                derive.build(cursor, name)
        version = self._version(batches, [event["waktu"] for event in events])
        version = replace(version, name=named.nama if named else "")
        return Generation(name, version, batches, self.connection)

    @contextmanager
    def _schema(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
        """A cursor in a new schema of its own, which is dropped again where building fails."""
        self._built += 1
        name = f"v{self._built}"
        cursor = self.connection.cursor()
        try:
            cursor.execute(f"CREATE SCHEMA memory.{name}")
            cursor.execute(f"SET search_path = '{name}'")
            yield cursor, name
        except BaseException:
            cursor.execute(f"DROP SCHEMA IF EXISTS memory.{name} CASCADE")
            raise
        finally:
            cursor.close()

    def _version(self, batches: tuple[BatchRecord, ...], times: list[datetime]) -> DataVersion:
        active = [record for record in batches if record.dibatalkan is None]
        simulated = self.simulated
        if simulated is None:
            simulated = bool(active) and all(r.status_data == SIMULATED for r in active)
        at = max([record.waktu for record in batches] + times, default=None)
        return DataVersion(len(batches) + len(times), at, simulated)
