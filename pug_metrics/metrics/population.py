"""Women and men of every place and year, summed upwards only where every part is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.question import Reader, where
from pug_metrics.metrics.result import TANPA_LOKASI, Slice
from pug_metrics.metrics.shapes import Keys

Population = Mapping[tuple[str, int], Mapping[str, int]]
_SEXES = ("laki_laki", "perempuan")
_FRAME = frozenset({Grain.DAERAH, Grain.TAHUN})


def population(store: Reader, at: Slice) -> Population:
    """People by (place code, year): ``laki_laki`` and ``perempuan``.

    A place without a row of its own is the sum of the places right below it, where all of them are
    known; otherwise it is absent.
    """
    asked = where(at, (Grain.DAERAH, Grain.TAHUN))
    rows = store.query(
        "SELECT kode_wilayah, tahun, arg_max(laki_laki, (id_unggahan, baris)) AS laki_laki, "  # noqa: S608 - our columns
        "arg_max(perempuan, (id_unggahan, baris)) AS perempuan "
        f"FROM berlaku_penduduk WHERE {asked.sql} GROUP BY ALL",
        asked.params,
    ).to_pylist()
    known: dict[tuple[str, int], dict[str, int]] = {
        (row["kode_wilayah"], row["tahun"]): {sex: row[sex] for sex in _SEXES} for row in rows
    }
    years = {row["tahun"] for row in rows}
    for parent, children in _families(store, at):
        for year in years:
            parts = [known.get((child, year)) for child in children]
            if (parent, year) not in known and all(part is not None for part in parts):
                known[parent, year] = {
                    sex: sum(part[sex] for part in parts if part is not None) for sex in _SEXES
                }
    return known


def _families(store: Reader, at: Slice) -> list[tuple[str, list[str]]]:
    """Each kecamatan with its villages, then each region with its kecamatan."""
    asked = where(at, (Grain.DAERAH,))
    rows = store.query(
        f"SELECT kode_daerah, kode_wilayah FROM roster_wilayah WHERE {asked.sql}",  # noqa: S608 - our columns
        asked.params,
    ).to_pylist()
    villages: dict[str, list[str]] = defaultdict(list)
    districts: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        code = row["kode_wilayah"]
        if len(code) == 13:
            villages[code[:8]].append(code)
        elif len(code) == 8:
            districts[row["kode_daerah"]].append(code)
    return [*villages.items(), *districts.items()]


def people_of(
    people: Population, by: tuple[Grain, ...], at: Slice, keys: Keys
) -> Mapping[str, int] | None:
    """People of the smallest place that a unit names, in its year; ``None`` where unknown."""
    named = {**at.filters(), **{str(grain): key for grain, key in zip(by, keys, strict=True)}}
    place = named.get("desa") or named.get("kecamatan") or named.get("daerah")
    year = named.get("tahun")
    if place is None or year is None or place == TANPA_LOKASI:
        return None
    return people.get((str(place), int(str(year))))


def people_of_all(
    people: Population, by: tuple[Grain, ...], at: Slice, units: Sequence[Keys]
) -> Mapping[str, int] | None:
    """People of all regions that ``units`` lie in; ``None`` unless they share one year."""
    frame = tuple(grain for grain in by if grain in _FRAME)
    framed = {
        tuple(key for grain, key in zip(by, keys, strict=True) if grain in _FRAME) for keys in units
    }
    years = {each[frame.index(Grain.TAHUN)] for each in framed} if Grain.TAHUN in frame else {""}
    counted = [people_of(people, frame, at, each) for each in framed]
    known = [each for each in counted if each is not None]
    if len(years) != 1 or len(known) < len(counted):
        return None
    return {sex: sum(each[sex] for each in known) for sex in _SEXES}
