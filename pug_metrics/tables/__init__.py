"""Any file → sheets of raw text cells and the table on them. Knows nothing of datasets or rules."""

from pug_metrics.tables.sheet import FileRefused, Sheet, Source
from pug_metrics.tables.source import read_source

__all__ = ["FileRefused", "Sheet", "Source", "read_source"]
