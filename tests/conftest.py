"""What all tests share: where the shared real and reference files are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder; skipped with a reason where there is none, an error if required."""
    folder = Path(os.environ.get("PUG_SHARED", ROOT.parent / "shared")).resolve()
    if not folder.is_dir():
        reason = f"no shared files at {folder} (PUG_SHARED)"
        if os.environ.get("REQUIRE_SHARED") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder
