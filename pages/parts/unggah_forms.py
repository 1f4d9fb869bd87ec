"""Workbooks to fill in: the template with a region's codes, and stored rows to be edited."""

from __future__ import annotations

import streamlit as st

from pug_metrics.datasets import Dataset, datasets
from pug_metrics.export.code_lists import code_lists
from pug_metrics.export.editable import editable_bytes
from pug_metrics.export.template import template_bytes
from pug_metrics.language import say
from pug_metrics.store import Scope
from pug_metrics.store.editing import rows_to_edit

from . import links, session, unggah_fields, unggah_state, unggah_words

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw() -> None:
    """Template and stored rows of one dataset, opened on demand."""
    with st.expander(say("formulir_judul"), icon=":material/table_view:", key="unggah_formulir"):
        chosen = _dataset()
        left, right = st.columns(2, gap="medium")
        with left:
            st.markdown(f"**{say('formulir_templat')}**")
            st.caption(say("formulir_templat_arti"))
            _template(chosen)
        with right:
            st.markdown(f"**{say('formulir_isi')}**")
            st.caption(say("formulir_isi_arti"))
            _editable(chosen)


def _dataset() -> Dataset:
    names = list(datasets())
    preset = unggah_state.kind() or unggah_state.wanted() or unggah_state.FIRST
    known = st.session_state.get("unggah_formulir_untuk")
    if known != preset:
        # A choice of the page above is taken over once; here another one may be made.
        st.session_state["unggah_formulir_untuk"] = preset
        st.session_state["unggah_formulir_data"] = preset
    links.relabel("unggah_formulir_data")
    name = st.selectbox(
        say("unggah_pilih_data"), names, key="unggah_formulir_data", width=360,
        format_func=lambda each: str(datasets()[each].title), persist_state="session",
    )  # fmt: skip
    return datasets()[name]


def _template(chosen: Dataset) -> None:
    region = st.selectbox(
        say("formulir_daerah"), list(unggah_fields.regions()), index=None,
        key="unggah_formulir_daerah", placeholder=say("unggah_cari_daerah"),
        format_func=lambda code: unggah_fields.regions().get(code, code),
        help=say("formulir_daerah_arti"), persist_state="session", filter_mode="fuzzy",
    )  # fmt: skip
    store = session.store()
    st.download_button(
        say("unggah_templat", data=str(chosen.title).lower()),
        session.later(lambda: template_bytes(chosen, code_lists(chosen, region, store))),
        f"templat_{chosen.name}.xlsx", _XLSX, key=f"unggah_templat_{chosen.name}",
        on_click="ignore", icon=":material/download:",
    )  # fmt: skip


def _editable(chosen: Dataset) -> None:
    scopes = _stored(chosen)
    if not scopes:
        st.markdown(f":gray[{say('formulir_isi_kosong', data=str(chosen.title).lower())}]")
        return
    scope = st.selectbox(
        say("formulir_bagian"), scopes, key=f"unggah_formulir_bagian_{chosen.name}",
        format_func=unggah_words.slice_name,
    )  # fmt: skip
    store = session.store()

    def made() -> bytes:
        asked = {"kode_daerah": scope.kode_daerah, "tahun": scope.tahun or None,
                 "tahapan": scope.tahapan or None}  # fmt: skip
        rows = rows_to_edit(store, chosen, asked)
        return editable_bytes(chosen, rows, code_lists(chosen, scope.kode_daerah, store))

    st.download_button(
        say("formulir_isi_tombol"), session.later(made), f"isian_{chosen.name}.xlsx", _XLSX,
        key=f"unggah_isian_{chosen.name}", on_click="ignore", icon=":material/edit_document:",
    )  # fmt: skip


def _stored(chosen: Dataset) -> list[Scope]:
    """Regions, years and stages for which rows were stored."""
    found = {
        Scope(scope.kode_daerah, scope.tahun, scope.tahapan)
        for record in session.store().batches()
        if record.dataset == chosen.name and record.dibatalkan is None
        for scope in record.scopes
    }
    return sorted(found)
