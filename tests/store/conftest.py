"""Stores for tests: opened in a temporary folder, closed at the end, reopened on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pug_metrics.store import Store, attached

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long runs of this folder are left out unless they are asked for (``-m panjang``)."""
    if "panjang" in config.getoption("-m"):
        return
    long = [
        item for item in items if item.path.parent == HERE and item.get_closest_marker("panjang")
    ]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


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


@pytest.fixture
def rows_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what the rows mean (the derived tables): which rows are in force needs none."""
    monkeypatch.setattr(attached.derive, "build", lambda *_: None)
