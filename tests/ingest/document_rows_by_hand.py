"""A small budget of two agencies whose tags have some documents, as rows of a real store."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pug_metrics.metrics.result import Slice
from pug_metrics.store import Store
from pug_metrics.store.document_rows import DocumentKey
from tests.ingest.place_rows import AGENCY, EAST, REGION, STAGE, YEAR, line, put

AT = Slice(daerah=REGION, tahun=YEAR, tahapan=STAGE)
UNIT = f"{EAST[:-4]}0001"
SUB_1, SUB_2 = "2.08.02.2.01.0001", "2.08.02.2.01.0002"
EAST_SUB = "7.01.03.2.02.0001"
GBS_1 = DocumentKey(AGENCY, SUB_1, "GBS")


def document(sub: str | None, kind: str, status: str, agency: str = AGENCY, **more: Any) -> dict:
    """A row of ``dokumen``."""
    frame = {"kode_daerah": REGION, "tahun": YEAR, "kode_skpd": agency}
    return {**frame, "kode_sub_kegiatan": sub, "jenis": kind, "status": status, **more}


def fill(store: Store, *, first: str = "60000000") -> None:
    """ARG of 60, 30 and 10 million in three sub-activities; 5 million are neutral.

    The first lacks only its GBS (waiting for review), the second has all, the third has nothing.
    """
    put(store, "anggaran", [
        line(AGENCY, first, sub=SUB_1), line(AGENCY, "30000000", sub=SUB_2),
        line(UNIT, "10000000", sub=EAST_SUB), line(UNIT, "5000000", sub="7.01.03.2.02.0002"),
    ])  # fmt: skip
    frame = {"kode_daerah": REGION, "tahun": YEAR, "tahapan": STAGE, "status": "DISETUJUI",
             "kategori_arg": "KESETARAAN"}  # fmt: skip
    put(store, "tag_arg", [
        {**frame, "kode_skpd": AGENCY},
        {**frame, "kode_skpd": EAST, "kode_sub_kegiatan": EAST_SUB},
    ])  # fmt: skip
    put(store, "dokumen", [
        document(SUB_1, "GAP", "DISETUJUI"), document(SUB_1, "KAK", "DISETUJUI"),
        document(SUB_1, "GBS", "MENUNGGU_REVIEW"),
        *(document(SUB_2, kind, "DISETUJUI") for kind in ("GAP", "GBS", "KAK")),
    ])  # fmt: skip


def documented(store: Store) -> Decimal:
    """Documented ARG in rupiah."""
    from pug_metrics.metrics import arg_share_documented

    found = arg_share_documented(store, by="opd", at=AT).total.to_pylist()[0]
    return found["pembilang"]
