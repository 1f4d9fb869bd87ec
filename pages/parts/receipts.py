"""*Angka ini dari mana?*: the receipt of a figure, one click away; worked out only when opened."""

from __future__ import annotations

import streamlit as st

from pug_metrics.errors import PugError
from pug_metrics.language import say, sentence
from pug_metrics.language.numbers import count
from pug_metrics.metrics.receipt import Receipt, receipt
from pug_metrics.metrics.result import Result

from . import copying, numbers, receipt_lines, receipt_words, session, words

_ICON = ":material/receipt_long:"


def of(result: Result, code: str | None = None, code_2: str | None = None) -> Receipt:
    """The receipt of a figure of ``result`` (of the whole slice without a code)."""
    return numbers.explained(receipt, result, code, code_2)  # type: ignore[no-any-return]


def button(
    result: Result, key: str, kode: str | None = None, kode_2: str | None = None, label: str = ""
) -> None:
    """The button of the receipt of one figure; ``kode`` picks a row, none is the whole slice.

    Only this part of the page runs again when it is opened.
    """
    with st.container(width="content"):
        _popover(result, key, kode, kode_2, label or say("kuitansi"))


@st.fragment
def _popover(result: Result, key: str, kode: str | None, kode_2: str | None, label: str) -> None:
    session.speak_on()
    state = f"kuitansi_{key}"
    opened = st.popover(label, icon=_ICON, type="tertiary", key=state, on_change="rerun")
    try:
        if opened.open:
            with opened, st.container(key=f"isi_{state}", gap="xsmall"):
                _content(result, key, kode, kode_2)
        if st.session_state.pop(f"{state}_baris", False):
            receipt_lines.dialog(result, kode, kode_2)
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")


def _content(result: Result, key: str, kode: str | None, kode_2: str | None) -> None:
    found = of(result, kode, kode_2)
    told = receipt_words.finding(found)
    st.markdown(f"**{told}**")
    st.markdown(receipt_words.definition(found))
    rows = receipt_words.rows(found)
    st.table(
        {"a": [words.markdown(what) for what, _ in rows], "b": [text for _, text in rows]},
        border="horizontal", hide_index=True, hide_header=True,
    )  # fmt: skip
    for note in receipt_words.notes(found):
        st.caption(":material/info: " + words.markdown(note))
    with st.container(horizontal=True, gap="small"):
        copying.sentence(told, result, f"kuitansi_{key}")
        if found.numerator_lines and receipt_lines.has_lines(found):
            shown = say("kuitansi_lihat", jumlah=count(found.numerator_lines))
            st.button(
                shown, icon=":material/table_rows:", type="tertiary", key=f"lihat_{key}",
                on_click=_lines, args=(f"kuitansi_{key}",),
            )  # fmt: skip
        copying.link(f"kuitansi_{key}")


def _lines(state: str) -> None:
    # The panel would lie over the dialog: it is closed first.
    st.session_state[state] = False
    st.session_state[f"{state}_baris"] = True
