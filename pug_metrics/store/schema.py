"""Tables of the store: numbered plain SQL files, applied once each, in order.

No keys, enumerations, sequences or checks: the same files run on DuckLake.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from pug_metrics.errors import StoreError

if TYPE_CHECKING:
    import duckdb

FOLDER = Path(__file__).parent / "migrations"


@cache
def migrations() -> Mapping[int, Path]:
    """The migration files by number."""
    return {int(path.stem.split("_")[0]): path for path in sorted(FOLDER.glob("[0-9]*.sql"))}


def migrate(cursor: duckdb.DuckDBPyConnection, place: str) -> tuple[str, bool]:
    """Bring the attached ``simpan`` to the newest version.

    Gives the identity of the database, and whether anything was changed.

    Raises ``StoreError`` ``basis_data_lebih_baru`` when a newer program wrote it.
    """
    cursor.execute("USE simpan")
    cursor.execute(
        "CREATE TABLE IF NOT EXISTS versi_skema "
        "(versi INTEGER, nama VARCHAR, waktu TIMESTAMP, id_basis_data VARCHAR)"
    )
    found = cursor.execute("SELECT versi, id_basis_data FROM versi_skema ORDER BY versi").fetchall()
    done = {int(row[0]) for row in found}
    newest = max(migrations())
    if done and max(done) > newest:
        raise StoreError("basis_data_lebih_baru", berkas=place, versi=max(done), dikenal=newest)
    identity = str(found[0][1]) if found else uuid4().hex
    for number, path in migrations().items():
        if number not in done:
            _apply(cursor, number, path, identity)
    return identity, len(done) < len(migrations())


def _apply(cursor: duckdb.DuckDBPyConnection, number: int, path: Path, identity: str) -> None:
    cursor.execute("BEGIN")
    try:
        cursor.execute(path.read_text("utf-8"))
        cursor.execute(
            "INSERT INTO versi_skema VALUES (?, ?, ?, ?)",
            [number, path.stem, datetime.now(UTC).replace(tzinfo=None), identity],
        )
        cursor.execute("COMMIT")
    except BaseException:
        cursor.execute("ROLLBACK")
        raise
