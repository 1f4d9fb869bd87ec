"""The five steps of an upload: where one is, the way back, the way on."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say

from . import unggah_state
from .unggah_state import CHANGES, DONE, FILE, FINDINGS, UNDERSTOOD


def names() -> dict[int, str]:
    """The name of each step."""
    return {
        FILE: say("langkah_berkas"),
        UNDERSTOOD: say("langkah_dipahami"),
        FINDINGS: say("langkah_temuan"),
        CHANGES: say("langkah_perubahan"),
        DONE: say("langkah_selesai"),
    }


def bar(at: int, reach: int) -> None:
    """The steps in a line, the one looked at marked; those up to ``reach`` can be clicked."""
    every = names()
    with st.container(
        horizontal=True, gap="small", vertical_alignment="center", key="unggah_langkah_baris"
    ):
        for number, name in every.items():
            if number == at:
                with st.container(key="unggah_langkah_kini", width="content"):
                    st.button(f"**{number} {name}**", type="tertiary", key=f"unggah_di_{number}",
                              help=say("langkah_kini", nomor=number))  # fmt: skip
                continue
            open_ = number <= reach and number != DONE and at != DONE
            st.button(
                f"✓ {name}" if number < at else f"{number} {name}", type="tertiary",
                key=f"unggah_ke_langkah_{number}", disabled=not open_,
                on_click=unggah_state.go, args=(number,), help=None if open_ else _why(number),
            )  # fmt: skip


def _why(number: int) -> str | None:
    return say("langkah_belum") if number != DONE else None


def ways(at: int, onward: str, waiting: str = "", *, beside: str = "") -> None:
    """Back and on under a step. ``onward``: words of the next button, empty where none leads on.

    ``waiting``: what must be done first; ``beside``: a line beside the button.
    """
    with st.container(horizontal=True, vertical_alignment="center", key=f"unggah_jalan_{at}"):
        if onward:
            st.button(
                onward, type="primary", icon=":material/arrow_forward:", icon_position="right",
                key=f"unggah_lanjut_{at}", disabled=bool(waiting), on_click=unggah_state.go,
                args=(at + 1,), shortcut="Ctrl+Enter", wrap=True,
            )  # fmt: skip
        if at > FILE:
            _back(at)
        if waiting or beside:
            st.markdown(f":gray[{waiting or beside}]", width="content")


def _back(at: int) -> None:
    st.button(
        say("langkah_kembali", langkah=names()[at - 1]), type="tertiary",
        icon=":material/arrow_back:", key=f"unggah_kembali_{at}", on_click=unggah_state.go,
        args=(at - 1,),
    )  # fmt: skip
