"""Decisions on ARG tags made on a page: each action becomes a batch of changes in ``tag_arg``."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pug_metrics.datasets import Kind, dataset
from pug_metrics.ingest.keeping import keep_file
from pug_metrics.ingest.persons import same_name
from pug_metrics.ingest.report import IntakeRefused
from pug_metrics.language import say
from pug_metrics.store import BatchRecord, NewBatch, Store
from pug_metrics.store.batch import Mode, Scope
from pug_metrics.store.decisions import TagKey, decisions_in_force

FILE_NAME = "keputusan penandaan"
DRAFT, SUBMITTED, APPROVED, RETURNED = "DRAF", "DIAJUKAN", "DISETUJUI", "DITOLAK"
CATEGORIES = ("SPESIFIK", "KESETARAAN", "PELEMBAGAAN", "NETRAL")
APKM = ("apkm_a", "apkm_p", "apkm_k", "apkm_m")
TOPICS = ("pengalaman", "aspirasi", "kebutuhan", "potensi")
FIELDS = tuple(f"{topic}_{sex}" for topic in TOPICS for sex in ("l", "p"))
_SAID = ("kategori_arg", "bobot_arg", *APKM, "alasan", *FIELDS)
_ARROW = {
    Kind.TAHUN: pa.int32(), Kind.BAGIAN: pa.decimal128(3, 2), Kind.YA_TIDAK: pa.bool_(),
    Kind.TANGGAL: pa.date32(),
}  # fmt: skip
_CENT = Decimal("0.01")
_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """A decision that was looked at: its key and the batch of the row in force then (0: none)."""

    key: TagKey
    batch: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about ``seen.key``.

    ``said``: declared columns of ``tag_arg`` (``kategori_arg`` and ``alasan`` must be filled;
    ``bobot_arg`` Decimal 0 to 1, ``apkm_*`` bool, the fields of ``FIELDS`` text; none is null).
    """

    seen: Seen
    said: Mapping[str, Any]


def decide(store: Store, decisions: Sequence[Decision], actor: str) -> BatchRecord:
    """Store the decisions as drafts, which do not count yet; one batch, all or none.

    Raises ``IntakeRefused``: ``keputusan_kosong``, ``keputusan_tanpa_nama``,
    ``keputusan_tanpa_alasan``, ``keputusan_kategori``, ``keputusan_bobot``, and
    ``keputusan_didahului`` where a line was decided by a later batch than the one looked at.
    """
    return _stated(store, decisions, actor, DRAFT)


def submit(store: Store, decisions: Sequence[Decision], actor: str) -> BatchRecord:
    """Store the decisions as submitted: they count from now on; refusals as in ``decide``."""
    return _stated(store, decisions, actor, SUBMITTED)


def approve(store: Store, chosen: Sequence[Seen], actor: str, note: str = "") -> BatchRecord:
    """Approve submitted decisions under another name than that of who submitted them.

    Raises ``IntakeRefused`` as ``decide`` does, ``keputusan_belum_diajukan`` where one is not
    submitted, ``keputusan_nama_sama`` where ``actor`` submitted one of them.
    """
    return _judged(store, chosen, actor, (APPROVED, note.strip()))


def return_(store: Store, chosen: Sequence[Seen], actor: str, note: str) -> BatchRecord:
    """Return submitted decisions with a note: they no longer count.

    Raises as ``approve``, and ``keputusan_tanpa_catatan`` without a note.
    """
    if not note.strip():
        raise IntakeRefused("keputusan_tanpa_catatan")
    return _judged(store, chosen, actor, (RETURNED, note.strip()))


def stored_decisions(store: Store, chosen: Sequence[Seen]) -> tuple[Decision, ...]:
    """What is stored of each key, as decisions to hand in again (drafts that are submitted).

    Raises ``IntakeRefused`` ``keputusan_didahului`` where that is no longer what was looked at.
    """
    found = _looked_up(store, chosen)
    return tuple(
        Decision(seen, {name: found[seen.key][name] for name in _SAID})
        for seen in chosen
        if seen.key in found
    )


def _stated(
    store: Store, decisions: Sequence[Decision], actor: str, status: str
) -> BatchRecord:  # fmt: skip
    actor = _named(decisions, actor)
    rows = [_row(each, actor, status) for each in decisions]
    with store.turn():
        _looked_up(store, [each.seen for each in decisions])
        return _commit(store, rows, actor, status)


def _judged(
    store: Store, chosen: Sequence[Seen], actor: str, verdict: tuple[str, str]
) -> BatchRecord:
    actor = _named(chosen, actor)
    status, note = verdict
    with store.turn():
        found = _looked_up(store, chosen)
        batches = {batch.id_unggahan: batch for batch in store.batches()}
        rows = []
        for seen in chosen:
            row = found.get(seen.key)
            if row is None or row["status"] != SUBMITTED:
                raise IntakeRefused("keputusan_belum_diajukan", kode=_told(seen.key))
            _refuse_own(row, batches[row["id_unggahan"]], actor)
            rows.append({**row, "status": status, "penilai": actor, "catatan_penilai": note})
        return _commit(store, rows, actor, status)


