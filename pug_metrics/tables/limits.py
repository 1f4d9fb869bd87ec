"""How much one file may take: bytes, rows, memory, seconds. Knows nothing of files."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path

MEBI = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost; ``None`` means without limit.

    ``size``: bytes of the file. ``rows``: rows of a sheet, as many as a spreadsheet can hold.
    ``memory``: bytes of address space of the reading process. ``seconds``: of its processor, and
    of the clock, once the reading has begun.
    """

    size: int | None = 200 * MEBI
    rows: int | None = 1_048_576
    memory: int = 2048 * MEBI
    seconds: float = 120


def bind(limits: Limits) -> None:
    """Bind this very process; where the system has no such limits, its parent watches it.

    Only the soft limits are set, so that the next file may have others.
    """
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime + limits.seconds)
    _soft(resource.RLIMIT_AS, limits.memory)
    _soft(resource.RLIMIT_CPU, seconds)
    _soft(resource.RLIMIT_FSIZE, limits.memory)
    # No picture of the memory, and so of somebody's figures, is left behind by a crash.
    _soft(resource.RLIMIT_CORE, 0)


def _soft(kind: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    try:
        resource.setrlimit(kind, (value, hard))
    except (ValueError, OSError):
        # macOS knows RLIMIT_AS and does not take it.
        return


def peak_memory() -> int:
    """Most bytes this process has held in memory so far; 0 where the system does not say."""
    # getrusage would tell the peak of the parent as well, from which this process was started.
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0
