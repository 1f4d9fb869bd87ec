"""One agency in chart rows and table rows: documents, absorption, categories, programmes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pug_metrics.charts.composition import Category, Composed
from pug_metrics.charts.document_bars import Document
from pug_metrics.charts.ranked_bars import Ranked
from pug_metrics.charts.trend_lines import Series
from pug_metrics.language import say
from pug_metrics.language.numbers import count, month, percent, points, rupiah
from pug_metrics.metrics.answer import part
from pug_metrics.metrics.findings import DocumentState
from pug_metrics.metrics.findings_change import latest
from pug_metrics.metrics.findings_gap import AgencyGap, GapRanking, gap_ranking
from pug_metrics.metrics.result import TANPA_KODE, Result
from pug_metrics.metrics.shapes import ZERO

from . import words

if TYPE_CHECKING:
    import pandas as pd

_KINDS = {"NETRAL": "non_arg", "BELUM_DINILAI": "belum"}
_ARG = ("SPESIFIK", "KESETARAAN", "PELEMBAGAAN")


def documents(state: DocumentState | None) -> list[Document]:
    """GAP, KAK and GBS of the tagged sub-activities; nothing where none of them is there."""
    if state is None or not (state.gap or state.gbs or state.kak):
        return []
    counted = (("GAP", state.gap), ("KAK", state.kak), ("GBS", state.gbs))
    whole = say("opd_dari", jumlah=count(state.sub_kegiatan))
    return [
        Document(name, name, number, state.sub_kegiatan, count(number), whole)
        for name, number in counted
    ]


def absorption_title(arg: Result, other: Result) -> str:
    """Absorption of the agency in one sentence; empty where nothing was reported."""
    mine, rest = latest(arg), latest(other)
    if mine is None:
        if rest is None:
            return ""
        return say("opd_serapan_judul_lain", persen=percent(rest[1]), bulan=month(rest[0]))
    facts = {"persen": percent(mine[1]), "bulan": month(mine[0])}
    if rest is None or rest[0] != mine[0]:
        return say("opd_serapan_judul_arg", **facts)
    apart = points(mine[1] - rest[1])
    if apart == points(0):
        return say("opd_serapan_judul_sama", **facts)
    key = "opd_serapan_judul_di_bawah" if mine[1] < rest[1] else "opd_serapan_judul_di_atas"
    return say(key, poin=apart, **facts)


def absorption(arg: Result, other: Result) -> tuple[list[str], list[Series]]:
    """Months and the two lines, ARG first; only a few months are named so that names fit."""
    mine, rest = _by_month(arg), _by_month(other)
    months = sorted({*mine, *rest})
    named = {months[0], months[-1], *(m for m in (3, 6, 9) if 1 < months[-1] - m > 1)}
    axis = [month(m, short=True) if m in named else "" for m in months]
    pairs = ((mine, "sah", say("opd_serapan_arg")), (rest, "non_arg", say("opd_serapan_lain")))
    return axis, [_line(values, months, kind, name) for values, kind, name in pairs]


def _by_month(result: Result) -> dict[int, float]:
    return {
        int(str(r["kode"])): float(str(r["nilai"])) for r in result.rows() if r["nilai"] is not None
    }


def _line(values: dict[int, float], months: Sequence[int], kind: str, name: str) -> Series:
    told = tuple(values.get(month) for month in months)
    labels = tuple("" if value is None else percent(value) for value in told)
    return Series(kind, name, told, labels, kind)  # type: ignore[arg-type]


def accounts(result: Result, most: int = 5) -> list[Ranked]:
    """The largest accounts of the agency; nothing where the file has no accounts."""
    rows = [row for row in result.rows() if row["pembilang"] and row["kode"] != TANPA_KODE]
    return [
        Ranked(str(row["kode"]), str(row["label"]), row["pembilang"], rupiah(row["pembilang"]))  # type: ignore[arg-type]
        for row in rows[:most]
    ]


def categories(result: Result, row_name: str) -> tuple[list[Composed], list[Category]]:
    """One bar of the agency's ceiling by tag category; categories without rupiah are left out."""
    held = [row for row in result.rows() if row["pembilang"]]
    whole = sum((row["pembilang"] for row in held), Decimal(0))  # type: ignore[misc]
    told = [
        Category(str(row["kode"]), str(row["label"]), _KINDS.get(str(row["kode"]), ""))  # type: ignore[arg-type]
        for row in held
    ]
    amounts = tuple(row["pembilang"] for row in held)
    labels = tuple(percent(part(amount, whole) or 0) for amount in amounts)  # type: ignore[arg-type]
    return [Composed("", row_name, amounts, labels, rupiah(whole))], told  # type: ignore[arg-type]


