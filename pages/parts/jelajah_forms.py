"""Which form a figure of Jelajah takes: bars, grouped or stacked bars, lines, or a table."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Literal

from pug_metrics.metrics.declaration import Grain, Unit
from pug_metrics.metrics.result import Result

from . import jelajah_state
from .jelajah_figures import Seen, known

Form = Literal["batang", "kelompok", "bertumpuk", "garis", "tabel"]
# Bars of one row that a reader tells apart, hues of one stack.
_BARS, _HUES = 4, 6


def form_of(seen: Seen) -> Form:
    """The form wished for, or the nearest that shows these figures honestly."""
    wish = seen.question.form
    if wish == jelajah_state.TABLE or not known(seen.result) or _below_zero(seen):
        return "tabel"
    if _over_time(seen.result) and wish != jelajah_state.BARS and _few_lines(seen):
        return "garis"
    if not seen.two_keys:
        return "kelompok" if seen.before or seen.beside else "batang"
    return _of_two_keys(seen.result)


def _of_two_keys(result: Result) -> Form:
    keys = second_keys(result)
    if one_unit(result) and len(keys) > _BARS and not stackable(result):
        return "batang"
    if len(keys) <= _HUES and stackable(result):
        return "bertumpuk"
    return "kelompok" if len(keys) <= _BARS else "tabel"


def one_unit(result: Result) -> bool:
    """Whether every figure is of one unit, so that its second keys may be ranked."""
    return len({row["kode"] for row in known(result)}) == 1


def refused(seen: Seen) -> str:
    """Why a wished form is not drawn: ``minus``, ``banyak``, or empty."""
    if seen.question.form == jelajah_state.TABLE or form_of(seen) != "tabel":
        return ""
    if not known(seen.result):
        return ""
    return "minus" if _below_zero(seen) else "banyak"


def _below_zero(seen: Seen) -> bool:
    drawn = [each for each in (seen.result, seen.before, seen.beside) if each is not None]
    return any(row["nilai"] < 0 for result in drawn for row in known(result))


def _over_time(result: Result) -> bool:
    """Whether years or months run along an axis with at least two points."""
    return len({row[time_key(result)] for row in known(result)}) > 1 if time_key(result) else False


def _few_lines(seen: Seen) -> bool:
    """A second key of the metric's own makes one line each: only a few are told apart."""
    return not seen.metric.second or len(second_keys(seen.result)) <= _HUES


def time_key(result: Result) -> str:
    """The column of years or months, or empty."""
    for column, grain in zip(("kode", "kode_2"), result.by, strict=False):
        if grain in jelajah_state.TIMES:
            return column
    return ""


def second_keys(result: Result) -> dict[str, str]:
    """Codes and labels of the second key that say something: a key of nothing but zero does not."""
    rows = known(result)
    return {str(row["kode_2"]): str(row["label_2"]) for row in rows if row["nilai"]} or {
        str(row["kode_2"]): str(row["label_2"]) for row in rows
    }


def stackable(result: Result) -> bool:
    """Whether the second keys are parts of a whole: rupiah that add, or shares that fill it."""
    if Grain.TAHAPAN in result.by or set(jelajah_state.TIMES) & set(result.by):
        return False
    if result.metric.additive:
        return True
    if result.metric.unit is not Unit.PERSEN or not result.metric.parts_add:
        return False
    return _fill_the_whole(result)


def _fill_the_whole(result: Result) -> bool:
    parts: dict[str, Decimal] = defaultdict(Decimal)
    wholes: dict[str, set[Decimal]] = defaultdict(set)
    for row in known(result):
        parts[row["kode"]] += row["pembilang"]
        wholes[row["kode"]].add(row["penyebut"])
    return all(wholes[code] == {part} for code, part in parts.items())
