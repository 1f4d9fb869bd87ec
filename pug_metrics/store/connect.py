"""How the file (or the lake) is attached: guarded, limited, closed to everything else.

The database file is never opened, hashed or copied here: on POSIX that alone would drop the lock
of the engine, and a second process could write.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import duckdb

from pug_metrics.errors import StoreError
from pug_metrics.store.journal import Finding
from pug_metrics.store.lock import FileLock

RESERVE = 64 * 1024 * 1024
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_LEAST_MEMORY = 512.0
_MIB = {"B": 1 / 2**20, "KIB": 1 / 2**10, "MIB": 1.0, "GIB": 2.0**10, "TIB": 2.0**20}


def prepare_folder(path: Path) -> FileLock:
    """Make the folder of ``path`` and take the lock beside it.

    Raises ``StoreError``: ``bukan_folder``, ``folder_hanya_baca``, ``cakram_penuh``,
    ``basis_data_terkunci``.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(path.with_name(path.name + ".kunci"))
    except (FileExistsError, NotADirectoryError) as error:
        raise StoreError("bukan_folder", berkas=str(path), folder=str(path.parent)) from error
    except OSError as error:
        if error.errno in _FULL:
            raise disk_full(str(path)) from error
        folder = str(path.parent)
        raise StoreError("folder_hanya_baca", berkas=str(path), folder=folder) from error


