"""The same store on a DuckLake: catalogue in PostgreSQL, rows in Parquet, many processes.

Needs the extension wheels of ``requirements-long.txt``; they are loaded by path, never fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import duckdb

from pug_metrics.errors import StoreError
from pug_metrics.store.connect import limit, private_files, quoted
from pug_metrics.store.journal import Finding

_WHEELS = {
    "ducklake": "duckdb_extension_ducklake",
    "postgres_scanner": "duckdb_extension_postgres_scanner",
}
# Any fixed number: all processes that write to one catalogue ask PostgreSQL for this lock.
_TURN = "SELECT 1 AS giliran FROM (SELECT pg_advisory_xact_lock(7842025)) AS kunci"


class LakeTarget:
    """A lake that several processes share; writers take turns by a lock in the catalogue."""

    def __init__(self, dsn: str, catalogue: str, rows: str, folder: Path) -> None:
        """``dsn``: libpq connection; ``catalogue``: schema there; ``rows``: folder or bucket.

        ``folder``: local folder of journal and snapshots.
        """
        self.path = folder / "danau"
        self.place = f"ducklake:{rows}"
        self.journal = folder / "jurnal-danau.jsonl"
        self.snapshots = folder / "cadangan"
        self.guarded = True
        self.warnings: list[Finding] = []
        self._dsn = dsn
        self._catalogue = catalogue
        self._rows = rows

    def connect(self) -> duckdb.DuckDBPyConnection:
        """An in-memory database with the lake attached as ``simpan``, its catalogue as ``katalog``.

        Raises ``StoreError`` ``ekstensi_tidak_ada`` or ``danau_tidak_tersambung``.
        """
        connection = duckdb.connect(":memory:")
        try:
            for name, package in _WHEELS.items():
                connection.execute(f"LOAD {quoted(str(_extension(name, package)))}")
            limit(connection, self.snapshots.parent / "danau.tmp")
            lake = quoted(f"ducklake:postgres:{self._dsn}")
            places = f"DATA_PATH {quoted(self._rows)}, METADATA_SCHEMA {quoted(self._catalogue)}"
            connection.execute(f"ATTACH {lake} AS simpan ({places})")
            connection.execute(f"ATTACH {quoted(self._dsn)} AS katalog (TYPE postgres, READ_ONLY)")
            connection.execute("SET lock_configuration = true")
        except duckdb.Error as error:
            connection.close()
            raise StoreError("danau_tidak_tersambung", tempat=self._rows) from error
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def writing(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """The turn to write: held in the catalogue until the block ends or the process dies."""
        turn = connection.cursor()
        try:
            turn.execute("BEGIN")
            turn.execute("FROM postgres_query('katalog', ?)", [_TURN]).fetchall()
            with private_files():
                yield
        finally:
            with suppress(duckdb.Error):
                turn.execute("ROLLBACK")
            turn.close()

    def checkpoint(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Nothing: the catalogue is durable by itself; compaction is the keeper's choice."""

    def size(self) -> int:
        """Unknown; copies of a lake are checked by the disk itself."""
        return 0

    def require_room(self, size: int) -> None:
        """Nothing: the lake lies elsewhere."""


def _extension(name: str, package: str) -> Path:
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        path = Path(folder) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if path.is_file():
            return path
    raise StoreError("ekstensi_tidak_ada", paket=package.replace("_", "-"))
