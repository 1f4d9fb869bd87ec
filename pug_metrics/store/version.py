"""The state of the data that an answer was computed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DataVersion:
    """State of the data that a result was computed from.

    ``number``: count of batches and events so far; ``at``: time of the last one (UTC).
    """

    number: int
    at: datetime | None
    simulated: bool

    @property
    def label(self) -> str:
        """``v41`` or ``v41 simulasi``: written beside every figure, in sheets and file names."""
        return f"v{self.number} simulasi" if self.simulated else f"v{self.number}"
