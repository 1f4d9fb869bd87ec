"""Names of codes for the labels of a result, and the units that exist without a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pug_metrics.language import has, say
from pug_metrics.language.numbers import month
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.question import PLACES, Reader, where
from pug_metrics.metrics.result import REGION_ITSELF, TANPA_KODE, TANPA_LOKASI, Slice
from pug_metrics.metrics.shapes import Keys

_FRAME = frozenset({Grain.DAERAH, Grain.TAHUN, Grain.TAHAPAN})
_KINDS = {Grain.KECAMATAN: "jenis = 'kecamatan'", Grain.DESA: "jenis IN ('desa', 'kelurahan')"}


def labels(
    store: Reader, by: tuple[Grain, ...], at: Slice, keys: Iterable[Keys]
) -> dict[Keys, Keys]:
    """The label of every key: the stored name of a code, or words (categories, stages, months)."""
    asked = list(keys)
    named = [grain for grain in by if grain not in (Grain.TAHUN, Grain.BULAN)]
    known = _names(store, named, at)
    place = by.index(Grain.DAERAH) if Grain.DAERAH in by else None

    def label(grain: Grain, code: str, region: str) -> str:
        # The code of an agency means another agency in another region; other codes are national.
        elsewhere = None if region and grain is Grain.OPD else known.get((grain, "", code))
        return known.get((grain, region, code)) or elsewhere or words(grain, code)

    return {
        each: tuple(
            label(grain, code, each[place] if place is not None else at.daerah or "")
            for grain, code in zip(by, each, strict=True)
        )
        for each in asked
    }


def words(grain: Grain, code: str) -> str:
    """The label of a code that needs no data: months, stages, categories, missing codes."""
    if code in (TANPA_KODE, TANPA_LOKASI, REGION_ITSELF):
        return say(f"label_{code}")
    if grain is Grain.BULAN and code.isdigit():
        return month(int(code))
    key = f"{grain}_{code}"
    return say(key) if has(key) else code


def _names(store: Reader, grains: Sequence[Grain], at: Slice) -> dict[tuple[str, str, str], str]:
    if not grains:
        return {}
    found = store.query(
        "SELECT butir, kode_daerah, kode, nama FROM nama WHERE list_contains($butir, butir) "
        "AND ($daerah IS NULL OR kode_daerah = $daerah)",
        {"butir": [str(grain) for grain in grains], "daerah": at.daerah},
    ).to_pydict()
    names: dict[tuple[str, str, str], str] = {}
    for butir, region, code, name in zip(*found.values(), strict=True):
        names[(butir, region, code)] = name
        names.setdefault((butir, "", code), name)
    return names


def expected(store: Reader, by: tuple[Grain, ...], at: Slice, seen: Iterable[Keys]) -> list[Keys]:
    """Keys of agencies and places that exist in the slice, whether or not they have a line.

    Empty where the grains are no roster (programmes, accounts ...), and for agencies where the
    slice is narrower than a region, year and stage: there an absent agency is not missing.
    """
    unit = [grain for grain in by if grain not in _FRAME]
    if set(unit) == {Grain.OPD} and not narrow(at):
        columns = {Grain.DAERAH: "kode_daerah", Grain.TAHUN: "tahun", Grain.OPD: "kode_skpd"}
        source, only = "roster_opd", frozenset({Grain.DAERAH, Grain.TAHUN, Grain.OPD})
        condition = "true"
    elif unit and set(unit) <= PLACES:
        columns = {
            Grain.DAERAH: "kode_daerah", Grain.KECAMATAN: "left(kode_wilayah, 8)",
            Grain.DESA: "kode_wilayah",
        }  # fmt: skip
        source, only = "roster_wilayah", frozenset({Grain.DAERAH})
        condition = _place_condition(unit, at)
    else:
        return []
    asked = where(at, only)
    listed = ", ".join(
        f"{columns[grain]}::VARCHAR AS k{i}" for i, grain in enumerate(by) if grain in columns
    )
    rows = store.query(
        f"SELECT DISTINCT {listed} FROM {source} WHERE {asked.sql} AND {condition}",  # noqa: S608 - our columns
        asked.params | _place_params(condition, at),
    ).to_pylist()
    return _crossed(by, rows, list(seen))


def narrow(at: Slice) -> bool:
    """Whether the slice is a part of a region's budget, so that an absent agency is not missing."""
    return bool(
        set(at.filters()) - {"daerah", "tahun", "tahapan", "opd", "kategori", "sampai_bulan"}
    )


def _place_condition(unit: list[Grain], at: Slice) -> str:
    condition = _KINDS[Grain.DESA if Grain.DESA in unit else Grain.KECAMATAN]
    if at.kecamatan is not None:
        condition += " AND left(kode_wilayah, 8) = $kecamatan"
    if at.desa is not None:
        condition += " AND (kode_wilayah = $desa OR kode_wilayah = left($desa, 8))"
    return condition


def _place_params(condition: str, at: Slice) -> dict[str, object]:
    return {
        name: value
        for name, value in (("kecamatan", at.kecamatan), ("desa", at.desa))
        if f"${name}" in condition
    }


def _crossed(by: tuple[Grain, ...], rows: list[dict[str, object]], seen: list[Keys]) -> list[Keys]:
    """Keys of the roster; a grain that it lacks (stage, year of a place) takes what was seen."""
    if not rows:
        return []
    open_at = [i for i in range(len(by)) if f"k{i}" not in rows[0]]
    if not open_at:
        return [tuple(str(row[f"k{i}"]) for i in range(len(by))) for row in rows]
    values = {keys[open_at[0]] for keys in seen}
    return [
        tuple(value if i == open_at[0] else str(row[f"k{i}"]) for i in range(len(by)))
        for row in rows
        for value in values
    ]
