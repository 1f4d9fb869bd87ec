"""From figures to a ``Result``: units without data, labels, order, total."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa

from pug_metrics.language import say
from pug_metrics.metrics import provenance
from pug_metrics.metrics.declaration import Basis, Grain, Reason, find
from pug_metrics.metrics.names import labels
from pug_metrics.metrics.question import ARG, STAGES, Reader
from pug_metrics.metrics.result import FRAME_ONE, FRAME_TWO, Result, Slice
from pug_metrics.metrics.shapes import Keys, Part

TOTAL = "TOTAL"
Note = tuple[str, dict[str, object]]
_FIXED: Mapping[Grain, tuple[str, ...]] = {
    Grain.TAHAPAN: STAGES,
    Grain.KATEGORI: (*ARG, "NETRAL", "BELUM_DINILAI"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What one row says: numerator, denominator, value, why it has none."""

    num: Decimal | None
    den: Decimal | None
    value: float | None
    reason: Reason | None = None


NO_DATA = Figure(None, None, None, Reason.DATA_KOSONG)


def ratio(num: Decimal, den: Decimal, scale: int = 100) -> Figure:
    """``num / den * scale``, exact until the last step; ``PENYEBUT_NOL`` without a denominator."""
    if den == 0:
        return Figure(num, den, None, Reason.PENYEBUT_NOL)
    return Figure(num, den, float(Fraction(num) / Fraction(den) * scale))


def part(some: Decimal | None, whole: Decimal | None) -> float | None:
    """``some`` as a share of ``whole``, 0 to 100; None where one is missing or the whole is 0."""
    return None if some is None or whole is None else ratio(some, whole).value


def amount(num: Decimal) -> Figure:
    """A sum of rupiah."""
    return Figure(num, None, float(num))


def supported(part: Part, figure: Figure) -> Figure:
    """``figure``, or no data where the lines cannot carry it.

    That is: no line at all, a line whose codes do not tell whether it belongs to the basis, or a
    place that was only given for a larger group of lines.
    """
    if part.lines == 0 or part.unknown > 0:
        return NO_DATA
    if part.coarse:
        return Figure(figure.num, figure.den, None, Reason.DATA_KOSONG)
    return figure


def compose(  # noqa: PLR0913 - the facts of an answer
    store: Reader,
    name: str,
    by: tuple[Grain, ...],
    at: Slice,
    basis: Basis | None,
    figures: Mapping[Keys, Figure],
    whole: Figure,
    notes: Sequence[Note] = (),
    second: Callable[[str], str] | None = None,
) -> Result:
    """The ``Result`` of metric ``name``: one row a key of ``figures``, ``whole`` as the total.

    ``second`` gives the words of a second key that is no grain (the readings of a range).
    """
    declared = find(name)
    known = labels(store, by, at, {keys[: len(by)] for keys in figures})
    ordered = sorted(figures, key=_order(by, figures))
    rows = [
        (keys, (*known[keys[: len(by)]], *((second(keys[1]),) if second else ())), figures[keys])
        for keys in ordered
    ]
    sources = provenance.sources(store, declared, at)
    if _several_stages(by, figures):
        whole, notes = NO_DATA, (*notes, ("catatan_tahapan_tidak_dijumlah", {}))
    return Result(
        metric=declared,
        by=by,
        at=at,
        basis=basis,
        frame=_frame(rows, 2 if second else len(by)),
        total=_frame([((TOTAL,), (say("label_TOTAL"),), whole)], 1),
        sources=sources,
        version=store.version,
        notes=(*notes, *provenance.notes(store, sources)),
    )


def _several_stages(by: tuple[Grain, ...], figures: Mapping[Keys, Figure]) -> bool:
    """Stages are the same money counted again: they have no sum."""
    return Grain.TAHAPAN in by and len({keys[by.index(Grain.TAHAPAN)] for keys in figures}) > 1


def _frame(rows: list[tuple[Keys, Keys, Figure]], width: int) -> pa.Table:
    columns: dict[str, list[Any]] = {}
    for i, end in enumerate(("", "_2")[:width]):
        columns[f"kode{end}"] = [keys[i] for keys, _, _ in rows]
        columns[f"label{end}"] = [texts[i] for _, texts, _ in rows]
    columns["pembilang"] = [figure.num for _, _, figure in rows]
    columns["penyebut"] = [figure.den for _, _, figure in rows]
    columns["nilai"] = [figure.value for _, _, figure in rows]
    columns["alasan"] = [str(figure.reason) if figure.reason else None for _, _, figure in rows]
    return pa.table(columns, schema=FRAME_TWO if width == 2 else FRAME_ONE)


def _order(by: tuple[Grain, ...], figures: Mapping[Keys, Figure]) -> Any:  # noqa: ANN401 - a sort key
    """Natural order for time and category, else by value, the highest first, nothing last."""
    best: dict[str, float] = {}
    for keys, figure in figures.items():
        if figure.value is not None:
            best[keys[0]] = max(best.get(keys[0], float("-inf")), figure.value)

    def place(grain: Grain, code: str, value: float | None) -> tuple[float, float, str]:
        if grain in (Grain.TAHUN, Grain.BULAN):
            return (0, float(code) if code.isdigit() else float("inf"), code)
        if grain in _FIXED:
            fixed = _FIXED[grain]
            return (0, fixed.index(code) if code in fixed else len(fixed), code)
        return (1, 0.0, code) if value is None else (0, -value, code)

    def key(keys: Keys) -> tuple[tuple[float, float, str], ...]:
        first = place(by[0], keys[0], best.get(keys[0]))
        return (first, place(by[1], keys[1], figures[keys].value)) if len(by) == 2 else (first,)

    return key
