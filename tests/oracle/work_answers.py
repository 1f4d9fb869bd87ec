"""The oracle's answers on units of work, shifts between stages and the absorption gap.

Imports nothing of the package.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from answers import _coarse, _expected, _rows, answer
from oracle import ARG, NO_DATA, Oracle, grouped, half_up, keep, share

STAGES = ("RKPD", "KUA_PPAS", "MURNI", *(f"PERGESERAN_{n}" for n in range(1, 6)), "PERUBAHAN")
UPPER = ("urusan", "bidang", "program", "kegiatan", "sub_kegiatan")
DOCUMENTS = ("GAP", "GBS", "KAK")


# -- units of work -------------------------------------------------------------------------------


def _wanted(at: dict, line: dict) -> bool:
    kind = at.get("kategori")
    return kind is None or (line["kategori"] in ARG if kind == "ARG" else line["kategori"] == kind)


def _units(lines: list[dict], at: dict, *, tagged: bool) -> list[list[dict]]:
    """The lines that count, a list for each sub-activity (or account) of an agency."""
    found = defaultdict(list)
    for line in lines:
        if _wanted(at, line) and (not tagged or line["kategori"] in ARG):
            account = None if line["sub_kegiatan"] else line["rekening"]
            codes = tuple(line[name] for name in UPPER)
            unit = (line["daerah"], line["tahun"], line["tahapan"], line["opd"], codes, account)
            found[unit].append(line)
    return list(found.values())


def _percent(some: int, whole: int):
    return share(some * 100, whole * 100)


def _by_unit(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, figure):
    lines = [line for line in oracle.near("lines", at) if keep(line, at)]
    rows = grouped(lines, by)
    answers = {keys: figure(found) for keys, found in rows.items()}
    for keys in _expected(oracle, name, by, at, rows):
        answers.setdefault(keys, NO_DATA)
    return answers, figure(lines) if lines else NO_DATA


def _with_codes(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, codes, holds):
    answers, whole = {}, NO_DATA
    for code in codes:

        def figure(lines: list[dict], code: str = code):
            units = _units(lines, at, tagged=True)
            return _percent(sum(all(holds(ln, code) for ln in unit) for unit in units), len(units))

        rows, whole = _by_unit(oracle, name, by, at, figure)
        answers |= {(*keys, code): found for keys, found in rows.items()}
    return answers, whole


def _documents(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    def holds(line: dict, code: str) -> bool:
        return all(line["dokumen"][kind] for kind in DOCUMENTS if code in (kind, "LENGKAP"))

    return _with_codes(oracle, name, by, at, (*DOCUMENTS, "LENGKAP"), holds)


def _apkm(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    def holds(line: dict, code: str) -> bool:
        asked = "apkm" if code == "LENGKAP" else code.lower()
        return all(line["apkm"][letter] == "true" for letter in asked)

    return _with_codes(oracle, name, by, at, (*"APKM", "LENGKAP"), holds)


def _people(oracle: Oracle, unit: list[dict], kind: str) -> list[dict]:
    """Beneficiary rows of a unit that say anything of ``kind`` (``target`` or ``realisasi``)."""
    key = tuple(unit[0][name] for name in ("daerah", "tahun", "opd", "sub_kegiatan"))
    names = ("kode_daerah", "tahun", "kode_skpd", "kode_sub_kegiatan")
    if "people" not in oracle.years:
        found = oracle.years.setdefault("people", defaultdict(list))
        for row in oracle.data["sasaran"]:
            found[tuple(row.get(name) for name in names)].append(row)
    return [
        row
        for row in oracle.years["people"][key]
        if any(row.get(f"{kind}_{end}") is not None for end in ("l", "p", "total"))
    ]


def _split(rows: list[dict], kind: str) -> bool:
    return bool(rows) and all(
        row.get(f"{kind}_l") is not None and row.get(f"{kind}_p") is not None for row in rows
    )


def _targets(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    def figure(lines: list[dict]):
        units = [unit for unit in _units(lines, at, tagged=True) if unit[0]["sub_kegiatan"]]
        met = [unit for unit in units if _split(_people(oracle, unit, "target"), "target")]
        return _percent(len(met), len(units))

    return _by_unit(oracle, name, by, at, figure)


def _activities(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    def figure(lines: list[dict]):
        units = [unit for unit in _units(lines, at, tagged=False) if unit[0]["sub_kegiatan"]]
        told = [_people(oracle, unit, "realisasi") for unit in units]
        recorded = [rows for rows in told if _split(rows, "realisasi")]
        if name == "activities_recorded_share":
            return _percent(len(recorded), len(units))
        women = [rows for rows in recorded if any(int(row["realisasi_p"]) > 0 for row in rows)]
        return _percent(len(women), len(recorded))

    return _by_unit(oracle, name, by, at, figure)


# -- from MURNI to a later stage -----------------------------------------------------------------


def _pairs(oracle: Oracle, at: dict) -> dict[tuple[str, str], str | None]:
    """The later stage of every region and year of the slice."""
    stages = defaultdict(set)
    for line in oracle.near("lines", at):
        if keep(line, {name: at[name] for name in ("daerah", "tahun") if name in at}):
            stages[line["daerah"], line["tahun"]].add(line["tahapan"])
    later = STAGES[STAGES.index("MURNI") + 1 :]
    found = {}
    for year, known in stages.items():
        usable = [s for s in later if s in known and at.get("tahapan") in (None, s)]
        found[year] = usable[-1] if usable and "MURNI" in known else None
    return found


def _shift(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    pairs = _pairs(oracle, at)
    agencies = {(ln["daerah"], ln["tahun"], ln["tahapan"], ln["opd"]) for ln in oracle.lines}
    open_at = {key: value for key, value in at.items() if key != "tahapan"}
    lines = _rows(oracle, name, by, open_at)

    def side(line: dict) -> int:
        own = line["klaim"] if name == "arg_shift" else line["pagu"] - line["klaim"]
        return own if _wanted(at, line) else 0

    def figure(found: list[dict], asked: tuple[str, ...]):
        before, after, kept = [], [], False
        for line in found:
            year = (line["daerah"], line["tahun"])
            if pairs[year] is None or line["tahapan"] not in ("MURNI", pairs[year]):
                continue
            (before if line["tahapan"] == "MURNI" else after).append(line)
            kept = kept or (*year, pairs[year], line["opd"]) in agencies
        if not before and not after:
            return NO_DATA
        start = sum(side(line) for line in before)
        answered = share(sum(side(line) for line in after) - start, start)
        if not kept or _coarse([*before, *after], asked):
            return (*answered[:2], None, "DATA_KOSONG")
        return answered

    rows = grouped(lines, by)
    answers = {keys: figure(found, (*by, *open_at)) for keys, found in rows.items()}
    for keys in _expected(oracle, name, by, at, rows):
        answers.setdefault(keys, NO_DATA)
    return answers, figure(lines, tuple(open_at))


# -- absorption of ARG against the rest ----------------------------------------------------------


def _gap(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    ours, whole = answer(oracle, "arg_absorption", by, at, basis)
    rest, other = answer(oracle, "non_arg_absorption", by, at, basis)

    def figure(one: tuple, two: tuple):
        reasons = {one[3], two[3]} - {None}
        if reasons:
            return (None, None, None, sorted(reasons)[0])
        ahead = one[0] - half_up(one[1] * two[0], two[1])
        return (ahead, one[1], (Fraction(one[0], one[1]) - Fraction(two[0], two[1])) * 100, None)

    return {keys: figure(found, rest[keys]) for keys, found in ours.items()}, figure(whole, other)


WORK = {
    "document_completeness": _documents,
    "apkm_coverage": _apkm,
    "disaggregated_target_share": _targets,
    "activities_recorded_share": _activities,
    "activities_with_women_share": _activities,
    "arg_shift": _shift,
    "non_arg_shift": _shift,
    "absorption_gap": _gap,
}
