"""Rules that propose an ARG category from a code or from words of a name, each with its source."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pug_metrics.language import Text

FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "saran_arg.toml"


@dataclass(frozen=True, slots=True)
class CodeRule:
    """A category for what a code begins with, or for programmes whose code ends so."""

    prefix: str
    programme_ending: str
    category: str
    reason: Text
    source: Text

    def fits(self, code: str) -> bool:
        """Whether the code of a sub-activity falls under the rule."""
        if self.prefix:
            return code == self.prefix or code.startswith(f"{self.prefix}.")
        parts = code.split(".")
        return len(parts) >= _PROGRAMME and parts[_PROGRAMME - 1] == self.programme_ending


@dataclass(frozen=True, slots=True)
class WordRule:
    """A category for names that hold one of the phrases and none of the exceptions."""

    phrases: tuple[str, ...]
    unless: tuple[str, ...]
    category: str
    source: Text

    def found(self, name: str) -> str:
        """The first phrase that stands in ``name`` as whole words; empty where none does."""
        plain = _plain(name)
        if any(f" {each} " in plain for each in self.unless):
            return ""
        return next((each for each in self.phrases if f" {each} " in plain), "")


_PROGRAMME = 3


@lru_cache(maxsize=1)
def code_rules() -> tuple[CodeRule, ...]:
    """The rules on codes, the longest prefix first: the first that fits is the one that counts."""
    rules = [
        CodeRule(
            each.get("awalan", ""), each.get("akhiran_program", ""), each["kategori"],
            Text(**each["alasan"]), Text(**each["sumber"]),
        )
        for each in _entries()["kode"]
    ]  # fmt: skip
    return tuple(sorted(rules, key=lambda rule: -len(rule.prefix)))


@lru_cache(maxsize=1)
def word_rules() -> tuple[WordRule, ...]:
    """The rules on words, in the order of the file."""
    return tuple(
        WordRule(
            tuple(each["kata"]), tuple(each.get("kecuali", ())), each["kategori"],
            Text(**each["sumber"]),
        )
        for each in _entries()["kata"]
    )  # fmt: skip


def _entries() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(FILE.read_text("utf-8"))


def _plain(name: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', name.lower()))} "
