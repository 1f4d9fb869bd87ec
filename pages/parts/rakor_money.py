"""Questions of the meeting about the tags: how much, is it rising, who tags without documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pug_metrics.charts.paired_bars import Pair, paired_bars
from pug_metrics.charts.range_bar import Reading, label_places, range_bar, range_list
from pug_metrics.charts.ranked_bars import ranked_bars
from pug_metrics.charts.style import Theme
from pug_metrics.export.screen import BarPair, Line, Ranked, Series
from pug_metrics.language import say
from pug_metrics.language.numbers import rupiah
from pug_metrics.metrics.shapes import ZERO

from . import (
    filters,
    opd_figures,
    opd_rows,
    opd_words,
    rakor_view,
    ringkasan_figures,
    ringkasan_range,
    ringkasan_trend,
    ringkasan_words,
    session,
    words,
)
from .rakor_view import View
from .ringkasan_figures import Overview

# Lengths in letters by which the bar of the range is thicker than on a page.
_THICKER = 2.6
# Labels of the range in more rows than this are told as a list instead.
_ROWS = 2


def agencies_by_code() -> dict[str, str]:
    """Code and name of every agency that can be picked, by name."""
    rows = opd_figures.ask().ranking.rows
    return {row.kode: row.nama for row in sorted(rows, key=lambda row: row.nama)}


def seen(kode: str) -> Overview:
    """The overview of the region, or of the agency that was picked."""
    if not kode:
        return ringkasan_figures.ask()
    at = replace(filters.slice_(), opd=kode)
    return ringkasan_figures.about(agencies_by_code()[kode], at, filters.basis())


def share(kode: str) -> View:
    """How much ARG: the range of readings; the spending where nothing is tagged."""
    asked = seen(kode)
    if not asked.tagged:
        return _spending(kode)
    shown = ringkasan_range.readings(asked)
    note = words.data_label(asked.readings)

    at_wall = label_places(shown, session.chart_theme("rapat"))
    roomy = all(lines and place.row < _ROWS for place, lines in at_wall)

    def figure(theme: Theme) -> Any:  # noqa: ANN401 - a Plotly figure
        if theme.sempit or not roomy:
            return range_list(shown, theme, note=note)
        drawn = range_bar(shown, theme, note=note)
        # A bar for the back row: its labels keep their place, the bar itself grows.
        return drawn.update_layout(height=drawn.layout.height + theme.em(_THICKER))

    foot = rakor_view.foot(say("rakor_satuan_persen"), asked.claimed)
    said = (ringkasan_range.reading(asked), ringkasan_range.note(asked, shown))
    return View(
        ringkasan_range.title(asked), foot, figure, _range_slide(shown), small=said,
        own_height=roomy,
    )  # fmt: skip


def _range_slide(shown: Sequence[Reading]) -> Ranked:
    values = tuple(None if one.nilai is None else float(one.nilai) for one in shown)
    labels = tuple(one.label for one in shown)
    used = frozenset(at for at, one in enumerate(shown) if one.dipakai)
    names = tuple(" ".join(one.uraian) for one in shown)
    tagged = frozenset(at for at, one in enumerate(shown) if one.jenis != "sah")
    return Ranked(names, Series(say("ringkasan_rentang"), values, labels), used, tagged)


def _spending(kode: str) -> View:
    agencies = opd_figures.ask()
    rows = rakor_view.first(opd_rows.spending(agencies, kode, everyone=True), kode)
    row, (size, word) = agencies.ranking.find(kode), opd_rows.unit(agencies)
    held = (row or agencies.ranking.total).pagu or ZERO
    name = words.markdown(row.nama if row else agencies.region)
    sentence = say("ringkasan_judul_tanpa_tanda", daerah=name, rupiah=rupiah(held))
    unit, note = rakor_view.unit("belanja", word), words.data_label(agencies.shown)
    return View(
        sentence, rakor_view.foot(unit, agencies.shown),
        lambda theme: ranked_bars(rows, theme, note=note), rakor_view.slide_bars(rows, unit, size),
    )  # fmt: skip


def trend(kode: str) -> View:
    """Whether it rises: tagged and documented over the years."""
    asked = seen(kode)
    claimed, documented, gap = ringkasan_figures.over_years(asked)
    foot = rakor_view.foot(say("rakor_satuan_persen"), asked.claimed)
    if not asked.tagged:
        return View(say("opd_judul_tanpa_tanda", daerah=words.markdown(asked.region)), foot)
    sentence = about(kode, ringkasan_words.trend_title(claimed, documented))
    axis, lines = ringkasan_trend.series(claimed, documented)
    if not axis:
        return View(sentence, foot)
    slide = Line(tuple(axis), rakor_view.slide_lines(lines))
    return View(
        sentence, foot, lambda theme: ringkasan_trend.figure(claimed, documented, gap, theme), slide
    )


def about(kode: str, sentence: str) -> str:
    """The sentence with the name of the agency before it, where one was picked; no full stop."""
    sentence = sentence.rstrip(".")
    name = words.markdown(agencies_by_code()[kode]) if kode else ""
    if not name or name in sentence:
        return sentence
    if not sentence.startswith("Rp") and sentence[1:2].islower():
        sentence = sentence[:1].lower() + sentence[1:]
    return say("rakor_tentang", nama=name, kalimat=sentence)


def documents(kode: str) -> View:
    """Who tags without documents: the first agencies by the gap, and the one that was picked."""
    agencies = opd_figures.ask()
    unit = rakor_view.unit("arg", opd_rows.unit(agencies)[1])
    foot = rakor_view.foot(unit, agencies.shown)
    row = agencies.ranking.find(kode)
    sentence = opd_words.title(agencies)
    if row is not None and agencies.tagged:
        sentence = about(kode, opd_words.detail(agencies, row))
    if not agencies.tagged:
        return View(sentence, foot)
    rows = rakor_view.first(opd_rows.pairs(agencies, kode, everyone=True), kode)
    said = opd_rows.pair_words(agencies, rows, words.data_label(agencies.shown))
    slide = _pair_slide(rows, opd_rows.unit(agencies)[0])
    return View(sentence, foot, lambda theme: paired_bars(rows, said, theme), slide)


def _pair_slide(rows: Sequence[Pair], size: Decimal) -> BarPair:
    sah = rakor_view.numbers_in([row.sah for row in rows], size)
    klaim = rakor_view.numbers_in([row.klaim for row in rows], size)
    return BarPair(
        tuple(row.nama for row in rows),
        Series(say("ringkasan_berdokumen"), sah, tuple(row.label_sah for row in rows)),
        Series(say("ringkasan_ditandai"), klaim, tuple(row.label_klaim for row in rows), True),  # noqa: FBT003 - a record
    )
