"""The last step: who stores, how it relates to what is there, store it, and what changed."""

from __future__ import annotations

import streamlit as st

from pug_metrics.errors import PugError
from pug_metrics.ingest import Report, commit
from pug_metrics.ingest.outlook import by_month, loaded, occupied
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import rupiah_full
from pug_metrics.store import BatchRecord, Mode

from . import filters, session, show, unggah_state, unggah_words
from .navigation import page as page_called
from .unggah_state import Done

_NEXT = {"anggaran": "tag_arg", "tag_arg": "dokumen", "dokumen": "realisasi", "realisasi": "lokasi"}


def name_field() -> None:
    """The name of the person, kept for the session; nobody checks it."""
    st.text_input(
        say("unggah_nama"), key="aktor", max_chars=60, persist_state="session", width=320,
        placeholder=say("unggah_nama_contoh"), help=say("unggah_nama_arti"), live=True,
        autocomplete="name",
    )  # fmt: skip


def decide(report: Report) -> None:
    """Name, mode where the scope is occupied, and the button that stores the good rows."""
    same = loaded(session.store(), report)
    with st.container(border=True, key="unggah_simpan"):
        if same is not None:
            st.info(_same(same), icon=":material/done_all:")
            return
        st.markdown(f"##### {say('unggah_langkah_4')}")
        mode = _mode(report)
        name_field()
        waiting = _waiting(report, mode)
        with st.container(horizontal=True, vertical_alignment="center"):
            pressed = st.button(
                _label(report), type="primary", icon=":material/check:", disabled=bool(waiting),
                key="unggah_tombol_simpan",
            )  # fmt: skip
            st.button(say("unggah_batal"), type="tertiary", on_click=unggah_state.put_away,
                      key="unggah_tombol_batal")  # fmt: skip
            st.markdown(f":gray[{_beside(report, waiting)}]", width="content")
        if pressed:
            _store(report, mode)


def _same(record: BatchRecord) -> str:
    facts = {"id": record.id_unggahan, "judul": unggah_words.batch_title(record)}
    return say("unggah_sudah_tersimpan", **facts)


def _mode(report: Report) -> Mode | None:
    """How the file relates to what is stored; asked only where there is something."""
    there = occupied(session.store(), report)
    if not there:
        return None
    with st.container(key="unggah_mode"):
        named = "; ".join(unggah_words.batch_title(record) for record in there[-3:])
        st.markdown(say("unggah_terisi", daftar=named))
        modes = list(unggah_words.MODES)
        return st.radio(
            say("unggah_mode"), modes, index=modes.index(Mode.TAMBAH) if by_month(report) else None,
            key=unggah_state.key("mode"), persist_state="session",
            format_func=unggah_words.mode_name,
            captions=[say(meaning) for _, meaning in unggah_words.MODES.values()],
        )  # fmt: skip


def _waiting(report: Report, mode: Mode | None) -> list[str]:
    """What still stands between the file and the store, in words."""
    waiting = []
    if any(choice.kind == "angka" for choice in report.choices):
        waiting.append(say("unggah_tunggu_angka"))
    if any(choice.kind == "rekap" for choice in report.choices):
        waiting.append(say("unggah_tunggu_rekap"))
    if mode is None and occupied(session.store(), report):
        waiting.append(say("unggah_tunggu_mode"))
    if not session.actor():
        waiting.append(say("unggah_tunggu_nama"))
    return waiting


def _label(report: Report) -> str:
    key = "unggah_simpan_baik" if report.ditolak else "unggah_simpan_semua"
    return say(key, baris=unggah_words.rows(report.diterima))


def _beside(report: Report, waiting: list[str]) -> str:
    if waiting:
        return say("unggah_tunggu", daftar="; ".join(waiting))
    if report.ditolak:
        return say("unggah_belum_tersimpan_sisa", baris=unggah_words.rows(report.ditolak))
    return say("unggah_belum_tersimpan")


def _store(report: Report, mode: Mode | None) -> None:
    try:
        with st.spinner(
            say("unggah_menyimpan", baris=unggah_words.rows(report.diterima)), show_time=True
        ):
            stored = commit(
                session.store(), report, actor=session.actor(), mode=mode,
                accept_good=report.ditolak > 0,
            )  # fmt: skip
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    unggah_state.finish(tuple(record.id_unggahan for record in stored))
    st.rerun()


def stored(done: Done) -> None:
    """What the commit changed, and where to go now."""
    found = [r for r in session.store().batches() if r.id_unggahan in done.numbers]
    if not found:
        unggah_state.put_away()
        return
    first = found[0]
    show.title(
        say("unggah_judul_tersimpan", baris=unggah_words.rows(first.diterima), id=first.id_unggahan)
    )
    for record in found:
        with st.container(border=True):
            st.markdown(f"##### :green[:material/check_circle:] {unggah_words.batch_title(record)}")
            st.markdown(unggah_words.batch_lines(record))
            st.caption(_changed(record))
    _unreconciled(first)
    if first.ditolak:
        left = say("unggah_masih_ditolak", baris=unggah_words.rows(first.ditolak))
        st.info(left, icon=":material/edit_note:")
    _onward(first)


def _changed(record: BatchRecord) -> str:
    version = session.store().version.label
    return say("unggah_berubah", mode=unggah_words.mode_name(record.mode), versi=version)


def _unreconciled(record: BatchRecord) -> None:
    if record.jumlah_berkas is not None and record.jumlah != record.jumlah_berkas:
        facts = {"tersimpan": rupiah_full(record.jumlah or 0),
                 "berkas": rupiah_full(record.jumlah_berkas)}  # fmt: skip
        st.warning(say("unggah_tidak_cocok_arti", **facts), icon=":material/error:")


def _onward(record: BatchRecord) -> None:
    scope = record.scopes[0]
    with st.container(horizontal=True):
        if filters.has_data() and st.button(
            say("unggah_lihat_ringkasan"), type="primary", icon=":material/arrow_forward:",
            icon_position="right", key="unggah_lihat",
        ):  # fmt: skip
            _go(scope.kode_daerah, scope.tahun, scope.tahapan)
        st.button(say("unggah_lagi"), icon=":material/upload_file:", key="unggah_lagi",
                  on_click=unggah_state.put_away)  # fmt: skip
        following = _NEXT.get(record.dataset)
        if following:
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
    st.session_state["unggah_dataset"] = dataset


def _go(region: str, year: int, stage: str) -> None:
    asked = {"daerah": region, "tahun": str(year or ""), "tahapan": stage}
    known = {name: value for name, value in asked.items() if value}
    kept = {name: str(st.session_state[name]) for name in ("data", "bahasa")}
    st.switch_page(page_called("ringkasan"), query_params=kept | known)
