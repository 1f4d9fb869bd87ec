"""Who has sent what and when, and what each gap leaves unanswered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from pug_metrics.datasets import datasets
from pug_metrics.language import say
from pug_metrics.language.numbers import count, day, month, percent
from pug_metrics.metrics.answer import part
from pug_metrics.metrics.reported import Coverage, Gap, Sent, by_agency

from . import mutu_words, show, words
from .mutu_figures import AGENCY, Quality

if TYPE_CHECKING:
    import pandas as pd


def card(quality: Quality) -> None:
    """Gaps with the way to close them, then completeness by dataset, then agency by dataset."""
    with st.container(border=True, key="kartu_kelengkapan"):
        gaps = quality.coverage.gaps()
        open_questions = [gap for gap in gaps if gap.metrics]
        show.heading(
            _sentence(open_questions), say("mutu_kelengkapan_arti", tahapan=words.stage(quality.at))
        )
        for gap in open_questions:
            _gap(gap)
        _others([gap for gap in gaps if not gap.metrics])
        show.frame(_by_dataset(quality.coverage), "mutu_dataset", say("mutu_tabel_dataset"))
        st.markdown(f"**{say('mutu_tabel_opd')}**")
        show.frame(
            _matrix(quality), "mutu_matriks", say("mutu_tabel_opd"), {say("mutu_kolom_opd"): 260}
        )


def _sentence(gaps: list[Gap]) -> str:
    if not gaps:
        return say("mutu_kelengkapan_penuh")
    return say("mutu_kelengkapan", jumlah=count(len(gaps)), semua=count(len(datasets())))


def _others(gaps: list[Gap]) -> None:
    """Data that no metric rests on: not missed unless somebody wants them."""
    if gaps:
        with st.expander(say("mutu_celah_lain", jumlah=count(len(gaps))), key="mutu_celah_lain"):
            for gap in gaps:
                _gap(gap)


def _gap(gap: Gap) -> None:
    name = gap.dataset.name
    with st.container(horizontal=True, vertical_alignment="center", key=f"celah_{name}"):
        with st.container(gap=None):
            st.markdown(mutu_words.gap_headline(gap))
            st.caption(mutu_words.gap_detail(gap))
        show.way(say("mutu_celah_tombol"), "unggah", f"buka_celah_{name}", kind="tertiary",
                 unggah_dataset=name, unggah_bagian="unggah")  # fmt: skip


def _by_dataset(coverage: Coverage) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for name, each in datasets().items():
        last, every = coverage.latest(name), len(coverage.agencies)
        sent = every - len(coverage.absent(name))
        share = part(sent, every) if by_agency(each) else None
        rows.append(
            {
                say("mutu_kolom_dataset"): str(each.title),
                say("mutu_kolom_pengirim"): f"{count(sent)}/{count(every)}"
                if by_agency(each) else say("mutu_seluruh_daerah"),
                say("mutu_kolom_lengkap"): words.MISSING if share is None else percent(share, 0),
                say("mutu_kolom_baris"): last.rows if last else 0,
                say("mutu_kolom_terakhir"): _day(last),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def _day(sent: Sent | None) -> str:
    return day(sent.at) if sent is not None and sent.at is not None else words.MISSING


def _matrix(quality: Quality) -> pd.DataFrame:
    """One row an agency, one column a dataset: rows in force and the day of the last upload."""
    import pandas as pd

    only = st.session_state[AGENCY]
    asked = [name for name, each in datasets().items() if by_agency(each)]
    return pd.DataFrame(
        [
            {say("mutu_kolom_opd"): agency.nama}
            | {
                str(datasets()[name].title): _cell(quality.coverage.of(name, agency.kode))
                for name in asked
            }
            for agency in quality.coverage.agencies
            if only in ("", agency.kode)
        ]
    )


def _cell(sent: Sent | None) -> str:
    if sent is None:
        return words.MISSING
    return " · ".join([count(sent.rows), *([_short_day(sent.at)] if sent.at else [])])


def _short_day(at: datetime) -> str:
    return f"{at.day} {month(at.month, short=True)} {at.year}"
