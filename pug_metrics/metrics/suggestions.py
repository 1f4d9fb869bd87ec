"""*Saran*: what a sub-activity might be tagged as, each with its reason; never applied by itself.

Also the same sub-activity tagged differently by two agencies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pug_metrics.language import Text
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.names import labels
from pug_metrics.metrics.question import STAGES, Reader, settle, where
from pug_metrics.metrics.result import Slice
from pug_metrics.reference.tag_rules import code_rules, word_rules

# Where a reason comes from, the strongest first.
SAME_YEAR, LAST_YEAR, CODE, WORD, OTHERS = "tahapan", "tahun", "kode", "kata", "opd"
_DECIDED = """
SELECT tahun, tahapan, kode_skpd, kode_sub_kegiatan, kategori_arg, bobot_arg, sum(pagu) AS pagu
FROM baris
WHERE kode_daerah = $daerah AND tahun IN ($tahun, $tahun - 1) AND kategori_arg <> 'BELUM_DINILAI'
AND list_contains($sub, kode_sub_kegiatan) GROUP BY ALL
"""
_Rows = list[dict[str, Any]]
Unit = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Reason:
    """One suggestion: ``kind`` is a key ``saran_<kind>``, ``facts`` fill its places.

    ``weight``: the weight of an earlier decision, None where the reason knows none. ``source``: of
    a rule; None where the reason is a decision in the data. ``agencies``: codes of the others.
    """

    kind: str
    category: str
    weight: Decimal | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    reason: Text | None = None
    source: Text | None = None
    agencies: tuple[str, ...] = ()


def suggestions(store: Reader, at: Slice, units: Sequence[Unit]) -> dict[Unit, tuple[Reason, ...]]:
    """Reasons for each (agency, sub-activity, name), the strongest kind first; maybe none.

    From the decision on it in an earlier stage of the year and in the last stage of the year
    before, from its code, from words of its name, and from other agencies in this slice. What has
    no sub-activity (empty text) has only its name to go by.
    """
    at = settle(store, (), at)
    decided = _decided(store, at, {sub for _, sub, _ in units if sub})
    return {
        (agency, sub, name): (
            *_earlier(at, agency, decided.get(sub, [])),
            *_by_code(sub),
            *_by_words(name),
            *_by_others(at, agency, decided.get(sub, [])),
        )
        for agency, sub, name in units
    }


def _decided(store: Reader, at: Slice, subs: Iterable[str]) -> dict[str, _Rows]:
    asked = {"daerah": at.daerah, "tahun": at.tahun, "sub": sorted(subs)}
    found: dict[str, _Rows] = {}
    for row in store.query(_DECIDED, asked).to_pylist():
        found.setdefault(row["kode_sub_kegiatan"], []).append(row)
    return found


def _earlier(at: Slice, agency: str, decided: _Rows) -> list[Reason]:
    own = [row for row in decided if row["kode_skpd"] == agency]
    before = [
        row for row in own
        if row["tahun"] == at.tahun and _place(row["tahapan"]) < _place(str(at.tahapan))
    ]  # fmt: skip
    last = [row for row in own if row["tahun"] != at.tahun]
    return [
        _of_decision(kind, _latest(rows))
        for kind, rows in ((SAME_YEAR, before), (LAST_YEAR, last))
        if rows
    ]


def _place(stage: str) -> int:
    return STAGES.index(stage) if stage in STAGES else -1


def _latest(rows: _Rows) -> dict[str, Any]:
    """The decision of the last stage; where it differs within, that on the most rupiah."""
    return max(rows, key=lambda row: (_place(row["tahapan"]), row["pagu"], row["kategori_arg"]))


def _of_decision(kind: str, row: dict[str, Any]) -> Reason:
    facts = {"tahun": row["tahun"], "tahapan": row["tahapan"]}
    return Reason(kind, row["kategori_arg"], row["bobot_arg"], facts)


def _by_code(sub: str) -> list[Reason]:
    rule = next((rule for rule in code_rules() if rule.fits(sub)), None)
    if rule is None:
        return []
    shown = rule.prefix or ".".join(sub.split(".")[:3])
    facts = {"kode": shown}
    return [Reason(CODE, rule.category, facts=facts, reason=rule.reason, source=rule.source)]


def _by_words(name: str) -> list[Reason]:
    found = [(rule.found(name), rule) for rule in word_rules()]
    return [
        Reason(WORD, rule.category, facts={"kata": word}, source=rule.source)
        for word, rule in found
        if word
    ]


def _by_others(at: Slice, agency: str, decided: _Rows) -> list[Reason]:
    """One reason a category that other agencies chose here, the most agencies first."""
    by_category: dict[str, set[str]] = {}
    for row in decided:
        here = (row["tahun"], row["tahapan"]) == (at.tahun, at.tahapan)
        if here and row["kode_skpd"] != agency:
            by_category.setdefault(row["kategori_arg"], set()).add(row["kode_skpd"])
    ranked = sorted(by_category.items(), key=lambda each: (-len(each[1]), each[0]))
    return [
        Reason(OTHERS, category, facts={"jumlah": len(codes)}, agencies=tuple(sorted(codes)))
        for category, codes in ranked
    ]


@dataclass(frozen=True, slots=True)
class Side:
    """What one agency decided on a sub-activity: its categories with their weights, and rupiah."""

    kode_skpd: str
    nama_skpd: str
    tags: tuple[tuple[str, Decimal | None], ...]
    pagu: Decimal


@dataclass(frozen=True, slots=True)
class Differing:
    """A sub-activity that agencies tagged differently; ``pagu``: the rupiah of all of them."""

    kode_sub_kegiatan: str
    nama: str
    sides: tuple[Side, ...]
    pagu: Decimal


def tagged_differently(store: Reader, at: Slice) -> tuple[Differing, ...]:
    """Sub-activities whose category or weight differs between agencies, the most rupiah first.

    Lines without a tag that counts are left out: they are undecided, not different.
    """
    at = settle(store, (), at)
    asked = where(at)
    rows = store.query(
        "WITH sisi AS (SELECT kode_sub_kegiatan, kode_skpd, sum(pagu) AS pagu, "  # noqa: S608 - our columns
        "list_sort(list(DISTINCT {'kategori': kategori_arg, 'bobot': bobot_arg})) AS tanda "
        f"FROM baris WHERE {asked.sql} AND kategori_arg <> 'BELUM_DINILAI' "
        "AND kode_sub_kegiatan IS NOT NULL GROUP BY ALL), "
        "beda AS (SELECT kode_sub_kegiatan, sum(pagu) AS semua FROM sisi GROUP BY ALL "
        "HAVING count(DISTINCT tanda) > 1) "
        "SELECT * FROM sisi JOIN beda USING (kode_sub_kegiatan) "
        "ORDER BY semua DESC, kode_sub_kegiatan, pagu DESC, kode_skpd",
        asked.params,
    ).to_pylist()
    agencies = labels(store, (Grain.OPD,), at, {(row["kode_skpd"],) for row in rows})
    subs = labels(store, (Grain.SUB_KEGIATAN,), at, {(row["kode_sub_kegiatan"],) for row in rows})
    sides: dict[str, list[Side]] = {}
    for row in rows:
        code = row["kode_skpd"]
        tags = tuple((each["kategori"], each["bobot"]) for each in row["tanda"])
        side = Side(code, agencies[(code,)][0], tags, row["pagu"])
        sides.setdefault(row["kode_sub_kegiatan"], []).append(side)
    return tuple(
        Differing(
            code, subs[(code,)][0], tuple(found), sum((s.pagu for s in found), Decimal("0.00"))
        )
        for code, found in sides.items()
    )
