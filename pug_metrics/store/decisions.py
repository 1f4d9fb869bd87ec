"""What tagging asks of the store: the decision in force of a key, and all that was ever decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from pug_metrics.datasets import dataset
from pug_metrics.store.batch import BatchRecord
from pug_metrics.store.reading import Reading
from pug_metrics.store.store import Store

_IN_FORCE = """
SELECT * FROM berlaku_tag_arg
WHERE kode_daerah = $daerah AND tahun = $tahun AND tahapan = $tahapan
AND list_contains($skpd, kode_skpd) ORDER BY id_unggahan, baris
"""
_STORED = """
SELECT {columns}, r.id_unggahan, r.baris, coalesce(r.nisan, false) AS nisan,
    EXISTS (FROM berlaku_tag_arg AS b
            WHERE b.id_unggahan = r.id_unggahan AND b.baris = r.baris) AS berlaku
FROM simpan.tag_arg AS r
WHERE r.kode_daerah = $daerah AND r.tahun = $tahun AND r.tahapan = $tahapan AND r.kode_skpd = $skpd
AND r.kode_sub_kegiatan IS NOT DISTINCT FROM $sub AND r.kode_rekening IS NOT DISTINCT FROM $rekening
ORDER BY r.id_unggahan, r.baris
"""


@dataclass(frozen=True, slots=True)
class TagKey:
    """What one decision is about; a code left open stands for all lines below it."""

    kode_daerah: str
    tahun: int
    tahapan: str
    kode_skpd: str
    kode_sub_kegiatan: str | None = None
    kode_rekening: str | None = None

    def order(self) -> tuple[str, ...]:
        """How keys are sorted: by their codes, what is open first."""
        return tuple("" if part is None else str(part) for part in astuple(self))


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it was stored once: ``row`` holds the declared columns of ``tag_arg``.

    ``removed``: the row was a tombstone. ``in_force``: it stands now (of the version asked).
    """

    batch: BatchRecord
    row: Mapping[str, Any]
    removed: bool
    in_force: bool

    @property
    def at(self) -> datetime:
        """When it was stored (UTC)."""
        return self.batch.waktu


def decisions_in_force(
    reading: Store | Reading, keys: Iterable[TagKey]
) -> dict[TagKey, dict[str, Any]]:
    """The row in force of each key that has one (the last stored wins), with ``id_unggahan``."""
    asked = set(keys)
    found: dict[TagKey, dict[str, Any]] = {}
    for region, year, stage in sorted({(k.kode_daerah, k.tahun, k.tahapan) for k in asked}):
        agencies = sorted({k.kode_skpd for k in asked})
        frame = {"daerah": region, "tahun": year, "tahapan": stage, "skpd": agencies}
        for row in reading.query(_IN_FORCE, frame).to_pylist():
            key = key_of(row)
            if key in asked:
                found[key] = row
    return found


def key_of(row: Mapping[str, Any]) -> TagKey:
    """The key of a stored row; a code written as empty text is open too."""
    return TagKey(
        row["kode_daerah"], row["tahun"], row["tahapan"], row["kode_skpd"],
        row["kode_sub_kegiatan"] or None, row["kode_rekening"] or None,
    )  # fmt: skip


def history(reading: Store | Reading, key: TagKey) -> tuple[Decided, ...]:
    """Every row ever stored for ``key``, the oldest first, with the batch that stored it.

    Undone batches are in it; batches later than the version asked are not.
    """
    columns = ", ".join(f"r.{column.name}" for column in dataset("tag_arg").columns)
    rows = reading.query(
        _STORED.format(columns=columns),
        {
            "daerah": key.kode_daerah, "tahun": key.tahun, "tahapan": key.tahapan,
            "skpd": key.kode_skpd, "sub": key.kode_sub_kegiatan, "rekening": key.kode_rekening,
        },
    ).to_pylist()  # fmt: skip
    batches = {batch.id_unggahan: batch for batch in reading.batches()}
    return tuple(
        Decided(batches[row["id_unggahan"]], row, row["nisan"], row["berlaku"])
        for row in rows
        if row["id_unggahan"] in batches
    )
