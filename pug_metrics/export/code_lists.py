"""The codes that may be picked in a template: places of Indonesia, codes in force in the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pug_metrics.datasets.declaration import Dataset
from pug_metrics.reference import places
from pug_metrics.store import Store, editing

# Columns whose codes a region's own data know; the first is named by the agencies' list as well.
KNOWN = ("kode_skpd", "kode_sub_unit", "kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana")
_PLACE_COLUMNS = ("kode_wilayah", "kode_desa")


class Code(NamedTuple):
    """A code and what it stands for."""

    kode: str
    nama: str


# Column of a dataset → its codes.
CodeLists = Mapping[str, tuple[Code, ...]]


def region_codes() -> tuple[Code, ...]:
    """Every province, kabupaten and kota, without those of the simulated sample."""
    return tuple(Code(each.kode, each.nama) for each in places.regions() if not each.simulasi)


def code_lists(
    declared: Dataset, region: str | None, store: Store | None = None, year: int | None = None
) -> dict[str, tuple[Code, ...]]:
    """The codes of a region for the columns of a dataset; nothing without a region.

    Places come from the reference, agencies, sub-activities, accounts and funds from the rows in
    force of ``store`` (of ``year`` where it is given). Raises ``PlaceUnknown``.
    """
    if region is None:
        return {}
    names = {column.name for column in declared.columns}
    lists: dict[str, tuple[Code, ...]] = {}
    # The dataset of places adds new ones: there is nothing to pick from.
    if declared.name != "wilayah":
        lists |= dict.fromkeys(names.intersection(_PLACE_COLUMNS), _places(region))
    if store is not None:
        found = {name: editing.named_codes(store, name, region, year) for name in KNOWN}
        lists |= {
            name: tuple(Code(*each) for each in codes)
            for name, codes in found.items()
            if name in names and codes
        }
    return {name: lists[name] for name in sorted(lists)}


def _places(region: str) -> tuple[Code, ...]:
    districts = _under([region], region)
    return tuple(Code(each.kode, f"{each.nama} ({each.jenis})") for each in districts)


def _under(above: Iterable[str], region: str) -> list[places.Place]:
    """Kecamatan and villages of a region in the order of their codes."""
    found = [child for code in above for child in places.children(code)]
    if len(region) == len("63"):
        return found
    villages = [village for each in found for village in places.children(each.kode)]
    return sorted([*found, *villages], key=lambda each: each.kode)
