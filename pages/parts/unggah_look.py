"""Style rules of the upload page: words of the drop zone, amounts to the right, the bar of rows."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say

_ZONE = '[data-testid="stFileUploaderDropzone"]'
_HINT = '[data-testid="stFileUploaderDropzoneInstructions"]'
# Amounts stand under each other to the sen.
_AMOUNTS = """
[class*="st-key-unggah_"] :is(td,th){padding-left:.25rem!important;padding-right:.75rem!important}
.st-key-unggah_angka_kanan :is(td,th):nth-child(n+2),
[class*="st-key-unggah_opd_kanan"] :is(td,th):nth-child(n+2)
{text-align:right!important;white-space:nowrap}
[class*="st-key-unggah_tabel_"] td:first-child{white-space:nowrap}
"""
# Steps stand in one line; on a phone those not looked at show their number only.
_STEPS = """
.st-key-unggah_langkah_baris{row-gap:.25rem;border-bottom:1px solid rgba(128,128,128,.25);
padding-bottom:.35rem}
.st-key-unggah_langkah_baris p{font-size:.9375rem;margin:0}
.st-key-unggah_langkah_kini button{background:rgba(127,91,184,.16)!important}
.st-key-unggah_langkah_baris button{min-height:2rem;padding:0 .5rem}
@media (max-width:640px){.st-key-unggah_langkah_baris{column-gap:.15rem!important}
[class*="st-key-unggah_ke_langkah_"] p{font-size:0!important}
[class*="st-key-unggah_ke_langkah_"] p::after{font-size:.9375rem}}
"""
_NUMBERS = "".join(
    f'@media (max-width:640px){{.st-key-unggah_ke_langkah_{number} p::after{{content:"{number}"}}}}'
    for number in range(1, 6)
)
_ROWS = """
.st-key-unggah_kolom code{font-size:.8125rem}
.pug-neraca>div{display:flex;gap:2px;height:14px;border-radius:7px;overflow:hidden}
.pug-neraca-kunci{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;font-size:.875rem;margin-top:.4rem}
.pug-neraca-kunci i{display:inline-block;width:.7rem;height:.7rem;border-radius:3px;
margin-right:.4rem}
"""


# On a phone parts of the page wrap as whole buttons; those of a batch stand under its name.
_PHONE = """
@media (max-width:640px){.st-key-unggah_bagian [role="radiogroup"]{flex-wrap:wrap;gap:.25rem}
.st-key-unggah_bagian [role="radiogroup"]>button{border:1px solid rgba(128,128,128,.35);
border-radius:.5rem;margin:0!important}
.st-key-unggah_bagian button[aria-checked="false"]{border-color:rgba(128,128,128,.35)!important}}
@media (max-width:640px){:has(>[class*="st-key-riwayat_teks_"]){flex:1 1 100%}}
"""


def rules() -> None:
    """Draw the rules; Streamlit writes the words of the drop zone in English only."""
    zone = _drop_zone(say("unggah_tombol_berkas"), say("unggah_tarik"))
    st.html(f"<style>{_AMOUNTS}{_STEPS}{_NUMBERS}{_ROWS}{_PHONE}{zone}</style>")


def _drop_zone(button: str, drop: str) -> str:
    return (
        f"{_ZONE}{{min-height:9rem;align-items:center}}"
        f"{_ZONE} button p,{_HINT},{_HINT} *{{font-size:0}}"
        f'{_ZONE} button p::after{{content:"{button}";font-size:1rem}}'
        f'{_HINT}::after{{content:"{drop}";font-size:1rem}}'
    )
