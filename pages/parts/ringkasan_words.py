"""The cards and the trend of the overview in sentences."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from pug_metrics.language import say
from pug_metrics.language.numbers import count, month, percent, points, rupiah, small
from pug_metrics.metrics.findings_change import Change, change, span
from pug_metrics.metrics.findings_gap import GapRanking
from pug_metrics.metrics.result import Result
from pug_metrics.metrics.shapes import ZERO

from . import words
from .opd_words import few_holders

_UP, _DOWN = ":material/arrow_upward: ", ":material/arrow_downward: "


class CardWords(NamedTuple):
    """What one card says: label, figure, change and its tone, sentence."""

    label: str
    value: str
    change: str
    tone: str
    sentence: str


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def documented(ranking: GapRanking, result: Result, years: Result) -> CardWords:
    """The share whose documents are complete."""
    label = say("ringkasan_kartu_sah")
    if result.value() is None:
        return _unknown(label)
    moved, tone = _points_moved(change(years, _year(result)), good_up=True)
    return CardWords(label, percent(result.value() or 0), moved, tone, _documented(ranking))


def _documented(ranking: GapRanking) -> str:
    money = rupiah(ranking.total.sah or ZERO)
    having = [row for row in ranking.rows if row.sah]
    if not having:
        return say("ringkasan_kartu_sah_nol")
    if len(having) == 1 and len(ranking.rows) > 1:
        return say("ringkasan_kartu_sah_satu", rupiah=money, opd=words.markdown(having[0].nama))
    return say(
        "ringkasan_kartu_sah_isi", rupiah=money, jumlah=_capital(small(len(having))),
        semua=count(len(ranking.rows)),
    )  # fmt: skip


def undocumented(ranking: GapRanking, result: Result, years: Result) -> CardWords:
    """Rupiah tagged without complete documents, and who holds them."""
    label = say("ringkasan_kartu_celah")
    if result.value() is None:
        return _unknown(label)
    moved, tone = _rupiah_moved(change(years, _year(result), "pembilang"))
    value = rupiah(ranking.total.selisih or ZERO)
    return CardWords(label, value, moved, tone, _holders(ranking, percent(result.value() or 0)))


def _holders(ranking: GapRanking, share: str) -> str:
    if ranking.gapping == 0:
        return say("ringkasan_kartu_celah_nol")
    first, few = words.markdown(ranking.rows[0].nama), few_holders(ranking)
    if ranking.gapping == 1:
        return say("ringkasan_kartu_celah_satu", persen=share, opd=first)
    if not few:
        return say("ringkasan_kartu_celah_tersebar", persen=share, jumlah=small(ranking.gapping))
    held = percent(ranking.held_percent(few) or 0, 0)
    if few == 1:
        return say("ringkasan_kartu_celah_terbesar", persen=share, opd=first, bagian=held)
    return say("ringkasan_kartu_celah_isi", persen=share, jumlah=_capital(small(few)), bagian=held)


def absorbed(arg: Result, other: Result) -> CardWords:
    """ARG absorption against other spending at the same month."""
    until = arg.at.sampai_bulan
    if arg.value() is None or until is None:
        empty = say("ringkasan_kartu_serapan_kosong", tahapan=words.stage(arg.at))
        label = say("ringkasan_kartu_serapan_tanpa")
        return CardWords(label, say("ringkasan_belum_ada"), "", "netral", empty)
    label = say("ringkasan_kartu_serapan", bulan=month(until))
    spent = rupiah(arg.total.column("pembilang")[0].as_py())
    value, beside = arg.value() or 0.0, other.value()
    if beside is None:
        sentence = say("ringkasan_kartu_serapan_saja", rupiah=spent)
        return CardWords(label, percent(value), "", "netral", sentence)
    sentence = say("ringkasan_kartu_serapan_isi", rupiah=spent, persen=percent(beside))
    compared, tone = beside_other(value, beside)
    return CardWords(label, percent(value), compared, tone, sentence)


def beside_other(arg: float, other: float) -> tuple[str, str]:
    """How far ARG absorption is from that of other spending, in words, and its tone."""
    apart = points(arg - other)
    if apart == points(0):
        return say("ringkasan_setara"), "netral"
    if arg < other:
        return _DOWN + say("ringkasan_di_bawah", poin=apart), "kurang"
    return _UP + say("ringkasan_di_atas", poin=apart), "baik"


def _unknown(label: str) -> CardWords:
    missing = say("ringkasan_belum_ada")
    return CardWords(label, missing, "", "netral", say("ringkasan_kartu_tanpa_basis"))


def _year(result: Result) -> int:
    return result.at.tahun or 0


def _points_moved(moved: Change | None, *, good_up: bool) -> tuple[str, str]:
    if moved is None:
        return "", "netral"
    by = points(moved.selisih)
    if by == points(0):
        return say("ringkasan_tetap", tahun=moved.dari), "netral"
    up = moved.selisih > 0
    words_of = say(
        "ringkasan_naik_poin" if up else "ringkasan_turun_poin", poin=by, tahun=moved.dari
    )
    return (_UP if up else _DOWN) + words_of, "baik" if up == good_up else "kurang"


def _rupiah_moved(moved: Change | None) -> tuple[str, str]:
    if moved is None:
        return "", "netral"
    by = Decimal(moved.selisih)
    if by == 0:
        return say("ringkasan_tetap", tahun=moved.dari), "netral"
    key = "ringkasan_naik_rupiah" if by > 0 else "ringkasan_turun_rupiah"
    said = say(key, rupiah=rupiah(abs(by)), tahun=moved.dari)
    return (_UP if by > 0 else _DOWN) + said, "kurang" if by > 0 else "baik"


def trend_title(claimed: Result, documented: Result) -> str:
    """What happened over the years, in one sentence."""
    tagged, complete = span(claimed), span(documented)
    known = [row for row in claimed.rows() if row["nilai"] is not None]
    if not known:
        return say("ringkasan_tren_kosong")
    if tagged is None or complete is None:
        return _one_year(claimed, documented)
    by = points(tagged.selisih)
    rest = _documented_moved(complete, rising=tagged.selisih > 0)
    facts: dict[str, object] = {"tahun": tagged.dari, "sah": rest}
    if by == points(0):
        return say("ringkasan_tren_tetap", nilai=percent(tagged.kini), **facts)
    key = "ringkasan_tren_naik" if tagged.selisih > 0 else "ringkasan_tren_turun"
    return say(key, klaim=by, **facts)


def _documented_moved(moved: Change, *, rising: bool) -> str:
    by = points(moved.selisih)
    if by == points(0):
        return say("ringkasan_tren_sah_tetap")
    if moved.selisih < 0:
        return say("ringkasan_tren_sah_turun", poin=by)
    key = "ringkasan_tren_sah_naik_saja" if rising else "ringkasan_tren_sah_naik"
    return say(key, poin=by)


def _one_year(claimed: Result, documented: Result) -> str:
    row = next(row for row in claimed.rows() if row["nilai"] is not None)
    complete = next((r["nilai"] for r in documented.rows() if r["kode"] == row["kode"]), None)
    return say(
        "ringkasan_tren_satu", tahun=row["kode"], klaim=percent(row["nilai"]),  # type: ignore[arg-type]
        sah=percent(complete or 0),  # type: ignore[arg-type]
    )  # fmt: skip
