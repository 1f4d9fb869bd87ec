"""A result by ARG category in the groups of another scheme, summed exactly."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa

from pug_metrics.language import say
from pug_metrics.metrics.answer import amount, ratio
from pug_metrics.metrics.declaration import Grain, Unit
from pug_metrics.metrics.question import ARG
from pug_metrics.metrics.result import Result
from pug_metrics.reference.schemes import Scheme

OUTSIDE = "LUAR_SKEMA"
Row = dict[str, Any]


def can_regroup(result: Result) -> bool:
    """Whether the categories of ``result`` may be summed: rupiah, or shares of one whole."""
    summed = result.metric.unit in (Unit.RUPIAH, Unit.PERSEN) and result.metric.parts_add
    if Grain.KATEGORI not in result.by or not summed:
        return False
    wholes: dict[str, set[Any]] = {}
    for row in result.rows():
        wholes.setdefault(_unit(result, row), set()).add(row["penyebut"])
    return all(len(each) == 1 for each in wholes.values())


def _end(result: Result) -> str:
    return "_2" if result.by.index(Grain.KATEGORI) == 1 else ""


def _unit(result: Result, row: Row) -> str:
    """The other key of a row; empty where the category is the only one."""
    if len(result.by) == 1:
        return ""
    return str(row["kode" if _end(result) else "kode_2"])


def regroup(result: Result, scheme: Scheme) -> Result:
    """``result`` with our categories gathered into the groups of ``scheme``; the total stays.

    An ARG category that the scheme does not know goes to ``LUAR_SKEMA``; what is no ARG keeps its
    row. Call it only where ``can_regroup``.
    """
    end = _end(result)
    gathered: dict[tuple[str, str], list[Row]] = {}
    for row in result.rows():
        key = (_unit(result, row), _group(scheme, str(row[f"kode{end}"])))
        gathered.setdefault(key, []).append(row)
    rows = [_together(result, scheme, group, parts) for (_, group), parts in gathered.items()]
    return replace(result, frame=pa.Table.from_pylist(rows, schema=result.frame.schema))


def _group(scheme: Scheme, category: str) -> str:
    found = scheme.group_of(category)
    return found or (OUTSIDE if category in ARG else category)


def _together(result: Result, scheme: Scheme, group: str, parts: list[Row]) -> Row:
    """One row of a group; without a figure where one of its parts has none."""
    end = _end(result)
    row = {**parts[0], f"kode{end}": group}
    if group == OUTSIDE:
        row[f"label{end}"] = say("skema_luar")
    elif group != parts[0][f"kode{end}"]:
        row[f"label{end}"] = scheme.label(group)
    if any(part["pembilang"] is None for part in parts):
        reason = next(part["alasan"] for part in parts if part["pembilang"] is None)
        return row | {"pembilang": None, "nilai": None, "alasan": reason}
    num, den = sum(part["pembilang"] for part in parts), parts[0]["penyebut"]
    figure = amount(num) if den is None else ratio(num, den)
    reason = next((part["alasan"] for part in parts if part["alasan"]), None)
    return row | {"pembilang": num, "nilai": None if reason else figure.value, "alasan": reason}
