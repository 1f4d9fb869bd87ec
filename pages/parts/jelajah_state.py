"""What Jelajah can be asked: read from the declarations of the metrics, so a new one is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pug_metrics.datasets import datasets
from pug_metrics.metrics.declaration import Basis, Grain, Metric, all_metrics
from pug_metrics.metrics.findings import RegionSlices
from pug_metrics.metrics.result import Slice

METRIC, GRAIN, SECOND_GRAIN, FORM, SECOND_METRIC, AGAINST, SCHEME, PICKED = (
    "metrik", "butir", "butir2", "gambar", "metrik2", "banding", "skema", "sorot",
)  # fmt: skip
NARROWING = ("opd", "program", "kecamatan")
NARROWED = tuple(f"saring_{name}" for name in NARROWING)
KEYS = (METRIC, GRAIN, SECOND_GRAIN, FORM, SECOND_METRIC, AGAINST, SCHEME, PICKED, *NARROWED)
FRAME_KEYS = ("daerah", "tahun", "tahapan", "basis")
AUTO, BARS, LINES, TABLE = "auto", "batang", "garis", "tabel"
WHOLE = "setara"
DEFAULT_METRIC = "arg_share"
LINES_OF_BUDGET = "anggaran"
TIMES = (Grain.TAHUN, Grain.BULAN)
_OPENED = (Grain.DAERAH, Grain.TAHUN, Grain.TAHAPAN)
# What nearly every metric rests on says nothing about its subject.
_USUAL = ("anggaran", "tag_arg", "dokumen", "lokasi", "opd", "wilayah", "peta_opd")


@dataclass(frozen=True, slots=True)
class Question:
    """One state of the page.

    ``against``: empty, ``setara`` (the whole slice as a line), ``tahun.<year>`` or
    ``tahapan.<stage>``; ``at`` holds the narrowing filters already.
    """

    metric: Metric
    by: tuple[Grain, ...]
    form: str
    second: Metric | None
    against: str
    at: Slice
    basis: Basis

    def opened(self, by: tuple[Grain, ...]) -> Slice:
        """The slice with what is a grain left open."""
        return replace(self.at, **{str(grain): None for grain in by if grain in _OPENED})  # type: ignore[arg-type]

    def earlier(self) -> Slice | None:
        """The slice of the year or stage that is compared with; ``None`` without one."""
        name, _, code = self.against.partition(".")
        if name == "tahun":
            return replace(self.opened(self.by), tahun=int(code))
        return replace(self.opened(self.by), tahapan=code) if name == "tahapan" else None


def subject(metric: Metric) -> str:
    """The dataset that a metric is about: the first that not every metric rests on."""
    return next((name for name in metric.datasets if name not in _USUAL), metric.datasets[0])


def metrics() -> list[str]:
    """Every metric, those of one subject beside each other, else in the order of declaration."""
    known = all_metrics()
    order = list(datasets())
    return sorted(known, key=lambda name: order.index(subject(known[name])))


def default_grain(metric: Metric) -> Grain:
    """Agencies where the metric knows them, else its first grain that has several rows."""
    if Grain.OPD in metric.grains:
        return Grain.OPD
    return next((each for each in metric.grains if each is not Grain.DAERAH), metric.grains[0])


def second_grains(metric: Metric, first: Grain) -> list[str]:
    """Grains that may follow ``first``; none where the metric has a second key of its own."""
    if metric.second:
        return []
    return [str(grain) for grain in metric.grains if grain is not first]


def forms(metric: Metric, by: tuple[Grain, ...]) -> list[str]:
    """Chart forms that the question may take; lines need years or months."""
    over_time = set(TIMES) & set(by) or (
        len(by) == 1 and Grain.TAHUN in metric.grains and not metric.second
    )
    return [AUTO, BARS, LINES, TABLE] if over_time else [AUTO, BARS, TABLE]


def partners(metric: Metric, by: tuple[Grain, ...]) -> list[str]:
    """Metrics that can be asked by the same grains."""
    return [
        name
        for name in metrics()
        if name != metric.name and _knows(all_metrics()[name], by)
    ]  # fmt: skip


def _knows(metric: Metric, by: tuple[Grain, ...]) -> bool:
    return set(by) <= set(metric.grains) and not (metric.second and len(by) > 1)


def comparisons(region: RegionSlices, at: Slice, metric: Metric, by: Sequence[Grain]) -> list[str]:
    """What one grain may be compared with: the whole, other years, other stages of the year."""
    if len(by) != 1 or metric.second:
        return [""]
    found = [""]
    if not metric.additive and by[0] not in (*TIMES, Grain.TAHAPAN):
        found.append(WHOLE)
    if by[0] not in TIMES:
        found += [
            f"tahun.{year}"
            for year in sorted(region.tahapan, reverse=True)
            if year != at.tahun and (at.tahapan in region.tahapan[year] or by[0] is Grain.TAHAPAN)
        ]
    if by[0] not in (*TIMES, Grain.TAHAPAN):
        stages = region.tahapan.get(int(at.tahun or 0), ())
        found += [f"tahapan.{stage}" for stage in stages if stage != at.tahapan]
    return found


def narrowing(metric: Metric) -> list[str]:
    """Filters that the metric knows."""
    return [name for name in NARROWING if Grain(name) in metric.grains]
