"""Computed statements for pages, as plain values without words: what there is, what to fix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from pug_metrics.metrics.answer import TOTAL
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.names import labels
from pug_metrics.metrics.question import ANY_ARG, STAGES, Reader, settle, table_for, where
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.shapes import ZERO, Part, line_sums, spent_sums, total


@dataclass(frozen=True, slots=True)
class RegionSlices:
    """A region in the data: its years with their stages (the newest stage first) and months."""

    kode: str
    nama: str
    tahapan: dict[int, tuple[str, ...]]
    bulan: dict[int, tuple[int, ...]]


def slices(store: Reader) -> tuple[RegionSlices, ...]:
    """Every region with a budget line, the largest budget first; years in order."""
    lines = store.query(
        "SELECT kode_daerah, tahun, tahapan, sum(pagu) AS pagu FROM kubus GROUP BY ALL"
    ).to_pylist()
    months = store.query(
        "SELECT DISTINCT kode_daerah, tahun, sampai_bulan FROM serapan"
    ).to_pylist()
    stages: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    reported: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    largest: dict[str, Decimal] = defaultdict(Decimal)
    for row in lines:
        stages[row["kode_daerah"]][row["tahun"]].append(row["tahapan"])
        largest[row["kode_daerah"]] = max(largest[row["kode_daerah"]], row["pagu"])
    for row in months:
        reported[row["kode_daerah"]][row["tahun"]].append(row["sampai_bulan"])
    names = labels(store, (Grain.DAERAH,), Slice(), [(code,) for code in stages])
    return tuple(
        RegionSlices(
            kode=code,
            nama=names[(code,)][0],
            tahapan={
                year: tuple(sorted(found, key=_newest)) for year, found in sorted(years.items())
            },
            bulan={year: tuple(sorted(found)) for year, found in sorted(reported[code].items())},
        )
        for code, years in sorted(stages.items(), key=lambda each: (-largest[each[0]], each[0]))
    )


def _newest(stage: str) -> int:
    return -STAGES.index(stage) if stage in STAGES else 1


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to fix. ``kind`` is TANPA_LOKASI, BELUM_DINILAI, TANPA_DOKUMEN or BELUM_TERSERAP.

    ``rupiah`` is what is concerned, ``whole`` what it is a part of; ``opd`` and ``nama`` name the
    agency that has most of it, ``opd_rupiah`` how much; ``sub_kegiatan`` counts sub-activities
    concerned (of the agency for TANPA_DOKUMEN), ``baris`` budget lines; ``bulan`` is the month of
    the absorption.
    """

    kind: str
    rupiah: Decimal
    whole: Decimal
    opd: str | None = None
    nama: str | None = None
    opd_rupiah: Decimal = ZERO
    sub_kegiatan: int = 0
    baris: int = 0
    bulan: int | None = None


def needs_attention(store: Reader, at: Slice, n: int = 5) -> tuple[Attention, ...]:
    """The ``n`` things to fix with the most rupiah, the largest first; nothing with zero rupiah.

    ARG without a place; undecided lines (and the agency with most); every agency that tags without
    complete documents; ARG that is not absorbed at the latest month reported (not within a place:
    reports name none). A category is no filter here: tags are what is looked at.
    """
    at = settle(store, (), replace(at, kategori=None))
    by_agency = line_sums(store, (Grain.OPD,), at, None)
    names = labels(store, (Grain.OPD,), at, [part.keys for part in by_agency])
    named = {keys[0]: words[0] for keys, words in names.items()}
    found = [
        *_unplaced(store, at, named),
        *_undecided(store, at, by_agency, named),
        *_undocumented(store, at, by_agency, named),
        *_unspent(store, at, named),
    ]
    concerned = [each for each in found if each.rupiah > 0]
    return tuple(sorted(concerned, key=lambda each: (-each.rupiah, each.kind, each.opd or ""))[:n])


def _most(parts: list[Part], measure: Callable[[Part], Decimal]) -> Part | None:
    return max(parts, key=lambda part: (measure(part), part.keys), default=None)


def _unplaced(store: Reader, at: Slice, named: dict[str, str]) -> list[Attention]:
    """Claimed ARG without a place; the agency with most of it."""
    placed = replace(at, kategori=ANY_ARG)
    asked = where(placed)
    rows = store.query(
        "SELECT kode_skpd, sum(klaim) AS klaim, count(DISTINCT kode_sub_kegiatan) AS sub, "  # noqa: S608 - our columns
        "count(*) AS baris FROM tempat "
        f"WHERE {asked.sql} AND kode_kecamatan IS NULL AND klaim > 0 "
        "GROUP BY ALL ORDER BY 2 DESC, 1",
        asked.params,
    ).to_pylist()
    whole = total(line_sums(store, (Grain.OPD,), at, None)).klaim
    if not rows:
        return []
    first = rows[0]
    return [
        Attention(
            "TANPA_LOKASI", sum((row["klaim"] for row in rows), ZERO), whole,
            first["kode_skpd"], named.get(first["kode_skpd"]), first["klaim"],
            sum(row["sub"] for row in rows), sum(row["baris"] for row in rows),
        )
    ]  # fmt: skip


