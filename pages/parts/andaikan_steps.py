"""Which scenario is worked on, and its steps: order, removal, undo."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say
from pug_metrics.metrics.scenario import LONGEST_NAME

from . import andaikan_state, andaikan_words, links, show, words
from .andaikan_figures import Seen
from .andaikan_state import CHOSEN, MOST

_NAME = "andaikan_ganti_nama"


def chooser(seen: Seen) -> None:
    """The scenarios to switch between, and buttons that add, copy or take one away."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small",
                      key="andaikan_pilihan"):  # fmt: skip
        st.segmented_control(
            say("andaikan_pilih"), [str(place) for place in range(len(seen.scenarios))],
            key=CHOSEN, required=True, label_visibility="collapsed",
            format_func=lambda place: words.markdown(seen.scenarios[int(place)].nama),
        )  # fmt: skip
        links.put(CHOSEN, st.session_state[CHOSEN], "0")
        full = len(seen.scenarios) == MOST
        told = say("andaikan_penuh", paling=MOST) if full else None
        st.button(
            say("andaikan_tambah_skenario"), key="andaikan_tambah_skenario", type="tertiary",
            icon=":material/add:", disabled=full, help=told, on_click=andaikan_state.add,
        )  # fmt: skip
        st.button(
            say("andaikan_salin_skenario"), key="andaikan_salin_skenario", type="tertiary",
            icon=":material/content_copy:", disabled=full, help=told,
            on_click=andaikan_state.add, kwargs={"copied": seen.place},
        )  # fmt: skip
        st.button(
            say("andaikan_hapus_skenario"), key="andaikan_hapus_skenario", type="tertiary",
            icon=":material/delete:", disabled=not seen.planned and len(seen.scenarios) == 1,
            on_click=andaikan_state.remove, args=(seen.place,),
        )  # fmt: skip


def card(seen: Seen) -> None:
    """The steps of the scenario that is worked on, in order."""
    with st.container(border=True, key="kartu_andaikan_langkah"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            show.heading(say("andaikan_langkah_judul", nama=words.markdown(seen.scenario.nama)))
            _rename(seen)
            st.button(
                say("andaikan_batalkan"), key="andaikan_batalkan", type="tertiary",
                icon=":material/undo:", disabled=not andaikan_state.undoable(),
                on_click=andaikan_state.undo,
            )  # fmt: skip
        if seen.errors[seen.place]:
            st.error(words.markdown(seen.errors[seen.place]), icon=":material/error:")
        if not seen.scenario.langkah:
            st.markdown(say("andaikan_tanpa_langkah"))
        known = andaikan_words.named(seen.choices)
        for number, step in enumerate(seen.scenario.langkah):
            amount = seen.amounts[number] if seen.amounts else None
            _row(seen.place, number, andaikan_words.step(known, step, amount))


def _rename(seen: Seen) -> None:
    with st.popover(say("andaikan_ganti_nama"), type="tertiary", icon=":material/edit:"):
        typed = st.text_input(
            say("andaikan_nama"), value=seen.scenario.nama, max_chars=LONGEST_NAME,
            key=f"{_NAME}_{seen.place}_{seen.scenario.nama}",
        )  # fmt: skip
        st.button(
            say("andaikan_simpan_nama"), key="andaikan_simpan_nama",
            on_click=andaikan_state.rename, args=(seen.place, str(typed or "")),
        )  # fmt: skip


def _row(place: int, number: int, told: str) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small",
                      key=f"andaikan_langkah_{number}"):  # fmt: skip
        st.markdown(f"{number + 1}\\. {told}", width="stretch")
        st.button(
            "", key=f"andaikan_naikkan_{number}", icon=":material/arrow_upward:", type="tertiary",
            disabled=number == 0, on_click=andaikan_state.raise_step, args=(place, number),
            help=say("andaikan_naikkan"),
        )  # fmt: skip
        st.button(
            "", key=f"andaikan_buang_{number}", icon=":material/delete:", type="tertiary",
            on_click=andaikan_state.remove_step, args=(place, number), help=say("andaikan_buang"),
        )  # fmt: skip
