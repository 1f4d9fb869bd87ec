"""What the upload page remembers: the file on the table, the answers, the step, what was stored.

The answers are ours, widgets only show them (``seat``): a rerun, another page or another language
can take a widget away, never an answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from pug_metrics.datasets import Dataset, datasets
from pug_metrics.ingest import Answers, Report, drafts

from . import links, session

FIRST = "anggaran"
# The choice that lets the headers of the file say which dataset it is.
BY_FILE = "berkas"
FILE, UNDERSTOOD, FINDINGS, CHANGES, DONE = 1, 2, 3, 4, 5
# Asked column → its field of ``Answers``.
FIELDS: Mapping[str, str] = {
    "kode_daerah": "daerah",
    "tahun": "tahun",
    "tahapan": "tahapan",
    "sampai_bulan": "sampai_bulan",
}
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Held:
    """The file that lies on the table: its name, its bytes, and the how-manieth of the session."""

    name: str
    data: bytes
    number: int


@dataclass(frozen=True, slots=True)
class Done:
    """What the last commit stored: numbers of the batches, and the report they were made of."""

    numbers: tuple[int, ...]
    report: Report | None = None


def held() -> Held | None:
    """The dropped file; it stays through reruns and page changes until it is put away."""
    found = st.session_state.get("unggah_berkas")
    return found if isinstance(found, Held) else None


def hold(name: str, data: bytes, answers: Answers | None = None, dataset: str = "") -> None:
    """Put a file on the table; answers that belong to a single file begin empty.

    ``answers`` and ``dataset``: those of an unfinished upload.
    """
    region = given().daerah
    put_away()
    number = st.session_state.get("unggah_ke", 0) + 1
    st.session_state["unggah_ke"] = number
    st.session_state["unggah_berkas"] = Held(name, data, number)
    st.session_state["unggah_jawaban"] = answers or Answers(daerah=region)
    st.session_state["unggah_belum_dijawab"] = answers is None
    st.session_state["unggah_jenis"] = dataset or wanted()
    go(UNDERSTOOD)


def untouched() -> bool:
    """Whether the file on the table is new and nothing was answered for it by hand."""
    return bool(st.session_state.get("unggah_belum_dijawab"))


def begin_anew() -> None:
    """Read the file on the table without any answer; for a button."""
    st.session_state["unggah_jawaban"] = Answers()
    for name in [str(each) for each in st.session_state if str(each).startswith("unggah_usul_")]:
        del st.session_state[name]
    st.session_state.pop("unggah_pilihan", None)
    read_as(wanted())


def put_away() -> None:
    """Take the file from the table, and the unfinished upload with it; nothing is stored."""
    file = held()
    if file is not None:
        drafts.drop(hashlib.sha256(file.data).hexdigest())
    for key in ("unggah_berkas", "unggah_laporan", "unggah_sumber", "unggah_selesai",
                "unggah_jenis", "unggah_cara", "unggah_hapus_hilang", "unggah_draf",
                "unggah_selisih", "unggah_pertama", "unggah_pilihan"):  # fmt: skip
        st.session_state.pop(key, None)
    go(FILE)


def finish(numbers: tuple[int, ...], report: Report) -> None:
    """Remember what was stored and clear the table."""
    put_away()
    st.session_state["unggah_selesai"] = Done(numbers, report)


def done() -> Done | None:
    """What was stored last, until another file is asked for."""
    found = st.session_state.get("unggah_selesai")
    return found if isinstance(found, Done) else None


def step() -> int:
    """The step that is looked at, 1 to 5."""
    return int(st.session_state.get("unggah_langkah", FILE))


def go(number: int) -> None:
    """Look at another step; for buttons too."""
    st.session_state["unggah_langkah"] = number


def wanted() -> str:
    """The dataset chosen before a file is there: a name, or empty where the file decides."""
    chosen = str(st.session_state.get("unggah_dataset", BY_FILE))
    return chosen if chosen in datasets() else ""


def kind() -> str:
    """Name of the dataset that the file on the table is read for; empty until it is known."""
    return str(st.session_state.get("unggah_jenis", ""))


def read_as(name: str) -> None:
    """Read the file for another dataset; what was answered stays."""
    st.session_state["unggah_jenis"] = name
    for key in ("unggah_cara", "unggah_hapus_hilang"):
        st.session_state.pop(key, None)


def dataset() -> Dataset:
    """The dataset that the file is for."""
    return datasets().get(kind() or wanted(), datasets()[FIRST])


def given() -> Answers:
    """Everything answered for the file on the table."""
    found = st.session_state.get("unggah_jawaban")
    return found if isinstance(found, Answers) else Answers()


def answer(**changes: Any) -> None:  # noqa: ANN401 - fields of Answers
    """Change answers; a mode chosen for another outcome is asked anew."""
    st.session_state["unggah_jawaban"] = replace(given(), **changes)


def answers(asked: tuple[str, ...]) -> Answers:
    """What was answered; asked columns only where the file lacks them."""
    unasked = {field: None for name, field in FIELDS.items() if name not in asked}
    return replace(given(), **unasked)  # type: ignore[arg-type]


def key(name: str) -> str:
    """Widget key of something that belongs to this very file."""
    return f"unggah_{name}_{st.session_state.get('unggah_ke', 0)}"


def seat(name: str, value: object) -> str:
    """Key of a widget of this file that is to show ``value``: ours, whatever it showed before."""
    own = key(name)
    if st.session_state.get(own, _NOTHING) != value:
        st.session_state[own] = value
    links.relabel(own)
    return own


def shown(name: str) -> Any:  # noqa: ANN401 - any widget
    """What a widget of this file holds; for callbacks."""
    return st.session_state.get(key(name))


def keep_draft(report: Report) -> None:
    """Keep file and answers for a session that is lost; only where something changed."""
    file = held()
    now = (report.dataset, given())
    if file is None or st.session_state.get("unggah_draf") == now:
        return
    st.session_state["unggah_draf"] = now
    drafts.keep(file.data, file.name, report.dataset, given(), session.actor())


def take_up(sha256: str) -> bool:
    """Lay an unfinished upload on the table again with its answers; False where it is gone."""
    found = drafts.take(sha256)
    if found is None:
        return False
    draft, data = found
    if draft.actor and not session.actor():
        st.session_state["aktor"] = draft.actor
    hold(draft.file_name, data, draft.answers, draft.dataset)
    return True
