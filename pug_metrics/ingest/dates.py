"""Dates as people write them: what one text can mean, and what a whole column of them means.

Day before month is the rule in Indonesia. A column that proves the other order is not read by the
rule: its open dates are refused until the user says. Knows nothing of tables or findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pug_metrics.ingest.months import MONTHS

DAY_FIRST, MONTH_FIRST = "hari_dulu", "bulan_dulu"
SERIAL_1900, SERIAL_1904 = "seri_1900", "seri_1904"
_CLOCK = r"(?:[t ](?P<clock>\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_CLOCK}", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}}) ?([-/.]) ?(\d{{1,2}}) ?\2 ?(\d{{4}}){_CLOCK}", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2} ?([-/.]) ?\d{1,2} ?\1 ?\d{2}|\d{1,2}\W+[a-z]+\W+\d{2}", re.ASCII)
_WORD_MONTH = re.compile(r"(\d{1,2})[ ./-]*([a-z]+)[ .,/-]*(\d{4})", re.ASCII)
_WORD_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?", re.ASCII)
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("senin", "selasa", "rabu", "kamis", "jumat jum'at", "sabtu", "minggu ahad")
    )
    for name in names.split()
}
_EPOCHS = {SERIAL_1900: date(1899, 12, 30), SERIAL_1904: date(1904, 1, 1)}
# Serials of 1954 to 2119: smaller numbers are years and counts, not days.
_SERIALS = range(20_000, 80_001)


@dataclass(frozen=True, slots=True)
class DateText:
    """What one text can mean: by each rule a date, or an ``error`` that names the finding.

    ``meanings``: rule → date; a single entry under an empty rule is certain. ``clock``: a time of
    the day stood behind it.
    """

    meanings: Mapping[str, date]
    error: str = ""
    clock: bool = False


def date_text(text: str) -> DateText:
    """What a text can mean as a date."""
    plain = " ".join(text.lower().replace("\u00a0", " ").split())
    head, _, rest = plain.partition(",") if "," in plain else plain.partition(" ")
    if head in _WEEKDAYS:
        found = _bare(rest.strip())
        days = {rule: day for rule, day in found.meanings.items()
                if day.weekday() == _WEEKDAYS[head]}  # fmt: skip
        return DateText(days, found.error if days else "tanggal_tidak_sah", found.clock)
    return _bare(plain)


def _bare(plain: str) -> DateText:
    if match := _YEAR_FIRST.fullmatch(plain):
        clock = _time_of_day(match["clock"])
        return _certain(_date(int(match[1]), int(match[3]), int(match[4])), clock)
    if match := _YEAR_LAST.fullmatch(plain):
        return _ordered(int(match[1]), int(match[3]), int(match[4]), _time_of_day(match["clock"]))
    if match := _WORD_MONTH.fullmatch(plain):
        return _certain(_date(int(match[3]), MONTHS.get(match[2], 0), int(match[1])))
    if match := _WORD_FIRST.fullmatch(plain):
        return _certain(_date(int(match[3]), MONTHS.get(match[1], 0), int(match[2])))
    if match := _COMPACT.fullmatch(plain):
        return _certain(_date(int(match[1]), int(match[2]), int(match[3])))
    if (match := _SERIAL.fullmatch(plain)) and int(match[1]) in _SERIALS:
        days = timedelta(days=int(match[1]))
        return DateText({rule: epoch + days for rule, epoch in _EPOCHS.items()})
    short = _SHORT_YEAR.fullmatch(plain)
    return DateText({}, "tanggal_tahun_dua" if short else "tanggal_tidak_sah")


def _certain(day: date | None, clock: bool = False) -> DateText:  # noqa: FBT001, FBT002
    return DateText({"": day}, clock=clock) if day else DateText({}, "tanggal_tidak_sah")


def _ordered(first: int, second: int, year: int, clock: bool) -> DateText:  # noqa: FBT001
    """Day and month in either order, as far as there is such a date."""
    days = {DAY_FIRST: _date(year, second, first), MONTH_FIRST: _date(year, first, second)}
    found = {rule: day for rule, day in days.items() if day}
    if len(set(found.values())) == 1 and len(found) == len(days):
        return DateText({"": found[DAY_FIRST]}, clock=clock)
    return DateText(found, "" if found else "tanggal_tidak_sah", clock)


def _time_of_day(text: str | None) -> bool:
    return text is not None and any(digit in "123456789" for digit in text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class DateColumn:
    """Each text's date or the kind of its error; the rules to choose from with the open texts."""

    days: Mapping[str, date]
    errors: Mapping[str, str]
    rules: tuple[str, ...] = ()
    open_texts: tuple[str, ...] = ()


def date_column(texts: Iterable[str], asked: str | None) -> DateColumn:
    """Read the different texts of a column together; ``asked``: the rule the user chose."""
    read = {text: date_text(text) for text in texts}
    errors = {text: found.error for text, found in read.items() if found.error}
    days = {text: found.meanings[""] for text, found in read.items() if "" in found.meanings}
    other = any(set(found.meanings) == {MONTH_FIRST} for found in read.values())
    rules: dict[str, None] = {}
    left: list[str] = []
    for text, found in read.items():
        if text in errors or text in days:
            continue
        rule = asked if asked in found.meanings else None
        if rule is None and not other and DAY_FIRST in found.meanings and asked != MONTH_FIRST:
            rule = DAY_FIRST
        if rule is None and set(found.meanings) == {DAY_FIRST} and asked != MONTH_FIRST:
            rule = DAY_FIRST
        if rule is not None:
            days[text] = found.meanings[rule]
            continue
        errors[text] = _unsettled(found, asked)
        if errors[text] != "tanggal_tidak_sah":
            left.append(text)
            rules |= dict.fromkeys((SERIAL_1900, SERIAL_1904) if SERIAL_1900 in found.meanings
                                   else (DAY_FIRST, MONTH_FIRST))  # fmt: skip
    return DateColumn(days, errors, tuple(rules), tuple(left))


def _unsettled(found: DateText, asked: str | None) -> str:
    """Why a text that is a date by some rule is not read."""
    if SERIAL_1900 in found.meanings:
        return "tanggal_seri"
    if len(found.meanings) > 1:
        return "tanggal_ambigu"
    return "tanggal_tidak_sah" if asked in (DAY_FIRST, MONTH_FIRST) else "tanggal_bulan_dulu"


def meanings(text: str, rule: str) -> date | None:
    """What an open text is by a rule, None where it is no date by it."""
    found = date_text(text).meanings
    return found.get("") or found.get(rule)
