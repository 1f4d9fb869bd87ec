"""The two lists: gaps without money, and money without a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import count, percent, rupiah
from pug_metrics.metrics.issue_gaps import IssueGaps

from . import downloads, kesenjangan_figures, kesenjangan_files, kesenjangan_words, show, words

if TYPE_CHECKING:
    import pandas as pd

_MOST = 100
_HEIGHT = 225


def without_money(gaps: IssueGaps) -> None:
    """Indicators with a difference and no linked line, the widest first; a click picks one."""
    found = gaps.without_money
    with st.container(border=True, key="kartu_tanpa_uang"):
        show.heading(
            say("kesenjangan_tanpa_uang_judul", jumlah=count(len(found))),
            say("kesenjangan_tanpa_uang_ukuran"),
        )
        if not found:
            st.markdown(say("kesenjangan_tanpa_uang_nihil"))
            return
        st.dataframe(
            _gap_table(gaps), hide_index=True, key="tabel_tanpa_uang",
            alt=say("kesenjangan_tanpa_uang_ukuran"), selection_mode="single-row",
            on_select=lambda: _picked(gaps),
            height="content" if len(found) < 6 else _HEIGHT,
            column_config=downloads.columns({say("kesenjangan_kolom_indikator"): 230}),
        )  # fmt: skip


def _picked(gaps: IssueGaps) -> None:
    rows = st.session_state["tabel_tanpa_uang"].selection.rows
    if rows:
        kesenjangan_figures.pick(gaps.without_money[rows[0]].kode)


def _gap_table(gaps: IssueGaps) -> pd.DataFrame:
    import pandas as pd

    found = gaps.without_money
    shown = [each.shown for each in found]
    return pd.DataFrame({
        say("kesenjangan_kolom_indikator"): [kesenjangan_words.name(each) for each in found],
        say("kesenjangan_kolom_l"): [kesenjangan_words.value(each.laki_laki) for each in shown],
        say("kesenjangan_kolom_p"): [kesenjangan_words.value(each.perempuan) for each in shown],
        say("kesenjangan_kolom_relatif"): [percent(each.relative or 0) for each in shown],
    })  # fmt: skip


def without_gap(gaps: IssueGaps) -> None:
    """ARG by sub-activity that is linked to no recorded indicator, the largest first."""
    found = gaps.loose
    with st.container(border=True, key="kartu_tanpa_indikator"):
        show.heading(
            say("kesenjangan_lepas_judul", rupiah=rupiah(gaps.loose_klaim)),
            say("kesenjangan_lepas_ukuran", jumlah=count(len(found)), tahapan=words.stage(gaps.at)),
        )
        if not found:
            st.markdown(say("kesenjangan_lepas_nihil"))
            return
        st.dataframe(
            downloads.separated(_loose_table(gaps)), hide_index=True, key="tabel_tanpa_indikator",
            alt=say("kesenjangan_lepas_judul", rupiah=rupiah(gaps.loose_klaim)),
            height="content" if len(found) < 6 else _HEIGHT,
            column_config=downloads.columns({
                say("kesenjangan_kolom_sub"): 215, say("kesenjangan_kolom_opd"): 130,
            }),
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="center"):
            if len(found) > _MOST:
                st.caption(say("kesenjangan_lepas_batas", jumlah=count(_MOST)), width="stretch")
            kesenjangan_files.loose(gaps)


def _loose_table(gaps: IssueGaps) -> pd.DataFrame:
    import pandas as pd

    found = gaps.loose[:_MOST]
    return pd.DataFrame({
        say("kesenjangan_kolom_sub"): [
            each.nama_sub_kegiatan or say("kesenjangan_tanpa_kode") for each in found
        ],
        say("kesenjangan_kolom_klaim"): [float(each.klaim) for each in found],
        say("kesenjangan_kolom_opd"): [each.nama_skpd for each in found],
        say("kesenjangan_kolom_sah"): [float(each.sah) for each in found],
        say("kesenjangan_kolom_kode"): [each.kode_sub_kegiatan for each in found],
    })  # fmt: skip
