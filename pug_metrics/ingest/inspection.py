"""What is in a file and what does not add up: no database, and the dataset is guessed."""

from __future__ import annotations

from dataclasses import dataclass

from pug_metrics.datasets import Dataset, datasets
from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.ingest.header import SEARCHED_ROWS, known_headers
from pug_metrics.ingest.report import Answers, Report
from pug_metrics.ingest.understanding import NO_ANSWERS, understand
from pug_metrics.tables.child import Reader, read_apart
from pug_metrics.tables.sheet import Sheet, Source


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """One sheet of a file: its name (empty for text files), rows and columns."""

    name: str
    rows: int
    columns: int
    visible: bool


@dataclass(frozen=True, slots=True)
class Inspection:
    """A file looked at: its sheets, the likeliest dataset (None: none fits) and its report."""

    file_name: str
    encoding: str
    delimiter: str
    sheets: tuple[SheetSummary, ...]
    dataset: str | None
    report: Report | None


def inspect_file(
    data: bytes,
    file_name: str,
    answers: Answers = NO_ANSWERS,
    dataset_name: str | None = None,
    reader: Reader = read_apart,
) -> Inspection:
    """Look at a file, brought to sheets by ``reader``; raises ``FileRefused`` for no table."""
    known = frozenset().union(*(known_headers(each) for each in datasets().values()))
    source = reader(data, file_name, known)
    if not source.delimiter:
        # A workbook reads the same whatever headers are known: once is enough.
        reader = _given(source)
    name = dataset_name or likeliest_dataset(source.sheets)
    return Inspection(
        file_name=file_name,
        encoding=source.encoding,
        delimiter=source.delimiter,
        sheets=tuple(
            SheetSummary(sheet.name, sheet.height, len(sheet.columns), sheet.visible)
            for sheet in source.sheets
        ),
        dataset=name,
        report=understand(name, data, file_name, answers, reader=reader) if name else None,
    )


def _given(source: Source) -> Reader:
    return lambda *_: source


def likeliest_dataset(sheets: tuple[Sheet, ...]) -> str | None:
    """The dataset whose required headers the file holds best; None where two headers do not fit."""
    scores = {
        name: max((_score(sheet, declared) for sheet in sheets), default=(0.0, 0))
        for name, declared in datasets().items()
    }
    name = max(scores, key=lambda each: scores[each])
    return name if scores[name][1] >= 2 else None


def _score(sheet: Sheet, declared: Dataset) -> tuple[float, int]:
    """Share of the columns that must be in the file, then how many headers fit at all.

    A row of headers without any of the columns of which one must be filled is no such table.
    """
    needed = [c for c in declared.columns if c.required and not c.asked and not c.parents]
    best = (0.0, 0)
    for index in range(min(SEARCHED_ROWS, sheet.height)):
        cells = {normalise_header(cell) for cell in sheet.row(index)}
        hits = sum(1 for column in declared.columns if cells.intersection(column.headers))
        own = sum(1 for column in needed if cells.intersection(column.headers))
        if not all(_meets(declared, group, cells) for group in declared.one_of):
            continue
        best = max(best, (own / len(needed) if needed else 0.0, hits))
    return best


def _meets(declared: Dataset, group: tuple[str, ...], cells: set[str]) -> bool:
    return any(cells.intersection(declared.column(name).headers) for name in group)
