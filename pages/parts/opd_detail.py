"""One agency at the right of the ranking: sentence, documents, absorption month by month."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pug_metrics.charts.document_bars import document_bars, worst
from pug_metrics.charts.ranked_bars import ranked_bars
from pug_metrics.charts.style import Theme
from pug_metrics.charts.trend_lines import trend_lines
from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.metrics import arg_absorption, budget_total, non_arg_absorption
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.findings import DocumentState, document_state
from pug_metrics.metrics.findings_change import latest
from pug_metrics.metrics.findings_gap import AgencyGap

from . import (
    copying,
    drawings,
    links,
    numbers,
    opd_detail_rows,
    opd_figures,
    opd_words,
    receipts,
    session,
    show,
    words,
)
from .opd_figures import PICKED, Agencies

# The narrowest place of these figures is a phone: one form serves every width.
_NARROWEST = 326


def card(agencies: Agencies) -> AgencyGap:
    """The agency looked at, chosen by a click, the link or the select box."""
    with st.container(border=True, height="stretch", key="kartu_rincian"):
        row = opd_figures.picked(agencies)
        _select(agencies)
        state = _documents_of(agencies, row)
        missing = worst(opd_detail_rows.documents(state))
        sentence = opd_words.detail(agencies, row, missing)
        _head(agencies, row, sentence)
        if agencies.tagged and row.klaim:
            _documents(agencies, state)
        if not agencies.tagged:
            _accounts(agencies, row)
        _absorption(agencies, row)
        with st.container(horizontal=True, gap="small"):
            quoted = f"{words.markdown(row.nama)}: {sentence}"
            copying.sentence(quoted, agencies.shown, "rincian")
            copying.link("rincian")
    return row


def _documents_of(agencies: Agencies, row: AgencyGap) -> DocumentState | None:
    states = numbers.find(document_state, agencies.at, per_opd=True) if agencies.tagged else ()
    return next((state for state in states if state.kode == row.kode), None)


def _select(agencies: Agencies) -> None:
    """The way to another agency without a mouse."""
    names = {row.kode: row.nama for row in agencies.ranking.rows}
    chosen = st.selectbox(
        say("opd_pilih"), list(names), key=PICKED, format_func=lambda code: names[code],
        persist_state="session", required=True, label_visibility="collapsed",
    )  # fmt: skip
    links.put(PICKED, chosen, agencies.ranking.rows[0].kode)


def _head(agencies: Agencies, row: AgencyGap, sentence: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(say("opd_kode", kode=words.markdown(row.kode)))
        st.space("stretch")
        short = say("kuitansi_pendek")
        receipts.button(agencies.shown, "opd_rincian", row.kode, label=short)
    st.markdown(sentence)


def _documents(agencies: Agencies, state: DocumentState | None) -> None:
    documents = opd_detail_rows.documents(state)
    if state is None or not documents:
        st.caption(say("opd_dokumen_kosong"))
        key = "opd_dokumen_unggah"
        show.way(say("opd_dokumen_unggah"), "unggah", key, unggah_dataset="dokumen")
        return
    counted = say("opd_dokumen_judul", jumlah=count(state.sub_kegiatan))
    st.markdown(f":small[**{counted}**]")
    figure = drawings.of(document_bars, documents, _theme(), note=words.data_label(agencies.shown))
    show.chart(figure, "grafik_dokumen", counted)


def _accounts(agencies: Agencies, row: AgencyGap) -> None:
    """Where nothing is tagged: what the agency spends most on."""
    result = numbers.of(budget_total, Grain.REKENING, agencies.narrowed(row.kode), agencies.basis)
    bars = opd_detail_rows.accounts(result)
    if not bars:
        st.caption(say("opd_rekening_tanpa"))
        return
    title = say("opd_rekening_judul", rekening=words.markdown(bars[0].nama), rupiah=bars[0].label)
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        st.markdown(f":small[**{title}**]", width="stretch")
        receipts.button(result, "opd_rekening", bars[0].kode, label=say("kuitansi_pendek"))
    theme = session.chart_theme("ponsel").at(_NARROWEST)
    figure = drawings.of(ranked_bars, bars, theme, note=words.data_label(result))
    show.chart(figure, "grafik_rekening", title)


def _theme() -> Theme:
    return session.chart_theme().at(_NARROWEST)


def _absorption(agencies: Agencies, row: AgencyGap) -> None:
    at = replace(agencies.at, opd=row.kode)
    arg = numbers.of(arg_absorption, Grain.BULAN, at)
    other = numbers.of(non_arg_absorption, Grain.BULAN, at)
    title = opd_detail_rows.absorption_title(arg, other)
    if not title:
        st.caption(say("opd_serapan_kosong"))
        key = "opd_serapan_unggah"
        show.way(say("opd_serapan_unggah"), "unggah", key, unggah_dataset="realisasi")
        return
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        st.markdown(f":small[**{title}**]", width="stretch")
        known, until = (arg, latest(arg)) if latest(arg) else (other, latest(other))
        if until:
            receipts.button(known, "opd_serapan", str(until[0]), label=say("kuitansi_pendek"))
    axis, lines = opd_detail_rows.absorption(arg, other)
    height, note = _theme().em(11), words.data_label(arg)
    figure = drawings.of(trend_lines, axis, lines, _theme(), height=height, note=note)
    show.chart(figure, "grafik_serapan", title)
