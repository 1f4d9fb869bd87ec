"""Step four: what the data in force would look like, how to store the file, and the button."""

from __future__ import annotations

import streamlit as st

from pug_metrics.errors import PugError
from pug_metrics.ingest import Report
from pug_metrics.ingest.changes import Difference, PartDifference, Tally
from pug_metrics.ingest.difference import difference
from pug_metrics.ingest.modes import Advice, Prospect, advise, prospects
from pug_metrics.ingest.outlook import loaded, occupied
from pug_metrics.language import current, say, sentence
from pug_metrics.language.numbers import count, rupiah_full
from pug_metrics.store import BatchRecord, Mode

from . import (
    session,
    show,
    unggah_change_rows,
    unggah_save,
    unggah_state,
    unggah_steps,
    unggah_words,
)
from .unggah_save import Plan
from .unggah_state import CHANGES

_MODE, _DROP = "unggah_cara", "unggah_hapus_hilang"


def draw(report: Report) -> None:
    """Before and after, the way to store it, who stores it."""
    same = loaded(session.store(), report)
    try:
        told = _difference(report)
    except PugError as error:
        show.title(say("ubah_judul_gagal"))
        st.error(sentence(error), icon=":material/error:")
        unggah_steps.ways(CHANGES, "")
        return
    if told.nothing or same is not None:
        _nothing(report, same)
        return
    there = occupied(session.store(), report)
    show.title(title(report, told, empty=not there))
    if there:
        _meeting(report, told, there)
    else:
        st.markdown(say("ubah_kosong_arti", wilayah=unggah_change_rows.reach_of(report)))
        _fresh(report)
    plan = Plan(_mode() if there else None, _drop_gone(), *_words(report, told, meets=bool(there)))
    unggah_save.decide(report, plan)


def _words(report: Report, told: Difference, *, meets: bool) -> tuple[str, str]:
    """The button's words, and what must be chosen before it can be pressed."""
    mode = _mode()
    if not meets or mode in (Mode.GANTI, Mode.TAMBAH):
        key = "unggah_simpan_baik" if report.ditolak else "unggah_simpan_semua"
        return say(key, baris=unggah_words.rows(report.diterima)), ""
    if mode is None:
        return say("ubah_simpan_dulu"), say("unggah_tunggu_mode")
    parts = _stored(told)
    if not parts:
        return say("ubah_simpan_dulu"), say("ubah_tunggu_isi")
    return say("ubah_simpan", daftar=", ".join(parts)), ""


def _stored(told: Difference) -> list[str]:
    """What only-changes would store: new, changed and taken-out rows of every part."""
    totals = [part.total for part in told.parts]
    numbers = (
        ("ubah_kata_baru", sum(each.new.rows for each in totals)),
        ("ubah_kata_berubah", sum(each.changed_after.rows for each in totals)),
        ("ubah_kata_dikeluarkan", sum(e.gone.rows for e in totals) if _drop_gone() else 0),
    )
    return [f"{count(number)} {say(key)}" for key, number in numbers if number]


def _difference(report: Report) -> Difference:
    """The difference from the data of now; worked out once a report."""
    store = session.store()
    asked = (report.sha256, report.dataset, repr(report.answers), store.version.number, current())
    known = st.session_state.get("unggah_selisih")
    if known is None or known[0] != asked:
        with st.spinner(say("ubah_menghitung"), show_time=True):
            known = (asked, difference(store, report))
        st.session_state["unggah_selisih"] = known
    found: Difference = known[1]
    return found


def title(report: Report, told: Difference, *, empty: bool) -> str:
    """The finding of the step: what the file changes."""
    if empty:
        return say("ubah_judul_kosong", baris=unggah_words.rows(report.diterima))
    total = told.total
    gone = "ubah_hilang_ditolak" if report.ditolak else "ubah_hilang"
    numbers = (("ubah_baru", total.new.rows), ("ubah_berubah", total.changed_after.rows),
               (gone, total.gone.rows), ("ubah_sama", total.same.rows))  # fmt: skip
    parts = [say(key, jumlah=count(number)) for key, number in numbers if number]
    return unggah_words.joined(parts)


def _nothing(report: Report, same: BatchRecord | None) -> None:
    show.title(say("ubah_tidak_ada"))
    if same is not None:
        said = say("unggah_sudah_tersimpan", judul=unggah_words.batch_title(same))
    else:
        said = say("ubah_tidak_ada_arti", baris=unggah_words.rows(report.diterima))
    st.info(said, icon=":material/done_all:")
    with st.container(horizontal=True):
        st.button(
            say("unggah_lagi"), icon=":material/upload_file:", key="unggah_lagi", type="primary",
            on_click=unggah_state.put_away,
        )  # fmt: skip
        st.button(
            say("langkah_kembali", langkah=unggah_steps.names()[CHANGES - 1]), type="tertiary",
            icon=":material/arrow_back:", key="unggah_kembali_4", on_click=unggah_state.go,
            args=(CHANGES - 1,),
        )  # fmt: skip


