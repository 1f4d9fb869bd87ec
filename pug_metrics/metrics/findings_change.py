"""How a figure moved: from the year before, over all years; how ranks moved between slices."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pug_metrics.metrics.result import Result


@dataclass(frozen=True, slots=True)
class Change:
    """A figure in two years, in the unit of its metric (or rupiah)."""

    dari: int
    ke: int
    dulu: float | Decimal
    kini: float | Decimal

    @property
    def selisih(self) -> float | Decimal:
        """What it grew by; negative where it fell."""
        return self.kini - self.dulu  # type: ignore[operator]


def _known(result: Result, column: str) -> list[tuple[int, float | Decimal]]:
    """Years with a figure, in order; ``column`` is ``nilai`` or ``pembilang``."""
    return [
        (int(str(row["kode"])), row[column])  # type: ignore[misc]
        for row in result.rows()
        if row["nilai"] is not None
    ]


def change(result: Result, tahun: int, column: str = "nilai") -> Change | None:
    """From the last earlier year of a result by year to ``tahun``; None where one is missing."""
    known = _known(result, column)
    now = next((value for year, value in known if year == tahun), None)
    before = [(year, value) for year, value in known if year < tahun]
    if now is None or not before:
        return None
    return Change(before[-1][0], tahun, before[-1][1], now)


def span(result: Result, column: str = "nilai") -> Change | None:
    """From the first to the last year of a result by year; None with fewer than two years."""
    known = _known(result, column)
    if len(known) < 2:
        return None
    return Change(known[0][0], known[-1][0], known[0][1], known[-1][1])


def latest(result: Result) -> tuple[int, float] | None:
    """Last month (or year) of a result by month that has a figure, and the figure."""
    known = _known(result, "nilai")
    return (known[-1][0], float(known[-1][1])) if known else None


def rank_changes(now: Result, before: Result) -> dict[str, int | None]:
    """Ranks won (positive) or lost by every unit of ``now``; None where a slice lacks its figure.

    The highest value has rank 1; equal values share a rank.
    """
    ranks, earlier = _ranks(now), _ranks(before)
    return {
        code: earlier[code] - ranks[code] if code in ranks and code in earlier else None
        for code in (str(row["kode"]) for row in now.rows())
    }


def _ranks(result: Result) -> dict[str, int]:
    values = {
        str(row["kode"]): float(str(row["nilai"]))
        for row in result.rows()
        if row["nilai"] is not None
    }
    best_first = sorted(values.values(), reverse=True)
    return {code: best_first.index(value) + 1 for code, value in values.items()}
