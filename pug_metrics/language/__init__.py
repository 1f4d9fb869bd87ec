"""Two languages: ``say(key)`` gives the words, ``numbers`` writes figures as readers write them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pug_metrics.errors import DeclarationError, PugError, nearest

LANGUAGES = ("id", "en")
_current: ContextVar[str] = ContextVar("language", default="id")


class Text(NamedTuple):
    """The same words in Indonesian and in English."""

    id: str
    en: str

    def __str__(self) -> str:
        return self.en if current() == "en" else self.id


def current() -> str:
    """Language in use in this thread: ``id`` or ``en``."""
    return _current.get()


def use(language: str) -> None:
    """Set the language of this thread; an unknown one falls back to Indonesian."""
    _current.set(language if language in LANGUAGES else "id")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use ``language`` within a ``with`` block."""
    token = _current.set(language if language in LANGUAGES else "id")
    try:
        yield
    finally:
        _current.reset(token)


@cache
def catalogue(language: str) -> dict[str, str]:
    """All words of one language, key to template, from ``<language>/<place>.toml``.

    Raises ``DeclarationError`` where two files hold the same key.
    """
    words: dict[str, str] = {}
    for path in sorted((Path(__file__).parent / language).glob("*.toml")):
        for key, template in tomllib.loads(path.read_text("utf-8")).items():
            if key in words:
                raise DeclarationError("kata_ganda", kunci=key, berkas=path.name)
            words[key] = str(template)
    return words


def say(key: str, **facts: object) -> str:
    """Words for ``key`` in the current language, with ``facts`` put in the places of the template.

    Raises ``DeclarationError`` naming the nearest key when the catalogue has none of that name.
    """
    words = catalogue(current()).get(key)
    if words is None:
        raise DeclarationError(
            "kata_tidak_ada", kunci=key, mungkin=nearest(key, catalogue(current()))
        )
    return words.format(**facts) if facts else words


def has(key: str) -> bool:
    """Whether the catalogue knows ``key``."""
    return key in catalogue(current())


def sentence(error: PugError) -> str:
    """The sentence of an error in the current language, with the nearest word if there is one."""
    key = f"galat_{error.kind}"
    words = say(key, **error.facts) if has(key) else str(error)
    near = error.facts.get("mungkin")
    return f"{words} {say('mungkin_maksudnya', mungkin=near)}" if near else words
