"""The mode *perubahan*: of a part only what changes becomes a batch, so that history tells it."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import dataset
from pug_metrics.ingest.changes import PartDifference
from pug_metrics.ingest.difference import compared, part_difference
from pug_metrics.ingest.parts import scopes_of
from pug_metrics.ingest.report import IntakeRefused, Part, Report
from pug_metrics.store import Store
from pug_metrics.store.comparing import compare


def changed_part(
    store: Store, report: Report, part: Part, *, drop_gone: bool
) -> tuple[Part, dict[str, int]] | None:
    """What a batch ``perubahan`` of a part holds, and its counts; None where nothing changes.

    Rows of the file under a changed key go in whole; tombstones (``nisan``) follow for keys that
    the file gave up and, with ``drop_gone``, for all that is gone. Raises ``IntakeRefused``
    ``sekunci_hilang``: a row is gone beside a changed one of its key, so that it would leave with
    it unasked; ``hilang_atau_ditolak``: rows that seem gone may be those that were rejected.
    """
    declared = dataset(part.dataset)
    with (
        store.frozen() as reading,
        compare(reading, declared, compared(part), part.scopes) as found,
    ):
        told = part_difference(found, 0)
        beside = told.total.gone_beside.rows
        if beside and not drop_gone:
            raise IntakeRefused("sekunci_hilang", berkas=report.file_name, jumlah=beside)
        if drop_gone and report.ditolak and told.total.gone.rows:
            raise IntakeRefused(
                "hilang_atau_ditolak", ditolak=report.ditolak, jumlah=told.total.gone.rows
            )
        rows = found.changes(drop_gone=drop_gone)
    if not rows.num_rows:
        return None
    return Part(part.dataset, rows, scopes_of(rows, declared)), _counts(
        told, rows, drop_gone=drop_gone
    )


def _counts(told: PartDifference, rows: pa.Table, *, drop_gone: bool) -> dict[str, int]:
    """What history keeps of the difference: rows of the file by kind, keys that were buried.

    ``tetap``: gone rows that stay in force.
    """
    return {
        "baris": told.total.file.rows,
        "baru": told.total.new.rows,
        "berubah": told.total.changed_after.rows,
        "sama": told.total.same.rows,
        "hilang": told.total.gone.rows,
        "tetap": 0 if drop_gone else told.total.gone.rows,
        "nisan": int(pc.sum(rows["nisan"]).as_py() or 0),
    }
