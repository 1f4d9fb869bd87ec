"""Gender-responsive budget metrics: files go in through ``ingest``, figures out through metrics.

``open(path)`` gives a notebook the same store and the same functions as the dashboard.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pug_metrics.store import Store

__version__ = "0.1.0"


def open(path: str | Path) -> Store:
    """Open the database at ``path`` for reading and writing and return its ``Store``.

    Raises ``PugError`` (``basis_data_terkunci`` while the dashboard holds the file).
    """
    from pug_metrics.store import Store

    return Store.open(Path(path))
