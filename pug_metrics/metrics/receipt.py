"""*Angka ini dari mana?*: how one figure came about, with its numbers, lines and files."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pug_metrics.errors import QuestionError, nearest
from pug_metrics.language import say
from pug_metrics.language.numbers import count, decimal, percent, rupiah_full, signed_points
from pug_metrics.metrics import provenance
from pug_metrics.metrics.counted import basis_of, behind, counts, slice_of
from pug_metrics.metrics.declaration import Basis, Grain, Metric, Reason, Thing, Unit, still
from pug_metrics.metrics.names import labels, words
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import Result, Slice, Source
from pug_metrics.metrics.shapes import ZERO
from pug_metrics.store.version import DataVersion

__all__ = ["Receipt", "behind", "receipt", "worked", "written"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything behind one figure, words in the language of the moment.

    ``numerator`` and ``denominator`` are rupiah (or people, or agencies: ``worked`` says which);
    ``numerator_lines`` and ``denominator_lines`` count the budget lines (beneficiary rows) behind
    them. ``undecided`` is the ceiling of lines that nobody has tagged yet.
    ``parts_sum``: whether the rows of the result add up to the whole (``None`` where they cannot).
    ``reconciles``: whether every file behind the figure adds up to the total that it declares.
    """

    metric: Metric
    kode: str
    label: str
    kode_2: str | None
    label_2: str | None
    at: Slice
    title: str
    definition: str
    formula: str
    worked: str
    caution: str
    source: str
    numerator: Decimal | None
    numerator_label: str
    numerator_lines: int | None
    denominator: Decimal | None
    denominator_label: str
    denominator_lines: int | None
    undecided: Decimal | None
    undecided_lines: int | None
    value: float | None
    reason: Reason | None
    basis: Basis | None
    basis_label: str
    filters: tuple[tuple[str, str], ...]
    batches: tuple[Source, ...]
    version: DataVersion
    parts_sum: bool | None
    reconciles: bool
    notes: tuple[tuple[str, dict[str, object]], ...]


def receipt(
    store: Reader, result: Result, kode: str | None = None, kode_2: str | None = None
) -> Receipt:
    """The receipt of one row of ``result`` (of the whole slice without a code).

    An answer of older data is asked anew, so that a receipt is of one version throughout. Raises
    ``QuestionError`` ``baris_tidak_ada`` for a code that the result does not hold.
    """
    with still(store) as reader:
        if result.version != reader.version:
            asked = {"by": result.by, "at": result.at, "basis": result.basis}
            result = result.metric.function(reader, **asked)
        return _receipt(reader, result, kode, kode_2)


def _receipt(store: Reader, result: Result, kode: str | None, kode_2: str | None) -> Receipt:
    row = _row(result, kode, kode_2)
    at = slice_of(result, kode, kode_2)
    metric, basis = result.metric, basis_of(result, kode_2)
    counted = counts(store, result, kode, kode_2)
    batches = provenance.sources(store, metric, at)
    return Receipt(
        metric=metric,
        kode=row["kode"],
        label=row["label"],
        kode_2=row.get("kode_2"),
        label_2=row.get("label_2"),
        at=at,
        title=str(metric.title),
        definition=str(metric.meaning),
        formula=str(metric.formula),
        worked=worked(metric, row),
        caution=str(metric.caution),
        source=str(metric.source),
        numerator=row["pembilang"],
        numerator_label=str(metric.numerator),
        numerator_lines=counted.numerator,
        denominator=row["penyebut"],
        denominator_label=str(metric.denominator or ""),
        denominator_lines=counted.denominator,
        undecided=counted.undecided,
        undecided_lines=counted.undecided_lines,
        value=row["nilai"],
        reason=Reason(row["alasan"]) if row["alasan"] else None,
        basis=basis,
        basis_label=say(f"basis_{basis}") if basis else "",
        filters=_filters(store, at),
        batches=batches,
        version=result.version,
        parts_sum=_parts_sum(result),
        reconciles=all(each.reconciles for each in batches),
        notes=result.notes,
    )


def _row(result: Result, kode: str | None, kode_2: str | None) -> dict[str, Any]:
    if kode is None:
        return dict(result.total.to_pylist()[0])
    rows = result.frame.to_pylist()
    for row in rows:
        if row["kode"] == kode and row.get("kode_2") == kode_2:
            return dict(row)
    known = {row["kode"] for row in rows}
    raise QuestionError("baris_tidak_ada", kode=kode, mungkin=nearest(kode, known))


def worked(metric: Metric, row: dict[str, Any]) -> str:
    """The formula with its numbers: ``Rp3 ÷ Rp20 × 100 = 15,00 %``; empty without a value."""
    if row["nilai"] is None:
        return ""
    value = row["nilai"]
    if metric.unit is Unit.RUPIAH:
        return rupiah_full(row["pembilang"])
    if row["pembilang"] is None:
        return _without_numerator(metric, row)
    top, bottom = written(metric.above, row["pembilang"]), written(metric.below, row["penyebut"])
    if metric.unit is Unit.RUPIAH_PER_ORANG:
        return f"{top} ÷ {bottom} = {rupiah_full(round(Decimal(value), 2))}"
    if metric.unit is Unit.INDEKS:
        return f"{top} ÷ {bottom} = {decimal(value, 4)}"
    ending = signed_points(value, 2) if metric.unit is Unit.POIN else percent(value, 2)
    return f"{top} ÷ {bottom} × 100 = {ending}"


def _without_numerator(metric: Metric, row: dict[str, Any]) -> str:
    """A figure that is no fraction: squared shares, or a mean of several shares."""
    value = row["nilai"]
    if metric.unit is Unit.INDEKS:
        return say("struk_indeks", penyebut=rupiah_full(row["penyebut"]), nilai=decimal(value, 4))
    return say("struk_rata", nilai=percent(value, 2))


def written(thing: Thing, amount: Decimal) -> str:
    """A numerator or denominator in words: ``Rp1.250.000,00``, ``12 orang``."""
    if thing is Thing.RUPIAH:
        return rupiah_full(amount)
    number = count(int(amount)) if amount == int(amount) else decimal(amount, 2)
    return say(f"struk_{thing}", jumlah=number)


def _filters(store: Reader, at: Slice) -> tuple[tuple[str, str], ...]:
    """Each filter as (what it is, its value) in words."""
    said: list[tuple[str, str]] = []
    for name, value in at.filters().items():
        if name == "sampai_bulan":
            said.append((say("butir_bulan"), words(Grain.BULAN, str(value))))
            continue
        grain = Grain(name)
        key = (str(value),)
        said.append((say(f"butir_{name}"), labels(store, (grain,), at, [key])[key][0]))
    return tuple(said)


def _parts_sum(result: Result) -> bool | None:
    """Whether the numerators of the rows add up to the numerator of the whole."""
    whole = result.total.column("pembilang")[0].as_py()
    if whole is None or not result.metric.parts_add or Grain.BULAN in result.by:
        return None
    parts = [
        amount for amount in result.frame.column("pembilang").to_pylist() if amount is not None
    ]
    return bool(sum(parts, ZERO) == whole)
