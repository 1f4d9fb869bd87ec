"""Lets the oracle and the random budgets be imported by their own names."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
for folder in (HERE, HERE.parent / "metrics"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
