"""What the overview asks: the range, the shares by agency and by year, absorption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.metrics import (
    arg_absorption,
    arg_document_gap,
    arg_range,
    arg_share,
    arg_share_documented,
    budget_total,
    non_arg_absorption,
)
from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.findings_gap import GapRanking, gap_ranking
from pug_metrics.metrics.readings import RangeEnds, range_ends
from pug_metrics.metrics.result import Result, Slice

from . import filters, numbers


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of the overview for one region, year, stage and basis."""

    region: str
    at: Slice
    basis: Basis
    readings: Result
    ends: RangeEnds
    claimed: Result
    documented: Result
    ranking: GapRanking

    @property
    def tagged(self) -> bool:
        """Whether anything is tagged (under any basis that the data can carry)."""
        loosest_claim = (
            row["pembilang"]
            for row in self.readings.rows()
            if str(row["kode_2"]).startswith("KLAIM.")
        )
        return any(loosest_claim)

    @property
    def known(self) -> bool:
        """Whether the basis in use can be calculated."""
        return self.claimed.value() is not None


def ask() -> Overview:
    """The figures for what the frame's filters ask."""
    return about(filters.region().nama, filters.slice_(), filters.basis())


def about(name: str, at: Slice, basis: Basis) -> Overview:
    """The figures of one slice: a region, or an agency in it called ``name``."""
    readings = numbers.of(arg_range, Grain.DAERAH, at, basis)
    claimed = numbers.of(arg_share, Grain.OPD, at, basis)
    documented = numbers.of(arg_share_documented, Grain.OPD, at, basis)
    return Overview(
        name, at, basis, readings, range_ends(readings, str(at.daerah)), claimed,
        documented, gap_ranking(claimed, documented),
    )  # fmt: skip


def gap(seen: Overview) -> Result:
    """Tagged without documents, by agency."""
    return numbers.of(arg_document_gap, Grain.OPD, seen.at, seen.basis)


def spending(seen: Overview) -> Result:
    """All spending, by agency."""
    return numbers.of(budget_total, Grain.OPD, seen.at, Basis.TOTAL_BELANJA)


def over_years(seen: Overview) -> tuple[Result, Result, Result]:
    """Claimed and documented share and the gap, by year, at the same stage.

    A year in which nothing is tagged is left out: it has no figure to compare with, not a zero.
    """
    at = replace(seen.at, tahun=None)
    claimed = numbers.of(arg_share, Grain.TAHUN, at, seen.basis)
    tagged = [row["kode"] for row in claimed.rows() if row["pembilang"]]
    return (
        _within(claimed, tagged),
        _within(numbers.of(arg_share_documented, Grain.TAHUN, at, seen.basis), tagged),
        _within(numbers.of(arg_document_gap, Grain.TAHUN, at, seen.basis), tagged),
    )


def _within(result: Result, codes: Sequence[object]) -> Result:
    kept = pc.is_in(result.frame["kode"], pa.array(codes, pa.string()))
    return replace(result, frame=result.frame.filter(kept))


def absorption(seen: Overview) -> tuple[Result, Result]:
    """Absorption of ARG and of the rest at the latest month that was reported."""
    arg = numbers.of(arg_absorption, Grain.DAERAH, seen.at)
    return arg, numbers.of(non_arg_absorption, Grain.DAERAH, seen.at)
