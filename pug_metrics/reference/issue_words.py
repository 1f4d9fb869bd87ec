"""Words that may tie an indicator to a sub-activity (*konvensi kami*): they suggest, never link."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "isu_kata.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: any of ``indicator`` in an indicator's name, any of ``spending`` in an activity's.

    ``status`` says whose rule it is; words are plain (see ``plain``).
    """

    code: str
    status: str
    indicator: tuple[str, ...]
    spending: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """The rules, and the words too common to tie anything to anything."""

    version: str
    common: frozenset[str]
    rules: tuple[Rule, ...]

    def rules_of(self, indicator: str) -> tuple[Rule, ...]:
        """The rules that an indicator called ``indicator`` meets."""
        name = plain(indicator)
        return tuple(rule for rule in self.rules if first_in(rule.indicator, name))

    def telling(self, text: str) -> tuple[str, ...]:
        """The words of ``text`` that are not common, each once, of three letters or more."""
        words = (word for word in plain(text).split() if len(word) > 2 and not word.isdigit())
        return tuple(dict.fromkeys(word for word in words if word not in self.common))


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Lower case, letters and digits only, single blanks: how names are compared."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.casefold()).split())


def first_in(words: Iterable[str], name: str) -> str:
    """The first of ``words`` that stands whole in the plain ``name``; empty where none does."""
    return next((word for word in words if f" {word} " in f" {name} "), "")


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """The glossary as committed."""
    entry = tomllib.loads(FILE.read_text("utf-8"))
    return Glossary(
        version=entry["versi"],
        common=frozenset(entry["umum"]),
        rules=tuple(
            Rule(rule["kode"], rule["status"], tuple(rule["indikator"]), tuple(rule["belanja"]))
            for rule in entry["aturan"]
        ),
    )
