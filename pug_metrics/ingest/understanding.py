"""From bytes to report: read, locate, match, repair, cast, set aside, judge. Stores nothing."""

from __future__ import annotations

from datetime import date

from pug_metrics.datasets import dataset
from pug_metrics.ingest.judging import judge
from pug_metrics.ingest.reading import read_table
from pug_metrics.ingest.report import Answers, Report
from pug_metrics.ingest.summing import make_report
from pug_metrics.store import Store
from pug_metrics.tables.child import Reader, read_apart

NO_ANSWERS = Answers()


def understand(  # noqa: PLR0913 - each caller gives what it has beside the file
    dataset_name: str,
    data: bytes,
    file_name: str,
    answers: Answers = NO_ANSWERS,
    store: Store | None = None,
    reader: Reader = read_apart,
    *,
    today: date | None = None,
) -> Report:
    """Read a file for a dataset and say everything found; with ``store`` also against its rows.

    ``reader`` brings the file to sheets: in a process of its own, unless another one is given
    (``partial(read_apart, job=...)`` can be stopped, ``partial(read_apart, limits=...)`` may take
    more). ``today`` is the day that months and dates are held against, the clock's if not given.

    Raises ``FileRefused`` where the file cannot be read as a table at all, ``QuestionError`` for an
    unknown dataset.
    """
    reading = read_table(dataset(dataset_name), data, file_name, answers, store, reader=reader)
    return make_report(reading, judge(reading, store, today))
