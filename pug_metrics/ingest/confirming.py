"""A match of codes that a person confirmed, stored like any upload: as a file, undoable."""

from __future__ import annotations

import csv
import io

from pug_metrics.ingest.committing import commit
from pug_metrics.ingest.understanding import understand
from pug_metrics.store import BatchRecord, Mode, Store

_COLUMNS = ("kode_daerah", "mulai_tahun", "butir", "kode_lama", "kode_baru", "dasar")


def confirm_match(  # noqa: PLR0913 - one row of the dataset and who says so
    store: Store, region: str, year: int, old: str, new: str, ground: str, *, actor: str
) -> tuple[BatchRecord, ...]:
    """Store that sub-activity ``old`` is called ``new`` from ``year`` on; one batch.

    Raises ``IntakeRefused`` and ``StoreError`` as ``commit`` does (``kunci_sudah_ada`` where the
    old code has a successor of that year already).
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerow((region, year, "sub_kegiatan", old, new, ground))
    name = f"padanan_{region}_{year}_{old}.csv"
    report = understand("padanan_kode", out.getvalue().encode(), name, store=store)
    return commit(store, report, actor=actor, mode=Mode.TAMBAH)
