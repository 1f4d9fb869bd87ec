"""Which database this session looks at, in which language and theme, and who is speaking."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from weakref import WeakSet

import streamlit as st

from pug_metrics import language, settings
from pug_metrics.charts.style import Theme, theme
from pug_metrics.ingest.sample import load_sample, sample_complete
from pug_metrics.language import say
from pug_metrics.store import Store

from . import links

SAMPLE, OWN = "contoh", "sendiri"
FROZEN = "versi"
_opening = threading.Lock()
_complete: WeakSet[Store] = WeakSet()
_looking: ContextVar[str] = ContextVar("looking", default="")
_frozen: ContextVar[str] = ContextVar("frozen", default="")


@st.cache_resource(show_spinner=False)
def _open(path: str, *, simulated: bool) -> Store:
    return Store.open(Path(path), simulated=simulated)


def _filled_sample() -> Store:
    opened = _open(str(settings.sample_database()), simulated=True)
    if opened in _complete:
        return opened
    with _opening:
        if sample_complete(opened):
            _complete.add(opened)
            return opened
        told = say("frame_menyiapkan_contoh")
        bar = st.progress(0.0, text=told)
        load_sample(opened, on_step=lambda done, total, _: bar.progress(done / total, text=told))
        bar.empty()
    return opened


def which() -> str:
    """``contoh`` or ``sendiri``: the database that the frame's switch points at."""
    return _looking.get() or str(st.session_state.get("data", SAMPLE))


def frozen_at() -> str:
    """The number of the frozen state that is looked at; empty for the data of now."""
    return _frozen.get() or str(st.session_state.get(FROZEN, ""))


def later(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """``make`` for a download button: it runs in another thread, which knows no session.

    It speaks the language and asks the database of now, in the same frozen state.
    """
    database, frozen, spoken = which(), frozen_at(), language.current()

    def made() -> bytes:
        tokens = _looking.set(database), _frozen.set(frozen)
        try:
            with language.speaking(spoken):
                return make()
        finally:
            _looking.reset(tokens[0])
            _frozen.reset(tokens[1])

    return made


def store() -> Store:
    """The open store of this session; the sample is filled on the first start.

    Raises ``StoreError`` (locked, newer, read-only, full): the frame shows its sentence.
    """
    if which() == SAMPLE:
        return _filled_sample()
    return _open(str(settings.database()), simulated=False)


def speak() -> None:
    """Take database and language from the link or the frame's switches, before anything is said."""
    links.take("data")
    links.settle("data", (SAMPLE, OWN), SAMPLE)
    links.take("bahasa")
    links.settle("bahasa", language.LANGUAGES, "id")
    language.use(str(st.session_state["bahasa"]))


def speak_on() -> None:
    """Speak the language of the session in a part of the page that runs again by itself."""
    language.use(str(st.session_state.get("bahasa", "id")))


def dark() -> bool:
    """Whether the browser shows the dark theme."""
    return st.context.theme.type == "dark"


def chart_theme(scale: str = "layar") -> Theme:
    """Colours and sizes for charts in the theme that the browser shows."""
    return theme("dark" if dark() else "light", scale)


def actor() -> str:
    """The typed name of the person, kept for the session; empty until one is given."""
    return str(st.session_state.get("aktor", "")).strip()
