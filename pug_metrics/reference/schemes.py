"""Other schemes of ARG categories and how ours go into them (*konvensi kami*)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pug_metrics.language import Text

FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "skema_kategori.toml"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme: its groups by code, and the groups that each of our categories may belong to.

    Several groups: our data do not tell them apart. None: the scheme does not know the category.
    """

    name: str
    title: Text
    source: str
    groups: Mapping[str, Text]
    crosswalk: Mapping[str, tuple[str, ...]]

    def group_of(self, category: str) -> str:
        """Code of the group of one of our categories: ``1``, ``2+3``; empty where it has none."""
        return "+".join(self.crosswalk.get(category, ()))

    def label(self, group: str) -> str:
        """Words of a group: ``2: …; 3: …`` where two are not told apart."""
        return "; ".join(f"{code}: {self.groups[code]}" for code in group.split("+"))


@lru_cache(maxsize=1)
def schemes() -> dict[str, Scheme]:
    """Every scheme by name, in the order of the file."""
    entries = tomllib.loads(FILE.read_text("utf-8"))
    return {
        name: Scheme(
            name=name,
            title=Text(**entry["nama"]),
            source=entry["sumber"],
            groups={code: Text(**words) for code, words in entry["kelompok"].items()},
            crosswalk={ours: tuple(codes) for ours, codes in entry["padanan"].items()},
        )
        for name, entry in entries.items()
        if isinstance(entry, dict)
    }
