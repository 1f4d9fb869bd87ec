"""Every metric as the oracle sees it: rows by key as (num, den, value, reason), money in sen.

Imports nothing of the package.
"""

from __future__ import annotations

from fractions import Fraction

import institution_answers
from oracle import ARG, BASES, NO_DATA, PLACES, TREE, Oracle, grouped, keep, share

FRAME = {"daerah", "tahun", "tahapan"}
# Answers of other modules, by metric.
OTHERS: dict = {}


def answer(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    """(rows, total) of a metric; the slice must name whatever is not a grain."""
    special = {
        "arg_range": _range, "arg_composition": _composition, "arg_absorption": _absorption,
        "non_arg_absorption": _absorption, "beneficiary_women_share": _women, **OTHERS,
        **institution_answers.SPECIAL,
    }  # fmt: skip
    rows, total = special.get(name, _lines)(oracle, name, by, at, basis)
    stages = {keys[by.index("tahapan")] for keys in rows} if "tahapan" in by else set()
    return rows, NO_DATA if len(stages) > 1 else total


def _wanted(at: dict, row: dict) -> bool:
    kind = at.get("kategori")
    return kind is None or (row["kategori"] in ARG if kind == "ARG" else row["kategori"] == kind)


def _rows(oracle: Oracle, name: str, by: tuple[str, ...], at: dict) -> list[dict]:
    placed = name == "unplaced_share" or any(each in (*by, *at) for each in PLACES)
    return [row for row in oracle.near("parts" if placed else "lines", at) if keep(row, at)]


def _coarse(rows: list[dict], asked: tuple[str, ...]) -> bool:
    depth = max((TREE.index(name) for name in asked if name in TREE), default=0)
    names = [TREE[depth], *(name for name in ("rekening", "sumber_dana") if name in asked)]
    return any("fine" in row and not row["fine"][name] for row in rows for name in names)


def _lines(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    rows = _rows(oracle, name, by, at)
    units = grouped(rows, by)

    def settled(found: list[dict], keys: tuple[str, ...], grains: tuple[str, ...]):
        if not found or (basis and any(row["basis"][basis] is None for row in found)):
            return NO_DATA
        figure = _figure(
            oracle, name, found, dict(zip(grains, keys, strict=True)), at, basis, set(by) <= FRAME
        )
        if _coarse(found, (*grains, *at)) and figure != NO_DATA:
            return (*figure[:2], None, "DATA_KOSONG")
        return figure

    answers = {keys: settled(found, keys, by) for keys, found in units.items()}
    for keys in _expected(oracle, name, by, at, units):
        answers.setdefault(keys, NO_DATA)
    return answers, settled(rows, (), ())


def _figure(
    oracle: Oracle,
    name: str,
    rows: list[dict],
    unit: dict,
    at: dict,
    basis: str | None,
    framed: bool,
):
    inside = [row for row in rows if not basis or row["basis"][basis]]
    counted = [row for row in inside if _wanted(at, row)]
    pagu, klaim, sah = (sum(row[kind] for row in counted) for kind in ("pagu", "klaim", "sah"))
    whole = sum(row["pagu"] for row in inside)
    if name == "budget_total":
        return (pagu, None, Fraction(pagu, 100), None)
    if name == "arg_amount":
        return (klaim, None, Fraction(klaim, 100), None)
    if name in ("arg_share", "arg_share_documented", "arg_document_gap"):
        top = {"arg_share": klaim, "arg_share_documented": sah}.get(name, klaim - sah)
        return share(top, whole)
    if name == "unplaced_share":
        return share(sum(row["pagu"] for row in counted if row["kecamatan"] is None), pagu)
    if name in ("arg_per_woman", "arg_per_man"):
        return _per_person(oracle, name, klaim, {**at, **unit}, rows)
    return _agencies(oracle, name, counted, rows, unit, at, framed)


def _agencies(
    oracle: Oracle,
    name: str,
    counted: list[dict],
    rows: list[dict],
    unit: dict,
    at: dict,
    framed: bool,
):
    held: dict[tuple, int] = {}
    for row in counted:
        agency = (row["daerah"], row["opd"])
        held[agency] = held.get(agency, 0) + row["klaim"]
    arg = sum(held.values())
    if name == "arg_concentration":
        if arg == 0:
            return (None, 0, None, "PENYEBUT_NOL")
        return (None, arg, sum(Fraction(each, arg) ** 2 for each in held.values()), None)
    roster = [
        each
        for each in _roster(oracle)
        if keep(each, _only({**at, **unit}, ("daerah", "tahun", "opd")))
    ]
    if name == "arg_pppa_share":
        if not any(each["pppa"] for each in roster):
            return NO_DATA
        leads = {(each["daerah"], each["tahun"], each["opd"]) for each in roster if each["pppa"]}
        top = sum(r["klaim"] for r in counted if (r["daerah"], r["tahun"], r["opd"]) in leads)
        return share(top, arg)
    known = {(row["daerah"], row["opd"]) for row in rows}
    if set(unit) <= FRAME and set(at) <= FRAME | {"opd", "kategori"} and framed:
        known |= {(each["daerah"], each["opd"]) for each in roster}
    having: dict[tuple, int] = {}
    for row in counted:
        agency = (row["daerah"], row["opd"])
        having[agency] = having.get(agency, 0) + row["sah"]
    agencies = (sum(1 for each in having.values() if each > 0) * 100, len(known) * 100)
    return share(*agencies)


def _only(at: dict, names: tuple[str, ...]) -> dict:
    return {name: at[name] for name in names if name in at}


def _roster(oracle: Oracle) -> list[dict]:
    if "roster" not in oracle.years:
        oracle.years["roster"] = _all_agencies(oracle)
    return oracle.years["roster"]


def _all_agencies(oracle: Oracle) -> list[dict]:
    declared = [row for row in oracle.data["opd"] if row.get("aktif") != "false"]
    own, last = {}, {}
    for row in sorted(declared, key=lambda row: row["tahun"]):
        if row.get("kode_bidang_urusan"):
            agency = (row["kode_daerah"], row["kode_skpd"])
            own[*agency, row["tahun"]] = last[agency] = row["kode_bidang_urusan"]
    found = {(row["kode_daerah"], row["tahun"], row["kode_skpd"]) for row in declared}
    found |= {(line["daerah"], line["tahun"], line["opd"]) for line in oracle.lines}
    return [
        {"daerah": region, "tahun": year, "opd": code,
         "pppa": _leads(code)
         or own.get((region, code, year), last.get((region, code))) == "2.08"}
        for region, year, code in sorted(found)
    ]  # fmt: skip


def _leads(code: str) -> bool:
    pieces = code.split(".")
    slots = [".".join(pieces[i : i + 2]) for i in (0, 2, 4)] if len(pieces) > 6 else []
    return code.startswith("2.08") or "2.08" in slots


def _expected(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, seen) -> list[tuple]:
    unit = [grain for grain in by if grain not in FRAME]
    if unit == ["opd"] and set(at) <= FRAME | {"opd", "kategori", "sampai_bulan"}:
        known = [
            each for each in _roster(oracle) if keep(each, _only(at, ("daerah", "tahun", "opd")))
        ]
    elif unit and set(unit) <= set(PLACES):
        known = _villages(oracle, "desa" if "desa" in unit else "kecamatan", at)
    else:
        return []
    if not known:
        return []
    open_at = [i for i, grain in enumerate(by) if grain not in known[0]]
    values = {keys[open_at[0]] for keys in seen} if open_at else {""}
    return [
        tuple(value if i in open_at else each[grain] for i, grain in enumerate(by))
        for each in known
        for value in values
    ]


def _villages(oracle: Oracle, kind: str, at: dict) -> list[dict]:
    length = 13 if kind == "desa" else 8
    return [
        {
            "daerah": row["kode_daerah"],
            "kecamatan": row["kode_wilayah"][:8],
            "desa": row["kode_wilayah"],
        }
        for row in oracle.data["wilayah"]
        if len(row["kode_wilayah"]) == length
        and at.get("daerah") in (None, row["kode_daerah"])
        and at.get("kecamatan") in (None, row["kode_wilayah"][:8])
        and at.get("desa") in (None, row["kode_wilayah"])
    ]


def _per_person(oracle: Oracle, name: str, klaim: int, unit: dict, rows: list[dict]):
    sex = "perempuan" if name == "arg_per_woman" else "laki_laki"
    place = unit.get("desa") or unit.get("kecamatan")
    found = {place or row["daerah"] for row in rows}
    years = {row["tahun"] for row in rows}
    counted = [_people(oracle, each, year, sex) for each in found for year in years]
    if len(years) > 1 or None in counted:
        return (klaim, None, None, "DATA_KOSONG")
    return share(klaim, sum(counted) * 100, 1)


def _people(oracle: Oracle, place: str, year: str, sex: str) -> int | None:
    for row in oracle.data["penduduk"]:
        if (row["kode_wilayah"], row["tahun"]) == (place, year):
            return int(row[sex])
    length = {5: 8, 8: 13}.get(len(place))
    codes = [row["kode_wilayah"] for row in oracle.data["wilayah"]]
    below = [code for code in codes if len(code) == length and code.startswith(place)]
    counted = [_people(oracle, code, year, sex) for code in below]
    return sum(counted) if counted and None not in counted else None


def _range(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    answers = {}
    for reading in ("SAH", "KLAIM", "KLAIM_BELUM"):
        for each in BASES:
            units = grouped(_rows(oracle, name, by, at), by)
            known = {**dict.fromkeys(_expected(oracle, name, by, at, units)), **units}
            for keys, rows in known.items():
                found = _reading(rows, reading, each, at)
                if rows and found != NO_DATA and _coarse(rows, (*by, *at)):
                    found = (*found[:2], None, "DATA_KOSONG")
                answers[(*keys, f"{reading}.{each}")] = found
    return answers, _lines(oracle, "arg_share", by, at, basis)[1]


def _reading(rows: list[dict] | None, reading: str, basis: str, at: dict):
    if not rows or any(row["basis"][basis] is None for row in rows):
        return NO_DATA
    inside = [row for row in rows if row["basis"][basis]]
    names = {"SAH": ("sah",), "KLAIM": ("klaim",)}.get(reading, ("klaim", "belum"))
    top = sum(row[kind] for row in inside if _wanted(at, row) for kind in names)
    return share(top, sum(row["pagu"] for row in inside))


def _composition(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    rest = tuple(grain for grain in by if grain != "kategori")
    rows = _rows(oracle, name, by, at)
    units = grouped(rows, rest)
    known = {**{k: [] for k in (_expected(oracle, name, rest, at, units) if rest else [])}, **units}
    place = by.index("kategori") if "kategori" in by else len(by)
    answers = {}
    for keys, found in known.items():
        whole = sum(row["klaim"] for row in found)
        for kind in ARG:
            figure = NO_DATA
            if found:
                figure = share(sum(r["klaim"] for r in found if r["kategori"] == kind), whole)
                if _coarse(found, (*rest, *at)):
                    figure = (*figure[:2], None, "DATA_KOSONG")
            answers[(*keys[:place], kind, *keys[place:])] = figure
    whole = sum(row["klaim"] for row in rows)
    total = share(whole, whole) if rows else NO_DATA
    return answers, (*total[:2], None, "DATA_KOSONG") if _coarse(rows, tuple(at)) else total


def _absorption(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    side = "arg" if name == "arg_absorption" else "non"
    rows = [row for row in oracle.near("spent", at) if keep(row, at)]

    latest: dict[tuple[str, str], int] = {}
    for row in rows:
        year = (row["daerah"], row["tahun"])
        latest[year] = max(latest.get(year, 0), int(row["bulan"]))
    month = at.get("sampai_bulan")
    last = [r for r in rows if int(r["bulan"]) == (month or latest[r["daerah"], r["tahun"]])]
    used = [r for r in rows if not month or int(r["bulan"]) <= month] if "bulan" in by else last

    def figure(found: list[dict]):
        if not found:
            return NO_DATA
        return share(sum(row[side] for row in found), sum(row[f"pagu_{side}"] for row in found))

    answers = {keys: figure(found) for keys, found in grouped(used, by).items()}
    if "bulan" not in by:
        lines = grouped([line for line in oracle.near("lines", at) if keep(line, at)], by)
        for keys in [*lines, *_expected(oracle, name, by, at, lines)]:
            answers.setdefault(keys, NO_DATA)
    return answers, figure(last)


def _women(oracle: Oracle, name: str, by: tuple[str, ...], at: dict, basis: str | None):
    at = {key: value for key, value in at.items() if key != "tahapan"}
    rows = [row for row in reached(oracle) if keep(row, at)]

    def figure(found: list[dict]):
        split = [row for row in found if row["l"] is not None and row["p"] is not None]
        if not split:
            return NO_DATA
        women, men = sum(int(r["p"]) for r in split), sum(int(r["l"]) for r in split)
        return share(women * 100, (women + men) * 100)

    units = grouped(rows, by)
    answers = {keys: figure(found) for keys, found in units.items()}
    for keys in _expected(oracle, name, by, at, units):
        answers.setdefault(keys, NO_DATA)
    return answers, figure(rows)


def reached(oracle: Oracle) -> list[dict]:
    """Beneficiaries rows with the codes above their sub-activity and their place."""
    rows = []
    for row in oracle.data["sasaran"]:
        sub, place = row.get("kode_sub_kegiatan"), row.get("kode_wilayah") or ""
        codes = sub.split(".") if sub else None
        rows.append(
            {"daerah": row["kode_daerah"], "tahun": row["tahun"], "opd": row["kode_skpd"],
             **{grain: ".".join(codes[:n]) if codes else None
                for grain, n in zip(TREE[1:], (1, 2, 3, 5, 6), strict=True)},
             "kecamatan": place[:8] if len(place) >= 8 else None,
             "desa": place if len(place) == 13 else None,
             "l": row.get("realisasi_l"), "p": row.get("realisasi_p"),
             "all": row.get("realisasi_total")}
        )  # fmt: skip
    return rows
