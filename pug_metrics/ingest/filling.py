"""What a planner writes into the steps of a document becomes a batch of ``isian_dokumen``."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping

import pyarrow as pa

from pug_metrics.datasets import dataset
from pug_metrics.ingest.keeping import keep_file
from pug_metrics.ingest.report import IntakeRefused
from pug_metrics.store import BatchRecord, NewBatch, Store
from pug_metrics.store.batch import Mode, Scope
from pug_metrics.store.document_rows import DocumentKey, Row, step_texts

FILE_NAME = "isian dokumen"


def fill_steps(  # noqa: PLR0913 - what was seen, what is written, where, by whom
    store: Store, key: DocumentKey, seen: Mapping[str, str], written: Mapping[str, str], *,
    region: str, year: int, actor: str,
) -> BatchRecord:  # fmt: skip
    """Store the steps that differ from ``seen`` as one batch (mode ``perubahan``).

    A step that was emptied counts as not filled in. Raises ``IntakeRefused``:
    ``dokumen_tanpa_nama``, ``dokumen_tanpa_perubahan``, ``dokumen_berubah`` (somebody wrote into
    the same document since it was seen).
    """
    if not actor.strip():
        raise IntakeRefused("dokumen_tanpa_nama")
    changed = {
        name: text.strip() for name, text in written.items() if text.strip() != seen.get(name, "")
    }
    if not changed:
        raise IntakeRefused("dokumen_tanpa_perubahan")
    rows = [_row(key, region, year, name, text) for name, text in sorted(changed.items())]
    data = _file(rows)
    digest = hashlib.sha256(data).hexdigest()
    with store.turn():
        if step_texts(store, region, year, key) != dict(seen):
            raise IntakeRefused(
                "dokumen_berubah", daftar=f"{key.jenis} {key.kode_sub_kegiatan or key.kode_skpd}"
            )
        keep_file(data, digest, f"{FILE_NAME}.csv")
        return store.commit(_batch(rows, digest, actor))


def _row(key: DocumentKey, region: str, year: int, name: str, text: str) -> Row:
    return {
        "kode_daerah": region, "tahun": year, "kode_skpd": key.kode_skpd,
        "kode_sub_kegiatan": key.kode_sub_kegiatan or None, "jenis": key.jenis,
        "langkah": name, "isi": text or None,
    }  # fmt: skip


def _file(rows: list[Row]) -> bytes:
    """The rows as CSV: what any other file of the dataset looks like."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _batch(rows: list[Row], digest: str, actor: str) -> NewBatch:
    names = [column.name for column in dataset("isian_dokumen").columns]
    kinds = {"tahun": pa.int32()}
    table = {
        name: pa.array([row[name] for row in rows], kinds.get(name, pa.string())) for name in names
    }
    # The first row of the kept file is its header.
    table["baris"] = pa.array(range(2, len(rows) + 2), pa.int32())
    scope = Scope(rows[0]["kode_daerah"], rows[0]["tahun"], "", rows[0]["kode_skpd"])
    return NewBatch(
        dataset="isian_dokumen", berkas=FILE_NAME, sha256=digest, mode=Mode.PERUBAHAN,
        scopes=(scope,), rows=pa.table(table), dibaca=len(rows), ditolak=0, disisihkan=0,
        aktor=" ".join(actor.split()), catatan={"asal": "dokumen"},
    )  # fmt: skip
