"""Whether two results may share an axis: figures of different bases never do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pug_metrics.metrics.declaration import Grain, Unit
from pug_metrics.metrics.result import Result

_RATIOS = (Unit.PERSEN, Unit.POIN)


@dataclass(frozen=True, slots=True)
class Comparable:
    """True where an axis may be shared; otherwise ``kind`` is the key of why not.

    The sentence is ``banding_<kind>``; ``facts`` fill its places, codes where a word is needed.
    """

    kind: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return not self.kind


def comparable(a: Result, b: Result) -> Comparable:
    """Whether ``a`` and ``b`` may stand on one axis, or why not.

    Kinds: ``satuan`` (other units), ``indeks`` (each index has a scale of its own), ``basis``
    (other bases, facts ``a`` and ``b``), ``penyebut`` (other denominators), ``butir`` (other units
    of the budget), ``irisan`` (two metrics of another region, year or stage). One metric may be
    compared over regions, years and stages: whoever draws it names them.
    """
    ours, theirs = a.metric, b.metric
    facts = {"metrik": str(ours.title), "lain": str(theirs.title)}
    if ours.unit is not theirs.unit:
        return Comparable("satuan", facts)
    if ours.unit is Unit.INDEKS and ours.name != theirs.name:
        return Comparable("indeks", facts)
    if a.basis != b.basis:
        return Comparable("basis", {**facts, "a": str(a.basis or ""), "b": str(b.basis or "")})
    if ours.unit in _RATIOS and ours.denominator != theirs.denominator:
        return Comparable("penyebut", facts)
    if ours.above is not theirs.above:
        return Comparable("satuan", facts)
    if a.by != b.by:
        return Comparable("butir", facts)
    if ours.name != theirs.name and _frame(a) != _frame(b):
        return Comparable("irisan", facts)
    return Comparable()


def _frame(result: Result) -> tuple[object, ...]:
    """Region, year and stage, as far as they are no grain of the answer."""
    at, by = result.at, result.by
    return tuple(
        getattr(at, name) for name in ("daerah", "tahun", "tahapan") if Grain(name) not in by
    )