class Target(Protocol):
    """Where a store keeps its rows: a file of this process, or a lake that several share."""

    path: Path
    place: str
    guarded: bool
    warnings: list[Finding]

    @property
    def journal(self) -> Path:
        """File of the journal."""

    @property
    def snapshots(self) -> Path:
        """Folder of copies."""

    def connect(self) -> duckdb.DuckDBPyConnection:
        """An in-memory database with the rows attached as ``simpan``."""

    def writing(self, connection: duckdb.DuckDBPyConnection) -> AbstractContextManager[None]:
        """What must be held while something is written."""

    def checkpoint(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make what was committed as durable as it can be."""

    def size(self) -> int:
        """Bytes stored, or 0 where unknown."""

    def require_room(self, size: int) -> None:
        """Raise ``StoreError`` ``cakram_penuh`` where ``size`` bytes cannot be stored safely."""


class FileTarget:
    """One DuckDB file, held by this process alone."""

    def __init__(self, path: Path, memory: int | None = None) -> None:
        """``memory``: MiB that the engine may use; None: a quarter of what there is."""
        self.path = path
        self._memory = memory
        self.place = str(path)
        self.folder = path.parent
        self.guarded = False
        self.warnings: list[Finding] = []

    @property
    def wal(self) -> Path:
        """Write-ahead log of the file."""
        return self.path.with_name(self.path.name + ".wal")

    @property
    def journal(self) -> Path:
        """Journal beside the file."""
        return self.folder / f"jurnal-{self.path.stem}.jsonl"

    @property
    def snapshots(self) -> Path:
        """Folder of snapshots: the only one besides the database that the engine may write."""
        return self.folder / "cadangan"

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A locked-down in-memory database with the file attached as ``simpan``.

        On a full disk the file is attached for reading (``guarded`` is False). Raises
        ``StoreError``: ``folder_hanya_baca``, ``basis_data_terkunci``, ``format_lebih_baru``,
        ``basis_data_rusak``.
        """
        try:
            return self._attached(guarded=True)
        except duckdb.Error as error:
            known = as_store_error(error, self.place)
            full = known is not None and known.kind == "cakram_penuh"
            if not full and (known is not None or not self.wal.exists()):
                raise known or StoreError("basis_data_rusak", berkas=self.place) from error
        return self._attached_for_reading() if full else self._attached_without_wal()

    def _attached_for_reading(self) -> duckdb.DuckDBPyConnection:
        try:
            connection = self._attached(guarded=False)
        except duckdb.Error as error:
            raise disk_full(self.place) from error
        self.warnings.append(Finding("cakram_penuh", disk_full(self.place).facts))
        return connection

    def _attached_without_wal(self) -> duckdb.DuckDBPyConnection:
        """Second try with the log that cannot be replayed put aside (never deleted)."""
        aside = self.folder / "karantina"
        aside.mkdir(mode=0o700, exist_ok=True)
        kept = aside / f"{self.wal.name}.{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        self.wal.rename(kept)
        try:
            connection = self._attached(guarded=True)
        except duckdb.Error as error:
            kept.rename(self.wal)
            known = as_store_error(error, self.place)
            raise known or StoreError("basis_data_rusak", berkas=self.place) from error
        self.warnings.append(Finding("wal_dikarantina", {"berkas": str(kept)}))
        return connection

    def _attached(self, *, guarded: bool) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(":memory:")
        try:
            with private_files():
                connection.execute(
                    f"ATTACH {quoted(self.place)} AS simpan (STORAGE_VERSION 'v1.5.0')"
                )
                if guarded:
                    _drop_torn_log(connection)
            limit(connection, self.path.with_name(self.path.name + ".tmp"), self._memory)
            connection.execute(f"SET allowed_directories = [{quoted(str(self.snapshots))}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
        except BaseException:
            connection.close()
            raise
        self.guarded = guarded
        return connection

    def writing(
        self,
        connection: duckdb.DuckDBPyConnection,  # noqa: ARG002 - a lake needs it
    ) -> AbstractContextManager[None]:
        """The log that a write makes is readable by its owner alone."""
        return private_files()

    def checkpoint(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Move the log into the file, so that a lost log can lose little."""
        with suppress(duckdb.TransactionException):
            connection.execute("CHECKPOINT simpan")

    def size(self) -> int:
        """Bytes of file and log."""
        files = [path for path in (self.path, self.wal) if path.exists()]
        return sum(path.stat().st_size for path in files)

    def require_room(self, size: int) -> None:
        """Raise ``cakram_penuh`` unless three times ``size`` (bytes) and a reserve are free."""
        free = shutil.disk_usage(self.folder).free
        needed = 3 * size + RESERVE
        if free < needed:
            raise disk_full(self.place)


def _drop_torn_log(connection: duckdb.DuckDBPyConnection) -> None:
    """A first tiny write makes the engine drop a torn log that a killed process left.

    Without it a later clean close can leave a file that does not open again.
    """
    connection.execute("CREATE OR REPLACE TABLE simpan._open_ping (waktu TIMESTAMP)")
    connection.execute("CHECKPOINT simpan")


def limit(
    connection: duckdb.DuckDBPyConnection, spill: Path, memory_mib: int | None = None
) -> None:
    """Two threads, ``memory_mib`` or a quarter of what there is, spill beside the data, no bar."""
    row = connection.execute("SELECT current_setting('memory_limit')").fetchone()
    memory = memory_mib or _quarter(str(row[0]) if row else "")
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET threads = 2")
    connection.execute(f"SET memory_limit = '{memory:.0f}MiB'")
    connection.execute(f"SET temp_directory = {quoted(str(spill))}")
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")


def _quarter(default_limit: str) -> float:
    """A quarter of the memory in MiB; the default of the engine is eighty percent of it."""
    match = re.fullmatch(r"([0-9.]+) ?([KMGT]?I?B)[A-Z]*", default_limit.strip().upper())
    whole = float(match[1]) * _MIB.get(match[2], 1.0) / 0.8 if match else 0.0
    return max(whole / 4, _LEAST_MEMORY)


def quoted(text: str) -> str:
    """``text`` as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def private_files() -> Iterator[None]:
    """Files made within are readable by their owner alone (no effect on Windows)."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def disk_full(place: str) -> StoreError:
    """The error that says how much room is left at ``place``."""
    folder = Path(place).parent
    free = shutil.disk_usage(folder).free // 2**20
    return StoreError("cakram_penuh", berkas=place, folder=str(folder), sisa=free)


def as_store_error(error: Exception, place: str) -> StoreError | None:
    """What an error of the engine or of the system means to a user, or ``None``."""
    text = str(error).lower()
    for kind, marks in _MARKS.items():
        if any(mark in text for mark in marks):
            if kind == "cakram_penuh":
                return disk_full(place)
            return StoreError(kind, berkas=place, folder=str(Path(place).parent))
    return None


def is_fatal(error: duckdb.Error) -> bool:
    """Whether the engine answers nothing until the file is attached anew."""
    kinds = (duckdb.FatalException, duckdb.ConnectionException)
    return isinstance(error, kinds) or "has been invalidated" in str(error)


_MARKS = {
    "basis_data_terkunci": ("conflicting lock", "used by another process", "could not set lock"),
    "cakram_penuh": ("no space left", "could not write all", "disk quota", "not enough space"),
    "folder_hanya_baca": ("permission denied", "read-only file system", "access is denied"),
    "isi_tidak_sesuai": ("conversion error", "could not convert"),
    "format_lebih_baru": ("we can only read versions", "newer version of duckdb"),
}
