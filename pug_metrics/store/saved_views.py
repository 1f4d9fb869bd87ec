"""Saved views: a name and the query string of a page, as rows that are only ever appended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pug_metrics.errors import StoreError
from pug_metrics.store.records import now

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

LONGEST_NAME, LONGEST_LINK = 80, 2000
_VIEWS = """
SELECT nama, tautan, aktor, waktu FROM simpan.tampilan
QUALIFY row_number() OVER (PARTITION BY nama ORDER BY id_tampilan DESC) = 1 AND NOT dihapus
ORDER BY id_tampilan DESC
"""
_INSERT = """
INSERT INTO simpan.tampilan
SELECT coalesce(max(id_tampilan), 0) + 1, ?, ?, ?, ?, ? FROM simpan.tampilan
"""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view in force: ``tautan`` is a query string (``metrik=arg_share&butir=opd``), no host."""

    nama: str
    tautan: str
    aktor: str
    waktu: datetime


def read(query: Callable[[str], pa.Table]) -> tuple[SavedView, ...]:
    """Views in force, the newest first; the newest row of a name decides."""
    return tuple(
        SavedView(row["nama"], row["tautan"], row["aktor"], row["waktu"].replace(tzinfo=UTC))
        for row in query(_VIEWS).to_pylist()
    )


def insert(cursor: duckdb.DuckDBPyConnection, nama: str, tautan: str, aktor: str) -> None:
    """Append a view; the caller holds the transaction."""
    cursor.execute(_INSERT, [nama, tautan, False, aktor, now()])


def insert_removal(cursor: duckdb.DuckDBPyConnection, nama: str, aktor: str) -> None:
    """Append that a view is taken away; the caller holds the transaction."""
    cursor.execute(_INSERT, [nama, "", True, aktor, now()])


def checked_name(nama: str) -> str:
    """``nama`` without needless blanks.

    Raises ``StoreError``: ``tampilan_tanpa_nama``, ``tampilan_nama_panjang``.
    """
    name = " ".join(nama.split())
    if not name:
        raise StoreError("tampilan_tanpa_nama")
    if len(name) > LONGEST_NAME:
        raise StoreError("tampilan_nama_panjang", paling=LONGEST_NAME)
    return name


def checked_link(tautan: str) -> str:
    """The query string of a link, without its question mark.

    Raises ``StoreError`` ``tampilan_tautan`` for an address with a host or a path, or none at all.
    """
    query = tautan.removeprefix("?")
    foreign = any(sign in query for sign in (":", "/", "\\", "?", "#", " ", "\n"))
    if not query or foreign or len(query) > LONGEST_LINK:
        raise StoreError("tampilan_tautan")
    return query
