"""Two kecamatan offices with kelurahan units and one agency, as rows of a real store."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa

from pug_metrics.store import NewBatch, Store
from pug_metrics.store.batch import Mode, Scope

REGION, YEAR, STAGE = "64.71", 2025, "MURNI"
WHOLE = Scope(REGION, YEAR, STAGE)
EAST, WEST, AGENCY = "7.01.0.00.0.00.01.0000", "7.01.0.00.0.00.02.0000", "2.08.0.00.0.00.01.0000"
MANGGAR, LAMARU = "64.71.01.1001", "64.71.01.1002"
UNITS = {
    f"{EAST[:-4]}0001": ("Kelurahan Manggar", EAST, "Kecamatan Balikpapan Timur"),
    f"{EAST[:-4]}0002": ("Kelurahan Lamaru", EAST, "Kecamatan Balikpapan Timur"),
    AGENCY: ("Dinas Pemberdayaan Perempuan", AGENCY, "Dinas Pemberdayaan Perempuan"),
}


def line(unit: str, pagu: str, sub: str = "7.01.03.2.02.0001", **more: Any) -> dict[str, Any]:
    """A budget line of a unit."""
    name, agency, agency_name = UNITS[unit]
    return {
        "kode_daerah": REGION, "tahun": YEAR, "tahapan": STAGE, "kode_skpd": agency,
        "nama_skpd": agency_name, "kode_sub_unit": unit, "nama_sub_unit": name,
        "kode_sub_kegiatan": sub, "nama_sub_kegiatan": f"Sub kegiatan {sub[-2:]}",
        "kode_rekening": "5.1.02.01.01.0024", "nama_rekening": "Belanja Alat Tulis",
        "kode_sumber_dana": "1.1", "pagu": Decimal(pagu), **more,
    }  # fmt: skip


def placed(agency: str, place: str, **more: Any) -> dict[str, Any]:
    """A row of ``lokasi``."""
    frame = {"kode_daerah": REGION, "tahun": YEAR, "tahapan": STAGE}
    return {**frame, "kode_skpd": agency, "kode_wilayah": place, **more}


_KINDS = {
    "tahun": pa.int32(), "pagu": pa.decimal128(20, 2), "rupiah": pa.decimal128(20, 2),
    "persen": pa.decimal128(7, 4), "bobot_arg": pa.decimal128(3, 2), "perempuan": pa.int64(),
    "laki_laki": pa.int64(), "versi_gap": pa.int64(), "apkm_a": pa.bool_(), "apkm_m": pa.bool_(),
}  # fmt: skip


def put(store: Store, name: str, rows: list[dict[str, Any]], sha: str = "") -> None:
    """Commit ``rows`` as one batch of the dataset ``name``."""
    names = list(dict.fromkeys(key for row in rows for key in row))
    table = pa.table(
        {
            key: pa.array([row.get(key) for row in rows], _KINDS.get(key, pa.string()))
            for key in names
        }
        | {"baris": pa.array(range(2, len(rows) + 2), pa.int32())}
    )
    store.commit(
        NewBatch(name, f"{name}.csv", sha or f"{name}-{len(rows)}", Mode.TAMBAH, (WHOLE,), table,
                 len(rows), 0, 0, "Penguji")
    )  # fmt: skip
