"""Rentang ARG: the share under every reading, from the strictest to the loosest."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from pug_metrics.language import Text, say
from pug_metrics.metrics.answer import NO_DATA, Figure, compose, ratio, supported
from pug_metrics.metrics.budget import LINE_DATASETS
from pug_metrics.metrics.declaration import Basis, Good, Grain, Unit, metric
from pug_metrics.metrics.names import expected
from pug_metrics.metrics.question import Reader, settle
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import Keys, Part, line_sums, overall

IN_USE = "KLAIM"


def _numerator(reading: str, part: Part) -> Decimal:
    if reading == "SAH":
        return part.sah
    return part.klaim + part.belum if reading == "KLAIM_BELUM" else part.klaim


_LINES = {"SAH": "sah > 0", "KLAIM": "klaim > 0", "KLAIM_BELUM": "(klaim > 0 OR belum > 0)"}
READINGS = tuple(_LINES)


@metric(
    title=Text("Rentang ARG", "ARG range"),
    formula=Text(
        "Persentase ARG menurut tiap bacaan (berdokumen; klaim; klaim ditambah baris yang belum "
        "dinilai) dan tiap basis.",
        "ARG share under every reading (documented; claimed; claimed plus undecided lines) and "
        "every basis.",
    ),
    meaning=Text(
        "Seberapa jauh angka ARG bergantung pada definisi, dari bacaan paling ketat sampai "
        "paling longgar.",
        "How far the ARG figure depends on the definition, from the strictest to the loosest "
        "reading.",
    ),
    caution=Text(
        "Ujung atas menganggap semua baris yang belum dinilai sebagai ARG; itu batas, bukan "
        "perkiraan.",
        "The upper end takes every undecided line as ARG; it is a bound, not an estimate.",
    ),
    unit=Unit.PERSEN,
    good=Good.TIDAK_ADA,
    grains=(
        Grain.DAERAH, Grain.OPD, Grain.URUSAN, Grain.BIDANG, Grain.PROGRAM, Grain.TAHUN,
        Grain.TAHAPAN,
    ),
    numerator=Text("Pagu ARG menurut bacaan", "ARG ceiling under the reading"),
    denominator=Text("Pagu basis", "Ceiling of the basis"),
    source=Text(
        "Penyebut yang dipakai berbeda-beda: https://sdi.beltim.go.id/kodref/04.03.019 dan "
        "https://portalbontang.com/tim-advokasi-pprg-dampingi-23-opd-dalam-perhitungan-arg/. "
        "Bacaan: konvensi kami.",
        "Denominators in use differ: https://sdi.beltim.go.id/kodref/04.03.019 and "
        "https://portalbontang.com/tim-advokasi-pprg-dampingi-23-opd-dalam-perhitungan-arg/. "
        "Readings: our convention.",
    ),
    datasets=LINE_DATASETS,
    has_basis=True,
    parts_add=False,
    second=tuple(f"{reading}.{each}" for reading, each in product(READINGS, Basis)),
    lines_second={
        f"{reading}.{each}": condition
        for (reading, condition), each in product(_LINES.items(), Basis)
    },
)  # fmt: skip
def arg_range(store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None) -> Result:
    """ARG share by unit and reading (``kode_2``: ``<reading>.<basis>``); total: the one in use."""
    at = settle(store, by, at)
    figures: dict[Keys, Figure] = {}
    parts = {each: line_sums(store, by, at, each) for each in Basis}
    everything = overall(parts[basis or Basis.TOTAL_BELANJA])
    whole = supported(everything, ratio(everything.klaim, everything.whole))
    for reading, each in product(READINGS, Basis):
        for part in parts[each]:
            figure = supported(part, ratio(_numerator(reading, part), part.whole))
            figures[part.keys[0], f"{reading}.{each}"] = figure
    for keys in expected(store, by, at, figures):
        for reading, each in product(READINGS, Basis):
            figures.setdefault((keys[0], f"{reading}.{each}"), NO_DATA)
    return compose(store, "arg_range", by, at, basis, figures, whole, second=reading_label)


@dataclass(frozen=True, slots=True)
class Reading:
    """One end of the range: which reading and basis, and its figure."""

    reading: str
    basis: Basis
    label: str
    num: Decimal
    den: Decimal
    value: float


@dataclass(frozen=True, slots=True)
class RangeEnds:
    """The strictest and the loosest reading of one unit, and the one in use (None without data)."""

    strictest: Reading | None
    loosest: Reading | None
    in_use: Reading | None


def range_ends(result: Result, kode: str) -> RangeEnds:
    """Ends of the range of unit ``kode`` in a result of ``arg_range``."""
    known: list[Reading] = []
    for row in result.frame.to_pylist():
        if row["kode"] == kode and row["nilai"] is not None:
            reading, _, basis = row["kode_2"].partition(".")
            known.append(
                Reading(
                    reading=reading,
                    basis=Basis(basis),
                    label=row["label_2"],
                    num=row["pembilang"],
                    den=row["penyebut"],
                    value=row["nilai"],
                )
            )
    if not known:
        return RangeEnds(None, None, None)
    in_use = [each for each in known if each.reading == IN_USE and each.basis == result.basis]
    return RangeEnds(
        min(known, key=lambda each: each.value),
        max(known, key=lambda each: each.value),
        in_use[0] if in_use else None,
    )


def reading_label(code: str) -> str:
    """Words of a reading: ``SAH.TOTAL_BELANJA`` as "berdokumen, terhadap total belanja"."""
    reading, _, basis = code.partition(".")
    return say("bacaan_dan_basis", bacaan=say(f"bacaan_{reading}"), basis=say(f"basis_{basis}"))
