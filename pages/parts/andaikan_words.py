"""The page *Andaikan* in sentences: what a scenario does, by which steps, how a figure moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pug_metrics.language import say
from pug_metrics.language.numbers import count, decimal, percent, rupiah, rupiah_full
from pug_metrics.metrics.declaration import Unit
from pug_metrics.metrics.scenario import MONEY, Kind, Place, Step
from pug_metrics.metrics.scenario_lines import Choice
from pug_metrics.metrics.scenario_outlook import Row, Value

from . import words
from .andaikan_figures import Seen

_TOLD = (
    "arg_share_documented", "arg_share", "arg_agency_count", "budget_total", "arg_amount",
    "cakupan_celah",
)  # fmt: skip


def title(seen: Seen) -> str:
    """The finding of the page, about the scenario that is worked on."""
    name = words.markdown(seen.scenario.nama)
    if not seen.scenario.langkah:
        return say("andaikan_judul_tanpa_langkah" if seen.planned else "andaikan_judul", nama=name)
    if seen.column is None:
        return say("andaikan_judul_gagal", nama=name)
    by = means(seen)
    for row in (seen.comparison.row(kode) for kode in _TOLD):
        moved = row.selisih[seen.column]
        if moved:
            before, after = written(row, seen.column)
            key = "andaikan_judul_naik" if moved > 0 else "andaikan_judul_turun"
            return say(key, nama=name, ukuran=_measure(row), dari=before, ke=after, cara=by)
    return say("andaikan_judul_tetap", nama=name, cara=by)


def _measure(row: Row) -> str:
    return say(f"andaikan_ukuran_{row.kode}")


def written(row: Row, column: int) -> tuple[str, str]:
    """Before and after, with as many decimals as tell them apart."""
    before, after = row.nilai[0], row.nilai[column + 1]
    for digits in (1, 2, 4):
        told = _figure(before, row.unit, digits), _figure(after, row.unit, digits)
        if told[0] != told[1]:
            return told
    return exact(before, row.unit), exact(after, row.unit)


def _figure(value: Value, unit: Unit, digits: int) -> str:
    if value.nilai is None or unit not in (Unit.PERSEN, Unit.RUPIAH):
        return exact(value, unit)
    if unit is Unit.RUPIAH:
        return rupiah(value.num or Decimal(0), digits)
    return percent(value.nilai, digits)


def exact(value: Value, unit: Unit) -> str:
    """A figure for a table: rupiah to the sen, shares with two decimals, or why there is none."""
    told = value.num if unit is Unit.RUPIAH else value.nilai
    return words.exact(told, unit, value.alasan)


def means(seen: Seen) -> str:
    """By which steps: *memindahkan Rp12,0 miliar dan menandai tiga sub kegiatan*."""
    sums: dict[str, Decimal] = {}
    counts: dict[str, int] = {}
    for step, amount in zip(seen.scenario.langkah, seen.amounts, strict=True):
        if step.kind in MONEY:
            sums[step.kind] = sums.get(step.kind, Decimal(0)) + (amount or 0)
        else:
            sort = _sort(step)
            counts[sort] = counts.get(sort, 0) + 1
    told = [say(f"andaikan_cara_{kind}", nilai=rupiah(value)) for kind, value in sums.items()]
    told += [
        say(f"andaikan_cara_{sort}{'_satu' if number == 1 else ''}", jumlah=count(number))
        for sort, number in counts.items()
    ]
    *first, last = told
    return say("andaikan_dan", awal=", ".join(first), akhir=last) if first else last


def _sort(step: Step) -> str:
    if step.kind is Kind.TANDAI:
        return "tandai"
    return "lengkap" if step.lengkap else "belum"


def named(choices: Sequence[Choice]) -> Mapping[tuple[str, str], Choice]:
    """The sub-activities of the slice by agency and code."""
    return {(each.opd, each.sub_kegiatan): each for each in choices}


def place(known: Mapping[tuple[str, str], Choice], where: Place) -> str:
    """A place in words, safe in Markdown: name, agency, account; codes where it is not known."""
    found = known.get((where.opd, where.sub_kegiatan))
    sub, agency = (found.nama, found.nama_opd) if found else (where.sub_kegiatan, where.opd)
    key = "andaikan_tempat_rekening" if where.rekening else "andaikan_tempat"
    facts = {"sub": sub, "opd": agency, "rekening": where.rekening}
    return say(key, **{name: words.markdown(text) for name, text in facts.items()})


def step(known: Mapping[tuple[str, str], Choice], one: Step, amount: Decimal | None) -> str:
    """One step as a sentence in Markdown."""
    facts = {"pada": place(known, one.pada)}
    if one.kind in MONEY:
        facts["nilai"] = asked(one, amount)
        if one.ke is not None:
            facts["ke"] = place(known, one.ke)
    elif one.kind is Kind.TANDAI:
        facts["kategori"] = say(f"kategori_{one.kategori}")
        weight = Decimal(1) if one.bobot is None else one.bobot
        facts["bobot"] = decimal(weight, 2)
        if one.kategori in ("NETRAL", "BELUM_DINILAI"):
            return say("andaikan_langkah_tandai_bukan", **facts)
    else:
        return say(f"andaikan_langkah_{_sort(one)}", **facts)
    return say(f"andaikan_langkah_{one.kind}", **facts)


def asked(one: Step, amount: Decimal | None) -> str:
    """The rupiah of a step to the sen; a percentage with the rupiah that it comes to."""
    if one.persen is None:
        return rupiah_full(one.rupiah or Decimal(0))
    share = percent(one.persen, 0 if one.persen == one.persen.to_integral() else 2)
    return share if amount is None else f"{share} ({rupiah_full(amount)})"


def choice(one: Choice) -> str:
    """A sub-activity in a list to search in: code, name, ceiling, tag."""
    tag = say("andaikan_beragam") if one.kategori == "BERAGAM" else say(f"kategori_{one.kategori}")
    return f"{one.sub_kegiatan} {one.nama} · {rupiah(one.pagu)} · {tag}"
