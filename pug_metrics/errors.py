"""The error family and "did you mean". Knows nothing of the rest of the package."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class PugError(Exception):
    """Something a user can act on.

    ``kind`` is the key of its sentence in the language catalogue (``galat_<kind>``), ``facts`` fill
    the placeholders of that sentence. Pages and the command line show the sentence, never a trace.
    """

    def __init__(self, kind: str, **facts: object) -> None:
        self.kind = kind
        self.facts = facts
        detail = ", ".join(f"{name}={value!r}" for name, value in facts.items())
        super().__init__(f"{kind}({detail})")


class DeclarationError(PugError):
    """A declaration of ours (dataset, metric, language) is wrong; names file and key."""


class StoreError(PugError):
    """The store cannot be opened or written: locked, newer, read-only, full, damaged."""


class QuestionError(PugError):
    """A metric was asked something it cannot answer (unknown grain, missing year ...)."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to ``word``, or an empty string where none is near."""
    match = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return match[0] if match else ""
