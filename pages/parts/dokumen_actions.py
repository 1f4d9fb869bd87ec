"""What can be done with documents: set, approve, return, attach; what it moved; undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from pug_metrics import settings
from pug_metrics.errors import PugError
from pug_metrics.ingest.attaching import TYPES, attachment
from pug_metrics.ingest.documenting import (
    APPROVED,
    Change,
    Chosen,
    set_documents,
    without_blanks,
)
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import count, percent, points, rupiah
from pug_metrics.metrics.document_status import Document
from pug_metrics.store import BatchRecord

from . import dokumen_figures, dokumen_words, numbers, session, unggah_people, unggah_undo
from .dokumen_figures import Documents, Line

_DONE = "dokumen_tersimpan"
_OFFERED = ("MENUNGGU_REVIEW", "SEDANG_DIREVIEW", "DIUNGGAH_ULANG", "DITOLAK")
_SAVE, _APPROVE, _RETURN = "dokumen_simpan", "dokumen_setujui", "dokumen_kembalikan"
_RETURNED = "PERLU_REVISI"
# Steps of a GAP; one without a version has nine.
_VERSIONS = (_NINE, _FOUR) = (9, 4)


def form(seen: Documents, chosen: Sequence[Line]) -> None:
    """The fields and buttons for one document or for many; nothing where it is read-only."""
    if kind := dokumen_figures.read_only():
        st.caption(f":material/lock: {say(f'dokumen_baca_saja_{kind}')}")
        return
    documents = [each for _, each in chosen]
    # Fields belong to what is chosen and to one state of the data, so that nothing old is sent.
    mark = f"{numbers.version().number}_{hash(tuple(each.key for each in documents))}"
    change, file = _fields(documents, mark)
    unggah_people.name_field("dokumen")
    if not session.actor():
        st.caption(say("dokumen_isi_nama"))
    pressed = _buttons(mark)
    if pressed is not None:
        status = {_APPROVE: APPROVED, _RETURN: _RETURNED}.get(pressed, change.status)
        _store(seen, documents, replace(change, status=status), file)


def _fields(documents: Sequence[Document], mark: str) -> tuple[Change, Any]:
    """What was typed; of one document only what differs from what is stored."""
    known = documents[0] if len(documents) == 1 else None
    left, right = st.columns(2, gap="small")
    with left:
        status = st.selectbox(
            say("dokumen_kolom_status"), _OFFERED, index=None, key=f"dokumen_status_{mark}",
            format_func=dokumen_words.status, placeholder=say("dokumen_status_tetap"),
        )  # fmt: skip
        number = _text("nomor", known, mark)
    with right:
        reviewer = _text("reviewer", known, mark)
        date = st.date_input(
            say("dokumen_kolom_tanggal"), value=known.tanggal if known else None,
            key=f"dokumen_tanggal_{mark}", format="DD/MM/YYYY",
        )  # fmt: skip
    note = st.text_area(
        say("dokumen_kolom_catatan"), key=f"dokumen_catatan_{mark}", max_chars=1000, height=80,
        placeholder=say("dokumen_catatan_contoh"),
    )  # fmt: skip
    version = _version(documents, known, mark)
    typed = Change(status, number, date, reviewer, note, version)
    return without_blanks(_other(typed, known)), _dropped(mark)


def _dropped(mark: str) -> Any:  # noqa: ANN401 - an uploaded file
    most = settings.attachment_megabytes()
    with st.container(key="kotak_lampiran"):
        return st.file_uploader(
            say("dokumen_lampirkan", batas=count(most)), list(TYPES), key=f"dokumen_berkas_{mark}",
            max_upload_size=most, help=say("dokumen_lampirkan_arti"),
        )  # fmt: skip


def _text(name: str, known: Document | None, mark: str) -> str:
    value = (getattr(known, name) or "") if known else ""
    return st.text_input(
        say(f"dokumen_kolom_{name}"), value=value, key=f"dokumen_{name}_{mark}", max_chars=120
    )


def _version(documents: Sequence[Document], known: Document | None, mark: str) -> int | None:
    if any(each.key.jenis != "GAP" for each in documents):
        return None
    return st.selectbox(
        say("dokumen_versi"), _VERSIONS, key=f"dokumen_versi_{mark}",
        index=_VERSIONS.index(known.versi_gap or _NINE) if known else None,
        format_func=lambda number: say("dokumen_versi_langkah", jumlah=count(number)),
    )  # fmt: skip


def _other(typed: Change, known: Document | None) -> Change:
    """Without what stands there already."""
    if known is None:
        return typed
    stored = replace(Change(), nomor=known.nomor, tanggal=known.tanggal, reviewer=known.reviewer,
                     versi_gap=known.versi_gap or _NINE)  # fmt: skip
    same = {
        name: None
        for name in ("nomor", "tanggal", "reviewer", "versi_gap")
        if getattr(typed, name) == getattr(stored, name)
    }
    return replace(typed, **same)  # type: ignore[arg-type]


def _buttons(mark: str) -> str | None:
    """The button that was pressed; none works without a name."""
    unnamed = not session.actor()
    pressed = None
    with st.container(horizontal=True, gap="small", key="dokumen_tombol"):
        for name, kind, icon in (
            (_APPROVE, "primary", ":material/check:"),
            (_RETURN, "secondary", ":material/undo:"),
            (_SAVE, "secondary", ":material/save:"),
        ):
            if st.button(
                say(name), type=kind, icon=icon, disabled=unnamed, key=f"{name}_{mark}",  # type: ignore[arg-type]
                help=say(f"{name}_arti"),
            ):  # fmt: skip
                pressed = name
    return pressed


def _store(seen: Documents, documents: Sequence[Document], change: Change, file: Any) -> None:  # noqa: ANN401 - an uploaded file
    region, year = seen.place
    chosen = [Chosen(each.key, each.seen) for each in documents]
    before = documented(seen)
    try:
        with st.spinner(say("dokumen_menyimpan"), show_time=True):
            if file is not None:
                change = replace(change, berkas=attachment(file.name, file.getvalue()))
            record = set_documents(
                session.store(), chosen, change, region=region, year=year, actor=session.actor()
            )
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    remember(record, len(documents), before)
    st.rerun()


def remember(record: BatchRecord, documents: int, before: tuple[Any, float | None]) -> None:
    """Say on the next run what was stored and what it moved since ``before``."""
    st.session_state[_DONE] = (record.id_unggahan, documents, before)


def documented(seen: Documents) -> tuple[Any, float | None]:
    """Documented rupiah and their share, for the comparison after an action."""
    row = seen.documented.total.to_pylist()[0]
    return row["pembilang"], row["nilai"]


def said(seen: Documents) -> None:
    """What the last action of this session moved, and its undo."""
    number, documents, before = st.session_state.get(_DONE, (None, 0, (None, None)))
    record = next((r for r in session.store().batches() if r.id_unggahan == number), None)
    if record is None or dokumen_figures.read_only():
        return
    if record.dibatalkan is not None:
        st.info(say("dokumen_sudah_dibatalkan", id=record.id_unggahan), icon=":material/undo:")
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="dokumen_hasil"
    ):
        told = say("dokumen_tersimpan", jumlah=count(documents), id=record.id_unggahan)
        moved = _moved(before, documented(seen))
        st.markdown(f":green[:material/check_circle:] {told} {moved}", width="stretch")
        st.button(
            say("unggah_batalkan"), icon=":material/undo:", on_click=unggah_undo.ask,
            args=(record,), key="dokumen_batalkan",
        )  # fmt: skip


def _moved(before: tuple[Any, float | None], after: tuple[Any, float | None]) -> str:
    amount, share = before
    if None in (amount, share, *after) or amount == after[0]:
        return say("dokumen_tetap")
    rise = after[0] > amount
    facts = {
        "sebelum": percent(share or 0, 2), "sesudah": percent(after[1] or 0, 2),
        "rupiah": rupiah(abs(after[0] - amount)),
        "poin": points(abs((after[1] or 0) - (share or 0)), 2),
    }  # fmt: skip
    return say("dokumen_naik" if rise else "dokumen_turun", **facts)
