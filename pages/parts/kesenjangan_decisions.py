"""Suggestions to link, and links to take away: chosen one by one, stored as one undoable batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from pug_metrics.errors import PugError
from pug_metrics.ingest.linking import Decision, decide_links
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import count, rupiah
from pug_metrics.metrics.issue_gaps import Issue, IssueGaps, Spending
from pug_metrics.reference.issue_words import plain

from . import kesenjangan_figures, kesenjangan_words, session, show, words
from .unggah_people import name_field

_STORED, _FAILED = "tautan_tersimpan", "tautan_gagal"
_LINK, _NOT = "tautkan", "bukan"
_MOST = 8


@dataclass(frozen=True, slots=True)
class _Offer:
    """A sub-activity that can be decided about, why it is offered, and which choices there are."""

    spending: Spending
    why: str
    choices: tuple[str, ...]


def said() -> None:
    """What was stored a moment ago and where it can be undone, or why nothing was."""
    if failed := st.session_state.pop(_FAILED, ""):
        st.error(failed, icon=":material/error:")
    number = st.session_state.get(_STORED)
    record = next((r for r in session.store().batches() if r.id_unggahan == number), None)
    if record is None or record.dibatalkan is not None:
        return
    facts = {"jumlah": count(record.diterima), "id": record.id_unggahan}
    st.success(say("kesenjangan_tersimpan", **facts), icon=":material/check_circle:")
    show.way(say("kesenjangan_riwayat"), "unggah", "kesenjangan_ke_riwayat",
             unggah_bagian="riwayat")  # fmt: skip


def card(gaps: IssueGaps, issue: Issue) -> None:
    """What may be linked to the indicator and what is linked, each with its choice."""
    with st.container(border=True, key="kartu_usulan"):
        indicator = words.markdown(issue.indikator)
        show.heading(say("kesenjangan_usulan", indikator=indicator), say("kesenjangan_usulan_arti"))
        allowed = kesenjangan_figures.may_decide()
        if not allowed:
            kind = "beku" if session.frozen_at() else "contoh"
            st.info(say(f"kesenjangan_lihat_{kind}"), icon=":material/lock:")
        sought = _search() if allowed else ""
        offers = list(_offers(gaps, issue, sought))
        if not offers:
            st.markdown(say("kesenjangan_usulan_nihil"))
        chosen = [(each, _row(issue, each, allowed=allowed)) for each in offers]
        _rest(gaps, issue)
        if allowed and offers:
            _save(gaps, issue, [(each.spending, choice, each.why) for each, choice in chosen
                                if choice])  # fmt: skip


def _search() -> str:
    return st.text_input(
        say("kesenjangan_cari"), key="kesenjangan_cari", max_chars=80, width=480,
        placeholder=say("kesenjangan_cari_contoh"), icon=":material/search:",
    ) or ""  # fmt: skip


def _offers(gaps: IssueGaps, issue: Issue, sought: str) -> Iterator[_Offer]:
    """What the search finds, then what is suggested, then what is linked; nothing twice."""
    linked = {each.pair for each in issue.linked}
    taken = set(linked)
    wanted = plain(sought).split()
    for each in _holding(gaps, wanted):
        if each.pair not in taken:
            taken.add(each.pair)
            yield _Offer(each, say("kesenjangan_dasar_cari"), (_LINK, _NOT))
    for found in kesenjangan_figures.suggested(gaps, issue)[:_MOST]:
        if found.spending.pair not in taken:
            taken.add(found.spending.pair)
            yield _Offer(found.spending, kesenjangan_words.grounds(found.grounds), (_LINK, _NOT))
    for each in issue.linked:
        if each.pair in linked:
            linked.discard(each.pair)
            yield _Offer(each, say("kesenjangan_sudah"), (_NOT,))


def _holding(gaps: IssueGaps, wanted: list[str]) -> list[Spending]:
    if not wanted:
        return []
    found = [
        each
        for each in gaps.spending
        if each.kode_sub_kegiatan
        and all(word in plain(f"{each.nama_sub_kegiatan} {each.nama_skpd}") for word in wanted)
    ]
    return found[:_MOST]


def _row(issue: Issue, offer: _Offer, *, allowed: bool) -> str:
    """One sub-activity with its reason; the choice made, empty where none is."""
    each, key = offer.spending, f"{issue.kode}_{'_'.join(offer.spending.pair)}"
    facts = {"kode": words.markdown(each.kode_sub_kegiatan), "klaim": rupiah(each.klaim),
             "nama": words.markdown(each.nama_sub_kegiatan), "pagu": rupiah(each.pagu)}  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", key=f"usul_{key}"):
        with st.container(gap="xxsmall"):
            st.markdown(say("kesenjangan_usulan_isi", **facts))
            st.caption(words.markdown(f"{each.nama_skpd} · {offer.why}"))
        if not allowed:
            return ""
        lone = offer.choices == (_NOT,)
        picked = st.segmented_control(
            say("kesenjangan_keputusan"), offer.choices, key=f"putus_{key}",
            label_visibility="collapsed", width="content",
            format_func=lambda code: say(f"kesenjangan_{'lepas' if lone else code}"),
        )  # fmt: skip
    return str(picked or "")


def _rest(gaps: IssueGaps, issue: Issue) -> None:
    more = len(kesenjangan_figures.suggested(gaps, issue)) - _MOST
    if more > 0:
        st.caption(say("kesenjangan_usulan_batas", jumlah=count(more)))


def _save(gaps: IssueGaps, issue: Issue, chosen: list[tuple[Spending, str, str]]) -> None:
    name_field("tautan")
    decisions = tuple(
        Decision(issue.indikator, each.kode_skpd, each.kode_sub_kegiatan, choice == _LINK, why)
        for each, choice, why in chosen
    )
    ready = bool(decisions) and bool(session.actor())
    if not session.actor():
        st.caption(say("kesenjangan_isi_nama"))
    st.button(
        say("kesenjangan_simpan", jumlah=count(len(decisions))), key="kesenjangan_simpan",
        type="primary", disabled=not ready, on_click=_store, args=(gaps, decisions),
    )  # fmt: skip


def _store(gaps: IssueGaps, decisions: tuple[Decision, ...]) -> None:
    at = gaps.at
    try:
        record = decide_links(session.store(), decisions, region=str(at.daerah),
                              year=int(at.tahun or 0), actor=session.actor())  # fmt: skip
    except PugError as error:
        st.session_state[_FAILED] = sentence(error)
        return
    st.session_state[_STORED] = record.id_unggahan
    for key in [str(key) for key in st.session_state if str(key).startswith("putus_")]:
        del st.session_state[key]
