"""Style of the meeting room that Streamlit has no option for, each rule with its reason."""

from __future__ import annotations

import streamlit as st

# The screen is one page high: what is left between sentence and foot belongs to the chart.
_PAGE = """
@media (min-width:641px){
.stMainBlockContainer{min-height:100vh;display:flex;flex-direction:column}
.stMainBlockContainer>.stVerticalBlock{flex:1 1 auto;gap:.5rem}
.st-key-rakor_badan,.st-key-rakor_badan>*{flex:1 1 auto}
.st-key-rakor_badan .stHorizontalBlock{flex:1 1 auto;align-items:stretch}
h1{font-size:1.8rem;line-height:1.15}
}
.st-key-rakor_tombol_diam{display:none}
"""

# Charts are drawn for a wall 1920 px wide and scaled as one piece: Plotly text has no relative
# size, and Streamlit measures the chart before it is scaled.
_WALL = """
:root{--dinding:tan(atan2(100vw,1920px))}
.st-key-rakor_bingkai{position:relative;min-height:16rem}
.st-key-rakor_dinding{position:absolute;left:0;top:0;width:calc(100%/var(--dinding));
height:calc(100%/var(--dinding));transform:scale(var(--dinding));transform-origin:0 0}
@media (max-width:640px){:has(> .st-key-rakor_bingkai){display:none}}
@media (min-width:641px){:has(> .st-key-rakor_ponsel){display:none}}
"""

# Head and foot.
_EDGES = """
.st-key-rakor_kepala>:has(>.st-key-rakor_pilih){flex:0 0 18rem}
.st-key-rakor_kaki p{margin:0}
[data-testid="stWidgetLabel"] p{font-size:1rem}
"""


def rules() -> None:
    """Rules on top of those of ``look.meeting``."""
    st.html(f"<style>{_PAGE}{_WALL}{_EDGES}</style>")
