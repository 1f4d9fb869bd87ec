"""What intake has to say of a file: marks made by the rules, findings made of the marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.language import has, say
from pug_metrics.language.numbers import count, day, decimal, rupiah_full
from pug_metrics.tables.masks import some

SHOWN_PER_KIND = 200


class Severity(StrEnum):
    """``GALAT`` keeps a row (or the file) out, ``AWAS`` wants a look, ``CATATAN`` informs."""

    GALAT = "galat"
    AWAS = "awas"
    CATATAN = "catatan"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. ``row`` is the row in the file (None: the whole file or column).

    ``column`` is the header as the file writes it, ``value`` the cell as the file writes it;
    ``label`` names a declared column that the file lacks. ``cell``: index (from 0) of the column
    in the sheet, None where the finding is not about one column of the file.
    """

    kind: str
    severity: Severity
    sheet: str
    row: int | None
    column: str
    value: str
    facts: Mapping[str, object] = field(default_factory=dict)
    label: object = None
    cell: int | None = None

    def place(self) -> str:
        """The column as readers know it, in the current language."""
        return self.column if self.label is None else str(self.label)

    def sentence(self) -> str:
        """What was found, in the current language."""
        return say(f"temuan_{self.kind}", **self._words())

    def cure(self) -> str:
        """What to do about it, in the current language; empty where nothing is to be done."""
        return say(f"cara_{self.kind}", **self._words()) if has(f"cara_{self.kind}") else ""

    def _words(self) -> dict[str, str]:
        own = {"nilai": self.value, "kolom": self.place(), "baris": self.row}
        return {name: spoken(fact) for name, fact in {**own, **self.facts}.items()}


def spoken(fact: object) -> str:
    """A fact as readers write it: counts and rupiah with separators, dates written out.

    A list holds pairs of a cell and the number it would be.
    """
    match fact:
        case None:
            return ""
        case bool():
            return str(fact)
        case int():
            return count(fact)
        case Decimal():
            return rupiah_full(fact)
        case date():
            return day(fact)
        case list():
            return "; ".join(f"{written} = {_exact(read)}" for written, read in fact)
    return str(fact)


def _exact(number: Decimal) -> str:
    """All decimals that a number has, with the separators of the language."""
    exponent = number.normalize().as_tuple().exponent
    return decimal(number, max(0, -int(exponent)))


@dataclass(frozen=True, slots=True)
class Mark:
    """What one rule found. ``rows`` (int32, rows in the file) is None for the file as a whole.

    ``values`` and the arrays of ``row_facts`` are aligned with ``rows``; ``column`` is the declared
    name, or a header of the file that stands for no declared column; ``cell`` is the index of the
    column in the sheet where neither tells it.
    """

    kind: str
    severity: Severity
    column: str = ""
    rows: pa.Array | None = None
    values: pa.Array | None = None
    value: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    row_facts: Mapping[str, pa.Array] = field(default_factory=dict)
    cell: int | None = None

    def without(self, left_out: pa.Array) -> Mark:
        """The same mark without the rows listed in ``left_out``."""
        if self.rows is None or not len(left_out):
            return self
        kept = pc.invert(pc.is_in(self.rows, left_out))
        return replace(
            self,
            rows=self.rows.filter(kept),
            values=None if self.values is None else self.values.filter(kept),
            row_facts={name: array.filter(kept) for name, array in self.row_facts.items()},
        )

    def as_whole(self) -> Mark:
        """The same mark on the file as a whole, told by its first row."""
        if not self.times or self.rows is None:
            return self
        facts = {name: array[0].as_py() for name, array in self.row_facts.items()}
        value = self.value if self.values is None else str(self.values[0].as_py())
        return Mark(
            self.kind, self.severity, self.column, value=value, facts={**self.facts, **facts},
            cell=self.cell,
        )  # fmt: skip

    @property
    def times(self) -> int:
        """How many rows it concerns (1 for the file as a whole)."""
        return 1 if self.rows is None else len(self.rows)


