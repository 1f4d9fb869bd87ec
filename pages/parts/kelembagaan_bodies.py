"""Focal points, working group, driver team, partners: decrees, members, meetings, debts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import count, day, small
from pug_metrics.metrics.findings_institutions import FOCAL_POINT, Body

from . import copying, kelembagaan_words, numbers, show, words
from .kelembagaan_figures import Seen

if TYPE_CHECKING:
    import pandas as pd

_REGION = ("POKJA", "TIM_PENGGERAK")
_PARTNERS = "MITRA"


def owed(seen: Seen) -> None:
    """What is missing and who owes it, with the way to bring it."""
    if not seen.bodies.bodies:
        show.lacking("kelembagaan", say("kelembagaan_kosong"))
        return
    said = kelembagaan_words.owed(seen)
    with st.container(border=True, key="kartu_utang"):
        if not said:
            show.heading(say("kelembagaan_utang_nol"))
            return
        title = say("kelembagaan_utang", jumlah=small(len(said)).capitalize())
        show.heading(title, say("kelembagaan_utang_arti", hari=day(seen.bodies.year_end)))
        show.bullets(said)
        with st.container(horizontal=True, gap="small"):
            show.way(say("kelembagaan_unggah"), "unggah", "kelembagaan_unggah",
                     unggah_dataset="kelembagaan", unggah_bagian="unggah")  # fmt: skip
            copying.finding(kelembagaan_words.title(seen), numbers.version().label, "kelembagaan")
            copying.link("kelembagaan")


def tables(seen: Seen) -> None:
    """The bodies of the region, the partners, the focal points of the agencies."""
    if not seen.bodies.bodies:
        return
    _table(seen.bodies.of(*_REGION), "pokja")
    _table(seen.bodies.of(_PARTNERS), "mitra")
    _table(seen.bodies.of(FOCAL_POINT), "focal_point")
    st.caption(words.markdown(words.foot(seen.meetings)))


def _table(bodies: Sequence[Body], kind: str) -> None:
    with st.container(border=True, key=f"kartu_{kind}"):
        if not bodies:
            show.heading(say(f"kelembagaan_tabel_nol_{kind}"))
            return
        facts = {"jumlah": count(len(bodies)), "orang": _members(bodies)}
        sentence = say(f"kelembagaan_tabel_{kind}", **facts)
        show.heading(sentence)
        widths = {say("mutu_kolom_opd"): 240, say("kelembagaan_kolom_nama"): 220}
        show.frame(_frame(bodies), f"kelembagaan_{kind}", sentence, widths)


def _members(bodies: Sequence[Body]) -> str:
    """Members in words; nothing where nobody recorded them."""
    known = [each for each in bodies if None not in (each.anggota_l, each.anggota_p)]
    if not known:
        return ""
    return say(
        "kelembagaan_anggota", l=count(sum(each.anggota_l or 0 for each in known)),
        p=count(sum(each.anggota_p or 0 for each in known)),
    )  # fmt: skip


def _frame(bodies: Sequence[Body]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame([_row(each) for each in bodies])
    people = [say("kelembagaan_kolom_l"), say("kelembagaan_kolom_p")]
    return frame.astype(dict.fromkeys(people, "Int64"))


def _row(body: Body) -> dict[str, object]:
    return {
        say("mutu_kolom_opd"): body.opd,
        say("kelembagaan_kolom_nama"): body.nama,
        say("kelembagaan_kolom_status"): say(f"kelembagaan_sk_{body.decree}"),
        say("kelembagaan_kolom_sampai"): day(body.berlaku_sampai) if body.berlaku_sampai else "",
        say("kelembagaan_kolom_sk"): body.nomor_sk,
        say("kelembagaan_kolom_tanggal"): day(body.tanggal_sk) if body.tanggal_sk else "",
        say("kelembagaan_kolom_l"): body.anggota_l,
        say("kelembagaan_kolom_p"): body.anggota_p,
        say("kelembagaan_kolom_rapat"): _meetings(body),
    }


def _meetings(body: Body) -> str:
    held, planned = body.rapat_terlaksana, body.rapat_rencana
    if held is None and planned is None:
        return words.MISSING
    return say(
        "kelembagaan_rapat_sel", terlaksana=words.MISSING if held is None else count(held),
        rencana=words.MISSING if planned is None else count(planned),
    )  # fmt: skip
