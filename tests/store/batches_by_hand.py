"""Small batches for store tests, written as plain rows."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pug_metrics.datasets import Kind, dataset
from pug_metrics.store import Mode, NewBatch, Scope, Store

REGION, OTHER_REGION = "99.71", "99.01"
AGENCY, OTHER_AGENCY = "1.01.0.00.0.00.01.0000", "2.08.0.00.0.00.01.0000"
WHOLE = (Scope(REGION, 2025, "MURNI"),)

_ARROW = {Kind.RUPIAH: pa.decimal128(20, 2), Kind.TAHUN: pa.int32(), Kind.BULAN: pa.int32()}


def line(pagu: str | None, agency: str = AGENCY, sub: str = "0001", **more: Any) -> dict[str, Any]:
    """A budget line; ``sub`` ends the code of its sub-activity."""
    row = {
        "kode_daerah": REGION, "tahun": 2025, "tahapan": "MURNI", "kode_skpd": agency,
        "kode_sub_kegiatan": f"1.01.02.2.01.{sub}", "kode_rekening": "5.1.02.01.01.0024",
        "kode_sumber_dana": "1.2.01.01", "pagu": None if pagu is None else Decimal(pagu),
    }  # fmt: skip
    return row | more


def table(rows: Iterable[dict[str, Any]], name: str = "anggaran") -> pa.Table:
    """``rows`` as the reading room hands them over: typed, numbered from 1."""
    given = [{"baris": number, **row} for number, row in enumerate(rows, 1)]
    used = {key for row in given for key in row}
    kinds = {column.name: _ARROW.get(column.kind, pa.string()) for column in dataset(name).columns}
    kinds |= {"baris": pa.int32(), "nisan": pa.bool_()}
    return pa.table(
        {key: pa.array([row.get(key) for row in given], kinds[key]) for key in kinds if key in used}
    )


def batch(rows: Iterable[dict[str, Any]], sha: str, **more: Any) -> NewBatch:
    """A batch of budget lines for the whole region and year, unless told otherwise."""
    name = more.pop("dataset", "anggaran")
    typed = table(rows, name)
    facts: dict[str, Any] = {
        "dataset": name, "berkas": f"{sha}.csv", "sha256": sha, "mode": Mode.TAMBAH,
        "scopes": WHOLE, "rows": typed, "dibaca": typed.num_rows, "ditolak": 0, "disisihkan": 0,
        "aktor": "Penguji",
    }  # fmt: skip
    return NewBatch(**facts | more)


def in_force(store: Store) -> list[tuple[str, str, Decimal]]:
    """(agency, sub-activity, pagu) of the budget lines in force, sorted."""
    rows = store.query(
        "SELECT kode_skpd, kode_sub_kegiatan, pagu FROM berlaku_anggaran"
    ).to_pylist()
    return sorted((r["kode_skpd"], r["kode_sub_kegiatan"][-4:], r["pagu"]) for r in rows)


def pagu(store: Store) -> list[str]:
    """The ceilings in force as text, sorted by number."""
    return [str(value) for value in sorted(value for _, _, value in in_force(store))]
