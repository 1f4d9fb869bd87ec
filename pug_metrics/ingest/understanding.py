"""From bytes to report: read, locate, match, repair, cast, set aside, judge. Stores nothing."""

from __future__ import annotations

from pug_metrics.datasets import dataset
from pug_metrics.ingest.judging import judge
from pug_metrics.ingest.reading import read_table
from pug_metrics.ingest.report import Answers, Report
from pug_metrics.ingest.summing import make_report
from pug_metrics.store import Store

NO_ANSWERS = Answers()


def understand(
    dataset_name: str,
    data: bytes,
    file_name: str,
    answers: Answers = NO_ANSWERS,
    store: Store | None = None,
) -> Report:
    """Read a file for a dataset and say everything found; with ``store`` also against its rows.

    Raises ``FileRefused`` where the file cannot be read as a table at all, ``QuestionError`` for an
    unknown dataset.
    """
    reading = read_table(dataset(dataset_name), data, file_name, answers)
    return make_report(reading, judge(reading, store))
