"""Tables with one column a year or month: which headers say so, and of what. Reads no cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pug_metrics.datasets import Dataset
from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.months import MONTHS
from pug_metrics.ingest.report import Answers, Choice

MONTH = "sampai_bulan"
_JOIN = " | "
_FILL = frozenset(
    [
        "tahun",
        "ta",
        "thn",
        "bulan",
        "bln",
        "rp",
        "rupiah",
        "akhir",
        "s",
        "d",
        "sd",
        "sampai",
        "dengan",
    ]
)
_UNTIL = frozenset(("sd", "sampai"))
_DATED = re.compile(r"20\d\d-(0[1-9]|1[0-2])-\d\d(?:$|[T ])")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_SPANS = {"triwulan": 3, "tw": 3, "semester": 6, "smt": 6}
# From so many columns on, years or months are columns on purpose.
_MANY = 2


@dataclass(frozen=True, slots=True)
class WideColumn:
    """A column of amounts for one year or month. ``value``: the key as text; ``until``: "s.d."."""

    index: int
    measure: str
    value: str
    until: bool = False


@dataclass(frozen=True, slots=True)
class Wide:
    """Columns that hold ``measures`` for different values of the declared column ``key``."""

    key: str
    columns: tuple[WideColumn, ...]
    marks: tuple[Mark, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def measures(self) -> tuple[str, ...]:
        """The declared columns that the wide ones fill, each once."""
        return tuple(dict.fromkeys(each.measure for each in self.columns))

    @property
    def values(self) -> tuple[str, ...]:
        """The years or months, in the order of the file."""
        return tuple(dict.fromkeys(each.value for each in self.columns))


def header_parts(header: str) -> tuple[str, ...]:
    """The parts of a header that stands on several rows."""
    return tuple(part.strip() for part in header.split(_JOIN) if part.strip())


def find_wide(
    headers: tuple[str, ...],
    unclaimed: list[int],
    declared: Dataset,
    claimed: Mapping[str, int],
    answers: Answers,
) -> Wide | None:
    """The wide columns among ``unclaimed``, or None.

    ``claimed``: names that another column fills already, with that column. A measure that one
    column holds as a whole beside several years is asked: the column may be their sum.
    """
    rule = declared.wide
    if rule is None or rule.key in claimed:
        return None
    spoken = {
        name: set(declared.column(name).headers) | {normalise_header(name)}
        for name in rule.measures
    }
    said = [_column(index, headers[index], rule.key, spoken) for index in unclaimed]
    columns = [each for each in said if each is not None]
    free = tuple(each for each in columns if each.measure not in claimed)
    beside = Counter(each.measure for each in columns if each.measure in claimed)
    asked = [name for name, times in beside.items() if times >= _MANY]
    if not free and not asked:
        return None
    marks: list[Mark] = []
    choices: list[Choice] = []
    for name in asked:
        header = headers[claimed[name]]
        label = declared.column(name).label
        facts = {"arti": label, "jumlah": beside[name]}
        marks.append(Mark("kolom_lebar_dan_tunggal", Severity.GALAT, header, facts=facts,
                          cell=claimed[name]))  # fmt: skip
        choices.append(Choice("kolom", header, ((name, str(label)), ("", ""))))
    marks += _repeated(free, headers)
    if rule.key == MONTH and free:
        found, asked_month = _monthly(free, headers, answers)
        marks += found
        choices += asked_month
    return Wide(rule.key, free, tuple(marks), tuple(choices))


def _column(index: int, header: str, key: str, spoken: Mapping[str, set[str]]) -> WideColumn | None:
    """What a header says: which measure, for which year or month; None where it says neither."""
    dated = _DATED.match(header.strip()) if key == MONTH else None
    if dated and len(spoken) == 1:
        # A header that a spreadsheet keeps as the date of its first day.
        return WideColumn(index, next(iter(spoken)), str(int(dated[1])))
    words = normalise_header(header).split()
    value, rest = _month(words) if key == MONTH else _year(words)
    if not value:
        return None
    named = " ".join(word for word in rest if word not in _FILL)
    fits = [name for name, headers in spoken.items() if named in headers]
    if not named and len(spoken) == 1:
        fits = list(spoken)
    if len(fits) != 1:
        return None
    until = bool(_UNTIL.intersection(words)) or " s d " in f" {' '.join(words)} "
    return WideColumn(index, fits[0], value, until)


def _year(words: list[str]) -> tuple[str, list[str]]:
    years = [word for word in words if re.fullmatch(r"20\d\d", word)]
    if len(years) != 1:
        return "", words
    return years[0], [word for word in words if word != years[0]]


def _month(words: list[str]) -> tuple[str, list[str]]:
    """The month that a header names, or the last one of its quarter or half-year."""
    rest = [word for word in words if not re.fullmatch(r"20\d\d", word)]
    months = [word for word in rest if word in MONTHS]
    if len(months) == 1:
        return str(MONTHS[months[0]]), [word for word in rest if word != months[0]]
    for place, word in enumerate(rest[:-1]):
        part = _ROMAN.get(rest[place + 1], 0)
        if not months and word in _SPANS and 0 < part * _SPANS[word] <= 12:
            return str(part * _SPANS[word]), [*rest[:place], *rest[place + 2 :]]
        numbered = re.fullmatch(r"0?[1-9]|1[0-2]", rest[place + 1])
        if not months and word in ("bulan", "bln") and numbered:
            return str(int(rest[place + 1])), [*rest[:place], *rest[place + 2 :]]
    return "", words


def _repeated(columns: tuple[WideColumn, ...], headers: tuple[str, ...]) -> Iterator[Mark]:
    """Two columns for one measure and one year: nobody can say which of them counts."""
    first: dict[tuple[str, str], WideColumn] = {}
    for each in columns:
        earlier = first.setdefault((each.measure, each.value), each)
        if earlier is not each:
            facts = {"dipakai": headers[earlier.index], "arti": each.value}
            yield Mark("kolom_berebut", Severity.GALAT, headers[each.index], facts=facts,
                       cell=each.index)  # fmt: skip


def _monthly(
    columns: tuple[WideColumn, ...], headers: tuple[str, ...], answers: Answers
) -> tuple[list[Mark], list[Choice]]:
    """Amounts up to a month, or of the month: said by every header ("s.d."), else asked."""
    if all(each.until for each in columns):
        return [], []
    named = next(headers[each.index] for each in columns if not each.until)
    if answers.monthly == "kumulatif":
        return [Mark("bulan_kumulatif", Severity.CATATAN, named)], []
    if answers.monthly == "per_bulan":
        return [Mark("bulan_per_bulan", Severity.GALAT, named)], []
    options = (("kumulatif", named), ("per_bulan", named))
    return [Mark("bulan_belum_jelas", Severity.AWAS, named)], [Choice("bulanan", MONTH, options)]
