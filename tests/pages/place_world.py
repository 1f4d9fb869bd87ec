"""A small city in the user's own database, for the pages about places and programmes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pug_metrics.metrics.result import Slice
from pug_metrics.store import Store
from tests.ingest.place_rows import (
    AGENCY,
    EAST,
    LAMARU,
    MANGGAR,
    REGION,
    STAGE,
    YEAR,
    line,
    placed,
    put,
)

AT = Slice(daerah=REGION, tahun=YEAR, tahapan=STAGE)
UNIT_1, UNIT_2 = f"{EAST[:-4]}0001", f"{EAST[:-4]}0002"
SUB = "2.08.02.2.01.0001"
NAMES = {
    "kode_program": "2.08.02", "nama_program": "Program PUG", "kode_urusan": "2",
    "nama_urusan": "Urusan Wajib", "kode_bidang_urusan": "2.08", "nama_bidang_urusan": "PPPA",
}  # fmt: skip


def fill(
    store: Store, *, manggar: str = "40000000", people: bool = True, tags: bool = True
) -> None:
    """Two kelurahan with ARG, units without a place; ``manggar`` is what one of them receives."""
    put(store, "anggaran", [
        line(AGENCY, "100000000", sub=SUB, **NAMES), line(UNIT_1, "30000000"),
        line(UNIT_2, "20000000"), line(UNIT_2, "5000000", sub="7.01.03.2.02.0002"),
    ])  # fmt: skip
    if tags:
        frame = {"kode_daerah": REGION, "tahun": YEAR, "tahapan": STAGE, "status": "DISETUJUI"}
        put(store, "tag_arg", [{**frame, "kode_skpd": AGENCY, "kategori_arg": "KESETARAAN"}])
    spent = ((MANGGAR, manggar), (LAMARU, "10000000"))
    put(store, "lokasi", [
        placed(AGENCY, place, kode_sub_kegiatan=SUB, rupiah=Decimal(rupiah))
        for place, rupiah in spent
    ])  # fmt: skip
    if people:
        put(store, "penduduk", [_people(MANGGAR, 800), _people(LAMARU, 1000)])


def _people(place: str, women: int) -> dict[str, Any]:
    frame = {"kode_daerah": REGION, "tahun": YEAR, "kode_wilayah": place}
    return {**frame, "laki_laki": women, "perempuan": women}
