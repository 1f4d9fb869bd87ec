"""The page of documents: title, the matrix of agencies and documents, APKM."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say

from . import (
    dokumen_figures,
    dokumen_look,
    dokumen_rows,
    dokumen_words,
    downloads,
    show,
    words,
)
from .dokumen_figures import Documents

_TALL, _ROW = 392, 36


def untagged(seen: Documents) -> None:
    """Nothing is tagged, so that no document is owed: say what brings tags."""
    show.title(dokumen_words.title(seen), say("dokumen_tanpa_tanda"))
    label = say("opd_tanpa_tanda_tombol")
    show.way(label, "unggah", "dokumen_penanda", kind="primary", unggah_dataset="tag_arg")


def head(seen: Documents) -> None:
    """Title, who owes most, and why nothing can be changed where that is so."""
    show.title(dokumen_words.title(seen), dokumen_words.lead(seen))
    dokumen_look.rules()
    show.warnings(seen.documented)
    if kind := dokumen_figures.read_only():
        st.info(say(f"dokumen_baca_saja_{kind}"), icon=":material/lock:")


def matrix(seen: Documents) -> None:
    """Agencies by what is not complete; ticking one filters the list below."""
    told = dokumen_words.matrix(seen)
    with st.container(border=True, key="kartu_matriks"):
        show.heading(told, say("dokumen_matriks_ukuran", tahapan=words.stage(seen.at)))
        rows = seen.book.agencies
        key = f"tabel_matriks_{seen.at.daerah}_{seen.at.tahun}_{seen.at.tahapan}"
        tall = min(_TALL, _ROW * (len(rows) + 1))
        with st.container(key="lebar_matriks"):
            st.dataframe(
                dokumen_rows.matrix(rows), hide_index=True, key=key, alt=told, height=tall,
                on_select=lambda: _row(seen, key), selection_mode="single-row",
                column_config=downloads.columns(dokumen_rows.matrix_widths()),
            )  # fmt: skip
        with st.container(key="sempit_matriks"):
            st.dataframe(
                dokumen_rows.narrow(rows), hide_index=True, key=f"{key}_sempit", alt=told,
                height=tall, column_config=downloads.columns(dokumen_rows.narrow_widths()),
            )  # fmt: skip
        st.caption(say("dokumen_matriks_baca"))
        shown = dokumen_figures.measured(seen, "document_completeness", seen.documented)
        show.evidence(shown, dokumen_words.title(seen), "dokumen")


def _row(seen: Documents, key: str) -> None:
    rows = st.session_state[key].selection.rows
    every = dokumen_figures.EVERY
    st.session_state[dokumen_figures.OPD] = seen.book.agencies[rows[0]].kode if rows else every


def apkm(seen: Documents) -> None:
    """How many tagged sub-activities answer access, participation, control and benefit."""
    total = seen.book.total
    if total.apkm is None:
        st.caption(f":material/info: {dokumen_words.apkm(total)}")
        return
    with st.expander(dokumen_words.apkm(total), icon=":material/diversity_3:", key="dokumen_apkm"):
        st.caption(say("dokumen_apkm_arti"))
        show.frame(dokumen_rows.apkm(seen.book.agencies), "apkm", say("dokumen_apkm_arti"))
        shown = dokumen_figures.measured(seen, "apkm_coverage", seen.documented)
        if shown is not seen.documented:
            show.evidence(shown, dokumen_words.apkm(total), "dokumen_apkm")
