"""The range on the overview: which readings stand on the bar, and what is said of them."""

from __future__ import annotations

import streamlit as st

from pug_metrics.charts.range_bar import Reading, range_bar, range_list
from pug_metrics.language import has, say
from pug_metrics.language.numbers import percent, rupiah
from pug_metrics.metrics.declaration import Basis
from pug_metrics.metrics.findings_gap import part
from pug_metrics.metrics.readings import IN_USE, READINGS

from . import drawings, receipts, session, show, words
from .ringkasan_figures import Overview

# Content of a screen of 1001 px: from there on the wide form is shown.
_WIDE = 880
_KINDS = {"SAH": "sah", "KLAIM": "klaim", "KLAIM_BELUM": "belum"}


def title(seen: Overview) -> str:
    """The range in one sentence."""
    region = words.markdown(seen.region)
    low, high = seen.ends.strictest, seen.ends.loosest
    if low is None or high is None:
        return say("ringkasan_judul_tanpa_data", daerah=region)
    below, above = percent(low.value), percent(high.value)
    if below == above:
        return say("ringkasan_judul_sama", daerah=region, nilai=below)
    return say("ringkasan_judul", daerah=region, bawah=below, atas=above)


def lead(seen: Overview) -> str:
    """The reading in use, and how much of it is documented."""
    basis = say(f"basis_{seen.basis}")
    if seen.ends.in_use is None:
        return say("ringkasan_lead_tanpa_basis", basis=basis)
    used = say(
        "ringkasan_lead", bacaan=say(f"bacaan_pendek_{IN_USE}"), basis=basis,
        nilai=percent(seen.ends.in_use.value),
    )  # fmt: skip
    return f"{used} {_documented(seen)}".strip()


def _documented(seen: Overview) -> str:
    whole = seen.ranking.total
    share = part(whole.sah, whole.klaim)
    if share is None:
        return ""
    if not whole.sah:
        return say("ringkasan_lead_belum")
    if not whole.selisih:
        return say("ringkasan_lead_semua")
    return say("ringkasan_lead_sebagian", persen=percent(share))


def readings(seen: Overview) -> list[Reading]:
    """Both ends, the reading in use, documented and tagged under the basis of the loosest."""
    known = {str(row["kode_2"]): row for row in seen.readings.rows() if row["nilai"] is not None}
    ends = [end for end in (seen.ends.strictest, seen.ends.loosest) if end is not None]
    wanted = [f"{end.reading}.{end.basis}" for end in ends]
    wanted.append(f"{IN_USE}.{seen.basis}")
    wanted += [f"{reading}.{ends[-1].basis}" for reading in READINGS[:2]] if ends else []
    chosen = sorted(set(wanted) & set(known), key=lambda code: known[code]["nilai"])
    distinct = {percent(known[code]["nilai"]): code for code in reversed(chosen)}
    used = f"{IN_USE}.{seen.basis}"
    distinct |= {percent(known[used]["nilai"]): used} if used in known else {}
    return [
        _reading(code, known[code]["nilai"], used) for code in chosen if code in distinct.values()
    ]


def _reading(code: str, value: float, used: str) -> Reading:
    reading, _, basis = code.partition(".")
    lines = (
        say(f"bacaan_pendek_{reading}"),
        say("ringkasan_dibagi", basis=say(f"basis_pendek_{basis}")),
    )
    kind = _KINDS[reading]
    return Reading(code, value, percent(value), lines, kind, dipakai=code == used)  # type: ignore[arg-type]


def note(seen: Overview, shown: list[Reading]) -> str:
    """What the abbreviations on the bar stand for, with the rupiah of that denominator."""
    told = []
    for basis in Basis:
        code = next((one.kode for one in shown if one.kode.endswith(f".{basis}")), None)
        if code and has(f"basis_tanda_{basis}"):
            den = next(r["penyebut"] for r in seen.readings.rows() if r["kode_2"] == code)
            short = say(f"basis_tanda_{basis}")
            facts = {"pendek": short, "panjang": say(f"basis_{basis}"), "rupiah": rupiah(den)}
            told.append(say("ringkasan_basis_pendek", **facts))
    key = "ringkasan_rentang_catatan" if seen.ends.in_use else "ringkasan_rentang_catatan_tanpa"
    return say(key, basis=words.markdown(" ".join(told))).strip()


def card(seen: Overview) -> None:
    """The range across the whole width; on a narrow screen a list of bars with the same words."""
    shown, sentence = readings(seen), title(seen)
    with st.container(border=True, key="kartu_rentang"):
        _head(seen)
        label = words.data_label(seen.readings)
        wide = drawings.of(range_bar, shown, session.chart_theme().at(_WIDE), note=label)
        narrow = drawings.of(range_list, shown, session.chart_theme("ponsel"), note=label)
        with st.container(key="luas_rentang"):
            show.chart(wide, "grafik_rentang", sentence)
        with st.container(key="ramping_rentang"):
            show.chart(narrow, "grafik_rentang_sempit", sentence)
        st.caption(f"{reading(seen)} {note(seen, shown)}")
        show.evidence(seen.readings, sentence, "rentang")


def _head(seen: Overview) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        meaning = say("ringkasan_rentang_arti")
        st.markdown(f"**{say('ringkasan_rentang')}** :small[:gray[{meaning}]]", width="stretch")
        for code, figure in _ends(seen):
            region, label = str(seen.at.daerah), say("kuitansi_angka", angka=figure)
            receipts.button(seen.readings, f"rentang_{code}", region, code, label)


def _ends(seen: Overview) -> list[tuple[str, str]]:
    """Code and button label of the reading in use and of both ends."""
    found = {}
    for end in (seen.ends.strictest, seen.ends.in_use, seen.ends.loosest):
        if end is not None:
            found[f"{end.reading}.{end.basis}"] = percent(end.value)
    return list(found.items())


def reading(seen: Overview) -> str:
    """What both ends of the bar count, in one sentence."""
    undecided = any(
        row["pembilang"] != claim["pembilang"]
        for row, claim in zip(_rows(seen, "KLAIM_BELUM"), _rows(seen, "KLAIM"), strict=True)
    )
    return say("ringkasan_rentang_baca" if undecided else "ringkasan_rentang_baca_tanpa")


def _rows(seen: Overview, reading: str) -> list[dict[str, object]]:
    codes = {f"{reading}.{basis}": place for place, basis in enumerate(Basis)}
    rows = [row for row in seen.readings.rows() if row["kode_2"] in codes]
    return sorted(rows, key=lambda row: codes[str(row["kode_2"])])
