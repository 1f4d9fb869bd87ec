"""A store that runs an equal question once: most figures of a page rest on equal sums."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from itertools import count
from threading import Lock
from typing import Any

import pyarrow as pa

from pug_metrics.store import Store
from pug_metrics.store.batch import BatchRecord
from pug_metrics.store.reading import Reading, Workbench
from pug_metrics.store.supposing import Part, Replacement
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

    def frozen(self, named: int | str = "") -> Standing:
        """The data of now, or of a named state, for figures that must agree; close it after use."""
        reading = self._store.as_of(named) if named else self._store.frozen()
        return Standing(self, reading, named)

    def answer(self, reading: Reading, sql: str, params: Mapping[str, Any] | None) -> pa.Table:
        """Answer of one version; the same statement with the same values is run once a version."""
        key = (reading.version.number, sql, repr(sorted((params or {}).items())))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = reading.query(sql, params)
        if found.nbytes <= _LARGEST:
            with self._lock:
                self._kept[key] = found
                while len(self._kept) > _MOST:
                    self._kept.popitem(last=False)
        return found


class Standing:
    """One version of a remembered store, unchanged by commits until it is closed.

    ``named``: the frozen state that was asked for, empty for the data of then.
    """

    def __init__(self, remembering: Remembering, reading: Reading, named: int | str = "") -> None:
        self._remembering = remembering
        self._reading = reading
        self.serial = remembering.serial
        self.named = named

    @property
    def version(self) -> DataVersion:
        """State of the data that every answer belongs to."""
        return self._reading.version

    def batches(self) -> tuple[BatchRecord, ...]:
        """Every batch in order of commit."""
        return self._reading.batches()

    def query(self, sql: str, params: Mapping[str, Any] | None = None) -> pa.Table:
        """Answer of this version, remembered."""
        return self._remembering.answer(self._reading, sql, params)

    def workbench(self, tables: Mapping[str, pa.Table]) -> AbstractContextManager[Workbench]:
        """A place to join tables, as of the reading."""
        return self._reading.workbench(tables)

    def kept(self, key: tuple[object, ...], make: Callable[[], pa.Table]) -> pa.Table:
        """A large answer about this version, made once."""
        return self._reading.kept(key, make)

    def what_if(self, name: str, part: Part, replacements: Iterable[Replacement]) -> Reading:
        """A copy of one region and year of this version with some rows replaced; close it."""
        return self._reading.what_if(name, part, replacements)

    def close(self) -> None:
        """Let the version go."""
        self._reading.close()

    def __enter__(self) -> Standing:
        return self

    def __exit__(self, *ended: object) -> None:
        self.close()
