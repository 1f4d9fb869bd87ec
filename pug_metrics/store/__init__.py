"""The only door to DuckDB."""

from pug_metrics.store.batch import BatchRecord, Mode, NewBatch, Scope
from pug_metrics.store.journal import Finding
from pug_metrics.store.named_versions import NamedVersion
from pug_metrics.store.reading import Reading
from pug_metrics.store.store import Store
from pug_metrics.store.version import DataVersion

__all__ = [
    "BatchRecord",
    "DataVersion",
    "Finding",
    "Mode",
    "NamedVersion",
    "NewBatch",
    "Reading",
    "Scope",
    "Store",
]
