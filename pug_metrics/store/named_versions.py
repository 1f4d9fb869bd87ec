"""Named states of the data (*kunci angka*): a name for all batches and events up to now.

Nothing is copied: batches and events are only ever appended, so that a state is told by the last of
each, and is built again from them whenever it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pug_metrics.errors import StoreError, nearest
from pug_metrics.store.records import now

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

LONGEST_NAME = 60
_VERSIONS = """
SELECT id_versi, nama, sampai_unggahan, sampai_peristiwa, aktor, catatan, waktu
FROM simpan.versi_bernama ORDER BY id_versi
"""
_INSERT = """
INSERT INTO simpan.versi_bernama
SELECT coalesce(max(id_versi), 0) + 1, ?,
    (SELECT coalesce(max(id_unggahan), 0) FROM simpan.unggahan),
    (SELECT coalesce(max(id_peristiwa), 0) FROM simpan.peristiwa), ?, ?, ?
FROM simpan.versi_bernama
"""


@dataclass(frozen=True, slots=True)
class NamedVersion:
    """A named state: all batches up to ``sampai_unggahan``, all events to ``sampai_peristiwa``."""

    id_versi: int
    nama: str
    sampai_unggahan: int
    sampai_peristiwa: int
    aktor: str
    catatan: str
    waktu: datetime


def read(query: Callable[[str], pa.Table]) -> tuple[NamedVersion, ...]:
    """Every named state, in the order in which they were named."""
    return tuple(
        NamedVersion(**{**row, "waktu": row["waktu"].replace(tzinfo=UTC)})
        for row in query(_VERSIONS).to_pylist()
    )


def insert(cursor: duckdb.DuckDBPyConnection, nama: str, aktor: str, catatan: str) -> None:
    """Append a name for the state of now; the caller holds the transaction."""
    cursor.execute(_INSERT, [nama, aktor, catatan, now()])


def journal_entries(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """What the journal keeps of each name."""
    return [
        {
            "jenis": "kunci",
            "id": row["id_versi"],
            "nama": row["nama"],
            "sampai_unggahan": row["sampai_unggahan"],
            "sampai_peristiwa": row["sampai_peristiwa"],
            "aktor": row["aktor"],
            "waktu": row["waktu"].replace(tzinfo=UTC).isoformat(),
        }
        for row in cursor.execute(_VERSIONS).to_arrow_table().to_pylist()
    ]


def checked_name(nama: str, known: Iterable[NamedVersion]) -> str:
    """``nama`` without needless blanks.

    Raises ``StoreError``: ``versi_tanpa_nama``, ``versi_nama_panjang``, ``versi_nama_dipakai``: a
    name once given always means the same figures.
    """
    name = " ".join(nama.split())
    if not name:
        raise StoreError("versi_tanpa_nama")
    if len(name) > LONGEST_NAME:
        raise StoreError("versi_nama_panjang", paling=LONGEST_NAME)
    same = [each for each in known if each.nama.casefold() == name.casefold()]
    if same:
        raise StoreError("versi_nama_dipakai", nama=same[0].nama, hari=same[0].waktu.date())
    return name


def find(wanted: int | str, known: Iterable[NamedVersion]) -> NamedVersion:
    """The state of that name, or of that number; raises ``StoreError`` ``versi_tidak_ada``."""
    listed = tuple(known)
    text = str(wanted).strip().casefold()
    named = [each for each in listed if each.nama.casefold() == text]
    numbered = [each for each in listed if str(each.id_versi) == text]
    for each in (*numbered, *named) if isinstance(wanted, int) else (*named, *numbered):
        return each
    names = [each.nama for each in listed]
    near = nearest(str(wanted), names) or ", ".join(names)
    raise StoreError("versi_tidak_ada", nama=wanted, **({"mungkin": near} if near else {}))
