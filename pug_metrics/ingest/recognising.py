"""Which dataset a file is, by its headers: the one that it fills best. A guess to be confirmed."""

from __future__ import annotations

from pug_metrics.datasets import Dataset, datasets
from pug_metrics.ingest.columns import match_columns
from pug_metrics.ingest.header import locate
from pug_metrics.ingest.report import Answers
from pug_metrics.tables.sheet import FileRefused, Source

# A missing required column weighs more than an optional one that is there.
_MISSING, _MEASURE = 3, 2
_LEAST = 2


def recognise(source: Source, sheet: str | None = None) -> str | None:
    """The dataset whose columns stand in the file best; None where fewer than two do."""
    scores = {name: _score(source, declared, sheet) for name, declared in datasets().items()}
    name = max(scores, key=lambda each: scores[each])
    return name if scores[name][1] >= _LEAST else None


def _score(source: Source, declared: Dataset, sheet: str | None) -> tuple[int, int]:
    """How well a dataset fits, then how many of its columns stand in the file."""
    try:
        located = locate(source, declared, sheet)
    except FileRefused:
        return (-100, 0)
    found = match_columns(located, declared, Answers()).named
    names = {column.name for column in declared.columns} & set(found)
    needed = [c for c in declared.columns if c.required and not c.asked and c.default is None]
    missing = sum(c.name not in names and not names.intersection(c.parents) for c in needed)
    missing += sum(not names.intersection(group) for group in declared.one_of)
    measured = _MEASURE * (declared.measure in names)
    return (len(names) + measured - _MISSING * missing, len(names))
