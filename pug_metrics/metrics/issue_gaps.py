"""Differences between men and women beside the budget lines that someone linked to them.

Only links in status DISETUJUI count, and a row that names the agency outranks one that does not
(our convention). Which direction of a difference is good is not known here and never said. An
indicator that is known only by place is told by the place where it differs most; values of places
are neither added nor averaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pug_metrics.metrics.declaration import still
from pug_metrics.metrics.lines import Counted
from pug_metrics.metrics.question import Reader, settle, where
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.shapes import ZERO

Row = Mapping[str, Any]
APPROVED, REJECTED, PROPOSED = "DISETUJUI", "DITOLAK", "USULAN"
_PEOPLE = """
SELECT d.tahun, d.kode_wilayah, coalesce(w.nama, d.kode_wilayah) AS nama, d.indikator,
    d.laki_laki, d.perempuan, d.satuan, d.sumber, d.id_unggahan, d.baris
FROM berlaku_data_terpilah AS d
LEFT JOIN roster_wilayah AS w USING (kode_daerah, kode_wilayah)
WHERE d.kode_daerah = $daerah AND d.tahun <= $tahun
ORDER BY d.tahun, d.kode_wilayah, d.id_unggahan, d.baris
"""
_MONEY = """
SELECT b.kode_skpd, b.kode_sub_kegiatan, b.kode_program, any_value(o.nama) AS nama_skpd,
    any_value(s.nama) AS nama_sub_kegiatan, any_value(p.nama) AS nama_program,
    sum(b.pagu) AS pagu, sum(b.klaim) AS klaim, sum(b.sah) AS sah, count(*) AS baris
FROM (SELECT * FROM baris WHERE {asked}) AS b
LEFT JOIN nama AS o ON (o.butir, o.kode_daerah, o.kode) = ('opd', b.kode_daerah, b.kode_skpd)
LEFT JOIN nama AS s
    ON (s.butir, s.kode_daerah, s.kode) = ('sub_kegiatan', b.kode_daerah, b.kode_sub_kegiatan)