def _undecided(
    store: Reader, at: Slice, parts: list[Part], named: dict[str, str]
) -> list[Attention]:
    most = _most(parts, lambda part: part.belum)
    if most is None:
        return []
    asked, table = where(at), table_for((), at)
    lines = "sum(jumlah_baris)" if table == "kubus" else "count(DISTINCT id_baris)"
    counted = store.query(
        f"SELECT coalesce({lines}, 0)::BIGINT AS baris, "  # noqa: S608 - our columns
        f"count(DISTINCT (kode_skpd, kode_sub_kegiatan)) AS sub FROM {table} "
        f"WHERE {asked.sql} AND kategori_arg = 'BELUM_DINILAI'",
        asked.params,
    ).to_pylist()[0]
    everything = total(parts)
    code = most.keys[0]
    return [
        Attention(
            "BELUM_DINILAI", everything.belum, everything.pagu, code, named.get(code), most.belum,
            counted["sub"], counted["baris"],
        )
    ]  # fmt: skip


def _undocumented(
    store: Reader, at: Slice, parts: list[Part], named: dict[str, str]
) -> list[Attention]:
    states = {each.kode: each for each in document_state(store, at, per_opd=True)}
    return [
        Attention(
            "TANPA_DOKUMEN", part.klaim - part.sah, part.klaim, part.keys[0],
            named.get(part.keys[0]), part.klaim - part.sah,
            states[part.keys[0]].sub_kegiatan - states[part.keys[0]].lengkap,
        )
        for part in parts
        if part.keys[0] in states
    ]  # fmt: skip


def _unspent(store: Reader, at: Slice, named: dict[str, str]) -> list[Attention]:
    within = table_for((), at) == "tempat"
    spent = [] if within else spent_sums(store, (Grain.OPD,), at, "arg")
    if not spent:
        return []
    ceiling = sum((each.ceiling for each in spent), ZERO)
    left = sum((each.ceiling - each.spent for each in spent), ZERO)
    most = max(spent, key=lambda each: (each.ceiling - each.spent, each.keys))
    code = most.keys[0]
    return [
        Attention(
            "BELUM_TERSERAP", left, ceiling, code, named.get(code), most.ceiling - most.spent,
            bulan=max(each.month for each in spent),
        )
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentState:
    """Of the tagged sub-activities of an agency (or of all), how many have approved documents."""

    kode: str
    nama: str
    sub_kegiatan: int
    gap: int
    gbs: int
    kak: int
    lengkap: int


def document_state(store: Reader, at: Slice, *, per_opd: bool = False) -> tuple[DocumentState, ...]:
    """Counts over tagged sub-activities; a document counts when all their ARG lines have it.

    One row for all (``kode`` ``TOTAL``), or one an agency that tags, by code.
    """
    at = settle(store, (), at)
    asked = where(at)
    table = "tempat" if table_for((), at) == "tempat" else "baris"
    rows = store.query(
        "SELECT kode_skpd, count(*) AS sub, count(*) FILTER (gap) AS gap, "  # noqa: S608 - our columns
        "count(*) FILTER (gbs) AS gbs, count(*) FILTER (kak) AS kak, "
        "count(*) FILTER (gap AND gbs AND kak) AS lengkap FROM ("
        "SELECT kode_skpd, kode_sub_kegiatan, bool_and(ada_gap) AS gap, bool_and(ada_gbs) AS gbs, "
        f"bool_and(ada_kak) AS kak FROM {table} WHERE {asked.sql} AND klaim > 0 GROUP BY ALL) "
        "GROUP BY ALL ORDER BY kode_skpd",
        asked.params,
    ).to_pylist()
    counts = ("sub", "gap", "gbs", "kak", "lengkap")
    if not per_opd:
        return (DocumentState(TOTAL, "", *(sum(row[name] for row in rows) for name in counts)),)
    names = labels(store, (Grain.OPD,), at, [(row["kode_skpd"],) for row in rows])
    return tuple(
        DocumentState(
            row["kode_skpd"], names[(row["kode_skpd"],)][0], *(row[name] for name in counts)
        )
        for row in rows
    )
