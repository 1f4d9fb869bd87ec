"""Builds the derived tables: what the rows in force mean. Knows no metric and no batch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pug_metrics.reference import places
from pug_metrics.reference.bases import bases

if TYPE_CHECKING:
    import duckdb

FOLDER = Path(__file__).parent / "views"
ORDER = (
    "macros", "rekening_basis", "tanda", "bukti", "baris", "kubus",
    "lokasi_kelompok", "lokasi_baris", "lokasi_jatah", "lokasi_lebih", "lokasi_bagian",
    "tempat_bagian", "tempat",
    "realisasi_kelompok", "realisasi_bulan", "realisasi_calon", "realisasi_pagu", "serapan",
    "penerima", "roster_opd", "roster_wilayah", "nama", "jejak",
    "prasyarat_butir", "lembaga", "dana_desa_daerah",
)  # fmt: skip
_STEPS = (
    "rekening_basis", "tanda", "bukti", "lokasi_kelompok", "lokasi_baris", "lokasi_jatah",
    "lokasi_bagian", "realisasi_kelompok", "realisasi_bulan", "realisasi_calon",
    "realisasi_pagu", "awalan_basis", "program_keluar", "wilayah_acuan",
)  # fmt: skip
# What no ceiling, tag or document changes: a what-if reads it where it stands.
UNCHANGED = frozenset({
    "penerima", "roster_opd", "roster_wilayah", "nama", "prasyarat_butir", "lembaga",
    "dana_desa_daerah",
})  # fmt: skip


def build(cursor: duckdb.DuckDBPyConnection, schema: str, base: str = "") -> None:
    """Create the derived tables of ``ARCHITECTURE.md`` in the in-memory ``schema``.

    ``berlaku_<dataset>`` of every dataset must stand in it already. The search path of ``cursor``
    is set to ``schema``; tables that only led to others are dropped at the end. ``base``: the
    schema whose ``UNCHANGED`` tables are read instead of being built again.
    """
    cursor.execute(f"SET search_path = '{schema}'")
    _reference_tables(cursor, placed=not base)
    for name in ORDER:
        if base and name in UNCHANGED:
            cursor.execute(f"CREATE VIEW {name} AS SELECT * FROM memory.{base}.{name}")  # noqa: S608 - our names
        else:
            cursor.execute((FOLDER / f"{name}.sql").read_text("utf-8"))
    for name in _STEPS:
        cursor.execute(f"DROP TABLE IF EXISTS {name}")


def _reference_tables(cursor: duckdb.DuckDBPyConnection, *, placed: bool) -> None:
    prefixes = [
        {"kolom": rule.flag, "awalan": prefix, "masuk": prefix in rule.included}
        for rule in bases().values()
        for prefix in (*rule.included, *rule.excluded)
    ]
    endings = [
        {"akhiran": ending} for rule in bases().values() for ending in rule.excluded_programmes
    ]
    _load(cursor, "awalan_basis", pa.Table.from_pylist(prefixes))
    _load(cursor, "program_keluar", pa.Table.from_pylist(endings))
    if placed:
        _load(cursor, "wilayah_acuan", _places(_regions(cursor)))


def _load(cursor: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    cursor.register("acuan_masuk", rows)
    try:
        cursor.execute(f"CREATE TABLE {name} AS SELECT * FROM acuan_masuk")  # noqa: S608 - our name
    finally:
        cursor.unregister("acuan_masuk")


def _regions(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    found = cursor.execute(
        "SELECT kode_daerah FROM berlaku_anggaran UNION SELECT kode_daerah FROM berlaku_penduduk "
        "UNION SELECT kode_daerah FROM berlaku_sasaran UNION SELECT kode_daerah FROM berlaku_opd "
        "UNION SELECT kode_daerah FROM berlaku_prasyarat "
        "UNION SELECT kode_daerah FROM berlaku_jabatan "
        "UNION SELECT kode_daerah FROM berlaku_kelembagaan "
        "UNION SELECT kode_daerah FROM berlaku_data_terpilah"
    ).fetchall()
    return sorted(row[0] for row in found if row[0])


def _places(regions: list[str]) -> pa.Table:
    """Each region of the store with all places in it, from the bundled list."""
    columns = ("kode_daerah", "kode_wilayah", "nama", "jenis", "kode_induk")
    rows: list[tuple[str, str, str, str, str | None]] = []
    for region in regions:
        known = places.find(region)
        if known is None:
            continue
        below = (known, *places.districts_of(region), *places.villages_of(region))
        rows += [(region, each.kode, each.nama, each.jenis, each.kode_induk) for each in below]
    return pa.table(
        {name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(columns)}
    )
