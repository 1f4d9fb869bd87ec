"""Whether a figure reaches its target: any metric, any unit, any year.

A target is compared only with a figure of its own basis. Near means within the threshold on the
side from which the target is approached (our convention).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pug_metrics.language import say
from pug_metrics.language.numbers import decimal, percent, points, rupiah
from pug_metrics.metrics.counted import basis_of
from pug_metrics.metrics.declaration import ALL_KEYS, Basis, Good, Grain, Metric, Unit, still
from pug_metrics.metrics.names import labels
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import Result

Row = Mapping[str, Any]
# What says in which state of the budget a figure is, never of which unit.
_NOT_A_UNIT = ("tahapan", "sampai_bulan")


class Code(StrEnum):
    """The verdict; words ``target_vonis_<code>``."""

    TERCAPAI = "TERCAPAI"
    MENDEKATI = "MENDEKATI"
    BELUM = "BELUM"
    BELUM_DAPAT_DINILAI = "BELUM_DAPAT_DINILAI"


class Why(StrEnum):
    """Why there is no verdict; words ``target_mengapa_<why>``."""

    TANPA_TARGET = "TANPA_TARGET"
    BASIS_LAIN = "BASIS_LAIN"
    TANPA_ANGKA = "TANPA_ANGKA"
    TANPA_ARAH = "TANPA_ARAH"


class Direction(StrEnum):
    """Where a figure should go; ``TETAP``: between the two thresholds."""

    NAIK = "NAIK"
    TURUN = "TURUN"
    TETAP = "TETAP"


@dataclass(frozen=True, slots=True)
class Target:
    """A target as it was uploaded, with the batch and the row of the file that it stands in."""

    value: Decimal
    lower: Decimal | None
    upper: Decimal | None
    basis: Basis | None
    direction: Direction | None
    source: str
    explanation: str
    id_unggahan: int
    baris: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A figure beside its target, in the unit of the metric (percent on the scale 0 to 100).

    ``target`` is None where there is none of this basis; ``others``: bases that do have one.
    ``direction`` is the target's own, else the metric's. ``why`` is set without a verdict only.
    """

    metric: Metric
    grain: Grain | None
    kode: str
    label: str
    label_2: str
    tahun: int | None
    actual: float | None
    target: Target | None
    direction: Direction | None
    basis: Basis | None
    others: tuple[Basis | None, ...]
    code: Code
    why: Why | None


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a row of a result is about, as a target names it."""

    region: str
    year: int | None
    grain: Grain | None
    kode: str
    second: str | None


def verdict(store: Reader, result: Result, row: Row) -> Verdict:
    """The verdict on one row of ``result.frame`` or on the row of ``result.total``."""
    with still(store) as reader:
        return _verdict(reader, result, row, _targets(reader, result.metric.name))


def verdicts(store: Reader, result: Result) -> tuple[Verdict, ...]:
    """The verdict on every row of ``result.frame``, in its order."""
    with still(store) as reader:
        known = _targets(reader, result.metric.name)
        return tuple(_verdict(reader, result, row, known) for row in result.rows())


def _targets(store: Reader, name: str) -> Sequence[Row]:
    """All targets of a metric, the last uploaded first."""
    found = store.query(
        "SELECT * FROM berlaku_target_metrik WHERE metrik = $metrik "
        "ORDER BY id_unggahan DESC, baris DESC",
        {"metrik": name},
    )
    return list(found.to_pylist())


def _verdict(store: Reader, result: Result, row: Row, known: Sequence[Row]) -> Verdict:
    unit, metric = _unit_of(result, row), result.metric
    basis = basis_of(result, row.get("kode_2")) if metric.has_basis else None
    own = [_target(each) for each in known if _is_about(each, unit)]
    target = next((each for each in own if each.basis == basis), None)
    direction = _direction(metric, target)
    code, why = _judge(row["nilai"], target, direction, elsewhere=bool(own))
    return Verdict(
        metric=metric,
        grain=unit.grain,
        kode=unit.kode,
        label=_label(store, result, unit) or str(row["label"]),
        label_2=str(row.get("label_2") or "") if metric.second else "",
        tahun=unit.year,
        actual=row["nilai"],
        target=target,
        direction=direction,
        basis=basis,
        others=tuple(dict.fromkeys(each.basis for each in own if each.basis != basis)),
        code=code,
        why=why,
    )


def _unit_of(result: Result, row: Row) -> _Unit:
    """Region, year and unit of a row; without a unit where the slice is narrower than one."""
    named = dict(result.at.filters())
    if row["kode"] != "TOTAL":
        keys = (row["kode"], row.get("kode_2"))
        named |= {str(grain): key for grain, key in zip(result.by, keys, strict=False)}
    region, year = named.pop("daerah", ""), named.pop("tahun", None)
    rest = [(name, code) for name, code in named.items() if name not in _NOT_A_UNIT]
    grain, code = (Grain.DAERAH, region) if not rest else (Grain(rest[0][0]), rest[0][1])
    second = row.get("kode_2") if result.metric.second else None
    return _Unit(
        region=str(region),
        year=None if year is None else int(str(year)),
        grain=grain if len(rest) < 2 else None,
        kode=str(code),
        second=None if second == ALL_KEYS else second,
    )


def _is_about(target: Row, unit: _Unit) -> bool:
    asked = (unit.region, unit.year, unit.grain, unit.kode, unit.second)
    names = ("kode_daerah", "tahun", "butir", "kode", "rincian")
    return asked == tuple(target[name] for name in names)


def _target(row: Row) -> Target:
    return Target(
        value=row["target"],
        lower=row["ambang_bawah"],
        upper=row["ambang_atas"],
        basis=Basis(row["basis"]) if row["basis"] else None,
        direction=Direction(row["arah"]) if row["arah"] else None,
        source=row["sumber"] or "",
        explanation=row["penjelasan"] or "",
        id_unggahan=row["id_unggahan"],
        baris=row["baris"],
    )


def _direction(metric: Metric, target: Target | None) -> Direction | None:
    """The target's own direction, else the metric's; a band where neither has one."""
    if target is not None and target.direction is not None:
        return target.direction
    if metric.good is not Good.TIDAK_ADA:
        return Direction(metric.good.upper())
    banded = target is not None and target.lower is not None and target.upper is not None
    return Direction.TETAP if banded else None


def _judge(
    actual: float | None, target: Target | None, direction: Direction | None, *, elsewhere: bool
) -> tuple[Code, Why | None]:
    if target is None:
        return Code.BELUM_DAPAT_DINILAI, Why.BASIS_LAIN if elsewhere else Why.TANPA_TARGET
    if actual is None:
        return Code.BELUM_DAPAT_DINILAI, Why.TANPA_ANGKA
    if direction is None:
        return Code.BELUM_DAPAT_DINILAI, Why.TANPA_ARAH
    return _reached(actual, target, direction), None


def _reached(actual: float, target: Target, direction: Direction) -> Code:
    goal = float(target.value)
    low = goal if target.lower is None else float(target.lower)
    high = goal if target.upper is None else float(target.upper)
    if direction is Direction.TETAP:
        return Code.TERCAPAI if low <= actual <= high else Code.BELUM
    reached = actual >= goal if direction is Direction.NAIK else actual <= goal
    near = actual >= low if direction is Direction.NAIK else actual <= high
    if reached:
        return Code.TERCAPAI
    return Code.MENDEKATI if near else Code.BELUM


def _label(store: Reader, result: Result, unit: _Unit) -> str:
    if unit.grain is None:
        return ""
    key = (unit.kode,)
    return labels(store, (unit.grain,), result.at, [key])[key][0]


def sentence(found: Verdict) -> str:
    """The verdict in words of the moment's language, with figure, target and basis."""
    facts = {
        "metrik": _named(found),
        "unit": " · ".join(part for part in (found.label, found.label_2) if part),
        "tahun": str(found.tahun or ""),
        "vonis": say(f"target_vonis_{found.code}"),
    }
    if found.target is None or found.actual is None or found.why is not None:
        others = ", ".join(say(f"basis_{each}") for each in found.others if each is not None)
        return say(
            f"target_mengapa_{found.why}", **facts, basis=others or say("target_tanpa_basis")
        )
    facts |= {
        "nilai": _written(found.actual, found.metric.unit),
        "target": _written(found.target.value, found.metric.unit),
    }
    return say("target_kalimat", **facts)


def _named(found: Verdict) -> str:
    title = str(found.metric.title)
    if found.basis is None:
        return title
    return say("target_berbasis", metrik=title, basis=say(f"basis_{found.basis}"))


def _written(value: float | Decimal, unit: Unit) -> str:
    if unit in (Unit.RUPIAH, Unit.RUPIAH_PER_ORANG):
        return rupiah(value)
    if unit is Unit.INDEKS:
        return decimal(value, 4)
    return percent(value, 2) if unit is Unit.PERSEN else points(value, 2)
