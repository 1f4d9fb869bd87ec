"""What one agency's budget is made of: categories, programmes, lines; one part at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from pug_metrics.charts.composition import composition
from pug_metrics.language import say
from pug_metrics.language.numbers import count, rupiah
from pug_metrics.metrics import arg_share, arg_share_documented, budget_total
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.findings_gap import AgencyGap

from . import budget_lines, drawings, links, numbers, opd_detail_rows, session, show, words
from .opd_figures import PART, Agencies


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
    show.evidence(result, sentence, "opd_kategori")


def _programmes(agencies: Agencies, row: AgencyGap) -> None:
    at = replace(agencies.at, opd=row.kode)
    claimed = numbers.of(arg_share, Grain.PROGRAM, at, agencies.basis)
    documented = numbers.of(arg_share_documented, Grain.PROGRAM, at, agencies.basis)
    frame = opd_detail_rows.programmes(claimed, documented)
    if frame is None:
        st.info(say("opd_program_kosong"))
        return
    first = opd_detail_rows.largest(claimed)
    sentence = say(
        "opd_program_judul", jumlah=count(len(frame)), program=words.markdown(first[0]),
        rupiah=rupiah(first[1]),
    )  # fmt: skip
    show.heading(sentence, words.measure(claimed))
    show.frame(frame, "opd_program", sentence)
    show.evidence(claimed, sentence, "opd_program")


def _lines(agencies: Agencies, row: AgencyGap) -> None:
    budget_lines.draw(replace(agencies.at, opd=row.kode), "opd")
