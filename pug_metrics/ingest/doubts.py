"""Cells of a workbook whose value the file itself does not know: they are errors, never values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from pug_metrics.ingest.columns import Matching
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.header import Located
from pug_metrics.tables.sheet import CellFault

_LISTED = 10


def cell_faults(located: Located, matching: Matching, frame: Frame) -> Iterator[Mark]:
    """Errors for the faulty cells of columns that are read, in rows that may be lines.

    The kinds are those of ``CellFault``.
    """
    faults = located.sheet.faults
    if not faults:
        return
    names = _names(located, matching)
    lines = set(frame.rows.to_pylist())
    groups: dict[tuple[str, int], list[CellFault]] = {}
    for fault in faults:
        if fault.column in names and fault.row + 1 in lines:
            groups.setdefault((fault.kind, fault.column), []).append(fault)
    for (kind, column), found in groups.items():
        rows = pa.array([each.row + 1 for each in found], pa.int32())
        cells = located.sheet.columns[column].take([each.row for each in found])
        yield Mark(kind, Severity.GALAT, names[column], rows, cells, cell=column)


def hidden_lines(located: Located, frame: Frame) -> Iterator[Mark]:
    """That rows which the workbook hides, by a filter perhaps, are read like the others."""
    hidden = {row + 1 for row in located.sheet.hidden_rows}
    rows = sorted(hidden.intersection(frame.rows.to_pylist())) if hidden else []
    if rows:
        listed = ", ".join(map(str, rows[:_LISTED])) + (" …" if len(rows) > _LISTED else "")
        facts = {"jumlah": len(rows), "baris_mana": listed}
        yield Mark("baris_tersembunyi", Severity.AWAS, facts=facts)


def told_once(marks: Iterable[Mark], faults: Iterable[Mark]) -> Iterator[Mark]:
    """``marks`` without the error values (``sel_galat``) that are among ``faults`` already."""
    known: dict[str, list[pa.Array]] = {}
    for fault in faults:
        if fault.kind == "rumus_galat" and fault.rows is not None:
            known.setdefault(fault.column, []).append(fault.rows)
    for mark in marks:
        if mark.kind == "sel_galat" and mark.column in known:
            mark = mark.without(pa.concat_arrays(known[mark.column]))
        if mark.times:
            yield mark


def _names(located: Located, matching: Matching) -> dict[int, str]:
    """Column of the sheet → declared name, those under a merged header with it."""
    names = {each.index: each.measure for each in (matching.wide.columns if matching.wide else ())}
    for name, index in matching.found.items():
        names[index] = name
        for top, left, low, right in located.sheet.merges:
            if left == index and top <= located.header <= low:
                names.update(dict.fromkeys(range(left, right + 1), name))
    return names
