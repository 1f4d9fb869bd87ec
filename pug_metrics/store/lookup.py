"""What intake asks of the rows in force: lines by key, agencies, added places, stored keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

from pug_metrics.datasets import dataset
from pug_metrics.store.reading import Reading
from pug_metrics.store.store import Store

_LINES = """
SELECT kode_daerah, tahun, tahapan, kode_skpd, kode_sub_unit, kode_sub_kegiatan,
       kode_rekening, kode_sumber_dana, sum(pagu) AS pagu
FROM berlaku_anggaran
WHERE kode_daerah IN (SELECT unnest(?)) AND tahun IN (SELECT unnest(?))
GROUP BY ALL
"""
_AGENCIES = "SELECT DISTINCT kode_daerah, tahun, kode_skpd FROM berlaku_opd"
_PLACES = "SELECT DISTINCT kode_wilayah FROM berlaku_wilayah"


def budget_keys(store: Store, regions: Sequence[str], years: Sequence[int]) -> pa.Table:
    """One row a line key of these regions and years, per stage, with its summed ceiling."""
    return store.query(_LINES, [list(regions), list(years)])


def listed_agencies(store: Store) -> set[tuple[str, int, str]]:
    """Region, year and code of every agency in the dataset ``opd``."""
    found = store.query(_AGENCIES)
    return set(zip(*(found[name].to_pylist() for name in found.column_names), strict=True))


def added_places(store: Store) -> frozenset[str]:
    """Places that the user added in the dataset ``wilayah``."""
    return frozenset(store.query(_PLACES)["kode_wilayah"].to_pylist())


def stored_keys(
    store: Store, name: str, columns: Sequence[str], regions: Iterable[str]
) -> pa.Table:
    """The distinct values of ``columns`` (declared ones) in the rows in force of some regions."""
    declared = dataset(name)
    chosen = ", ".join(declared.column(column).name for column in columns)
    return store.query(
        f"SELECT DISTINCT {chosen} FROM berlaku_{declared.name} "  # noqa: S608 - declared names
        "WHERE kode_daerah IN (SELECT unnest(?))",
        [sorted(regions)],
    )


def placed_units(store: Store, region: str, year: int, stage: str) -> frozenset[tuple[str, str]]:
    """(agency, sub-unit) of every sub-unit that a place row names as a whole."""
    found = store.query(
        "SELECT DISTINCT kode_skpd, kode_sub_unit FROM berlaku_lokasi WHERE kode_daerah = $daerah "
        "AND tahun = $tahun AND tahapan = $tahapan AND kode_sub_unit IS NOT NULL "
        "AND kode_sub_kegiatan IS NULL AND kode_rekening IS NULL AND kode_sumber_dana IS NULL",
        {"daerah": region, "tahun": year, "tahapan": stage},
    ).to_pylist()
    return frozenset((row["kode_skpd"], row["kode_sub_unit"]) for row in found)


def scope_sums(reading: Reading, name: str) -> pa.Table:
    """What a version holds of a dataset: ``id_unggahan``, its scope, ``baris``, ``jumlah``."""
    declared = dataset(name)
    measure = f"sum({declared.measure})" if declared.measure else "NULL::DECIMAL(38,2)"
    return reading.query(
        f"SELECT id_unggahan, {', '.join(declared.scope)}, count(*) AS baris, "  # noqa: S608 - declared names
        f"{measure} AS jumlah FROM berlaku_{declared.name} GROUP BY ALL"
    )


def agency_names(reading: Reading) -> dict[tuple[str, str], str]:
    """Region and code of every agency that some row in force names, to its name."""
    found = reading.query(
        "SELECT kode_daerah, kode_skpd, arg_min(nama_skpd, urut) AS nama FROM ("
        "SELECT kode_daerah, kode_skpd, nama_skpd, 0 AS urut FROM berlaku_opd GROUP BY ALL "
        "UNION ALL SELECT kode_daerah, kode_skpd, nama_skpd, 1 FROM berlaku_anggaran GROUP BY ALL) "
        "WHERE nama_skpd IS NOT NULL GROUP BY ALL"
    ).to_pylist()
    return {(row["kode_daerah"], row["kode_skpd"]): row["nama"] for row in found}


def rows_in_force(store: Store, name: str) -> dict[int, int]:
    """Rows in force of a dataset by the batch that stored them; a batch without any is left out."""
    declared = dataset(name)
    found = store.query(
        f"SELECT id_unggahan, count(*) AS jumlah FROM berlaku_{declared.name} GROUP BY ALL"  # noqa: S608 - declared names
    )
    return dict(zip(*(found[column].to_pylist() for column in found.column_names), strict=True))
