"""One document of a tagged sub-activity: which row tells its status, and which steps are filled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pug_metrics.language import Text
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.question import Reader, where
from pug_metrics.metrics.result import Slice
from pug_metrics.reference.document_steps import StepList, steps_of
from pug_metrics.store.document_rows import DocumentKey, Row, holding, newest

APPROVED, PARTLY, ABSENT = "DISETUJUI", "SEBAGIAN", "BELUM_ADA"
Steps = Mapping[DocumentKey, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a tagged sub-activity.

    ``status``: as stored; ``SEBAGIAN`` where only some of the accounts are approved, ``BELUM_ADA``
    without a row. ``rupiah``: ARG of the lines that lack its approval. ``terisi``: the steps that
    are filled, None where no step was ever recorded; ``seen`` is the batch that changed it last,
    ``umum`` that a row of the whole agency holds.
    """

    key: DocumentKey
    status: str
    rupiah: Decimal
    steps: StepList
    terisi: frozenset[str] | None
    seen: int
    umum: bool
    nomor: str | None = None
    tanggal: date | None = None
    reviewer: str | None = None
    catatan: str | None = None
    versi_gap: int | None = None
    nama_berkas: str | None = None
    sha256_berkas: str | None = None

    @property
    def approved(self) -> bool:
        """Whether all its lines count as having it."""
        return self.status == APPROVED

    @property
    def missing(self) -> tuple[Text, ...]:
        """The steps that are not filled, in order; none where no step was recorded."""
        if self.terisi is None:
            return ()
        return tuple(label for name, label in self.steps.steps.items() if name not in self.terisi)

    @property
    def filled(self) -> int | None:
        """How many steps are filled; None where no step was recorded."""
        return None if self.terisi is None else len(self.terisi)


def document_of(
    line: Row, kind: str, rows: Mapping[DocumentKey, list[Row]], steps: Steps
) -> Document:
    """The document ``kind`` of a tagged sub-activity: ``line`` holds the sums of its lines."""
    key = DocumentKey(line["kode_skpd"], line["sub"] or "", kind)
    held = holding(rows, key)
    low = kind.lower()
    approved = bool(line[f"ada_{low}"])
    shown = _shown(held, approved=approved)
    status = APPROVED if approved else str(shown.get("status") or ABSENT)
    if not approved and status == APPROVED:
        # Some accounts have their own approval, the others have no row at all.
        status = PARTLY if line[f"sebagian_{low}"] else ABSENT
    version = shown.get("versi_gap")
    facts = ("nomor", "tanggal", "reviewer", "catatan", "nama_berkas", "sha256_berkas")
    return Document(
        key, status, line["klaim"] - line[f"rp_{low}"], steps_of(kind, version),
        _filled(steps.get(key), steps_of(kind, version)), newest(held), not rows.get(key),
        versi_gap=version, **{name: shown.get(name) for name in facts},
    )  # fmt: skip


def _shown(held: Sequence[Row], *, approved: bool) -> Row:
    """The row that a document is told by: the newest of those that decide its status."""
    deciding = [row for row in held if (row["status"] == APPROVED) == approved]
    return (deciding or list(held) or [{}])[-1]


def _filled(names: frozenset[str] | None, steps: StepList) -> frozenset[str] | None:
    return None if names is None else names & frozenset(steps.steps)


def filled_steps(store: Reader, at: Slice) -> Steps:
    """The filled steps of every document of which any step was recorded; the latest row wins."""
    asked = where(at, (Grain.DAERAH, Grain.TAHUN, Grain.OPD))
    rows = store.query(
        "SELECT kode_skpd, coalesce(kode_sub_kegiatan, '') AS sub, jenis, langkah, "  # noqa: S608 - our columns
        "arg_max(coalesce(trim(isi), ''), (id_unggahan, baris)) AS isi "
        f"FROM berlaku_isian_dokumen WHERE {asked.sql} GROUP BY ALL",
        asked.params,
    ).to_pylist()
    found: dict[DocumentKey, set[str]] = defaultdict(set)
    for row in rows:
        filled = found[DocumentKey(row["kode_skpd"], row["sub"], row["jenis"])]
        filled |= {row["langkah"]} if row["isi"] else set()
    return {key: frozenset(names) for key, names in found.items()}
