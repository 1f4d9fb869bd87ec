"""Why an ARG figure moved between two years, stages or versions of the data: an exact split.

The order is fixed (``docs/decisions/0017``): what happened to each line, at the old denominator;
then the denominator. The parts sum to the change as fractions; only display rounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from pug_metrics.errors import QuestionError
from pug_metrics.metrics.answer import Figure, amount, ratio, supported
from pug_metrics.metrics.declaration import Basis, Grain, Metric, Reason, Unit, find, still
from pug_metrics.metrics.question import Reader, settle
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.shapes import Part as Sums
from pug_metrics.metrics.shapes import line_sums, overall
from pug_metrics.metrics.why_rows import Held, Identity, Pair, pairs


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
        counted = split(pairs(earlier, later, ends, asked), documented=name == DOCUMENTED)
    return _movement(empty, start, end, counted)


def _figure(reader: Reader, name: str, at: Slice, basis: Basis) -> Figure:
    whole = overall(line_sums(reader, (Grain.DAERAH,), at, basis))
    return supported(whole, _FIGURES[name](whole))


@dataclass(frozen=True, slots=True)
class Counted:
    """Sen and lines of each cause; of the denominator what it grew by."""

    sen: Counter[Cause]
    lines: Counter[Cause]


def split(found: Mapping[Identity, Pair], *, documented: bool) -> Counted:
    """What each cause adds to the numerator, over all pairs."""
    counted = Counted(Counter(), Counter())
    for before, after in found.values():
        shares = shares_of(before, after, documented=documented)
        grown = (after.pagu if after else 0) - (before.pagu if before else 0)
        for cause, sen in (*shares.items(), (Cause.PENYEBUT, grown)):
            counted.sen[cause] += sen
            counted.lines[cause] += sen != 0
    return counted


def shares_of(before: Held | None, after: Held | None, *, documented: bool) -> dict[Cause, int]:
    """What one line adds to the numerator, in sen, by cause."""
    old, new = (
        0 if held is None else held.sah if documented else held.klaim for held in (before, after)
    )
    if before is None or after is None:
        return {Cause.BARU: new} if before is None else {Cause.BERAKHIR: -old}
    if before.bertanda != after.bertanda:
        return {Cause.DITANDAI: new} if after.bertanda else {Cause.DILEPAS: -old}
    if not after.bertanda:
        return {}
    return _staying(before, after, documented=documented)


def _staying(before: Held, after: Held, *, documented: bool) -> dict[Cause, int]:
    """A line that stays tagged: money at the old weight, then the weight, then its documents."""
    money = _at_old_weight(before, after)
    if not documented:
        return {Cause.UANG: money - before.klaim, Cause.BOBOT: after.klaim - money}
    money, weight = (_documented(before, claimed) for claimed in (money, after.klaim))
    papers = after.sah - weight
    cause = Cause.DOKUMEN_BERTAMBAH if papers > 0 else Cause.DOKUMEN_HILANG
    return {Cause.UANG: money - before.sah, Cause.BOBOT: weight - money, cause: papers}


def _at_old_weight(before: Held, after: Held) -> int:
    """The new ceiling at the old weight; lines merged from different tags have a joint one."""
    if before.bobot is not None:
        same = before.bobot == after.bobot
        return after.klaim if same else _half_up(after.pagu * before.bobot, 100)
    return _half_up(after.pagu * before.klaim, before.pagu) if before.pagu else after.klaim


def _documented(before: Held, claimed: int) -> int:
    """As much of ``claimed`` as was documented before: all or nothing unless lines were merged."""
    if before.lengkap or not before.klaim:
        return claimed if before.lengkap else 0
    return _half_up(claimed * before.sah, before.klaim)


def _half_up(top: int, bottom: int) -> int:
    return (2 * top + bottom) // (2 * bottom)


def _movement(bare: Movement, start: Figure, end: Figure, counted: Counted) -> Movement:
    share = bare.metric.unit is Unit.PERSEN
    known = [cause for cause in Cause if cause is not Cause.PENYEBUT or share]
    if bare.metric.name != DOCUMENTED:
        known = [cause for cause in known if cause not in _DOCUMENTS]
    per_rupiah = Fraction(100) / Fraction(start.den) if share and start.den else Fraction(1)
    parts = [
        Part(
            cause, counted.lines[cause], Fraction(counted.sen[cause], 100),
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
