"""Intake: bytes go in, a report of what was understood comes out, good rows are committed."""

from pug_metrics.ingest.committing import commit
from pug_metrics.ingest.findings import Finding, Severity
from pug_metrics.ingest.inspection import Inspection, SheetSummary, inspect_file
from pug_metrics.ingest.keeping import kept_file
from pug_metrics.ingest.report import (
    Answers,
    Choice,
    ColumnReading,
    IntakeRefused,
    Part,
    Recapitulation,
    Report,
    SetAside,
    Sums,
)
from pug_metrics.ingest.sample import load_sample
from pug_metrics.ingest.understanding import understand
from pug_metrics.tables.sheet import FileRefused

__all__ = [
    "Answers",
    "Choice",
    "ColumnReading",
    "FileRefused",
    "Finding",
    "Inspection",
    "IntakeRefused",
    "Part",
    "Recapitulation",
    "Report",
    "SetAside",
    "Severity",
    "SheetSummary",
    "Sums",
    "commit",
    "inspect_file",
    "kept_file",
    "load_sample",
    "understand",
]
