"""Budget lines of a slice with a search: what a planner looks for last, with file and row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.metrics.lines import lines
from pug_metrics.metrics.result import Slice

from . import downloads, numbers, receipt_lines, show

if TYPE_CHECKING:
    import pandas as pd

# One agency of a province has a few thousand lines; more than this is never sent to the browser.
_ASKED = 20_000
_SENT = 500


def draw(at: Slice, key: str) -> None:
    """Search box and table of the lines of ``at``."""
    everything = numbers.long(lines, at, limit=_ASKED)
    if not everything.num_rows:
        st.info(say("kuitansi_baris_nol"))
        return
    sought = st.text_input(
        say("kuitansi_cari"), key=f"cari_baris_{key}", placeholder=say("kuitansi_cari"),
        label_visibility="collapsed", icon=":material/search:", max_chars=80,
    )  # fmt: skip
    table = receipt_lines.frame(everything)
    found = _holding(table, sought or "")
    if not len(found):
        st.info(say("kuitansi_cari_kosong"))
        return
    told = say("kuitansi_cari_hasil", ada=count(len(found)), jumlah=count(len(table)))
    with st.container(horizontal=True, vertical_alignment="center", key=f"jumlah_baris_{key}"):
        st.caption(told, width="stretch")
        downloads.lines_button(everything.take(found.index.to_numpy()), at, key)
    show.frame(found.head(_SENT), f"baris_{key}", told, receipt_lines.widths())
    if len(found) > _SENT:
        st.caption(say("kuitansi_cari_batas", batas=count(_SENT)))


def _holding(table: pd.DataFrame, sought: str) -> pd.DataFrame:
    """Rows whose text holds every word of ``sought``, in any column."""
    wanted = sought.casefold().split()
    if not wanted:
        return table
    texts = table.select_dtypes(exclude="number").fillna("").astype(str)
    joined = texts.agg(" ".join, axis=1).str.casefold()
    keep = [all(word in text for word in wanted) for text in joined]
    return table[keep]
