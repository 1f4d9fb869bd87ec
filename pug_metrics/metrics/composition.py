"""What ARG consists of: its three categories."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pug_metrics.errors import QuestionError
from pug_metrics.language import Text
from pug_metrics.metrics.answer import NO_DATA, Figure, compose, ratio, supported
from pug_metrics.metrics.budget import LINE_DATASETS, LINE_GRAINS
from pug_metrics.metrics.declaration import Basis, Good, Grain, Unit, metric
from pug_metrics.metrics.names import expected
from pug_metrics.metrics.question import ARG, Reader, settle
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import Keys, Part, line_sums, overall, total


@metric(
    title=Text("Komposisi ARG", "ARG composition"),
    formula=Text(
        "Pagu ARG satu kategori ÷ pagu ARG seluruh kategori × 100.",
        "ARG ceiling of one category ÷ ARG ceiling of all categories × 100.",
    ),
    meaning=Text(
        "Apakah ARG berupa belanja khusus, belanja yang menyetarakan, atau pelembagaan PUG.",
        "Whether ARG is specific spending, spending that equalises, or PUG institutions.",
    ),
    caution=Text(
        "Satu baris hanya memiliki satu kategori. Penyebutnya ARG, bukan seluruh belanja.",
        "A line has one category only. The denominator is ARG, not all spending.",
    ),
    unit=Unit.PERSEN,
    good=Good.TIDAK_ADA,
    grains=LINE_GRAINS,
    numerator=Text("Pagu ARG kategori", "ARG ceiling of the category"),
    denominator=Text("Pagu ARG (klaim)", "ARG ceiling (claimed)"),
    source=Text(
        "Tiga kategori dalam Pedoman Teknis PPRG Daerah: "
        "https://pdfcoffee.com/pedoman-teknis-pprg-daerah-pdf-free.html; nama kategori: "
        "konvensi kami.",
        "Three categories in the technical guide to regional PPRG: "
        "https://pdfcoffee.com/pedoman-teknis-pprg-daerah-pdf-free.html; their names: our "
        "convention.",
    ),
    datasets=LINE_DATASETS,
    lines_below="klaim > 0",
)
def arg_composition(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Share of each ARG category by unit; ``KATEGORI`` is added as second grain when absent.

    Raises ``QuestionError`` ``komposisi_butir`` for two grains without ``KATEGORI``.
    """
    if Grain.KATEGORI not in by and len(by) == 2:
        raise QuestionError("komposisi_butir")
    by = by if Grain.KATEGORI in by else (*by, Grain.KATEGORI)
    at = settle(store, by, replace(at, kategori=None))
    place = by.index(Grain.KATEGORI)
    units: dict[Keys, dict[str, Part]] = defaultdict(dict)
    parts = line_sums(store, by, at, None)
    for part in parts:
        units[part.keys[:place] + part.keys[place + 1 :]][part.keys[place]] = part
    figures: dict[Keys, Figure] = {}
    for unit, categories in units.items():
        whole = total(categories.values())
        for each in ARG:
            num = categories[each].klaim if each in categories else whole.klaim * 0
            keys = (*unit[:place], each, *unit[place:])
            figures[keys] = supported(whole, ratio(num, whole.klaim))
    rest = tuple(grain for grain in by if grain is not Grain.KATEGORI)
    for unit in expected(store, rest, at, units) if rest else []:
        for each in ARG:
            figures.setdefault((*unit[:place], each, *unit[place:]), NO_DATA)
    everything = overall(parts)
    figure = supported(everything, ratio(everything.klaim, everything.klaim))
    return compose(store, "arg_composition", by, at, basis, figures, figure)
