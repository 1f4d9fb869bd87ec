"""The store: batches in, rows in force out. The only object with a life."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import duckdb
import pyarrow as pa

from pug_metrics.errors import StoreError
from pug_metrics.store import audit, named_versions, records, saved_views, snapshot
from pug_metrics.store.attached import Attached
from pug_metrics.store.batch import SIMULATED, BatchRecord, NewBatch, Scope
from pug_metrics.store.connect import FileTarget, Target, as_store_error, prepare_folder
from pug_metrics.store.incoming import Abandoned, Incoming
from pug_metrics.store.journal import Finding
from pug_metrics.store.lake import LakeTarget
from pug_metrics.store.lock import FileLock
from pug_metrics.store.named_versions import NamedVersion
from pug_metrics.store.reading import Parameters, Reading
from pug_metrics.store.saved_views import SavedView
from pug_metrics.store.supposing import Part, Replacement
from pug_metrics.store.version import DataVersion

if TYPE_CHECKING:
    from types import TracebackType


class Store:
    """One database held by this process: many readers in threads, one writer at a time."""

    _shared: ClassVar[dict[Path, Store]] = {}
    _shared_lock: ClassVar[threading.Lock] = threading.Lock()

    def __init__(
        self, target: Target, lock: FileLock | None, *, simulated: bool | None, derived: bool = True
    ) -> None:
        """Connect; call ``Store.open`` instead."""
        self._target = target
        self._lock = lock
        self._attached = Attached(target, simulated=simulated, derived=derived)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        simulated: bool | None = None,
        derived: bool = True,
        memory: int | None = None,
    ) -> Store:
        """Open or make the database at ``path``; a second opening is refused, also in this process.

        ``simulated``: True labels everything in it as simulated; ``None`` asks its batches.
        ``derived``: False leaves out the derived tables that metrics read; intake asks only the
        rows in force (``berlaku_<dataset>``). ``memory``: MiB that the engine may use (a quarter of
        the machine's unless told otherwise); beyond it, it spills beside the database.
        Raises ``StoreError``: ``basis_data_terkunci``, ``basis_data_lebih_baru``,
        ``format_lebih_baru``, ``folder_hanya_baca``, ``bukan_folder``, ``cakram_penuh``,
        ``basis_data_rusak``.
        """
        path = Path(path).resolve()
        lock = prepare_folder(path)
        try:
            return cls(FileTarget(path, memory), lock, simulated=simulated, derived=derived)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open_lake(
        cls,
        dsn: str,
        *,
        rows: str,
        folder: Path,
        catalogue: str = "public",
        simulated: bool | None = None,
    ) -> Store:
        """Open the store on a DuckLake that several processes may share.

        ``dsn``: connection string of PostgreSQL, ``catalogue``: schema in it; ``rows``: folder or
        bucket of the Parquet files; ``folder``: local folder of journal and snapshots. Raises
        ``StoreError``: ``ekstensi_tidak_ada``, ``danau_tidak_tersambung``,
        ``basis_data_lebih_baru``.
        """
        folder = Path(folder).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        return cls(LakeTarget(dsn, catalogue, rows, folder), None, simulated=simulated)

    @classmethod
    def shared(cls, path: Path, *, simulated: bool | None = None) -> Store:
        """The one open store of ``path`` in this process, opened on the first call."""
        path = Path(path).resolve()
        with cls._shared_lock:
            if path not in cls._shared:
                cls._shared[path] = cls.open(path, simulated=simulated)
            return cls._shared[path]

    @property
    def path(self) -> Path:
        """Where the database lies."""
        return self._target.path

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What the start found wrong, mended or not; the frame shows ``simpan_<kind>``."""
        return tuple(self._attached.warnings)

    # -- reading ---------------------------------------------------------------------------------

    @property
    def version(self) -> DataVersion:
        """State of the data that a query asked now would see."""
        return self._attached.current.version

    def batches(self) -> tuple[BatchRecord, ...]:
        """Every batch in order of commit, undone ones included."""
        return self._attached.current.batches

    def frozen(self) -> Reading:
        """The data as they are now, for several queries that must agree; close it after use."""
        return Reading(self._attached)

    def without(self, *numbers: int, derived: bool = True) -> Reading:
        """The data as they would be if these batches were undone; close it after use.

        Builds a version of its own, which takes as long as a commit; ``derived``: False leaves out
        the tables that metrics read, and most of the time.
        """
        return Reading(self._attached, self._attached.imagine(frozenset(numbers), derived=derived))

    def what_if(self, name: str, part: Part, replacements: Iterable[Replacement]) -> Reading:
        """The data of now with some rows replaced, in memory only; see ``Reading.what_if``."""
        with self.frozen() as reading:
            return reading.what_if(name, part, replacements)

    def query(self, sql: str, params: Parameters = None) -> pa.Table:
        """Run ``sql`` on the derived tables; money arrives as decimal128."""
        with self.frozen() as reading:
            return reading.query(sql, params)

    def occupied(self, dataset: str, scopes: Iterable[Scope]) -> tuple[BatchRecord, ...]:
        """Batches of ``dataset``, not undone, that speak for a part of ``scopes``."""
        asked = tuple(scopes)
        return tuple(
            record
            for record in self.batches()
            if record.dataset == dataset
            and record.dibatalkan is None
            and any(mine.overlaps(other) for mine in record.scopes for other in asked)
        )

    def refresh(self) -> DataVersion:
        """Take up what other processes have committed to a shared lake; a file has no others."""
        self._attached.refresh()
        return self.version

    # -- writing ---------------------------------------------------------------------------------

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The turn to write: what is checked inside still holds when it is stored inside."""
        with self._attached.holding():
            yield

    def commit(self, batch: NewBatch) -> BatchRecord:
        """Store one batch; see ``commit_many``."""
        return self.commit_many([batch])[0]

    def commit_many(self, batches: Iterable[NewBatch]) -> tuple[BatchRecord, ...]:
        """Store batches in one transaction, all or none, and build the derived tables once.

        In a store opened as simulated every batch is. Raises ``StoreError``:
        ``berkas_sudah_dimuat`` (with ``id_unggahan``) when loading again would change nothing,
        ``simulasi_tercampur``, ``cakram_penuh``, ``kolom_asing``, ``kolom_pecahan``.
        """
        new = tuple(batches)
        with self._attached.writing():
            self._refuse(new)
            first = self._attached.next_number()
            with self._attached.transaction() as cursor:
                for offset, batch in enumerate(new):
                    status = SIMULATED if self._attached.simulated else batch.status_data
                    records.insert(cursor, first + offset, batch, status)
            return tuple(record for record in self.batches() if record.id_unggahan >= first)

    @contextmanager
    def incoming(self, *, room: int) -> Iterator[Incoming]:
        """One transaction into which rows flow piece by piece; ``room``: bytes it may need.

        Stored is what was finished (``Incoming.finish``) when the block is left without an error.
        Raises ``StoreError`` as ``commit_many`` does.
        """
        with self._attached.writing():
            self._target.require_room(room)
            with suppress(Abandoned), self._attached.transaction() as cursor:
                incoming = Incoming(cursor, self._attached.next_number(), self._settled)
                yield incoming
                if not incoming.finished:
                    raise Abandoned

    def undo(self, id_unggahan: int, aktor: str, alasan: str = "") -> None:
        """Take one batch out of force by one appended event, also when later ones exist.

        Raises ``StoreError``: ``unggahan_tidak_ada``, ``sudah_dibatalkan``.
        """
        with self._attached.writing():
            found = {record.id_unggahan: record for record in self.batches()}.get(id_unggahan)
            if found is None:
                raise StoreError("unggahan_tidak_ada", id_unggahan=id_unggahan)
            if found.dibatalkan is not None:
                raise StoreError("sudah_dibatalkan", id_unggahan=id_unggahan, berkas=found.berkas)
            with self._attached.transaction() as cursor:
                records.insert_event(cursor, id_unggahan, aktor, alasan)

    def _settled(self, batch: NewBatch) -> str:
        """The label a new batch gets; raises ``StoreError`` where it is refused."""
        self._refuse((batch,))
        return SIMULATED if self._attached.simulated else batch.status_data

    def _refuse(self, new: tuple[NewBatch, ...]) -> None:
        for batch in new:
            same = records.already_loaded(self.batches(), batch)
            if same is not None:
                raise StoreError(
                    "berkas_sudah_dimuat", id_unggahan=same.id_unggahan, berkas=same.berkas
                )
        if not self._attached.simulated:
            active = [record for record in self.batches() if record.dibatalkan is None]
            labels = [each.status_data for each in active] + [each.status_data for each in new]
            if len({label == SIMULATED for label in labels}) > 1:
                raise StoreError("simulasi_tercampur", berkas=self._target.place)
        self._target.require_room(sum(batch.rows.nbytes for batch in new))

    # -- named states ----------------------------------------------------------------------------

    def named_versions(self) -> tuple[NamedVersion, ...]:
        """Every state that was given a name, in the order in which it was."""
        return named_versions.read(self.query)

    def freeze(self, nama: str, aktor: str, catatan: str = "") -> NamedVersion:
        """Give the state of the data of now a name (*kunci angka*); nothing is copied.

        Raises ``StoreError``: ``versi_tanpa_nama``, ``versi_nama_panjang``, ``versi_nama_dipakai``,
        ``versi_tanpa_data``, ``cakram_penuh``.
        """
        with self._attached.writing():
            name = named_versions.checked_name(nama, self.named_versions())
            if not self.batches():
                raise StoreError("versi_tanpa_data")
            with self._attached.noting() as cursor:
                named_versions.insert(cursor, name, aktor, catatan.strip())
            return self.named_versions()[-1]

    def as_of(self, version: int | str) -> Reading:
        """The data as they were when they got that name (or its number); close it after use.

        The first time takes as long as a commit. Raises ``StoreError`` ``versi_tidak_ada``.
        """
        named = named_versions.find(version, self.named_versions())
        return Reading(self._attached, self._attached.as_of(named))

    # -- saved views -----------------------------------------------------------------------------

    def views(self) -> tuple[SavedView, ...]:
        """Saved views in force, the newest first."""
        return saved_views.read(self.query)

    def save_view(self, nama: str, tautan: str, aktor: str) -> None:
        """Keep the query string ``tautan`` under ``nama``; the same name takes the newer link.

        Raises ``StoreError``: ``tampilan_tanpa_nama``, ``tampilan_nama_panjang``,
        ``tampilan_tautan``, ``cakram_penuh``.
        """
        name, link = saved_views.checked_name(nama), saved_views.checked_link(tautan)
        with self._attached.writing(), self._attached.noting() as cursor:
            saved_views.insert(cursor, name, link, aktor)

    def remove_view(self, nama: str, aktor: str) -> None:
        """Take a saved view away; raises ``StoreError`` ``tampilan_tidak_ada``."""
        name = saved_views.checked_name(nama)
        with self._attached.writing():
            if name not in {each.nama for each in self.views()}:
                raise StoreError("tampilan_tidak_ada", nama=name)
            with self._attached.noting() as cursor:
                saved_views.insert_removal(cursor, name, aktor)

    # -- keeping ---------------------------------------------------------------------------------

    def check(self) -> tuple[Finding, ...]:
        """Compare journal, books and rows now; what disagrees, or nothing."""
        with self._attached.holding():
            return audit.findings(self._attached.connection, self._attached.journal)

    def snapshot(self, target: Path) -> Path:
        """Copy the database to ``target``, verified and on the disk; readers go on meanwhile.

        Raises ``StoreError``: ``cakram_penuh``, ``salinan_ke_diri_sendiri``, ``salinan_berbeda``.
        """
        with self._attached.holding():
            self._target.require_room(self._target.size() // 3)
            try:
                return snapshot.take(self._attached.connection, self._target, Path(target))
            except (duckdb.Error, OSError) as error:
                known = as_store_error(error, str(target))
                if known is None:
                    raise
                raise known from error

    def close(self) -> None:
        """Let the database go; waits for the writer, not for readers."""
        self._attached.close()
        if self._lock is not None:
            self._lock.release()
        with self._shared_lock:
            if self._shared.get(self.path) is self:
                del self._shared[self.path]

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
