"""Decisions about GAP, GBS and KAK become one batch of changes of the dataset ``dokumen``."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa

from pug_metrics.datasets import dataset
from pug_metrics.ingest.attaching import Attachment, keep_attachment
from pug_metrics.ingest.keeping import keep_file
from pug_metrics.ingest.persons import plain_name
from pug_metrics.ingest.report import IntakeRefused
from pug_metrics.store import BatchRecord, NewBatch, Store
from pug_metrics.store.batch import Mode, Scope
from pug_metrics.store.document_rows import (
    DocumentKey,
    Row,
    by_document,
    history,
    holding,
    in_force,
    newest,
)

FILE_NAME = "keputusan dokumen"
APPROVED, WAITING, AGAIN = "DISETUJUI", "MENUNGGU_REVIEW", "DIUNGGAH_ULANG"
_NEEDS_NOTE = frozenset({"PERLU_REVISI", "DITOLAK"})
_KINDS = {"tahun": pa.int32(), "versi_gap": pa.int64(), "tanggal": pa.date32()}
_NAMED = 3


@dataclass(frozen=True, slots=True, order=True)
class Chosen:
    """A document as it was seen: ``seen`` is the batch that changed it last (0: no row)."""

    key: DocumentKey
    seen: int


@dataclass(frozen=True, slots=True)
class Change:
    """What is set; None leaves it as it is.

    A new file without a status submits the document (again): an approval never covers a file that
    the reviewer has not seen.
    """

    status: str | None = None
    nomor: str | None = None
    tanggal: date | None = None
    reviewer: str | None = None
    catatan: str | None = None
    versi_gap: int | None = None
    berkas: Attachment | None = None


def set_documents(
    store: Store, chosen: Sequence[Chosen], change: Change, *, region: str, year: int, actor: str
) -> BatchRecord:
    """Store one change of one or many documents as one batch (mode ``perubahan``).

    Raises ``IntakeRefused``: ``dokumen_kosong``, ``dokumen_tanpa_nama``,
    ``dokumen_tanpa_perubahan``, ``dokumen_tanpa_catatan`` (returned or refused without a note),
    ``dokumen_berubah`` (somebody changed it since it was seen), ``dokumen_belum_diajukan``,
    ``dokumen_penyetuju_sama`` (approved by a name that submitted it or attached a file).
    """
    _refuse_incomplete(chosen, change, actor)
    documents = sorted(chosen)
    with store.turn():
        rows = by_document(in_force(store, region, year))
        _refuse_changed(documents, rows)
        if change.status == APPROVED:
            _refuse_own(store, documents, change, Scope(region, year), actor)
        made = [row for each in documents for row in _changed(each.key, rows, change)]
        made = [{**row, "kode_daerah": region, "tahun": year} for row in made]
        data = _file(made)
        if change.berkas is not None:
            keep_attachment(change.berkas)
        digest = hashlib.sha256(data).hexdigest()
        keep_file(data, digest, f"{FILE_NAME}.csv")
        return store.commit(_batch(made, digest, actor, len(documents)))


def _refuse_incomplete(chosen: Sequence[Chosen], change: Change, actor: str) -> None:
    if not chosen:
        raise IntakeRefused("dokumen_kosong")
    if not actor.strip():
        raise IntakeRefused("dokumen_tanpa_nama")
    if change == Change():
        raise IntakeRefused("dokumen_tanpa_perubahan")
    if change.status in _NEEDS_NOTE and not (change.catatan or "").strip():
        raise IntakeRefused("dokumen_tanpa_catatan")


def _told(documents: Sequence[DocumentKey]) -> str:
    """The first few documents in words of their own codes."""
    names = [f"{key.jenis} {key.kode_sub_kegiatan or key.kode_skpd}" for key in documents]
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _refuse_changed(documents: Sequence[Chosen], rows: dict[DocumentKey, list[Row]]) -> None:
    moved = [each.key for each in documents if newest(holding(rows, each.key)) != each.seen]
    if moved:
        raise IntakeRefused("dokumen_berubah", daftar=_told(moved))


def _refuse_own(
    store: Store, documents: Sequence[Chosen], change: Change, at: Scope, actor: str
) -> None:
    own, unbrought = [], []
    for each in documents:
        past = [
            one for one in history(store, at.kode_daerah, at.tahun, each.key)
            if one.submission and one.batch.dibatalkan is None
        ]  # fmt: skip
        people = {plain_name(one.batch.aktor) for one in past}
        if plain_name(actor) in people or change.berkas is not None:
            own.append(each.key)
        elif not people:
            unbrought.append(each.key)
    if own:
        raise IntakeRefused("dokumen_penyetuju_sama", siapa=actor.strip(), daftar=_told(own))
    if unbrought:
        raise IntakeRefused("dokumen_belum_diajukan", daftar=_told(unbrought))


def _changed(key: DocumentKey, rows: dict[DocumentKey, list[Row]], change: Change) -> list[Row]:
    """The rows of a document after the change: its own, whatever account, or a new one."""
    names = [column.name for column in dataset("dokumen").columns]
    held = holding(rows, key)
    plain = next((row for row in reversed(held) if not row["kode_rekening"]), None)
    first = plain or dict.fromkeys(names)
    own = {row["kode_rekening"]: row for row in rows.get(key, [])}
    made = []
    for account, row in {None: first, **own}.items():
        fixed = {
            "kode_skpd": key.kode_skpd, "kode_sub_kegiatan": key.kode_sub_kegiatan or None,
            "kode_rekening": account or None, "jenis": key.jenis,
        }  # fmt: skip
        made.append({name: row.get(name) for name in names} | fixed | _set(row, key, change))
    return made


def _set(row: Row, key: DocumentKey, change: Change) -> Row:
    asked: dict[str, Any] = {
        "nomor": change.nomor, "tanggal": change.tanggal, "reviewer": change.reviewer,
        "catatan": change.catatan, "status": _status(row, change),
        "versi_gap": change.versi_gap if key.jenis == "GAP" else None,
    }  # fmt: skip
    if change.berkas is not None:
        asked |= {"nama_berkas": change.berkas.nama, "sha256_berkas": change.berkas.sha256}
    known = {name: value for name, value in asked.items() if value is not None}
    # A note belongs to its decision: the next one does not inherit it (the history keeps it).
    return known if known["status"] == row.get("status") else {"catatan": None} | known


def _status(row: Row, change: Change) -> str:
    before = row.get("status")
    if change.status is not None:
        return change.status
    if before is None:
        return WAITING
    same = change.berkas is None or change.berkas.sha256 == row.get("sha256_berkas")
    return str(before) if same else AGAIN


def _file(rows: Sequence[Row]) -> bytes:
    """The rows as CSV: what any other ``dokumen`` file looks like."""
    text = io.StringIO(newline="")
    names = [column.name for column in dataset("dokumen").columns]
    writer = csv.DictWriter(text, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _batch(rows: Sequence[Row], digest: str, actor: str, documents: int) -> NewBatch:
    names = [column.name for column in dataset("dokumen").columns]
    table = {
        name: pa.array([row[name] for row in rows], _KINDS.get(name, pa.string()))
        for name in names
    }  # fmt: skip
    # The first row of the kept file is its header.
    table["baris"] = pa.array(range(2, len(rows) + 2), pa.int32())
    scopes = {Scope(row["kode_daerah"], row["tahun"], "", row["kode_skpd"]) for row in rows}
    return NewBatch(
        dataset="dokumen", berkas=FILE_NAME, sha256=digest, mode=Mode.PERUBAHAN,
        scopes=tuple(sorted(scopes)), rows=pa.table(table), dibaca=len(rows), ditolak=0,
        disisihkan=0, aktor=" ".join(actor.split()),
        catatan={"asal": "dokumen", "dokumen": documents},
    )  # fmt: skip


def without_blanks(change: Change) -> Change:
    """The same change where an empty text means *leave it as it is*."""
    blank = {
        name: None
        for name in ("status", "nomor", "reviewer", "catatan")
        if not (getattr(change, name) or "").strip()
    }
    return replace(change, **blank)
