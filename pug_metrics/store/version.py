"""The state of the data that an answer was computed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DataVersion:
    """State of the data that a result was computed from.

    ``number``: count of batches and events so far; ``at``: time of the last one (UTC); ``name``:
    the name under which this state was frozen, where it was asked for by that name; ``supposed``:
    the name of the scenario where this is no state of the data but a copy with changes (a what-if).
    """

    number: int
    at: datetime | None
    simulated: bool
    name: str = ""
    supposed: str | None = None

    @property
    def label(self) -> str:
        """``v41``, ``v41 Rakor Maret`` or ``v41 simulasi``: beside every figure, in file names.

        A what-if says so itself: ``v41 andaikan Skenario A simulasi``.
        """
        supposed = "" if self.supposed is None else f"andaikan {self.supposed}".strip()
        said = (f"v{self.number}", self.name, supposed, "simulasi" if self.simulated else "")
        return " ".join(part for part in said if part)
