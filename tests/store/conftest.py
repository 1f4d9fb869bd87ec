"""Stores for tests: opened in a temporary folder, closed at the end, reopened on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pug_metrics.store import Store


class Opened:
    """Opens the same database again and again, one at a time."""

    def __init__(self, opening: Callable[..., Store]) -> None:
        self._opening = opening
        self._stores: list[Store] = []

    def __call__(self, **options: object) -> Store:
        self.close()
        self._stores.append(self._opening(**options))
        return self._stores[-1]

    def close(self) -> None:
        for store in self._stores:
            store.close()
        self._stores.clear()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "pug.duckdb"


@pytest.fixture
def opened(database: Path) -> Iterator[Opened]:
    stores = Opened(lambda **options: Store.open(database, **options))
    yield stores
    stores.close()


@pytest.fixture
def store(opened: Opened) -> Store:
    return opened()
