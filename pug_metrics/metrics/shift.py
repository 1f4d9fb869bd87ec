"""How the ceiling moved from MURNI to a later stage of the same year: ARG and the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from pug_metrics.language import Text
from pug_metrics.language.numbers import count, rupiah_full
from pug_metrics.metrics.answer import NO_DATA, Figure, Note, compose, ratio, supported
from pug_metrics.metrics.budget import LINE_DATASETS, LINE_GRAINS
from pug_metrics.metrics.declaration import Basis, Good, Grain, Reason, Unit, metric
from pug_metrics.metrics.names import expected, words
from pug_metrics.metrics.question import BEFORE, PLACES, Reader, settle
from pug_metrics.metrics.result import TANPA_KODE, Result, Slice
from pug_metrics.metrics.shapes import NOTHING, ZERO, Keys, Part, line_sums, overall
from pug_metrics.metrics.stages import Year, years

SHIFT_GRAINS = tuple(grain for grain in LINE_GRAINS if grain is not Grain.TAHAPAN)
_SUB = (Grain.OPD, Grain.SUB_KEGIATAN)
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
Side = Callable[[Part], Decimal]


@dataclass(frozen=True, slots=True)
class _Moved:
    """One row before and after. ``kept``: one of its agencies has lines in the later stage."""

    before: Part = NOTHING
    after: Part = NOTHING
    kept: bool = False

    def __add__(self, other: _Moved) -> _Moved:
        return _Moved(self.before + other.before, self.after + other.after, self.kept or other.kept)

    def figure(self, side: Side) -> Figure:
        before = side(self.before)
        found = ratio(side(self.after) - before, before)
        if not self.kept:
            found = Figure(found.num, found.den, None, Reason.DATA_KOSONG)
        return supported(self.before + self.after, found)


def _arg(part: Part) -> Decimal:
    return part.klaim


def _other(part: Part) -> Decimal:
    return part.pagu - part.klaim


def _answer(
    store: Reader, name: str, by: tuple[Grain, ...], at: Slice, basis: Basis | None, side: Side
) -> Result:  # fmt: skip
    at = settle(store, by, at, names=("daerah", "tahun"))
    found = years(store, at)
    moved: dict[Keys, _Moved] = {}
    for year in found:
        for keys, each in _moves(store, by, at, year):
            moved[keys] = moved.get(keys, _Moved()) + each
    figures = {keys: each.figure(side) for keys, each in moved.items()}
    for keys in expected(store, by, at, figures):
        figures.setdefault(keys, NO_DATA)
    everything = sum(moved.values(), _Moved())
    whole = _Moved(overall([everything.before]), overall([everything.after]), everything.kept)
    notes = _notes(store, at, found, side) if moved else []
    return compose(store, name, by, _named(at, found), basis, figures, whole.figure(side), notes)


def _moves(
    store: Reader, by: tuple[Grain, ...], at: Slice, year: Year
) -> list[tuple[Keys, _Moved]]:
    """The parts of a year by row, an agency each; rows of a year without a later stage are bare."""
    grains = by if Grain.OPD in by else (*by, Grain.OPD)
    agency, width = grains.index(Grain.OPD), len(by)
    if year.after is None:
        bare = line_sums(store, by, _in(at, year, None), None)
        return [(part.keys, _Moved()) for part in bare]
    before = line_sums(store, grains, _in(at, year, BEFORE), None)
    after = line_sums(store, grains, _in(at, year, year.after), None)
    return [
        (part.keys[:width], _Moved(part, NOTHING, part.keys[agency] not in year.gone))
        for part in before
    ] + [(part.keys[:width], _Moved(NOTHING, part, kept=True)) for part in after]


def _in(at: Slice, year: Year, stage: str | None) -> Slice:
    return replace(at, daerah=year.region, tahun=year.year, tahapan=stage)


def _named(at: Slice, found: list[Year]) -> Slice:
    """``at`` with the stage that all years are compared with, where they share one."""
    stages = {year.after for year in found if year.after}
    return replace(at, tahapan=next(iter(stages))) if len(stages) == 1 else at


def _notes(store: Reader, at: Slice, found: list[Year], side: Side) -> list[Note]:
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


def _new_and_cut(store: Reader, at: Slice, pairs: list[Year], side: Side) -> list[Note]:
    """Sub-activities that only one stage has, and agencies that the later stage lacks wholly."""
    new: list[Decimal] = []
    cut: list[Decimal] = []
    gone: dict[tuple[str, str], Decimal] = {}
    for year in pairs:
        before = _by_sub(line_sums(store, _SUB, _in(at, year, BEFORE), None), side)
        after = _by_sub(line_sums(store, _SUB, _in(at, year, year.after), None), side)
        new += _only(after, before)
        cut += _only(before, after)
        for (agency, _), amount in before.items():
            if agency in year.gone:
                key = (year.region, agency)
                gone[key] = gone.get(key, ZERO) + amount
    told = (
        ("catatan_geser_baru", new),
        ("catatan_geser_hilang", cut),
        ("catatan_geser_opd", list(gone.values())),
    )
    return [
        (key, {"jumlah": count(len(held)), "rupiah": rupiah_full(sum(held, ZERO))})
        for key, held in told
        if held
    ]


def _by_sub(parts: list[Part], side: Side) -> dict[Keys, Decimal]:
    return {part.keys: side(part) for part in parts}


def _only(here: dict[Keys, Decimal], there: dict[Keys, Decimal]) -> list[Decimal]:
    return [
        amount
        for keys, amount in here.items()
        if keys not in there and keys[1] != TANPA_KODE and amount
    ]


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
    return _answer(store, "arg_shift", by, at, basis, _arg)


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
    return _answer(store, "non_arg_shift", by, at, basis, _other)
