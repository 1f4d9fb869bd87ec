"""Cells that show an error value (``#N/A``, ``#REF!``): no value, but not missing either."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Column
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.frame import Frame
from pug_metrics.tables.masks import some, sure

_ERRORS = r"^#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|#+)$"


def error_cells(frame: Frame, columns: Iterable[Column]) -> tuple[Frame, list[Mark]]:
    """The frame without the cells that show an error value, each marked."""
    marks: list[Mark] = []
    changed: dict[str, pa.Array] = {}
    for column in columns:
        cells = frame.text.get(column.name)
        if cells is None or not some(sure(pc.starts_with(cells, "#"))):
            continue
        wrong = sure(pc.match_substring_regex(cells, _ERRORS))
        marks += marked("sel_galat", Severity.GALAT, column.name, wrong, frame.rows, cells)
        changed[column.name] = pc.if_else(wrong, pa.scalar(None, pa.string()), cells)
    return (frame.having(changed) if changed else frame), marks
