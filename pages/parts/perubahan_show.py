"""The page *Mengapa berubah*: title, controls, waterfall, table of parts."""

from __future__ import annotations

import streamlit as st

from pug_metrics.charts.waterfall import waterfall
from pug_metrics.language import say
from pug_metrics.metrics.why import DOCUMENTED
from pug_metrics.metrics.why_shown import shown

from . import (
    copying,
    downloads,
    drawings,
    filters,
    links,
    perubahan_figures,
    perubahan_files,
    perubahan_rows,
    perubahan_words,
    receipts,
    session,
    show,
    words,
)
from .perubahan_figures import AGAINST, AGENCY, ALL, CAUSE, FIGURE, METRICS, Change

_FORMS = (("lebar", "layar"), ("sempit", "ponsel"))


def nothing_earlier() -> None:
    """One year and stage, or the earliest of several: what is missing and what brings it."""
    here = words.stage(filters.slice_())
    several = sum(len(stages) for stages in filters.region().tahapan.values()) > 1
    show.title(say("perubahan_kosong_judul"))
    told = say(f"perubahan_kosong_{'pertama' if several else 'satu'}", tahapan=here)
    show.empty(told, say("perubahan_kosong_tombol"), "unggah")


def head(change: Change) -> None:
    """The sentence, both ends, and what does not reconcile."""
    show.title(perubahan_words.headline(change), perubahan_words.lead(change))
    show.warnings(change.after)


def controls(change: Change) -> None:
    """Which figure, compared with what, of which agency; kept in the link."""
    names = {point.kode: perubahan_words.point_name(point) for point in change.points}
    with st.container(horizontal=True, vertical_alignment="center", key="perubahan_kendali"):
        st.selectbox(
            say("perubahan_angka"), list(METRICS), key=FIGURE, width=210, required=True,
            format_func=lambda name: say(f"perubahan_angka_{name}"), label_visibility="collapsed",
        )  # fmt: skip
        st.selectbox(
            say("perubahan_banding"), list(names), key=AGAINST, width=250, required=True,
            format_func=lambda kode: say("perubahan_banding_dari", tahapan=names[kode]),
            label_visibility="collapsed",
        )  # fmt: skip
        st.selectbox(
            say("perubahan_opd"), [ALL, *change.agencies], key=AGENCY, width=380, required=True,
            format_func=lambda kode: change.agencies.get(kode, say("perubahan_opd_semua")),
            label_visibility="collapsed",
        )  # fmt: skip
    links.put(FIGURE, st.session_state[FIGURE], next(iter(METRICS)))
    links.put(AGAINST, st.session_state[AGAINST], change.points[0].kode)
    links.put(AGENCY, st.session_state[AGENCY], ALL)
    links.put(CAUSE, None if change.cause is None else str(change.cause), None)


def split(change: Change) -> None:
    """The waterfall and the table of its parts, or why there is none."""
    if change.movement.reason is not None:
        with st.container(border=True, key="perubahan_tanpa"):
            st.markdown(perubahan_words.missing(change))
        return
    if change.cause is None and not change.movement.end:
        show.empty(say("perubahan_belum"), say("perubahan_belum_tombol"), "penandaan")
        return
    with st.container(border=True, key="kartu_perubahan"):
        _waterfall(change)
    if change.cause is not None:
        with st.container(border=True, key="kartu_bagian"):
            _table(change)


def _waterfall(change: Change) -> None:
    movement = change.movement
    ends = dict(zip(("dulu", "kini"), perubahan_words.told_ends(movement), strict=True))
    show.heading(
        say("perubahan_grafik", **ends),
        say("perubahan_grafik_ukuran", ukuran=perubahan_words.measure(change)),
    )
    start, end = perubahan_rows.ends(change)
    for form, scale in _FORMS:
        figure = drawings.of(
            waterfall, start, perubahan_rows.steps(change), end, session.chart_theme(scale),
            documented=movement.metric.name == DOCUMENTED, cut_text=say("perubahan_potong"),
            note=words.data_label(change.after),
        )  # fmt: skip
        with st.container(key=f"{form}_perubahan"):
            key = f"grafik_perubahan_{form}_{movement.metric.name}"
            show.chart(figure, key, perubahan_words.title(change), on_pick=perubahan_figures.pick)
    st.caption(say("perubahan_urutan"))
    show.foot(change.after)
    _tools(change)


def _tools(change: Change) -> None:
    told, sentence = shown(change.movement), perubahan_words.title(change)
    with st.container(horizontal=True, gap="small", key="alat_perubahan"):
        ends = perubahan_words.told_ends(change.movement)
        for key, result, value, end in (
            ("awal", change.before, told.start, ends[0]),
            ("akhir", change.after, told.end, ends[1]),
        ):
            figure = f"{perubahan_words.level(change, value, told)} ({end})"
            receipts.button(
                result, f"perubahan_{key}", label=say("perubahan_dari_mana", angka=figure)
            )
        copying.sentence(sentence, change.after, "perubahan")
        copying.link("perubahan")
        perubahan_files.button(change, sentence)


def _table(change: Change) -> None:
    show.heading(say("perubahan_tabel"), say("perubahan_tabel_arti"))
    key = f"tabel_perubahan_{change.movement.metric.name}"
    st.dataframe(
        downloads.separated(perubahan_rows.table(change.movement)), hide_index=True, key=key,
        on_select=lambda: _row(change, key), selection_mode="single-row",
        alt=say("perubahan_tabel"),
        column_config=downloads.columns({say("perubahan_kolom_sebab"): 215}),
    )  # fmt: skip


def _row(change: Change, key: str) -> None:
    rows = st.session_state[key].selection.rows
    if rows:
        perubahan_figures.pick(str(perubahan_rows.causes(change.movement)[rows[0]]))
