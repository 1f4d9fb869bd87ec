"""The file is read in a thread, so that the page can say what happens and stop it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass, field

import streamlit as st

from pug_metrics.datasets import datasets
from pug_metrics.errors import PugError
from pug_metrics.ingest import Answers, Report, understand
from pug_metrics.ingest.header import known_headers
from pug_metrics.ingest.recognising import recognise
from pug_metrics.language import current, say
from pug_metrics.language.numbers import count
from pug_metrics.store import Store
from pug_metrics.tables import Source
from pug_metrics.tables.child import Job, Reader, read_apart

from . import session, show, unggah_state, words
from .unggah_state import FILE, FIRST, Held

# Files that are read faster show no progress: nothing flashes.
PATIENCE_S = 1.0
_LOOK_S = 0.5
_KEPT = 8

_Outcome = Report | PugError
_Sources = dict[frozenset[str], Source]


@dataclass(slots=True)
class Reading:
    """One reading under way: what was asked, how to stop it, and its outcome once it ended."""

    question: object
    job: Job
    thread: threading.Thread
    began: float = field(default_factory=time.monotonic)
    outcome: list[_Outcome | Exception] = field(default_factory=list)


def report(file: Held, name: str, given: Answers) -> Report | None:
    """The report on a file for a dataset (empty: the likeliest); None while it is being read.

    Raises ``FileRefused`` and whatever else the reading raises.
    """
    store = session.store()
    question = (file.number, name, repr(given), store.version.number, current())
    kept: dict[object, _Outcome] = st.session_state.setdefault("unggah_laporan", {})
    if question not in kept:
        reading = _under_way(question) or _begin(question, file, name, given, store)
        reading.thread.join(PATIENCE_S)
        if reading.thread.is_alive():
            _progress(file)
            return None
        st.session_state.pop("unggah_baca", None)
        _keep(kept, question, reading)
        found = kept[question]
        if not name and isinstance(found, Report):
            # The next run asks for the dataset by the name that was found.
            kept[question[0], found.dataset, *question[2:]] = found
    found = kept[question]
    if isinstance(found, PugError):
        raise found
    return found


def again() -> None:
    """Forget what was read, so that the file is read anew; for a button."""
    for key in ("unggah_laporan", "unggah_sumber"):
        st.session_state.pop(key, None)


def _keep(kept: dict[object, _Outcome], question: object, reading: Reading) -> None:
    found = reading.outcome[0]
    if not isinstance(found, Report | PugError):
        raise found
    while len(kept) >= _KEPT:
        kept.pop(next(iter(kept)))
    kept[question] = found


def _under_way(question: object) -> Reading | None:
    """The reading of this very question; one of another question is stopped."""
    reading = st.session_state.get("unggah_baca")
    if not isinstance(reading, Reading):
        return None
    if reading.question == question:
        return reading
    reading.job.cancel()
    return None


def _begin(question: object, file: Held, name: str, given: Answers, store: Store) -> Reading:
    job = Job()
    sources: _Sources = st.session_state.setdefault("unggah_sumber", {})
    outcome: list[_Outcome | Exception] = []

    def work() -> None:
        try:
            outcome.append(_read(file, name, given, store, _once(sources, job)))
        except Exception as error:
            outcome.append(error)

    context = copy_context()
    thread = threading.Thread(target=context.run, args=(work,), daemon=True)
    reading = Reading(question, job, thread, outcome=outcome)
    st.session_state["unggah_baca"] = reading
    thread.start()
    return reading


def _once(sources: _Sources, job: Job) -> Reader:
    """A reader that opens the file once for the same known headers: answers change, bytes do not.

    A workbook is the same whatever headers are known.
    """

    def read(data: bytes, file_name: str, known: frozenset[str] = frozenset()) -> Source:
        job.check()
        workbook = next((each for each in sources.values() if not each.delimiter), None)
        found = workbook or sources.get(known)
        if found is None:
            found = sources[known] = read_apart(data, file_name, known, job=job)
        return found

    return read


def _read(file: Held, name: str, given: Answers, store: Store, reader: Reader) -> Report:
    if not name:
        every = frozenset().union(*(known_headers(each) for each in datasets().values()))
        name = recognise(reader(file.data, file.name, every), given.sheet) or FIRST
    return understand(name, file.data, file.name, given, store, reader)


def _progress(file: Held) -> None:
    show.title(say("unggah_baca_judul", berkas=words.markdown(file.name)))
    st.fragment(_watch, run_every=_LOOK_S)()


def _watch() -> None:
    """What the reading does, how long it has lasted, and a button that stops it."""
    session.speak_on()
    reading = st.session_state.get("unggah_baca")
    if not isinstance(reading, Reading) or not reading.thread.is_alive():
        st.rerun()
    lasted = count(round(time.monotonic() - reading.began))
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":material/hourglass_top: {_told(reading)} "
            f":gray[{say('unggah_baca_detik', detik=lasted)}]",
            width="content",
        )
        st.space("stretch")
        st.button(
            say("unggah_batal"), key="unggah_baca_batal", icon=":material/close:",
            on_click=_stop(reading), shortcut="Esc",
        )  # fmt: skip
    st.caption(say("unggah_baca_arti"))


def _told(reading: Reading) -> str:
    """Waiting for its turn, being read in the process, or being checked after that."""
    if st.session_state.get("unggah_sumber"):
        return say("unggah_baca_memeriksa")
    return reading.job.told()


def _stop(reading: Reading) -> Callable[[], None]:
    def stop() -> None:
        reading.job.cancel()
        st.session_state.pop("unggah_baca", None)
        if st.session_state.get("unggah_laporan"):
            # It was read before: only the last answer was being worked in.
            unggah_state.go(FILE)
        else:
            unggah_state.put_away()
        st.session_state["unggah_pesan"] = "unggah_baca_dibatalkan"

    return stop
