"""Real boundaries: what is there, how to add them, and the upload."""

from __future__ import annotations

import streamlit as st

from pug_metrics import settings
from pug_metrics.errors import PugError
from pug_metrics.ingest import boundaries
from pug_metrics.language import say, sentence

from . import unggah_look, words
from .wilayah_figures import Places

_COUNT = "wilayah_batas_ke"


def card(places: Places) -> None:
    """A fold at the foot of the page: which file is used, and a place to drop one."""
    region = str(places.at.daerah)
    found = boundaries.files_of(region)
    with st.expander(say("wilayah_batas_judul"), icon=":material/map:"):
        if found:
            names = ", ".join(path.name for path in found)
            st.markdown(say("wilayah_batas_ada", berkas=words.markdown(names)))
        else:
            st.markdown(say("wilayah_batas_belum", daerah=words.markdown(places.region)))
        _upload(region)
        folder = words.markdown(str(settings.boundaries_folder()))
        st.caption(say("wilayah_batas_map", folder=folder, kode=words.markdown(region)))


def _upload(region: str) -> None:
    unggah_look.rules()
    number = int(st.session_state.get(_COUNT, 0))
    dropped = st.file_uploader(
        say("wilayah_batas_taruh"), type=["geojson", "json"], key=f"wilayah_batas_{number}",
        max_upload_size=boundaries.MEGABYTES,
    )  # fmt: skip
    if dropped is None:
        return
    try:
        with st.spinner(say("wilayah_batas_memeriksa")):
            boundaries.save(dropped.getvalue(), region)
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    st.session_state[_COUNT] = number + 1
    st.rerun()
