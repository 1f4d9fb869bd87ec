"""What the tagging page looks at: the list, its filters, and whether anything may be changed."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pug_metrics.metrics import arg_share
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.metrics.tagging_work import (
    STATUSES,
    UNDECIDED,
    Sought,
    Undecided,
    WorkItem,
    agencies_at_work,
    programmes_at_work,
    status_counts,
    undecided,
)
from pug_metrics.store.decisions import TagKey

from . import filters, links, numbers, session

TAB, AGENCY, PROGRAMME, WORDS = "tanda_bagian", "tanda_opd", "tanda_program", "tanda_cari"
DIFFERING = "BEDA"
TABS = (UNDECIDED, *STATUSES, DIFFERING)


@dataclass(frozen=True, slots=True)
class Work:
    """The list that is looked at.

    ``share``: ARG share of the whole slice. ``closed``: why nothing can be changed (``contoh`` or
    ``beku``), empty where it can.
    """

    region: str
    at: Slice
    tab: str
    sought: Sought
    open: Undecided
    counts: dict[str, int]
    share: Result
    agencies: dict[str, str]
    programmes: dict[str, str]
    closed: str

    @property
    def differing(self) -> bool:
        """Whether the list of sub-activities tagged differently is looked at."""
        return self.tab == DIFFERING

    def key(self, item: WorkItem) -> TagKey:
        """The key of a decision on ``item``."""
        frame = (str(self.at.daerah), int(self.at.tahun or 0), str(self.at.tahapan))
        return TagKey(*frame, item.kode_skpd, item.kode_sub_kegiatan, item.kode_rekening)


def ask() -> Work:
    """What the frame's filters, the link and the controls of the page ask for."""
    at = filters.slice_()
    agencies = dict(numbers.find(agencies_at_work, at))
    programmes = dict(numbers.find(programmes_at_work, at))
    for key, options in ((TAB, TABS), (AGENCY, ["", *agencies]), (PROGRAMME, ["", *programmes])):
        links.take(key)
        links.settle(key, options, options[0])
    links.take(WORDS)
    sought = Sought(
        st.session_state[AGENCY] or None,
        st.session_state[PROGRAMME] or None,
        str(st.session_state.get(WORDS) or "").strip(),
    )
    return Work(
        filters.region().nama, at, str(st.session_state[TAB]), sought,
        numbers.find(undecided, at), numbers.find(status_counts, at),
        numbers.of(arg_share, Grain.DAERAH, at, filters.basis()), agencies, programmes, _closed(),
    )  # fmt: skip


def _closed() -> str:
    if session.which() == session.SAMPLE:
        return "contoh"
    return "beku" if session.frozen_at() else ""


def clear() -> None:
    """Show the whole list from the next run on; for a button."""
    for key in (AGENCY, PROGRAMME, WORDS):
        st.session_state[key] = ""
        links.put(key, "", "")
