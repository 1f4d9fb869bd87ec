"""Answers of the file looked at just before, for a new file with the same headers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from pug_metrics.ingest import Answers, Report
from pug_metrics.language import say

from . import unggah_reading, unggah_state
from .unggah_state import FIELDS, Held

# The file on the table as it was answered last, and the one that lay there before it.
_NOW, _BEFORE, _USED = "unggah_terakhir", "unggah_sebelumnya", "unggah_dipakai_lagi"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was answered for a file: its dataset, its headers, what its title rows proposed."""

    number: int
    dataset: str
    signature: str
    answers: Answers
    proposals: Mapping[str, str]


def note(file: Held, report: Report, proposals: Mapping[str, str]) -> None:
    """Remember the answers of the file that is looked at, for the file after it."""
    st.session_state[_NOW] = Earlier(
        file.number, report.dataset, report.signature, unggah_state.given(), proposals
    )


def _before(file: Held) -> Earlier | None:
    """The file before this one, until it was weighed whether its answers serve."""
    now = st.session_state.get(_NOW)
    if isinstance(now, Earlier) and now.number != file.number:
        st.session_state[_BEFORE] = now
        del st.session_state[_NOW]
    found = st.session_state.get(_BEFORE)
    return found if isinstance(found, Earlier) else None


def taken_over(file: Held, first: Report) -> bool | None:
    """Start with the answers of the file before where dataset and headers are the same.

    Weighed once a file; None while it is being read that way.
    """
    before = _before(file)
    if before is None:
        return False
    if not unggah_state.untouched() or unggah_state.wanted() not in ("", before.dataset):
        st.session_state.pop(_BEFORE)
        return False
    sheet = before.answers.sheet if before.answers.sheet in first.sheets else None
    look: Report | None = first
    if before.dataset != first.dataset or sheet not in (None, first.sheet):
        look = unggah_reading.report(file, before.dataset, Answers(sheet=sheet))
    if look is None:
        return None
    st.session_state.pop(_BEFORE)
    if not before.signature or look.signature != before.signature:
        return False
    unggah_state.read_as(before.dataset)
    unggah_state.answer(**_fitting(before, look))
    st.session_state[_USED] = file.number
    return True


def _fitting(before: Earlier, look: Report) -> dict[str, object]:
    """The earlier answers, without those that the title rows of the new file speak against."""
    spoken = {
        FIELDS[name]: None
        for name, text in look.proposals.items()
        if text != before.proposals.get(name)
    }
    kept = replace(before.answers, **spoken)  # type: ignore[arg-type]
    sheet = kept.sheet if kept.sheet in look.sheets else None
    return {name: getattr(kept, name) for name in Answers.__slots__} | {"sheet": sheet}


def line(file: Held) -> None:
    """That answers of the file before are used, and the way to start anew."""
    if st.session_state.get(_USED) != file.number:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="unggah_dipakai"):
        st.markdown(f":material/history: {say('unggah_jawaban_dipakai')}", width="content")
        st.button(
            say("unggah_jawaban_kosongkan"), key="unggah_mulai_baru", type="tertiary",
            icon=":material/restart_alt:", on_click=_anew,
        )  # fmt: skip


def _anew() -> None:
    st.session_state.pop(_USED, None)
    unggah_state.begin_anew()
