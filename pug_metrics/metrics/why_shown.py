"""A movement as it is written: rounded so that the figures a reader sees add up too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from pug_metrics.metrics.declaration import Unit
from pug_metrics.metrics.why import Cause, Movement

_SIZES = (Decimal(10) ** 12, Decimal(10) ** 9, Decimal(10) ** 6, Decimal(10) ** 3)


@dataclass(frozen=True, slots=True)
class Shown:
    """Both ends and the parts that are not zero, in rupiah or points, rounded together.

    ``step``: one unit of the last digit. ``start`` plus all ``parts`` is ``end``, exactly.
    """

    start: Decimal
    end: Decimal
    parts: Mapping[Cause, Decimal]
    step: Decimal

    @property
    def change(self) -> Decimal:
        """The change between the two written ends."""
        return self.end - self.start


def shown(movement: Movement, step: Decimal | None = None) -> Shown:
    """The figures of ``movement`` to write, by largest remainder in units of ``step``.

    Without a step: tenths of a point (hundredths where nothing else would be left), or a tenth of
    the largest rupiah unit that the change reaches.
    """
    start, end = movement.start or Fraction(0), movement.end or Fraction(0)
    parts = {part.cause: part.nilai for part in movement.parts if part.nilai}
    step = step or _step(movement, parts)
    size = Fraction(step)
    whole = _half_up(end / size) - _half_up(start / size)
    units = _largest_remainder({cause: value / size for cause, value in parts.items()}, whole)
    return Shown(
        _half_up(start / size) * step, _half_up(end / size) * step,
        {cause: number * step for cause, number in units.items()}, step,
    )  # fmt: skip


def _step(movement: Movement, parts: Mapping[Cause, Fraction]) -> Decimal:
    largest = max((abs(value) for value in parts.values()), default=Fraction(0))
    if movement.metric.unit is Unit.PERSEN:
        return Decimal("0.1") if largest >= Fraction(1, 10) or not largest else Decimal("0.01")
    return next((size / 10 for size in _SIZES if largest >= size), Decimal(1))


def _half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def _largest_remainder(values: Mapping[Cause, Fraction], whole: int) -> dict[Cause, int]:
    """Whole numbers near ``values`` that sum to ``whole``; equal remainders go by order."""
    made = {cause: floor(value) for cause, value in values.items()}
    by_remainder = sorted(made, key=lambda cause: made[cause] - values[cause])
    left = whole - sum(made.values())
    while by_remainder and left:
        one = 1 if left > 0 else -1
        for cause in by_remainder if left > 0 else by_remainder[::-1]:
            if left:
                made[cause] += one
                left -= one
    return made
