"""Recomputes a movement from the source rows in plain Python; shares nothing with the package.

Rupiah are ``Decimal``; tags and documents of these budgets hang on agency and sub-activity.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

ARG = ("SPESIFIK", "KESETARAAN", "PELEMBAGAAN")
OUTSIDE = {
    "TOTAL_BELANJA": lambda line: False,
    "BELANJA_LANGSUNG": lambda line: (
        not line["kode_rekening"].startswith(("5.1", "5.2"))
        or line["kode_rekening"].startswith("5.1.01")
    ),
    "BJ_BANSOS_MODAL": lambda line: (
        not line["kode_rekening"].startswith(("5.1.02", "5.1.06", "5.2"))
    ),
    "TANPA_PENUNJANG": lambda line: line["kode_sub_kegiatan"].split(".")[2] == "01",
}


def _of(rows: list[dict], at: dict, *names: str) -> list[dict]:
    return [
        row for row in rows if all(row[name] == at[name.removeprefix("kode_")] for name in names)
    ]


def _end(data: dict, at: dict, basis: str) -> dict[tuple, dict]:
    tags, papers = {}, defaultdict(set)
    for row in _of(data["tag_arg"], at, "kode_daerah", "tahun", "tahapan"):
        tags[row["kode_skpd"], row.get("kode_sub_kegiatan")] = row
    for row in _of(data["dokumen"], at, "kode_daerah", "tahun"):
        if row["status"] == "DISETUJUI":
            papers[row["kode_skpd"]].add(row["jenis"])
    made: dict[tuple, dict] = {}
    for row in _of(data["anggaran"], at, "kode_daerah", "tahun", "tahapan"):
        if OUTSIDE[basis](row):
            continue
        agency, sub = row["kode_skpd"], row["kode_sub_kegiatan"]
        tag = tags.get((agency, sub)) or tags[agency, None]
        weight = Decimal(tag["bobot_arg"] or 1) if tag["kategori_arg"] in ARG else None
        key = (agency, row["kode_sub_unit"], sub, row["kode_rekening"], row["kode_sumber_dana"])
        own = made.setdefault(
            key, {"pagu": Decimal(0), "claim": Decimal(0), "weights": {weight},
                  "complete": {len(papers[agency]) == 3}}
        )  # fmt: skip
        own["pagu"] += row["pagu"]
        own["claim"] += _sen(row["pagu"] * (weight or 0))
    for own in made.values():
        own["paper"] = own["claim"] if True in own["complete"] else Decimal(0)
    return made


def _sen(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _became(rows: list[tuple[int, str, str]], code: str, years: tuple[int, int], present) -> str:
    """One step a region in these budgets."""
    for year, old, new in rows:
        if old == code and new in present:
            if years[0] < year <= years[1]:
                return new
            if year <= years[1] and code not in present:
                return new
    return code


def _translated(data: dict, earlier: dict, later: dict, before: dict, after: dict) -> dict:
    years = (before["tahun"], after["tahun"])
    moved = [
        (row["mulai_tahun"], row["kode_skpd_lama"], row["kode_skpd_baru"])
        for row in data["peta_opd"] if row["kode_daerah"] == before["daerah"]
    ]  # fmt: skip
    same = [
        (row["mulai_tahun"], row["kode_lama"], row["kode_baru"])
        for row in data["padanan_kode"] if row["kode_daerah"] == before["daerah"]
    ]  # fmt: skip
    made: dict[tuple, dict] = {}
    for (agency, unit, sub, *rest), own in earlier.items():
        agency = _became(moved, agency, years, {key[0] for key in later})
        sub = _became(same, sub, years, {key[2] for key in later if key[0] == agency})
        key = (agency, unit, sub, *rest)
        if key not in made:
            made[key] = dict(own)
            continue
        both = made[key]
        for name in ("pagu", "claim", "paper"):
            both[name] += own[name]
        both["weights"] = both["weights"] | own["weights"]
        both["complete"] = both["complete"] | own["complete"]
    return made


def moved(data: dict, name: str, before: dict, after: dict, basis: str) -> dict | None:
    """Start, end and every part; None where an end has no figure."""
    old, new = _end(data, before, basis), _end(data, after, basis)
    if not _has_lines(data, before) or not _has_lines(data, after):
        return None
    old = _translated(data, old, new, before, after)
    whole = [sum((own["pagu"] for own in end.values()), Decimal(0)) for end in (old, new)]
    if name != "arg_amount" and 0 in whole:
        return None
    field = "paper" if name == "arg_share_documented" else "claim"
    sums = [Fraction(sum((own[field] for own in end.values()), Decimal(0))) for end in (old, new)]
    parts: dict[str, Fraction] = defaultdict(Fraction)
    for key in {*old, *new}:
        for cause, rupiah in _steps(old.get(key), new.get(key), field):
            parts[cause] += Fraction(rupiah)
    if name == "arg_amount":
        return {"start": sums[0], "end": sums[1], **parts}
    bases = [Fraction(each) for each in whole]
    made = {cause: rupiah / bases[0] * 100 for cause, rupiah in parts.items()}
    made["penyebut"] = sums[1] / bases[1] * 100 - sums[1] / bases[0] * 100
    return {"start": sums[0] / bases[0] * 100, "end": sums[1] / bases[1] * 100, **made}


def _has_lines(data: dict, at: dict) -> bool:
    return bool(_of(data["anggaran"], at, "kode_daerah", "tahun", "tahapan"))


def _steps(one: dict | None, other: dict | None, field: str) -> list[tuple[str, Decimal]]:
    if one is None:
        return [("baru", other[field])]
    if other is None:
        return [("berakhir", -one[field])]
    tagged = [own["weights"] != {None} for own in (one, other)]
    if tagged == [False, True]:
        return [("ditandai", other[field])]
    if tagged == [True, False]:
        return [("dilepas", -one[field])]
    if tagged == [False, False]:
        return []
    return _tagged_steps(one, other, field)


def _tagged_steps(one: dict, other: dict, field: str) -> list[tuple[str, Decimal]]:
    (weight,) = other["weights"]
    if one["weights"] == {weight} or (len(one["weights"]) > 1 and not one["pagu"]):
        money = other["claim"]
    elif len(one["weights"]) == 1:
        money = _sen(other["pagu"] * next(iter(one["weights"])))
    else:
        money = _share(other["pagu"], one["claim"], one["pagu"])
    if field == "claim":
        return [("uang", money - one["claim"]), ("bobot", other["claim"] - money)]
    if one["complete"] == {True}:
        known = [money, other["claim"]]
    elif one["claim"]:
        known = [_share(each, one["paper"], one["claim"]) for each in (money, other["claim"])]
    else:
        known = [Decimal(0), Decimal(0)]
    papers = other["paper"] - known[1]
    return [
        ("uang", known[0] - one["paper"]), ("bobot", known[1] - known[0]),
        ("dokumen_bertambah" if papers > 0 else "dokumen_hilang", papers),
    ]  # fmt: skip


def _share(amount: Decimal, top: Decimal, bottom: Decimal) -> Decimal:
    """``amount · top / bottom`` to the sen, half up, without a rounding in between."""
    exact = Fraction(amount) * Fraction(top) / Fraction(bottom) * 100
    return Decimal((2 * exact.numerator + exact.denominator) // (2 * exact.denominator)) / 100
