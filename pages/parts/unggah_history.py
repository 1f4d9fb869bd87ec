"""Every batch of this database, newest first; its file, and undo with a question before it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pug_metrics.datasets import datasets
from pug_metrics.ingest.keeping import is_kept, kept_bytes
from pug_metrics.ingest.outlook import Standing, standings
from pug_metrics.language import say
from pug_metrics.language.numbers import count, rupiah_full
from pug_metrics.store import BatchRecord

from . import session, show, unggah_undo, unggah_words, words

_FIRST = 10
_OFFICIAL = "resmi"


def draw(*, may_undo: bool) -> None:
    """The history; undone batches stay listed. Without ``may_undo`` it is read only."""
    records = session.store().batches()[::-1]
    standing = standings(session.store())
    active = sum(each.rows > 0 for each in standing.values())
    facts = {"jumlah": count(len(records)), "berlaku": count(active)}
    show.title(say("unggah_riwayat_judul", **facts) if records else say("unggah_riwayat_kosong"))
    if not records:
        st.markdown(say("unggah_riwayat_kosong_arti"))
        return
    st.markdown(say("unggah_riwayat_arti"))
    every = len(records) <= _FIRST or st.toggle(
        say("unggah_riwayat_semua", jumlah=count(len(records))), key="unggah_riwayat_semua"
    )
    for record in records if every else records[:_FIRST]:
        _one(record, standing.get(record.id_unggahan), may_undo=may_undo)
    with st.expander(say("unggah_riwayat_tabel"), icon=":material/table_rows:"):
        st.dataframe(_table(records, standing), hide_index=True)


def _one(record: BatchRecord, standing: Standing | None, *, may_undo: bool) -> None:
    undone = record.dibatalkan is not None
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap="xsmall", key=f"riwayat_teks_{record.id_unggahan}"):
            title = unggah_words.batch_title(record)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f":gray[~~{title}~~]" if undone else f"**{title}**", width="content")
                _status(record, standing)
            st.markdown(unggah_words.batch_lines(record))
            said = (_changes(record), left_in_force(record), _who_and_when(record))
            st.caption(" · ".join(filter(None, said)))
        _original(record)
        if may_undo and not undone:
            st.button(
                say("unggah_batalkan"), icon=":material/undo:", on_click=unggah_undo.ask,
                args=(record,), key=f"unggah_batalkan_{record.id_unggahan}",
                help=say("unggah_batalkan_arti", id=record.id_unggahan),
            )  # fmt: skip


def _original(record: BatchRecord) -> None:
    """The file as it was uploaded, where it was kept; it is read and verified when asked for."""
    if not is_kept(record):
        return
    st.download_button(
        say("riwayat_unduh"), session.later(lambda: kept_bytes(record)[1]), record.berkas,
        icon=":material/download:", type="tertiary", on_click="ignore",
        key=f"riwayat_unduh_{record.id_unggahan}",
        help=say("riwayat_unduh_arti", id=record.id_unggahan),
    )  # fmt: skip


def _changes(record: BatchRecord) -> str:
    """Of a batch of changes: how many rows of its file were new, changed and the same."""
    told = record.catatan.get("perubahan")
    if not isinstance(told, dict):
        return ""
    key = "riwayat_perubahan_hapus" if told["nisan"] else "riwayat_perubahan"
    return say(key, **{name: count(number) for name, number in told.items()})


def left_in_force(record: BatchRecord) -> str:
    """Of a batch of changes: the stored rows that its file lacks and that still count."""
    told = record.catatan.get("perubahan")
    if not isinstance(told, dict):
        return ""
    # Older batches do not say it; with tombstones the gone rows were taken out.
    number = int(told.get("tetap", 0 if told["nisan"] else told["hilang"]))
    key = "riwayat_tetap_ditolak" if record.ditolak else "riwayat_tetap"
    return say(key, baris=unggah_words.rows(number)) if number else ""


def _status(record: BatchRecord, standing: Standing | None) -> None:
    if record.status_data != _OFFICIAL:
        st.badge(words.markdown(record.status_data), color="orange", icon=":material/science:")
    if record.dibatalkan is not None:
        st.badge(say("unggah_dibatalkan"), color="gray", icon=":material/undo:")
        return
    if standing is not None and not standing.rows:
        st.badge(_state(record, standing), color="gray", icon=":material/swap_horiz:")
        return
    st.badge(_state(record, standing), color="green", icon=":material/check:")
    if record.jumlah_berkas is not None and record.jumlah != record.jumlah_berkas:
        st.badge(say("unggah_tidak_cocok_singkat"), color="red", icon=":material/error:")


def _state(record: BatchRecord, standing: Standing | None) -> str:
    """In force, in part in force, replaced or undone, in words."""
    if record.dibatalkan is not None:
        return say("unggah_dibatalkan")
    if standing is None or standing.taken_by is None:
        return say("unggah_berlaku")
    if not standing.rows:
        return say("unggah_digantikan", id=standing.taken_by)
    facts = {"masih": count(standing.rows), "baris": unggah_words.rows(record.diterima)}
    return say("unggah_berlaku_sebagian", **facts)


def _who_and_when(record: BatchRecord) -> str:
    parts = [
        unggah_words.person(record.aktor),
        unggah_words.when(record.waktu),
        unggah_words.mode_name(record.mode),
    ]
    if record.dibatalkan is not None:
        facts = {"siapa": unggah_words.person(record.dibatalkan_oleh or ""),
                 "hari": unggah_words.when(record.dibatalkan)}  # fmt: skip
        parts.append(say("unggah_dibatalkan_oleh", **facts))
    return " · ".join(parts)


def _table(
    records: tuple[BatchRecord, ...], standing: Mapping[int, Standing]
) -> dict[str, list[object]]:
    titles = datasets()
    return {
        say("unggah_kolom_id"): [r.id_unggahan for r in records],
        say("unggah_kolom_data"): [
            str(titles[r.dataset].title) if r.dataset in titles else r.dataset for r in records
        ],
        say("unggah_kolom_nama"): [r.berkas for r in records],
        say("unggah_kolom_oleh"): [r.aktor for r in records],
        say("unggah_kolom_waktu"): [r.waktu for r in records],
        say("unggah_kolom_diterima"): [r.diterima for r in records],
        say("unggah_kolom_ditolak"): [r.ditolak for r in records],
        say("unggah_kolom_disisihkan"): [r.disisihkan for r in records],
        say("unggah_kolom_jumlah"): [
            rupiah_full(r.jumlah) if r.jumlah is not None else "" for r in records
        ],
        say("unggah_kolom_mode"): [unggah_words.mode_name(r.mode) for r in records],
        say("unggah_kolom_status"): [_state(r, standing.get(r.id_unggahan)) for r in records],
    }
