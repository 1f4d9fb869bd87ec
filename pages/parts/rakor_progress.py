"""Questions of the meeting about the year: is it absorbed, what has to be put right."""

from __future__ import annotations

from dataclasses import replace

from pug_metrics.charts.style import ticks
from pug_metrics.charts.trend_lines import trend_lines
from pug_metrics.export.screen import Line, Table
from pug_metrics.language import say
from pug_metrics.language.numbers import month, percent, small
from pug_metrics.metrics import arg_absorption, non_arg_absorption
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.findings import Attention, needs_attention
from pug_metrics.metrics.result import Result

from . import (
    filters,
    numbers,
    opd_detail_rows,
    rakor_money,
    rakor_view,
    ringkasan_todo,
    words,
)
from .rakor_view import TOP, View


def absorption(kode: str) -> View:
    """How much of ARG is spent, month by month, beside other spending."""
    at = replace(filters.slice_(), opd=kode or None)
    arg = numbers.of(arg_absorption, Grain.BULAN, at)
    other = numbers.of(non_arg_absorption, Grain.BULAN, at)
    foot = rakor_view.foot(say("rakor_satuan_pagu"), arg)
    title = opd_detail_rows.absorption_title(arg, other)
    if not title:
        missing = say("ringkasan_kartu_serapan_kosong", tahapan=words.stage(at))
        return View(rakor_money.about(kode, missing), foot)
    axis, lines = opd_detail_rows.absorption(arg, other)
    highest = max(float(value) for line in lines for value in line.nilai if value is not None)
    scale = ticks(highest, lambda value: percent(value, 0))
    note = words.data_label(arg)
    slide = Line(tuple(months(arg, other)), rakor_view.slide_lines(lines))
    return View(
        rakor_money.about(kode, title), foot,
        lambda theme: trend_lines(axis, lines, theme, ticks=scale, note=note), slide,
    )  # fmt: skip


def months(*results: Result) -> list[str]:
    """Every month with a figure, by its short name."""
    known = {int(str(row["kode"])) for result in results for row in result.rows()
             if row["nilai"] is not None}  # fmt: skip
    return [month(number, short=True) for number in sorted(known)]


def to_fix(kode: str) -> View:
    """The five things to put right with the most rupiah; of one agency where one was picked."""
    at = replace(filters.slice_(), opd=kode or None)
    found: tuple[Attention, ...] = numbers.find(needs_attention, at, TOP)
    asked = rakor_money.seen(kode)
    foot = rakor_view.foot(say("rakor_satuan_rupiah"), asked.claimed)
    if not found:
        return View(rakor_money.about(kode, say("ringkasan_benahi_nol")), foot)
    told = tuple((ringkasan_todo.headline(thing), ringkasan_todo.detail(thing)) for thing in found)
    key = "rakor_benahi_judul" if len(found) > 1 else "rakor_benahi_judul_satu"
    sentence = say(key, terbesar=told[0][0], jumlah=small(len(found)))
    headers = (say("rakor_kolom_hal"), say("rakor_kolom_rincian"))
    rows = tuple((words.plain(large), words.plain(detail)) for large, detail in told)
    return View(rakor_money.about(kode, sentence), foot, None, Table(headers, rows), told)
