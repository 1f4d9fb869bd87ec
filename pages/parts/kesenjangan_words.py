"""Sentences and written figures of the page *Kesenjangan*: they say what is linked, never why."""

from __future__ import annotations

from decimal import Decimal

from pug_metrics.charts.gap_marks import Marks
from pug_metrics.language import say
from pug_metrics.language.numbers import count, decimal, percent, rupiah
from pug_metrics.metrics.answer import part
from pug_metrics.metrics.issue_gaps import Issue, IssueGaps, Measured
from pug_metrics.metrics.issue_links import Ground

from . import words

_DIGITS = 4


def title(gaps: IssueGaps) -> str:
    """How many gaps have no money, and how much ARG is linked to no indicator."""
    return f"{_gaps(gaps)}; {_money(gaps)}"


def _gaps(gaps: IssueGaps) -> str:
    if not gaps.differing:
        return say("kesenjangan_judul_nihil", ambang=threshold(gaps.threshold))
    facts = {"jumlah": count(len(gaps.without_money)), "semua": count(len(gaps.differing))}
    return say(f"kesenjangan_judul_{'tanpa' if gaps.without_money else 'semua'}", **facts)


def _money(gaps: IssueGaps) -> str:
    whole, loose = gaps.klaim, gaps.loose_klaim
    if not whole:
        return say("kesenjangan_uang_nihil")
    if not loose:
        return say("kesenjangan_uang_semua", rupiah=rupiah(whole))
    share = percent(part(loose, whole) or 0)
    return say("kesenjangan_uang_lepas", rupiah=rupiah(loose), persen=share)


def threshold(value: float) -> str:
    """What counts as a difference."""
    if not value:
        return say("kesenjangan_ambang_nol")
    return say("kesenjangan_ambang_isi", persen=percent(value, 0))


def value(number: Decimal | None, digits: int = _DIGITS) -> str:
    """A value as uploaded, without trailing zeros; a dash where it is missing."""
    if number is None:
        return words.MISSING
    exponent = number.normalize().as_tuple().exponent
    return decimal(number, min(digits, max(0, -int(exponent))))


def name(issue: Issue) -> str:
    """Indicator, the place where it is not the whole region, and the unit."""
    shown = issue.shown
    facts = {"indikator": issue.indikator, "satuan": shown.satuan, "wilayah": shown.nama}
    return say(f"kesenjangan_nama_{'daerah' if issue.whole_region else 'wilayah'}", **facts)


def marks(issue: Issue, *, chosen: bool) -> Marks:
    """One row of the chart."""
    shown, linked = issue.shown, bool(issue.linked)
    return Marks(
        kode=issue.kode,
        nama=name(issue),
        laki_laki=shown.laki_laki,
        perempuan=shown.perempuan,
        label_l=_side("l", shown.laki_laki),
        label_p=_side("p", shown.perempuan),
        uang=_claimed(issue) if linked else say("kesenjangan_tanpa_uang"),
        uang_rinci=_documented(issue) if linked else "",
        soroti=not linked,
        dipilih=chosen,
        keterangan=_pointed(issue),
    )


def _side(which: str, number: Decimal | None) -> str:
    written = say("kesenjangan_sisi_kosong") if number is None else value(number)
    return say(f"kesenjangan_sisi_{which}", nilai=written)


def _claimed(issue: Issue) -> str:
    opd = count(len(issue.agencies))
    return say("kesenjangan_uang_klaim", klaim=rupiah(issue.klaim), opd=opd)


def _documented(issue: Issue) -> str:
    return say("kesenjangan_uang_rinci", sah=rupiah(issue.sah))


def _pointed(issue: Issue) -> str:
    """What the pointer says beyond the row: year and difference, the ceiling of linked lines."""
    facts = {"selisih": difference(issue.shown), "tahun": str(issue.shown.tahun)}
    if not issue.linked:
        return say("kesenjangan_tunjuk", **facts)
    return say("kesenjangan_tunjuk_uang", pagu=rupiah(issue.pagu), **facts)


def difference(measured: Measured) -> str:
    """The difference without a sign, with its share of the larger side."""
    gap, relative = measured.difference, measured.relative
    if gap is None or relative is None:
        return say("kesenjangan_selisih_kosong")
    return say("kesenjangan_selisih", nilai=value(abs(gap)), persen=percent(relative))


def sentence(issue: Issue) -> str:
    """An indicator in words: both sides, difference, ratio, change since the year before."""
    shown = issue.shown
    facts = {"wilayah": words.markdown(shown.nama), "tahun": str(shown.tahun),
             "l": value(shown.laki_laki), "p": value(shown.perempuan),
             "satuan": words.markdown(shown.satuan), "selisih": difference(shown)}  # fmt: skip
    parts = [say("kesenjangan_kalimat", **facts)]
    if shown.ratio is not None:
        parts.append(say("kesenjangan_rasio", rasio=decimal(shown.ratio, 2)))
    parts.append(change(issue))
    return " ".join(parts)


def change(issue: Issue) -> str:
    """How the size of the difference moved since the year before."""
    moved, before = issue.change, issue.before
    year = str(issue.shown.tahun - 1)
    if moved is None or before is None or before.difference is None:
        return say("kesenjangan_gerak_kosong", tahun=year)
    way = "tetap" if not moved else "melebar" if moved > 0 else "menyempit"
    then, size = value(abs(before.difference)), value(abs(moved))
    return say(f"kesenjangan_gerak_{way}", tahun=year, dulu=then, besar=size)


def linked(issue: Issue) -> str:
    """The money of an indicator in words."""
    if not issue.linked:
        return say("kesenjangan_tertaut_nihil")
    facts = {"pagu": rupiah(issue.pagu), "klaim": rupiah(issue.klaim), "sah": rupiah(issue.sah),
             "baris": count(issue.baris),
             "opd": words.markdown(", ".join(issue.agencies))}  # fmt: skip
    return say("kesenjangan_tertaut", **facts)


def ground(each: Ground) -> str:
    """Why something is suggested, in plain text."""
    if each.jenis == "aturan":
        issue, spending = each.kata
        return say("kesenjangan_dasar_aturan", isu=issue, belanja=spending)
    told = ", ".join(each.kata) or say("kesenjangan_dasar_tanpa")
    return say(f"kesenjangan_dasar_{each.jenis}", kata=told)


def grounds(found: tuple[Ground, ...]) -> str:
    """All reasons in one sentence."""
    return "; ".join(ground(each) for each in found)
