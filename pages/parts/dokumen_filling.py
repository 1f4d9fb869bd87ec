"""The steps of one document as fields: what is written there is stored as one batch."""

from __future__ import annotations

import streamlit as st

from pug_metrics.errors import PugError
from pug_metrics.ingest.filling import fill_steps
from pug_metrics.language import say, sentence
from pug_metrics.metrics.document_status import Document
from pug_metrics.store.document_rows import step_texts

from . import dokumen_actions, dokumen_figures, numbers, session
from .dokumen_figures import Documents

_LONGEST = 4000


def draw(seen: Documents, each: Document) -> None:
    """The fields, closed until they are wanted; nothing where the data are read-only."""
    if dokumen_figures.read_only():
        return
    known = numbers.long(step_texts, *seen.place, each.key)
    mark = f"{numbers.version().number}_{dokumen_figures.code(each.key)}"
    with st.expander(say("dokumen_isi_langkah"), icon=":material/edit_note:", key="dokumen_isian"):
        written = {
            name: st.text_area(
                str(label), value=known.get(name, ""), key=f"dokumen_isi_{name}_{mark}",
                max_chars=_LONGEST, height=80,
            )
            for name, label in each.steps.steps.items()
        }  # fmt: skip
        pressed = st.button(
            say("dokumen_simpan_langkah"), icon=":material/save:", disabled=not session.actor(),
            key=f"dokumen_isi_simpan_{mark}", help=say("dokumen_simpan_langkah_arti"),
        )  # fmt: skip
    if pressed:
        _store(seen, each, known, written)


def _store(seen: Documents, each: Document, known: dict[str, str], written: dict[str, str]) -> None:
    region, year = seen.place
    before = dokumen_actions.documented(seen)
    try:
        record = fill_steps(
            session.store(), each.key, known, written, region=region, year=year,
            actor=session.actor(),
        )  # fmt: skip
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    dokumen_actions.remember(record, 1, before)
    st.rerun()
