"""What is asked (``Slice``) and what comes back (``Result``): the only things readers handle."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pyarrow as pa

from pug_metrics.metrics.declaration import Basis, Grain, Metric, Reason
from pug_metrics.store.version import DataVersion

if TYPE_CHECKING:
    import pandas as pd

MONEY = pa.decimal128(38, 2)

TANPA_LOKASI = "TANPA_LOKASI"
TANPA_KODE = "TANPA_KODE"
# In the place of an agency: what the region itself does.
REGION_ITSELF = "DAERAH"

_KEYS_ONE = [("kode", pa.string()), ("label", pa.string())]
_KEYS_TWO = [*_KEYS_ONE, ("kode_2", pa.string()), ("label_2", pa.string())]
_FIGURES = [
    ("pembilang", MONEY),
    ("penyebut", MONEY),
    ("nilai", pa.float64()),
    ("alasan", pa.string()),
]
FRAME_ONE = pa.schema(_KEYS_ONE + _FIGURES)
FRAME_TWO = pa.schema(_KEYS_TWO + _FIGURES)


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of the budget is asked about. ``None`` leaves a filter open.

    ``daerah``, ``tahun`` and ``tahapan`` that are left open are filled in when the data hold only
    one; otherwise the question is refused (``QuestionError`` ``pilih_<name>``) unless a grain.
    ``kategori`` also takes ``ARG``: the three gender categories together. Codes are text.
    """

    daerah: str | None = None
    tahun: int | None = None
    tahapan: str | None = None
    sampai_bulan: int | None = None
    opd: str | None = None
    urusan: str | None = None
    bidang: str | None = None
    program: str | None = None
    kegiatan: str | None = None
    sub_kegiatan: str | None = None
    rekening: str | None = None
    kecamatan: str | None = None
    desa: str | None = None
    kategori: str | None = None
    sumber_dana: str | None = None

    def filters(self) -> dict[str, object]:
        """The filters that are set, by name."""
        return {f.name: v for f in fields(self) if (v := getattr(self, f.name)) is not None}


@dataclass(frozen=True, slots=True)
class Source:
    """One batch that stands behind a figure."""

    id_unggahan: int
    dataset: str
    berkas: str
    baris: int
    baris_awal: int
    baris_akhir: int
    aktor: str
    waktu: datetime
    status_data: str
    jumlah: Decimal | None
    jumlah_berkas: Decimal | None

    @property
    def reconciles(self) -> bool:
        """Whether the stored sum equals the total that the file itself declares (True if none)."""
        return self.jumlah_berkas is None or self.jumlah == self.jumlah_berkas


@dataclass(frozen=True, slots=True)
class Result:
    """Answer of one metric.

    ``frame``: columns ``kode, label[, kode_2, label_2], pembilang, penyebut, nilai, alasan``;
    ``pembilang`` and ``penyebut`` are decimal128(38, 2) (rupiah, or people where the metric counts
    people), ``nilai`` is unrounded in the unit of the metric (percent on the scale 0 to 100) and
    null with a ``Reason`` in ``alasan`` where there is none. ``total`` has one row: the same metric
    over the whole slice. ``notes`` are pairs (language key, facts) to stand beside the figure.
    """

    metric: Metric
    by: tuple[Grain, ...]
    at: Slice
    basis: Basis | None
    frame: pa.Table
    total: pa.Table
    sources: tuple[Source, ...]
    version: DataVersion
    notes: tuple[tuple[str, dict[str, object]], ...] = field(default=())

    @property
    def reconciles(self) -> bool:
        """False where a file behind the figure declares another total than what is stored."""
        return all(source.reconciles for source in self.sources)

    def rows(self) -> list[dict[str, object]]:
        """The frame as plain rows (money as ``Decimal``)."""
        return list(self.frame.to_pylist())

    def value(self) -> float | None:
        """The figure of the whole slice, or ``None``."""
        return self.total.column("nilai")[0].as_py() if self.total.num_rows else None

    def reason(self) -> Reason | None:
        """Why the figure of the whole slice is empty, or ``None``."""
        text = self.total.column("alasan")[0].as_py() if self.total.num_rows else "DATA_KOSONG"
        return Reason(text) if text else None

    def to_pandas(self) -> pd.DataFrame:
        """The frame for a notebook; money stays ``decimal.Decimal``."""
        return self.frame.to_pandas()
