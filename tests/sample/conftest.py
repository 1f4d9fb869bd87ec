"""Fixtures over the committed sample."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable

import pytest
from sample_reading import FOLDER, tagged


@pytest.fixture(scope="session")
def facts() -> dict[str, object]:
    """What fenomena.toml says."""
    return tomllib.loads((FOLDER / "fenomena.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def by_opd() -> Callable[[str], dict[str, list[int]]]:
    """Region -> agency -> ceiling, claimed, documented, undecided sen of MURNI 2025."""

    def sums(daerah: str) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for line, *parts in tagged(daerah, 2025, "MURNI"):
            for place, amount in enumerate((int(line["pagu"]), *parts)):
                found[line["kode_skpd"]][place] += amount
        return found

    return sums
