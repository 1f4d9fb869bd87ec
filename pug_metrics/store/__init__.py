"""The only door to DuckDB."""

from pug_metrics.store.batch import BatchRecord, NewBatch, Scope
from pug_metrics.store.store import Store

__all__ = ["BatchRecord", "NewBatch", "Scope", "Store"]
