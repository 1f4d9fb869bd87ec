"""How a figure is shown: sentence, card, chart, table, receipt, copy, download."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from pug_metrics.charts.style import config
from pug_metrics.language import current, say
from pug_metrics.metrics.result import Result

from . import copying, downloads, receipts, session, words

if TYPE_CHECKING:
    import pandas as pd

_TONE = {"baik": "green", "kurang": "red", "netral": "gray"}
# Notes that concern every figure of the page; the others stand under their chart.
_ON_TOP = ("catatan_tidak_cocok", "catatan_rekap_dikecualikan", "catatan_rekap_disertakan")


def title(sentence: str, lead: str = "") -> None:
    """The finding of the page, and one line under it (Markdown allowed in the lead)."""
    st.title(sentence, anchor=False)
    if lead:
        st.markdown(lead)


def heading(sentence: str, subtitle: str = "") -> None:
    """The finding of one card, with measure, unit, basis, stage and year under it."""
    st.markdown(f"##### {sentence}")
    if subtitle:
        st.caption(subtitle)


def card(  # noqa: PLR0913 - what one figure says
    label: str, value: str, change: str, tone: str, sentence: str, result: Result,
    kode: str | None = None, kode_2: str | None = None,
) -> None:  # fmt: skip
    """One figure of three in a row: label, value, change in words, sentence, receipt on top.

    ``kode`` is the row of ``result`` that the receipt explains; none is the whole slice.
    """
    with st.container(border=True, height="stretch"):
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
            st.markdown(f":small[:gray[{label}]]", width="stretch")
            receipts.button(
                result, f"kartu_{result.metric.name}_{label}", kode, kode_2, say("kuitansi_pendek")
            )
        st.metric(label, value, label_visibility="collapsed")
        if change:
            st.badge(change, color=_TONE[tone])  # type: ignore[arg-type]
        st.markdown(sentence)


def chart(
    figure: Any,  # noqa: ANN401 - a Plotly figure; only charts know Plotly
    key: str,
    alt: str,
    *,
    height: str | int = "content",
    on_pick: Callable[[str], None] | None = None,
) -> str | None:
    """Draw ``figure``; returns the code that a click picked, where ``on_pick`` asks for clicks."""
    options = config(current())
    if on_pick is None:
        st.plotly_chart(figure, key=key, theme=None, config=options, alt=alt, height=height)
        return None
    event = st.plotly_chart(
        figure, key=key, theme=None, config=options, alt=alt, height=height,
        on_select=lambda: _pick(key, on_pick), selection_mode="points",
    )  # fmt: skip
    return _picked(event)


def _pick(key: str, on_pick: Callable[[str], None]) -> None:
    """Tell of a new click once, before the script runs: a later choice elsewhere is not undone."""
    code = _picked(st.session_state.get(key))
    if code is not None:
        on_pick(code)


def _picked(event: Any) -> str | None:  # noqa: ANN401 - Streamlit's selection state
    points = event.selection.points if event else []
    if not points:
        return None
    data = points[0].get("customdata")
    if isinstance(data, list | tuple):
        data = data[0] if data else None
    return str(data) if data is not None else points[0].get("location")


def foot(result: Result) -> None:
    """Source, data version and *simulasi* under a chart; what does not reconcile in words."""
    st.caption(words.markdown(words.foot(result)))
    notes(result)


def notes(result: Result) -> None:
    """What must be said beside a figure, in one paragraph."""
    said = [say(key, **facts) for key, facts in result.notes]
    if said:
        st.caption(":material/info: " + words.markdown(" ".join(said)))


def tools(result: Result, sentence: str, key: str, *, receipt: bool = False) -> None:
    """Salin kalimat, Salin tautan, Unduh in one line under every chart; the receipt before them."""
    with st.container(horizontal=True, gap="small", key=f"alat_{key}"):
        if receipt:
            receipts.button(result, key, label=say("kuitansi_pendek"))
        copying.sentence(sentence, result, key)
        copying.link(key)
        downloads.button(result, key)


def table(result: Result, key: str) -> None:
    """The figures of a chart as a table, sorted as the chart is; drawn only when it is opened."""
    _table(result, key)


@st.fragment
def _table(result: Result, key: str) -> None:
    session.speak_on()
    icon = ":material/table_rows:"
    opened = st.expander(say("tampil_tabel"), icon=icon, key=f"buka_{key}", on_change="rerun")
    if opened.open:
        with opened:
            _figures(result, key)


def _figures(result: Result, key: str) -> None:
    st.dataframe(
        downloads.styled(result), hide_index=True, key=f"tabel_{key}", alt=words.measure(result)
    )


def evidence(result: Result, sentence: str, key: str) -> None:
    """Source, tools and table in the least room: what stands under a chart inside a card."""
    notes(result)
    _evidence(result, sentence, key)


@st.fragment
def _evidence(result: Result, sentence: str, key: str) -> None:
    session.speak_on()
    asked = f"lihat_tabel_{key}"
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"alat_{key}"):
        st.caption(words.markdown(words.foot(result)), width="stretch")
        with st.container(horizontal=True, gap="small", width="content"):
            opened = st.session_state.get(asked, False)
            label = say("tampil_tabel_tutup" if opened else "tampil_tabel")
            icon = ":material/table_rows:"
            st.button(label, key=f"tombol_{asked}", icon=icon, type="tertiary",
                      on_click=_turn, args=(asked,))  # fmt: skip
            copying.sentence(sentence, result, key)
            copying.link(key)
            downloads.button(result, key)
    if st.session_state.get(asked):
        _figures(result, key)


def _turn(asked: str) -> None:
    st.session_state[asked] = not st.session_state.get(asked, False)


def frame(rows: pd.DataFrame, key: str, alt: str, widths: Mapping[str, int] | None = None) -> None:
    """A table of our own making: money columns with the separators of the language.

    ``widths``: px of the columns that may not take all the room their longest text wants.
    """
    st.dataframe(
        downloads.separated(rows), hide_index=True, key=f"tabel_{key}", alt=alt,
        column_config=downloads.columns(widths or {}), placeholder=words.MISSING,
    )  # fmt: skip


def empty(sentence: str, button: str = "", page: str = "") -> None:
    """Empty state: what is missing and the button that brings it."""
    from .navigation import page as page_called

    with st.container(border=True):
        st.markdown(f"#### {sentence}")
        if button:
            st.page_link(page_called(page), label=button, icon=":material/arrow_forward:")


def no_data() -> None:
    """The database holds no budget line: say so and lead to the upload page."""
    kind = session.which()
    title(say(f"kosong_judul_{kind}"))
    empty(say(f"kosong_kalimat_{kind}"), say("kosong_tombol"), "unggah")


def way(label: str, page: str, key: str, *, kind: str = "secondary", **state: object) -> None:
    """A button that leads to ``page`` with ``state`` set there: the picked unit, a dataset."""
    from .navigation import page as page_called

    arrow = {"icon": ":material/arrow_forward:", "icon_position": "right"}
    if st.button(label, key=key, type=kind, on_click=_remember, kwargs=state, **arrow):  # type: ignore[call-overload]
        st.switch_page(page_called(page))


def _remember(**state: object) -> None:
    for key, value in state.items():
        st.session_state[key] = value


def lacking(dataset: str, sentence: str) -> None:
    """A part of a page whose dataset is not there: what is missing, and the way to bring it."""
    with st.container(border=True, key=f"kosong_{dataset}"):
        st.markdown(f"##### {sentence}")
        way(say("kosong_tombol_data"), "unggah", f"kosong_unggah_{dataset}",
            unggah_dataset=dataset, unggah_bagian="unggah")  # fmt: skip


def warnings(result: Result) -> None:
    """On top of a page, in one line: what does not reconcile, what was left out of every figure."""
    said = [say(key, **facts) for key, facts in result.notes if key in _ON_TOP]
    if said:
        st.warning(words.markdown(" ".join(said)), icon=":material/warning:")


def bullets(lines: Sequence[str]) -> None:
    """A short list of sentences."""
    st.markdown("\n".join(f"- {line}" for line in lines))
