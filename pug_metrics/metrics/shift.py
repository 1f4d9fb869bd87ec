"""How the ceiling moved from MURNI to a later stage of the same year: ARG and the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from pug_metrics.language import Text
from pug_metrics.language.numbers import count, rupiah_full
from pug_metrics.metrics.answer import NO_DATA, Figure, Note, compose, ratio
from pug_metrics.metrics.budget import LINE_DATASETS, LINE_GRAINS
from pug_metrics.metrics.declaration import Basis, Good, Grain, Reason, Unit, metric
from pug_metrics.metrics.names import expected, words
from pug_metrics.metrics.question import (
    BEFORE,
    PLACES,
    Reader,
    category,
    settle,
    table_for,
    where,
)
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import ZERO, Keys, Part, line_sums, overall, total
from pug_metrics.metrics.stages import Year, years

SHIFT_GRAINS = tuple(grain for grain in LINE_GRAINS if grain is not Grain.TAHAPAN)
_CAUTION = Text(
    "Saringan tahapan menyebut tahapan tujuan (bila kosong: tahapan terakhir tahun itu); "
    "pembandingnya selalu APBD Murni. Perubahan tanda ikut menggeser angka ini, bukan hanya uang "
    "(konvensi kami).",
    "The stage filter names the stage that is moved to (the latest of the year when empty); it is "
    "always compared with the original budget (MURNI). A changed tag moves this figure too, not "
    "only money (our convention).",
)
_SOURCE = Text(
    "Baris anggaran yang diunggah pada kedua tahapan; persen terhadap APBD Murni: konvensi kami.",
    "The budget lines uploaded for both stages; percent of the original budget: our convention.",
)


@dataclass(frozen=True, slots=True)
class _Side:
    """ARG or the rest: its rupiah in SQL over lines, and of a ``Part``."""

    sql: str
    of: Callable[[Part], Decimal]


@dataclass(slots=True)
class _Moved:
    """One row before and after. ``kept``: one of its agencies has lines in the later stage."""

    before: list[Part] = field(default_factory=list)
    after: list[Part] = field(default_factory=list)
    kept: bool = False

    def figure(self, side: _Side, summed: Callable[[Iterable[Part]], Part] = total) -> Figure:
        before, after = summed(self.before), summed(self.after)
        if before.lines + after.lines == 0:
            return NO_DATA
        found = ratio(side.of(after) - side.of(before), side.of(before))
        if self.kept and not before.coarse and not after.coarse:
            return found
        return Figure(found.num, found.den, None, Reason.DATA_KOSONG)


_ARG = _Side("klaim", lambda part: part.klaim)
_OTHER = _Side("pagu - klaim", lambda part: part.pagu - part.klaim)


def _answer(
    store: Reader, name: str, by: tuple[Grain, ...], at: Slice, basis: Basis | None, side: _Side
) -> Result:  # fmt: skip
    at = settle(store, by, at, names=("daerah", "tahun"))
    found = years(store, at)
    moved: dict[Keys, _Moved] = defaultdict(_Moved)
    for year in found:
        _move(store, by, at, year, moved)
    figures = {keys: each.figure(side) for keys, each in moved.items()}
    for keys in expected(store, by, at, figures):
        figures.setdefault(keys, NO_DATA)
    whole = _Moved(
        [part for each in moved.values() for part in each.before],
        [part for each in moved.values() for part in each.after],
        any(each.kept for each in moved.values()),
    ).figure(side, overall)
    notes = _notes(store, at, found, side) if moved else []
    return compose(store, name, by, _named(at, found), basis, figures, whole, notes)


def _move(
    store: Reader, by: tuple[Grain, ...], at: Slice, year: Year, moved: dict[Keys, _Moved]
) -> None:
    """Add the parts of a year to its rows, which stay bare where it has no later stage."""
    if year.after is None:
        for part in line_sums(store, by, _in(at, year, None), None):
            moved.setdefault(part.keys, _Moved())
        return
    # Only where an agency is gone does it matter whose a part is.
    grains = (*by, Grain.OPD) if year.gone and Grain.OPD not in by else by
    for part in line_sums(store, grains, _in(at, year, BEFORE), None):
        row = moved[part.keys[: len(by)]]
        row.before.append(part)
        row.kept |= not year.gone or part.keys[grains.index(Grain.OPD)] not in year.gone
    for part in line_sums(store, grains, _in(at, year, year.after), None):
        row = moved[part.keys[: len(by)]]
        row.after.append(part)
        row.kept = True


def _in(at: Slice, year: Year, stage: str | None) -> Slice:
    return replace(at, daerah=year.region, tahun=year.year, tahapan=stage)


def _named(at: Slice, found: list[Year]) -> Slice:
    """``at`` with the stage that all years are compared with, where they share one."""
    stages = {year.after for year in found if year.after}
    return replace(at, tahapan=next(iter(stages))) if len(stages) == 1 else at


def _notes(store: Reader, at: Slice, found: list[Year], side: _Side) -> list[Note]:
    pairs = [year for year in found if year.after]
    notes: list[Note] = []
    stages = sorted({words(Grain.TAHAPAN, str(year.after)) for year in pairs})
    if pairs:
        notes.append(("catatan_geser_tahapan", {"tahapan": ", ".join(stages)}))
    alone = ", ".join(f"{year.region} {year.year}" for year in found if not year.after)
    if alone:
        notes.append(("catatan_geser_tanpa_tahapan", {"daftar": alone}))
    if not {Grain(name) for name in at.filters() if name != "sampai_bulan"} & PLACES:
        notes += _new_and_cut(store, at, pairs, side)
    return notes


def _new_and_cut(store: Reader, at: Slice, pairs: list[Year], side: _Side) -> list[Note]:
    """Sub-activities that only one stage has, and agencies that the later stage lacks wholly."""
    found = [_only_one_stage(store, at, year, side) for year in pairs]
    told: list[Note] = []
    for key, name in (
        ("catatan_geser_baru", "baru"),
        ("catatan_geser_hilang", "hilang"),
        ("catatan_geser_opd", "opd"),
    ):
        number = sum(row[name] for row in found)
        if number:
            money = rupiah_full(sum((row[f"{name}_rupiah"] for row in found), ZERO))
            told.append((key, {"jumlah": count(number), "rupiah": money}))
    return told


def _only_one_stage(store: Reader, at: Slice, year: Year, side: _Side) -> dict[str, Any]:
    """Number and rupiah of sub-activities new and cut in a year, and of agencies gone."""
    asked = where(_in(at, year, None))
    new, cut = "NOT sebelum AND bernilai", "NOT sesudah AND bernilai"
    gone = "list_contains($hilang, kode_skpd)"
    query = f"""
        WITH kerja AS (
            SELECT kode_skpd, kode_sub_kegiatan, bool_or(tahapan = '{BEFORE}') AS sebelum,
                bool_or(tahapan = $sesudah) AS sesudah,
                coalesce(sum({side.sql}) FILTER ({category(at)}), 0) AS rupiah,
                kode_sub_kegiatan IS NOT NULL AND rupiah <> 0 AS bernilai
            FROM {table_for((Grain.SUB_KEGIATAN,), at)}
            WHERE {asked.sql} AND tahapan IN ('{BEFORE}', $sesudah)
            GROUP BY kode_skpd, kode_sub_kegiatan
        )
        SELECT count(*) FILTER ({new}) AS baru,
            coalesce(sum(rupiah) FILTER ({new}), 0) AS baru_rupiah,
            count(*) FILTER ({cut}) AS hilang,
            coalesce(sum(rupiah) FILTER ({cut}), 0) AS hilang_rupiah,
            count(DISTINCT kode_skpd) FILTER ({gone}) AS opd,
            coalesce(sum(rupiah) FILTER ({gone}), 0) AS opd_rupiah
        FROM kerja
    """  # noqa: S608 - our own tables and columns; values are parameters
    params = asked.params | {"sesudah": year.after, "hilang": sorted(year.gone)}
    return dict(store.query(query, params).to_pylist()[0])


@metric(
    title=Text("Pergeseran ARG sejak APBD Murni", "Shift of ARG since the original budget"),
    formula=Text(
        "(Pagu ARG tahapan tujuan − pagu ARG APBD Murni) ÷ pagu ARG APBD Murni × 100.",
        "(ARG ceiling of the later stage − ARG ceiling of MURNI) ÷ ARG ceiling of MURNI × 100.",
    ),
    meaning=Text(
        "Apakah ARG bertambah atau berkurang ketika anggaran diubah di tengah tahun.",
        "Whether ARG grew or shrank when the budget was changed during the year.",
    ),
    caution=_CAUTION,
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=SHIFT_GRAINS,
    numerator=Text("Selisih pagu ARG (klaim)", "Difference of the ARG ceiling (claimed)"),
    denominator=Text("Pagu ARG (klaim) APBD Murni", "ARG ceiling (claimed) of MURNI"),
    source=_SOURCE,
    datasets=LINE_DATASETS,
    lines_below="klaim > 0",
    narrowed=True,
    compared=True,
)
def arg_shift(store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None) -> Result:
    """Change of claimed ARG from MURNI to ``at.tahapan`` (or the latest stage), in percent.

    The denominator is MURNI, the numerator the difference in rupiah, negative where ARG shrank. A
    row whose agencies have no line at all in the later stage has both, but no value
    (``DATA_KOSONG``).
    """
    return _answer(store, "arg_shift", by, at, basis, _ARG)


@metric(
    title=Text(
        "Pergeseran belanja di luar ARG sejak APBD Murni",
        "Shift of spending outside ARG since the original budget",
    ),
    formula=Text(
        "(Pagu di luar ARG tahapan tujuan − pagu di luar ARG APBD Murni) ÷ pagu di luar ARG APBD "
        "Murni × 100.",
        "(Ceiling outside ARG of the later stage − that of MURNI) ÷ ceiling outside ARG of MURNI "
        "× 100.",
    ),
    meaning=Text(
        "Pembanding pergeseran ARG: apakah ARG dipotong lebih dalam daripada belanja lain.",
        "What the shift of ARG is compared with: whether ARG is cut deeper than the rest.",
    ),
    caution=_CAUTION,
    unit=Unit.PERSEN,
    good=Good.TIDAK_ADA,
    grains=SHIFT_GRAINS,
    numerator=Text("Selisih pagu di luar ARG", "Difference of the ceiling outside ARG"),
    denominator=Text("Pagu di luar ARG APBD Murni", "Ceiling outside ARG of MURNI"),
    source=_SOURCE,
    datasets=LINE_DATASETS,
    lines_above="klaim < pagu",
    lines_below="klaim < pagu",
    narrowed=True,
    compared=True,
)
def non_arg_shift(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Change of the ceiling outside ARG; otherwise like ``arg_shift``."""
    return _answer(store, "non_arg_shift", by, at, basis, _OTHER)