def marked(
    kind: str,
    severity: Severity,
    column: str,
    mask: pa.Array,
    rows: pa.Array,
    values: pa.Array | None = None,
    **facts: object,
) -> list[Mark]:
    """A mark for the rows where ``mask`` holds, or none; array facts are filtered with it."""
    if not some(mask):
        return []
    arrays = {name: fact for name, fact in facts.items() if isinstance(fact, pa.Array)}
    return [
        Mark(
            kind,
            severity,
            column,
            rows.filter(mask),
            None if values is None else values.filter(mask),
            facts={name: fact for name, fact in facts.items() if name not in arrays},
            row_facts={name: array.filter(mask) for name, array in arrays.items()},
        )
    ]


def rejected_rows(marks: Iterable[Mark]) -> pa.Array:
    """Rows in the file that some error mark concerns, each once."""
    bad = [mark.rows for mark in marks if mark.severity == Severity.GALAT and mark.rows is not None]
    return pc.unique(pa.concat_arrays(bad)) if bad else pa.array([], pa.int32())


@dataclass(frozen=True, slots=True)
class Naming:
    """How marks become findings: where a declared column stands in the file, and its words.

    ``headers``: declared name → header of the file; ``labels``: declared name → its label;
    ``cells``: declared name or header → index of the column in the sheet. ``spread``: declared name
    → index of the column in which each row holds the value, for columns under a merged header;
    ``first`` is the row in the file of its first entry.
    """

    sheet: str
    headers: Mapping[str, str]
    labels: Mapping[str, object]
    cells: Mapping[str, int]
    spread: Mapping[str, pa.Array] = field(default_factory=dict)
    first: int = 1

    def cell_of(self, mark: Mark, row: int | None) -> int | None:
        """Index of the column in the sheet that a mark is about, in a row or as a whole."""
        if mark.cell is not None:
            return mark.cell
        spread = self.spread.get(mark.column)
        if row is not None and spread is not None:
            found: int | None = spread[row - self.first].as_py()
            return self.cells.get(mark.column) if found is None else found
        return self.cells.get(mark.column)


def findings_of(
    marks: Iterable[Mark], naming: Naming
) -> tuple[tuple[Finding, ...], dict[str, int]]:
    """The findings to show (at most ``SHOWN_PER_KIND`` a kind, errors first) and counts by kind."""
    counts: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    found: list[Finding] = []
    for mark in marks:
        counts[mark.kind] += mark.times
        room = min(mark.times, SHOWN_PER_KIND - shown[mark.kind])
        shown[mark.kind] += max(0, room)
        found += spread_out(mark, naming, room)
    order = list(Severity)
    found.sort(key=lambda each: (order.index(each.severity), each.row or 0))
    return tuple(found), {kind: times for kind, times in counts.items() if times}


def spread_out(mark: Mark, naming: Naming, room: int | None = None) -> Iterator[Finding]:
    """The findings of one mark in the order of its rows: all of them, or the first ``room``."""
    column = naming.headers.get(mark.column, mark.column)
    label = None if mark.column in naming.headers else naming.labels.get(mark.column)
    whole = Finding(mark.kind, mark.severity, naming.sheet, None, column, mark.value, mark.facts,
                    label, naming.cell_of(mark, None))  # fmt: skip
    if mark.rows is None:
        yield from (whole,) if room is None or room > 0 else ()
        return
    for index in range(mark.times if room is None else min(room, mark.times)):
        row = mark.rows[index].as_py()
        value = mark.value if mark.values is None else mark.values[index].as_py() or ""
        own = {name: array[index].as_py() for name, array in mark.row_facts.items()}
        yield replace(whole, row=row, value=str(value), facts={**mark.facts, **own},
                      cell=naming.cell_of(mark, row))  # fmt: skip
