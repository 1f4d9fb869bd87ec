"""One place: what reaches it, and the budget lines spent there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from pug_metrics.language import say
from pug_metrics.metrics import arg_amount, arg_per_woman, budget_total
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.result import Result

from . import budget_lines, copying, links, numbers, receipts, show, wilayah_words, words
from .wilayah_figures import PLACE, Places


def card(places: Places) -> None:
    """The place that was clicked or chosen; a prompt without one."""
    with st.container(border=True, key="kartu_tempat"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"##### {say('wilayah_rinci')}", width="content")
            st.space("stretch")
            _choose(places)
        if not places.picked:
            st.caption(say("wilayah_rinci_ajakan"))
            return
        _place(places)


def _choose(places: Places) -> None:
    """The way without a mouse: every place of the region by name."""
    codes = list(places.roster)
    if st.session_state.get(PLACE) not in codes:
        st.session_state[PLACE] = None
    st.selectbox(
        say("wilayah_pilih"), codes, key=PLACE, index=None, width=340,
        placeholder=say("wilayah_pilih"), format_func=lambda code: _named(places, code),
        label_visibility="collapsed",
    )  # fmt: skip
    links.put(PLACE, places.picked, "")


def _named(places: Places, code: str) -> str:
    if len(code) == 8:
        return say("wilayah_kec", nama=places.name(code))
    return say("wilayah_di_kec", nama=places.name(code), kecamatan=places.name(code[:8]))


def _place(places: Places) -> None:
    code = places.picked
    spending = _asked(places, budget_total)
    told = wilayah_words.detail(
        _row(spending, code), _row(_asked(places, arg_amount), code),
        _row(_asked(places, arg_per_woman), code),
    )  # fmt: skip
    name = words.markdown(_named(places, code))
    st.markdown(f"**{name}** :small[:gray[{words.markdown(code)} · {words.stage(places.at)}]]")
    st.markdown(told)
    with st.container(horizontal=True, gap="small"):
        receipts.button(spending, "wilayah_tempat", code)
        copying.sentence(f"{name}: {told}", spending, "wilayah_tempat")
        copying.link("wilayah_tempat")
    if (_row(spending, code) or {}).get("nilai") is None:
        _nothing(places)
        return
    narrowed = {"kecamatan": code} if len(code) == 8 else {"desa": code}
    budget_lines.draw(replace(places.at, **narrowed), "wilayah")


def _asked(places: Places, metric: Callable[..., Result]) -> Result:
    grain = Grain.KECAMATAN if len(places.picked) == 8 else Grain.DESA
    return numbers.of(metric, grain, places.at)


def _row(result: Result, code: str) -> dict[str, Any] | None:
    return next((row for row in result.rows() if row["kode"] == code), None)


def _nothing(places: Places) -> None:
    if places.placing.unplaced:
        st.caption(say("wilayah_rinci_kosong_arti"))
    show.way(say("wilayah_unggah_lokasi"), "unggah", "wilayah_lokasi", unggah_dataset="lokasi")
