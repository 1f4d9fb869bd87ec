"""Columns that vary where they should not, or do not vary where they should."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Dataset
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.tables.masks import sure, times

# So many lines with one and the same amount are no accident.
_LINES = 10
_NAMED = 5
_OF_A_FILE = ("tahun", "tahapan", "sampai_bulan")


def sameness_rules(table: pa.Table, declared: Dataset) -> Iterator[Mark]:
    """Several regions, years or stages in one file; amounts that are all zero or all the same."""
    regions = _different(table, "kode_daerah")
    if len(regions) > 1:
        yield Mark("daerah_campur", Severity.AWAS, "kode_daerah", value=_listed(regions),
                   facts={"jumlah": len(regions)})  # fmt: skip
    for name in _OF_A_FILE:
        found = _different(table, name)
        if name in declared.scope and len(found) > 1:
            label = declared.column(name).label
            yield Mark("isi_campur", Severity.CATATAN, name, value=_listed(found),
                       facts={"label": label, "jumlah": len(found)})  # fmt: skip
    if declared.measure:
        yield from _amounts(table[declared.measure].combine_chunks(), declared)


def _different(table: pa.Table, name: str) -> list[str]:
    if name not in table.column_names:
        return []
    values = table[name].unique().drop_null()
    return sorted(str(value) for value in values.to_pylist())


def _listed(values: list[str]) -> str:
    return ", ".join(values[:_NAMED]) + (" …" if len(values) > _NAMED else "")


def _amounts(values: pa.Array, declared: Dataset) -> Iterator[Mark]:
    name = str(declared.measure)
    label = declared.column(name).label
    held = values.drop_null()
    zeros = times(sure(pc.equal(held, pa.scalar(0, held.type))))
    if zeros:
        kind = "nol_semua" if zeros == len(held) else "nol"
        severity = Severity.AWAS if zeros == len(held) else Severity.CATATAN
        yield Mark(kind, severity, name, facts={"label": label, "jumlah": zeros})
    elif len(held) >= _LINES and pc.min(held) == pc.max(held):
        facts = {"label": label, "jumlah": len(held), "rupiah": held[0].as_py()}
        yield Mark("ukuran_sama", Severity.AWAS, name, facts=facts)
