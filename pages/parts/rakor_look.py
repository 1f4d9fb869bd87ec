"""Style of the meeting room that Streamlit has no option for, each rule with its reason."""

from __future__ import annotations

import streamlit as st

# The screen is one page high: what is left between sentence and foot belongs to the chart.
# Elements that show nothing must not take a gap either.
_PAGE = """
.stMain:focus,.stMain:focus-visible{outline:none;box-shadow:none}
.stMainBlockContainer>.stVerticalBlock>:is(:has(>.st-key-bingkai,>.st-key-rakor_tombol_diam),
:has(style):not(:has(.stHeading,.stButton))){display:none}
@media (min-width:641px){
.stMainBlockContainer{min-height:100vh;display:flex;flex-direction:column;
padding:.8rem 2.4rem .7rem}
.stMainBlockContainer>.stVerticalBlock{flex:1 1 auto;gap:.5rem}
.stVerticalBlock>:has(>.st-key-rakor_badan),
.st-key-rakor_badan>[data-testid="stLayoutWrapper"]{flex:1 1 auto}
.st-key-rakor_badan{align-items:stretch}
.stMain h1{font-size:1.7rem;line-height:1.15;padding:0 0 .2rem}
}
"""

# Charts are drawn for a wall 1920 px wide and scaled as one piece, because Plotly text has no
# relative size. What Streamlit measures is not scaled: it stands clipped behind the picture.
_WALL = """
:root{--dinding:tan(atan2(100vw,1920px))}
.st-key-rakor_bingkai{position:relative;min-height:15rem;overflow:clip}
.st-key-rakor_bingkai>:has(>.st-key-rakor_dinding){position:absolute;left:0;top:0;
width:calc(100%/var(--dinding));max-width:none;height:calc(100%/var(--dinding))}
.st-key-rakor_dinding :has(.js-plotly-plot){overflow:visible}
.st-key-rakor_dinding .js-plotly-plot{transform:scale(var(--dinding));transform-origin:0 0}
@media (max-width:640px){:has(>.st-key-rakor_bingkai){display:none!important}}
@media (min-width:641px){:has(>.st-key-rakor_ponsel){display:none!important}}
"""

# Head, box and foot: nothing smaller than the smallest text on the wall. Streamlit pulls what
# follows a text over its last margin; here that margin is none.
_EDGES = """
.st-key-rakor_kepala>:has(>.st-key-rakor_pilih){flex:0 1 18rem}
[class*="st-key-rakor_"] [data-testid="stMarkdownContainer"],
.stHeading [data-testid="stMarkdownContainer"]{margin-bottom:0}
[class*="st-key-rakor_"] p{margin:0}
.st-key-rakor_kotak{padding:.6rem .8rem .8rem}
.st-key-rakor_kotak>[class*="rapat_apa"]{flex:1 1 4.6rem;min-height:4.6rem}
.st-key-rakor_kotak>[class*="rapat_apa"] *{min-height:0}
.st-key-rakor_kaki p,[class*="st-key-rakor_kecil"] p,[data-testid="stWidgetLabel"] p{
font-size:.875rem;line-height:1.35}
@media (min-width:641px){
.st-key-rakor_panjang h1{font-size:1.4rem}
.st-key-rakor_hal p>strong{font-size:1.15rem}
.st-key-rakor_hal p{line-height:1.3}
@media (min-aspect-ratio:19/10){
.stMainBlockContainer{padding-top:.4rem;padding-bottom:.4rem}
.stMainBlockContainer>.stVerticalBlock{gap:.3rem}
.st-key-rakor_kotak{gap:.3rem;padding:.4rem .8rem .6rem}
.st-key-rakor_kotak>[class*="rapat_apa"]{flex-basis:3.2rem;min-height:3.2rem}
}
.st-key-rakor_daftar{gap:.5rem}
[class*="st-key-rakor_putusan_"]{padding:.5rem .8rem}
.st-key-rakor_kotak [class*="st-key-rakor_putusan_"]{padding:0 0 .5rem}
}
"""


def rules() -> None:
    """Rules on top of those of ``look.meeting``."""
    st.html(f"<style>{_PAGE}{_WALL}{_EDGES}</style>")
