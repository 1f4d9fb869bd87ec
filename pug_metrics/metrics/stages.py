"""Which stage of a year a change is counted to, always from MURNI."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.question import BEFORE, STAGES, Reader, where
from pug_metrics.metrics.result import Slice

LATER = STAGES[STAGES.index(BEFORE) + 1 :]
_RANK = f"list_position({list(STAGES)}, tahapan)"
_LATEST = (
    f"(kode_daerah, tahun, {_RANK}) IN (SELECT (kode_daerah, tahun, max({_RANK})) FROM kubus "  # noqa: S608 - our columns
    "GROUP BY kode_daerah, tahun)"
)


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a region: the stage that MURNI is compared with (``None`` where there is none).

    ``gone`` are the agencies with a line in MURNI and none at all in that stage.
    """

    region: str
    year: int
    after: str | None
    gone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stages:
    """SQL conditions on ``tahapan``: the line belongs to the stage before, to the one after."""

    before: str
    after: str

    @property
    def both(self) -> str:
        return f"({self.before} OR {self.after})"


def compared_stages(at: Slice) -> Stages:
    """The lines of MURNI, and of the stage that ``at`` names or the latest of each year."""
    after = f"tahapan = '{at.tahapan}'" if at.tahapan in LATER else "false"
    return Stages(f"tahapan = '{BEFORE}'", _LATEST if at.tahapan is None else after)


def years(store: Reader, at: Slice) -> list[Year]:
    """Every region and year of the slice, with the stage asked about or the latest of the year."""
    asked = where(at, (Grain.DAERAH, Grain.TAHUN))
    found = store.query(
        f"SELECT DISTINCT kode_daerah, tahun, tahapan, kode_skpd FROM kubus WHERE {asked.sql}",  # noqa: S608 - our columns
        asked.params,
    ).to_pylist()
    held: dict[tuple[str, int], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in found:
        held[row["kode_daerah"], row["tahun"]][row["tahapan"]].add(row["kode_skpd"])
    return [
        _year(region, year, stages, at.tahapan) for (region, year), stages in sorted(held.items())
    ]


def _year(region: str, year: int, stages: dict[str, set[str]], asked: str | None) -> Year:
    later = [stage for stage in LATER if stage in stages and asked in (None, stage)]
    if BEFORE not in stages or not later:
        return Year(region, year, None, frozenset())
    return Year(region, year, later[-1], frozenset(stages[BEFORE] - stages[later[-1]]))
