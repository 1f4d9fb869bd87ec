"""Step one: what the file is about, where to drop it, templates, uploads left unfinished."""

from __future__ import annotations

import streamlit as st

from pug_metrics.datasets import Dataset, datasets
from pug_metrics.ingest import drafts
from pug_metrics.ingest.drafts import Draft
from pug_metrics.language import say

from . import links, show, unggah_forms, unggah_state, unggah_steps, unggah_words, words
from .unggah_state import BY_FILE, FILE, Held

_MOST_MEGABYTES = 200
_DRAFTS = 3


def draw() -> None:
    """Choose the dataset or let the file decide, drop the file; what is left unfinished on top."""
    file = unggah_state.held()
    show.title(say("unggah_judul"), say("unggah_pengantar"))
    told = st.session_state.pop("unggah_pesan", None)
    if told:
        st.info(say(str(told)), icon=":material/info:")
    if file is None:
        _unfinished()
    left, right = st.columns([7, 5], gap="medium")
    with left, st.container(border=True, height="stretch", key="unggah_kotak"):
        st.markdown(f"##### {say('unggah_langkah_2')}")
        if file is not None:
            _on_the_table(file)
        _uploader()
        st.caption(say("unggah_batas"))
    with right, st.container(border=True, height="stretch"):
        st.markdown(f"##### {say('unggah_langkah_1')}")
        _wanted_box()
        _about()
    unggah_forms.draw()
    if file is not None:
        unggah_steps.ways(FILE, say("langkah_lanjut_dipahami"))


def _unfinished() -> None:
    """Uploads that a lost session left behind, the newest first."""
    found = drafts.kept()[:_DRAFTS]
    if not found:
        return
    with st.container(border=True, key="unggah_draf_kotak"):
        key = "unggah_draf_satu" if len(found) == 1 else "unggah_draf_judul"
        st.markdown(f"##### :material/history: {say(key)}")
        for each in found:
            _draft(each)


def _draft(draft: Draft) -> None:
    known = datasets().get(draft.dataset)
    title = str(known.title) if known else draft.dataset
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{words.markdown(draft.file_name)}** · {title}  \n"
            f":small[:gray[{unggah_words.size(draft.size)} · "
            f"{unggah_words.when(draft.at.replace(tzinfo=None))}"
            f"{_left_by(draft)}]]",
            width="content",
        )
        st.space("stretch")
        st.button(
            say("unggah_draf_lanjut"), key=f"unggah_draf_{draft.sha256[:12]}", type="primary",
            icon=":material/play_arrow:", on_click=_take_up, args=(draft.sha256,),
        )  # fmt: skip
        st.button(
            say("unggah_draf_buang"), key=f"unggah_buang_{draft.sha256[:12]}", type="tertiary",
            on_click=drafts.drop, args=(draft.sha256,),
        )  # fmt: skip


def _left_by(draft: Draft) -> str:
    return f" · {words.markdown(draft.actor)}" if draft.actor else ""


def _take_up(sha256: str) -> None:
    if not unggah_state.take_up(sha256):
        st.session_state["unggah_pesan"] = "unggah_draf_hilang"


def line(file: Held, more: str = "") -> None:
    """The name and the size of the file on the table."""
    size = " · ".join(filter(None, (unggah_words.size(len(file.data)), more)))
    st.markdown(
        f":material/description: **{words.markdown(file.name)}**  \n:small[:gray[{size}]]",
        width="content",
    )


def _on_the_table(file: Held) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="unggah_di_meja"):
        line(file, say("unggah_di_meja"))
        st.space("stretch")
        st.button(
            say("unggah_lepas"), key="unggah_lepas", icon=":material/close:", type="tertiary",
            on_click=unggah_state.put_away,
        )  # fmt: skip


def _uploader() -> None:
    number = st.session_state.get("unggah_ke", 0)
    dropped = st.file_uploader(
        say("unggah_taruh"), key=f"unggah_taruh_{number}", label_visibility="collapsed",
        max_upload_size=_MOST_MEGABYTES,
    )  # fmt: skip
    if dropped is not None:
        unggah_state.hold(dropped.name, dropped.getvalue())
        st.rerun()


def _wanted_box() -> None:
    names = [BY_FILE, *datasets()]
    links.take("unggah_dataset")
    links.settle("unggah_dataset", names, BY_FILE)
    chosen = st.selectbox(
        say("unggah_pilih_data"), names, key="unggah_dataset", on_change=_other_dataset,
        format_func=_title, persist_state="session",
    )  # fmt: skip
    links.put("unggah_dataset", chosen, BY_FILE)


def _title(name: str) -> str:
    return say("unggah_oleh_berkas") if name == BY_FILE else str(datasets()[name].title)


def _other_dataset() -> None:
    """A file that lies on the table already is read for the dataset chosen now."""
    if unggah_state.held() is not None:
        unggah_state.read_as(unggah_state.wanted())


def _about() -> None:
    name = unggah_state.wanted()
    if not name:
        st.markdown(say("unggah_oleh_berkas_arti"))
        return
    chosen = datasets()[name]
    st.markdown(str(chosen.meaning))
    st.caption(_needed(chosen))


def _needed(chosen: Dataset) -> str:
    must = [str(c.label) for c in chosen.columns if c.required and not c.asked]
    asked = [str(c.label) for c in chosen.columns if c.asked]
    sentence = say("unggah_wajib", kolom=", ".join(must))
    return f"{sentence} {say('unggah_ditanya', kolom=', '.join(asked))}" if asked else sentence
