"""The denominators of an ARG share: accounts and programmes of each (*konvensi kami*)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pug_metrics.language import Text

FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "basis.toml"


@dataclass(frozen=True, slots=True)
class BasisRule:
    """One basis. ``flag`` is the column of the lines that tells membership (empty: every line).

    ``included`` and ``excluded`` are prefixes of account codes, the longer one wins;
    ``excluded_programmes`` are last two digits of programme codes.
    """

    name: str
    flag: str
    meaning: Text
    included: tuple[str, ...]
    excluded: tuple[str, ...]
    excluded_programmes: tuple[str, ...]


@lru_cache(maxsize=1)
def bases() -> dict[str, BasisRule]:
    """Every basis by name, in the order of the file."""
    entries = tomllib.loads(FILE.read_text("utf-8"))
    return {
        name: BasisRule(
            name=name,
            flag=entry["kolom"],
            meaning=Text(**entry["arti"]),
            included=tuple(entry.get("masuk", ())),
            excluded=tuple(entry.get("keluar", ())),
            excluded_programmes=tuple(entry.get("program_keluar", ())),
        )
        for name, entry in entries.items()
        if isinstance(entry, dict)
    }
