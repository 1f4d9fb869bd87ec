"""Why an ARG figure moved between two years, stages or versions of the data: an exact split.

The order is fixed (``docs/decisions/0017``): what happened to each line, at the old denominator;
then the denominator. The parts sum to the change as fractions; only display rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

import pyarrow as pa

from pug_metrics.errors import QuestionError
from pug_metrics.metrics.answer import Figure, amount, ratio, supported
from pug_metrics.metrics.declaration import Basis, Grain, Metric, Reason, Unit, find, still
from pug_metrics.metrics.question import Reader, settle
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.shapes import Part as Sums
from pug_metrics.metrics.shapes import line_sums, overall
from pug_metrics.metrics.why_rows import Standing, pairs
from pug_metrics.metrics.why_shares import shares


class Cause(StrEnum):
    """What moved a figure, in the order in which it is taken."""

    UANG = "uang"
    BOBOT = "bobot"
    DITANDAI = "ditandai"
    DILEPAS = "dilepas"
    BARU = "baru"
    BERAKHIR = "berakhir"
    DOKUMEN_BERTAMBAH = "dokumen_bertambah"
    DOKUMEN_HILANG = "dokumen_hilang"
    PENYEBUT = "penyebut"


DOCUMENTED = "arg_share_documented"
_FIGURES: dict[str, Callable[[Sums], Figure]] = {
    "arg_amount": lambda sums: amount(sums.klaim),
    "arg_share": lambda sums: ratio(sums.klaim, sums.whole),
    DOCUMENTED: lambda sums: ratio(sums.sah, sums.whole),
}
METRICS = tuple(_FIGURES)
_DOCUMENTS = (Cause.DOKUMEN_BERTAMBAH, Cause.DOKUMEN_HILANG)


@dataclass(frozen=True, slots=True)
class Part:
    """One cause, and how many lines stand behind it (a line is all lines of one identity).

    ``rupiah``: what it adds to the numerator, and for the denominator what that grew by;
    ``per_rupiah``: what one of them adds to the figure.
    """

    cause: Cause
    baris: int
    rupiah: Fraction
    per_rupiah: Fraction

    @property
    def nilai(self) -> Fraction:
        """What it adds to the figure: rupiah or percentage points."""
        return self.rupiah * self.per_rupiah


@dataclass(frozen=True, slots=True)
class Movement:
    """The change of one figure, ``start`` to ``end`` (rupiah, or percent 0 to 100), and its parts.

    ``parts`` holds every cause that the metric knows, also where it is zero, and sums to
    ``end - start``. Where an end has no figure all is empty: ``reason`` says why, ``lacking``
    which slice it is. ``versions``: names of the frozen states of both ends (empty: of now).
    """

    metric: Metric
    basis: Basis
    before: Slice
    after: Slice
    start: Fraction | None = None
    end: Fraction | None = None
    parts: tuple[Part, ...] = ()
    reason: Reason | None = None
    lacking: Slice | None = None
    versions: tuple[str, str] = ("", "")

    @property
    def change(self) -> Fraction:
        """What the figure grew by; zero where it is empty."""
        return (self.end or Fraction(0)) - (self.start or Fraction(0))

    def part(self, cause: Cause) -> Part:
        """The part of one cause; zero where the metric does not know it."""
        none = Part(cause, 0, Fraction(0), Fraction(0))
        return next((part for part in self.parts if part.cause is cause), none)


def why_moved(
    before: Reader,
    after: Reader,
    name: str,
    at_before: Slice,
    at_after: Slice,
    basis: Basis | str | None = None,
) -> Movement:
    """How ``name`` (one of ``METRICS``) came from ``at_before`` to ``at_after``.

    ``before`` and ``after`` may be one reader or two versions of the data. Raises ``QuestionError``
    like a metric, ``gerak_metrik`` for another figure and ``gerak_daerah`` for two regions.
    """
    if name not in _FIGURES:
        raise QuestionError("gerak_metrik", metrik=name, ada=", ".join(METRICS))
    asked = Basis(str(basis or Basis.TOTAL_BELANJA))
    with still(before) as earlier, still(after) as later:
        ends = settle(earlier, (), at_before), settle(later, (), at_after)
        if ends[0].daerah != ends[1].daerah:
            raise QuestionError("gerak_daerah", satu=ends[0].daerah, dua=ends[1].daerah)
        start, end = _figure(earlier, name, ends[0], asked), _figure(later, name, ends[1], asked)
        names = earlier.version.name, later.version.name
        empty = Movement(find(name), asked, *ends, versions=names)
        for figure, at in zip((start, end), ends, strict=True):
            if figure.value is None:
                return replace(empty, reason=figure.reason, lacking=at)
        found = pairs(earlier, later, ends, asked)
        counted = split(later, found, documented=name == DOCUMENTED)
    return _movement(empty, start, end, counted)


def _figure(reader: Reader, name: str, at: Slice, basis: Basis) -> Figure:
    whole = overall(line_sums(reader, (Grain.DAERAH,), at, basis))
    return supported(whole, _FIGURES[name](whole))


@dataclass(frozen=True, slots=True)
class Counted:
    """Rupiah and lines of each cause; of the denominator what it grew by."""

    rupiah: Mapping[Cause, Fraction]
    lines: Mapping[Cause, int]


def split(reader: Standing, found: pa.Table, *, documented: bool) -> Counted:
    """What each cause adds to the numerator, over all ``pairs``."""
    sums = ", ".join(
        f"coalesce(sum({cause}), 0) AS {cause}, count(*) FILTER ({cause} <> 0) AS baris_{cause}"
        for cause in Cause
    )
    with reader.workbench({"pasangan": found}) as bench:
        counted = bench.query(
            f"SELECT {sums} FROM ({shares(documented=documented)})"  # noqa: S608 - our columns
        ).to_pylist()[0]
    return Counted(
        {cause: Fraction(counted[cause]) for cause in Cause},
        {cause: counted[f"baris_{cause}"] for cause in Cause},
    )


def _movement(bare: Movement, start: Figure, end: Figure, counted: Counted) -> Movement:
    share = bare.metric.unit is Unit.PERSEN
    known = [cause for cause in Cause if cause is not Cause.PENYEBUT or share]
    if bare.metric.name != DOCUMENTED:
        known = [cause for cause in known if cause not in _DOCUMENTS]
    per_rupiah = Fraction(100) / Fraction(start.den) if share and start.den else Fraction(1)
    parts = [
        Part(
            cause, counted.lines[cause], counted.rupiah[cause],
            _thinner(start, end) if cause is Cause.PENYEBUT else per_rupiah,
        )
        for cause in known
    ]  # fmt: skip
    first, last = (_value(figure, share=share) for figure in (start, end))
    return replace(bare, start=first, end=last, parts=tuple(parts))


def _value(figure: Figure, *, share: bool) -> Fraction:
    numerator = Fraction(figure.num or 0)
    return numerator * 100 / Fraction(figure.den or 1) if share else numerator


def _thinner(start: Figure, end: Figure) -> Fraction:
    """Points that one more rupiah in the denominator adds: the new numerator is shared by more.

    ``num / new - num / old = -num · (new - old) / (old · new)``, so lines share it exactly.
    """
    both = Fraction(start.den or 1) * Fraction(end.den or 1)
    return Fraction(-100) * Fraction(end.num or 0) / both
