"""How far the seven prerequisites of PUG are met, as region and agencies assess themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from pug_metrics.language import Text, say
from pug_metrics.metrics.answer import NO_DATA, Figure, Note, compose, ratio
from pug_metrics.metrics.declaration import (
    ALL_KEYS,
    Basis,
    Good,
    Grain,
    Reason,
    Thing,
    Unit,
    metric,
)
from pug_metrics.metrics.framed import framed
from pug_metrics.metrics.names import expected
from pug_metrics.metrics.question import Reader, where
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.shapes import ZERO, Keys, key_columns

PREREQUISITES = (
    "KOMITMEN", "KEBIJAKAN", "KELEMBAGAAN", "SUMBER_DAYA", "DATA_TERPILAH", "ALAT_ANALISIS",
    "PARTISIPASI",
)  # fmt: skip
# What the items of a prerequisite reach together, and how many they are.
Scored = tuple[Decimal, int]
Items = Mapping[str, Scored]


@metric(
    title=Text(
        "Skor prasyarat PUG (internal, bukan skor APE)",
        "PUG prerequisite score (internal, not an APE score)",
    ),
    formula=Text(
        "Jumlah nilai butir (0, 0,5 atau 1) ÷ banyaknya butir × 100 untuk tiap prasyarat; "
        "keseluruhannya rata-rata ketujuh prasyarat dengan bobot sama.",
        "Sum of the item scores (0, 0.5 or 1) ÷ number of items × 100 for each prerequisite; the "
        "whole is the equal-weight mean of the seven.",
    ),
    meaning=Text(
        "Prasyarat mana yang sudah siap dan mana yang tertinggal, menurut penilaian sendiri.",
        "Which prerequisites are ready and which lag behind, by self-assessment.",
    ),
    caution=Text(
        "Bukan skor APE: bobot dan ambang Anugerah Parahita Ekapraya tidak dipakai di sini. Bila "
        "satu prasyarat belum punya butir, rata-ratanya tidak dihitung.",
        "Not an APE score: weights and thresholds of the Anugerah Parahita Ekapraya are not used "
        "here. Where a prerequisite has no item, the mean is not computed.",
    ),
    unit=Unit.PERSEN,
    good=Good.NAIK,
    grains=(Grain.DAERAH, Grain.OPD, Grain.TAHUN),
    numerator=Text("Jumlah nilai butir", "Sum of the item scores"),
    denominator=Text("Butir yang dinilai", "Items assessed"),
    source=Text(
        "Ketujuh prasyarat: https://dkp3a.kaltimprov.go.id/berita/detail/5695. Nilai butir dan "
        "bobot sama: konvensi kami.",
        "The seven prerequisites: https://dkp3a.kaltimprov.go.id/berita/detail/5695. Item scores "
        "and equal weights: our convention.",
    ),
    datasets=("prasyarat",),
    above=Thing.BUTIR,
    lines_above="nilai > 0",
    parts_add=False,
    second=(*PREREQUISITES, ALL_KEYS),
    rows="prasyarat_butir",
    second_column="prasyarat",
)
def prerequisite_score(
    store: Reader, *, by: tuple[Grain, ...], at: Slice, basis: Basis | None
) -> Result:
    """Score 0 to 100 by unit and prerequisite (``kode_2``, ``SEMUA``: their mean).

    A unit with items under some prerequisites only has no mean (``PARSIAL``). Raises
    ``QuestionError`` ``saringan_tidak_ada`` for filters other than region, year and agency.
    """
    name = "prerequisite_score"
    at = framed(store, name, by, at, "prasyarat_butir")
    units = _items(store, by, at)
    figures: dict[Keys, Figure] = {}
    for key in (*units, *(keys[0] for keys in expected(store, by, at, ()))):
        items = units.get(key, {})
        for each in PREREQUISITES:
            figures[key, each] = _share(items.get(each))
        figures[key, ALL_KEYS] = _mean(items)
    whole = _together(list(units.values()))
    return compose(
        store, name, by, at, basis, figures, _mean(whole), _missing(whole), second=prerequisite_name
    )


def prerequisite_name(code: str) -> str:
    """Words of a prerequisite, or of the mean of all."""
    return say(f"prasyarat_{code}")


def _items(store: Reader, by: tuple[Grain, ...], at: Slice) -> dict[str, dict[str, Scored]]:
    asked = where(at)
    found: dict[str, dict[str, Scored]] = defaultdict(dict)
    for row in store.query(
        f"SELECT {key_columns(by)}, prasyarat, sum(nilai) AS jumlah, count(*) AS butir "  # noqa: S608 - our columns
        f"FROM prasyarat_butir WHERE nilai IS NOT NULL AND {asked.sql} GROUP BY k0, prasyarat",
        asked.params,
    ).to_pylist():
        found[row["k0"]][row["prasyarat"]] = (Decimal(row["jumlah"]), row["butir"])
    return found


def _share(items: Scored | None) -> Figure:
    return NO_DATA if items is None else ratio(items[0], Decimal(items[1]))


def _mean(items: Items) -> Figure:
    """The equal-weight mean: no fraction of its own, so it has no numerator."""
    if not items:
        return NO_DATA
    known = Decimal(sum(each for _, each in items.values()))
    if len(items) < len(PREREQUISITES):
        return Figure(None, known, None, Reason.PARSIAL)
    total = sum(Fraction(score) / each for score, each in items.values())
    return Figure(None, known, float(total * 100 / len(PREREQUISITES)))


def _together(units: list[dict[str, Scored]]) -> Items:
    return {
        each: (
            sum((unit[each][0] for unit in units if each in unit), ZERO),
            sum(unit[each][1] for unit in units if each in unit),
        )
        for each in PREREQUISITES
        if any(each in unit for unit in units)
    }


def _missing(whole: Items) -> list[Note]:
    names = [prerequisite_name(each) for each in PREREQUISITES if each not in whole]
    if not whole or not names:
        return []
    return [("catatan_prasyarat_kosong", {"prasyarat": ", ".join(names)})]
