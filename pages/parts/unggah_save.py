"""Who stores, the button that stores, and what the commit changed."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pug_metrics.errors import PugError
from pug_metrics.ingest import Report, commit
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import rupiah_full
from pug_metrics.store import BatchRecord, Mode

from . import (
    filters,
    session,
    show,
    unggah_findings,
    unggah_history,
    unggah_state,
    unggah_steps,
    unggah_undo,
    unggah_words,
)
from .navigation import page as page_called
from .unggah_people import name_field
from .unggah_state import CHANGES, Done

_NEXT = {"anggaran": "tag_arg", "tag_arg": "dokumen", "dokumen": "realisasi", "realisasi": "lokasi"}


@dataclass(frozen=True, slots=True)
class Plan:
    """How the file is to be stored. ``waiting``: what must be chosen first, empty if nothing."""

    mode: Mode | None
    drop_gone: bool
    label: str
    waiting: str


def decide(report: Report, plan: Plan) -> None:
    """The name of the person and the button that stores the good rows."""
    with st.container(border=True, key="unggah_simpan"):
        name_field()
        unnamed = "" if session.actor() else say("unggah_tunggu_nama")
        waiting = [each for each in (plan.waiting, unnamed) if each]
        with st.container(horizontal=True, vertical_alignment="center"):
            pressed = st.button(
                plan.label, type="primary", icon=":material/check:", disabled=bool(waiting),
                key="unggah_tombol_simpan", shortcut="Ctrl+Enter", wrap=True,
            )  # fmt: skip
            st.button(
                say("langkah_kembali", langkah=unggah_steps.names()[CHANGES - 1]),
                type="tertiary", icon=":material/arrow_back:", key="unggah_kembali_4",
                on_click=unggah_state.go, args=(CHANGES - 1,),
            )  # fmt: skip
            st.markdown(f":gray[{_beside(report, waiting)}]", width="content")
        if pressed and not waiting:
            _store(report, plan)


def _beside(report: Report, waiting: list[str]) -> str:
    if waiting:
        return say("unggah_tunggu", daftar="; ".join(waiting))
    if report.ditolak:
        return say("unggah_belum_tersimpan_sisa", baris=unggah_words.rows(report.ditolak))
    return say("unggah_belum_tersimpan")


def _store(report: Report, plan: Plan) -> None:
    try:
        with st.spinner(
            say("unggah_menyimpan", baris=unggah_words.rows(report.diterima)), show_time=True
        ):
            stored = commit(
                session.store(), report, actor=session.actor(), mode=plan.mode,
                accept_good=report.ditolak > 0, drop_gone=plan.drop_gone,
            )  # fmt: skip
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    unggah_state.finish(tuple(record.id_unggahan for record in stored), report)
    st.rerun()


def stored(done: Done) -> None:
    """What the commit changed, how to take it back, and where to go now."""
    found = [r for r in session.store().batches() if r.id_unggahan in done.numbers]
    if not found:
        unggah_state.put_away()
        st.rerun()
    first = found[0]
    undone = all(record.dibatalkan is not None for record in found)
    key = "selesai_judul_dibatalkan" if undone else "unggah_judul_tersimpan"
    facts = {"baris": unggah_words.rows(first.diterima), "id": first.id_unggahan}
    show.title(say(key, **facts))
    for record in found:
        _batch(record)
    if not undone:
        _unreconciled(first)
        _left_over(first, done)
    _onward(first, undone=undone)


def _batch(record: BatchRecord) -> None:
    undone = record.dibatalkan is not None
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap="xsmall"):
            sign = ":gray[:material/undo:]" if undone else ":green[:material/check_circle:]"
            st.markdown(f"##### {sign} {unggah_words.batch_title(record)}")
            st.markdown(unggah_words.batch_lines(record))
            left = "" if undone else unggah_history.left_in_force(record)
            if left:
                st.markdown(unggah_words.capital(left))
            st.caption(say("selesai_dibatalkan") if undone else _changed(record))
        if not undone:
            st.button(
                say("selesai_batalkan"), icon=":material/undo:", on_click=unggah_undo.ask,
                args=(record,), key=f"unggah_batalkan_{record.id_unggahan}",
                help=say("unggah_batalkan_arti", id=record.id_unggahan),
            )  # fmt: skip


def _left_over(record: BatchRecord, done: Done) -> None:
    """Rows that were rejected: the marked file to mend them in, and how it comes back."""
    if not record.ditolak or done.report is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        left = say("unggah_masih_ditolak", baris=unggah_words.rows(record.ditolak))
        st.markdown(f":material/edit_note: {left}", width="stretch")
        unggah_findings.marked_button(done.report, "unggah_selesai_bertanda")


def _changed(record: BatchRecord) -> str:
    version = session.store().version.label
    return say("unggah_berubah", mode=unggah_words.mode_name(record.mode), versi=version)


def _unreconciled(record: BatchRecord) -> None:
    if record.jumlah_berkas is not None and record.jumlah != record.jumlah_berkas:
        facts = {"tersimpan": rupiah_full(record.jumlah or 0),
                 "berkas": rupiah_full(record.jumlah_berkas)}  # fmt: skip
        st.warning(say("unggah_tidak_cocok_arti", **facts), icon=":material/error:")


def _onward(record: BatchRecord, *, undone: bool) -> None:
    scope = record.scopes[0]
    with st.container(horizontal=True):
        if not undone and filters.has_data() and st.button(
            say("unggah_lihat_ringkasan"), type="primary", icon=":material/arrow_forward:",
            icon_position="right", key="unggah_lihat",
        ):  # fmt: skip
            _go(scope.kode_daerah, scope.tahun, scope.tahapan)
        st.button(say("unggah_lagi"), icon=":material/upload_file:", key="unggah_lagi",
                  on_click=_begin, args=("",))  # fmt: skip
        following = _NEXT.get(record.dataset)
        if following and not undone:
            st.button(
                _next_words(following), icon=":material/add:", key="unggah_lanjut",
                on_click=_begin, args=(following,),
            )  # fmt: skip


def _next_words(dataset: str) -> str:
    return {
        "tag_arg": say("unggah_lanjut_tag_arg"),
        "dokumen": say("unggah_lanjut_dokumen"),
        "realisasi": say("unggah_lanjut_realisasi"),
        "lokasi": say("unggah_lanjut_lokasi"),
    }[dataset]


def _begin(dataset: str) -> None:
    unggah_state.put_away()
    st.session_state["unggah_dataset"] = dataset or unggah_state.BY_FILE


def _go(region: str, year: int, stage: str) -> None:
    asked = {"daerah": region, "tahun": str(year or ""), "tahapan": stage}
    known = {name: value for name, value in asked.items() if value}
    kept = {name: str(st.session_state[name]) for name in ("data", "bahasa")}
    st.switch_page(page_called("ringkasan"), query_params=kept | known)
