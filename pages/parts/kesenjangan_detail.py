"""One indicator: both sides in words, its places, the lines linked to it a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import count, decimal, percent
from pug_metrics.metrics.issue_gaps import Issue, IssueGaps

from . import (
    copying,
    downloads,
    kesenjangan_figures,
    kesenjangan_words,
    links,
    receipt_lines,
    session,
    show,
    words,
)
from .kesenjangan_figures import ISSUE

if TYPE_CHECKING:
    import pandas as pd

PAGE = 50


def choose(gaps: IssueGaps) -> Issue:
    """The indicator that is looked at; kept in the link."""
    issue = kesenjangan_figures.chosen(gaps)
    names = {each.kode: each.indikator for each in gaps.issues}
    st.selectbox(
        say("kesenjangan_pilih"), list(names), key=ISSUE, width=480, required=True,
        format_func=lambda code: say("kesenjangan_pilih_isi", nama=names.get(code, code)),
        label_visibility="collapsed",
    )  # fmt: skip
    links.put(ISSUE, issue.kode, kesenjangan_figures.usual(gaps))
    return issue


def card(gaps: IssueGaps, issue: Issue) -> None:
    """The indicator and its money in words, its places, its lines."""
    told = f"{kesenjangan_words.sentence(issue)} {kesenjangan_words.linked(issue)}"
    with st.container(border=True, key="kartu_isu"):
        show.heading(words.markdown(kesenjangan_words.name(issue)))
        st.markdown(told)
        st.caption(_written(issue))
        if issue.places:
            _places(gaps, issue)
        if issue.linked:
            _lines(gaps, issue)
        with st.container(horizontal=True, gap="small", key="alat_isu"):
            copying.sentence(f"{issue.indikator}: {told}", kesenjangan_figures.money(gaps), "isu")
            copying.link("isu")


def _written(issue: Issue) -> str:
    """Source, file and row of the values."""
    shown = issue.shown
    files = {each.id_unggahan: each.berkas for each in session.store().batches()}
    facts = {"berkas": files.get(shown.id_unggahan, ""), "sumber": shown.sumber or words.MISSING}
    return words.markdown(say("kesenjangan_asal", baris=count(shown.baris), **facts))


def _places(gaps: IssueGaps, issue: Issue) -> None:
    label = say("kesenjangan_wilayah", jumlah=count(len(issue.places)))
    with st.expander(label, icon=":material/table_rows:", key="buka_kesenjangan_wilayah"):
        show.frame(_place_table(gaps, issue), "kesenjangan_wilayah", label)


def _place_table(gaps: IssueGaps, issue: Issue) -> pd.DataFrame:
    import pandas as pd

    rows = sorted(issue.places, key=lambda each: (-(each.relative or -1), each.nama))
    missing = words.MISSING
    return pd.DataFrame({
        say("kesenjangan_kolom_wilayah"): [each.nama for each in rows],
        say("kesenjangan_kolom_l"): [kesenjangan_words.value(each.laki_laki) for each in rows],
        say("kesenjangan_kolom_p"): [kesenjangan_words.value(each.perempuan) for each in rows],
        say("kesenjangan_kolom_rasio"): [
            missing if each.ratio is None else decimal(each.ratio, 2) for each in rows
        ],
        say("kesenjangan_kolom_relatif"): [
            missing if each.relative is None else percent(each.relative) for each in rows
        ],
        say("kesenjangan_kolom_berselisih"): [
            say("kesenjangan_ya" if gaps.differs(each) else "kesenjangan_tidak") for each in rows
        ],
    })  # fmt: skip


def _lines(gaps: IssueGaps, issue: Issue) -> None:
    pages = -(-issue.baris // PAGE)
    told = say("kesenjangan_baris", jumlah=count(issue.baris), tahapan=words.stage(gaps.at))
    st.markdown(f"**{told}**")
    page = (st.pagination(pages, key=f"kesenjangan_halaman_{issue.kode}") or 1) if pages > 1 else 1
    found = kesenjangan_figures.behind(gaps, issue, PAGE, (min(page, pages) - 1) * PAGE)
    table = receipt_lines.frame(found)
    show.frame(table, "kesenjangan_baris", told, receipt_lines.widths())
    downloads.lines_button(found, gaps.at, "kesenjangan")
