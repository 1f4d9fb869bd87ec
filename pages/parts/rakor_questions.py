"""Which question is which screen, and what can be picked on it."""

from __future__ import annotations

from collections.abc import Callable

from . import rakor_money, rakor_places, rakor_progress, rakor_state
from .rakor_view import View

_VIEWS: dict[str, Callable[[str], View]] = {
    "rentang": rakor_money.share,
    "tren": rakor_money.trend,
    "dokumen": rakor_money.documents,
    "serapan": rakor_progress.absorption,
    "wilayah": rakor_places.by_place,
    "benahi": rakor_progress.to_fix,
}


def options(asked: str) -> dict[str, str]:
    """What can be picked on this screen: code and name."""
    if asked == "wilayah":
        return rakor_places.kecamatan_by_code()
    return rakor_money.agencies_by_code()


def view(asked: str) -> View:
    """The screen of a question, for what is picked on it."""
    return _VIEWS[asked](rakor_state.picked(asked, options(asked)))
