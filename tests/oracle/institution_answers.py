"""Parity, cost, prerequisites, institutions and posts as the oracle sees them.

Imports nothing of the package. Numerators that count things are in hundredths, like money in sen.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import answers
from oracle import NO_DATA, Oracle, grouped, keep, sen, share

ITEMS = ("KOMITMEN", "KEBIJAKAN", "KELEMBAGAAN", "SUMBER_DAYA", "DATA_TERPILAH", "ALAT_ANALISIS",
         "PARTISIPASI")  # fmt: skip


def _without_stage(at: dict) -> dict:
    return {key: value for key, value in at.items() if key != "tahapan"}


def _framed(rows: list[dict], at: dict) -> list[dict]:
    """Rows of a dataset with region, year and agency under the names of grains."""
    made = [
        {**row, "daerah": row["kode_daerah"], "opd": row.get("kode_skpd") or "DAERAH"}
        for row in rows
    ]
    return [row for row in made if keep(row, at)]


def _filled(oracle: Oracle, name: str, by, at: dict, found: dict) -> dict:
    for keys in answers._expected(oracle, name, by, at, found):
        found.setdefault(keys, NO_DATA)
    return found


def _parity(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    at = _without_stage(at)
    rows = [row for row in answers.reached(oracle) if keep(row, at)]

    def figure(found: list[dict], asked: tuple[str, ...], keys: tuple[str, ...]):
        split = [row for row in found if row["l"] is not None and row["p"] is not None]
        unit = {**at, **dict(zip(asked, keys, strict=True))}
        place = unit.get("desa") or unit.get("kecamatan")
        places = {place or row["daerah"] for row in found}
        years = {row["tahun"] for row in found}
        women, men = (
            [answers._people(oracle, each, year, sex) for each in places for year in years]
            for sex in ("perempuan", "laki_laki")
        )
        if not split or len(years) > 1 or None in (*women, *men):
            return NO_DATA
        top = sum(int(row["p"]) for row in split) * sum(men) * 100
        bottom = sum(int(row["l"]) for row in split) * sum(women) * 100
        if sum(men) == 0:
            return (top, bottom, None, "PENYEBUT_NOL")
        return share(top, bottom, 1)

    units = grouped(rows, by)
    found = {keys: figure(each, by, keys) for keys, each in units.items()}
    return _filled(oracle, name, by, at, found), figure(rows, (), ())


def _cost(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    at = _without_stage(at)
    month = at.pop("sampai_bulan", None)
    spent: dict[tuple, int] = {}
    reports = [row for row in oracle.data["realisasi"] if _near(row, at)]
    last: dict[tuple, int] = {}
    for row in reports:
        year = (row["kode_daerah"], row["tahun"])
        last[year] = max(last.get(year, 0), int(row["sampai_bulan"]))
    for row in reports:
        year = (row["kode_daerah"], row["tahun"])
        if int(row["sampai_bulan"]) == (month or last[year]) and row.get("kode_sub_kegiatan"):
            key = (*year, row["kode_skpd"], row["kode_sub_kegiatan"])
            spent[key] = spent.get(key, 0) + sen(row["realisasi"])
    rows = [row for row in answers.reached(oracle) if keep(row, at) and row["sub_kegiatan"]]
    activities = []
    for key, found in grouped(rows, ("daerah", "tahun", "opd", "sub_kegiatan")).items():
        told = [row for row in found if row["l"] or row["p"] or row["all"]]
        split = [row for row in told if row["l"] is not None and row["p"] is not None]
        if told:
            people = sum(int(row["l"]) + int(row["p"]) for row in split)
            whole = key in spent and len(split) == len(told)
            activities.append({**found[0], "rupiah": spent.get(key), "n": people, "whole": whole})

    def figure(found: list[dict]):
        counted = [each for each in found if each["whole"]]
        if not counted:
            return NO_DATA
        top = sum(each["rupiah"] for each in counted)
        return share(top, sum(each["n"] for each in counted) * 100, 1)

    made = {keys: figure(each) for keys, each in grouped(activities, by).items()}
    return _filled(oracle, name, by, at, made), figure(activities)


def _near(row: dict, at: dict) -> bool:
    columns = {"daerah": "kode_daerah", "tahun": "tahun", "opd": "kode_skpd"}
    return all(row[column] == str(at[name]) for name, column in columns.items() if name in at)


def _prerequisites(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    at = _without_stage(at)
    rows = _framed(oracle.data["prasyarat"], at)

    def scores(found: list[dict]) -> dict[str, tuple[int, int]]:
        return {
            each: (sum(int(Decimal(row["nilai"]) * 100) for row in own), len(own) * 100)
            for each in ITEMS
            if (own := [row for row in found if row["prasyarat"] == each])
        }

    def mean(found: list[dict]):
        parts = scores(found)
        if not parts:
            return NO_DATA
        if len(parts) < len(ITEMS):
            return (None, len(found) * 100, None, "PARSIAL")
        total = sum(Fraction(top, bottom) for top, bottom in parts.values())
        return (None, len(found) * 100, total * 100 / 7, None)

    units = grouped(rows, by)
    made = {}
    for keys in [*units, *answers._expected(oracle, name, by, at, units)]:
        parts = scores(units.get(keys, []))
        for each in ITEMS:
            made[(*keys, each)] = share(*parts[each]) if each in parts else NO_DATA
        made[(*keys, "SEMUA")] = mean(units.get(keys, []))
    return made, mean(rows)


def _posts(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    at = _without_stage(at)
    rows = _framed(oracle.data["jabatan"], at)

    def figure(found: list[dict]):
        if not found:
            return NO_DATA
        women, men = (sum(int(row[sex]) for row in found) for sex in ("perempuan", "laki_laki"))
        return share(women * 100, (women + men) * 100)

    units = grouped(rows, by)
    made = {}
    for keys in [*units, *answers._expected(oracle, name, by, at, units)]:
        for each in ("II", "III", "IV"):
            own = [row for row in units.get(keys, []) if row["eselon"] == each]
            made[(*keys, each)] = figure(own)
    return made, figure(rows)


def _focal(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    at = _without_stage(at)
    focal = [row for row in oracle.data["kelembagaan"] if row["jenis"] == "FOCAL_POINT"]
    told = {(row["kode_daerah"], row["tahun"]) for row in focal}
    active = {
        (row["kode_daerah"], row["tahun"], row.get("kode_skpd"))
        for row in focal
        if row.get("tanggal_sk")
        and row["tanggal_sk"] <= f"{row['tahun']}-12-31"
        and (row.get("berlaku_sampai") or "9999") >= f"{row['tahun']}-12-31"
    }
    roster = [
        row
        for row in answers._roster(oracle)
        if keep(row, at) and (row["daerah"], row["tahun"]) in told
    ]

    def figure(found: list[dict]):
        if not found:
            return NO_DATA
        keys = [(row["daerah"], row["tahun"], row["opd"]) for row in found]
        return share(sum(key in active for key in keys) * 100, len(keys) * 100)

    made = {keys: figure(found) for keys, found in grouped(roster, by).items()}
    return _filled(oracle, name, by, at, made), figure(roster)


def _meetings(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    at = _without_stage(at)
    rows = [
        row
        for row in _framed(oracle.data["kelembagaan"], at)
        if row.get("rapat_rencana") or row.get("rapat_terlaksana")
    ]

    def figure(found: list[dict]):
        both = [row for row in found if row.get("rapat_rencana") and row.get("rapat_terlaksana")]
        if not both:
            return NO_DATA
        held, planned = (
            sum(int(row[column]) for row in both)
            for column in ("rapat_terlaksana", "rapat_rencana")
        )
        return share(held * 100, planned * 100)

    made = {keys: figure(found) for keys, found in grouped(rows, by).items()}
    return _filled(oracle, name, by, at, made), figure(rows)


SPECIAL = {
    "beneficiary_parity": _parity, "cost_per_beneficiary": _cost,
    "prerequisite_score": _prerequisites, "women_echelon_share": _posts,
    "focal_point_active_share": _focal, "pug_meeting_share": _meetings,
}  # fmt: skip
