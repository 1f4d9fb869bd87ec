"""The page of documents in sentences: none tagged, none missing, one and many owing."""

from __future__ import annotations

import operator

from pug_metrics.language import say
from pug_metrics.language.numbers import count, percent, rupiah
from pug_metrics.metrics.document_status import Document
from pug_metrics.metrics.findings_documents import AgencyRow, Cell, SubActivity

from . import words
from .dokumen_figures import Documents

_SIGNS = {
    "DISETUJUI": "✓", "SEBAGIAN": "•", "MENUNGGU_REVIEW": "…", "DIUNGGAH_ULANG": "…",
    "SEDANG_DIREVIEW": "»", "PERLU_REVISI": "↩", "DITOLAK": "✕", "BELUM_ADA": "○",
}  # fmt: skip
COLOURS = {
    "DISETUJUI": "green", "SEBAGIAN": "orange", "MENUNGGU_REVIEW": "violet",
    "DIUNGGAH_ULANG": "violet", "SEDANG_DIREVIEW": "violet", "PERLU_REVISI": "orange",
    "DITOLAK": "red", "BELUM_ADA": "gray",
}  # fmt: skip


def title(seen: Documents) -> str:
    """The finding of the page."""
    book, region = seen.book, words.markdown(seen.region)
    if not seen.tagged:
        return say("dokumen_judul_tanpa_tanda", daerah=region)
    if not book.total.kurang:
        return say("dokumen_judul_lengkap", rupiah=rupiah(book.total.klaim), daerah=region)
    facts = {"rupiah": rupiah(book.total.kurang)}
    if book.scarcest is None:
        return say("dokumen_judul", **facts)
    return say("dokumen_judul_jenis", jenis=book.scarcest, **facts)


def lead(seen: Documents) -> str:
    """How many sub-activities have all three, and who owes most."""
    total = seen.book.total
    told = [_complete(total.lengkap)]
    if total.kurang:
        first = seen.book.agencies[0]
        facts = {"opd": words.markdown(first.nama), "rupiah": rupiah(first.kurang)}
        told.append(say("dokumen_lead_opd", **facts))
    return " ".join(told)


def _complete(cell: Cell) -> str:
    facts = {"lengkap": count(cell.sub), "semua": count(cell.sub_dari)}
    return say("dokumen_lead", **facts)


def matrix(seen: Documents) -> str:
    """Which share of the tagged rupiah has each document."""
    cells = seen.book.total.dokumen
    told = {kind.lower(): percent(cell.percent or 0) for kind, cell in cells.items()}
    return say("dokumen_matriks", **told)


def cell(each: Cell) -> str:
    """Sign, sub-activities, share of the rupiah: ``• 5/12 · 41,2 %``."""
    return f"{_sign(each)} {count(each.sub)}/{count(each.sub_dari)} · {percent(each.percent or 0)}"


def short(each: Cell) -> str:
    """Sign and share of the rupiah: ``• 41 %``."""
    return f"{_sign(each)} {percent(each.percent or 0, 0)}"


def _sign(each: Cell) -> str:
    return "✓" if each.sub == each.sub_dari else "•" if each.rupiah else "✕"


def apkm(total: AgencyRow) -> str:
    """Which of the four is answered least often."""
    if total.apkm is None:
        return say("dokumen_apkm_kosong")
    flag, number = min(total.apkm.items(), key=operator.itemgetter(1))
    facts = {"jumlah": count(number), "semua": count(total.apkm_dari)}
    return say("dokumen_apkm", apa=say(f"dokumen_apkm_{flag}"), **facts)


def status(name: str) -> str:
    """A status with its sign."""
    return f"{_SIGNS[name]} {say(f'dokumen_status_{name}')}"


def steps(each: Document) -> str:
    """``6 dari 9``, or that no step was recorded."""
    if each.filled is None:
        return say("dokumen_langkah_tanpa")
    facts = {"isi": count(each.filled), "semua": count(len(each.steps.steps))}
    return say("dokumen_langkah", **facts)


def heading(sub: SubActivity, each: Document) -> str:
    """``GBS: Pelatihan …``."""
    return f"{each.key.jenis}: {words.markdown(sub.nama)}"


def facts(sub: SubActivity, each: Document) -> str:
    """Who owes it, the code, the rupiah concerned."""
    told = [words.markdown(sub.opd), words.markdown(sub.kode)]
    if each.approved:
        told.append(say("dokumen_rupiah_sah", rupiah=rupiah(sub.klaim)))
    else:
        told.append(say("dokumen_rupiah_kurang", rupiah=rupiah(each.rupiah)))
    return " · ".join(filter(None, told))
