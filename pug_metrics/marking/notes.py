"""What is marked: notes on cells, rows or the file, gathered into one mark a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pug_metrics.language import say

Severity = Literal["galat", "awas", "catatan"]
SEVERITIES: tuple[Severity, ...] = ("galat", "awas", "catatan")
_TEXT_IN_CELL = 2_000


@dataclass(frozen=True, slots=True)
class Note:
    """One finding. ``row`` from 1 (None: the file as a whole), ``column`` from 0 (None: the row).

    ``what`` and ``how`` are sentences in the language in use; ``how`` may be empty. ``header`` and
    ``value`` are as the file writes them.
    """

    sheet: str
    row: int | None
    column: int | None
    severity: Severity
    what: str
    how: str = ""
    header: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands above the list: ``lines`` are sentences; the table's sheet and header row.

    ``header_row`` from 1 (None: unknown) and ``sheet`` matter where the workbook is built anew.
    """

    lines: tuple[str, ...] = ()
    sheet: str = ""
    header_row: int | None = None


@dataclass(slots=True)
class CellMark:
    """All that is said of one cell; its colour is that of the worst note."""

    severity: Severity
    notes: list[Note] = field(default_factory=list)

    def add(self, note: Note) -> None:
        """Put one more note on the cell."""
        self.notes.append(note)
        self.severity = worse(self.severity, note.severity)

    def text(self) -> str:
        """The words of the comment, worst first, at most some two thousand letters."""
        ordered = sorted(self.notes, key=lambda note: SEVERITIES.index(note.severity))
        parts = dict.fromkeys(
            "\n".join(filter(None, [f"{severity_word(n.severity)}: {n.what}", n.how]))
            for n in ordered
        )
        words = "\n".join(parts)
        return words if len(words) <= _TEXT_IN_CELL else f"{words[: _TEXT_IN_CELL - 1]}…"


# Row (from 1) and column (from 0, None for the row as a whole) → what is said there.
Marks = dict[tuple[int, int | None], CellMark]


def worse(one: Severity, other: Severity) -> Severity:
    """The graver of two severities."""
    return min(one, other, key=SEVERITIES.index)


def severity_word(severity: Severity) -> str:
    """A severity in the language in use."""
    return say(f"tanda_tingkat_{severity}")


def gathered(notes: Iterable[Note], sheet: str) -> Marks:
    """The marks of one sheet; notes on the file as a whole are left to the list of findings."""
    marks: Marks = {}
    for note in notes:
        if note.sheet == sheet and note.row is not None:
            place = (note.row, note.column)
            marks.setdefault(place, CellMark(note.severity)).add(note)
    return marks


def counts(notes: Sequence[Note]) -> dict[Severity, int]:
    """How many notes there are of each severity."""
    return {level: sum(1 for n in notes if n.severity == level) for level in SEVERITIES}
