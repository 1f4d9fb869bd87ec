"""Rows that hold no data by their looks: blank rows, the header again, column numbers, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Kind
from pug_metrics.ingest.frame import Frame, filled, sum_of
from pug_metrics.ingest.setaside import Aside, any_of, joined
from pug_metrics.ingest.totals import says_total
from pug_metrics.tables.masks import no, some, sure


def layout_rows(frame: Frame, looks: Sequence[Aside] = ()) -> list[Aside]:
    """Blank rows, repeated headers, the row of column numbers, and notes, each as a kind.

    ``looks``: what the sheet around the frame says of such rows.
    """
    cells = [*(frame.text[name] for name in frame.headers), *frame.other.values()]
    count = sum_of([pc.cast(filled(cell), pa.int32()) for cell in cells])
    blank = pc.equal(count, 0)
    found = [Aside("kosong", "", blank), Aside("tajuk_berulang", "", _header_again(frame))]
    found.append(Aside("nomor_kolom", "", _column_numbers(frame)))
    totals = says_total(frame) if looks else no(frame.height)
    taken = any_of(found, frame.height)
    for each in (*looks, Aside("keterangan", "", _notes(frame, count))):
        free = pc.and_not(pc.and_not(each.mask, taken), totals)
        found.append(Aside(each.kind, "", free))
        taken = pc.or_(taken, free)
    return [aside for aside in joined(found) if some(aside.mask)]


def _header_again(frame: Frame) -> pa.Array:
    if not frame.headers:
        return no(frame.height)
    same = [
        pc.cast(sure(pc.equal(frame.text[name], header)), pa.int32())
        for name, header in frame.headers.items()
    ]
    return pc.greater_equal(sum_of(same), min(2, len(same)))


def _column_numbers(frame: Frame) -> pa.Array:
    """The row "1, 2, 3, ..." that forms print under their header."""
    if not frame.height:
        return no(0)
    cells = [frame.text[name][0].as_py() for name in frame.headers]
    numbers = [re.sub(r"^\((.*)\)$", r"\1", cell) for cell in cells if cell]
    is_row = len(numbers) > 2 and all(re.fullmatch(r"\d{1,2}", cell) for cell in numbers)
    is_row = is_row and sorted(set(map(int, numbers))) == sorted(map(int, numbers))
    first = pc.equal(frame.rows, frame.rows[0])
    return (
        first
        if is_row and max(map(int, numbers)) <= len(cells) + len(frame.other)
        else no(frame.height)
    )


def _notes(frame: Frame, count: pa.Array) -> pa.Array:
    """Rows with words only: group titles between lines, notes and signatures below the table."""
    hard = [
        frame.text[column.name]
        for column in frame.declared.columns
        if column.kind != Kind.TEKS and column.name in frame.headers
    ]
    if not hard or len(frame.headers) < 3:
        return no(frame.height)
    bare = pc.equal(sum_of([pc.cast(filled(cell), pa.int32()) for cell in hard]), 0)
    lone = pc.and_(bare, pc.equal(count, 1))
    last = pc.max(frame.rows.filter(pc.invert(bare))).as_py() or 0
    below = pc.and_(pc.and_(bare, pc.greater(frame.rows, last)), pc.greater(count, 0))
    words = pc.or_(lone, below) if frame.declared.measure else lone
    return pc.and_not(words, says_total(frame)) if some(words) else words
