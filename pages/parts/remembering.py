"""A store that runs an equal question once: most figures of a page rest on equal sums."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from itertools import count
from threading import Lock
from typing import Any

import pyarrow as pa

from pug_metrics.store import Store
from pug_metrics.store.batch import BatchRecord
from pug_metrics.store.version import DataVersion

_serials = count(1)
_MOST = 400
# Sums are small; whole lists of lines are not worth keeping.
_LARGEST = 200_000


class Remembering:
    """What metrics need of a store, with the last few hundred small answers kept.

    ``serial`` is different for every store that was ever opened in this process.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.serial = next(_serials)
        self._kept: OrderedDict[tuple[int, str, str], pa.Table] = OrderedDict()
        self._lock = Lock()

    @property
    def version(self) -> DataVersion:
        """State of the data that a query asked now would see."""
        return self._store.version

    def batches(self) -> tuple[BatchRecord, ...]:
        """Every batch in order of commit."""
        return self._store.batches()

    def query(self, sql: str, params: Mapping[str, Any] | None = None) -> pa.Table:
        """Answer of the store; the same statement with the same values is run once a version."""
        number = self._store.version.number
        key = (number, sql, repr(sorted((params or {}).items())))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = self._store.query(sql, params)
        # A commit in between would file new rows under the old number.
        if found.nbytes <= _LARGEST and self._store.version.number == number:
            with self._lock:
                self._kept[key] = found
                while len(self._kept) > _MOST:
                    self._kept.popitem(last=False)
        return found