def _named(chosen: Sequence[object], actor: str) -> str:
    if not chosen:
        raise IntakeRefused("keputusan_kosong")
    if not actor.strip():
        raise IntakeRefused("keputusan_tanpa_nama")
    return actor.strip()


def _refuse_own(row: _Row, batch: BatchRecord, actor: str) -> None:
    for submitter in (row["penanda"], batch.aktor):
        if same_name(submitter, actor):
            raise IntakeRefused("keputusan_nama_sama", nama=submitter, kode=_told_row(row))


def _looked_up(store: Store, chosen: Sequence[Seen]) -> dict[TagKey, _Row]:
    """The rows in force of what was chosen; refuses what changed since it was looked at."""
    found = decisions_in_force(store, [seen.key for seen in chosen])
    for seen in chosen:
        row = found.get(seen.key)
        if (row["id_unggahan"] if row else 0) != seen.batch:
            _refuse_overtaken(store, seen, row)
    return found


def _refuse_overtaken(store: Store, seen: Seen, row: _Row | None) -> None:
    if row is None:
        raise IntakeRefused("keputusan_hilang", kode=_told(seen.key), id=seen.batch)
    batch = next(b for b in store.batches() if b.id_unggahan == row["id_unggahan"])
    raise IntakeRefused(
        "keputusan_didahului", kode=_told(seen.key), siapa=batch.aktor, id=batch.id_unggahan,
        kategori=say(f"kategori_{row['kategori_arg']}"),
        status=say(f"penandaan_status_{row['status'] or APPROVED}"),
    )  # fmt: skip


def _told(key: TagKey) -> str:
    return " / ".join(filter(None, (key.kode_skpd, key.kode_sub_kegiatan, key.kode_rekening)))


def _told_row(row: _Row) -> str:
    return " / ".join(
        filter(None, (row[name] for name in ("kode_skpd", "kode_sub_kegiatan", "kode_rekening")))
    )


def _row(decision: Decision, actor: str, status: str) -> _Row:
    said = {name: decision.said.get(name) for name in _SAID}
    key = _told(decision.seen.key)
    if said["kategori_arg"] not in CATEGORIES:
        raise IntakeRefused("keputusan_kategori", kode=key)
    texts = {name: (said[name] or "").strip() or None for name in ("alasan", *FIELDS)}
    if not texts["alasan"]:
        raise IntakeRefused("keputusan_tanpa_alasan", kode=key)
    # Nothing of a neutral line counts, so that a weight would say nothing.
    weight = None if said["kategori_arg"] == "NETRAL" else _weight(said["bobot_arg"], key)
    return {
        **asdict(decision.seen.key), **said, **texts, "bobot_arg": weight, "penanda": actor,
        "tanggal_tag": datetime.now(UTC).astimezone().date(), "status": status,
    }  # fmt: skip


def _weight(given: Decimal | None, key: str) -> Decimal | None:
    if given is None:
        return None
    if not 0 <= given <= 1 or given != given.quantize(_CENT):
        raise IntakeRefused("keputusan_bobot", kode=key, bobot=given)
    return given.quantize(_CENT)


def _commit(store: Store, rows: list[_Row], actor: str, status: str) -> BatchRecord:
    names = [column.name for column in dataset("tag_arg").columns]
    data = _file(rows, names)
    digest = hashlib.sha256(data).hexdigest()
    keep_file(data, digest, f"{FILE_NAME}.csv")
    scopes = {(r["kode_daerah"], r["tahun"], r["tahapan"], r["kode_skpd"]) for r in rows}
    return store.commit(
        NewBatch(
            dataset="tag_arg",
            berkas=f"{FILE_NAME}.csv",
            sha256=digest,
            mode=Mode.PERUBAHAN,
            scopes=tuple(Scope(*scope) for scope in sorted(scopes)),
            rows=_table(rows),
            dibaca=len(rows),
            ditolak=0,
            disisihkan=0,
            aktor=actor,
            catatan={"asal": "penandaan", "tindakan": status},
        )
    )


def _table(rows: list[_Row]) -> pa.Table:
    made = {
        column.name: pa.array(
            [row.get(column.name) for row in rows], _ARROW.get(column.kind, pa.string())
        )
        for column in dataset("tag_arg").columns
    }
    # The first row of the kept file is its header.
    return pa.table(made | {"baris": pa.array(range(2, len(rows) + 2), pa.int32())})


def _file(rows: list[_Row], names: list[str]) -> bytes:
    """The decisions as CSV: what any other ``tag_arg`` file looks like."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue().encode()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return value.isoformat() if isinstance(value, date) else value
