"""*Angka ini dari mana?*: how one figure came about, with its numbers, lines and files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pug_metrics.errors import QuestionError, nearest
from pug_metrics.language import say
from pug_metrics.language.numbers import count, decimal, percent, points, rupiah_full
from pug_metrics.metrics import provenance
from pug_metrics.metrics.declaration import Basis, Grain, Metric, Reason, Unit
from pug_metrics.metrics.lines import Counted
from pug_metrics.metrics.names import labels, words
from pug_metrics.metrics.question import FLAGS, PLACES, Reader, category, where
from pug_metrics.metrics.result import Result, Slice, Source
from pug_metrics.metrics.shapes import ZERO
from pug_metrics.store.version import DataVersion

_PEOPLE = frozenset({"beneficiary_women_share"})
_AGENCIES = frozenset({"arg_agency_count"})
_NOT_ADDED = frozenset({"arg_agency_count", "arg_concentration", "arg_range"})
_NUMERATORS = {
    "budget_total": "true",
    "arg_share_documented": "sah > 0",
    "arg_agency_count": "sah > 0",
    "arg_document_gap": "klaim > sah",
    "non_arg_absorption": "klaim < pagu",
    "arg_pppa_share": (
        "klaim > 0 AND (kode_daerah, tahun, kode_skpd) IN (SELECT (kode_daerah, tahun, kode_skpd) "
        "FROM roster_opd WHERE pengampu_pppa)"
    ),
}
_DENOMINATORS = {
    "arg_composition": "klaim > 0",
    "arg_concentration": "klaim > 0",
    "arg_pppa_share": "klaim > 0",
    "arg_absorption": "klaim > 0",
    "non_arg_absorption": "klaim < pagu",
}


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


@dataclass(frozen=True, slots=True)
class _Counted:
    numerator: int | None
    denominator: int | None
    undecided: Decimal | None
    undecided_lines: int | None


def receipt(
    store: Reader, result: Result, kode: str | None = None, kode_2: str | None = None
) -> Receipt:
    """The receipt of one row of ``result`` (of the whole slice without a code).

    Raises ``QuestionError`` ``baris_tidak_ada`` for a code that the result does not hold.
    """
    row = _row(result, kode, kode_2)
    at = _slice_of(result, kode, kode_2)
    metric, basis = result.metric, _basis(result, kode_2)
    counted = _counts(store, result, at, basis, kode_2)
    batches = provenance.sources(store, metric.datasets, at)
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


def behind(
    result: Result, kode: str | None = None, kode_2: str | None = None
) -> tuple[Slice, Counted]:
    """The slice of one row and which of its lines the numerator counts, for ``lines``."""
    basis = _basis(result, kode_2)
    inside = FLAGS.get(basis, "true") if basis else "true"
    name = result.metric.name
    placed = name == "unplaced_share"
    top = "kode_kecamatan IS NULL" if placed else _numerator(name, kode_2)
    return _slice_of(result, kode, kode_2), Counted(f"{inside} AND {top}", placed)


def _row(result: Result, kode: str | None, kode_2: str | None) -> dict[str, Any]:
    if kode is None:
        return dict(result.total.to_pylist()[0])
    rows = result.frame.to_pylist()
    for row in rows:
        if row["kode"] == kode and row.get("kode_2") == kode_2:
            return dict(row)
    known = {row["kode"] for row in rows}
    raise QuestionError("baris_tidak_ada", kode=kode, mungkin=nearest(kode, known))


def _slice_of(result: Result, kode: str | None, kode_2: str | None) -> Slice:
    """The slice of one row: its codes as filters."""
    at = result.at
    for grain, code in zip(result.by, (kode, kode_2), strict=False):
        if code is None:
            continue
        name = "sampai_bulan" if grain is Grain.BULAN else str(grain)
        whole_number = grain in (Grain.BULAN, Grain.TAHUN)
        at = replace(at, **{name: int(code) if whole_number else code})  # type: ignore[arg-type]
    return at


def _basis(result: Result, kode_2: str | None) -> Basis | None:
    """The denominator in use; a reading of a range names its own."""
    if result.metric.name == "arg_range" and kode_2:
        return Basis(kode_2.partition(".")[2])
    return result.basis


def _counts(
    store: Reader, result: Result, at: Slice, basis: Basis | None, kode_2: str | None
) -> _Counted:
    name = result.metric.name
    if name in _PEOPLE:
        return _people_rows(store, at)
    asked = where(at)
    placed = name == "unplaced_share" or any(
        Grain(each) in PLACES for each in at.filters() if each != "sampai_bulan"
    )
    inside = FLAGS.get(basis, "true") if basis else "true"
    top = "kode_kecamatan IS NULL" if name == "unplaced_share" else _numerator(name, kode_2)
    bottom = _DENOMINATORS.get(name, "true")
    kind = category(at)
    row = store.query(
        f"SELECT count(DISTINCT id_baris) FILTER ({inside} AND {kind} AND {top}) AS atas, "  # noqa: S608 - our columns
        f"count(DISTINCT id_baris) FILTER ({inside} AND {bottom}) AS bawah, "
        f"count(DISTINCT id_baris) FILTER ({inside} AND belum > 0) AS belum_baris, "
        f"sum(belum) FILTER ({inside}) AS belum FROM {'tempat' if placed else 'baris'} "
        f"WHERE {asked.sql}",
        asked.params,
    ).to_pylist()[0]
    has_denominator = (
        result.metric.denominator is not None and result.metric.unit is not Unit.RUPIAH_PER_ORANG
    )
    return _Counted(
        row["atas"], row["bawah"] if has_denominator else None, row["belum"] or ZERO,
        row["belum_baris"],
    )  # fmt: skip


def _numerator(name: str, kode_2: str | None) -> str:
    if name == "arg_range" and kode_2:
        reading = kode_2.partition(".")[0]
        return {"SAH": "sah > 0", "KLAIM": "klaim > 0"}.get(reading, "(klaim > 0 OR belum > 0)")
    return _NUMERATORS.get(name, "klaim > 0")


def _people_rows(store: Reader, at: Slice) -> _Counted:
    asked = where(replace(at, tahapan=None))
    row = store.query(
        "SELECT count(*) FILTER (realisasi_l IS NOT NULL AND realisasi_p IS NOT NULL) AS n "  # noqa: S608 - our columns
        f"FROM penerima WHERE {asked.sql}",
        asked.params,
    ).to_pylist()[0]
    return _Counted(row["n"], row["n"], None, None)


def worked(metric: Metric, row: dict[str, Any]) -> str:
    """The formula with its numbers: ``Rp3 ÷ Rp20 × 100 = 15,00 %``; empty without a value."""
    if row["nilai"] is None:
        return ""
    value = row["nilai"]
    if metric.unit is Unit.RUPIAH:
        return rupiah_full(row["pembilang"])
    if metric.unit is Unit.INDEKS:
        return say("struk_indeks", penyebut=rupiah_full(row["penyebut"]), nilai=decimal(value, 4))
    top, bottom = _written(metric, row["pembilang"]), _written(metric, row["penyebut"])
    if metric.unit is Unit.RUPIAH_PER_ORANG:
        people = say("struk_orang", jumlah=count(int(row["penyebut"])))
        return (
            f"{rupiah_full(row['pembilang'])} ÷ {people} = {rupiah_full(round(Decimal(value), 2))}"
        )
    ending = points(value, 2) if metric.unit is Unit.POIN else percent(value, 2)
    return f"{top} ÷ {bottom} × 100 = {ending}"


def _written(metric: Metric, amount: Decimal) -> str:
    if metric.name in _PEOPLE:
        return say("struk_orang", jumlah=count(int(amount)))
    if metric.name in _AGENCIES:
        return say("struk_opd", jumlah=count(int(amount)))
    return rupiah_full(amount)


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
    if whole is None or result.metric.name in _NOT_ADDED or Grain.BULAN in result.by:
        return None
    parts = [
        amount for amount in result.frame.column("pembilang").to_pylist() if amount is not None
    ]
    return bool(sum(parts, ZERO) == whole)
