"""The store: batches in, rows in force out. The only object with a life."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import duckdb
import pyarrow as pa

from pug_metrics.errors import StoreError
from pug_metrics.store import audit, derive, in_force, records, schema, snapshot
from pug_metrics.store.batch import BatchRecord, NewBatch, Scope
from pug_metrics.store.connect import FileTarget, as_store_error, prepare_folder, private_files
from pug_metrics.store.journal import Finding, Journal
from pug_metrics.store.lock import FileLock
from pug_metrics.store.reading import Generation, Parameters, Reading
from pug_metrics.store.version import DataVersion

if TYPE_CHECKING:
    from types import TracebackType

SIMULATED = "simulasi"


class Store:
    """One database held by this process: many readers in threads, one writer at a time.

    ``warnings``: what the start found wrong and put right or could not (``Finding``); the frame
    shows them.
    """

    _shared: ClassVar[dict[Path, Store]] = {}
    _shared_lock: ClassVar[threading.Lock] = threading.Lock()

    def __init__(
        self,
        target: FileTarget,
        lock: FileLock | None,
        simulated: bool | None,  # noqa: FBT001
    ) -> None:
        """Connect; call ``Store.open`` instead."""
        self.warnings: list[Finding] = []
        self._target = target
        self._lock = lock
        self._simulated = simulated
        self._write = threading.RLock()
        self._swap = threading.Lock()
        self._built = 0
        self._retired: list[Generation] = []
        self._open = True
        self._connect()

    @classmethod
    def open(cls, path: Path, *, simulated: bool | None = None) -> Store:
        """Open or make the database at ``path``; a second opening is refused, also in this process.

        ``simulated``: True labels everything in it as simulated; ``None`` asks its batches.
        Raises ``StoreError``: ``basis_data_terkunci``, ``basis_data_lebih_baru``,
        ``format_lebih_baru``, ``folder_hanya_baca``, ``bukan_folder``, ``cakram_penuh``,
        ``basis_data_rusak``.
        """
        path = Path(path).resolve()
        lock = prepare_folder(path)
        try:
            return cls(FileTarget(path), lock, simulated)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def shared(cls, path: Path, *, simulated: bool | None = None) -> Store:
        """The one open store of ``path`` in this process, opened on the first call."""
        path = Path(path).resolve()
        with cls._shared_lock:
            if path not in cls._shared or not cls._shared[path]._open:
                cls._shared[path] = cls.open(path, simulated=simulated)
            return cls._shared[path]

    @property
    def path(self) -> Path:
        """Where the database lies."""
        return self._target.path

    # -- reading ---------------------------------------------------------------------------------

    @property
    def version(self) -> DataVersion:
        """State of the data that a query asked now would see."""
        return self._current.version

    def batches(self) -> tuple[BatchRecord, ...]:
        """Every batch in order of commit, undone ones included."""
        return self._current.batches

    def frozen(self) -> Reading:
        """The data as they are now, for several queries that must agree; close it after use."""
        with self._swap:
            self._current.readers += 1
            return Reading(self, self._current)

    def query(self, sql: str, params: Parameters = None) -> pa.Table:
        """Run ``sql`` on the derived tables; money arrives as decimal128."""
        with self.frozen() as reading:
            return reading.query(sql, params)

    def run(self, generation: Generation, sql: str, params: Parameters) -> pa.Table:
        """Run ``sql`` on one held version; for ``Reading``."""
        try:
            return generation.query(sql, params)
        except duckdb.OutOfMemoryException as error:
            raise StoreError("memori_kurang") from error
        except duckdb.FatalException as error:
            with self._write:
                if generation.connection is self._connection:
                    self._reconnect()
            raise StoreError("basis_data_disambung_ulang", berkas=self._target.place) from error

    def let_go(self, generation: Generation) -> None:
        """One reader less; for ``Reading``."""
        with self._swap:
            generation.readers -= 1
        if generation is not self._current and self._write.acquire(blocking=False):
            try:
                self._drop_retired()
            finally:
                self._write.release()

    # -- writing ---------------------------------------------------------------------------------

    def commit(self, batch: NewBatch) -> BatchRecord:
        """Store one batch; see ``commit_many``."""
        return self.commit_many([batch])[0]

    def commit_many(self, batches: Iterable[NewBatch]) -> tuple[BatchRecord, ...]:
        """Store batches in one transaction, all or none, and build the derived tables once.

        Raises ``StoreError``: ``berkas_sudah_dimuat`` (with ``id_unggahan``) when loading again
        would change nothing, ``simulasi_tercampur``, ``cakram_penuh``, ``kolom_asing``,
        ``kolom_pecahan``.
        """
        new = tuple(batches)
        with self._write, private_files():
            self._require_open()
            self._refuse(new)
            first = self._next_number()
            with records.transaction(self._connection, self._failed) as cursor:
                for offset, batch in enumerate(new):
                    status = SIMULATED if self._simulated else batch.status_data
                    records.insert(cursor, first + offset, batch, status)
            self._settle()
            return tuple(r for r in self.batches() if r.id_unggahan >= first)

    def undo(self, id_unggahan: int, aktor: str, alasan: str = "") -> None:
        """Take one batch out of force by one appended event, also when later ones exist.

        Raises ``StoreError``: ``unggahan_tidak_ada``, ``sudah_dibatalkan``.
        """
        with self._write, private_files():
            self._require_open()
            found = {record.id_unggahan: record for record in self.batches()}.get(id_unggahan)
            if found is None:
                raise StoreError("unggahan_tidak_ada", id_unggahan=id_unggahan)
            if found.dibatalkan is not None:
                raise StoreError("sudah_dibatalkan", id_unggahan=id_unggahan, berkas=found.berkas)
            with records.transaction(self._connection, self._failed) as cursor:
                records.insert_event(cursor, id_unggahan, aktor, alasan)
            self._settle()

    def occupied(self, dataset: str, scopes: Iterable[Scope]) -> tuple[BatchRecord, ...]:
        """Batches in force of ``dataset`` that speak for a part of ``scopes``."""
        asked = tuple(scopes)
        return tuple(
            record
            for record in self.batches()
            if record.dataset == dataset
            and record.dibatalkan is None
            and any(mine.overlaps(other) for mine in record.scopes for other in asked)
        )

    def check(self) -> tuple[Finding, ...]:
        """Compare journal, books and rows now; what disagrees, or nothing."""
        with self._write:
            self._require_open()
            return audit.findings(self._connection, self._journal)

    def snapshot(self, target: Path) -> Path:
        """Copy the database to ``target``, verified and on the disk; readers go on meanwhile.

        Raises ``StoreError``: ``cakram_penuh``, ``salinan_ke_diri_sendiri``, ``salinan_berbeda``.
        """
        with self._write:
            self._require_open()
            self._target.require_room(self._target.size() // 3)
            try:
                return snapshot.take(self._connection, self._target, Path(target))
            except (duckdb.Error, OSError) as error:
                known = as_store_error(error, str(target))
                if known is None:
                    raise
                raise known from error

    # -- life ------------------------------------------------------------------------------------

    def close(self) -> None:
        """Let the database go; waits for the writer, not for readers."""
        with self._write:
            if self._open:
                self._open = False
                self._connection.close()
                if self._lock is not None:
                    self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- within ----------------------------------------------------------------------------------

    def _require_open(self) -> None:
        if not self._open:
            raise StoreError("basis_data_tertutup", berkas=self._target.place)

    def _connect(self) -> None:
        connection = self._target.connect()
        try:
            with private_files():
                identity = schema.migrate(connection.cursor(), self._target.place)
            self._journal = Journal(self._target.journal, identity)
            self.warnings = [*self._target.warnings, *audit.heal(connection, self._journal)]
            self._connection = connection
            self._retired = []
            self._current = self._build()
        except duckdb.Error as error:
            connection.close()
            known = as_store_error(error, self._target.place)
            raise known or StoreError("basis_data_rusak", berkas=self._target.place) from error
        except BaseException:
            connection.close()
            raise

    def _reconnect(self) -> None:
        """After a fatal error the engine answers nothing until it is attached anew."""
        self._connection.close()
        self._connect()
        self.warnings.append(Finding("disambung_ulang", {"berkas": self._target.place}))

    def _failed(self, error: duckdb.Error) -> StoreError | None:
        if isinstance(error, duckdb.FatalException):
            self._reconnect()
        return as_store_error(error, self._target.place)

    def _refuse(self, new: tuple[NewBatch, ...]) -> None:
        for batch in new:
            same = records.already_loaded(self.batches(), batch)
            if same is not None:
                raise StoreError(
                    "berkas_sudah_dimuat", id_unggahan=same.id_unggahan, berkas=same.berkas
                )
        if not self._simulated:
            kinds = {record.status_data == SIMULATED for record in self._active()}
            kinds |= {batch.status_data == SIMULATED for batch in new}
            if len(kinds) > 1:
                raise StoreError("simulasi_tercampur", berkas=self._target.place)
        self._target.require_room(sum(batch.rows.nbytes for batch in new))

    def _active(self) -> tuple[BatchRecord, ...]:
        return tuple(record for record in self.batches() if record.dibatalkan is None)

    def _next_number(self) -> int:
        stored = max((record.id_unggahan for record in self.batches()), default=0)
        return max(stored, self._journal.last_number()) + 1

    def _settle(self) -> None:
        """After a commit: file, journal, derived tables, in this order."""
        try:
            self._target.checkpoint(self._connection)
        except duckdb.FatalException:
            self._reconnect()  # the commit itself is in the log; the journal is healed on the way
            return
        audit.heal(self._connection, self._journal)
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

    def _build(self) -> Generation:
        """Derived tables of what is committed now, in a schema of their own."""
        self._built += 1
        name = f"v{self._built}"
        cursor = self._connection.cursor()
        try:
            events = records.read_events(cursor)
            batches = records.read_batches(cursor, events)
            cursor.execute(f"CREATE SCHEMA memory.{name}")
            cursor.execute(f"SET search_path = '{name}'")
            in_force.build(cursor, name, batches)
            derive.build(cursor, name)
        finally:
            cursor.close()
        version = self._version(batches, [event["waktu"] for event in events])
        return Generation(name, version, batches, self._connection)

    def _version(self, batches: tuple[BatchRecord, ...], times: list[datetime]) -> DataVersion:
        active = [record for record in batches if record.dibatalkan is None]
        simulated = self._simulated
        if simulated is None:
            simulated = bool(active) and all(r.status_data == SIMULATED for r in active)
        at = max([record.waktu for record in batches] + times, default=None)
        return DataVersion(len(batches) + len(times), at, simulated)
