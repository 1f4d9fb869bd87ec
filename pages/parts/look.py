"""The few style rules that Streamlit has no option for, each with its reason."""

from __future__ import annotations

import streamlit as st

from . import session

# Margins: logo, filters and cards share one left edge; less air above and below the title.
# Streamlit's own CSV of a table does not say *simulasi*; every table has an *Unduh* that does.
_PAGE = """
.stMainBlockContainer{padding:4.25rem 2.5rem 3rem;max-width:100rem}
.stAppHeader{padding-left:max(1.25rem,calc((100vw - 100rem)/2 + 1.25rem))}
h1{padding:.25rem 0 .5rem;letter-spacing:-.01em}
h1,h2,h3{text-wrap:balance}
[data-testid="stMetricValue"],[data-testid="stTable"],[data-testid="stDataFrame"]{font-variant-numeric:tabular-nums}
[data-testid="stTable"] code{font-size:.8125rem}
[data-testid="stElementToolbarButton"]:has([aria-label^="Download as CSV"]){display:none}
@media (max-width:640px){.stMainBlockContainer{padding:3.75rem 1rem 2rem}h1{font-size:1.5rem}}
"""

# A wide and a narrow form of one chart: the server does not know the width of the screen.
# `lebar_`/`sempit_` change at a phone's width, `luas_`/`ramping_` where the whole row is needed.
_FORMS = """
@media (max-width:640px){:has(> [class*="st-key-lebar_"]){display:none}}
@media (min-width:641px){:has(> [class*="st-key-sempit_"]){display:none}}
@media (max-width:1000px){:has(> [class*="st-key-luas_"]){display:none}}
@media (min-width:1001px){:has(> [class*="st-key-ramping_"]){display:none}}
"""

# The panel of a receipt: what stands left is as narrow as its words, rows are close together; a
# height of its own lets the panel open upwards where there is no room below.
_RECEIPT = """
[data-testid="stPopoverBody"]:has([class*="st-key-isi_kuitansi"]){
max-height:max(46vh,26rem)!important;padding:1rem 1.25rem}
[class*="st-key-isi_kuitansi"] p{font-size:.9375rem}
[class*="st-key-isi_kuitansi"] td{
padding:.15rem .75rem .15rem 0!important;line-height:1.3;font-size:.875rem;vertical-align:top}
[class*="st-key-isi_kuitansi"] td *{font-size:inherit;line-height:inherit;max-width:none!important}
[class*="st-key-isi_kuitansi"] > :last-child{position:sticky;bottom:-1rem;
padding:.5rem 0 1rem;margin-bottom:-1rem;background:inherit}
[data-testid="stPopoverBody"] [class*="st-key-isi_kuitansi"]{background:inherit}
[class*="st-key-isi_kuitansi"] td:first-child{width:1%}
[class*="st-key-isi_kuitansi"] td:first-child *{white-space:nowrap}
@media (max-width:640px){[class*="st-key-isi_kuitansi"] td:first-child *{white-space:normal}
[data-testid="stPopoverBody"]:has([class*="st-key-isi_kuitansi"]){
inset:auto 0 0 0!important;transform:none!important;
width:100%!important;max-width:100vw!important;max-height:80vh!important}}
"""

# Meeting mode: everything grows with the screen, nothing but the question is left.
_MEETING = """
:root{font-size:1.667vw}
.stAppHeader,[class*="st-key-bingkai"]{display:none}
.stMainBlockContainer{padding:1.6rem 2.4rem 1rem;max-width:none}
h1{font-size:2rem;padding:.2rem 0 .4rem}
@media (max-width:640px){:root{font-size:16px}}
"""


def screen() -> None:
    """Rules for the ordinary pages."""
    st.html(f"<style>{_PAGE}{_FORMS}{_RECEIPT}{_dark()}</style>")


def _dark() -> str:
    """Dark letters on the light accent: white ones would be too faint to read."""
    if not session.dark():
        return ""
    colour = session.chart_theme().warna.latar
    button = '[data-testid="stBaseButton-primary"]:not(:disabled)'
    return f"{button},{button} *{{color:{colour}!important}}"


def meeting() -> None:
    """Rules on top for the meeting room."""
    st.html(f"<style>{_MEETING}</style>")
