"""The same sub-activity tagged differently by two agencies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import count, rupiah
from pug_metrics.metrics.suggestions import Differing, Side, tagged_differently

from . import links, numbers, penandaan_state, penandaan_words, show, words
from .penandaan_state import Work

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 30


def card(work: Work) -> None:
    """Each sub-activity with what every agency decided, the most rupiah first."""
    found: tuple[Differing, ...] = numbers.long(tagged_differently, work.at)
    with st.container(border=True, key="kartu_berbeda"):
        if not found:
            st.markdown(say("penandaan_kosong_BEDA"))
            return
        told = penandaan_words.units(len(found))
        st.markdown(f"##### {say('penandaan_daftar_BEDA', jumlah=told)}")
        st.caption(say("penandaan_berbeda_arti"))
        for place, each in enumerate(found[:_SHOWN]):
            _one(each, place)
        if len(found) > _SHOWN:
            st.caption(say("penandaan_berbeda_lain", jumlah=count(len(found) - _SHOWN)))


def _one(found: Differing, place: int) -> None:
    head = say(
        "penandaan_berbeda_satu", nama=words.markdown(found.nama), opd=count(len(found.sides)),
        rupiah=rupiah(found.pagu),
    )  # fmt: skip
    with st.expander(head, expanded=place == 0):
        show.frame(
            _frame(found.sides), f"berbeda_{place}", found.nama, {say("penandaan_kolom_opd"): 330}
        )
        st.button(
            say("penandaan_berbeda_buka"), key=f"penandaan_berbeda_{place}", type="tertiary",
            icon=":material/arrow_forward:", on_click=_open, args=(found.kode_sub_kegiatan,),
        )  # fmt: skip


def _open(code: str) -> None:
    """List the decisions on that sub-activity, where they can be changed."""
    penandaan_state.clear()
    st.session_state[penandaan_state.TAB] = "DISETUJUI"
    st.session_state[penandaan_state.WORDS] = code
    links.put(penandaan_state.WORDS, code, "")


def _frame(sides: Sequence[Side]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            say("penandaan_kolom_opd"): [side.nama_skpd for side in sides],
            say("penandaan_kolom_kategori"): [
                "; ".join(penandaan_words.tag(*each) for each in side.tags) for side in sides
            ],
            say("penandaan_kolom_rupiah"): [float(side.pagu) for side in sides],
        }
    )
