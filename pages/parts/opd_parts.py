"""What one agency's budget is made of: categories, programmes, lines; one part at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from pug_metrics.charts.composition import composition
from pug_metrics.language import say
from pug_metrics.metrics import arg_share, arg_share_documented, budget_total
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.findings_gap import AgencyGap, GapRanking
from pug_metrics.metrics.result import Result

from . import (
    budget_lines,
    downloads,
    drawings,
    links,
    numbers,
    opd_detail_rows,
    session,
    show,
    words,
)
from .opd_figures import PART, PROGRAM, Agencies


def draw(agencies: Agencies, row: AgencyGap) -> None:
    """A switch and the part that it points at."""
    kinds: dict[str, Callable[[Agencies, AgencyGap], None]] = {
        "kategori": _categories, "program": _programmes, "baris": _lines,
    }  # fmt: skip
    with st.container(border=True, key="kartu_bagian"):
        title = say("opd_rincian", opd=words.markdown(row.nama))
        show.heading(title)
        links.settle(PART, list(kinds), "kategori")
        chosen = st.segmented_control(
            title, list(kinds), key=PART, persist_state="session", required=True,
            format_func=lambda kind: say(f"opd_tab_{kind}"), label_visibility="collapsed",
        )  # fmt: skip
        links.put(PART, chosen, "kategori")
        kinds[str(chosen)](agencies, row)


def _categories(agencies: Agencies, row: AgencyGap) -> None:
    result = numbers.of(
        budget_total, Grain.KATEGORI, replace(agencies.at, opd=row.kode), agencies.basis
    )
    sentence = opd_detail_rows.categories_title(result)
    show.heading(sentence, say("opd_kategori_ukuran", tahapan=words.stage(agencies.at)))
    for form, scale in (("lebar", "layar"), ("sempit", "ponsel")):
        rows, kinds = opd_detail_rows.categories(result, row.nama)
        figure = drawings.of(
            composition,
            rows, kinds, session.chart_theme(scale), note=words.data_label(result),
            empty_text=say("opd_rinci_kosong"),
        )  # fmt: skip
        with st.container(key=f"{form}_kategori"):
            show.chart(figure, f"grafik_kategori_{form}", sentence)
    if told := opd_detail_rows.weighted(result, row):
        st.markdown(told)
    show.evidence(result, sentence, "opd_kategori")


def _programmes(agencies: Agencies, row: AgencyGap) -> None:
    claimed, ranking = _by_programme(agencies, row)
    if not ranking.rows:
        st.info(say("opd_program_kosong"))
        return
    sentence = opd_detail_rows.programmes_title(ranking)
    show.heading(sentence, say("opd_program_ukuran", tahapan=words.stage(agencies.at)))
    key = f"tabel_opd_program_{row.kode}"
    codes = [each.kode for each in ranking.rows]
    widths = {say("opd_kolom_program"): 330}
    st.dataframe(
        downloads.separated(opd_detail_rows.programme_table(ranking.rows)), hide_index=True,
        key=key, on_select=lambda: _open(key, codes), selection_mode="single-row", alt=sentence,
        column_config=downloads.columns(widths),
    )  # fmt: skip
    show.evidence(claimed, sentence, "opd_program")


def _by_programme(agencies: Agencies, row: AgencyGap) -> tuple[Result, GapRanking]:
    asked = (Grain.PROGRAM, agencies.narrowed(row.kode), agencies.basis)
    claimed = numbers.of(arg_share, *asked)
    documented = numbers.of(arg_share_documented, *asked)
    return claimed, opd_detail_rows.programmes(claimed, documented)


def _open(key: str, codes: Sequence[str]) -> None:
    """Show the lines of the programme that was ticked."""
    ticked = st.session_state[key].selection.rows
    if ticked:
        st.session_state[PROGRAM], st.session_state[PART] = codes[ticked[0]], "baris"


def _lines(agencies: Agencies, row: AgencyGap) -> None:
    at = agencies.narrowed(row.kode)
    names = {each.kode: each.nama for each in _by_programme(agencies, row)[1].rows}
    if names:
        links.settle(PROGRAM, ["", *names], "")
        chosen = st.selectbox(
            say("opd_program_pilih"), ["", *names], key=PROGRAM, label_visibility="collapsed",
            format_func=lambda code: f"{code} {names[code]}" if code else say("opd_program_semua"),
            persist_state="session", required=True,
        )  # fmt: skip
        links.put(PROGRAM, chosen, "")
        at = replace(at, program=chosen or None)
    budget_lines.draw(at, "opd")
