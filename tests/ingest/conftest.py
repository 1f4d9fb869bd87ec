"""A store in a temporary folder, kept files beside it, and the shared real files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pug_metrics.store import Store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))
    with Store.open(tmp_path / "uji.duckdb") as opened:
        yield opened


@pytest.fixture(scope="session")
def real(shared: Path) -> Path:
    return shared / "real"
