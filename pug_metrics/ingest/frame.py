"""The rows below the header as trimmed text under declared names, with their rows in the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Dataset
from pug_metrics.ingest.columns import Matching, column_keys
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.header import Located
from pug_metrics.ingest.merging import filled_down
from pug_metrics.ingest.report import Answers
from pug_metrics.tables.masks import every, no, some
from pug_metrics.tables.sheet import Sheet

T = TypeVar("T")
# Blanks that spreadsheets and PDF copies put around a value; none of them is part of it.
BLANKS = " \t\r\n\u00a0\u2007\u202f\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows below the header. ``text``: name → string array, blank is null; ``rows``: int32.

    ``headers``: declared name → header as the file writes it; ``other``: columns that are not read,
    header → text; ``numeric``: name → mask of cells that are numbers in the file. ``places``: for
    columns under a merged header, name → column of the sheet that holds the value (null: none).
    ``wide``: index of a column for one year or month → its text, ``wide_numeric`` its mask; the
    measure itself then holds the first of them that is filled. ``percent``: like ``numeric``, the
    cells that the workbook shows as per cent.
    """

    declared: Dataset
    rows: pa.Array
    text: Mapping[str, pa.Array]
    headers: Mapping[str, str]
    other: Mapping[str, pa.Array]
    numeric: Mapping[str, pa.Array]
    places: Mapping[str, pa.Array] = field(default_factory=dict)
    wide: Mapping[int, pa.Array] = field(default_factory=dict)
    wide_numeric: Mapping[int, pa.Array] = field(default_factory=dict)
    percent: Mapping[str, pa.Array] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.rows)

    def filter(self, mask: pa.Array) -> Frame:
        """The rows where ``mask`` holds."""
        if every(mask):
            return self
        return replace(
            self,
            rows=self.rows.filter(mask),
            text={name: array.filter(mask) for name, array in self.text.items()},
            other={name: array.filter(mask) for name, array in self.other.items()},
            numeric={name: array.filter(mask) for name, array in self.numeric.items()},
            places={name: array.filter(mask) for name, array in self.places.items()},
            percent={name: array.filter(mask) for name, array in self.percent.items()},
            wide={index: array.filter(mask) for index, array in self.wide.items()},
            wide_numeric={index: array.filter(mask) for index, array in self.wide_numeric.items()},
        )

    def having(self, text: Mapping[str, pa.Array]) -> Frame:
        """The same frame with these columns put in place or added."""
        return replace(self, text={**self.text, **text})

    def get(self, name: str) -> pa.Array:
        """Text of a declared column, all null where the file lacks it."""
        found = self.text.get(name)
        return pa.nulls(self.height, pa.string()) if found is None else found


def filled(array: pa.Array) -> pa.Array:
    """Where a value stands."""
    return pc.is_valid(array)


def by_distinct(array: pa.Array, read: Callable[[str], T]) -> tuple[pa.Array, list[T]]:
    """Read every distinct value once: indices of the rows (null stays null) and the readings."""
    encoded = array.dictionary_encode()
    return encoded.indices, [read(value) for value in encoded.dictionary.to_pylist()]


