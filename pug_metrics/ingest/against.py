"""A file against the store: lines that do not exist, places beyond their line, new agencies."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Dataset
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.masks import some, sure
from pug_metrics.store import Store, lookup

_LINE = ("kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana")
_WIDE = pa.decimal128(38, 2)


def store_rules(table: pa.Table, declared: Dataset, store: Store) -> Iterator[Mark]:
    """Checks of the dataset's rows against the rows in force."""
    if declared.name in ("tag_arg", "dokumen", "realisasi", "lokasi", "sasaran"):
        yield from _without_lines(table, store)
    if declared.name == "lokasi":
        yield from _beyond_lines(table, store)
    if declared.name == "anggaran":
        yield from _new_agencies(table, store)


def _lines(table: pa.Table, store: Store) -> pa.Table:
    """Budget lines of the regions and years of the file, summed by line key, per stage."""
    regions = sorted(code for code in pc.unique(table["kode_daerah"]).to_pylist() if code)
    years = sorted(year for year in pc.unique(table["tahun"]).to_pylist() if year)
    return lookup.budget_keys(store, regions, years)


def _key(table: pa.Table, names: tuple[str, ...]) -> pa.Array:
    parts = [pc.cast(table[name].combine_chunks(), pa.string()) for name in names]
    return pc.binary_join_element_wise(*parts, "|", null_handling="replace", null_replacement="")


def _head(table: pa.Table) -> tuple[str, ...]:
    names = ("kode_daerah", "tahun", "tahapan", "kode_skpd")
    return tuple(name for name in names if name in table.column_names)


def _without_lines(table: pa.Table, store: Store) -> Iterator[Mark]:
    """Rows whose codes fit no budget line; an empty code fits every line."""
    lines = _lines(table, store)
    unmatched = pa.array([True] * table.num_rows)
    named = tuple(name for name in _LINE if name in table.column_names)
    given = [pc.is_valid(table[name].combine_chunks()) for name in named]
    for pattern in range(2 ** len(named)):
        wanted = [bool(pattern >> index & 1) for index in range(len(named))]
        here = pa.array([True] * table.num_rows)
        for flag, filled in zip(wanted, given, strict=True):
            here = pc.and_(here, filled if flag else pc.invert(filled))
        if not some(here):
            continue
        used = (*_head(table), *(n for n, flag in zip(named, wanted, strict=True) if flag))
        hit = pc.is_in(_key(table, used), pc.unique(_key(lines, used)))
        unmatched = pc.and_not(unmatched, pc.and_(here, hit))
    rows = table["baris"].combine_chunks()
    agency = table["kode_skpd"].combine_chunks()
    yield from marked("tanpa_baris_anggaran", Severity.AWAS, "kode_skpd", unmatched, rows, agency)


def _beyond_lines(table: pa.Table, store: Store) -> Iterator[Mark]:
    """Rupiah placed beyond the line (or the lines) they belong to: an error, never cut."""
    names = (*_head(table), *_LINE)
    keys = _key(table, names)
    placed = pa.table(
        {
            "kunci": keys,
            "rupiah": table["rupiah"].cast(_WIDE),
            "persen": table["persen"].cast(pa.decimal128(38, 4)),
        }
    )
    sums = placed.group_by(["kunci"]).aggregate([("rupiah", "sum"), ("persen", "sum")])
    limits = _limits(table, _lines(table, store), sums["kunci"].combine_chunks())
    above = sure(pc.greater(sums["rupiah_sum"], limits))
    full = sure(pc.greater(sums["persen_sum"], pa.scalar(100)))
    rows, first = table["baris"].combine_chunks(), sums["kunci"].combine_chunks()
    for mask, kind, column in (
        (above, "lokasi_melebihi", "rupiah"),
        (full, "lokasi_persen", "persen"),
    ):
        chosen = mask.combine_chunks() if isinstance(mask, pa.ChunkedArray) else mask
        bad = pc.is_in(keys, first.filter(chosen))
        at = pc.index_in(keys, first)
        total = sums[f"{column}_sum"].combine_chunks().take(at)
        written = pc.cast(table[column].combine_chunks(), pa.string())
        yield from marked(
            kind, Severity.GALAT, column, bad, rows, written, jumlah=total, pagu=limits.take(at)
        )


def _limits(table: pa.Table, lines: pa.Table, keys: pa.Array) -> pa.Array:
    """The ceiling of the lines that each key names; an empty code in the key names all of them."""
    head = len(_head(table))
    ceilings: dict[str, object] = {}
    rows = lines.to_pylist()
    index: dict[tuple[str, ...], list[dict[str, object]]] = {}
    for row in rows:
        names = tuple(str(row[name]) for name in _head(table))
        index.setdefault(names, []).append(row)
    for key in keys.to_pylist():
        parts = key.split("|")
        fitting = [
            row["pagu"]
            for row in index.get(tuple(parts[:head]), [])
            if all(
                not part or row[name] == part
                for name, part in zip(_LINE, parts[head:], strict=True)
            )
        ]
        ceilings[key] = sum(fitting) if fitting else None  # type: ignore[arg-type]
    return pa.array([ceilings[key] for key in keys.to_pylist()], _WIDE)


def _new_agencies(table: pa.Table, store: Store) -> Iterator[Mark]:
    """Agencies that the roster of the year lacks: they are taken from the file, with a note."""
    known = lookup.listed_agencies(store)
    regions = {(region, year) for region, year, _ in known}
    found = table.group_by(["kode_daerah", "tahun", "kode_skpd"]).aggregate([("nama_skpd", "min")])
    new = [
        row["nama_skpd_min"] or row["kode_skpd"]
        for row in found.to_pylist()
        if row["kode_skpd"]
        and (row["kode_daerah"], row["tahun"]) in regions
        and (row["kode_daerah"], row["tahun"], row["kode_skpd"]) not in known
    ]
    if new:
        facts = {"jumlah": len(new), "nama": "; ".join(sorted(new)[:5])}
        yield Mark("opd_baru", Severity.CATATAN, "kode_skpd", facts=facts)
