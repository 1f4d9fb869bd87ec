"""The tagging page in sentences."""

from __future__ import annotations

from decimal import Decimal

from pug_metrics.language import has, say
from pug_metrics.language.numbers import count, decimal, percent, rupiah
from pug_metrics.metrics.suggestions import OTHERS, Reason
from pug_metrics.metrics.tagging_work import WorkItem
from pug_metrics.store.decisions import Decided

from . import filters, unggah_words, words
from .penandaan_state import Work

_NAMED = 2


def title(work: Work) -> str:
    """``Rp1,2 triliun belum dinilai: 84 sub kegiatan di 12 OPD``."""
    found = work.open
    if not found.units:
        return say("penandaan_judul_selesai", daerah=words.markdown(work.region))
    facts = {"rupiah": rupiah(found.rupiah), "opd": count(found.opd)}
    key = "penandaan_judul_rekening" if found.by_account else "penandaan_judul"
    return say(key, jumlah=count(found.units), **facts)


def lead(work: Work) -> str:
    """The ARG figure of now, what waits, and what counts."""
    total = work.share.total.to_pylist()[0]
    basis = say(f"filter_basis_{filters.basis()}")
    if total["nilai"] is None:
        told = say("penandaan_arg_kosong", basis=basis, alasan=say(f"alasan_{total['alasan']}"))
    else:
        told = say(
            "penandaan_arg", persen=percent(total["nilai"]), rupiah=rupiah(total["pembilang"]),
            basis=basis, tahapan=words.stage(work.at),
        )  # fmt: skip
    waits = say("penandaan_menunggu", rupiah=rupiah(work.open.waiting)) if work.open.waiting else ""
    return " ".join(filter(None, [told, waits, say("penandaan_dihitung")]))


def units(number: int, kind: str = "sub") -> str:
    """``3 sub kegiatan``; ``kind``: ``sub``, ``rekening`` or ``keputusan``."""
    key = f"penandaan_satu_{kind}" if number == 1 else f"penandaan_banyak_{kind}"
    return say(key, jumlah=count(number))


def name(item: WorkItem) -> str:
    """What an entry is called."""
    if item.nama:
        return item.nama
    return item.code if item.code != item.kode_skpd else say("penandaan_seluruh_opd")


def tag(category: str | None, weight: Decimal | None) -> str:
    """``Spesifik gender, bobot 0,5``; a weight of one goes without saying."""
    if not category:
        return ""
    told = say(f"kategori_{category}")
    if weight is None or weight == 1:
        return told
    return say("penandaan_kategori_bobot", kategori=told, bobot=decimal(weight, 2))


def reason(found: Reason, work: Work) -> str:
    """Why a category is suggested, as plain text: ``tahun 2024: dinilai netral``."""
    facts = dict(found.facts)
    if stage := facts.get("tahapan"):
        facts["tahapan"] = say(f"tahapan_{stage}") if has(f"tahapan_{stage}") else stage
    if found.reason is not None:
        facts["alasan"] = str(found.reason)
    if found.kind == OTHERS:
        facts["opd"] = _agencies(found.agencies, work)
    return say(f"saran_{found.kind}", **facts)


def _agencies(codes: tuple[str, ...], work: Work) -> str:
    named = ", ".join(work.agencies.get(code, code) for code in codes[:_NAMED])
    rest = len(codes) - _NAMED
    return say("penandaan_dan_lain", daftar=named, lain=count(rest)) if rest > 0 else named


def suggested(found: tuple[Reason, ...], work: Work) -> str:
    """The suggestions of one entry in a cell: category and reason, the strongest first."""
    told = [f"{tag(each.category, each.weight)}: {reason(each, work)}" for each in found]
    return " · ".join(told)


def event(found: Decided) -> str:
    """One decision of a history, in Markdown."""
    row = found.row
    status = say(f"penandaan_status_{row['status'] or 'DISETUJUI'}")
    head = say(
        "penandaan_riwayat_satu", hari=unggah_words.when(found.at),
        siapa=unggah_words.person(found.batch.aktor), id=found.batch.id_unggahan,
        status=say("penandaan_dihapus") if found.removed else status,
    )  # fmt: skip
    facts = [tag(row["kategori_arg"], row["bobot_arg"]), row["alasan"], row["catatan_penilai"]]
    if row["penanda"] and row["penanda"] != found.batch.aktor:
        facts.insert(0, say("penandaan_oleh", nama=row["penanda"]))
    told = " · ".join(words.markdown(str(each)) for each in facts if each)
    return f"{head}  \n:small[{told}]{_standing(found)}"


def _standing(found: Decided) -> str:
    """What became of a decision: in force, undone, or followed by another."""
    if found.batch.dibatalkan is not None:
        who = unggah_words.person(found.batch.dibatalkan_oleh or "")
        facts = {"hari": unggah_words.when(found.batch.dibatalkan), "siapa": who}
        return f" · :small[:gray[{say('penandaan_dibatalkan', **facts)}]]"
    key = "penandaan_berlaku" if found.in_force else "penandaan_digantikan"
    return f" · :small[:gray[{say(key)}]]"
