"""A file against the store: lines that do not exist, places beyond their line, new agencies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Dataset, dataset
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.store import Store, lookup
from pug_metrics.tables.masks import no, some, sure

_LINE = ("kode_sub_unit", "kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana")
_WIDE = pa.decimal128(38, 2)
# Rupiah and percent in one type, with room for the digits that a comparison adds.
_FINE = pa.decimal128(32, 4)


def store_rules(table: pa.Table, declared: Dataset, store: Store) -> Iterator[Mark]:
    """Checks of the dataset's rows against the rows in force."""
    if declared.name in ("tag_arg", "dokumen", "realisasi", "lokasi", "sasaran"):
        yield from _without_lines(table, store)
    if declared.name == "realisasi":
        yield from _beyond_ceiling(table, store)
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
    parts = [
        pc.cast(table[name].combine_chunks(), pa.string())
        for name in names
        if name in table.column_names
    ]
    return pc.binary_join_element_wise(*parts, "|", null_handling="replace", null_replacement="")


def _head(table: pa.Table) -> tuple[str, ...]:
    names = ("kode_daerah", "tahun", "tahapan", "kode_skpd")
    return tuple(name for name in names if name in table.column_names)


def _patterns(table: pa.Table) -> Iterator[tuple[pa.Array, tuple[str, ...]]]:
    """Rows by which line codes they fill, and the columns that such rows are matched by.

    An empty code fits every line, so it is left out of the match.
    """
    named = tuple(name for name in _LINE if name in table.column_names)
    filled = {name: pc.is_valid(table[name].combine_chunks()) for name in named}
    for size in range(len(named) + 1):
        for given in combinations(named, size):
            here = pc.invert(no(table.num_rows))
            for name in named:
                here = pc.and_(here, filled[name] if name in given else pc.invert(filled[name]))
            if some(here):
                yield here, (*_head(table), *given)


def _without_lines(table: pa.Table, store: Store) -> Iterator[Mark]:
    """Rows whose codes fit no budget line."""
    lines = _lines(table, store)
    matched = no(table.num_rows)
    for here, used in _patterns(table):
        hit = pc.is_in(_key(table, used), pc.unique(_key(lines, used)))
        matched = pc.or_(matched, pc.and_(here, hit))
    rows = table["baris"].combine_chunks()
    agency = table["kode_skpd"].combine_chunks()
    yield from marked(
        "tanpa_baris_anggaran", Severity.AWAS, "kode_skpd", pc.invert(matched), rows, agency
    )


def _beyond_lines(table: pa.Table, store: Store) -> Iterator[Mark]:
    """Rupiah placed beyond the line (or the lines) they belong to: an error, never cut."""
    limits = _ceilings(table, _lines(table, store))
    hundred = pa.repeat(pa.scalar(100).cast(_WIDE), table.num_rows)
    keys = _key(table, (*_head(table), *_LINE))
    rows = table["baris"].combine_chunks()
    for kind, column, limit, shown in (
        ("lokasi_melebihi", "rupiah", limits, _WIDE),
        ("lokasi_persen", "persen", hundred, pa.float64()),
    ):
        wide = table[column].combine_chunks().cast(_FINE)
        sums = pa.table({"kunci": keys, "isi": wide}).group_by(["kunci"])
        sums = sums.aggregate([("isi", "sum")])
        at = pc.index_in(keys, sums["kunci"].combine_chunks())
        total = sums["isi_sum"].combine_chunks().cast(_FINE).take(at)
        above = sure(pc.greater(total, limit.cast(_FINE)))
        written = pc.cast(table[column].combine_chunks(), pa.string())
        yield from marked(
            kind, Severity.GALAT, column, above, rows, written, jumlah=total.cast(shown), pagu=limit
        )


def _beyond_ceiling(table: pa.Table, store: Store) -> Iterator[Mark]:
    """Spending above the ceiling in force of the same codes, in the latest stage: never clipped."""
    limit = _ceilings(table, _latest_stage(_lines(table, store)))
    keys = _key(table, (*_head(table), *_LINE, "sampai_bulan"))
    wide = table["realisasi"].combine_chunks().cast(_WIDE)
    sums = pa.table({"kunci": keys, "isi": wide}).group_by(["kunci"]).aggregate([("isi", "sum")])
    spent = sums["isi_sum"].combine_chunks().take(pc.index_in(keys, sums["kunci"].combine_chunks()))
    above = sure(pc.greater(spent, limit))
    yield from marked(
        "realisasi_di_atas", Severity.AWAS, "realisasi", above, table["baris"].combine_chunks(),
        pc.cast(wide, pa.string()), pagu=limit,
    )  # fmt: skip


def _latest_stage(lines: pa.Table) -> pa.Table:
    """The lines of the latest stage that an agency has in a year."""
    stages = pa.array(dataset("anggaran").column("tahapan").choices)
    order = pc.index_in(lines["tahapan"], stages).combine_chunks()
    keys = _key(lines, ("kode_daerah", "tahun", "kode_skpd"))
    last = pa.table({"kunci": keys, "urut": order}).group_by(["kunci"]).aggregate([("urut", "max")])
    at = pc.index_in(keys, last["kunci"].combine_chunks())
    return lines.filter(pc.equal(order, last["urut_max"].combine_chunks().take(at)))


def _ceilings(table: pa.Table, lines: pa.Table) -> pa.Array:
    """For every row the summed ceiling of the lines its codes name; null where there are none."""
    found = pa.nulls(table.num_rows, _WIDE)
    for here, used in _patterns(table):
        keyed = pa.table({"kunci": _key(lines, used), "pagu": lines["pagu"].cast(_WIDE)})
        sums = keyed.group_by(["kunci"]).aggregate([("pagu", "sum")])
        at = pc.index_in(_key(table, used), sums["kunci"].combine_chunks())
        found = pc.if_else(here, sums["pagu_sum"].combine_chunks().take(at), found)
    return found


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
