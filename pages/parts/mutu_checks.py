"""The checks of the data: which found something, and the rows of the one that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pug_metrics.export.table import lines_csv_bytes, named
from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.metrics.checks import Outcome, listing

from . import copying, downloads, mutu_figures, mutu_words, numbers, session, show, words
from .mutu_figures import CHECK, Quality

if TYPE_CHECKING:
    import pandas as pd

# More rows than this are for the file, not for the eye.
_SENT = 500


def card(quality: Quality) -> None:
    """The filters and the checks that found something; those that did not, by name."""
    with st.container(border=True, key="kartu_uji"):
        show.heading(say("mutu_uji_judul"), say("mutu_uji_arti"))
        with st.container(horizontal=True, vertical_alignment="center", key="mutu_saringan"):
            mutu_figures.owner_filter()
            mutu_figures.agency_filter(quality)
        if quality.shown:
            _table(quality)
        else:
            st.success(say("mutu_uji_nol"), icon=":material/check_circle:")
        _clean(quality)
        _tools(quality)


def _table(quality: Quality) -> None:
    import pandas as pd

    rows = [
        {
            say("mutu_kolom_uji"): str(each.check.title),
            say("mutu_kolom_berat"): say(f"mutu_berat_{each.check.severity}"),
            say("mutu_kolom_pemilik"): say(f"mutu_pemilik_{each.check.owner}"),
            say("mutu_kolom_baris"): each.number,
            say("mutu_kolom_rupiah"): None if each.rupiah is None else float(each.rupiah),
        }
        for each in quality.shown
    ]
    names, key = [each.check.name for each in quality.shown], "tabel_mutu_uji"
    frame = pd.DataFrame(rows).astype({say("mutu_kolom_rupiah"): float})
    st.dataframe(
        downloads.separated(frame), hide_index=True, key=key, selection_mode="single-row",
        on_select=lambda: _pick(key, names), alt=say("mutu_uji_judul"),
        column_config=downloads.columns({say("mutu_kolom_uji"): 380}), placeholder=words.MISSING,
    )  # fmt: skip


def _pick(key: str, names: list[str]) -> None:
    ticked = st.session_state[key].selection.rows
    if ticked:
        st.session_state[CHECK] = names[ticked[0]]


def _clean(quality: Quality) -> None:
    label = say("mutu_bersih", jumlah=count(len(quality.clean)))
    with st.expander(label, icon=":material/check:", key="mutu_bersih"):
        show.bullets(
            [f"**{each.check.title}**. {each.check.meaning}" for each in quality.clean]
            or [say("mutu_bersih_nol")]
        )


def _tools(quality: Quality) -> None:
    with st.container(horizontal=True, gap="small", key="alat_mutu"):
        copying.finding(mutu_words.title(quality), numbers.version().label, "mutu")
        copying.link("mutu")
        if quality.shown:
            _file(quality.shown, quality, "mutu_semua")


def _file(outcomes: tuple[Outcome, ...], quality: Quality, key: str) -> None:
    label = numbers.version().label
    number = sum(each.number for each in outcomes)
    parts = ["uji", *map(str, quality.at.filters().values())]
    st.download_button(
        say("mutu_unduh", jumlah=count(number)),
        session.later(lambda: lines_csv_bytes(listing(outcomes), label)),
        named(parts, label, "csv"), "text/csv", key=f"unduh_{key}", on_click="ignore",
        type="tertiary", icon=":material/download:",
    )  # fmt: skip


def detail(quality: Quality) -> None:
    """The check looked at: meaning, cure, rows, and the way to the page that mends it."""
    found = mutu_figures.picked(quality)
    if found is None:
        return
    with st.container(border=True, key="kartu_temuan"):
        show.heading(mutu_words.outcome(found), str(found.check.meaning))
        st.markdown(say("mutu_perbaiki", cara=str(found.check.cure)))
        rows, key = found.listed(_SENT), f"tabel_mutu_{found.check.name}"
        st.dataframe(
            downloads.separated(_rows(rows)), hide_index=True, key=key, alt=str(found.check.title),
            selection_mode="single-row", on_select="rerun", placeholder=words.MISSING,
            column_config=downloads.columns(
                {say("mutu_kolom_opd"): 220, say("mutu_kolom_temuan"): 520}
            ),
        )  # fmt: skip
        if found.number > _SENT:
            st.caption(say("mutu_batas", batas=count(_SENT)))
        _ways(found, rows, key)


def _rows(rows: list[dict[str, object]]) -> pd.DataFrame:
    import pandas as pd

    names = {"opd": "mutu_kolom_opd", "apa": "mutu_kolom_temuan", "rupiah": "mutu_kolom_rupiah",
             "berkas": "mutu_kolom_berkas", "baris": "mutu_kolom_nomor"}  # fmt: skip
    frame = pd.DataFrame([{name: row[name] for name in names} for row in rows])
    frame = frame.astype({"rupiah": float, "baris": "Int64"})
    kept = [name for name in names if not frame[name].isna().all() and any(frame[name] != "")]
    return frame[kept].rename(columns={name: say(names[name]) for name in kept})


def _ways(found: Outcome, rows: list[dict[str, object]], key: str) -> None:
    """Where it is mended, and the lines of the agency of the ticked row (else of the first)."""
    ticked = st.session_state[key].selection.rows
    row = rows[ticked[0] if ticked else 0]
    with st.container(horizontal=True, gap="small", key="jalan_mutu"):
        if found.check.page == "unggah":
            kind = "riwayat" if found.check.history else "unggah"
            show.way(say(f"mutu_ke_{kind}"), "unggah", "mutu_unggah", kind="primary",
                     unggah_dataset=found.check.dataset, unggah_bagian=kind)  # fmt: skip
        elif found.check.page != "opd":
            show.way(say("mutu_ke_halaman"), found.check.page, "mutu_halaman", kind="primary",
                     opd=row["kode_skpd"])  # fmt: skip
        if row["kode_skpd"]:
            label = say("mutu_ke_opd", opd=words.markdown(str(row["opd"])))
            show.way(label, "opd", "mutu_opd_lihat", opd=row["kode_skpd"], opd_bagian="baris")
