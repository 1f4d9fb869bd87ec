"""Women and men of every place and year, summed upwards only where every part is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.question import Reader, where
from pug_metrics.metrics.result import Slice

Population = Mapping[tuple[str, int], Mapping[str, int]]
_SEXES = ("laki_laki", "perempuan")


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
