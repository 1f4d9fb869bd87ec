"""Question of the meeting about places: how far the budget is seen, by kecamatan or kelurahan."""

from __future__ import annotations

from decimal import Decimal

from pug_metrics.charts.ranked_bars import Ranked, ranked_bars
from pug_metrics.language import say
from pug_metrics.language.numbers import common_step, count, in_step, percent, rupiah
from pug_metrics.metrics import arg_amount, budget_total
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.findings_places import Placing, known, places, placing, unknown
from pug_metrics.metrics.result import Result

from . import filters, numbers, rakor_money, rakor_view, words
from .rakor_view import View


def kecamatan_by_code() -> dict[str, str]:
    """Code and name of every kecamatan that can be picked, by code."""
    found = numbers.find(places, filters.region().kode)
    return {each.kode: each.nama for each in found if each.jenis == "kecamatan"}


def by_place(kode: str) -> View:
    """Rupiah by kecamatan, or by kelurahan and desa of the kecamatan that was picked.

    ARG where anything is tagged, else all spending.
    """
    kind = "arg" if rakor_money.seen("").tagged else "belanja"
    result = _result(kind, kode)
    rows = known(result)
    size, word = common_step(row["pembilang"] for row in result.rows() if row["pembilang"])
    unit = rakor_view.unit(kind, word)
    foot = rakor_view.foot(unit, result)
    sentence = _in_kecamatan(kode, result) if kode else _unplaced(kind)
    if not rows:
        return View(sentence, foot)
    bars = rakor_view.first([*_beside(kode, kind, size), *(_bar(row, size) for row in rows)], "")
    note = words.data_label(result)
    return View(
        sentence, foot, lambda theme: ranked_bars(bars, theme, note=note),
        rakor_view.slide_bars(bars, unit, size), small=_left_out(rows, bars, result),
    )  # fmt: skip


def _beside(kode: str, kind: str, size: Decimal) -> list[Ranked]:
    """The bar that the sentence is about: what has no place yet."""
    whole: Placing = numbers.find(placing, filters.slice_(), claimed=kind == "arg")
    if kode or not whole.unplaced:
        return []
    label = in_step(whole.unplaced, size)
    return [Ranked("", say("rakor_tanpa_lokasi"), whole.unplaced, label, soroti=True)]


def _result(kind: str, kode: str) -> Result:
    metric = arg_amount if kind == "arg" else budget_total
    at = filters.slice_(kecamatan=kode or None)
    return numbers.of(metric, Grain.DESA if kode else Grain.KECAMATAN, at)


def _unplaced(kind: str) -> str:
    whole: Placing = numbers.find(placing, filters.slice_(), claimed=kind == "arg")
    facts = {"rupiah": rupiah(whole.unplaced), "persen": percent(whole.percent or 0)}
    if not whole.unplaced:
        facts["rupiah"] = rupiah(whole.whole)
    told = say(f"wilayah_belum_{kind}" if whole.unplaced else f"wilayah_semua_{kind}", **facts)
    return words.plain(told).rstrip(".")


def _in_kecamatan(kode: str, result: Result) -> str:
    name, rows = words.markdown(kecamatan_by_code()[kode]), known(result)
    if not rows:
        return say("rakor_kecamatan_kosong", nama=name)
    whole = result.total.column("pembilang")[0].as_py() or Decimal(0)
    return say(
        "rakor_kecamatan", nama=name, rupiah=rupiah(whole),
        desa=words.markdown(str(rows[0]["label"])), sebagian=rupiah(rows[0]["pembilang"]),
    )  # fmt: skip


def _bar(row: dict[str, object], size: Decimal) -> Ranked:
    amount: Decimal = row["pembilang"]  # type: ignore[assignment]
    return Ranked(str(row["kode"]), str(row["label"]), amount, in_step(amount, size))


def _left_out(rows: list[dict[str, object]], bars: list[Ranked], result: Result) -> tuple[str, ...]:
    """How many places are not drawn: lower ones, and those without a figure."""
    said = []
    hidden = len(rows) - sum(1 for bar in bars if bar.kode)
    if hidden:
        key = "rakor_tempat_lain" if hidden > 1 else "rakor_tempat_lain_satu"
        said.append(say(key, jumlah=count(hidden)))
    gone = len(unknown(result))
    if gone:
        key = "rakor_tempat_kosong" if gone > 1 else "rakor_tempat_kosong_satu"
        said.append(say(key, jumlah=count(gone)))
    return (" ".join(said),) if said else ()
