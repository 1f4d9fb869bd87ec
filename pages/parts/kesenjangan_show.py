"""The page *Kesenjangan*: title, threshold, paired marks, tools; or what brings the data."""

from __future__ import annotations

import streamlit as st

from pug_metrics.charts.gap_marks import gap_marks
from pug_metrics.datasets import dataset
from pug_metrics.export.template import template_bytes
from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.metrics.issue_gaps import IssueGaps

from . import (
    copying,
    drawings,
    kesenjangan_figures,
    kesenjangan_files,
    kesenjangan_words,
    links,
    receipts,
    session,
    show,
    words,
)
from .kesenjangan_figures import THRESHOLD, THRESHOLDS

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMS = (("lebar", "layar"), ("sempit", "ponsel"))
_MOST = 12


def nothing(gaps: IssueGaps) -> None:
    """No indicator up to the year: the template and the way to the upload."""
    show.title(say("kesenjangan_kosong_judul", tahun=str(gaps.at.tahun)))
    with st.container(border=True):
        st.markdown(say("kesenjangan_kosong"))
        with st.container(horizontal=True):
            st.download_button(
                say("kesenjangan_templat"), lambda: template_bytes(dataset("data_terpilah")),
                "templat_data_terpilah.xlsx", _XLSX, key="kesenjangan_templat",
                on_click="ignore", icon=":material/download:",
            )  # fmt: skip
            show.way(say("kesenjangan_unggah"), "unggah", "kesenjangan_ke_unggah",
                     unggah_dataset="data_terpilah")  # fmt: skip


def head(gaps: IssueGaps) -> None:
    """The finding, what counts as a difference, what does not reconcile."""
    told = words.stage(gaps.at)
    lead = say("kesenjangan_lead", tahapan=told, ambang=kesenjangan_words.threshold(gaps.threshold))
    show.title(kesenjangan_words.title(gaps), lead)
    show.warnings(kesenjangan_figures.money(gaps))
    if gaps.unknown:
        listed = words.markdown(", ".join(gaps.unknown))
        st.warning(say("kesenjangan_tak_dikenal", daftar=listed), icon=":material/warning:")


def card(gaps: IssueGaps) -> None:
    """Indicators as paired marks, each beside its linked money; a click picks one."""
    with st.container(border=True, key="kartu_kesenjangan"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(gap="xxsmall"):
                show.heading(say("kesenjangan_grafik"), say("kesenjangan_grafik_ukuran"))
            _threshold()
        _chart(gaps)
        if len(gaps.issues) > _MOST:
            st.caption(say("kesenjangan_grafik_batas", jumlah=count(_MOST)))
        _tools(gaps)


def _threshold() -> None:
    st.selectbox(
        say("kesenjangan_ambang"), THRESHOLDS, key=THRESHOLD, width=240, required=True,
        format_func=lambda each: kesenjangan_words.threshold(float(each)),
        label_visibility="collapsed",
    )  # fmt: skip
    links.put(THRESHOLD, st.session_state[THRESHOLD], THRESHOLDS[0])


def _chart(gaps: IssueGaps) -> None:
    picked = kesenjangan_figures.chosen(gaps).kode
    rows = [
        kesenjangan_words.marks(each, chosen=each.kode == picked) for each in gaps.issues[:_MOST]
    ]
    note = words.data_label(kesenjangan_figures.money(gaps))
    for form, scale in _FORMS:
        figure = drawings.of(gap_marks, rows, session.chart_theme(scale), note=note)
        with st.container(key=f"{form}_kesenjangan"):
            show.chart(figure, f"grafik_kesenjangan_{form}", kesenjangan_words.title(gaps),
                       on_pick=kesenjangan_figures.pick)  # fmt: skip


def _tools(gaps: IssueGaps) -> None:
    money = kesenjangan_figures.money(gaps)
    show.foot(money)
    with st.container(horizontal=True, gap="small", key="alat_kesenjangan"):
        receipts.button(money, "kesenjangan", label=say("kesenjangan_dari_mana"))
        copying.sentence(kesenjangan_words.title(gaps), money, "kesenjangan")
        copying.link("kesenjangan")
        kesenjangan_files.issues(gaps)
