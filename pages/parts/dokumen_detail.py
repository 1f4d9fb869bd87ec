"""One document: status, steps, facts, file, history; or what is ticked, for one common decision."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pug_metrics.ingest.attaching import attached_bytes, is_attached, mime
from pug_metrics.language import say
from pug_metrics.language.numbers import day
from pug_metrics.metrics.document_status import Document
from pug_metrics.store.document_rows import Past, history

from . import (
    dokumen_actions,
    dokumen_figures,
    dokumen_filling,
    dokumen_rows,
    dokumen_words,
    numbers,
    session,
    show,
    unggah_undo,
    unggah_words,
    words,
)
from .dokumen_figures import Documents, Line


def draw(seen: Documents, chosen: Sequence[Line]) -> None:
    """What was stored a moment ago, then the ticked documents or the one that is looked at."""
    dokumen_actions.said(seen)
    looked = dokumen_figures.picked(seen)
    if len(chosen) > 1:
        _many(seen, chosen)
    elif looked is not None:
        _one(seen, looked)
    else:
        st.caption(f":material/touch_app: {say('dokumen_pilih')}")
    unggah_undo.dialog()


def _many(seen: Documents, chosen: Sequence[Line]) -> None:
    with st.container(border=True, key="kartu_massal"):
        show.heading(dokumen_rows.counted(chosen), say("dokumen_massal_arti"))
        dokumen_actions.form(seen, chosen)


def _one(seen: Documents, line: Line) -> None:
    sub, each = line
    with st.container(border=True, key="kartu_dokumen"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"##### {dokumen_words.heading(sub, each)}", width="stretch")
            colour = dokumen_words.COLOURS[each.status]
            st.badge(dokumen_words.status(each.status), color=colour)  # type: ignore[arg-type]
            st.button(
                say("dokumen_tutup"), key="dokumen_tutup", type="tertiary",
                icon=":material/close:", on_click=dokumen_figures.pick, args=(None,),
            )  # fmt: skip
        st.caption(dokumen_words.facts(sub, each))
        left, right = st.columns(2, gap="medium")
        with left:
            _facts(each)
            _file(each)
            _steps(each)
            dokumen_filling.draw(seen, each)
        with right:
            dokumen_actions.form(seen, [line])
            _history(seen, each)


def _facts(each: Document) -> None:
    rows = {
        "dokumen_kolom_nomor": each.nomor,
        "dokumen_kolom_tanggal": day(each.tanggal) if each.tanggal else None,
        "dokumen_kolom_reviewer": each.reviewer,
        "dokumen_kolom_catatan": each.catatan,
    }
    st.table(
        {
            "a": [say(key) for key in rows],
            "b": [words.markdown(text or say("dokumen_belum_diisi")) for text in rows.values()],
        },
        border="horizontal", hide_index=True, hide_header=True,
    )  # fmt: skip
    if each.umum and each.status != "BELUM_ADA":
        st.caption(f":material/info: {say('dokumen_umum')}")


def _file(each: Document) -> None:
    """The attached file, verified when it is asked for."""
    name, sha = each.nama_berkas, each.sha256_berkas
    if not name or not sha:
        st.caption(f":material/attach_file: {say('dokumen_tanpa_berkas')}")
    elif not is_attached(sha):
        st.warning(say("galat_lampiran_tidak_ada", berkas=words.markdown(name)))
    else:
        st.download_button(
            say("dokumen_unduh", berkas=words.markdown(name)),
            session.later(lambda: attached_bytes(sha, name)), name, mime(name),
            icon=":material/download:", on_click="ignore", key="dokumen_unduh",
            help=say("dokumen_unduh_arti", sidik=sha[:12]),
        )  # fmt: skip


def _steps(each: Document) -> None:
    """Every step with its sign; where none was recorded, the list as it should be."""
    listed = each.steps
    source = say("dokumen_langkah_kami") if listed.ours else say("dokumen_langkah_sumber")
    told = say("dokumen_langkah_judul", langkah=dokumen_words.steps(each))
    st.markdown(f"**{told}**", help=source if listed.ours else " ".join([source, *listed.sources]))
    filled = each.terisi or frozenset()
    marks = {True: ":green[✓]", False: ":orange[○]"} if each.terisi is not None else {False: "·"}
    steps = enumerate(listed.steps.items(), 1)
    with st.container(key="dokumen_langkah"):
        told = [f"{marks[name in filled]} {i}. {label}" for i, (name, label) in steps]
        st.markdown("  \n".join(told))
    if listed.ours:
        st.caption(say("dokumen_langkah_kami"))
    if each.terisi is None:
        label = say("dokumen_isian_unggah")
        show.way(
            label, "unggah", "dokumen_isian_unggah", kind="tertiary", unggah_dataset="isian_dokumen"
        )


def _history(seen: Documents, each: Document) -> None:
    past = numbers.long(history, *seen.place, each.key)
    with st.expander(say("dokumen_riwayat"), icon=":material/history:", expanded=True):
        if not past:
            st.caption(say("dokumen_riwayat_kosong"))
        for one in reversed(past):
            st.markdown(_happened(one))


def _happened(one: Past) -> str:
    """Who, when, what; struck through where it was undone."""
    told = dokumen_words.status(one.row["status"])
    more = [unggah_words.person(one.batch.aktor), unggah_words.when(one.batch.waktu)]
    more += [words.markdown(one.row[name]) for name in ("nama_berkas", "catatan") if one.row[name]]
    if one.batch.dibatalkan is not None:
        told = f"~~{told}~~"
        more.append(
            say("dokumen_dibatalkan", siapa=words.markdown(one.batch.dibatalkan_oleh or ""))
        )
    return f"**{told}**  \n:small[:gray[{' · '.join(more)}]]"
