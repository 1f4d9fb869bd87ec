"""Accepted lines → parts ready for the store, each with the scopes it speaks for."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Dataset, dataset
from pug_metrics.ingest.report import Part
from pug_metrics.store.batch import Scope

# What a budget file may lack, and whose absence costs figures (kurang_<column>).
_COSTLY = ("kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana", "nama_skpd")


def lacks_of(lines: pa.Table, declared: Dataset) -> tuple[str, ...]:
    """Columns that no line fills and that cost figures, for budget files."""
    if declared.name != "anggaran":
        return ()
    return tuple(name for name in _COSTLY if lines[name].null_count == lines.num_rows)


def make_parts(
    accepted: pa.Table, covered: pa.Table, declared: Dataset, origins: pa.Table | None = None
) -> tuple[Part, ...]:
    """The dataset's own rows and, where a budget file holds spending, a part ``realisasi``.

    ``origins`` are those of the dataset's own rows, as in ``Part``.
    """
    names = [column.name for column in declared.columns]
    parts = [replace(_part(accepted, covered, declared, names), origins=origins)]
    if declared.name == "anggaran" and "realisasi" in accepted.column_names:
        beside = dataset("realisasi")
        own = [column.name for column in beside.columns]
        spent = accepted.filter(pc.is_valid(accepted["realisasi"]))
        if spent.num_rows:
            parts.append(_part(spent, covered, beside, own))
    return tuple(parts)


def _part(rows: pa.Table, covered: pa.Table, declared: Dataset, names: list[str]) -> Part:
    return Part(declared.name, rows.select([*names, "baris"]), scopes_of(covered, declared))


def scopes_of(rows: pa.Table, declared: Dataset) -> tuple[Scope, ...]:
    """The different scopes that rows lie in, in order.

    A row that lacks what its scope needs (an unread year) speaks for nothing: a scope without it
    would stand for every year.
    """
    names = [name for name in declared.scope if name in rows.column_names]
    needed = [name for name in names if declared.column(name).required]
    distinct = rows.select(names).group_by(names).aggregate([]).to_pylist()
    found = {
        Scope(
            kode_daerah=row["kode_daerah"],
            tahun=row.get("tahun") or 0,
            tahapan=row.get("tahapan") or "",
            kode_skpd=row.get("kode_skpd") or "",
            sampai_bulan=row.get("sampai_bulan") or 0,
        )
        for row in distinct
        if all(row[name] for name in needed)
    }
    return tuple(sorted(found))
