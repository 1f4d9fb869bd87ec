"""Where ARG sits: how many agencies have it, how concentrated, how much the PPPA agency holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

from pug_metrics.language import Text
from pug_metrics.metrics.answer import NO_DATA, Figure, compose, ratio, supported
from pug_metrics.metrics.budget import LINE_DATASETS
from pug_metrics.metrics.declaration import Basis, Good, Grain, Reason, Thing, Unit, metric
from pug_metrics.metrics.names import expected, narrow
from pug_metrics.metrics.question import Reader, settle, where
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import ZERO, Keys, Part, line_sums, overall, total

_SPREAD_GRAINS = (
    Grain.DAERAH, Grain.TAHUN, Grain.TAHAPAN, Grain.KATEGORI, Grain.KECAMATAN, Grain.DESA,
    Grain.SUMBER_DANA,
)  # fmt: skip
_FRAME = frozenset({Grain.DAERAH, Grain.TAHUN, Grain.TAHAPAN})
_IN_PPPA = (
    "klaim > 0 AND (kode_daerah, tahun, kode_skpd) IN (SELECT (kode_daerah, tahun, kode_skpd) "
    "FROM roster_opd WHERE pengampu_pppa)"
)

Agencies = dict[tuple[str, str], dict[str, bool]]


def _roster(store: Reader, at: Slice) -> Agencies:
    """Agencies by (region, year): code and whether it leads PPPA."""
    asked = where(at, (Grain.DAERAH, Grain.TAHUN, Grain.OPD))
    found: Agencies = defaultdict(dict)
    for row in store.query(
        f"SELECT kode_daerah, tahun, kode_skpd, pengampu_pppa FROM roster_opd WHERE {asked.sql}",  # noqa: S608 - our columns
        asked.params,
    ).to_pylist():
        found[row["kode_daerah"], str(row["tahun"])][row["kode_skpd"]] = row["pengampu_pppa"]
    return found


def _year_of(by: tuple[Grain, ...], at: Slice, keys: Keys) -> tuple[str, str]:
    named = dict(zip(by, keys, strict=True))
    region = named.get(Grain.DAERAH, at.daerah)
    year = named.get(Grain.TAHUN, at.tahun)
    return str(region), str(year)


def _by_agency(store: Reader, by: tuple[Grain, ...], at: Slice) -> dict[Keys, list[Part]]:
    """The parts of every agency within each unit; the last key of a part is the agency."""
    units: dict[Keys, list[Part]] = defaultdict(list)
    for part in line_sums(store, (*by, Grain.OPD), at, None):
        units[part.keys[:-1]].append(part)
    return units


def _spread(
    store: Reader, name: str, by: tuple[Grain, ...], at: Slice, basis: Basis | None,
    figure: Callable[[Keys, list[Part]], Figure],
) -> Result:  # fmt: skip
    units = _by_agency(store, by, at)
    figures = {keys: supported(total(parts), figure(keys, parts)) for keys, parts in units.items()}
    for keys in expected(store, by, at, figures):
        figures.setdefault(keys, NO_DATA)
    parts = [part for each in units.values() for part in each]
    return compose(
        store, name, by, at, basis, figures, supported(overall(parts), figure((), parts))
    )


@metric(
    title=Text("OPD dengan ARG berdokumen", "Agencies with documented ARG"),
    formula=Text(
        "OPD dengan sedikitnya satu baris ARG berdokumen lengkap ÷ semua OPD × 100.",
        "Agencies with at least one fully documented ARG line ÷ all agencies × 100.",
    ),
    meaning=Text(
        "Seberapa luas ARG dikerjakan, bukan seberapa besar.",
        "How widely ARG is done, not how large it is.",
    ),
    caution=Text(
        "Semua OPD tahun itu menjadi penyebut, termasuk yang belum mengirim anggaran. Dirinci "
        "menurut urusan atau program, penyebutnya OPD yang memiliki baris di sana.",
        "All agencies of the year are the denominator, also those without a budget yet. By "
        "affair or programme it is the agencies that have lines there.",
    ),
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=(
        Grain.DAERAH, Grain.TAHUN, Grain.TAHAPAN, Grain.URUSAN, Grain.BIDANG, Grain.PROGRAM,
    ),
    numerator=Text("OPD dengan ARG berdokumen", "Agencies with documented ARG"),
    denominator=Text("Semua OPD", "All agencies"),
    source=Text(
        "Contoh 23 dari 34 OPD: "
        "https://portalbontang.com/tim-advokasi-pprg-dampingi-23-opd-dalam-perhitungan-arg/. "
        "Ambang satu baris: konvensi kami.",
        "Example of 23 of 34 agencies: "
        "https://portalbontang.com/tim-advokasi-pprg-dampingi-23-opd-dalam-perhitungan-arg/. "
        "The threshold of one line: our convention.",
    ),
    datasets=("anggaran", "tag_arg", "dokumen", "opd"),
    above=Thing.OPD,
    lines_above="sah > 0",
    parts_add=False,
)  # fmt: skip
def arg_agency_count(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Agencies with documented ARG over all agencies, in percent; the counts are num and den."""
    at = settle(store, by, at)
    whole_roster = set(by) <= _FRAME and not narrow(at)
    roster = _roster(store, at) if whole_roster else {}
    units = _by_agency(store, by, at)

    def figure(keys: Keys, parts: list[Part]) -> Figure:
        known = set(roster.get(_year_of(by, at, keys), ())) | {part.keys[-1] for part in parts}
        having = {part.keys[-1] for part in parts if part.sah > 0}
        return supported(total(parts), ratio(Decimal(len(having)), Decimal(len(known))))

    figures = {keys: figure(keys, parts) for keys, parts in units.items()}
    whole = _all_agencies(by, at, units, roster)
    return compose(store, "arg_agency_count", by, at, basis, figures, whole)


