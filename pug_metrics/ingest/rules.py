"""The rules every dataset declares: required, smallest and largest, one of, places, answers."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Column, Dataset, Kind
from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.ingest.amount_forms import SCALES
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.report import Answers
from pug_metrics.ingest.suggesting import label_of
from pug_metrics.reference import places
from pug_metrics.tables.masks import sure

# So many values are named in one sentence.
_NAMED = 5
_COMPARED = frozenset({Kind.TAHUN, Kind.BULAN, *SCALES})


def column_rules(
    table: pa.Table, declared: Dataset, present: frozenset[str], earlier: tuple[Mark, ...]
) -> Iterator[Mark]:
    """Rules of single columns. ``present``: columns that the file or an answer fills.

    A cell that an earlier mark already calls bad is not called empty as well.
    """
    rows = table["baris"].combine_chunks()
    for column in declared.columns:
        if column.name not in present:
            yield from _absent(column, declared, present, earlier)
            continue
        values = table[column.name].combine_chunks()
        if column.required:
            known = [
                mark
                for mark in earlier
                if mark.column == column.name and mark.severity == Severity.GALAT
            ]
            yield from _required(column, values, rows, known)
        if column.kind in _COMPARED:
            yield from _bounds(column, values, rows)
        if column.kind in SCALES and column.choices:
            yield from _listed(column, values, rows)


def _absent(
    column: Column, declared: Dataset, present: frozenset[str], earlier: tuple[Mark, ...]
) -> Iterator[Mark]:
    """A required column that no cell filled after all, although a name beside it promised so."""
    said = any(mark.column == column.name and mark.rows is None for mark in earlier)
    if not column.required or column.asked or said:
        return
    facts: dict[str, object] = {"label": column.label}
    name = f"nama_{column.name.removeprefix('kode_')}"
    if name not in present:
        yield Mark("kolom_wajib_tidak_ada", Severity.GALAT, column.name, facts=facts)
        return
    facts["nama"] = label_of(declared, name)
    yield Mark("kolom_kode_tidak_ada", Severity.GALAT, column.name, facts=facts)


def _required(column: Column, values: pa.Array, rows: pa.Array, known: list[Mark]) -> list[Mark]:
    if not values.null_count or any(mark.rows is None for mark in known):
        return []
    if values.null_count == len(values) and not known:
        facts = {"label": column.label}
        return [Mark("kolom_seluruhnya_kosong", Severity.GALAT, column.name, facts=facts)]
    blank = pc.is_null(values)
    for mark in known:
        blank = pc.and_not(blank, pc.is_in(rows, mark.rows))
    return marked("wajib_kosong", Severity.GALAT, column.name, blank, rows, label=column.label)


def _bounds(column: Column, values: pa.Array, rows: pa.Array) -> Iterator[Mark]:
    text = pc.cast(values, pa.string())
    for bound, worse, kind in (
        (column.minimum, pc.less, "terlalu_kecil"),
        (column.maximum, pc.greater, "terlalu_besar"),
    ):
        if bound is None:
            continue
        limit = pc.cast(pa.scalar(bound), values.type)
        mask = sure(worse(values, limit))
        negative = kind == "terlalu_kecil" and bound == "0"
        yield from marked(
            "negatif" if negative else kind,
            Severity.GALAT,
            column.name,
            mask,
            rows,
            text,
            batas=bound,
            label=column.label,
        )


def _listed(column: Column, values: pa.Array, rows: pa.Array) -> Iterator[Mark]:
    """Numbers of which only some are meant: 0, 0.5 and 1."""
    allowed = pc.cast(pa.array(column.choices), values.type)
    other = pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, allowed)))
    text = pc.cast(values, pa.string())
    facts = {"pilihan": ", ".join(column.choices)}
    yield from marked("pilihan_tidak_sah", Severity.GALAT, column.name, other, rows, text, **facts)


def row_rules(table: pa.Table, declared: Dataset, present: frozenset[str]) -> Iterator[Mark]:
    """Rules between the columns of one row."""
    rows = table["baris"].combine_chunks()
    for group in declared.one_of:
        facts = {"kolom_lain": ", ".join(str(declared.column(name).label) for name in group)}
        if not present.intersection(group):
            yield Mark("salah_satu_kosong", Severity.GALAT, group[0], facts=facts)
            continue
        empty = [pc.is_null(table[name].combine_chunks()) for name in group]
        mask = empty[0]
        for other in empty[1:]:
            mask = pc.and_(mask, other)
        yield from marked("salah_satu_kosong", Severity.GALAT, group[0], mask, rows, **facts)
    yield from _spent_above_budget(table, rows, present)
    yield from _thresholds_swapped(table, rows)


def _thresholds_swapped(table: pa.Table, rows: pa.Array) -> Iterator[Mark]:
    """A lower threshold above the upper one: no value could lie between them."""
    if {"ambang_bawah", "ambang_atas"} <= set(table.column_names):
        low = table["ambang_bawah"].combine_chunks()
        high = table["ambang_atas"].combine_chunks()
        yield from marked(
            "ambang_terbalik", Severity.GALAT, "ambang_bawah", sure(pc.greater(low, high)), rows,
            pc.cast(low, pa.string()), ambang_atas=high,
        )  # fmt: skip


def _spent_above_budget(table: pa.Table, rows: pa.Array, present: frozenset[str]) -> Iterator[Mark]:
    for budget in ("pagu", "anggaran"):
        if budget in present and {"realisasi", budget} <= set(table.column_names):
            spent, limit = table["realisasi"].combine_chunks(), table[budget].combine_chunks()
            above = sure(pc.greater(spent, limit))
            yield from marked(
                "realisasi_di_atas", Severity.AWAS, "realisasi", above, rows,
                pc.cast(spent, pa.string()), pagu=limit,
            )  # fmt: skip


def place_rules(table: pa.Table, declared: Dataset, extra: frozenset[str]) -> Iterator[Mark]:
    """Places must exist (``extra``: codes the store adds) and lie in the region of the row."""
    rows = table["baris"].combine_chunks()
    region = table["kode_daerah"].combine_chunks()
    unknown = _unknown(region, extra, regions_only=True)
    yield from marked("daerah_tak_dikenal", Severity.GALAT, "kode_daerah", unknown, rows, region)
    if "kode_wilayah" not in table.column_names:
        return
    place = table["kode_wilayah"].combine_chunks()
    if declared.name != "wilayah":
        unknown = _unknown(place, extra, regions_only=False)
        yield from marked(
            "wilayah_tak_dikenal", Severity.GALAT, "kode_wilayah", unknown, rows, place
        )
    yield from marked(
        "wilayah_di_luar", Severity.GALAT, "kode_wilayah", _outside(place, region), rows, place,
        daerah=region,
    )  # fmt: skip


def _unknown(codes: pa.Array, extra: frozenset[str], *, regions_only: bool) -> pa.Array:
    encoded = codes.dictionary_encode()
    known = [
        code in extra
        or ((found := places.find(code)) is not None and (not regions_only or len(found.kode) <= 5))
        for code in encoded.dictionary.to_pylist()
    ]
    return sure(pc.invert(pa.array(known, pa.bool_()).take(encoded.indices)))


def _outside(place: pa.Array, region: pa.Array) -> pa.Array:
    pairs = pc.binary_join_element_wise(place, region, " ")
    encoded = pairs.dictionary_encode()
    outside = []
    for pair in encoded.dictionary.to_pylist():
        code, above = pair.split(" ")
        outside.append(code != above and not code.startswith(f"{above}."))
    return sure(pa.array(outside, pa.bool_()).take(encoded.indices))


def answer_rules(
    table: pa.Table, declared: Dataset, present: frozenset[str], answers: Answers
) -> Iterator[Mark]:
    """What the user said of the file must not contradict what the file says."""
    for name in ("tahun", "tahapan", "kode_daerah", "sampai_bulan"):
        said = answers.of(name)
        if said is None or name not in present:
            continue
        said = _as_stored(declared, name, said)
        values = pc.cast(table[name], pa.string()).combine_chunks()
        others = [each for each in values.unique().drop_null().to_pylist() if each != said]
        if others:
            more = " …" if len(others) > _NAMED else ""
            value = ", ".join(sorted(others)[:_NAMED]) + more
            yield Mark(
                "jawaban_berbeda", Severity.GALAT, name, value=value, facts={"jawaban": said}
            )


def _as_stored(declared: Dataset, name: str, said: str) -> str:
    """An answer in the form in which the column is stored: ``murni`` is MURNI, 6372 is 63.72."""
    if name == "kode_daerah":
        return places.normalise_code(said) or said
    known = {column.name: column.values for column in declared.columns}.get(name, {})
    return known.get(normalise_header(said), said)
