"""The steps of a GAP and the parts of GBS and KAK: a document is complete when all are filled."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pug_metrics.language import Text

FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "langkah_dokumen.toml"
KINDS = ("GAP", "GBS", "KAK")
_SHORT = 4


@dataclass(frozen=True, slots=True)
class StepList:
    """The steps of one kind of document, ``name`` → label, in order.

    Without ``sources`` the list is a convention of ours.
    """

    name: str
    steps: dict[str, Text]
    sources: tuple[str, ...]

    @property
    def ours(self) -> bool:
        """Whether no source is named for the list."""
        return not self.sources


@lru_cache(maxsize=1)
def step_lists() -> dict[str, StepList]:
    """Every list by its name in the file: ``GAP_9``, ``GAP_4``, ``GBS``, ``KAK``."""
    entries = tomllib.loads(FILE.read_text("utf-8"))
    return {
        name: StepList(
            name,
            {step["nama"]: Text(**step["label"]) for step in entry["langkah"]},
            tuple(entry.get("sumber", ())),
        )
        for name, entry in entries.items()
        if isinstance(entry, dict)
    }


def steps_of(jenis: str, versi_gap: int | None) -> StepList:
    """The list that holds for a document; a GAP without a version has nine steps (our rule)."""
    if jenis != "GAP":
        return step_lists()[jenis]
    return step_lists()["GAP_4" if versi_gap == _SHORT else "GAP_9"]
