"""An action on tags: done, then what it changed in the ARG figure and the way to undo it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from pug_metrics.errors import PugError
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import percent, rupiah
from pug_metrics.metrics import arg_share
from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.store import BatchRecord, Store

from . import filters, penandaan_list, penandaan_words, session, unggah_undo
from .penandaan_state import Work

_DONE = "penandaan_selesai"


@dataclass(frozen=True, slots=True)
class Figure:
    """The ARG share of the slice: rupiah claimed and percent (None where there is none)."""

    claimed: Decimal | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Done:
    """One action: its batch, how many decisions, and the figure right before and after it."""

    batch: int
    status: str
    decisions: int
    basis: Basis
    before: Figure
    after: Figure


def act(
    work: Work, action: Callable[[Store], BatchRecord], after: Callable[[], None] | None = None
) -> None:
    """Run ``action`` and measure what it moves; a refusal is said and nothing is stored."""
    store, basis = session.store(), filters.basis()
    try:
        # Nobody else writes between the two figures: what differs is what this action did.
        with st.spinner(say("penandaan_menyimpan")), store.turn():
            first = _figure(store, work, basis)
            record = action(store)
            second = _figure(store, work, basis)
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    status = str(record.catatan["tindakan"])
    st.session_state[_DONE] = Done(
        record.id_unggahan, status, record.diterima, basis, first, second
    )
    penandaan_list.forget()
    if after is not None:
        after()
    st.rerun()


def _figure(store: Store, work: Work, basis: Basis) -> Figure:
    total = arg_share(store, by=Grain.DAERAH, at=work.at, basis=basis).total.to_pylist()[0]
    return Figure(total["pembilang"], total["nilai"])


def said(work: Work) -> None:
    """What the last action changed, until it is closed or undone."""
    unggah_undo.dialog()
    done: Done | None = st.session_state.get(_DONE)
    if done is None or work.closed:
        return
    record = next((r for r in session.store().batches() if r.id_unggahan == done.batch), None)
    if record is None:
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="penandaan_selesai"
    ):
        if record.dibatalkan is not None:
            st.markdown(say("penandaan_tindakan_batal", id=done.batch), width="stretch")
        else:
            st.markdown(f":material/check_circle: {sentence_of(done)}", width="stretch")
            st.button(
                say("penandaan_batalkan"), icon=":material/undo:", key="penandaan_batalkan",
                on_click=unggah_undo.ask, args=(record,),
            )  # fmt: skip
        st.button(say("penandaan_tutup"), icon=":material/close:", type="tertiary",
                  key="penandaan_tutup", on_click=_close)  # fmt: skip


def _close() -> None:
    st.session_state.pop(_DONE, None)


def sentence_of(done: Done) -> str:
    """What was stored and how the figure moved."""
    stored = say(
        f"penandaan_selesai_{done.status}", jumlah=penandaan_words.units(done.decisions),
        id=done.batch,
    )  # fmt: skip
    return f"{stored} {_moved(done)}"


def _moved(done: Done) -> str:
    before, after = done.before, done.after
    basis = say(f"filter_basis_{done.basis}")
    if before.share is None or after.share is None:
        return say("penandaan_angka_kosong", basis=basis)
    change = (after.claimed or Decimal(0)) - (before.claimed or Decimal(0))
    facts = {"sesudah": percent(after.share, 2), "basis": basis}
    if not change:
        return say("penandaan_angka_tetap", **facts)
    key = "penandaan_angka_naik" if change > 0 else "penandaan_angka_turun"
    return say(key, sebelum=percent(before.share, 2), rupiah=rupiah(abs(change)), **facts)
