"""*Tempatkan sekarang*: places proposed from names of sub-units, which the user confirms."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pug_metrics.datasets import dataset
from pug_metrics.errors import PugError
from pug_metrics.export.template import template_bytes
from pug_metrics.ingest.placing import UnitPlace, place_units
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import count, rupiah
from pug_metrics.metrics.findings_places import Proposal, place_proposals, proposed_sum
from pug_metrics.store.batch import Scope

from . import downloads, links, numbers, session, show, unggah_people, words
from .wilayah_figures import PLACING, Places

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DONE = "wilayah_tempat_tersimpan"


def card(places: Places) -> None:
    """The two ways of placing, where the user has asked for them."""
    links.take(PLACING, lambda text: text == "1")
    opened = bool(st.session_state.get(PLACING, False))
    links.put(PLACING, "1" if opened else "", "")
    _said()
    if not opened:
        return
    with st.container(border=True, key="kartu_tempatkan"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"##### {say('wilayah_cara')}", width="content")
            st.space("stretch")
            st.button(
                say("wilayah_tutup"), key="wilayah_tutup", type="tertiary",
                icon=":material/close:", on_click=_close,
            )  # fmt: skip
        _from_units(places)
        _from_file()


def _close() -> None:
    st.session_state[PLACING] = False


def _said() -> None:
    """What was stored a moment ago, and where it can be undone."""
    number = st.session_state.get(_DONE)
    record = next((r for r in session.store().batches() if r.id_unggahan == number), None)
    if record is None or record.dibatalkan is not None:
        return
    st.success(
        say("wilayah_tersimpan", jumlah=count(record.diterima), id=record.id_unggahan),
        icon=":material/check_circle:",
    )
    show.way(say("wilayah_riwayat"), "unggah", "wilayah_ke_riwayat", unggah_bagian="riwayat")


def _from_units(places: Places) -> None:
    proposals: tuple[Proposal, ...] = numbers.find(place_proposals, places.at)
    if not proposals:
        st.markdown(say("wilayah_usulan_kosong"))
        return
    whole = rupiah(proposed_sum(proposals))
    st.markdown(
        say("wilayah_usulan", jumlah=count(len(proposals)), rupiah=whole,
            tahapan=words.stage(places.at))
    )  # fmt: skip
    if session.which() == session.SAMPLE:
        show.frame(_frame(proposals), "usulan", say("wilayah_cara"))
        st.info(say("wilayah_usulan_contoh"), icon=":material/science:")
        return
    chosen = _ticked(proposals, places)
    unggah_people.name_field("wilayah")
    label = say(
        "wilayah_tempatkan_terpilih", jumlah=count(len(chosen)), rupiah=rupiah(proposed_sum(chosen))
    )
    if not session.actor():
        st.caption(say("wilayah_isi_nama"))
    ready = bool(chosen) and bool(session.actor())
    if st.button(label, type="primary", disabled=not ready, key="wilayah_simpan_usulan"):
        _store(places, chosen)


def _frame(proposals: Sequence[Proposal]):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a table
    import pandas as pd

    return pd.DataFrame(
        {
            say("wilayah_kolom_unit"): [each.nama_sub_unit for each in proposals],
            say("wilayah_kolom_opd"): [each.nama_skpd for each in proposals],
            say("wilayah_kolom_usulan"): [
                f"{each.nama_wilayah} ({each.kode_wilayah})" for each in proposals
            ],
            say("wilayah_kolom_pagu"): [float(each.pagu) for each in proposals],
            say("wilayah_kolom_arg"): [float(each.klaim) for each in proposals],
            say("wilayah_kolom_baris"): [each.baris for each in proposals],
        }
    )


def _ticked(proposals: Sequence[Proposal], places: Places) -> list[Proposal]:
    """The proposals that the user leaves ticked."""
    table = _frame(proposals)
    used = say("wilayah_kolom_pakai")
    table.insert(0, used, [True] * len(proposals))
    version = session.store().version.number
    edited = st.data_editor(
        downloads.separated(table), hide_index=True, disabled=list(table.columns[1:]),
        key=f"usulan_{places.at.daerah}_{places.at.tahun}_{places.at.tahapan}_{version}",
    )  # fmt: skip
    return [each for each, use in zip(proposals, edited[used], strict=True) if use]


def _store(places: Places, chosen: Sequence[Proposal]) -> None:
    at = places.at
    scope = Scope(str(at.daerah), int(at.tahun or 0), str(at.tahapan))
    units = [UnitPlace(each.kode_skpd, each.kode_sub_unit, each.kode_wilayah) for each in chosen]
    try:
        with st.spinner(say("wilayah_menempatkan")):
            record = place_units(session.store(), units, scope=scope, actor=session.actor())
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    st.session_state[_DONE] = record.id_unggahan
    st.session_state[PLACING] = False
    st.rerun()


def _from_file() -> None:
    declared = dataset("lokasi")
    st.markdown(say("wilayah_lewat_berkas"))
    with st.container(horizontal=True):
        st.download_button(
            say("wilayah_templat"), lambda: template_bytes(declared), "templat_lokasi.xlsx", _XLSX,
            key="wilayah_templat", on_click="ignore", icon=":material/download:",
        )  # fmt: skip
        show.way(
            say("wilayah_unggah_lokasi"), "unggah", "wilayah_ke_unggah", unggah_dataset="lokasi"
        )
