"""Men and women add up to all: of beneficiaries planned and reached, and of inhabitants."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.tables.masks import sure

_GROUPS = (
    ("target_l", "target_p", "target_total"),
    ("realisasi_l", "realisasi_p", "realisasi_total"),
    ("laki_laki", "perempuan", "jumlah"),
)


def people_rules(table: pa.Table, present: frozenset[str]) -> Iterator[Mark]:
    """Both parts must add up to the whole; a part alone must not exceed it. All are errors."""
    rows = table["baris"].combine_chunks()
    for men, women, whole in _GROUPS:
        if whole not in present or whole not in table.column_names:
            continue
        total = table[whole].combine_chunks()
        if {men, women} <= present:
            added = pc.add(table[men].combine_chunks(), table[women].combine_chunks())
            differs = sure(pc.not_equal(added, total))
            yield from marked(
                "lp_berbeda", Severity.GALAT, whole, differs, rows, pc.cast(total, pa.string()),
                hitungan=added,
            )  # fmt: skip
        yield from _beyond(table, (men, women), whole, rows, present)


def _beyond(
    table: pa.Table, parts: tuple[str, str], whole: str, rows: pa.Array, present: frozenset[str]
) -> Iterator[Mark]:
    """A part that is larger than the whole, where the other part is not given."""
    total = table[whole].combine_chunks()
    for part, other in (parts, parts[::-1]):
        if part not in present:
            continue
        values = table[part].combine_chunks()
        alone = pc.is_null(table[other].combine_chunks())
        above = pc.and_(alone, sure(pc.greater(values, total)))
        yield from marked(
            "bagian_melebihi", Severity.GALAT, part, above, rows, pc.cast(values, pa.string()),
            jumlah=total,
        )  # fmt: skip
