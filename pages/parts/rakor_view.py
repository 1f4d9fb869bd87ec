"""What one screen of the meeting shows: sentence, chart, the same chart for a slide, foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from pug_metrics.charts.paired_bars import Pair
from pug_metrics.charts.ranked_bars import Ranked as Bar
from pug_metrics.charts.style import Theme
from pug_metrics.charts.trend_lines import Series as Drawn
from pug_metrics.export.screen import Chart, Ranked, Series
from pug_metrics.language import say
from pug_metrics.metrics.result import Result

from . import words

# As many rows as the back of the room can read.
TOP = 5
# Notes without which a figure must not leave the room.
_SAID_HERE = ("catatan_tidak_cocok", "catatan_rekap_dikecualikan", "catatan_rekap_disertakan")

Row = TypeVar("Row", Pair, Bar)


@dataclass(frozen=True, slots=True)
class View:
    """One screen. ``sentence``, ``small`` and ``told`` are Markdown; ``foot`` is plain text.

    ``figure`` draws for a theme; ``None``, together with an empty ``told``, where there is nothing
    to show (the sentence then says why). ``told``: rows of words instead of a chart, each with what
    is said large and what is said small. ``slide`` is the chart of the deck, ``small`` stands under
    the chart. ``own_height``: the chart keeps the height of its form instead of filling the screen.
    """

    sentence: str
    foot: str
    figure: Callable[[Theme], Any] | None = None
    slide: Chart | None = None
    told: tuple[tuple[str, str], ...] = ()
    small: tuple[str, ...] = ()
    own_height: bool = False


def unit(kind: str, step: str) -> str:
    """What the figures are, and in which step of rupiah, where they do not say it themselves."""
    return say(f"rakor_satuan_{kind}", satuan=step) if step else say(f"rakor_hanya_{kind}")


def foot(measure: str, result: Result) -> str:
    """Unit, basis, stage, year, source, date and version of the data, what does not reconcile."""
    parts = [measure]
    if result.basis is not None:
        parts.append(say(f"filter_basis_{result.basis}"))
    parts += [words.stage(result.at), words.foot(result, 1)]
    facts = " · ".join(part for part in parts if part)
    said = [say(key, **facts) for key, facts in result.notes if key in _SAID_HERE]
    return " ".join([f"{facts[:1].upper()}{facts[1:]}{'.' if said else ''}", *said])


def first(rows: Sequence[Row], picked: str) -> list[Row]:
    """The first rows, and the one that was picked where it is not among them."""
    mine = [row for row in rows[TOP:] if picked and row.kode == picked]
    return [*rows[: TOP - len(mine)], *mine]


def numbers_in(values: Iterable[float | Decimal | None], size: Decimal) -> tuple[float | None, ...]:
    """Rupiah in steps of ``size``, for the data sheet of a slide."""
    return tuple(None if value is None else float(Decimal(value) / size) for value in values)


def slide_bars(rows: Sequence[Bar], unit: str, size: Decimal = Decimal(1)) -> Ranked:
    """A ranking as the chart of a slide; ``size`` is what its labels count in."""
    marked = frozenset(at for at, row in enumerate(rows) if row.soroti or row.dipilih)
    values = numbers_in([row.nilai for row in rows], size)
    labels = tuple(row.label for row in rows)
    return Ranked(tuple(row.nama for row in rows), Series(unit, values, labels), marked)


def slide_lines(lines: Sequence[Drawn]) -> tuple[Series, ...]:
    """Lines of a chart as series of a slide."""
    return tuple(
        Series(
            line.nama, tuple(None if value is None else float(value) for value in line.nilai),
            line.label, tagged=line.jenis == "klaim", rest=line.jenis == "non_arg",
        )
        for line in lines
    )  # fmt: skip
