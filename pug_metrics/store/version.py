"""The state of the data that an answer was computed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DataVersion:
    """State of the data that a result was computed from.

    ``number``: count of batches and events so far; ``at``: time of the last one (UTC); ``name``:
    the name under which this state was frozen, where it was asked for by that name.
    """

    number: int
    at: datetime | None
    simulated: bool
    name: str = ""

    @property
    def label(self) -> str:
        """``v41``, ``v41 Rakor Maret`` or ``v41 simulasi``: beside every figure, in file names."""
        said = (f"v{self.number}", self.name, "simulasi" if self.simulated else "")
        return " ".join(part for part in said if part)