def _fresh(report: Report) -> None:
    """Nothing is in force in these scopes: what goes in, and nothing to choose."""
    with st.container(border=True, horizontal=True, key="unggah_segar"):
        st.metric(say("ubah_masuk"), unggah_words.rows(report.diterima))
        if report.sums.accepted is not None:
            st.metric(say("unggah_jumlah"), rupiah_full(report.sums.accepted))


def _meeting(report: Report, told: Difference, there: tuple[BatchRecord, ...]) -> None:
    advice = advise(report, told)
    if advice.sure and _mode() is None:
        st.session_state[_MODE] = advice.mode
    named = "; ".join(unggah_words.batch_title(record) for record in there[-3:])
    st.markdown(say("unggah_terisi", daftar=named))
    left, right = st.columns([1, 1], gap="medium")
    with left, st.container(border=True, height="stretch", key="unggah_selisih_kotak"):
        unggah_change_rows.tallies(told.parts[0], told.rejected)
    with right, st.container(border=True, height="stretch", key="unggah_mode"):
        _modes(told, advice)
    for part in told.parts:
        with st.container(border=True, key=f"unggah_ubah_{part.dataset}"):
            named = len(told.parts) > 1
            unggah_change_rows.draw(part, named=named, rejected=bool(told.rejected))


def _mode() -> Mode | None:
    found = st.session_state.get(_MODE)
    return None if found is None else Mode(found)


def _drop_gone() -> bool:
    return bool(st.session_state.get(_DROP)) and _mode() is Mode.PERUBAHAN


def _modes(told: Difference, advice: Advice) -> None:
    """Each way to store with what would be in force after it; a recommendation in words."""
    total = told.total
    found = prospects(total, told.rejected, drop_gone=_drop_gone())
    st.markdown(f"##### {say('unggah_mode')}")
    st.caption(_advice_words(advice))
    if total.gone.rows:
        st.markdown(_left_words(told))
    st.radio(
        say("unggah_mode"), list(found), index=None, key=unggah_state.seat("mode", _mode()),
        format_func=lambda mode: _mode_label(Mode(mode), advice), label_visibility="collapsed",
        captions=[_prospect(each, told.parts[0]) for each in found.values()],
        on_change=_choose_mode,
    )  # fmt: skip
    if total.gone.rows and _mode() is Mode.PERUBAHAN:
        st.checkbox(
            say("ubah_hapus_ditolak" if told.rejected else "ubah_hapus",
                baris=unggah_words.rows(total.gone.rows)),
            key=unggah_state.seat("hapus", bool(st.session_state.get(_DROP))),
            on_change=_choose_drop, help=say("ubah_hapus_arti"),
        )  # fmt: skip
        if total.gone_beside.rows and not _drop_gone():
            st.warning(
                say("ubah_sekunci", baris=unggah_words.rows(total.gone_beside.rows)),
                icon=":material/warning:",
            )


def _choose_mode() -> None:
    st.session_state[_MODE] = unggah_state.shown("mode")


def _choose_drop() -> None:
    st.session_state[_DROP] = unggah_state.shown("hapus")


def _mode_label(mode: Mode, advice: Advice) -> str:
    name = unggah_words.mode_name(mode)
    return f"{name} :violet-badge[{say('ubah_disarankan')}]" if mode is advice.mode else name


def _advice_words(advice: Advice) -> str:
    return {
        "whole": say("ubah_saran_utuh"),
        "gone": say("ubah_saran_hilang"),
        "part": say("ubah_saran_sebagian"),
        "rejected": say("ubah_saran_ditolak"),
        "months": say("ubah_saran_bulan"),
        "apart": say("ubah_saran_terpisah"),
    }[advice.why]


def _left_words(told: Difference) -> str:
    """What stays in force though the file no longer holds it, with its sum."""
    gone = told.total.gone
    said = unggah_words.rows(gone.rows)
    if gone.amount is not None:
        said = f"{said} ({rupiah_full(gone.amount)})"
    return say("ubah_tetap_berlaku_ditolak" if told.rejected else "ubah_tetap_berlaku", baris=said)


def _prospect(each: Prospect, part: PartDifference) -> str:
    """What a mode does, and the rows and rupiah in force after it."""
    meaning = say(unggah_words.MODES[each.mode][1])
    facts = {"baris": unggah_words.rows(each.after.rows)}
    if part.measure is None or each.after.amount is None:
        return f"{meaning} {say('ubah_sesudah_baris', **facts)}"
    facts |= {"rupiah": rupiah_full(each.after.amount), "selisih": _moved(each.move)}
    return f"{meaning} {say('ubah_sesudah', **facts)}"


def _moved(move: Tally) -> str:
    amount = move.amount or 0
    if not amount:
        return say("ubah_tetap")
    return say("ubah_naik" if amount > 0 else "ubah_turun", rupiah=rupiah_full(abs(amount)))
