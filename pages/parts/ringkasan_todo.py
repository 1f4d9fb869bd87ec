"""What to put right, by rupiah, each with the way to the page that shows it."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import count, month, percent, rupiah, small
from pug_metrics.metrics.answer import part
from pug_metrics.metrics.findings import Attention, needs_attention

from . import numbers, show, words
from .ringkasan_figures import Overview

MOST = 5


def card(seen: Overview) -> None:
    """At most five things, the most rupiah first."""
    found: tuple[Attention, ...] = numbers.find(needs_attention, seen.at, MOST)
    with st.container(border=True, height="stretch", key="kartu_benahi"):
        if not found:
            show.heading(say("ringkasan_benahi_nol"))
            st.markdown(say("ringkasan_benahi_nol_isi"))
            return
        number = small(len(found))
        title = say("ringkasan_benahi", jumlah=number[:1].upper() + number[1:])
        show.heading(title, say("ringkasan_benahi_ukuran", tahapan=words.stage(seen.at)))
        for place, thing in enumerate(found):
            _row(thing, f"benahi_{place}")


def _row(thing: Attention, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=key):
        with st.container(gap=None):
            st.markdown(headline(thing))
            st.caption(detail(thing))
        page, state = target(thing)
        show.way(say("ringkasan_buka"), page, f"buka_{key}", kind="tertiary", **state)


def headline(thing: Attention) -> str:
    """The rupiah and what is wrong with it."""
    facts: dict[str, object] = {
        "rupiah": rupiah(thing.rupiah),
        "opd": words.markdown(thing.nama or ""),
    }
    if thing.bulan is not None:
        facts["bulan"] = month(thing.bulan)
    return say(f"perhatian_{thing.kind}", **facts)


def detail(thing: Attention) -> str:
    """How much of the whole that is, and where most of it lies."""
    share = percent(part(thing.rupiah, thing.whole) or 0)
    facts: dict[str, object] = {
        "persen": share, "opd": words.markdown(thing.nama or ""), "baris": count(thing.baris),
        "opd_rupiah": rupiah(thing.opd_rupiah), "jumlah": count(thing.sub_kegiatan),
    }  # fmt: skip
    # A file without sub-activities counts as one: the number would say nothing.
    alone = thing.kind == "TANPA_DOKUMEN" and thing.sub_kegiatan <= 1
    return say(f"perhatian_{thing.kind}_{'saja' if alone else 'rincian'}", **facts)


def target(thing: Attention) -> tuple[str, dict[str, object]]:
    """The page that shows it, and what is set there."""
    if thing.kind == "TANPA_LOKASI":
        return "wilayah", {}
    if thing.kind == "BELUM_DINILAI":
        return "penandaan", {"tanda_bagian": "BELUM", "tanda_opd": thing.opd}
    return "opd", {"opd": thing.opd}
