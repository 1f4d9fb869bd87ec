"""What templates and editable exports ask of the rows in force, and what comes home of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import IDENTITY, Dataset, dataset
from pug_metrics.store.identity import identities
from pug_metrics.store.store import Store


def named_codes(
    store: Store, column: str, region: str, year: int | None = None
) -> list[tuple[str, str]]:
    """Codes of a column of the budget in force in a region, each with a name, by code.

    Agencies are also those of the dataset ``opd``. ``year``: of that year only.
    """
    code = dataset("anggaran").column(column).name
    name = dataset("anggaran").column(f"nama_{column.removeprefix('kode_')}").name
    asked = "WHERE kode_daerah = $daerah AND ($tahun IS NULL OR tahun = $tahun)"
    budget = f"SELECT {code} AS kode, {name} AS nama FROM berlaku_anggaran {asked}"  # noqa: S608 - declared names
    listed = f"UNION ALL SELECT kode_skpd, nama_skpd FROM berlaku_opd {asked}"  # noqa: S608
    more = listed if column == "kode_skpd" else ""
    found = store.query(
        f"SELECT kode, coalesce(max(nama), '') AS nama FROM ({budget} {more}) "  # noqa: S608
        "WHERE kode IS NOT NULL GROUP BY 1 ORDER BY 1",
        {"daerah": region, "tahun": year},
    )
    return list(zip(found["kode"].to_pylist(), found["nama"].to_pylist(), strict=True))


def rows_to_edit(store: Store, declared: Dataset, wanted: Mapping[str, object]) -> pa.Table:
    """The rows in force of a slice: declared columns and ``id_baris``, in the order of the key.

    ``wanted``: scope column → value; None and columns that the dataset lacks ask nothing.
    """
    columns = {column.name for column in declared.columns}
    asked = {name: value for name, value in wanted.items() if value is not None and name in columns}
    where = " AND ".join(f"{declared.column(name).name} = ${name}" for name in asked) or "true"
    order = ", ".join([*declared.key, "id_unggahan", "baris"])
    found = store.query(
        f"SELECT * FROM berlaku_{declared.name} WHERE {where} ORDER BY {order}",  # noqa: S608
        asked,
    ).combine_chunks()
    names = [column.name for column in declared.columns]
    return found.select(names).append_column(IDENTITY, identities(declared, found))


def living_identities(
    store: Store, declared: Dataset, batches: Iterable[int]
) -> frozenset[tuple[int, int, str]]:
    """Batch, row and digest of every row in force of these batches."""
    chosen = ", ".join([*declared.key, "id_unggahan", "baris"])
    found = store.query(
        f"SELECT {chosen} FROM berlaku_{declared.name} "  # noqa: S608 - declared names
        "WHERE id_unggahan IN (SELECT unnest(?))",
        [sorted(set(batches))],
    ).combine_chunks()
    digests = pc.utf8_slice_codeunits(identities(declared, found), -6).to_pylist()
    batch, row = found["id_unggahan"].to_pylist(), found["baris"].to_pylist()
    return frozenset(zip(batch, row, digests, strict=True))
