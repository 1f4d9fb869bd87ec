"""A tiny budget in a real store, for what-ifs that are worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pug_metrics.datasets import Kind, dataset
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.scenario import Place
from pug_metrics.store import Mode, NewBatch, Scope, Store

AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
A, B = "1.01", "2.08"
S1, S2, S3 = "1.01.02.2.01.0001", "1.01.02.2.01.0002", "2.08.02.2.01.0003"
P1, P2, P3 = Place(A, S1), Place(A, S2), Place(B, S3)
_ARROW = {
    Kind.RUPIAH: pa.decimal128(20, 2), Kind.TAHUN: pa.int32(), Kind.BULAN: pa.int32(),
    Kind.BAGIAN: pa.decimal128(3, 2), Kind.YA_TIDAK: pa.bool_(), Kind.DESIMAL: pa.decimal128(20, 4),
}  # fmt: skip
HEAD = {"kode_daerah": "99.71", "tahun": 2025, "tahapan": "MURNI"}


def line(place: Place, pagu: str, account: str = "5.1.02.01", **more: Any) -> dict[str, Any]:
    """A budget line."""
    codes = {"kode_skpd": place.opd, "kode_sub_kegiatan": place.sub_kegiatan}
    return HEAD | codes | {"kode_rekening": account, "pagu": Decimal(pagu)} | more


def tag(place: Place, category: str, weight: str | None = None, **more: Any) -> dict[str, Any]:
    """A tag of a sub-activity."""
    codes = {"kode_skpd": place.opd, "kode_sub_kegiatan": place.sub_kegiatan}
    given = None if weight is None else Decimal(weight)
    return HEAD | codes | {"kategori_arg": category, "bobot_arg": given} | more


def documents(place: Place) -> list[dict[str, Any]]:
    """All three documents, approved."""
    row = {"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": place.opd,
           "kode_sub_kegiatan": place.sub_kegiatan, "status": "DISETUJUI"}  # fmt: skip
    return [row | {"jenis": kind} for kind in ("GAP", "GBS", "KAK")]


def put(store: Store, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Commit rows of one dataset; nothing for no rows."""
    given = [{"baris": number, **row} for number, row in enumerate(rows, 2)]
    if not given:
        return
    kinds = {column.name: _ARROW.get(column.kind, pa.string()) for column in dataset(name).columns}
    kinds |= {"baris": pa.int32(), "nisan": pa.bool_()}
    used = {key for row in given for key in row}
    table = pa.table(
        {key: pa.array([row.get(key) for row in given], kinds[key]) for key in kinds if key in used}
    )
    store.commit(
        NewBatch(
            dataset=name, berkas=f"{name}.csv", sha256=f"{name}{datetime.now(UTC)}",
            mode=Mode.TAMBAH, scopes=(Scope("99.71", 2025, "MURNI"),), rows=table,
            dibaca=len(given), ditolak=0, disisihkan=0, aktor="Penguji",
        )
    )  # fmt: skip


def fill(store: Store) -> None:
    """Three sub-activities: 100 documented ARG in two lines, 300 tagged half, 600 neutral."""
    put(store, "anggaran", [
        line(P1, "60.00"), line(P1, "40.00", "5.1.02.02"), line(P2, "300.00"),
        line(P3, "600.00"), line(P3, "1000.00", tahun=2024),
        line(P3, "5000.00", kode_daerah="99.01"),
    ])  # fmt: skip
    put(store, "tag_arg", [
        tag(P1, "SPESIFIK", apkm_a=True), tag(P2, "KESETARAAN", "0.50"), tag(P3, "NETRAL"),
    ])  # fmt: skip
    put(store, "dokumen", documents(P1))
    put(store, "target_metrik", [
        {"kode_daerah": "99.71", "tahun": 2025, "metrik": "arg_share_documented",
         "butir": "daerah", "kode": "99.71", "basis": "TOTAL_BELANJA", "target": Decimal(20),
         "sumber": "RPJMD"},
    ])  # fmt: skip
