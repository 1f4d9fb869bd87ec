"""What is missing and who owes it: filters, the list by rupiah, and what is ticked in it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.reference.document_steps import KINDS

from . import dokumen_figures, dokumen_rows, dokumen_words, downloads, numbers, show
from .dokumen_figures import EVERY, KIND, OPD, OWED, SOUGHT, STATUS, STATUSES, Documents, Line

_SENT, _TALL = 500, 330


def card(seen: Documents) -> list[Line]:
    """The list with its filters; gives what is ticked."""
    dokumen_figures.settle(seen)
    with st.container(border=True, key="kartu_kurang"):
        heading = st.container()
        _filters(seen)
        lines = dokumen_figures.listed(seen)
        with heading:
            show.heading(_told(lines), say("dokumen_daftar_arti"))
        chosen = _table(lines[:_SENT], seen) if lines else []
        if not lines:
            st.info(say("dokumen_daftar_kosong"))
        if len(lines) > _SENT:
            st.caption(say("dokumen_daftar_batas", batas=count(_SENT), jumlah=count(len(lines))))
    dokumen_figures.write()
    return chosen


def _told(lines: Sequence[Line]) -> str:
    """How many documents the list holds; of those not approved, how many agencies owe them."""
    if st.session_state.get(STATUS) != OWED or not lines:
        return say("dokumen_daftar", jumlah=count(len(lines)))
    owing = {sub.kode_skpd for sub, _ in lines}
    return say("dokumen_daftar_opd", jumlah=count(len(lines)), opd=count(len(owing)))


def _filters(seen: Documents) -> None:
    names = {row.kode: row.nama for row in seen.book.agencies} | {EVERY: say("dokumen_semua_opd")}
    with st.container(horizontal=True, vertical_alignment="center", key="dokumen_saringan"):
        st.text_input(
            say("dokumen_cari"), key=SOUGHT, placeholder=say("dokumen_cari"), max_chars=80,
            icon=":material/search:", label_visibility="collapsed", width=280,
        )  # fmt: skip
        st.selectbox(
            say("dokumen_kolom_opd"), [EVERY, *(row.kode for row in seen.book.agencies)], key=OPD,
            format_func=lambda kode: names[kode], label_visibility="collapsed", width=300,
            required=True, persist_state="session",
        )  # fmt: skip
        st.selectbox(
            say("dokumen_kolom_status"), [OWED, *STATUSES, EVERY], key=STATUS, width=220,
            format_func=_status, label_visibility="collapsed", required=True,
            persist_state="session",
        )  # fmt: skip
        st.segmented_control(
            say("dokumen_kolom_jenis"), [EVERY, *KINDS], key=KIND, required=True,
            format_func=lambda kind: say("dokumen_semua_jenis") if kind == EVERY else kind,
            label_visibility="collapsed", persist_state="session",
        )  # fmt: skip


def _status(name: str) -> str:
    if name in (OWED, EVERY):
        return say(f"dokumen_saring_{name}")
    return dokumen_words.status(name)


def _table(lines: Sequence[Line], seen: Documents) -> list[Line]:
    """The table; a selection belongs to one state of data and filters and to no other."""
    asked = [st.session_state.get(key) for key in (OPD, KIND, STATUS, SOUGHT)]
    told = (seen.at.daerah, seen.at.tahun, seen.at.tahapan, numbers.version().label, *asked)
    key = f"tabel_dokumen_{told}"
    event = st.dataframe(
        downloads.separated(dokumen_rows.owed(lines)), hide_index=True, key=key,
        height=min(_TALL, 36 * (len(lines) + 1)), on_select=lambda: _ticked(lines, key),
        selection_mode="multi-row", alt=say("dokumen_daftar_arti"),
        column_config=downloads.columns(dokumen_rows.owed_widths()),
    )  # fmt: skip
    return [lines[row] for row in event.selection.rows]


def _ticked(lines: Sequence[Line], key: str) -> None:
    rows = st.session_state[key].selection.rows
    if len(rows) == 1:
        dokumen_figures.pick(lines[rows[0]][1].key)
