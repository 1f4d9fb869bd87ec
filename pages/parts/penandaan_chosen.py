"""What is chosen in the work list: its suggestions, its lines and what was ever decided on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import count, rupiah
from pug_metrics.metrics.suggestions import Reason
from pug_metrics.metrics.tagging_work import WorkItem
from pug_metrics.store.decisions import history

from . import budget_lines, numbers, penandaan_form, penandaan_list, penandaan_words, words
from .penandaan_state import Work


def card(work: Work, chosen: Sequence[WorkItem]) -> None:
    """One entry in full; of several how many they are and how much."""
    if not chosen:
        return
    with st.container(border=True, key="kartu_terpilih"):
        if len(chosen) == 1:
            _one(work, chosen[0])
            return
        whole = sum((item.rupiah for item in chosen), Decimal(0))
        told = penandaan_words.units(len(chosen), penandaan_list.what(chosen))
        agencies = len({item.kode_skpd for item in chosen})
        facts = {"jumlah": told, "rupiah": rupiah(whole), "opd": count(agencies)}
        st.markdown(f"##### {say('penandaan_terpilih', **facts)}")
        st.caption(say("penandaan_terpilih_arti"))


def _one(work: Work, item: WorkItem) -> None:
    st.markdown(f"##### {words.markdown(penandaan_words.name(item))}")
    facts = (item.nama_skpd, item.code, item.nama_program or "", rupiah(item.rupiah))
    st.caption(" · ".join(words.markdown(each) for each in facts if each))
    if item.catatan_penilai:
        note = words.markdown(item.catatan_penilai)
        who = words.markdown(item.penilai or "")
        st.warning(say("penandaan_catatan_dari", nama=who, catatan=note), icon=":material/reply:")
    _suggestions(work, item)
    _history(work, item)
    _lines(work, item)


def _suggestions(work: Work, item: WorkItem) -> None:
    found = penandaan_list.suggested(work, [item])[penandaan_list.unit(item)]
    st.markdown(f"**{say('penandaan_saran')}** :small[:gray[{say('penandaan_saran_arti')}]]")
    if not found:
        st.markdown(say("penandaan_saran_kosong"))
    for place, each in enumerate(found):
        _suggestion(work, item, each, place)


def _suggestion(work: Work, item: WorkItem, found: Reason, place: int) -> None:
    told = words.markdown(penandaan_words.reason(found, work))
    tag = penandaan_words.tag(found.category, found.weight)
    source = f"  \n:small[:gray[{words.markdown(str(found.source))}]]" if found.source else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{tag}**: {told}{source}", width="stretch")
        if not work.closed and penandaan_form.may_fill(work):
            st.button(
                say("penandaan_isikan"), key=f"penandaan_isikan_{place}", type="tertiary",
                icon=":material/edit_note:", on_click=penandaan_form.fill,
                args=(work, item, found, penandaan_words.reason(found, work)),
                help=say("penandaan_isikan_arti"),
            )  # fmt: skip


def _history(work: Work, item: WorkItem) -> None:
    found = numbers.find(history, work.key(item))
    if not found:
        st.caption(say("penandaan_riwayat_kosong"))
        return
    label = say("penandaan_riwayat", jumlah=count(len(found)))
    with st.expander(label, icon=":material/history:", key="penandaan_riwayat"):
        st.markdown("\n".join(f"- {penandaan_words.event(each)}" for each in found[::-1]))


def _lines(work: Work, item: WorkItem) -> None:
    """The budget lines below, asked for only when they are opened."""
    opened = st.expander(
        say("penandaan_baris", jumlah=count(item.baris)), icon=":material/table_rows:",
        key=f"penandaan_baris_{item.kode_skpd}_{item.code}", on_change="rerun",
    )  # fmt: skip
    if opened.open:
        at = replace(
            work.at, opd=item.kode_skpd, sub_kegiatan=item.kode_sub_kegiatan,
            rekening=item.kode_rekening,
        )  # fmt: skip
        with opened:
            budget_lines.draw(at, "penandaan")
