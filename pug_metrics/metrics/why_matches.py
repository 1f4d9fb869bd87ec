"""Sub-activities that ended and others that began under the same name: perhaps one and the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from rapidfuzz import fuzz

from pug_metrics.metrics.declaration import still
from pug_metrics.metrics.question import Reader, settle, where
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.why_codes import agency_steps, sub_activity_steps

NEARLY = 90.0
_QUESTION = """
SELECT b.kode_skpd, b.kode_sub_kegiatan, any_value(o.nama) AS opd, any_value(s.nama) AS nama,
    sum(b.pagu) AS pagu
FROM (SELECT * FROM baris WHERE {asked}) AS b
LEFT JOIN nama AS o ON (o.butir, o.kode_daerah, o.kode) = ('opd', b.kode_daerah, b.kode_skpd)
LEFT JOIN nama AS s
    ON (s.butir, s.kode_daerah, s.kode) = ('sub_kegiatan', b.kode_daerah, b.kode_sub_kegiatan)
WHERE b.kode_sub_kegiatan IS NOT NULL
GROUP BY ALL
"""


@dataclass(frozen=True, slots=True)
class Match:
    """A sub-activity that ended and one that began in the same agency; ``sama`` 0 to 100.

    Rupiah are the ceilings of both, at their own end.
    """

    kode_daerah: str
    mulai_tahun: int
    kode_skpd: str
    nama_skpd: str
    kode_lama: str
    nama_lama: str
    pagu_lama: Decimal
    kode_baru: str
    nama_baru: str
    pagu_baru: Decimal
    sama: float


@dataclass(frozen=True, slots=True)
class _Sub:
    agency: str
    agency_name: str
    code: str
    name: str
    pagu: Decimal


def suggested_matches(
    before: Reader, after: Reader, at_before: Slice, at_after: Slice
) -> tuple[Match, ...]:
    """Pairs to confirm, the largest former ceiling first; each code stands in one pair at most.

    Never applied by itself: what is confirmed is stored in the dataset ``padanan_kode``.
    """
    with still(before) as earlier, still(after) as later:
        ends = settle(earlier, (), at_before), settle(later, (), at_after)
        new = _subs(later, ends[1])
        old = _renamed(_subs(earlier, ends[0]), new, later, ends)
    ended = [sub for key, sub in old.items() if key not in new]
    begun = [sub for key, sub in new.items() if key not in old]
    found = [_match(*pair, ends[1]) for pair in _pairs(ended, begun)]
    return tuple(sorted(found, key=lambda match: (-match.pagu_lama, match.kode_lama)))


_Subs = dict[tuple[str, str], _Sub]


def _subs(reader: Reader, at: Slice) -> _Subs:
    asked = where(at)
    rows = reader.query(_QUESTION.format(asked=asked.sql), asked.params).to_pylist()
    return {
        (row["kode_skpd"], row["kode_sub_kegiatan"]): _Sub(
            row["kode_skpd"], row["opd"] or "", row["kode_sub_kegiatan"], row["nama"] or "",
            row["pagu"],
        )
        for row in rows
    }  # fmt: skip


def _renamed(old: _Subs, new: _Subs, reader: Reader, ends: tuple[Slice, Slice]) -> _Subs:
    """The former sub-activities under the agency and code that they have now."""
    region, years = str(ends[1].daerah), (int(ends[0].tahun or 0), int(ends[1].tahun or 0))
    agencies, matches = agency_steps(reader, region), sub_activity_steps(reader, region)
    codes: dict[str, set[str]] = {}
    for agency, code in new:
        codes.setdefault(agency, set()).add(code)
    made = {}
    for sub in old.values():
        agency = agencies.became(sub.agency, *years, codes)
        code = matches.became(sub.code, *years, codes.get(agency, ()))
        made[agency, code] = replace(sub, agency=agency)
    return made


def _pairs(ended: list[_Sub], begun: list[_Sub]) -> Iterator[tuple[_Sub, _Sub, float]]:
    names: dict[str, list[tuple[str, _Sub]]] = {}
    for sub in begun:
        names.setdefault(sub.agency, []).append((_plain(sub.name), sub))
    scored = [
        (score, one, other)
        for one in ended
        for name, other in names.get(one.agency, ())
        if one.name and name
        and (score := fuzz.ratio(_plain(one.name), name, score_cutoff=NEARLY))
    ]  # fmt: skip
    taken: set[tuple[str, str]] = set()
    for score, one, other in sorted(scored, key=lambda e: (-e[0], e[1].code, e[2].code)):
        keys = {("lama", one.code), ("baru", other.code)}
        if not keys & taken:
            taken |= keys
            yield one, other, score


@lru_cache(maxsize=20_000)
def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", name.casefold()).split())


def _match(one: _Sub, other: _Sub, score: float, at: Slice) -> Match:
    return Match(
        str(at.daerah), int(at.tahun or 0), other.agency, other.agency_name,
        one.code, one.name, one.pagu, other.code, other.name, other.pagu, score,
    )  # fmt: skip
