"""One figure beside another: changes between slices, who holds most, month by month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pug_metrics.metrics.absorption import arg_absorption, non_arg_absorption
from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import ZERO


@dataclass(frozen=True, slots=True)
class Change:
    """One unit in two slices. Values in the unit of the metric; ranks from 1, the highest first.

    ``None`` where a slice has no value; ``rank_change`` is positive for a unit that rose.
    """

    kode: str
    label: str
    now: float | None
    before: float | None
    difference: float | None
    now_num: Decimal | None
    before_num: Decimal | None
    num_difference: Decimal | None
    rank_now: int | None
    rank_before: int | None

    @property
    def rank_change(self) -> int | None:
        """Places won (positive) or lost."""
        if self.rank_now is None or self.rank_before is None:
            return None
        return self.rank_before - self.rank_now


def change(
    store: Reader, metric: Callable[..., Result], by: Grain, at: Slice, against: Slice,
    basis: Basis | None = None,
) -> tuple[Change, ...]:  # fmt: skip
    """Every unit of ``by`` at ``at`` compared with ``against``; first the whole (``TOTAL``)."""
    now = metric(store, by=by, at=at, basis=basis)
    before = metric(store, by=by, at=against, basis=basis)
    ranks_now, ranks_before = _ranks(now), _ranks(before)
    earlier = {row["kode"]: row for row in before.frame.to_pylist()}
    later = {row["kode"]: row for row in now.frame.to_pylist()}
    whole = _change(now.total.to_pylist()[0], before.total.to_pylist()[0], None, None)
    return (
        whole,
        *(
            _change(later.get(code), earlier.get(code), ranks_now.get(code), ranks_before.get(code))
            for code in dict.fromkeys([*later, *earlier])
        ),
    )


def _ranks(result: Result) -> dict[object, int]:
    """Equal values share a rank."""
    known = [
        (row["kode"], row["nilai"]) for row in result.frame.to_pylist() if row["nilai"] is not None
    ]
    return {code: 1 + sum(1 for _, other in known if other > value) for code, value in known}


def _change(
    now: dict[str, Any] | None, before: dict[str, Any] | None,
    rank_now: int | None, rank_before: int | None,
) -> Change:  # fmt: skip
    named = now or before or {}
    values = [row.get("nilai") if row else None for row in (now, before)]
    nums = [row.get("pembilang") if row else None for row in (now, before)]
    return Change(
        str(named["kode"]), str(named["label"]), values[0], values[1], _minus(*values),
        nums[0], nums[1], _minus(*nums), rank_now, rank_before,
    )  # fmt: skip


def _minus(left: Any, right: Any) -> Any:  # noqa: ANN401 - a float or a decimal
    return None if left is None or right is None else left - right


@dataclass(frozen=True, slots=True)
class Holders:
    """The ``count`` units that hold most: together ``rupiah``, ``share`` percent of the whole."""

    count: int
    of: int
    share: float
    rupiah: Decimal
    codes: tuple[str, ...]
    labels: tuple[str, ...]


def top_holders(result: Result, at_least: Fraction = Fraction(1, 2)) -> Holders | None:
    """The fewest units that together hold ``at_least`` of the numerators of ``result``.

    ``None`` where there is nothing to hold.
    """
    held = [row for row in result.frame.to_pylist() if row["pembilang"] is not None]
    ranked = sorted(held, key=lambda row: (-row["pembilang"], row["kode"]))
    whole = sum((row["pembilang"] for row in held), ZERO)
    if whole <= 0:
        return None
    taken, chosen = ZERO, []
    for row in ranked:
        chosen.append(row)
        taken += row["pembilang"]
        if Fraction(taken) >= Fraction(whole) * at_least:
            break
    return Holders(
        len(chosen), len(held), float(Fraction(taken) / Fraction(whole) * 100), taken,
        tuple(str(row["kode"]) for row in chosen), tuple(str(row["label"]) for row in chosen),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MonthlyAbsorption:
    """Absorption up to a month, in percent: ARG and the rest; ``None`` where unknown."""

    bulan: int
    arg: float | None
    non: float | None


def absorption_by_month(store: Reader, at: Slice) -> tuple[MonthlyAbsorption, ...]:
    """Every month reported in the slice, in order."""
    arg = {
        row["kode"]: row["nilai"]
        for row in arg_absorption(store, by=Grain.BULAN, at=at).frame.to_pylist()
    }
    other = {
        row["kode"]: row["nilai"]
        for row in non_arg_absorption(store, by=Grain.BULAN, at=at).frame.to_pylist()
    }
    return tuple(
        MonthlyAbsorption(int(str(code)), arg.get(code), other.get(code))
        for code in sorted({*arg, *other}, key=lambda code: int(str(code)))
    )
