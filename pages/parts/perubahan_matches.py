"""Sub-activities that may be the same: proposed by name, confirmed by a person, stored undoably."""

from __future__ import annotations

import streamlit as st

from pug_metrics.errors import PugError
from pug_metrics.ingest.confirming import confirm_match
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import count, percent, rupiah
from pug_metrics.metrics.why_matches import Match

from . import perubahan_figures, session, show, words
from .perubahan_figures import Change
from .unggah_people import name_field

_MOST = 8
_STORED, _FAILED = "padanan_tersimpan", "padanan_gagal"


def card(change: Change) -> None:
    """What may be the same, each with its button; nothing where nothing is proposed."""
    if stored := st.session_state.pop(_STORED, ""):
        st.success(stored, icon=":material/check_circle:")
    if failed := st.session_state.pop(_FAILED, ""):
        st.error(failed, icon=":material/error:")
    if change.movement.reason is not None:
        return
    found = perubahan_figures.suggested(change)
    if not found:
        return
    with st.container(border=True, key="kartu_padanan"):
        key = "perubahan_padanan_satu" if len(found) == 1 else "perubahan_padanan"
        show.heading(say(key, jumlah=count(len(found))))
        st.markdown(say("perubahan_padanan_arti"))
        sample = session.which() == session.SAMPLE
        if sample:
            st.info(say("perubahan_padanan_contoh"), icon=":material/lock:")
        else:
            name_field()
        for match in found[:_MOST]:
            _one(match, may_confirm=not sample)
        if len(found) > _MOST:
            st.caption(say("perubahan_padanan_batas", jumlah=count(_MOST)))


def _one(match: Match, *, may_confirm: bool) -> None:
    facts = {
        "lama": words.markdown(match.kode_lama), "nama_lama": words.markdown(match.nama_lama),
        "pagu_lama": rupiah(match.pagu_lama), "baru": words.markdown(match.kode_baru),
        "nama_baru": words.markdown(match.nama_baru), "pagu_baru": rupiah(match.pagu_baru),
    }  # fmt: skip
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"padanan_{match.kode_lama}"
    ):
        with st.container(gap="xxsmall"):
            st.markdown(say("perubahan_padanan_isi", **facts))
            agency = words.markdown(match.nama_skpd or match.kode_skpd)
            st.caption(say("perubahan_padanan_opd", opd=agency, sama=_alike(match)))
        if may_confirm:
            unnamed = not session.actor()
            st.button(
                say("perubahan_padanan_tombol"), key=f"pastikan_{match.kode_lama}",
                icon=":material/check:", disabled=unnamed, on_click=_confirm, args=(match,),
                help=say("perubahan_padanan_nama") if unnamed else None,
            )  # fmt: skip


def _alike(match: Match) -> str:
    return percent(match.sama, 0)


def _confirm(match: Match) -> None:
    ground = say("perubahan_padanan_dasar", sama=_alike(match))
    try:
        (stored,) = confirm_match(
            session.store(), match.kode_daerah, match.mulai_tahun, match.kode_lama,
            match.kode_baru, ground, actor=session.actor(),
        )  # fmt: skip
    except PugError as error:
        st.session_state[_FAILED] = sentence(error)
        return
    st.session_state[_STORED] = say(
        "perubahan_padanan_tersimpan", id=stored.id_unggahan, tahun=match.mulai_tahun,
        lama=words.markdown(match.kode_lama), baru=words.markdown(match.kode_baru),
    )  # fmt: skip
