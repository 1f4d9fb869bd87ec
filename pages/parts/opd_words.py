"""The OPD page in sentences: right for one, two and many agencies, no gap, no tags."""

from __future__ import annotations

from pug_metrics.language import say
from pug_metrics.language.numbers import count, percent, rupiah, small
from pug_metrics.metrics.answer import part
from pug_metrics.metrics.findings_gap import AgencyGap, GapRanking, fewest
from pug_metrics.metrics.shapes import ZERO

from . import words
from .opd_figures import Agencies

# "N agencies hold X %" is said of a few agencies only.
_FEW = 5


def _safe(name: str) -> str:
    return words.markdown(name)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def few_holders(ranking: GapRanking) -> int:
    """Agencies that the title names as holding most of the gap; 0 where it is spread out."""
    return ranking.holders if ranking.holders <= _FEW and ranking.holders < ranking.gapping else 0


def title(agencies: Agencies) -> str:
    """The finding of the page."""
    ranking, region = agencies.ranking, _safe(agencies.region)
    if agencies.kind == "tanpa_basis":
        basis = say(f"filter_basis_{agencies.asked}")
        return say("opd_judul_tanpa_basis", daerah=region, basis=basis)
    if agencies.kind == "tanpa_tanda":
        return say("opd_judul_tanpa_tanda", daerah=region)
    if ranking.gapping == 0:
        return say("opd_judul_semua_sah", daerah=region)
    first = _safe(ranking.rows[0].nama)
    if ranking.gapping == 1:
        return say("opd_judul_satu", opd=first)
    held = percent(ranking.held_percent(few_holders(ranking)) or 0, 0)
    if few_holders(ranking) == 1:
        return say("opd_judul_terbesar", opd=first, persen=held)
    if few_holders(ranking):
        return say("opd_judul_beberapa", jumlah=_first_up(small(ranking.holders)), persen=held)
    return say("opd_judul_tersebar", jumlah=small(ranking.gapping))


def lead(agencies: Agencies) -> str:
    """The line under the title where the page cannot show what it is for."""
    if agencies.kind == "tanpa_basis":
        return say("opd_tanpa_basis_lead")
    return "" if agencies.tagged else say("opd_tanpa_tanda_lead")


def card(agencies: Agencies) -> str:
    """The finding of the chart."""
    if not agencies.tagged:
        return spending(agencies.ranking)
    ranking = agencies.ranking
    whole = rupiah(ranking.total.selisih or ZERO)
    if ranking.gapping == 0:
        return say("opd_kartu_semua_sah", rupiah=rupiah(ranking.total.klaim or ZERO))
    few = few_holders(ranking)
    held = rupiah(ranking.held(few))
    if few == 1:
        return say("opd_kartu_selisih_satu", rupiah=whole, sebagian=held)
    if few:
        return say("opd_kartu_selisih", rupiah=whole, sebagian=held, jumlah=small(few))
    return say("opd_kartu_selisih_saja", rupiah=whole)


def spending(ranking: GapRanking) -> str:
    """Who spends, where nothing is tagged."""
    amounts = [row.pagu or ZERO for row in ranking.rows]
    whole, number = sum(amounts, ZERO), sum(1 for amount in amounts if amount)
    few = fewest(amounts)
    if number == 1:
        return say("opd_kartu_belanja_satu", rupiah=rupiah(whole), opd=_safe(ranking.rows[0].nama))
    if few > _FEW or few >= number:
        return say("opd_kartu_belanja_saja", rupiah=rupiah(whole), jumlah=small(number))
    held = percent(part(sum(amounts[:few], ZERO), whole) or 0, 0)
    return say(
        "opd_kartu_belanja", rupiah=rupiah(whole), jumlah=small(number), persen=held,
        teratas=small(few),
    )  # fmt: skip


def subtitle(agencies: Agencies, unit: str) -> str:
    """Measure, unit, basis, stage and year of the chart."""
    stage = words.stage(agencies.at)
    if not agencies.tagged:
        return say("opd_ukuran_belanja", tahapan=stage)
    basis = say(f"basis_{agencies.basis}")
    return say("opd_ukuran", satuan=unit, basis=basis, tahapan=stage)


def reading(agencies: Agencies) -> str:
    """One sentence on what the chart shows beyond its title."""
    ranking = agencies.ranking
    rows = ranking.rows
    absent = sum(1 for row in rows if row.pagu is None)
    said = [_reading(agencies)]
    if absent:
        said.append(say("opd_baca_kosong", jumlah=_first_up(small(absent))))
    return " ".join(said)


def _reading(agencies: Agencies) -> str:
    rows, ranking = agencies.ranking.rows, agencies.ranking
    if not agencies.tagged:
        first, whole = rows[0], sum((row.pagu or ZERO for row in rows), ZERO)
        return say(
            "opd_baca_belanja", opd=_safe(first.nama), rupiah=rupiah(first.pagu or ZERO),
            persen=percent(part(first.pagu, whole) or 0),
        )  # fmt: skip
    complete = sum(1 for row in rows if row.klaim and row.selisih == 0)
    without = sum(1 for row in rows if row.klaim and not row.sah)
    return say(
        "opd_baca", menandai=_first_up(small(ranking.tagging)), semua=count(len(rows)),
        lengkap=count(complete), tanpa=count(without),
    )  # fmt: skip


def detail(agencies: Agencies, row: AgencyGap, missing: str = "") -> str:
    """What there is to say of one agency; ``missing`` names the scarcest document."""
    if row.klaim is None or row.sah is None:
        return say("opd_rinci_kosong")
    if not agencies.tagged:
        share = percent(part(row.pagu, agencies.ranking.total.pagu) or 0)
        return say("opd_rinci_belanja", pagu=rupiah(row.pagu or ZERO), persen=share)
    if not row.klaim:
        return say("opd_rinci_tanpa_tanda", pagu=rupiah(row.pagu or ZERO))
    said = [_tagging(row)]
    if row.selisih and missing:
        said.append(say("opd_hilang", dokumen=missing))
    return " ".join(said)


def _tagging(row: AgencyGap) -> str:
    claimed, documented = rupiah(row.klaim or ZERO), rupiah(row.sah or ZERO)
    if not row.sah:
        return say("opd_rinci_tanpa_dokumen", klaim=claimed)
    if not row.selisih:
        return say("opd_rinci_lengkap", klaim=claimed)
    return say("opd_rinci_sebagian", klaim=claimed, sah=documented)
