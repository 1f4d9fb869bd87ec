"""What goes into the store: one batch a file and dataset, with the scope it speaks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

import pyarrow as pa

SIMULATED = "simulasi"
"""``status_data`` of a batch whose figures are made up."""


class Mode(StrEnum):
    """How a batch relates to what is stored already."""

    TAMBAH = "tambah"
    GANTI = "ganti"
    PERUBAHAN = "perubahan"


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """Part of a dataset that a batch speaks for; an empty string stands for *all*.

    ``ganti`` hides older rows of the dataset that lie in one of its scopes. A month stands only
    where a dataset tells months apart; older batches of such a dataset speak for all of them.
    """

    kode_daerah: str
    tahun: int = 0
    tahapan: str = ""
    kode_skpd: str = ""
    sampai_bulan: int = 0

    def overlaps(self, other: Scope) -> bool:
        """Whether both could hold the same row (0 and the empty string match anything)."""
        pairs = zip(self._parts(), other._parts(), strict=True)
        return all(not mine or not theirs or mine == theirs for mine, theirs in pairs)

    def _parts(self) -> tuple[object, ...]:
        return (self.kode_daerah, self.tahun, self.tahapan, self.kode_skpd, self.sampai_bulan)


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A batch ready to be committed.

    ``rows``: the declared columns of the dataset (missing ones are filled with null) plus ``baris``
    (int32, 1-based row in the file) and, in mode ``perubahan``, optional ``nisan`` (bool, true
    removes the row of that key).
    """

    dataset: str
    berkas: str
    sha256: str
    mode: Mode
    scopes: tuple[Scope, ...]
    rows: pa.Table
    dibaca: int
    ditolak: int
    disisihkan: int
    aktor: str
    status_data: str = "resmi"
    jumlah: Decimal | None = None
    jumlah_berkas: Decimal | None = None
    catatan: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """A batch as the history shows it."""

    id_unggahan: int
    dataset: str
    berkas: str
    sha256: str
    mode: Mode
    scopes: tuple[Scope, ...]
    dibaca: int
    diterima: int
    ditolak: int
    disisihkan: int
    jumlah: Decimal | None
    jumlah_berkas: Decimal | None
    catatan: dict[str, object]
    status_data: str
    aktor: str
    waktu: datetime
    dibatalkan: datetime | None
    dibatalkan_oleh: str | None
