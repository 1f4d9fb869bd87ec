"""All targets of a region and year with their verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pug_metrics.errors import QuestionError
from pug_metrics.metrics.declaration import ALL_KEYS, Basis, Grain, Metric, all_metrics, still
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.targets import Code, Verdict, verdict

_OPENED = {Grain.DAERAH: "daerah", Grain.TAHUN: "tahun"}
_TARGETS = (
    "SELECT DISTINCT metrik, butir, kode, rincian, basis FROM berlaku_target_metrik "
    "WHERE kode_daerah = $daerah AND tahun = $tahun"
)


@dataclass(frozen=True, slots=True)
class TargetList:
    """Verdicts in the order of the metrics, the region before its units; ``result`` of each one.

    ``unknown``: names in the uploaded targets that are no metric or no grain of theirs.
    """

    verdicts: tuple[tuple[Verdict, Result], ...]
    unknown: tuple[str, ...]

    @property
    def counts(self) -> Mapping[Code, int]:
        """How many verdicts there are of each kind."""
        return Counter(each.code for each, _ in self.verdicts)


def target_list(store: Reader, at: Slice) -> TargetList:
    """Every target of the region and year of ``at``; figures are of its stage."""
    with still(store) as reader:
        asked = {"daerah": at.daerah, "tahun": at.tahun}
        rows = reader.query(_TARGETS, asked).to_pylist()
        known = {row["metrik"]: row for row in rows if _asks(row) is not None}
        order = list(all_metrics())
        rows.sort(key=lambda row: _place(row, order))
        answers: dict[tuple[str, str, str], Result | None] = {}
        found = []
        for row in rows:
            metric = _asks(row)
            if metric is None:
                continue
            key = (metric.name, row["butir"], row["basis"] or "")
            if key not in answers:
                answers[key] = _answer(reader, metric, row, at)
            result = answers[key]
            if result is not None:
                found.append((verdict(reader, result, _row(result, row)), result))
        unknown = {str(row["metrik"]) for row in rows} - set(known)
        return TargetList(tuple(found), tuple(sorted(unknown)))


def _asks(row: Mapping[str, Any]) -> Metric | None:
    """The metric of a target, where there is one with that grain."""
    metric = all_metrics().get(str(row["metrik"]))
    return metric if metric and row["butir"] in [str(grain) for grain in metric.grains] else None


def _place(row: Mapping[str, Any], order: list[str]) -> tuple[object, ...]:
    name = str(row["metrik"])
    place = order.index(name) if name in order else len(order)
    return place, row["butir"] != Grain.DAERAH, str(row["kode"]), str(row["rincian"] or "")


def _answer(reader: Reader, metric: Metric, row: Mapping[str, Any], at: Slice) -> Result | None:
    basis = Basis(row["basis"]) if row["basis"] and metric.has_basis else None
    try:
        return metric.function(reader, by=Grain(row["butir"]), at=at, basis=basis)
    except QuestionError:
        return None


def _row(result: Result, target: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row that a target is about; without a figure where the data do not hold the unit."""
    second = (target["rincian"] or ALL_KEYS) if result.metric.second else None
    for row in result.rows():
        if row["kode"] == target["kode"] and row.get("kode_2") == second:
            return row
    return {"kode": target["kode"], "label": target["kode"], "kode_2": second, "nilai": None,
            "alasan": "DATA_KOSONG"}  # fmt: skip
