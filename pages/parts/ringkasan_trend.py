"""The trend on the overview: tagged and documented over the years, and the distance of the two."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pug_metrics.charts.style import Theme, ticks
from pug_metrics.charts.trend_lines import Difference, Series, trend_lines
from pug_metrics.language import say
from pug_metrics.language.numbers import percent, points
from pug_metrics.metrics.findings_change import latest
from pug_metrics.metrics.result import Result

from . import drawings, receipts, ringkasan_figures, ringkasan_words, session, show, words
from .ringkasan_figures import Overview

# The narrowest place of this figure is a phone: one form serves every width.
_NARROWEST = 326


def card(seen: Overview) -> None:
    """Title, lines, reading, source, table and tools."""
    claimed, documented, gap = ringkasan_figures.over_years(seen)
    sentence = ringkasan_words.trend_title(claimed, documented)
    with st.container(border=True, height="stretch", key="kartu_tren"):
        with st.container(horizontal=True, gap="small"):
            with st.container(gap="xxsmall"):
                show.heading(sentence, _subtitle(seen, claimed))
            receipts.button(claimed, "tren", str(seen.at.tahun), label=say("kuitansi_pendek"))
        drawn = figure(claimed, documented, gap, session.chart_theme().at(_NARROWEST))
        show.chart(drawn, "grafik_tren", sentence)
        if latest(gap):
            st.markdown(_reading(gap))
        show.evidence(claimed, sentence, "tren")


def _years(result: Result) -> list[str]:
    return [str(row["kode"]) for row in result.rows() if row["nilai"] is not None]


def _subtitle(seen: Overview, result: Result) -> str:
    years = _years(result)
    if not years:
        return ""
    facts = {"basis": say(f"basis_{seen.basis}"), "tahapan": say(f"tahapan_{seen.at.tahapan}")}
    if len(years) == 1:
        return say("ringkasan_tren_ukuran_satu", dari=years[0], **facts)
    return say("ringkasan_tren_ukuran", dari=years[0], sampai=years[-1], **facts)


def series(claimed: Result, documented: Result) -> tuple[list[str], list[Series]]:
    """Years of the axis and both lines: tagged, documented."""
    axis = _years(claimed)
    return axis, [
        _series(claimed, axis, "klaim", say("ringkasan_ditandai")),
        _series(documented, axis, "sah", say("ringkasan_berdokumen")),
    ]


def _series(result: Result, axis: list[str], kind: str, name: str) -> Series:
    values = {str(row["kode"]): row["nilai"] for row in result.rows()}
    told = [values.get(year) for year in axis]
    labels = tuple("" if value is None else percent(value) for value in told)  # type: ignore[arg-type]
    return Series(kind, name, tuple(told), labels, kind, label_awal=True)  # type: ignore[arg-type]


def figure(claimed: Result, documented: Result, gap: Result, theme: Theme) -> Any:  # noqa: ANN401 - a Plotly figure
    """Both lines with the distance between their ends."""
    axis, lines = series(claimed, documented)
    highest = max((value for one in lines for value in one.nilai if value is not None), default=0)
    last = latest(gap)
    return drawings.of(
        trend_lines, axis, lines, theme, ticks=ticks(float(highest), _tick),
        difference=Difference(points(last[1]), say("ringkasan_tanpa_dokumen")) if last else None,
        note=words.data_label(claimed), empty_text=say("ringkasan_tren_kosong"),
    )  # fmt: skip


def _tick(value: float) -> str:
    return percent(value, 0 if float(value).is_integer() else 1)


def _reading(gap: Result) -> str:
    last = latest(gap)
    if last is None:
        return say("ringkasan_tren_kosong")
    told = say("ringkasan_tren_baca", poin=points(last[1]), tahun=last[0])
    return told if len(_years(gap)) > 1 else f"{told} {say('ringkasan_tren_satu_baca')}"
