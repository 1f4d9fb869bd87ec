"""The form of a decision: category, weight, APKM, what men and women say of it, reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import streamlit as st

from pug_metrics.ingest.tagging import (
    APKM,
    CATEGORIES,
    FIELDS,
    TOPICS,
    Decision,
    Seen,
    decide,
    stored_decisions,
    submit,
)
from pug_metrics.language import say
from pug_metrics.metrics.suggestions import Reason
from pug_metrics.metrics.tagging_work import UNDECIDED, WorkItem
from pug_metrics.store import BatchRecord, Store
from pug_metrics.store.decisions import decisions_in_force

from . import numbers, penandaan_done, penandaan_words, session
from .penandaan_state import Work
from .unggah_people import name_field

_TEXTS = ("alasan", *FIELDS)
_LONGEST = 1000
_STEP = 0.05


def may_fill(work: Work) -> bool:
    """Whether the list has a form: what is submitted is judged first."""
    return work.tab != "DIAJUKAN"


def card(work: Work, chosen: Sequence[WorkItem]) -> None:
    """The form for what is chosen; drafts can also be submitted as they are."""
    if work.closed or not chosen or not may_fill(work):
        return
    if work.tab != UNDECIDED and len(chosen) > 1:
        _several(work, chosen)
        return
    with st.container(border=True, key="kartu_putuskan"):
        st.markdown(f"##### {say('penandaan_putuskan')}")
        name_field("penandaan")
        _form(work, chosen)


def _several(work: Work, chosen: Sequence[WorkItem]) -> None:
    """Several that have a decision each: only drafts have something to do together."""
    if work.tab != "DRAF":
        st.caption(say("penandaan_satu_saja"))
        return
    with st.container(border=True, key="kartu_ajukan"):
        name_field("penandaan")
        label = say("penandaan_ajukan_draf", jumlah=penandaan_words.units(len(chosen)))
        if st.button(label, type="primary", key="penandaan_ajukan_draf",
                     disabled=not session.actor()):  # fmt: skip
            seen = _seen(work, chosen)
            penandaan_done.act(
                work, lambda store: submit(store, stored_decisions(store, seen), session.actor())
            )
        st.caption(say("penandaan_satu_saja"))


def _seen(work: Work, chosen: Sequence[WorkItem]) -> list[Seen]:
    return [Seen(work.key(item), item.id_unggahan) for item in chosen]


def _prefix(work: Work, chosen: Sequence[WorkItem]) -> str:
    """One form for all that is undecided, so that choosing one more keeps what was typed."""
    if work.tab == UNDECIDED:
        return "tandai_baru"
    return f"tandai_{chosen[0].kode_skpd}_{chosen[0].code}_{chosen[0].id_unggahan}"


def fill(work: Work, item: WorkItem, found: Reason, told: str) -> None:
    """Write a suggestion into the form, where it can still be changed; for a button."""
    prefix = _prefix(work, [item])
    st.session_state[f"{prefix}_kategori_arg"] = found.category
    if found.weight is not None:
        st.session_state[f"{prefix}_bobot_arg"] = float(found.weight)
    st.session_state[f"{prefix}_alasan"] = told[:1].upper() + told[1:]


def _form(work: Work, chosen: Sequence[WorkItem]) -> None:
    prefix = _prefix(work, chosen)
    _begin(work, chosen, prefix)
    with st.form(f"{prefix}_form", border=False, clear_on_submit=False):
        st.radio(
            say("penandaan_kategori"), CATEGORIES, key=f"{prefix}_kategori_arg", horizontal=True,
            format_func=lambda category: say(f"kategori_{category}"), index=None,
            help=say("penandaan_kategori_arti"),
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(
                say("penandaan_bobot"), 0.0, 1.0, step=_STEP, key=f"{prefix}_bobot_arg", width=160,
                help=say("penandaan_bobot_arti"),
            )  # fmt: skip
            st.pills(
                say("penandaan_apkm"), APKM, key=f"{prefix}_apkm", selection_mode="multi",
                format_func=lambda flag: say(f"penandaan_{flag}"), help=say("penandaan_apkm_arti"),
            )  # fmt: skip
        st.text_area(
            say("penandaan_alasan"), key=f"{prefix}_alasan", max_chars=_LONGEST, height=90,
            placeholder=say("penandaan_alasan_contoh"),
        )  # fmt: skip
        _fields(prefix)
        _buttons(work, chosen, prefix)


def _fields(prefix: str) -> None:
    with st.expander(say("penandaan_empat"), icon=":material/groups:"):
        st.caption(say("penandaan_empat_arti"))
        for topic in TOPICS:
            for column, sex in zip(st.columns(2), ("l", "p"), strict=True):
                column.text_area(
                    say(f"penandaan_isian_{topic}_{sex}"), key=f"{prefix}_{topic}_{sex}",
                    max_chars=_LONGEST, height=68,
                )  # fmt: skip


def _buttons(work: Work, chosen: Sequence[WorkItem], prefix: str) -> None:
    named = bool(session.actor())
    if not named:
        st.caption(say("penandaan_isi_nama"))
    told = penandaan_words.units(len(chosen))
    with st.container(horizontal=True):
        # The first button of a form is what Ctrl+Enter presses.
        sent = st.form_submit_button(
            say("penandaan_ajukan", jumlah=told), type="primary", key="penandaan_ajukan",
            disabled=not named,
        )  # fmt: skip
        draft = st.form_submit_button(
            say("penandaan_simpan_draf", jumlah=told), key="penandaan_simpan_draf",
            disabled=not named,
        )  # fmt: skip
    action: Callable[[Store, Sequence[Decision], str], BatchRecord] = submit if sent else decide
    if draft or sent:
        said = _said(prefix)
        decisions = [Decision(seen, said) for seen in _seen(work, chosen)]
        penandaan_done.act(
            work, lambda store: action(store, decisions, session.actor()), lambda: _forget(prefix)
        )


def _said(prefix: str) -> dict[str, Any]:
    """The form as columns of the dataset; APKM untouched as a whole says nothing."""
    state = st.session_state
    picked = state.get(f"{prefix}_apkm") or []
    return {
        "kategori_arg": state.get(f"{prefix}_kategori_arg"),
        "bobot_arg": Decimal(f"{state[f'{prefix}_bobot_arg']:.2f}"),
        **{flag: flag in picked if picked else None for flag in APKM},
        **{name: state.get(f"{prefix}_{name}") for name in _TEXTS},
    }


def _begin(work: Work, chosen: Sequence[WorkItem], prefix: str) -> None:
    """Fill the form with what is stored, once; an undecided line begins empty."""
    if f"{prefix}_bobot_arg" in st.session_state:
        return
    key = work.key(chosen[0])
    row: Mapping[str, Any] = {}
    if work.tab != UNDECIDED:
        row = numbers.find(decisions_in_force, [key]).get(key, {})
    weight = row.get("bobot_arg")
    begun: dict[str, Any] = {name: row.get(name) or "" for name in _TEXTS}
    begun["bobot_arg"] = 1.0 if weight is None else float(weight)
    begun["apkm"] = [flag for flag in APKM if row.get(flag)]
    begun["kategori_arg"] = row["kategori_arg"] if row.get("kategori_arg") in CATEGORIES else None
    for name, value in begun.items():
        # What a suggestion has just written into the form stays.
        st.session_state.setdefault(f"{prefix}_{name}", value)


def _forget(prefix: str) -> None:
    for name in ("kategori_arg", "bobot_arg", "apkm", *_TEXTS):
        st.session_state.pop(f"{prefix}_{name}", None)
