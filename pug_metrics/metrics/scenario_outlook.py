"""What a scenario makes of the figures: applied to a copy, set beside the data of now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from pug_metrics.language import say
from pug_metrics.language.numbers import decimal, points, rupiah_full
from pug_metrics.metrics.agencies import arg_agency_count, arg_concentration
from pug_metrics.metrics.budget import arg_amount, arg_share, budget_total
from pug_metrics.metrics.declaration import Basis, Grain, Unit, still
from pug_metrics.metrics.documents import arg_document_gap, arg_share_documented
from pug_metrics.metrics.issue_gaps import IssueGaps, issue_gaps
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.readings import arg_range, range_ends
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.scenario import Scenario
from pug_metrics.metrics.scenario_rows import changed, replacements
from pug_metrics.metrics.target_list import target_list
from pug_metrics.metrics.targets import Verdict
from pug_metrics.store.reading import Reading
from pug_metrics.store.supposing import Part

# What is compared, in the order of the table; the ends of the range stand after them.
MEASURES = (
    budget_total, arg_amount, arg_share, arg_share_documented, arg_document_gap,
    arg_agency_count, arg_concentration,
)  # fmt: skip
# The smallest difference that four decimals tell.
_LEAST = Fraction(1, 10_000)
STRICTEST, LOOSEST = "ujung_ketat", "ujung_longgar"
# Of the indicators in which men and women differ: those with linked ARG, in percent (ours).
COVERAGE = "cakupan_celah"


class Supposable(Reader, Protocol):
    """A reader that can be copied with changes: the store, or a version that stands still."""

    def what_if(self, name: str, part: Part, replacements: Any) -> Reading: ...  # noqa: ANN401


@dataclass(frozen=True, slots=True)
class Value:
    """One figure: exact numerator and denominator where it is a quotient, the figure itself."""

    num: Decimal | None
    den: Decimal | None
    nilai: float | None
    alasan: str | None
    label: str = ""

    @property
    def exact(self) -> Fraction | None:
        """The figure without rounding, in its unit; None where there is none."""
        if self.nilai is None:
            return None
        if self.num is None:
            return Fraction(self.nilai)
        if self.den is None:
            return Fraction(self.num)
        return Fraction(self.num) / Fraction(self.den) * 100


@dataclass(frozen=True, slots=True)
class Outlook:
    """All figures of the data of now (``nama`` empty) or of one scenario.

    ``values`` by the name of the metric, the two ends of the range and ``COVERAGE``; ``results``
    the answers behind them; ``targets`` every target of the year; ``label`` the data version,
    which says *andaikan* for a scenario. ``amounts``: the rupiah that each step moved, None
    without money.
    """

    nama: str
    label: str
    values: dict[str, Value]
    results: dict[str, Result]
    targets: tuple[Verdict, ...]
    amounts: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One measure side by side: now first, then each scenario; differences from now, exact."""

    kode: str
    judul: str
    unit: Unit
    nilai: tuple[Value, ...]
    selisih: tuple[Fraction | None, ...]

    def words(self, place: int) -> str:
        """The difference of scenario ``place`` (0 the first): ``naik 2,2 poin``, ``tetap``."""
        return difference(self.selisih[place], self.unit)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Now and up to three scenarios side by side."""

    outlooks: tuple[Outlook, ...]
    rows: tuple[Row, ...]

    def row(self, kode: str) -> Row:
        """The row of one measure."""
        return next(row for row in self.rows if row.kode == kode)


@contextmanager
def applied(store: Supposable, at: Slice, scenario: Scenario) -> Iterator[Reading]:
    """``scenario`` on a copy in memory, which every metric function accepts as its store.

    ``at`` names region, year and stage. The copy holds that region and year only, and is dropped
    at the end; the stored data are never touched. Raises as ``scenario_rows.changed`` does.
    """
    with still(store) as reader:
        rows = replacements(changed(reader, at, scenario))
        part = Part(str(at.daerah), int(at.tahun or 0))
        with reader.what_if(scenario.nama, part, rows) as copy:
            yield copy


def amounts(store: Reader, at: Slice, scenario: Scenario) -> tuple[Decimal | None, ...]:
    """The rupiah that each step moves, without building anything; raises like ``applied``."""
    with still(store) as reader:
        return tuple(changed(reader, at, scenario).amounts)


def outlook(
    store: Supposable, at: Slice, basis: Basis, scenario: Scenario | None = None
) -> Outlook:  # fmt: skip
    """Every figure of ``at``: of the data of now, or of one scenario."""
    at = replace(at, sampai_bulan=None)
    if scenario is None:
        with still(store) as reader:
            return _asked(reader, at, basis, "")
    with still(store) as reader:
        moved = amounts(reader, at, scenario)
        with applied(reader, at, scenario) as copy:
            return replace(_asked(copy, at, basis, scenario.nama), amounts=moved)


def _asked(reader: Reader, at: Slice, basis: Basis, name: str) -> Outlook:
    results = {
        metric.__name__: metric(reader, by=Grain.DAERAH, at=at, basis=basis) for metric in MEASURES
    }
    values = {kode: _value(result) for kode, result in results.items()}
    span = arg_range(reader, by=Grain.DAERAH, at=at, basis=basis)
    results[arg_range.__name__] = span
    ends = range_ends(span, str(at.daerah))
    for kode, end in ((STRICTEST, ends.strictest), (LOOSEST, ends.loosest)):
        values[kode] = (
            Value(None, None, None, "DATA_KOSONG") if end is None
            else Value(end.num, end.den, end.value, None, end.label)
        )  # fmt: skip
    values[COVERAGE] = _coverage(issue_gaps(reader, at))
    targets = tuple(verdict for verdict, _ in target_list(reader, at).verdicts)
    return Outlook(name, reader.version.label, values, results, targets)


def _value(result: Result) -> Value:
    row = result.total.to_pylist()[0] if result.total.num_rows else {}
    names = ("pembilang", "penyebut", "nilai", "alasan")
    num, den, value, reason = (row.get(name) for name in names)
    if result.metric.unit is Unit.INDEKS:
        den = None  # what the index weighs, not what it is divided by
    return Value(num, den, value, reason)


def _coverage(gaps: IssueGaps) -> Value:
    covered, differing = Decimal(len(gaps.with_arg)), Decimal(len(gaps.differing))
    if not differing:
        return Value(None, None, None, "DATA_KOSONG")
    return Value(covered, differing, float(covered / differing * 100), None)


def compare(
    store: Supposable, at: Slice, basis: Basis, scenarios: Sequence[Scenario]
) -> Comparison:  # fmt: skip
    """Now and the scenarios side by side, on one version of the data."""
    with still(store) as reader:
        now = outlook(reader, at, basis)
        return side_by_side(now, [outlook(reader, at, basis, each) for each in scenarios])


def side_by_side(now: Outlook, others: Sequence[Outlook]) -> Comparison:
    """Outlooks of the same question as one table."""
    outlooks = (now, *others)
    return Comparison(outlooks, tuple(_row(kode, outlooks) for kode in now.values))


def _row(kode: str, outlooks: Sequence[Outlook]) -> Row:
    values = tuple(each.values[kode] for each in outlooks)
    own = kode in (STRICTEST, LOOSEST, COVERAGE)
    metric = outlooks[0].results[arg_range.__name__ if own else kode].metric
    title = say(f"andaikan_{kode}") if own else str(metric.title)
    before = values[0].exact
    moves = tuple(
        None if before is None or (after := each.exact) is None else after - before
        for each in values[1:]
    )
    return Row(kode, title, metric.unit, values, moves)


def difference(moved: Fraction | None, unit: Unit) -> str:
    """A difference in words; what is not nothing is never called unchanged."""
    if moved is None:
        return say("andaikan_tanpa_selisih")
    if moved == 0:
        return say("andaikan_tetap")
    return say("andaikan_naik" if moved > 0 else "andaikan_turun", nilai=_size(abs(moved), unit))


def _size(moved: Fraction, unit: Unit) -> str:
    if unit is Unit.RUPIAH:
        return rupiah_full(Decimal(int(moved * 100)) / 100)
    told = _LEAST if moved < _LEAST else moved
    if unit is Unit.INDEKS:
        size = decimal(float(told), 4)
    else:
        size = points(float(told), 2 if told >= Fraction(1, 100) else 4)
    return size if told == moved else say("andaikan_kurang_dari", nilai=size)
