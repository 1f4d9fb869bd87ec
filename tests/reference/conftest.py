"""Where the reference tests find the shared files."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def shared_places() -> Path:
    folder = Path(os.environ.get("PUG_SHARED", ROOT.parent / "shared"))
    file = folder / "reference" / "wilayah.csv"
    if not file.is_file():
        reason = "shared reference files not found; set PUG_SHARED"
        if os.environ.get("REQUIRE_SHARED") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return file
