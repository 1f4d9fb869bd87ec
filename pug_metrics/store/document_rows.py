"""What is stored of GAP, GBS and KAK: the rows in force, and everything one document went through.

A row is a dict of the declared columns of ``dokumen`` with ``id_unggahan`` and ``baris``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa

from pug_metrics.datasets import dataset
from pug_metrics.store.batch import BatchRecord

Row = dict[str, Any]
_KINDS = "jenis IN ('GAP', 'GBS', 'KAK')"
_SUBMITTED = frozenset({"MENUNGGU_REVIEW", "DIUNGGAH_ULANG"})


class Readable(Protocol):
    """A store, or a version of it that stands still."""

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> pa.Table: ...

    def batches(self) -> tuple[BatchRecord, ...]: ...


@dataclass(frozen=True, slots=True, order=True)
class DocumentKey:
    """One document of a region and year; without a sub-activity it is one of the whole agency."""

    kode_skpd: str
    kode_sub_kegiatan: str
    jenis: str


@dataclass(frozen=True, slots=True)
class Past:
    """One thing that happened to a document: the row as stored and the batch that stored it.

    ``submission``: it brought the document, its file, or submitted it (again).
    """

    row: Row
    batch: BatchRecord
    submission: bool


def _columns() -> str:
    names = [column.name for column in dataset("dokumen").columns]
    return ", ".join([*names, "id_unggahan", "baris"])


def in_force(reader: Readable, region: str, year: int) -> list[Row]:
    """Rows of GAP, GBS and KAK in force, the older ones first."""
    found: list[Row] = reader.query(
        f"SELECT {_columns()} FROM berlaku_dokumen "  # noqa: S608 - declared names
        f"WHERE kode_daerah = $daerah AND tahun = $tahun AND {_KINDS} "
        "ORDER BY id_unggahan, baris",
        {"daerah": region, "tahun": year},
    ).to_pylist()
    return found


def by_document(rows: Iterable[Row]) -> dict[DocumentKey, list[Row]]:
    """Rows by the document that they name, whatever account."""
    found: dict[DocumentKey, list[Row]] = {}
    for row in rows:
        key = DocumentKey(row["kode_skpd"], row["kode_sub_kegiatan"] or "", row["jenis"])
        found.setdefault(key, []).append(row)
    return found


def holding(rows: Mapping[DocumentKey, list[Row]], key: DocumentKey) -> list[Row]:
    """The rows that hold for a document: its own, or without any those of the whole agency."""
    return rows.get(key) or rows.get(DocumentKey(key.kode_skpd, "", key.jenis), [])


def newest(rows: Iterable[Row]) -> int:
    """Number of the batch that changed a document last; 0 without a row."""
    return max((int(row["id_unggahan"]) for row in rows), default=0)


def history(reader: Readable, region: str, year: int, key: DocumentKey) -> tuple[Past, ...]:
    """All rows ever stored of a document and of its agency's, in order; undone ones included."""
    batches = {batch.id_unggahan: batch for batch in reader.batches()}
    rows = reader.query(
        f"SELECT {_columns()} FROM simpan.dokumen "  # noqa: S608 - declared names
        "WHERE kode_daerah = $daerah AND tahun = $tahun AND kode_skpd = $skpd AND jenis = $jenis "
        "AND coalesce(kode_sub_kegiatan, '') IN ($sub, '') AND nisan IS NOT TRUE "
        "ORDER BY id_unggahan, baris",
        {
            "daerah": region, "tahun": year, "skpd": key.kode_skpd, "jenis": key.jenis,
            "sub": key.kode_sub_kegiatan,
        },
    ).to_pylist()  # fmt: skip
    told: list[Past] = []
    before: dict[tuple[str, str], Row] = {}
    for row in rows:
        batch = batches.get(row["id_unggahan"])
        if batch is None:
            continue
        own = (row["kode_sub_kegiatan"] or "", row["kode_rekening"] or "")
        told.append(Past(row, batch, _is_submission(row, before.get(own) or before.get(("", "")))))
        if batch.dibatalkan is None:
            before[own] = row
    return tuple(told)


def _is_submission(row: Row, before: Row | None) -> bool:
    if before is None:
        return True
    again = row["status"] in _SUBMITTED and row["status"] != before["status"]
    other_file = row["sha256_berkas"] not in (None, before["sha256_berkas"])
    return again or other_file


def step_texts(reader: Readable, region: str, year: int, key: DocumentKey) -> dict[str, str]:
    """What stands in each step of a document that has ever been written; empty where emptied."""
    rows = reader.query(
        "SELECT langkah, arg_max(coalesce(trim(isi), ''), (id_unggahan, baris)) AS isi "
        "FROM berlaku_isian_dokumen WHERE kode_daerah = $daerah AND tahun = $tahun "
        "AND kode_skpd = $skpd AND coalesce(kode_sub_kegiatan, '') = $sub AND jenis = $jenis "
        "GROUP BY ALL",
        {
            "daerah": region, "tahun": year, "skpd": key.kode_skpd,
            "sub": key.kode_sub_kegiatan, "jenis": key.jenis,
        },
    ).to_pylist()  # fmt: skip
    return {row["langkah"]: row["isi"] for row in rows}
