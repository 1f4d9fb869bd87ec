"""Style rules of the page of documents: the words of its drop zone, steps close together."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say

_ZONE = '.st-key-kotak_lampiran [data-testid="stFileUploaderDropzone"]'
_HINT = '[data-testid="stFileUploaderDropzoneInstructions"]'


def rules() -> None:
    """Draw the rules; Streamlit writes the words of the drop zone in English only."""
    button = say("unggah_tombol_berkas")
    st.html(
        f"<style>{_ZONE} button p,{_ZONE} {_HINT},{_ZONE} {_HINT} *{{font-size:0}}"
        f'{_ZONE} button p::after{{content:"{button}";font-size:1rem}}'
        f".st-key-dokumen_langkah p{{font-size:.9375rem;line-height:1.55}}</style>"
    )
