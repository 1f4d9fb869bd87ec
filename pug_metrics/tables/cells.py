"""The text of workbook cells, a column at a time, and which of them are numbers or dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.tables.masks import some
from pug_metrics.tables.sheet import NUL

# Spreadsheets keep fifteen digits of what is typed and put zeros behind them. Up to the next two, a
# binary number holds whole numbers exactly, and tells one hundredth from the next.
_TYPED = 10**15
_EXACT = 2**53
_HUNDREDTHS = 2**46


@dataclass(frozen=True, slots=True)
class Cells:
    """A column of cells. ``numeric``, ``dates``: masks, None where no cell is one."""

    text: pa.Array
    numeric: pa.Array | None
    dates: pa.Array | None
    long: tuple[int, ...] = ()


def column_cells(cells: Sequence[object]) -> Cells:
    """The text of a column; ``long``: rows of numbers that may have lost their last digits."""
    kinds = set(map(type, cells))
    if kinds <= {str}:
        return Cells(_without_nul(pa.array(cells, pa.string())), None, None)
    text = _texts(cells, kinds)
    numeric = _mask(cells, (int, float)) if kinds & {int, float} else None
    dated = _mask(cells, (date, datetime)) if kinds & {date, datetime} else None
    long = _long(cells) if kinds & {int, float} else ()
    return Cells(_without_nul(text), numeric, dated, long)


def _texts(cells: Sequence[object], kinds: set[type]) -> pa.Array:
    if float not in kinds:
        return pa.array([_WRITERS.get(type(each), cell_text)(each) for each in cells], pa.string())
    numbers = _number_texts([each for each in cells if type(each) is float])
    if kinds == {float}:
        return numbers
    following = iter(numbers.to_pylist())
    words = [
        next(following) if type(each) is float else _WRITERS.get(type(each), cell_text)(each)
        for each in cells
    ]
    return pa.array(words, pa.string())


def _number_texts(values: list[float]) -> pa.Array:
    """``number_text`` of many: only what has an exponent is written one by one."""
    array = pa.array(values, pa.float64())
    whole = pc.and_(pc.equal(pc.floor(array), array), pc.less_equal(pc.abs(array), _EXACT))
    integers = pc.cast(pc.if_else(whole, array, 0.0), pa.int64())
    if pc.all(whole).as_py():
        return pc.cast(integers, pa.string())
    shortest = pc.cast(array, pa.string())
    odd = pc.and_not(pc.match_substring(shortest, "e"), whole)
    text = pc.if_else(whole, pc.cast(integers, pa.string()), shortest)
    if not some(odd):
        return text
    mended = [number_text(value) for value in array.filter(odd).to_pylist()]
    return pc.replace_with_mask(text, odd, pa.array(mended, pa.string()))


def _mask(cells: Sequence[object], kinds: tuple[type, ...]) -> pa.Array:
    return pa.array([type(each) in kinds for each in cells], pa.bool_())


def _long(cells: Sequence[object]) -> tuple[int, ...]:
    return tuple(
        index
        for index, each in enumerate(cells)
        if type(each) in (int, float) and _may_be_cut(abs(each))  # type: ignore[arg-type]
    )


def _may_be_cut(value: float) -> bool:
    """Whether digits may be lost: beyond what a number holds, or zeros behind the fifteenth."""
    if not isfinite(value):
        return True
    if value < _TYPED:
        return value >= _HUNDREDTHS and value % 1 != 0
    whole = int(value)
    return whole > _EXACT or whole % 10 ** (len(str(whole)) - 15) == 0


def _without_nul(text: pa.Array) -> pa.Array:
    if some(pc.match_substring(text, NUL)):
        return pc.replace_substring(text, NUL, "")
    return text


def cell_text(cell: object) -> str:
    """The text of a cell: integers without ``.0``, other numbers in shortest form, dates ISO."""
    match cell:
        case str():
            return cell.replace(NUL, "")
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return number_text(cell)
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            return _duration(cell)
    return str(cell)


def number_text(value: float) -> str:
    """The shortest text that is this number and no other: no exponent, no ``.0``."""
    if value.is_integer() and abs(value) <= _EXACT:
        return str(int(value))
    text = repr(value)
    return (format(Decimal(text), "f") if "e" in text else text).removesuffix(".0")


def _duration(span: timedelta) -> str:
    """Hours beyond a day stay hours, as the format ``[h]:mm:ss`` shows them."""
    seconds = round(span.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    str: str,
    float: number_text,
    date: date.isoformat,
}
