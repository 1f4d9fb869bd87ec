"""The database that a page under test opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.parts import session
from pug_metrics.store import Store


@pytest.fixture
def empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The user's own database, the one that the page opens too."""
    monkeypatch.setenv("PUG_DATA", str(tmp_path))
    for name in ("PUG_DATABASE", "PUG_FILES", "PUG_BATAS"):
        monkeypatch.delenv(name, raising=False)
    opened = session._open(str(tmp_path / "pug.duckdb"), simulated=False)
    yield opened
    opened.close()
    session._open.clear()


@pytest.fixture
def store(empty_store: Store) -> Store:
    """The same; a module that needs rows in it has a fixture of this name of its own."""
    return empty_store
