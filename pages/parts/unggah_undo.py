"""The question before an undo: the rows and figures that would move are shown first."""

from __future__ import annotations

import streamlit as st

from pug_metrics.errors import PugError
from pug_metrics.ingest.changes import Tally
from pug_metrics.ingest.undoing import Preview, ScopeMove, undo_preview
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import count, month, percent, rupiah_full
from pug_metrics.metrics.declaration import Unit
from pug_metrics.metrics.moves import Move, moves_of_undo
from pug_metrics.store import BatchRecord, Scope

from . import session, unggah_people, unggah_words, words

_ASKED, _EFFECT = "unggah_dibatalkan", "unggah_akibat"
_SHOWN = 200


def ask(record: BatchRecord) -> None:
    """Ask about a batch on this run; for a button."""
    st.session_state[_ASKED] = record.id_unggahan


def dialog() -> None:
    """Open the question about an undo that was asked for."""
    number = st.session_state.get(_ASKED)
    record = next((r for r in session.store().batches() if r.id_unggahan == number), None)
    if record is not None and record.dibatalkan is None:
        title = say("unggah_batalkan_judul", id=record.id_unggahan)
        st.dialog(title, width="large", on_dismiss=_forget)(_confirm)(record)


def _forget() -> None:
    for key in (_ASKED, _EFFECT):
        st.session_state.pop(key, None)


def _confirm(record: BatchRecord) -> None:
    st.markdown(f"**{unggah_words.batch_title(record)}**  \n{unggah_words.batch_lines(record)}")
    try:
        told, figures = _effect(record)
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    st.markdown(_consequence(told))
    _figures(figures)
    _scopes(told)
    unggah_people.name_field("batal")
    with st.container(horizontal=True):
        pressed = st.button(
            say("unggah_batalkan_ya", id=record.id_unggahan), type="primary",
            icon=":material/undo:", disabled=not session.actor(), key="unggah_batalkan_ya",
        )  # fmt: skip
        if st.button(say("unggah_batalkan_tidak"), key="unggah_batalkan_tidak"):
            _forget()
            st.rerun()
    if pressed:
        _undo(record)


def _effect(record: BatchRecord) -> tuple[Preview, tuple[Move, ...] | None]:
    """What undoing would do to the data of now; worked out once a question."""
    store = session.store()
    asked = (record.id_unggahan, store.version.number)
    known = st.session_state.get(_EFFECT)
    if known is None or known[0] != asked:
        with st.spinner(say("batal_menghitung"), show_time=True):
            told = undo_preview(store, record.id_unggahan)
            figures = moves_of_undo(store, record.id_unggahan, record.dataset, told.slices())
        st.session_state[_EFFECT] = known = (asked, told, figures)
    return known[1], known[2]


def _consequence(told: Preview) -> str:
    parts = [_leaving(told), *(_returning(*each) for each in told.returning)]
    parts += [
        say("batal_bersama", id=each.id_unggahan, dataset=each.dataset) for each in told.beside
    ]
    parts.append(say("unggah_batalkan_tercatat"))
    return " ".join(part for part in parts if part)


def _leaving(told: Preview) -> str:
    if told.nothing:
        taker = next((each.id_unggahan for each in reversed(told.later)), None)
        if taker is None:
            return say("batal_tanpa_akibat")
        return say("unggah_batalkan_digantikan", id=taker)
    if not told.leaving.rows:
        return ""
    facts = {"baris": unggah_words.rows(told.leaving.rows),
             "wilayah": unggah_words.batch_reach(told.record)}  # fmt: skip
    if told.leaving.amount is None:
        return say("unggah_batalkan_baris", **facts)
    return say("unggah_batalkan_rupiah", rupiah=rupiah_full(told.leaving.amount), **facts)


def _returning(record: BatchRecord, tally: Tally) -> str:
    amount = _money(tally)
    return say(
        "batal_kembali_dari", baris=unggah_words.rows(tally.rows), id=record.id_unggahan,
        berkas=words.markdown(record.berkas),
        rupiah=say("batal_sebesar", rupiah=amount) if amount else "",
    )  # fmt: skip


def _money(tally: Tally) -> str:
    return "" if tally.amount is None else rupiah_full(tally.amount)


def _figures(figures: tuple[Move, ...] | None) -> None:
    if figures is None:
        st.caption(say("batal_angka_besar"))
        return
    seen = [each for each in figures if _figure(each, *each.before) != _figure(each, *each.after)]
    if seen:
        st.markdown(f"**{say('batal_angka_judul')}**")
        st.markdown("\n".join(f"- {_figure_line(each)}" for each in seen))


def _figure_line(move: Move) -> str:
    return say(
        "batal_angka", metrik=str(move.metric.title), tahun=move.at.tahun,
        tahapan=say(f"tahapan_{move.at.tahapan}"), daerah=unggah_words.region(str(move.at.daerah)),
        sebelum=_figure(move, *move.before), sesudah=_figure(move, *move.after),
    )  # fmt: skip


def _figure(move: Move, amount: object, value: float | None) -> str:
    if value is None:
        return say("batal_tanpa_angka")
    if move.metric.unit is Unit.RUPIAH and amount is not None:
        return rupiah_full(amount)  # type: ignore[arg-type]
    return percent(value, 2)


def _scopes(told: Preview) -> None:
    if told.nothing:
        return
    with st.expander(say("batal_tabel_judul"), icon=":material/table_rows:"):
        st.dataframe(_table(told.scopes[:_SHOWN]), hide_index=True)
        if len(told.scopes) > _SHOWN:
            facts = {"jumlah": count(len(told.scopes)), "tampil": count(_SHOWN)}
            st.caption(say("batal_tabel_banyak", **facts))


def _table(moves: tuple[ScopeMove, ...]) -> dict[str, list[object]]:
    return {
        say("batal_kolom_bagian"): [_part(each.scope, each.name) for each in moves],
        say("batal_kolom_baris_sebelum"): [each.before.rows for each in moves],
        say("batal_kolom_baris_sesudah"): [each.after.rows for each in moves],
        say("batal_kolom_sebelum"): [_money(each.before) for each in moves],
        say("batal_kolom_sesudah"): [_money(each.after) for each in moves],
    }


def _part(scope: Scope, name: str) -> str:
    """An agency by name, else by code; with year and stage, and month where it has one."""
    parts = [name or scope.kode_skpd or unggah_words.region(scope.kode_daerah)]
    parts += [str(scope.tahun)] if scope.tahun else []
    parts += [say(f"tahapan_{scope.tahapan}")] if scope.tahapan else []
    parts += [month(scope.sampai_bulan)] if scope.sampai_bulan else []
    return " · ".join(parts)


def _undo(record: BatchRecord) -> None:
    try:
        with st.spinner(say("unggah_membatalkan")):
            session.store().undo(record.id_unggahan, session.actor())
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    _forget()
    st.rerun()
