"""Years and months as people write them; a month that names its year is checked against the row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pug_metrics.ingest.months import MONTHS

_YEAR = re.compile(
    r"(?:(?:ta|t\.a|thn|tahun|tahun anggaran|year|fy)\.? ?)?([12]\d{3})(?:\.0+)?", re.ASCII
)
_UNTIL = re.compile(
    r"(?:januari ?(?:[-–]|s\.?/?d\.?|sampai(?: dengan)?|hingga) ?|"
    r"(?:s\.? ?/? ?d\.?|sampai(?: dengan)?|hingga) ?(?:bulan ?)?)"
)
_NAMED = re.compile(r"(?:bulan )?([a-z]+)\.?(?:[ ,./-]*(\d{4}))?", re.ASCII)
_NUMBER = re.compile(r"(?:bulan )?(0?[1-9]|1[0-2])(?:\.0+)?", re.ASCII)
_NUMBER_YEAR = re.compile(r"(0?[1-9]|1[0-2])[-/.](\d{4})", re.ASCII)
_YEAR_NUMBER = re.compile(r"(\d{4})[-/.](0[1-9]|1[0-2])(?:-01)?", re.ASCII)
_SPAN = re.compile(
    r"(triwulan|tw|semester|smt|kuartal|quarter|q)\.? ?(iv|i{1,3}|[1-4])\b", re.ASCII
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class MonthText:
    """A month 1 to 12 (None: no month), the year it names, or the month a span would end with."""

    month: int | None
    year: int | None = None
    ends: int | None = None


def year_of(text: str) -> int | None:
    """A year of four digits, alone or behind "TA"; "2025/2026" is two years, so none."""
    match = _YEAR.fullmatch(" ".join(text.lower().split()))
    return int(match[1]) if match else None


def month_of(text: str, *, until: bool) -> MonthText:
    """A month by number or name; ``until``: "s.d. September" may say it, as sums up to a month."""
    plain = " ".join(text.lower().split()).strip(". ")
    if until:
        plain = _UNTIL.sub("", plain, count=1) if _UNTIL.match(plain) else plain
    if match := _NUMBER.fullmatch(plain):
        return MonthText(int(match[1]))
    if match := _NUMBER_YEAR.fullmatch(plain):
        return MonthText(int(match[1]), int(match[2]))
    if match := _YEAR_NUMBER.fullmatch(plain):
        return MonthText(int(match[2]), int(match[1]))
    if (match := _NAMED.fullmatch(plain)) and match[1] in MONTHS:
        return MonthText(MONTHS[match[1]], int(match[2]) if match[2] else None)
    if match := _SPAN.match(plain):
        number = _ROMAN.get(match[2]) or int(match[2])
        ends = number * (6 if match[1] in ("semester", "smt") else 3)
        return MonthText(None, ends=ends if ends <= 12 else None)
    return MonthText(None)
