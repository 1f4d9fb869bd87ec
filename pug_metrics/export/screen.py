"""What one slide shows: a question, its finding, a chart of plain values, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one name, with the label of each as it is to be written; ``None`` is missing.

    ``tagged`` draws it as *tagged only*: lighter with hatch, or dashed as a line; ``rest`` in the
    neutral of what is not the subject.
    """

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...]
    tagged: bool = False
    rest: bool = False


@dataclass(frozen=True, slots=True)
class BarPair:
    """Two bars for each name, first what is documented, then what is tagged."""

    names: tuple[str, ...]
    documented: Series
    tagged: Series


@dataclass(frozen=True, slots=True)
class Ranked:
    """One bar for each name, in the order given.

    ``highlighted`` are places in ``names``, ``tagged`` those of bars that are *tagged only*.
    """

    names: tuple[str, ...]
    series: Series
    highlighted: frozenset[int] = frozenset()
    tagged: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """Lines over time, one for each series."""

    points: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text; ``numbers`` are the columns that stand to the right."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


Chart = BarPair | Ranked | Line | Table


@dataclass(frozen=True, slots=True)
class Decision:
    """What the meeting decided; empty fields become lines to fill in by hand."""

    what: str = ""
    who: str = ""
    due: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.what or self.who or self.due)


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of the meeting: question small, sentence large, chart, foot, decision.

    ``foot`` says unit, stage and year, source and data version; ``chart`` is ``None`` where there
    is nothing to draw (the sentence then says why). ``decisions`` are those taken on the question.
    """

    question: str
    sentence: str
    chart: Chart | None
    foot: str
    decisions: tuple[Decision, ...] = ()