def categories_title(result: Result) -> str:
    """How much of the ceiling is tagged and how much undecided."""
    held = {str(row["kode"]): row["pembilang"] or Decimal(0) for row in result.rows()}
    whole = sum(held.values(), Decimal(0))  # type: ignore[arg-type]
    undecided = part(held.get("BELUM_DINILAI", Decimal(0)), whole)  # type: ignore[arg-type]
    tagged = part(sum((held.get(code, Decimal(0)) for code in _ARG), Decimal(0)), whole)  # type: ignore[misc]
    if not tagged and undecided == 100:
        return say("opd_kategori_judul_nol")
    if not undecided:
        return say("opd_kategori_judul_tuntas", persen=percent(tagged or 0))
    return say("opd_kategori_judul", persen=percent(tagged or 0), belum=percent(undecided or 0))


def weighted(result: Result, row: AgencyGap) -> str:
    """How much of the tagged lines counts, where a weight makes it less than the whole of them."""
    held = [each["pembilang"] for each in result.rows() if str(each["kode"]) in _ARG]
    if not row.klaim or sum((amount or ZERO for amount in held), ZERO) == row.klaim:  # type: ignore[misc]
        return ""
    share = percent(part(row.klaim, row.pagu) or 0)
    return say("opd_kategori_bobot", rupiah=rupiah(row.klaim), persen=share)


def programmes(claimed: Result, documented: Result) -> GapRanking:
    """Programmes of the agency by their gap; no row where the file has no programmes."""
    ranking = gap_ranking(claimed, documented)
    return replace(ranking, rows=tuple(row for row in ranking.rows if row.kode != TANPA_KODE))


def programmes_title(ranking: GapRanking) -> str:
    """Which programme holds most of the ARG without documents; without any, the largest one."""
    first, without = ranking.rows[0], ranking.total.selisih
    if first.selisih and len(ranking.rows) > 1:
        facts = {"sebagian": rupiah(first.selisih), "rupiah": rupiah(without or ZERO)}
        return say("opd_program_judul_celah", program=words.markdown(first.nama), **facts)
    largest = max(ranking.rows, key=lambda row: row.pagu or ZERO)
    key = "opd_program_judul_satu" if len(ranking.rows) == 1 else "opd_program_judul"
    return say(
        key, jumlah=count(len(ranking.rows)), program=words.markdown(largest.nama),
        rupiah=rupiah(largest.pagu or ZERO),
    )  # fmt: skip


def programme_table(rows: Sequence[AgencyGap]) -> pd.DataFrame:
    """One row a programme: ceiling, tagged, documented, share."""
    import pandas as pd

    return pd.DataFrame(
        {
            say("kolom_kode"): [row.kode for row in rows],
            say("opd_kolom_program"): [row.nama for row in rows],
            say("opd_kolom_pagu"): [_money(row.pagu) for row in rows],
            say("opd_kolom_klaim"): [_money(row.klaim) for row in rows],
            say("opd_kolom_sah"): [_money(row.sah) for row in rows],
            say("opd_kolom_tanpa"): [_money(row.selisih) for row in rows],
            say("opd_kolom_bagian"): [part(row.klaim, row.pagu) for row in rows],
        }
    )


def _money(value: object) -> float | None:
    return None if value is None else float(str(value))
