"""The unit that a title, a header or a note names: thousands or millions of rupiah.

Found here, asked of the user, applied by ``numbers`` once it is answered; never by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from pug_metrics.datasets import Column, Kind
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.header import Located
from pug_metrics.ingest.report import Choice, ColumnReading
from pug_metrics.language.numbers import count, decimal

POWERS: Mapping[int, int] = {10**power: power for power in (0, 3, 6, 9, 12)}
_WORDS: Mapping[str, int] = {
    "ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12,
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
}  # fmt: skip
_WORD = rf"(?P<word>{'|'.join(_WORDS)})(?:an|s)?\b"
_MONEY = r"\b(?:rp|idr|rupiah)(?![a-z])\.?"
_THOUSANDS = r"(?P<zeros>(?:[.,]?000)+)(?:,-|,00|\.-)?"
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        # "ribuan rupiah", but not "5 juta rupiah": that is an amount.
        rf"(?<!\d )(?<!\d)\b{_WORD}\W*(?:of )?{_MONEY}",
        rf"{_MONEY}\W*(?:dalam |in )?{_WORD}",
        rf"\b(?:dalam|dlm|satuan|in)\W+{_WORD}(?!\W*(?:jiwa|orang|people|persons))",
        rf"\(\W*{_WORD}\W*\)",
        rf"^\W*(?P<word>{'|'.join(_WORDS)})(?:an|s)\W*$",
        rf"(?:\bx|×|\bdalam|\bdlm|\bsatuan|\bper)\W*(?:{_MONEY}\W*)?1{_THOUSANDS}(?!\d)",
        rf"\(\W*{_MONEY}\W*1{_THOUSANDS}\W*\)",
        rf"(?:{_MONEY}\W*|\(\W*)(?<!\d){_THOUSANDS}\W*(?:{_MONEY})?\W*(?:\)|$)",
    )
)
# A note under a table is looked at, a table of notes is not.
_NOTES = 200
_LAST = 10


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit named in ``text``: ten to the ``power``; without ``column`` it counts for all."""

    power: int
    text: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Units:
    """What a file says of its unit, and what the user said (None: nothing yet)."""

    named: tuple[Unit, ...] = ()
    answer: int | None = None

    def found(self, column: str) -> int:
        """The power that the file names for a column of rupiah; its own header comes first."""
        own = [unit.power for unit in self.named if unit.column == column]
        return next(iter(own or [unit.power for unit in self.named if not unit.column]), 0)

    def power(self, column: str) -> int:
        """The power that a column is multiplied by: the answer, where the file or it says so."""
        power = POWERS.get(self.answer or 1, 0)
        return power if self.found(column) or not self.named else 0

    @property
    def clash(self) -> bool:
        """Whether the file names different units, which one answer cannot settle."""
        return len({unit.power for unit in self.named}) > 1 and self.answer != 1


def unit_in(text: str) -> int:
    """The power of ten that a text names as its unit, 0 where it names none."""
    plain = " ".join(text.lower().split())
    for pattern in _NAMED:
        if match := pattern.search(plain):
            found = match.groupdict()
            if found.get("word"):
                return _WORDS[found["word"]]
            return found["zeros"].count("000") * 3
    return 0


def units_named(
    located: Located, amounts: Mapping[int, str], notes: pa.Array, answer: int | None
) -> Units:
    """Every unit that the title rows, the headers of ``amounts`` and the notes name, each once.

    ``amounts``: index in the sheet → declared name of a column of rupiah; ``notes``: rows of the
    file (from 1) that hold words only.
    """
    named: dict[tuple[int, str], Unit] = {}
    for text, column in _places(located, amounts, notes):
        if power := unit_in(text):
            named.setdefault((power, column), Unit(power, text.strip()[:80], column))
    return Units(tuple(named.values()), answer)


def _places(
    located: Located, amounts: Mapping[int, str], notes: pa.Array
) -> Iterator[tuple[str, str]]:
    sheet = located.sheet
    noted = {row - 1 for row in notes[:_NOTES].to_pylist()}
    last = range(max(located.header + 1, sheet.height - _LAST), sheet.height)
    for row in sorted({*range(located.header), *noted, *last}):
        yield from ((cell, "") for cell in sheet.row(row) if cell)
    for index, header in enumerate(located.headers):
        if index in amounts:
            yield header, amounts[index]
        elif unit_in(header) and not any(char.isalpha() for char in _bare(header)):
            # A cell of its own beside the headers: "(dalam ribuan rupiah)".
            yield header, ""


def _bare(header: str) -> str:
    """What a header says besides its unit."""
    plain = " ".join(header.lower().split())
    for pattern in _NAMED:
        plain = pattern.sub(" ", plain)
    return re.sub(r"\b(?:dalam|satuan|in|rp|rupiah|idr)\b", " ", plain)


def told(
    units: Units, amounts: list[Column], readings: Mapping[str, ColumnReading]
) -> tuple[list[Mark], list[Choice]]:
    """What is to be said of the unit of ``amounts`` (columns of rupiah), and the open choice."""
    read = [readings[column.name] for column in amounts if column.name in readings]
    if not read or not (units.named or units.answer):
        return [], []
    choice = _choice(units, read)
    return list(_marks(units, amounts)), [choice] if choice else []


def _choice(units: Units, readings: list[ColumnReading]) -> Choice | None:
    if units.answer is not None or units.clash or not units.named:
        return None
    unit = units.named[0]
    concerned = [each for each in readings if units.found(each.column)]
    shown = [pair for each in concerned for pair in each.samples][:3]
    only = {unit.column for unit in units.named}
    options = tuple((str(size), _samples(shown, size)) for size in (1, 10**unit.power))
    return Choice("satuan", only.pop() if len(only) == 1 else "", options, unit.text)


def _samples(shown: list[tuple[str, str]], size: int) -> str:
    return "; ".join(f"{written} -> {_rupiah(Decimal(read) * size)}" for written, read in shown)


def _rupiah(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return f"{'−' if amount < 0 else ''}Rp{decimal(abs(amount), 0 if whole else 2)}"


def _marks(units: Units, amounts: list[Column]) -> Iterator[Mark]:
    text = "; ".join(dict.fromkeys(unit.text for unit in units.named))
    if units.answer is not None and units.answer not in POWERS:
        yield Mark("satuan_tidak_sah", Severity.GALAT, value=str(units.answer))
    elif units.clash:
        yield Mark("satuan_berbeda", Severity.GALAT, value=text)
    elif units.answer is None:
        facts = {"satuan": count(10 ** units.named[0].power)}
        yield Mark("satuan_terbuka", Severity.AWAS, value=text, facts=facts)
    elif units.answer == 1:
        if units.named:
            yield Mark("satuan_seperti_tertulis", Severity.CATATAN, value=text)
    else:
        labels = [str(c.label) for c in amounts if units.power(c.name)]
        facts = {"satuan": count(units.answer), "label": ", ".join(labels)}
        yield Mark("satuan_dipakai", Severity.CATATAN, facts=facts)
        if any(10**unit.power != units.answer for unit in units.named):
            yield Mark("satuan_lain", Severity.AWAS, value=text, facts=facts)


def other_units(headers: Mapping[str, str], columns: Iterable[Column]) -> Iterator[Mark]:
    """Counts and percent whose header names a unit: they are read as written, and it is said."""
    for column in columns:
        header = headers.get(column.name, "")
        words = rf"\b(?:{'|'.join(_WORDS)})(?:an)?\b"
        if column.kind == Kind.BULAT and re.search(words, header.lower()):
            yield Mark("satuan_ribuan", Severity.AWAS, column.name, value=header[:80])
