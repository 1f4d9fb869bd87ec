"""Journal, books and rows compared: what is lost or differs is said, what only lags is mended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pug_metrics.datasets import datasets
from pug_metrics.store import named_versions, records
from pug_metrics.store.batch import BatchRecord
from pug_metrics.store.journal import Finding, Journal, compare

if TYPE_CHECKING:
    import duckdb


def entries(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    """What the journal should hold for the books as they are, batches first, then events."""
    events = records.read_events(cursor)
    lines = [_batch_entry(record) for record in records.read_batches(cursor, events)]
    for event in events:
        lines.append(
            {
                "jenis": event["jenis"],
                "id": event["id_peristiwa"],
                "id_unggahan": event["id_unggahan"],
                "aktor": event["aktor"],
                "waktu": event["waktu"].isoformat(),
            }
        )
    return [*lines, *named_versions.journal_entries(cursor)]


def _batch_entry(record: BatchRecord) -> dict[str, object]:
    return {
        "jenis": "unggahan",
        "id": record.id_unggahan,
        "dataset": record.dataset,
        "berkas": record.berkas,
        "sha256": record.sha256,
        "diterima": record.diterima,
        "jumlah": None if record.jumlah is None else str(record.jumlah),
        "aktor": record.aktor,
        "waktu": record.waktu.isoformat(),
    }


def heal(connection: duckdb.DuckDBPyConnection, journal: Journal) -> list[Finding]:
    """Write the lines that are missing from the journal; findings of what cannot be mended.

    A process killed between the commit and the line leaves such a gap; so does a first start.
    """
    cursor = connection.cursor()
    try:
        written, unreadable = journal.entries()
        found, missing = compare(written, entries(cursor))
        if missing:
            journal.append(missing)
        return [*found, *_unreadable(journal, unreadable), *_row_counts(cursor)]
    finally:
        cursor.close()


def findings(connection: duckdb.DuckDBPyConnection, journal: Journal) -> tuple[Finding, ...]:
    """Everything that disagrees now; changes nothing."""
    cursor = connection.cursor()
    try:
        written, unreadable = journal.entries()
        found, missing = compare(written, entries(cursor))
        lagging = [Finding("belum_di_jurnal", {"id": entry["id"]}) for entry in missing]
        return (*found, *lagging, *_unreadable(journal, unreadable), *_row_counts(cursor))
    finally:
        cursor.close()


def _unreadable(journal: Journal, lines: int) -> list[Finding]:
    if not lines:
        return []
    return [Finding("jurnal_tak_terbaca", {"berkas": str(journal.path), "baris": lines})]


def _row_counts(cursor: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Batches whose rows are not as many as the books say."""
    counted = " UNION ALL ".join(
        f"SELECT '{name}' AS dataset, id_unggahan, count(*) AS baris "  # noqa: S608 - declared names
        f"FROM simpan.{name} GROUP BY ALL"
        for name in datasets()
    )
    sql = (
        "SELECT coalesce(b.id_unggahan, u.id_unggahan), coalesce(u.diterima, 0), "  # noqa: S608
        f"coalesce(b.baris, 0) FROM ({counted}) AS b FULL JOIN simpan.unggahan AS u "
        "ON u.id_unggahan = b.id_unggahan AND u.dataset = b.dataset "
        "WHERE coalesce(u.diterima, 0) <> coalesce(b.baris, 0) ORDER BY 1"
    )
    for number, expected, present in cursor.execute(sql).fetchall():
        yield Finding("baris_tidak_cocok", {"id": number, "tercatat": expected, "ada": present})
