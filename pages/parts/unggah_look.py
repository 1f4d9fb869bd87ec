"""Style rules of the upload page: words of the drop zone, amounts to the right, a denser table."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say

_ZONE = '[data-testid="stFileUploaderDropzone"]'
_HINT = '[data-testid="stFileUploaderDropzoneInstructions"]'
# Amounts stand under each other to the sen.
_AMOUNTS = """
.st-key-unggah_sisih :is(td,th):nth-child(n+2){text-align:right!important;white-space:nowrap}
.st-key-unggah_sisih :is(td,th){padding-left:.25rem;padding-right:.25rem;font-size:.875rem}
.st-key-lebar_unggah_temuan td:nth-child(-n+2){white-space:nowrap}
"""


def rules() -> None:
    """Draw the rules; Streamlit writes the words of the drop zone in English only."""
    zone = _drop_zone(say("unggah_tombol_berkas"), say("unggah_tarik"))
    st.html(f"<style>{_AMOUNTS}{zone}</style>")


def _drop_zone(button: str, drop: str) -> str:
    return (
        f"{_ZONE}{{min-height:9rem;align-items:center}}"
        f"{_ZONE} button p,{_HINT},{_HINT} *{{font-size:0}}"
        f'{_ZONE} button p::after{{content:"{button}";font-size:1rem}}'
        f'{_HINT}::after{{content:"{drop}";font-size:1rem}}'
    )
