"""Jelajah on the screen: the sentence, one card or two, what has no figure, the evidence."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pug_metrics.charts.composition import composition
from pug_metrics.charts.grouped_bars import grouped_bars
from pug_metrics.charts.ranked_bars import ranked_bars
from pug_metrics.charts.style import Theme, ticks
from pug_metrics.charts.trend_lines import trend_lines
from pug_metrics.errors import QuestionError
from pug_metrics.language import say, sentence
from pug_metrics.metrics.regrouped import can_regroup
from pug_metrics.metrics.result import Result
from pug_metrics.reference.schemes import schemes

from . import (
    downloads,
    drawings,
    jelajah_controls,
    jelajah_figures,
    jelajah_forms,
    jelajah_rows,
    jelajah_state,
    jelajah_views,
    jelajah_words,
    links,
    receipts,
    session,
    show,
    words,
)
from .jelajah_figures import Answer, Seen
from .jelajah_state import PICKED, Question

_FORMS = (("lebar", "layar"), ("sempit", "ponsel"))
# Narrowest width of a figure alone and of one of two, in px; height of lines.
_WIDE, _HALF, _TALL = 1040, 430, 380
# Px of a row where long names take two lines.
_ROW = {_WIDE: 36, _HALF: 43}


def answer(question: Question) -> None:
    """The answer to a question, or why it cannot be answered and what helps."""
    try:
        found = jelajah_figures.ask(question)
    except QuestionError as error:
        _cure(error)
        return
    show.title(jelajah_words.title(found), _lead(found))
    show.warnings(found.cards[0].result)
    if found.apart is not None:
        st.caption(f":material/info: {_apart(found)}")
    if len(found.cards) == 1:
        _card(found.cards[0], "satu", _WIDE)
        return
    for place, seen, key in zip(st.columns(2), found.cards, ("kiri", "kanan"), strict=True):
        with place:
            _card(seen, key, _HALF)


def _lead(found: Answer) -> str:
    return jelajah_words.lead(found.cards[0]) if len(found.cards) == 1 else ""


def _apart(found: Answer) -> str:
    verdict = found.apart
    if verdict is None:
        return ""
    facts = dict(verdict.facts)
    for side in ("a", "b"):
        if side in facts:
            facts[side] = say(f"basis_{facts[side]}") if facts[side] else say("banding_tanpa_basis")
    return words.markdown(say(f"banding_{verdict.kind}", **facts))


def _cure(error: QuestionError) -> None:
    show.title(say("jelajah_tidak_terjawab"))
    with st.container(border=True, key="jelajah_obat"):
        st.markdown(words.markdown(sentence(error)))
        narrowed = [key for key in jelajah_state.NARROWED if st.session_state.get(key)]
        with st.container(horizontal=True, gap="small"):
            if narrowed:
                st.button(
                    say("jelajah_lepas_saringan"), key="jelajah_lepas",
                    on_click=_set, args=(dict.fromkeys(narrowed, ""),),
                )  # fmt: skip
            if st.session_state.get(jelajah_state.SECOND_GRAIN):
                st.button(
                    say("jelajah_satu_saja"), key="jelajah_satu_saja",
                    on_click=_set, args=({jelajah_state.SECOND_GRAIN: ""},),
                )  # fmt: skip
            st.button(say("jelajah_awal"), key="jelajah_awal", on_click=_start_again)


def _set(values: dict[str, str]) -> None:
    for key, value in values.items():
        st.session_state[key] = value


def _start_again() -> None:
    kept = str(st.session_state.get(jelajah_state.METRIC) or "")
    jelajah_views.take({jelajah_state.METRIC: kept})


def _card(seen: Seen, key: str, narrowest: int) -> None:
    told = jelajah_words.finding(seen)
    with st.container(border=True, height="stretch", key=f"kartu_jelajah_{key}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.container(gap="xxsmall"):
                if narrowest == _HALF:
                    st.markdown(f"##### {told}")
                st.caption(jelajah_words.subtitle(seen.result))
            _scheme(seen, key)
            receipts.button(seen.result, f"jelajah_{key}", label=say("kuitansi_pendek"))
        form = jelajah_forms.form_of(seen)
        why = jelajah_forms.refused(seen)
        if why:
            st.caption(f":material/info: {say(f'jelajah_bukan_gambar_{why}')}")
        if form == "tabel":
            _table(seen, key)
        else:
            _drawn(seen, form, key, narrowest, told)
            _picked(seen, key)
        _foot(seen, told, key)


def _scheme(seen: Seen, key: str) -> None:
    """The choice of a category scheme, where the categories of the card can be regrouped."""
    if key == "kanan":
        return
    if not (seen.scheme or can_regroup(seen.result)):
        links.put(jelajah_state.SCHEME, "", "")
        return
    jelajah_controls.choice(
        jelajah_state.SCHEME, ["", *schemes()], "",
        lambda code: str(schemes()[code].title) if code else say("jelajah_skema_kami"), 200,
    )  # fmt: skip


def _table(seen: Seen, key: str) -> None:
    if not jelajah_figures.known(seen.result):
        st.markdown(jelajah_words.finding(seen))
        return
    if not (seen.two_keys or seen.before or seen.beside):
        st.dataframe(
            downloads.styled(seen.result), hide_index=True, key=f"tabel_utama_{key}",
            alt=jelajah_words.subtitle(seen.result),
        )  # fmt: skip
        return
    rows = jelajah_rows.matrix(seen.result) if seen.two_keys else jelajah_rows.comparison(seen)
    show.frame(rows, f"jelajah_{key}", jelajah_words.subtitle(seen.result))


def _drawn(seen: Seen, form: str, key: str, narrowest: int, told: str) -> None:
    for name, scale in _FORMS:
        theme = session.chart_theme(scale)
        wide = theme.at(narrowest, _height(seen, form, narrowest)) if name == "lebar" else theme
        with st.container(key=f"{name}_jelajah_{key}"):
            show.chart(
                _figure(seen, form, wide), f"grafik_jelajah_{key}_{name}_{form}", told,
                on_pick=None if form == "garis" else _pick,
            )  # fmt: skip


def _height(seen: Seen, form: str, narrowest: int) -> int:
    if form == "garis":
        return _TALL
    if form != "batang":
        return 0
    return len(jelajah_rows.ranked(seen, "")) * _ROW[narrowest]


def _figure(seen: Seen, form: str, theme: Theme) -> Any:  # noqa: ANN401 - a Plotly figure
    picked = str(st.session_state.get(PICKED) or "")
    note = words.data_label(seen.result)
    if form == "batang":
        rows = jelajah_rows.ranked(seen, picked)
        line = jelajah_rows.whole_line(seen)
        return drawings.of(ranked_bars, rows, theme, average=line, note=note)
    if form == "kelompok":
        return drawings.of(grouped_bars, *jelajah_rows.grouped(seen, picked), theme, note=note)
    if form == "bertumpuk":
        return drawings.of(composition, *jelajah_rows.stacked(seen, picked), theme, note=note)
    axis, series = jelajah_rows.lines(seen)
    highest = max(float(v) for one in series for v in one.nilai if v is not None)
    steps = ticks(highest, lambda value: jelajah_rows.tick(value, seen.metric.unit))
    return drawings.of(trend_lines, axis, series, theme, ticks=steps, note=note)


def _pick(code: str) -> None:
    st.session_state[PICKED] = code


def _picked(seen: Seen, key: str) -> None:
    """The row that was clicked, with the receipt of its own figure."""
    code = str(st.session_state.get(PICKED) or "")
    row = next((each for each in jelajah_figures.known(seen.result) if each["kode"] == code), None)
    links.put(PICKED, code if row else "", "")
    if row is None or seen.two_keys or seen.scheme:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"jelajah_baris_{key}"):
        told = say(
            "jelajah_baris", nama=jelajah_words.name(row["label"]),
            angka=words.exact(row["nilai"], seen.metric.unit),
        )  # fmt: skip
        st.markdown(told, width="content")
        receipts.button(seen.result, f"jelajah_baris_{key}", code, label=say("kuitansi_pendek"))


def _foot(seen: Seen, told: str, key: str) -> None:
    """What the scheme is, what is left out, what has no figure; source, copy, download, table."""
    if seen.scheme:
        scheme = schemes()[seen.scheme]
        st.caption(say("jelajah_skema_arti", skema=scheme.title, sumber=scheme.source))
    if jelajah_forms.form_of(seen) == "garis" and _more_lines(seen):
        st.caption(say("jelajah_garis_teratas"))
    for line in jelajah_words.missing(seen.result):
        st.caption(words.markdown(line))
    show.evidence(seen.result, told, f"jelajah_{key}")
    for other, end in ((seen.before, "lalu"), (seen.beside, "lain")):
        if other is not None:
            _other(seen, other, f"jelajah_{key}_{end}")


def _other(seen: Seen, other: Result, key: str) -> None:
    """The evidence of what the figures are compared with."""
    st.caption(jelajah_words.subtitle(other))
    told = jelajah_words.finding(Seen(seen.question, other))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show.evidence(other, told, key)


def _more_lines(seen: Seen) -> bool:
    if not seen.two_keys:
        return False
    other = "kode_2" if jelajah_forms.time_key(seen.result) == "kode" else "kode"
    return len({row[other] for row in jelajah_figures.known(seen.result)}) > jelajah_rows.LINES
