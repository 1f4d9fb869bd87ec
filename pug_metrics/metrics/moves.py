"""How the headline figures of a slice differ between two versions of the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pug_metrics.metrics.declaration import Grain, Metric, find
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.store import Store

HEADLINES = (
    "budget_total", "arg_share", "arg_share_documented", "arg_absorption", "unplaced_share",
    "beneficiary_women_share",
)  # fmt: skip
LARGE = 3_000_000
_STAGES = """
SELECT DISTINCT tahun, tahapan FROM kubus
WHERE kode_daerah = $daerah AND ($tahun = 0 OR tahun = $tahun)
AND ($tahapan = '' OR tahapan = $tahapan) ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class Move:
    """One figure before and after: the exact numerator and the value (percent or rupiah)."""

    metric: Metric
    at: Slice
    before: tuple[Decimal | None, float | None]
    after: tuple[Decimal | None, float | None]


def moves_of_undo(
    store: Store, number: int, dataset: str, slices: Iterable[tuple[str, int, str]]
) -> tuple[Move, ...] | None:
    """Headline figures that undoing a batch of ``dataset`` would move.

    None where the store holds more rows than are worth building a second time for a look.
    """
    active = (each for each in store.batches() if each.dibatalkan is None)
    if sum(each.diterima for each in active) > LARGE:
        return None
    with store.frozen() as now, store.without(number) as then:
        return moves(now, then, dataset, slices)


def moves(
    now: Reader, then: Reader, dataset: str, slices: Iterable[tuple[str, int, str]]
) -> tuple[Move, ...]:
    """Headline figures that ``dataset`` feeds and that differ between ``now`` and ``then``.

    ``slices``: region, year (0: every year stored) and stage (empty: every stage stored).
    """
    metrics = [find(name) for name in HEADLINES if dataset in find(name).datasets]
    found = []
    for at in dict.fromkeys(_settled(now, then, slices)):
        for metric in metrics:
            before, after = (_said(metric, reader, at) for reader in (now, then))
            if before != after and (before[1], after[1]) != (None, None):
                found.append(Move(metric, at, before, after))
    return tuple(found)


def _settled(now: Reader, then: Reader, slices: Iterable[tuple[str, int, str]]) -> Iterator[Slice]:
    for region, year, stage in slices:
        asked = {"daerah": region, "tahun": year, "tahapan": stage}
        for reader in (now, then):
            for row in reader.query(_STAGES, asked).to_pylist():
                yield Slice(daerah=region, tahun=row["tahun"], tahapan=row["tahapan"])


def _said(metric: Metric, reader: Reader, at: Slice) -> tuple[Decimal | None, float | None]:
    result: Result = metric.function(reader, by=Grain.DAERAH, at=at)
    row = result.total.to_pylist()[0]
    value = row["nilai"]
    return row["pembilang"], None if value is None else float(value)
