"""What intake asks of names in force: agencies, sub-activities, added places, moved agencies."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from pug_metrics.store.store import Store

_AGENCIES = """
SELECT kode_daerah, tahun, kode_skpd, nama_skpd, singkatan FROM berlaku_opd
WHERE kode_daerah IN (SELECT unnest(?)) AND nama_skpd IS NOT NULL
UNION
SELECT kode_daerah, tahun, kode_skpd, nama_skpd, NULL FROM berlaku_anggaran
WHERE kode_daerah IN (SELECT unnest(?)) AND nama_skpd IS NOT NULL
ORDER BY tahun DESC, kode_skpd, singkatan NULLS LAST, nama_skpd
"""
_SUB_ACTIVITIES = """
SELECT DISTINCT kode_skpd, kode_sub_kegiatan, nama_sub_kegiatan FROM berlaku_anggaran
WHERE kode_daerah IN (SELECT unnest(?)) AND tahun IN (SELECT unnest(?))
  AND kode_sub_kegiatan IS NOT NULL AND nama_sub_kegiatan IS NOT NULL
ORDER BY ALL
"""
_PLACES = """
SELECT DISTINCT kode_wilayah, nama FROM berlaku_wilayah
WHERE kode_daerah IN (SELECT unnest(?)) ORDER BY ALL
"""
_MOVED = """
SELECT DISTINCT kode_daerah, mulai_tahun, kode_skpd_lama, kode_skpd_baru, nama_baru
FROM berlaku_peta_opd WHERE kode_daerah IN (SELECT unnest(?)) ORDER BY ALL
"""


def agency_names(store: Store, regions: Sequence[str]) -> pa.Table:
    """Agencies with their names, the latest year first: region, year, code, name, short name."""
    return store.query(_AGENCIES, [list(regions), list(regions)])


def sub_activity_names(store: Store, regions: Sequence[str], years: Sequence[int]) -> pa.Table:
    """Agency, code and name of every sub-activity with a budget in these regions and years."""
    return store.query(_SUB_ACTIVITIES, [list(regions), list(years)])


def added_place_names(store: Store, regions: Sequence[str]) -> pa.Table:
    """Code and name of the places that the user added in these regions."""
    return store.query(_PLACES, [list(regions)])


def moved_agencies(store: Store, regions: Sequence[str]) -> pa.Table:
    """Region, first year, old code, new code and new name of every reorganised agency."""
    return store.query(_MOVED, [list(regions)])
