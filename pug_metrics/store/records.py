"""Batches as rows: how they are written into the books and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

from pug_metrics.datasets import Dataset, dataset
from pug_metrics.errors import StoreError
from pug_metrics.store.batch import BatchRecord, Mode, NewBatch, Scope

_OWN = ("baris", "nisan")

_BATCHES = """
SELECT id_unggahan, dataset, berkas, sha256, mode, dibaca, diterima, ditolak, disisihkan,
       jumlah, jumlah_berkas, catatan, status_data, aktor, waktu
FROM simpan.unggahan ORDER BY id_unggahan
"""
_COLUMNS = """
SELECT column_name FROM duckdb_columns()
WHERE database_name = 'simpan' AND table_name = ? ORDER BY column_index
"""
_SCOPES = """
SELECT id_unggahan, kode_daerah, tahun, tahapan, kode_skpd, coalesce(sampai_bulan, 0)
FROM simpan.cakupan ORDER BY id_unggahan, urutan
"""
_EVENTS = """
SELECT id_peristiwa, jenis, id_unggahan, aktor, alasan, waktu
FROM simpan.peristiwa ORDER BY id_peristiwa
"""


def now() -> datetime:
    """This moment in UTC, as stored (without a zone, to the microsecond)."""
    return datetime.now(UTC).replace(tzinfo=None)


def count(connection: duckdb.DuckDBPyConnection) -> int:
    """How many batches and events there are: the number of the data version."""
    cursor = connection.cursor()
    try:
        row = cursor.execute(
            "SELECT (SELECT count(*) FROM simpan.unggahan) "
            "+ (SELECT count(*) FROM simpan.peristiwa)"
        ).fetchone()
        return int(row[0]) if row else 0
    finally:
        cursor.close()


def read_events(cursor: duckdb.DuckDBPyConnection, last: int | None = None) -> list[dict[str, Any]]:
    """Every event in order (up to ``last``), as plain dictionaries (``waktu`` aware, UTC)."""
    names = ("id_peristiwa", "jenis", "id_unggahan", "aktor", "alasan", "waktu")
    rows = [dict(zip(names, row, strict=True)) for row in cursor.execute(_EVENTS).fetchall()]
    return [
        {**row, "waktu": row["waktu"].replace(tzinfo=UTC)}
        for row in rows
        if last is None or row["id_peristiwa"] <= last
    ]


def read_batches(
    cursor: duckdb.DuckDBPyConnection, events: list[dict[str, Any]]
) -> tuple[BatchRecord, ...]:
    """Every batch in order of commit, undone ones included."""
    undone = {event["id_unggahan"]: event for event in events if event["jenis"] == "batal"}
    scopes: dict[int, list[Scope]] = {}
    for number, *parts in cursor.execute(_SCOPES).fetchall():
        scopes.setdefault(number, []).append(Scope(*parts))
    return tuple(
        _record(row, tuple(scopes.get(row[0], ())), undone.get(row[0]))
        for row in cursor.execute(_BATCHES).fetchall()
    )


def _record(
    row: tuple[Any, ...], scopes: tuple[Scope, ...], undone: Mapping[str, Any] | None
) -> BatchRecord:
    return BatchRecord(
        id_unggahan=row[0],
        dataset=row[1],
        berkas=row[2],
        sha256=row[3],
        mode=Mode(row[4]),
        scopes=scopes,
        dibaca=row[5],
        diterima=row[6],
        ditolak=row[7],
        disisihkan=row[8],
        jumlah=row[9],
        jumlah_berkas=row[10],
        catatan=json.loads(row[11] or "{}"),
        status_data=row[12],
        aktor=row[13],
        waktu=row[14].replace(tzinfo=UTC),
        dibatalkan=undone["waktu"] if undone else None,
        dibatalkan_oleh=undone["aktor"] if undone else None,
    )


def prepared_rows(name: str, rows: pa.Table) -> pa.Table:
    """Rows of a dataset with exactly the stored columns (without ``id_unggahan``), in order.

    Raises ``StoreError`` for columns the dataset does not declare and for floating point columns,
    whose sums would not be exact.
    """
    names = [column.name for column in dataset(name).columns]
    for field in rows.schema:
        if field.name not in names and field.name not in _OWN:
            raise StoreError("kolom_asing", dataset=name, kolom=field.name)
        if kinds.is_floating(field.type):
            raise StoreError("kolom_pecahan", dataset=name, kolom=field.name)
    if rows.num_rows and "baris" not in rows.column_names:
        raise StoreError("kolom_asing", dataset=name, kolom="baris")
    missing = pa.nulls(rows.num_rows, pa.string())
    return pa.table(
        {
            each: rows.column(each) if each in rows.column_names else missing
            for each in (*names, *_OWN)
        }
    )


def insert(cursor: duckdb.DuckDBPyConnection, number: int, batch: NewBatch, status: str) -> None:
    """Append one batch, its scopes and its rows; the caller holds the transaction."""
    rows = prepared_rows(batch.dataset, batch.rows)
    insert_books(cursor, number, batch, status, insert_rows(cursor, number, batch.dataset, rows))


def insert_rows(cursor: duckdb.DuckDBPyConnection, number: int, name: str, rows: pa.Table) -> int:
    """Append prepared rows of a batch and say how many there are."""
    table = dataset(name).name
    # A registered table stays in memory until the transaction ends; a relation goes with its use.
    incoming = cursor.from_arrow(rows)
    stored = [row[0] for row in cursor.execute(_COLUMNS, [table]).fetchall()]
    chosen = [f"{number:d}::BIGINT" if each == "id_unggahan" else each for each in stored]
    incoming.project(", ".join(chosen)).insert_into(f"simpan.{table}")
    return int(rows.num_rows)


def check_rows(cursor: duckdb.DuckDBPyConnection, number: int, batch: NewBatch, rows: int) -> None:
    """Raise ``StoreError`` ``baris_tidak_lengkap`` where a batch holds another number of rows."""
    found = cursor.execute(
        f"SELECT count(*) FROM simpan.{dataset(batch.dataset).name} WHERE id_unggahan = ?",  # noqa: S608 - declared names
        [number],
    ).fetchone()
    if found is None or found[0] != rows:
        raise StoreError("baris_tidak_lengkap", berkas=batch.berkas)


def insert_books(
    cursor: duckdb.DuckDBPyConnection, number: int, batch: NewBatch, status: str, stored: int
) -> None:
    """Append what the books say of a batch of which ``stored`` rows were appended.

    Raises ``StoreError`` ``baris_tidak_lengkap`` where the engine took another number of them.
    """
    check_rows(cursor, number, batch, stored)
    cursor.execute(
        "INSERT INTO simpan.unggahan VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            number, batch.dataset, batch.berkas, batch.sha256, str(batch.mode), batch.dibaca,
            stored, batch.ditolak, batch.disisihkan,
            stored_sum(dataset(batch.dataset), batch), batch.jumlah_berkas,
            json.dumps(batch.catatan, ensure_ascii=False, default=str), status, batch.aktor, now(),
        ],
    )  # fmt: skip
    for order, scope in enumerate(batch.scopes):
        cursor.execute(
            "INSERT INTO simpan.cakupan VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                number, order, scope.kode_daerah, scope.tahun, scope.tahapan, scope.kode_skpd,
                scope.sampai_bulan,
            ],
        )  # fmt: skip


def stored_sum(declared: Dataset, batch: NewBatch) -> Decimal | None:
    """The sum that the batch declares, or the sum of its measure, or ``None`` without a measure."""
    if batch.jumlah is not None or declared.measure is None:
        return batch.jumlah
    if declared.measure not in batch.rows.column_names:
        return None
    column = batch.rows.column(declared.measure)
    total: Decimal | None = pc.sum(column.cast(pa.decimal128(38, 2))).as_py()
    return total


def insert_event(
    cursor: duckdb.DuckDBPyConnection, id_unggahan: int, aktor: str, alasan: str
) -> None:
    """Append the event that undoes a batch; the caller holds the transaction."""
    cursor.execute(
        "INSERT INTO simpan.peristiwa "
        "SELECT coalesce(max(id_peristiwa), 0) + 1, 'batal', ?, ?, ?, ? FROM simpan.peristiwa",
        [id_unggahan, aktor, alasan, now()],
    )


@contextmanager
def transaction(
    connection: duckdb.DuckDBPyConnection,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor in a transaction: all of it is stored or nothing."""
    cursor = connection.cursor()
    try:
        cursor.execute("BEGIN")
        yield cursor
        cursor.execute("COMMIT")
    except BaseException:
        _roll_back(cursor)
        raise
    finally:
        cursor.close()


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):
        cursor.execute("ROLLBACK")


def already_loaded(batches: Iterable[BatchRecord], new: NewBatch) -> BatchRecord | None:
    """The batch in force with the same bytes, dataset and scopes that nothing later has touched."""
    same: BatchRecord | None = None
    for record in batches:
        if record.dataset != new.dataset or record.dibatalkan is not None:
            continue
        if _is_same(record, new):
            same = record
        elif same is not None and record.mode is not Mode.TAMBAH and _touches(record, same):
            same = None
    return same


def _is_same(record: BatchRecord, new: NewBatch) -> bool:
    # Only adding counts twice. The same bytes read by another choice give other rows, and changes
    # stand on other batches: either may be needed again.
    return (
        new.mode is Mode.TAMBAH
        and record.mode is not Mode.PERUBAHAN
        and record.sha256 == new.sha256
        and record.diterima == new.rows.num_rows
        and set(record.scopes) == set(new.scopes)
    )


def _touches(record: BatchRecord, other: BatchRecord) -> bool:
    return any(mine.overlaps(theirs) for mine in record.scopes for theirs in other.scopes)