def _all_agencies(
    by: tuple[Grain, ...], at: Slice, units: dict[Keys, list[Part]], roster: Agencies
) -> Figure:
    """Over the whole slice an agency of a region counts once, in whatever year or programme."""

    def named(keys: Keys, parts: Iterable[Part]) -> set[tuple[str, str]]:
        return {(_year_of(by, at, keys)[0], part.keys[-1]) for part in parts}

    known = {(region, code) for (region, _), codes in roster.items() for code in codes}
    having: set[tuple[str, str]] = set()
    for keys, parts in units.items():
        known |= named(keys, parts)
        having |= named(keys, (part for part in parts if part.sah > 0))
    if not units:
        return NO_DATA
    whole = overall(part for each in units.values() for part in each)
    return supported(whole, ratio(Decimal(len(having)), Decimal(len(known))))


@metric(
    title=Text("Konsentrasi ARG", "ARG concentration"),
    formula=Text(
        "Jumlah kuadrat bagian tiap OPD dalam pagu ARG (indeks Herfindahl–Hirschman, 0–1).",
        "Sum of the squared shares of agencies in the ARG ceiling (Herfindahl–Hirschman index, "
        "0–1).",
    ),
    meaning=Text(
        "Mendekati 1 berarti ARG menumpuk di satu OPD; mendekati 0 berarti tersebar.",
        "Near 1 ARG sits in one agency; near 0 it is spread.",
    ),
    caution=Text(
        "OPD beranggaran besar ikut menaikkan angka. Satu OPD saja selalu bernilai 1.",
        "An agency with a large budget raises the figure too. A single agency always gives 1.",
    ),
    unit=Unit.INDEKS,
    good=Good.TURUN,
    grains=_SPREAD_GRAINS,
    numerator=Text("Bagian tiap OPD, dikuadratkan", "Squared shares of agencies"),
    denominator=Text("Pagu ARG (klaim)", "ARG ceiling (claimed)"),
    source=Text(
        "Pemakaian indeks Herfindahl–Hirschman untuk ARG: konvensi kami.",
        "Use of the Herfindahl–Hirschman index for ARG: our convention.",
    ),
    datasets=LINE_DATASETS,
    lines_below="klaim > 0",
    narrowed=True,
    parts_add=False,
)
def arg_concentration(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Herfindahl-Hirschman index of claimed ARG over agencies, 0 to 1; ``penyebut`` is the ARG."""
    at = settle(store, by, at)

    def figure(keys: Keys, parts: list[Part]) -> Figure:  # noqa: ARG001 - the same call for all
        held: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for part in parts:
            held[_year_of(by, at, part.keys[:-1])[0], part.keys[-1]] += part.klaim
        arg = sum(held.values(), ZERO)
        if arg == 0:
            return Figure(None, arg, None, Reason.PENYEBUT_NOL)
        index = sum((Fraction(each) / Fraction(arg)) ** 2 for each in held.values())
        return Figure(None, arg, float(index))

    return _spread(store, "arg_concentration", by, at, basis, figure)


@metric(
    title=Text("Bagian ARG di pengampu PPPA", "ARG held by the PPPA agency"),
    formula=Text(
        "Pagu ARG OPD pengampu urusan 2.08 ÷ pagu ARG semua OPD × 100.",
        "ARG ceiling of the agencies that lead affair 2.08 ÷ ARG ceiling of all agencies × 100.",
    ),
    meaning=Text(
        "Apakah ARG hanya dikerjakan dinas yang mengampu pemberdayaan perempuan.",
        "Whether ARG is done only by the agency in charge of women's empowerment.",
    ),
    caution=Text(
        "Nama dinas berbeda di tiap daerah; pengampu dikenali dari bidang urusan 2.08, bukan "
        "dari nama.",
        "The agency has another name in every region; it is known by affair 2.08, not by its name.",
    ),
    unit=Unit.PERSEN,
    good=Good.TURUN,
    grains=_SPREAD_GRAINS,
    numerator=Text("Pagu ARG pengampu PPPA", "ARG ceiling of the PPPA agency"),
    denominator=Text("Pagu ARG (klaim)", "ARG ceiling (claimed)"),
    source=Text(
        "Pengenalan pengampu dari kode SKPD atau bidang urusan: konvensi kami.",
        "Recognition of the agency by its code or affair: our convention.",
    ),
    datasets=(*LINE_DATASETS, "opd"),
    lines_above=_IN_PPPA,
    lines_below="klaim > 0",
    narrowed=True,
)
def arg_pppa_share(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """ARG of the PPPA agencies over all ARG, in percent; no data where no agency leads PPPA."""
    at = settle(store, by, at)
    roster = _roster(store, at)

    def leads(part: Part) -> bool:
        year = _year_of(by, at, part.keys[:-1])
        return roster.get(year, {}).get(part.keys[-1], False)

    def figure(keys: Keys, parts: list[Part]) -> Figure:
        years = [_year_of(by, at, keys)] if keys else list(roster)
        if not any(any(roster.get(year, {}).values()) for year in years):
            return NO_DATA
        held = sum((part.klaim for part in parts if leads(part)), ZERO)
        return ratio(held, sum((part.klaim for part in parts), ZERO))

    return _spread(store, "arg_pppa_share", by, at, basis, figure)
