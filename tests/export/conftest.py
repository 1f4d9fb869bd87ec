"""Results made by hand, so that exports are tested without a store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from pug_metrics.metrics.declaration import Basis, Grain, find
from pug_metrics.metrics.result import (
    FRAME_ONE,
    FRAME_TWO,
    DataVersion,
    Result,
    Slice,
    Source,
)

ROWS = [
    {"kode": "2.08", "label": "Dinas Pemberdayaan Perempuan", "pembilang": Decimal("1000000.50"),
     "penyebut": Decimal("4000002.00"), "nilai": 25.0, "alasan": None},
    {"kode": "1.01", "label": "=HYPERLINK(\"http://x\")", "pembilang": Decimal("0.00"),
     "penyebut": Decimal("5000000.00"), "nilai": 0.0, "alasan": None},
    {"kode": "1.02", "label": "Dinas Kesehatan", "pembilang": None, "penyebut": None,
     "nilai": None, "alasan": "DATA_KOSONG"},
]  # fmt: skip
TOTAL = {"kode": "TOTAL", "label": "Seluruhnya", "pembilang": Decimal("1000000.50"),
         "penyebut": Decimal("9000002.00"), "nilai": 11.11111, "alasan": None}  # fmt: skip


def source(declared: Decimal | None) -> Source:
    return Source(
        id_unggahan=41, dataset="anggaran", berkas="rka_2025.xlsx", baris=2418, baris_awal=2,
        baris_akhir=2419, aktor="Bappeda", waktu=datetime(2025, 10, 17, 9, 12, tzinfo=UTC),
        status_data="simulasi", jumlah=Decimal("9000002.00"), jumlah_berkas=declared,
    )  # fmt: skip


@pytest.fixture
def made() -> Callable[..., Result]:
    """A result of ``arg_share`` by agency; keyword arguments change one fact at a time."""

    def make(
        name: str = "arg_share",
        simulated: bool = True,
        declared: Decimal | None = None,
        rows: list[dict[str, object]] | None = None,
        total: dict[str, object] | None = None,
        by: tuple[Grain, ...] = (Grain.OPD,),
        **at: object,
    ) -> Result:
        chosen = ROWS if rows is None else rows
        schema = FRAME_TWO if len(by) == 2 else FRAME_ONE
        metric = find(name)
        return Result(
            metric=metric,
            by=by,
            at=Slice(**{"daerah": "63.72", "tahun": 2025, "tahapan": "MURNI", **at}),
            basis=Basis.TOTAL_BELANJA if metric.has_basis else None,
            frame=pa.Table.from_pylist(chosen, schema=schema),
            total=pa.Table.from_pylist([total or TOTAL], schema=FRAME_ONE),
            sources=(source(declared),),
            version=DataVersion(41, datetime(2025, 10, 17, 9, 12, tzinfo=UTC), simulated),
        )

    return make
