"""The overview of a region without any tag: who spends, and the way to tagging."""

from __future__ import annotations

import streamlit as st

from pug_metrics.charts.ranked_bars import Ranked, ranked_bars
from pug_metrics.language import say
from pug_metrics.language.numbers import count, percent, rupiah, small
from pug_metrics.metrics import arg_range
from pug_metrics.metrics.answer import part
from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.result import Result
from pug_metrics.metrics.shapes import ZERO

from . import drawings, numbers, receipts, ringkasan_figures, session, show, words
from .opd_words import spending as spending_words
from .ringkasan_figures import Overview

_TOP = 8
_UNDECIDED = f"KLAIM_BELUM.{Basis.TOTAL_BELANJA}"


def draw(seen: Overview) -> None:
    """Title, way to the tags, three figures, the largest agencies."""
    result = ringkasan_figures.spending(seen)
    region, whole = words.markdown(seen.region), result.total.column("pembilang")[0].as_py()
    title = say("ringkasan_judul_tanpa_tanda", daerah=region, rupiah=rupiah(whole or ZERO))
    show.title(title, say("ringkasan_tanpa_tanda_lead"))
    show.warnings(result)
    label = say("ringkasan_tanpa_tanda_tombol")
    show.way(label, "unggah", "ringkasan_penanda", kind="primary", unggah_dataset="tag_arg")
    _cards(seen, result)
    _largest(seen, result)


def _cards(seen: Overview, result: Result) -> None:
    rows = [row for row in result.rows() if row["pembilang"]]
    whole = result.total.column("pembilang")[0].as_py() or ZERO
    first = rows[0]
    share = percent(part(first["pembilang"], whole) or 0)  # type: ignore[arg-type]
    stage = words.stage(seen.at)
    left, middle, right = st.columns(3)
    with left:
        told = say("ringkasan_kartu_total_isi", tahapan=stage, jumlah=count(len(rows)))
        show.card(say("ringkasan_kartu_total"), rupiah(whole), "", "netral", told, result)
    with middle:
        name = words.markdown(str(first["label"]))
        told = say("ringkasan_kartu_terbesar_isi", opd=name, persen=share)
        largest = rupiah(first["pembilang"])  # type: ignore[arg-type]
        show.card(
            say("ringkasan_kartu_terbesar"), largest, "", "netral", told, result,
            kode=str(first["kode"]),
        )  # fmt: skip
    with right:
        _undecided(seen)


def _undecided(seen: Overview) -> None:
    result = numbers.of(arg_range, Grain.DAERAH, seen.at, Basis.TOTAL_BELANJA)
    row = next(row for row in result.rows() if row["kode_2"] == _UNDECIDED)
    told = say("ringkasan_kartu_penanda_nol")
    if row["nilai"]:
        told = say("ringkasan_kartu_penanda_isi", persen=percent(row["nilai"]))  # type: ignore[arg-type]
    show.card(
        say("ringkasan_kartu_penanda"), rupiah(row["pembilang"] or ZERO), "", "netral", told,  # type: ignore[arg-type]
        result, kode=str(row["kode"]), kode_2=_UNDECIDED,
    )  # fmt: skip


def subtitle(stage: str, agencies: int) -> str:
    """What the bars show; how many they are only where some of the ``agencies`` are left out."""
    if agencies > _TOP:
        return say("ringkasan_belanja_ukuran", tahapan=stage, jumlah=small(_TOP))
    return say("ringkasan_belanja_ukuran_semua", tahapan=stage)


def _largest(seen: Overview, result: Result) -> None:
    rows = [row for row in result.rows() if row["pembilang"]]
    sentence = spending_words(seen.ranking)
    with st.container(border=True, key="kartu_belanja"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(gap="xxsmall"):
                show.heading(sentence, subtitle(words.stage(seen.at), len(rows)))
            receipts.button(result, "ringkasan_belanja")
        bars = [
            Ranked(str(row["kode"]), str(row["label"]), row["pembilang"],  # type: ignore[arg-type]
                   rupiah(row["pembilang"]), str(place))  # type: ignore[arg-type]
            for place, row in enumerate(rows[:_TOP], 1)
        ]  # fmt: skip
        for form, scale in (("lebar", "layar"), ("sempit", "ponsel")):
            with st.container(key=f"{form}_belanja"):
                theme, label = session.chart_theme(scale), words.data_label(result)
                figure = drawings.of(ranked_bars, bars, theme, note=label)
                show.chart(figure, f"grafik_belanja_{form}", sentence)
        show.evidence(result, sentence, "belanja")
        show.way(say("ringkasan_lihat_opd"), "opd", "ringkasan_opd", kind="tertiary")
