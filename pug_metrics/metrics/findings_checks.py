"""What no figure can show: places beyond their lines, realisation without a line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pug_metrics.metrics.question import Reader


@dataclass(frozen=True, slots=True)
class Overplaced:
    """A group of lines (codes left empty = all below) whose places get more than its ceiling."""

    kode_daerah: str
    tahun: int
    tahapan: str
    kode_skpd: str
    kode_sub_unit: str | None
    kode_sub_kegiatan: str | None
    kode_rekening: str | None
    kode_sumber_dana: str | None
    pagu: Decimal
    berlokasi: Decimal


def overplaced(store: Reader) -> tuple[Overplaced, ...]:
    """Groups that are not placed at all because their places exceed them, in order of codes."""
    names = ", ".join(Overplaced.__slots__)
    rows = store.query(f"SELECT {names} FROM lokasi_lebih ORDER BY ALL").to_pylist()  # noqa: S608 - our columns
    return tuple(Overplaced(**row) for row in rows)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Realisation of an agency and month that belongs to no line of any stage."""

    kode_daerah: str
    tahun: int
    kode_skpd: str
    sampai_bulan: int
    baris: int
    rupiah: Decimal


def unmatched_realisation(store: Reader) -> tuple[Unmatched, ...]:
    """Realisation whose codes name no budget line of the year, in order of codes."""
    rows = store.query(
        "SELECT kode_daerah, tahun, kode_skpd, sampai_bulan, count(*) AS baris, "
        "sum(realisasi) AS rupiah FROM berlaku_realisasi AS r WHERE NOT EXISTS ("
        "FROM baris AS b WHERE b.kode_daerah = r.kode_daerah AND b.tahun = r.tahun "
        "AND b.kode_skpd = r.kode_skpd "
        "AND (r.kode_sub_kegiatan IS NULL OR b.kode_sub_kegiatan = r.kode_sub_kegiatan) "
        "AND (r.kode_rekening IS NULL OR b.kode_rekening = r.kode_rekening) "
        "AND (r.kode_sumber_dana IS NULL OR b.kode_sumber_dana = r.kode_sumber_dana)) "
        "GROUP BY ALL ORDER BY ALL"
    ).to_pylist()
    return tuple(Unmatched(**row) for row in rows)
