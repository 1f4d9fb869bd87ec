"""The OPD page in chart rows: figures of results, written for the reader."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pug_metrics.charts.paired_bars import Pair, PairWords
from pug_metrics.charts.ranked_bars import Ranked
from pug_metrics.language import say
from pug_metrics.language.numbers import common_step, count, in_step, percent, rupiah, rupiah_full
from pug_metrics.metrics.findings_gap import AgencyGap, together

from . import opd_words
from .opd_figures import TOP, Agencies


def unit(agencies: Agencies) -> tuple[Decimal, str]:
    """Size and word of the axis: the unit of the largest figure of the ranking."""
    rows = agencies.ranking.rows
    return common_step(row.klaim or 0 for row in rows)


def _listed(agencies: Agencies, *, everyone: bool) -> list[AgencyGap]:
    """The first of the ranking and one row for the others: those who tag nothing, or the rest."""
    ranking = agencies.ranking
    most = min(TOP, ranking.tagging) if agencies.tagged else TOP
    shown, rest = ranking.top(len(ranking.rows) if everyone else most)
    if not rest:
        return list(shown)
    silent = agencies.tagged and not any(row.klaim for row in rest)
    key = "opd_lainnya_tanpa_tanda" if silent else "opd_lainnya"
    return [*shown, together(rest, say(key, jumlah=count(len(rest))))]


def pairs(agencies: Agencies, picked: str, *, everyone: bool) -> list[Pair]:
    """Rows of the ranking by gap; the row of the others has an empty code."""
    size, _ = unit(agencies)
    few = opd_words.few_holders(agencies.ranking)
    return [
        _pair(row, size, picked=row.kode == picked, marked=place < few)
        for place, row in enumerate(_listed(agencies, everyone=everyone))
    ]


def _pair(row: AgencyGap, size: Decimal, *, picked: bool, marked: bool) -> Pair:
    if row.sah is None or row.klaim is None:
        absent = say("opd_tanpa_data")
        return Pair(row.kode, row.nama, None, None, absent, "", "", dipilih=picked)
    return Pair(
        row.kode, row.nama, row.sah, row.klaim, in_step(row.sah, size), in_step(row.klaim, size),
        in_step(row.klaim - row.sah, size), dipilih=picked, soroti=marked,
        keterangan=f"{say('opd_kolom_pagu')}: {rupiah_full(row.pagu or 0)}",
    )  # fmt: skip


def pair_words(agencies: Agencies, rows: Sequence[Pair], note: str) -> PairWords:
    """Words of the ranking; the bracket stands under the few who hold most of the gap."""
    few = opd_words.few_holders(agencies.ranking)
    bracket = few if 1 < few < len(rows) else 0
    return PairWords(
        sah=say("ringkasan_berdokumen"), klaim=say("ringkasan_ditandai"),
        selisih=say("opd_selisih"), kurung_baris=bracket,
        kurung_angka=percent(agencies.ranking.held_percent(few) or 0, 0) if bracket else "",
        kurung=say("opd_kurung", jumlah=opd_words.small(few)) if bracket else "", catatan=note,
    )  # fmt: skip


def spending(agencies: Agencies, picked: str, *, everyone: bool) -> list[Ranked]:
    """Rows of the ranking by budget, where nothing is tagged."""
    return [
        Ranked(
            row.kode, row.nama, row.pagu,
            say("opd_tanpa_data") if row.pagu is None else rupiah(row.pagu),
            peringkat=str(place) if row.kode else "", dipilih=row.kode == picked,
        )
        for place, row in enumerate(_listed(agencies, everyone=everyone), 1)
    ]  # fmt: skip