LEFT JOIN nama AS p ON (p.butir, p.kode_daerah, p.kode) = ('program', b.kode_daerah, b.kode_program)
GROUP BY b.kode_skpd, b.kode_sub_kegiatan, b.kode_program ORDER BY klaim DESC, pagu DESC, 1, 2
"""
_LINKS = """
SELECT indikator, kode_skpd, kode_sub_kegiatan, status, alasan, penanda, id_unggahan, baris
FROM berlaku_tautan_isu WHERE kode_daerah = $daerah AND tahun = $tahun ORDER BY id_unggahan, baris
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator in one place and year, as uploaded; a side may be missing, which is not zero."""

    kode_wilayah: str
    nama: str
    tahun: int
    laki_laki: Decimal | None
    perempuan: Decimal | None
    satuan: str
    sumber: str
    id_unggahan: int
    baris: int

    @property
    def difference(self) -> Decimal | None:
        """Women less men, in the unit; ``None`` where a side is missing."""
        if self.laki_laki is None or self.perempuan is None:
            return None
        return self.perempuan - self.laki_laki

    @property
    def ratio(self) -> float | None:
        """Women for each man (P/L); ``None`` where a side is missing or there is no man."""
        if not self.laki_laki or self.perempuan is None:
            return None
        return float(self.perempuan / self.laki_laki)

    @property
    def relative(self) -> float | None:
        """The difference in percent of the larger side, without a sign (our convention)."""
        gap = self.difference
        if gap is None or self.laki_laki is None or self.perempuan is None:
            return None
        larger = max(abs(self.laki_laki), abs(self.perempuan))
        return float(abs(gap) / larger * 100) if larger else 0.0


@dataclass(frozen=True, slots=True)
class Spending:
    """A sub-activity of an agency in the slice: rupiah, number of lines, names where known.

    ``kode_sub_kegiatan`` is empty for lines without one, which no link can name.
    """

    kode_skpd: str
    kode_sub_kegiatan: str
    nama_skpd: str
    nama_sub_kegiatan: str
    nama_program: str
    pagu: Decimal
    klaim: Decimal
    sah: Decimal
    baris: int

    @property
    def pair(self) -> tuple[str, str]:
        """What a link names: agency and sub-activity."""
        return self.kode_skpd, self.kode_sub_kegiatan


@dataclass(frozen=True, slots=True)
class Link:
    """A decision about one indicator and one sub-activity, of one agency or of all (empty)."""

    indikator: str
    kode_skpd: str
    kode_sub_kegiatan: str
    status: str
    alasan: str
    penanda: str


@dataclass(frozen=True, slots=True)
class Issue:
    """An indicator: the region itself, or the place that differs most; the year before; its money.

    ``kode`` names it in links; ``places`` are those of the same year below the region; ``links``
    are all decisions about it, ``linked`` the spending that approved ones name.
    """

    kode: str
    indikator: str
    shown: Measured
    before: Measured | None
    places: tuple[Measured, ...]
    linked: tuple[Spending, ...]
    links: tuple[Link, ...]

    @property
    def whole_region(self) -> bool:
        """Whether ``shown`` is the region itself and not one of its places."""
        return not any(place.kode_wilayah == self.shown.kode_wilayah for place in self.places)

    @property
    def change(self) -> Decimal | None:
        """By how much the size of the difference grew since the year before; ``None`` if unknown.

        Both in the same unit; negative where men and women came closer.
        """
        now, then = self.shown.difference, self.before.difference if self.before else None
        if now is None or then is None:
            return None
        return abs(now) - abs(then)

    @property
    def pagu(self) -> Decimal:
        """Ceiling of the linked lines."""
        return sum((each.pagu for each in self.linked), ZERO)

    @property
    def klaim(self) -> Decimal:
        """Claimed ARG of the linked lines."""
        return sum((each.klaim for each in self.linked), ZERO)

    @property
    def sah(self) -> Decimal:
        """Documented ARG of the linked lines."""
        return sum((each.sah for each in self.linked), ZERO)

    @property
    def baris(self) -> int:
        """How many lines are linked."""
        return sum(each.baris for each in self.linked)

    @property
    def agencies(self) -> tuple[str, ...]:
        """Names of the agencies with linked lines, the largest claim first."""
        return tuple(dict.fromkeys(each.nama_skpd for each in self.linked))

    @property
    def counted(self) -> Counted:
        """Which lines of the slice are linked, for ``metrics.lines``."""
        pairs = ", ".join(f"({_quoted(a)}, {_quoted(s)})" for a, s in _pairs(self.linked))
        return Counted(f"(kode_skpd, kode_sub_kegiatan) IN ({pairs})" if pairs else "false")


@dataclass(frozen=True, slots=True)
class IssueGaps:
    """Every indicator of a region up to the year, and the money of the slice beside it.

    ``threshold``: percent of the larger side above which a difference counts (0: any). ``loose``:
    claimed ARG by sub-activity that is linked to no recorded indicator, by rupiah. ``spending``:
    all sub-activities of the slice. ``unknown``: linked indicators that no data are recorded for.
    """

    at: Slice
    threshold: float
    issues: tuple[Issue, ...]
    spending: tuple[Spending, ...]
    loose: tuple[Spending, ...]
    unknown: tuple[str, ...]

    @property
    def differing(self) -> tuple[Issue, ...]:
        """Indicators whose difference counts, the largest relative difference first."""
        return tuple(each for each in self.issues if self.differs(each.shown))

    @property
    def without_money(self) -> tuple[Issue, ...]:
        """Gaps without money: a difference that counts, and no linked line in the slice."""
        return tuple(each for each in self.differing if not each.linked)

    @property
    def with_arg(self) -> tuple[Issue, ...]:
        """Indicators whose difference counts and whose linked lines hold claimed ARG."""
        return tuple(each for each in self.differing if each.klaim)

    @property
    def klaim(self) -> Decimal:
        """All claimed ARG of the slice."""
        return sum((each.klaim for each in self.spending), ZERO)

    @property
    def loose_klaim(self) -> Decimal:
        """Claimed ARG that is linked to no recorded indicator."""
        return sum((each.klaim for each in self.loose), ZERO)

    def differs(self, measured: Measured) -> bool:
        """Whether men and women differ by more than the threshold."""
        return measured.relative is not None and measured.relative > self.threshold


def issue_gaps(store: Reader, at: Slice, threshold: float = 0.0) -> IssueGaps:
    """Indicators with their differences, linked money, and both lists, of one version.

    ``at``: region, year and stage (raises ``QuestionError`` as a metric does where several are
    there). Of each indicator the latest year up to that of the budget is shown.
    """
    with still(store) as reader:
        at = settle(reader, (), at)
        asked = where(at)
        people = reader.query(_PEOPLE, {"daerah": at.daerah, "tahun": at.tahun}).to_pylist()
        money = reader.query(_MONEY.format(asked=asked.sql), asked.params).to_pylist()
        links = reader.query(_LINKS, {"daerah": at.daerah, "tahun": at.tahun}).to_pylist()
    spending = tuple(_spending(row) for row in money)
    decided: dict[str, list[Link]] = {}
    for row in links:
        decided.setdefault(same_name(row["indikator"]), []).append(_link(row))
    issues = [
        _issue(name, rows, decided.get(name, []), spending, str(at.daerah))
        for name, rows in _by_name(people).items()
    ]
    issues.sort(key=lambda each: (-(each.shown.relative or 0), each.shown.relative is None,
                                  each.indikator))  # fmt: skip
    known = {each.kode for each in issues}
    tied = {each.pair for issue in issues for each in issue.linked}
    loose = tuple(each for each in spending if each.klaim and each.pair not in tied)
    unknown = tuple(rows[0].indikator for name, rows in decided.items() if name not in known)
    return IssueGaps(at, threshold, tuple(issues), spending, loose, unknown)


@lru_cache(maxsize=20_000)
def same_name(indicator: str) -> str:
    """How names of indicators are compared: neither case nor double blanks make a difference."""
    return " ".join(indicator.casefold().split())


def _by_name(people: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in people:
        found.setdefault(same_name(row["indikator"]), []).append(row)
    return found


def _issue(
    name: str,
    rows: Sequence[Row],
    decided: Sequence[Link],
    spending: Sequence[Spending],
    region: str,
) -> Issue:
    year = max(row["tahun"] for row in rows)
    now = [_measured(row) for row in rows if row["tahun"] == year]
    shown = _shown(now, region)
    former = [
        each
        for each in (_measured(row) for row in rows if row["tahun"] == year - 1)
        if (each.kode_wilayah, each.satuan) == (shown.kode_wilayah, shown.satuan)
    ]
    last = next(row for row in reversed(rows) if row["tahun"] == year)
    return Issue(
        kode=name,
        indikator=last["indikator"],
        shown=shown,
        before=former[-1] if former else None,
        places=tuple(each for each in now if each.kode_wilayah != region),
        linked=_linked(decided, spending),
        links=tuple(decided),
    )


def _shown(now: Sequence[Measured], region: str) -> Measured:
    own = [each for each in now if each.kode_wilayah == region]
    if own:
        return own[-1]
    return max(now, key=lambda each: -1.0 if each.relative is None else each.relative)


def standing(decided: Iterable[Link], pair: tuple[str, str]) -> str:
    """What was decided about agency and sub-activity: its status, empty where nothing was.

    A row that names the agency outranks one for all agencies, a later row an earlier one.
    """
    agency, sub = pair
    found = ["", ""]
    for each in decided:
        if each.kode_sub_kegiatan == sub and each.kode_skpd in ("", agency):
            found[bool(each.kode_skpd)] = each.status
    return found[1] or found[0]


def _linked(decided: Sequence[Link], spending: Sequence[Spending]) -> tuple[Spending, ...]:
    if not decided:
        return ()
    named = {each.kode_sub_kegiatan for each in decided}
    return tuple(
        each
        for each in spending
        if each.kode_sub_kegiatan in named and standing(decided, each.pair) == APPROVED
    )


def _pairs(linked: Iterable[Spending]) -> list[tuple[str, str]]:
    return sorted({each.pair for each in linked})


def _quoted(code: str) -> str:
    return "'" + code.replace("'", "''") + "'"


def _spending(row: Row) -> Spending:
    code = row["kode_sub_kegiatan"] or ""
    return Spending(
        row["kode_skpd"], code, row["nama_skpd"] or row["kode_skpd"],
        row["nama_sub_kegiatan"] or code, row["nama_program"] or row["kode_program"] or "",
        row["pagu"], row["klaim"], row["sah"], row["baris"],
    )  # fmt: skip


def _measured(row: Row) -> Measured:
    return Measured(
        row["kode_wilayah"], row["nama"], row["tahun"], row["laki_laki"], row["perempuan"],
        row["satuan"], row["sumber"] or "", row["id_unggahan"], row["baris"],
    )  # fmt: skip


def _link(row: Row) -> Link:
    return Link(
        row["indikator"], row["kode_skpd"] or "", row["kode_sub_kegiatan"], row["status"],
        row["alasan"] or "", row["penanda"] or "",
    )  # fmt: skip
