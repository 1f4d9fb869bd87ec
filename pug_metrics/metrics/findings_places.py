"""Where money is spent: what has a place, how places compare, what unit names would place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pug_metrics.metrics.answer import part
from pug_metrics.metrics.declaration import Unit
from pug_metrics.metrics.question import Reader, settle, where
from pug_metrics.metrics.result import TANPA_LOKASI, Result, Slice
from pug_metrics.metrics.shapes import ZERO
from pug_metrics.reference.places import PlaceUnknown, propose_from_unit

Row = dict[str, Any]
_DISTRICT = 8


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A kecamatan, kelurahan or desa of a region; ``induk`` is the code of the place above."""

    kode: str
    nama: str
    jenis: str
    induk: str


def places(store: Reader, daerah: str) -> tuple[PlaceName, ...]:
    """Every kecamatan, kelurahan and desa of the region, by code."""
    rows = store.query(
        "SELECT kode_wilayah, nama, jenis, kode_induk FROM roster_wilayah "
        "WHERE kode_daerah = $daerah AND jenis IN ('kecamatan', 'kelurahan', 'desa') ORDER BY 1",
        {"daerah": daerah},
    ).to_pylist()
    return tuple(
        PlaceName(row["kode_wilayah"], row["nama"], row["jenis"], row["kode_wilayah"][:_DISTRICT])
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Placing:
    """Rupiah of a slice: all, without a place, and known only by kecamatan."""

    whole: Decimal
    unplaced: Decimal
    district_only: Decimal

    @property
    def placed(self) -> Decimal:
        """Rupiah whose place is known, by kecamatan or closer."""
        return self.whole - self.unplaced

    @property
    def percent(self) -> float | None:
        """Rupiah without a place, 0 to 100; ``None`` without rupiah."""
        return part(self.unplaced, self.whole)


def placing(store: Reader, at: Slice, *, claimed: bool) -> Placing:
    """How much of the slice has a place: claimed ARG, or the whole ceiling."""
    at = settle(store, (), at)
    asked, column = where(at), "klaim" if claimed else "pagu"
    row = store.query(
        f"SELECT sum({column}) AS semua, "  # noqa: S608 - our columns
        f"sum({column}) FILTER (kode_kecamatan IS NULL) AS tanpa, "
        f"sum({column}) FILTER (kode_kecamatan IS NOT NULL AND kode_desa IS NULL) AS kecamatan "
        f"FROM tempat WHERE {asked.sql}",
        asked.params,
    ).to_pylist()[0]
    return Placing(row["semua"] or ZERO, row["tanpa"] or ZERO, row["kecamatan"] or ZERO)


def known(result: Result) -> list[Row]:
    """Places of a result by place that have a figure, the highest first."""
    return [
        row for row in result.rows() if row["nilai"] is not None and row["kode"] != TANPA_LOKASI
    ]


def unknown(result: Result) -> list[Row]:
    """Places of a result by place without a figure."""
    return [row for row in result.rows() if row["nilai"] is None and row["kode"] != TANPA_LOKASI]


def average(result: Result) -> float | None:
    """The figure of all places together that have one: a ratio of sums, or rupiah a place."""
    rows = known(result)
    if not rows:
        return None
    above = Fraction(sum((row["pembilang"] for row in rows), ZERO))
    if result.metric.unit is Unit.RUPIAH:
        return float(above / len(rows))
    below = Fraction(sum((row["penyebut"] for row in rows), ZERO))
    scale = 100 if result.metric.unit in (Unit.PERSEN, Unit.POIN) else 1
    return float(above / below * scale) if below else None


def below(result: Result, value: float) -> int:
    """How many places with a figure are below ``value``."""
    return sum(1 for row in known(result) if row["nilai"] < value)


@dataclass(frozen=True, slots=True)
class Low:
    """A kecamatan whose best place is still low: code of the kecamatan, row of its best place."""

    kecamatan: str
    terbaik: Row


def lowest_district(result: Result) -> Low | None:
    """The kecamatan with the lowest best village, where that is below the average of all.

    Only kecamatan with two villages or more that have a figure; ``None`` where there is none.
    """
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in known(result):
        groups[row["kode"][:_DISTRICT]].append(row)
    several = {code: rows for code, rows in groups.items() if len(rows) > 1}
    middle = average(result)
    if len(several) < 2 or middle is None:
        return None
    code = min(several, key=lambda each: (several[each][0]["nilai"], each))
    best = several[code][0]
    return Low(code, best) if best["nilai"] < middle else None


@dataclass(frozen=True, slots=True)
class Bottom:
    """How many of the last ``dari`` places lie in one kecamatan."""

    kecamatan: str
    jumlah: int
    dari: int


def bottom_district(result: Result, last: int = 5) -> Bottom | None:
    """The kecamatan that holds more than half of the ``last`` places; ``None`` where none does."""
    rows = known(result)
    if len(rows) < 2 * last:
        return None
    counts = Counter(row["kode"][:_DISTRICT] for row in rows[-last:])
    code, held = counts.most_common(1)[0]
    return Bottom(code, held, last) if 2 * held > last else None


def times(result: Result) -> float | None:
    """How many times the lowest figure the highest is; ``None`` without a positive lowest."""
    rows = known(result)
    if len(rows) < 2 or rows[-1]["nilai"] <= 0:
        return None
    return float(rows[0]["nilai"] / rows[-1]["nilai"])


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sub-unit named after a place: its lines without any place row, in rupiah and in number."""

    kode_skpd: str
    nama_skpd: str
    kode_sub_unit: str
    nama_sub_unit: str
    kode_wilayah: str
    nama_wilayah: str
    pagu: Decimal
    klaim: Decimal
    baris: int


# A line is free where no place row of its agency names it, whatever codes that row fills in.
_FREE = """
WITH bebas AS (
    SELECT b.* FROM (SELECT * FROM baris WHERE {asked} AND kode_sub_unit IS NOT NULL) AS b
    WHERE NOT EXISTS (
        SELECT 1 FROM berlaku_lokasi AS l
        WHERE l.kode_daerah = b.kode_daerah AND l.tahun = b.tahun AND l.tahapan = b.tahapan
            AND l.kode_skpd = b.kode_skpd AND length(l.kode_wilayah) >= 8
            AND coalesce(l.kode_sub_unit, b.kode_sub_unit) = b.kode_sub_unit
            AND (l.kode_sub_kegiatan IS NULL OR l.kode_sub_kegiatan = b.kode_sub_kegiatan)
            AND (l.kode_rekening IS NULL OR l.kode_rekening = b.kode_rekening)
            AND (l.kode_sumber_dana IS NULL OR l.kode_sumber_dana = b.kode_sumber_dana))
)
SELECT f.kode_skpd, any_value(o.nama) AS nama_skpd, f.kode_sub_unit, any_value(u.nama) AS nama,
    sum(f.pagu) AS pagu, sum(f.klaim) AS klaim, count(*) AS baris
FROM bebas AS f
JOIN nama AS u ON (u.butir, u.kode_daerah, u.kode) = ('sub_unit', f.kode_daerah, f.kode_sub_unit)
LEFT JOIN nama AS o ON (o.butir, o.kode_daerah, o.kode) = ('opd', f.kode_daerah, f.kode_skpd)
GROUP BY f.kode_skpd, f.kode_sub_unit ORDER BY pagu DESC, f.kode_sub_unit
"""


def place_proposals(store: Reader, at: Slice) -> tuple[Proposal, ...]:
    """Sub-units of the slice named after a place of the region, the largest ceiling first.

    Only lines that no place row names: placing the unit then places exactly ``pagu``. A proposal
    is for the user to confirm.
    """
    at = settle(store, (), at)
    asked = where(at)
    rows = store.query(_FREE.format(asked=asked.sql), asked.params).to_pylist()
    found = []
    for row in rows:
        place = _proposed(row["nama"], str(at.daerah))
        if place is not None:
            found.append(
                Proposal(
                    row["kode_skpd"], row["nama_skpd"] or row["kode_skpd"], row["kode_sub_unit"],
                    row["nama"], place[0], place[1], row["pagu"], row["klaim"], row["baris"],
                )
            )  # fmt: skip
    return tuple(found)


def _proposed(name: str, within: str) -> tuple[str, str] | None:
    try:
        place = propose_from_unit(name, within)
    except PlaceUnknown:
        return None
    return None if place is None else (place.kode, place.nama)


def proposed_sum(proposals: Sequence[Proposal]) -> Decimal:
    """Rupiah that the proposals would place."""
    return sum((each.pagu for each in proposals), ZERO)
