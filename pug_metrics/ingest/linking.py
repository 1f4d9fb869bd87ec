"""Decided links of indicators and sub-activities, stored like any upload: as a file, undoable."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from pug_metrics.ingest.committing import commit
from pug_metrics.ingest.report import IntakeRefused
from pug_metrics.ingest.understanding import understand
from pug_metrics.store import BatchRecord, Mode, Store

_COLUMNS = (
    "kode_daerah", "tahun", "indikator", "kode_skpd", "kode_sub_kegiatan", "alasan", "status",
    "penanda",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """The sub-activity of an agency is linked to an indicator, or is not (``linked``)."""

    indikator: str
    kode_skpd: str
    kode_sub_kegiatan: str
    linked: bool
    alasan: str = ""


def decide_links(
    store: Store, decisions: Sequence[Decision], *, region: str, year: int, actor: str
) -> BatchRecord:
    """Store the decisions as one batch of mode ``perubahan``; other links stay as they are.

    Raises ``IntakeRefused``: ``tautan_kosong`` without a decision, ``tautan_dua_kali`` where one
    sub-activity is both linked and not, and what ``commit`` raises (``berkas_sudah_dimuat`` and
    ``tanpa_perubahan`` where the same is in force already).
    """
    if not decisions:
        raise IntakeRefused("tautan_kosong")
    chosen = sorted(set(decisions))
    keys = [(each.indikator, each.kode_skpd, each.kode_sub_kegiatan) for each in chosen]
    if len(set(keys)) < len(keys):
        raise IntakeRefused("tautan_dua_kali")
    data = links_file(chosen, region=region, year=year, actor=actor)
    report = understand("tautan_isu", data, f"tautan_isu_{region}_{year}.csv", store=store)
    (stored,) = commit(store, report, actor=actor, mode=Mode.PERUBAHAN)
    return stored


def links_file(decisions: Sequence[Decision], *, region: str, year: int, actor: str) -> bytes:
    """The decisions as CSV: what any other ``tautan_isu`` file looks like."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for each in decisions:
        status = "DISETUJUI" if each.linked else "DITOLAK"
        writer.writerow((region, year, each.indikator, each.kode_skpd, each.kode_sub_kegiatan,
                         each.alasan, status, actor))  # fmt: skip
    return out.getvalue().encode()
