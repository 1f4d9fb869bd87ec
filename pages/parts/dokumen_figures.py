"""What the page of documents asks: all documents of the slice, and which of them are looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from pug_metrics.metrics import arg_share_documented
from pug_metrics.metrics.declaration import Basis, Grain, all_metrics
from pug_metrics.metrics.document_status import Document
from pug_metrics.metrics.findings_documents import DocumentBook, SubActivity, document_book
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.reference.document_steps import KINDS
from pug_metrics.store.document_rows import DocumentKey

from . import filters, links, numbers, session

OPD, KIND, STATUS, SOUGHT, PICKED = "dok_opd", "dok_jenis", "dok_status", "dok_cari", "dok"
EVERY, OWED = "semua", "kurang"
STATUSES = (
    "BELUM_ADA", "MENUNGGU_REVIEW", "SEDANG_DIREVIEW", "PERLU_REVISI", "DIUNGGAH_ULANG",
    "SEBAGIAN", "DITOLAK", "DISETUJUI",
)  # fmt: skip
Line = tuple[SubActivity, Document]


@dataclass(frozen=True, slots=True)
class Documents:
    """All documents of the region, year and stage; ``documented`` is the share on the basis."""

    region: str
    at: Slice
    basis: Basis
    book: DocumentBook
    documented: Result

    @property
    def tagged(self) -> bool:
        """Whether any line is tagged as ARG."""
        return bool(self.book.subs)

    @property
    def place(self) -> tuple[str, int]:
        """Region and year, which a document belongs to."""
        return str(self.at.daerah), int(self.at.tahun or 0)


def ask() -> Documents:
    """The documents of what the frame's filters ask for."""
    at, basis = filters.slice_(), filters.basis()
    documented = numbers.of(arg_share_documented, Grain.OPD, at, basis)
    if documented.value() is None:
        basis = Basis.TOTAL_BELANJA
        documented = numbers.of(arg_share_documented, Grain.OPD, at, basis)
    book = numbers.long(document_book, at)
    return Documents(filters.region().nama, at, basis, book, documented)


def measured(seen: Documents, name: str, otherwise: Result) -> Result:
    """The answer of the metric ``name`` by agency where there is one, else another result."""
    declared = all_metrics().get(name)
    if declared is None or Grain.OPD not in declared.grains:
        return otherwise
    return numbers.of(declared.function, Grain.OPD, seen.at, None)


def read_only() -> str:
    """Why nothing can be stored here: ``contoh``, ``kunci``; empty where it can."""
    if session.which() == session.SAMPLE:
        return "contoh"
    return "kunci" if session.frozen_at() else ""


def settle(seen: Documents) -> None:
    """Take the filters of the list from the link, as far as the data hold them."""
    agencies = [row.kode for row in seen.book.agencies]
    for key, options, default in (
        (OPD, [EVERY, *agencies], EVERY),
        (KIND, [EVERY, *KINDS], EVERY),
        (STATUS, [OWED, EVERY, *STATUSES], OWED),
    ):
        links.take(key)
        links.settle(key, options, default)
    links.take(SOUGHT)
    links.take(PICKED)


def write() -> None:
    """Write the filters of the list and the document that is looked at into the link."""
    defaults = {OPD: EVERY, KIND: EVERY, STATUS: OWED, SOUGHT: "", PICKED: ""}
    for key, default in defaults.items():
        links.put(key, st.session_state.get(key) or default, default)


def listed(seen: Documents) -> list[Line]:
    """The documents that the filters leave, the most rupiah owed first."""
    tests: list[Callable[[SubActivity, Document], bool]] = [
        lambda sub, _: _asked(OPD) in (EVERY, sub.kode_skpd),
        lambda _, each: _asked(KIND) in (EVERY, each.key.jenis),
        lambda _, each: _has_status(each, _asked(STATUS)),
        lambda sub, each: _holds(sub, each, str(st.session_state.get(SOUGHT) or "")),
    ]
    every = [*seen.book.missing, *seen.book.approved]
    return [line for line in every if all(test(*line) for test in tests)]


def _asked(key: str) -> str:
    return str(st.session_state.get(key, ""))


def _has_status(each: Document, asked: str) -> bool:
    if asked == OWED:
        return not each.approved
    return asked in (EVERY, each.status)


def _holds(sub: SubActivity, each: Document, sought: str) -> bool:
    facts = (sub.opd, sub.kode_skpd, sub.nama, sub.kode, each.key.jenis, each.nomor,
             each.reviewer, each.catatan)  # fmt: skip
    text = " ".join(filter(None, facts)).casefold()
    return all(word in text for word in sought.casefold().split())


def code(key: DocumentKey) -> str:
    """A document in the link."""
    return "/".join((key.kode_skpd, key.kode_sub_kegiatan, key.jenis))


def picked(seen: Documents) -> Line | None:
    """The document that the link or a click names; None where there is none of that name."""
    parts = str(st.session_state.get(PICKED) or "").split("/")
    known = len(parts) == len(KINDS) and parts[-1] in KINDS
    return seen.book.document(DocumentKey(*parts)) if known else None


def pick(key: DocumentKey | None) -> None:
    """Look at another document from the next run on."""
    st.session_state[PICKED] = code(key) if key else ""
