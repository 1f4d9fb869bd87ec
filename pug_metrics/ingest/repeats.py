"""Rows that share a key: errors at full grain, a note where the file cannot tell lines apart."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Dataset
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.keys import repeated, row_keys

# Rows that speak for the same lines and must agree: dataset → columns that may not differ.
AGREEING = {
    "tag_arg": ("kategori_arg", "bobot_arg", "status"),
    "dokumen": ("status",),
}
# Beyond the key, a package tells two lines of one account apart.
_PART_OF_LINE = ("uraian_paket",)


def repeat_rules(table: pa.Table, declared: Dataset) -> Iterator[Mark]:
    """Repeated keys of a dataset whose rows ``table`` holds (typed, with ``baris``)."""
    key = key_columns(declared)
    told = [name for name in declared.key_full if name not in key]
    if told:
        # Rows that tell different things of one key (a ceiling, what was spent) are no repetition.
        for name in told:
            filled = table.filter(pc.is_valid(table[name]))
            yield from _duplicates(filled, declared, _repeated(filled, key), name)
        return
    groups = _repeated(table, key)
    if groups.num_rows == 0:
        return
    if declared.name in AGREEING:
        yield from _disagreeing(table, declared, groups)
        return
    full = pc.is_valid(groups[declared.key_full[0]])
    for name in declared.key_full[1:]:
        full = pc.and_(full, pc.is_valid(groups[name]))
    yield from _duplicates(table, declared, groups.filter(full), declared.key_full[-1])
    loose = groups.filter(pc.invert(full))
    if loose.num_rows:
        times = int(pc.sum(loose["count_all"]).as_py())
        missing = [name for name in declared.key_full if loose[name].null_count]
        label = ", ".join(str(declared.column(name).label) for name in missing)
        yield Mark(
            "baris_sekunci", Severity.CATATAN, facts={"jumlah": times, "kolom_kosong": label}
        )
        yield from _twins(table, declared)


def _twins(table: pa.Table, declared: Dataset) -> Iterator[Mark]:
    """Rows with the same codes and the same amount: two lines, or one line written twice."""
    if declared.measure is None:
        return
    groups = _repeated(table, [*key_columns(declared), declared.measure])
    groups = groups.filter(pc.is_valid(groups[declared.measure]))
    if not groups.num_rows:
        return
    first = min(sorted(rows) for rows in groups["baris_list"].to_pylist())
    more = int(pc.sum(groups["count_all"]).as_py()) - groups.num_rows
    facts = {"jumlah": more, "baris_satu": first[0], "baris_dua": first[1]}
    yield Mark("baris_kembar", Severity.AWAS, facts=facts)


def key_columns(declared: Dataset) -> list[str]:
    """Columns that tell two rows of a dataset apart: its key, and the package where it has one."""
    names = {column.name for column in declared.columns}
    return [*declared.key, *(name for name in _PART_OF_LINE if name in names)]


def _repeated(table: pa.Table, key: list[str]) -> pa.Table:
    """Groups of rows with one key: key columns, ``count_all``, ``baris_list`` and ``baris_min``."""
    again = repeated(row_keys(table[name] for name in key))
    rows = table.select([*key, "baris"]).filter(again)
    return rows.group_by(key).aggregate([([], "count_all"), ("baris", "list"), ("baris", "min")])


def _duplicates(table: pa.Table, declared: Dataset, groups: pa.Table, last: str) -> Iterator[Mark]:
    """Rows of a repeated key, pointed out in the column ``last``."""
    if not groups.num_rows:
        return
    lists = groups["baris_list"].combine_chunks()
    rows, group = pc.list_flatten(lists), pc.list_parent_indices(lists)
    first = groups["baris_min"].combine_chunks().take(group)
    is_first = pc.equal(rows, first)
    later = pa.table({"group": group, "row": rows}).filter(pc.invert(is_first))
    second = later.group_by("group").aggregate([("row", "min")]).sort_by("group")["row_min"]
    other = pc.if_else(is_first, second.combine_chunks().take(group), first)
    order = pc.sort_indices(rows)
    rows, other = rows.take(order), other.take(order)
    at = pc.index_in(rows, table["baris"].combine_chunks())
    values = pc.cast(table[last], pa.string()).combine_chunks().take(at)
    everywhere = pa.repeat(pa.scalar(value=True), len(rows))
    names = [name for name in declared.key_full if name in key_columns(declared)]
    label = ", ".join(str(declared.column(name).label) for name in names)
    yield from marked(
        "kunci_ganda", Severity.GALAT, last, everywhere, rows, values, pertama=other, kunci=label
    )


def _disagreeing(table: pa.Table, declared: Dataset, groups: pa.Table) -> Iterator[Mark]:
    lists = groups["baris_list"].combine_chunks()
    unequal: list[int] = []
    other: list[int] = []
    same = 0
    judged = AGREEING[declared.name]
    position = {row: index for index, row in enumerate(table["baris"].to_pylist())}
    said = list(zip(*(table[name].to_pylist() for name in judged), strict=True))
    for members in lists.to_pylist():
        meant = {row: said[position[row]] for row in sorted(members)}
        if len(set(meant.values())) > 1:
            unequal += meant
            other += [next(o for o in meant if meant[o] != meant[row]) for row in meant]
        else:
            same += len(members)
    if same:
        yield Mark("baris_sama", Severity.CATATAN, facts={"jumlah": same})
    if unequal:
        rows = pa.array(unequal, pa.int32())
        everywhere = pa.repeat(pa.scalar(value=True), len(rows))
        shown = [said[position[row]][0] for row in unequal]
        values = pa.array([None if each is None else str(each) for each in shown], pa.string())
        yield from marked(
            "kunci_berbeda", Severity.GALAT, judged[0], everywhere, rows, values,
            pertama=pa.array(other, pa.int32()),
        )  # fmt: skip
