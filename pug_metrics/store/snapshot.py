"""A copy of the database, made by SQL, verified, synced, then given its name."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from pug_metrics.errors import StoreError
from pug_metrics.store.connect import Target, private_files, quoted

if TYPE_CHECKING:
    import duckdb


def take(connection: duckdb.DuckDBPyConnection, source: Target, target: Path) -> Path:
    """Copy the attached ``simpan`` to ``target``; the caller holds the write lock.

    An older file at ``target`` is replaced only by a copy whose tables hold as many rows as the
    database. Raises ``StoreError`` ``salinan_ke_diri_sendiri``, ``salinan_berbeda``.
    """
    target = target.resolve()
    if target == source.path:
        raise StoreError("salinan_ke_diri_sendiri", berkas=str(target))
    source.snapshots.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = source.snapshots / f"{target.name}.sebagian"
    part.unlink(missing_ok=True)
    try:
        with private_files():
            _copy(connection, part)
        _sync(part)
        _place(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _copy(connection: duckdb.DuckDBPyConnection, part: Path) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute(f"ATTACH {quoted(str(part))} AS salinan (STORAGE_VERSION 'v1.5.0')")
        try:
            cursor.execute("COPY FROM DATABASE simpan TO salinan")
        finally:
            cursor.execute("DETACH salinan")
        cursor.execute(f"ATTACH {quoted(str(part))} AS salinan (READ_ONLY)")
        try:
            if _counts(cursor, "salinan") != _counts(cursor, "simpan"):
                raise StoreError("salinan_berbeda", berkas=str(part))
        finally:
            cursor.execute("DETACH salinan")
    finally:
        cursor.close()


def _counts(cursor: duckdb.DuckDBPyConnection, catalogue: str) -> dict[str, int]:
    names = cursor.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = ? ORDER BY ALL", [catalogue]
    ).fetchall()
    counts = {}
    for (name,) in names:
        row = cursor.execute(f'SELECT count(*) FROM {catalogue}."{name}"').fetchone()  # noqa: S608
        counts[str(name)] = int(row[0]) if row else 0
    return counts


def _place(part: Path, target: Path) -> None:
    """Give the finished copy its name, across file systems too, never leaving half of it there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if part.stat().st_dev != target.parent.stat().st_dev:
        near = target.with_name(f"{target.name}.sebagian")
        shutil.copyfile(part, near)
        near.chmod(0o600)
        _sync(near)
        part = near
    part.replace(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    """Wait until ``path`` is on the disk; a folder can be synced on POSIX only."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
