"""What the upload page remembers: the dropped file, the answers, the report, what was stored."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pug_metrics.datasets import Dataset, datasets
from pug_metrics.ingest import Answers, Report, understand
from pug_metrics.ingest.report import Choice
from pug_metrics.language import say

from . import session

FIRST = "anggaran"
_ASKED = {
    "tahun": "unggah_tahun",
    "tahapan": "unggah_tahapan",
    "kode_daerah": "unggah_daerah",
    "sampai_bulan": "unggah_bulan",
}
_REPORTS_KEPT = 6


@dataclass(frozen=True, slots=True)
class Held:
    """The file that lies on the table: its name, its bytes, and the how-manieth of the session."""

    name: str
    data: bytes
    number: int


@dataclass(frozen=True, slots=True)
class Done:
    """What the last commit stored: numbers of the batches."""

    numbers: tuple[int, ...]


def held() -> Held | None:
    """The dropped file; it stays through reruns and page changes until it is put away."""
    found = st.session_state.get("unggah_berkas")
    return found if isinstance(found, Held) else None


def hold(name: str, data: bytes) -> None:
    """Put a file on the table; answers that belong to a single file begin empty."""
    number = st.session_state.get("unggah_ke", 0) + 1
    st.session_state["unggah_ke"] = number
    st.session_state["unggah_berkas"] = Held(name, data, number)
    for key in ("unggah_tahun", "unggah_tahapan", "unggah_bulan", "unggah_selesai"):
        st.session_state.pop(key, None)


def ask_anew() -> None:
    """Open fields are asked anew: another dataset may leave one answer. Given answers stay."""
    for key in _ASKED.values():
        if st.session_state.get(key) is None:
            st.session_state.pop(key, None)


def put_away() -> None:
    """Take the file from the table; nothing is stored by that."""
    for key in ("unggah_berkas", "unggah_laporan", "unggah_selesai"):
        st.session_state.pop(key, None)


def finish(numbers: tuple[int, ...]) -> None:
    """Remember what was stored and clear the table."""
    put_away()
    st.session_state["unggah_selesai"] = Done(numbers)


def done() -> Done | None:
    """What was stored last, until another file is asked for."""
    found = st.session_state.get("unggah_selesai")
    return found if isinstance(found, Done) else None


def dataset() -> Dataset:
    """The dataset that the file is for."""
    return datasets().get(str(st.session_state.get("unggah_dataset")), datasets()[FIRST])


def key(name: str) -> str:
    """Widget key of an answer that belongs to this very file."""
    return f"unggah_{name}_{st.session_state.get('unggah_ke', 0)}"


def asked_key(column: str) -> str:
    """Widget key of an asked column."""
    return _ASKED[column]


def _given(column: str) -> object:
    return st.session_state.get(_ASKED[column])


def answers(asked: tuple[str, ...]) -> Answers:
    """What was answered; asked columns only where the file lacks them."""
    chosen = {name: _given(name) if name in asked else None for name in _ASKED}
    return Answers(
        tahun=chosen["tahun"],  # type: ignore[arg-type]
        tahapan=chosen["tahapan"],  # type: ignore[arg-type]
        daerah=chosen["kode_daerah"],  # type: ignore[arg-type]
        sampai_bulan=chosen["sampai_bulan"],  # type: ignore[arg-type]
        sheet=_sheet(),
        number_form=_number_forms(),
        recap=st.session_state.get(key("rekap")),
    )


def _sheet() -> str | None:
    return st.session_state.get(key("lembar"))


def _number_forms() -> dict[str, str]:
    seen: dict[str, Choice] = st.session_state.get(key("bentuk"), {})
    forms = {column: st.session_state.get(key(f"angka_{column}")) for column in seen}
    return {column: str(form) for column, form in forms.items() if form}


def number_choices(report: Report) -> tuple[Choice, ...]:
    """Number-form questions of this file, answered ones included."""
    seen: dict[str, Choice] = st.session_state.setdefault(key("bentuk"), {})
    seen.update({each.column: each for each in report.choices if each.kind == "angka"})
    return tuple(seen.values())


def first_look(file: Held) -> Report:
    """The file read without the asked answers: tells which columns must be asked."""
    return _read(file, Answers(sheet=_sheet(), number_form=_number_forms()))


def report(file: Held, asked: tuple[str, ...]) -> Report:
    """The file read with every answer once all asked columns have one; the first look until then.

    Raises ``FileRefused``.
    """
    if all(_given(name) is not None for name in asked):
        return _read(file, answers(asked))
    return first_look(file)


def _read(file: Held, given: Answers) -> Report:
    store = session.store()
    question = (file.number, dataset().name, repr(given), store.version.number)
    kept: dict[object, Report] = st.session_state.setdefault("unggah_laporan", {})
    if question not in kept:
        while len(kept) >= _REPORTS_KEPT:
            kept.pop(next(iter(kept)))
        with st.spinner(say("unggah_membaca"), show_time=True):
            kept[question] = understand(dataset().name, file.data, file.name, given, store)
    return kept[question]