def make_frame(
    located: Located, matching: Matching, declared: Dataset, answers: Answers
) -> tuple[Frame, list[Mark]]:
    """Cut the table out of its sheet; asked columns that the file lacks get the answer."""
    sheet, first = located.sheet, located.header + 1
    height = sheet.height - first
    rows = pa.array(np.arange(first + 1, sheet.height + 1, dtype=np.int32))
    marks: list[Mark] = []
    text: dict[str, pa.Array] = {}
    spans = _spans(located)
    places: dict[str, pa.Array] = {}
    for name, index in matching.found.items():
        text[name], crowded = _under(sheet, first, spans.get(index, (index,)))
        if index in spans:
            places[name] = _places(sheet, first, spans[index])
        header = located.headers[index]
        marks += marked("sel_gabung_bercabang", Severity.GALAT, header, crowded, rows)
    repeated, repairs = filled_down(located, declared, matching.found, text)
    text |= repeated
    marks += repairs
    for column in declared.columns:
        answer = answers.of(column.name)
        if column.asked and column.name not in text and answer is not None:
            text[column.name] = pa.repeat(pa.scalar(answer), height)
    if answers.sampai_bulan is not None and "sampai_bulan" not in text:
        text["sampai_bulan"] = pa.repeat(pa.scalar(str(answers.sampai_bulan)), height)
    numeric = {
        name: mask[first:]
        for name, index in matching.found.items()
        if (mask := sheet.number_mask(index)) is not None
    }
    covered = {index for found in matching.found.values() for index in spans.get(found, (found,))}
    # A header may stand twice; every column keeps its cells.
    keys = column_keys(located.headers)
    other = {
        keys[index] if located.headers[index] else f"#{index + 1}": _clean(
            sheet.columns[index][first:]
        )
        for index in matching.unread
        if index not in covered
    }
    headers = {name: located.headers[index] for name, index in matching.found.items()}
    percent = {
        name: mask[first:]
        for name, index in matching.found.items()
        if (mask := sheet.percent_mask(index)) is not None
    }
    made = Frame(declared, rows, text, headers, other, numeric, places, percent=percent)
    return _with_wide(made, located, matching), marks


def _with_wide(frame: Frame, located: Located, matching: Matching) -> Frame:
    """The columns that stand for years or months, beside the measure that they hold."""
    if matching.wide is None:
        return frame
    sheet, first = located.sheet, located.header + 1
    cells = {
        each.index: _clean(sheet.columns[each.index][first:]) for each in matching.wide.columns
    }
    numeric = {
        index: mask[first:] for index in cells if (mask := sheet.number_mask(index)) is not None
    }
    text: dict[str, pa.Array] = {}
    headers: dict[str, str] = {}
    for each in matching.wide.columns:
        held = text.get(each.measure)
        text[each.measure] = (
            cells[each.index] if held is None else pc.coalesce(held, cells[each.index])
        )
        headers.setdefault(each.measure, located.headers[each.index])
    return replace(frame, text={**frame.text, **text}, headers={**frame.headers, **headers},
                   wide=cells, wide_numeric=numeric)  # fmt: skip


def _clean(array: pa.Array) -> pa.Array:
    trimmed = pc.utf8_trim(array, characters=BLANKS)
    blank = pc.equal(pc.binary_length(trimmed), 0)
    return pc.if_else(blank, pa.scalar(None, pa.string()), trimmed) if some(blank) else trimmed


def _spans(located: Located) -> dict[int, tuple[int, ...]]:
    """Header column → all columns under its merged cell."""
    return {
        left: tuple(range(left, min(right, len(located.headers) - 1) + 1))
        for top, left, low, right in located.sheet.merges
        if top <= located.header <= low and right > left
    }


def _under(sheet: Sheet, first: int, span: tuple[int, ...]) -> tuple[pa.Array, pa.Array]:
    """Text under a header and a mask of rows where a merged header covers two values."""
    parts = [_clean(sheet.columns[index][first:]) for index in span]
    if len(parts) == 1:
        return parts[0], no(len(parts[0]))
    merged = pc.coalesce(*parts)
    times = sum_of([pc.cast(pc.is_valid(part), pa.int32()) for part in parts])
    return merged, pc.greater(times, 1)


def _places(sheet: Sheet, first: int, span: tuple[int, ...]) -> pa.Array:
    """Index of the first column under a merged header that holds a value, for every row."""
    found = pa.nulls(sheet.height - first, pa.int32())
    for index in reversed(span):
        held = pc.is_valid(_clean(sheet.columns[index][first:]))
        found = pc.if_else(held, pa.scalar(index, pa.int32()), found)
    return found


def sum_of(parts: list[pa.Array]) -> pa.Array:
    """Element-wise sum of arrays."""
    total = parts[0]
    for part in parts[1:]:
        total = pc.add(total, part)
    return total
