"""The institutions of PUG one by one: decrees and their end, who has none, what nobody recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pug_metrics.language import say
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import REGION_ITSELF, Slice

# A decree that ends within so many days of the year's last day must be renewed (our convention).
NOTICE = timedelta(days=90)
FOCAL_POINT = "FOCAL_POINT"


class Decree(StrEnum):
    """State of a decree on the last day of the year; the first three need somebody to act."""

    HABIS = "HABIS"
    TANPA_TANGGAL = "TANPA_TANGGAL"
    SEGERA = "SEGERA"
    BELUM_MULAI = "BELUM_MULAI"
    BERLAKU = "BERLAKU"


@dataclass(frozen=True, slots=True)
class Body:
    """A focal point, working group, driver team or partner; ``kode_skpd`` DAERAH: the region's.

    Members are people, meetings those of the year; ``None`` where they are not recorded.
    """

    kode_skpd: str
    opd: str
    jenis: str
    nama: str
    nomor_sk: str
    tanggal_sk: date | None
    berlaku_sampai: date | None
    anggota_l: int | None
    anggota_p: int | None
    rapat_rencana: int | None
    rapat_terlaksana: int | None
    decree: Decree
    id_unggahan: int
    baris: int


@dataclass(frozen=True, slots=True)
class Institutions:
    """All bodies of a region and year, and the agencies that should have a focal point."""

    year_end: date
    bodies: tuple[Body, ...]
    agencies: tuple[tuple[str, str], ...]

    def of(self, *kinds: str) -> tuple[Body, ...]:
        """The bodies of these kinds, those whose decree needs somebody to act first."""
        return tuple(each for each in self.bodies if each.jenis in kinds)

    def with_decree(self, state: Decree) -> tuple[Body, ...]:
        """The bodies whose decree is in ``state``."""
        return tuple(each for each in self.bodies if each.decree is state)

    @property
    def without_focal_point(self) -> tuple[str, ...]:
        """Names of the agencies that name no focal point at all."""
        having = {each.kode_skpd for each in self.of(FOCAL_POINT)}
        return tuple(name for code, name in self.agencies if code not in having)

    @property
    def without_meetings(self) -> tuple[Body, ...]:
        """Bodies that do not record both the meetings planned and those held."""
        return tuple(
            each for each in self.bodies if None in (each.rapat_rencana, each.rapat_terlaksana)
        )


def institutions(store: Reader, at: Slice) -> Institutions:
    """The bodies of the region and year of ``at``, in order of their decrees and of agencies."""
    year_end = date(at.tahun or date.max.year, 12, 31)
    asked = {"daerah": at.daerah, "tahun": at.tahun}
    agencies = store.query(
        "SELECT kode_skpd, coalesce(nama_skpd, kode_skpd) AS nama FROM roster_opd "
        "WHERE kode_daerah = $daerah AND tahun = $tahun ORDER BY kode_skpd", asked,
    ).to_pylist()  # fmt: skip
    names = {row["kode_skpd"]: row["nama"] for row in agencies}
    rows = store.query(
        "SELECT coalesce(kode_skpd, 'DAERAH') AS kode_skpd, jenis, coalesce(nama, '') AS nama, "
        "coalesce(nomor_sk, '') AS nomor_sk, tanggal_sk, berlaku_sampai, anggota_l, anggota_p, "
        "rapat_rencana, rapat_terlaksana, id_unggahan, baris FROM berlaku_kelembagaan "
        "WHERE kode_daerah = $daerah AND tahun = $tahun", asked,
    ).to_pylist()  # fmt: skip
    bodies = [
        Body(
            **row, opd=_name(row["kode_skpd"], names),
            decree=decree(row["tanggal_sk"], row["berlaku_sampai"], year_end),
        )
        for row in rows
    ]  # fmt: skip
    order = list(Decree)
    bodies.sort(key=lambda each: (order.index(each.decree), each.kode_skpd, each.nama))
    return Institutions(
        year_end, tuple(bodies), tuple((row["kode_skpd"], row["nama"]) for row in agencies)
    )


def _name(code: str, names: dict[str, str]) -> str:
    return say("label_DAERAH") if code == REGION_ITSELF else names.get(code, code)


def decree(issued: date | None, until: date | None, year_end: date) -> Decree:
    """State of a decree on ``year_end``; without an end it stays in force."""
    if until is not None and until < year_end:
        return Decree.HABIS
    if issued is None:
        return Decree.TANPA_TANGGAL
    if issued > year_end:
        return Decree.BELUM_MULAI
    ending = until is not None and until <= year_end + NOTICE
    return Decree.SEGERA if ending else Decree.BERLAKU
