"""The budget lines behind a figure: with file and row, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.metrics.lines import line_count, lines
from pug_metrics.metrics.receipt import Receipt, behind, receipt
from pug_metrics.metrics.result import Result

from . import downloads, numbers, receipt_words, session, words

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

PAGE = 50
# First whose and what, then how much, then where it is written.
_COLUMNS = (
    "nama_skpd", "nama_sub_kegiatan", "nama_rekening", "pagu", "klaim", "sah", "kategori_arg",
    "berkas", "baris", "uraian", "kode_skpd", "kode_sub_kegiatan", "kode_rekening",
    "kode_sumber_dana",
)  # fmt: skip
_WIDTHS = {"nama_skpd": 190, "nama_sub_kegiatan": 240, "nama_rekening": 165, "uraian": 260}
_ONE_AGENCY = ("nama_skpd", "kode_skpd")
_MONEY = ("pagu", "klaim", "sah")


def has_lines(found: Receipt) -> bool:
    """Whether the figure rests on budget lines; beneficiaries do not."""
    return "anggaran" in found.metric.datasets


def dialog(result: Result, kode: str | None, kode_2: str | None) -> None:
    """Open the lines of one figure over the page."""
    st.dialog(say("kuitansi_baris_judul"), width="large")(_draw)(result, kode, kode_2)


def _draw(result: Result, kode: str | None, kode_2: str | None) -> None:
    session.speak_on()
    told = receipt_words.finding(numbers.explained(receipt, result, kode, kode_2))
    at, counted = behind(result, kode, kode_2)
    number = numbers.find(line_count, at, counted=counted)
    st.markdown(f"{told}: {say('kuitansi_baris_sebanyak', jumlah=count(number))}")
    page = st.pagination(-(-number // PAGE), key="kuitansi_halaman") if number > PAGE else 1
    table = numbers.long(lines, at, counted=counted, limit=PAGE, offset=((page or 1) - 1) * PAGE)
    st.dataframe(
        downloads.separated(frame(table)), hide_index=True, key="kuitansi_baris_tabel",
        alt=say("kuitansi_baris_judul"), column_config=downloads.columns(widths()),
    )  # fmt: skip
    st.caption(words.markdown(words.foot(result)))


def frame(table: pa.Table) -> pd.DataFrame:
    """Lines as a table for reading: words for categories, columns that say nothing left out."""
    import pandas as pd

    held: dict[str, list[object]] = {}
    for name in _COLUMNS:
        values = table.column(name).to_pylist()
        only = set(values)
        if only == {None} or (name in _ONE_AGENCY and len(only) == 1):
            continue
        held[say(f"kuitansi_kolom_{name}")] = [_shown(name, value) for value in values]
    return pd.DataFrame(held)


def widths() -> dict[str, int]:
    """Px of the columns with names, so that rupiah, file and row are seen beside them."""
    return {say(f"kuitansi_kolom_{name}"): width for name, width in _WIDTHS.items()}


def _shown(name: str, value: object) -> object:
    if value is None:
        return None
    if name in _MONEY:
        return float(str(value))
    if name == "kategori_arg":
        return say(f"kategori_{value}")
    return int(str(value)) if name == "baris" else str(value)
