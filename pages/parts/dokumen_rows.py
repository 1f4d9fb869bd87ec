"""The page of documents in tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.metrics.findings_documents import AgencyRow, Cell
from pug_metrics.reference.document_steps import KINDS

from . import dokumen_words, downloads, session
from .dokumen_figures import Line

if TYPE_CHECKING:
    import pandas as pd
    from pandas.io.formats.style import Styler

_FLAGS = ("a", "p", "k", "m")
_HALF, _WHOLE = 50, 100


def matrix(rows: Sequence[AgencyRow]) -> Styler:
    """An agency a row: each document as sign, count and share, then what is not complete."""
    import pandas as pd

    frame = pd.DataFrame(
        {say("dokumen_kolom_opd"): [row.nama for row in rows]}
        | {kind: [dokumen_words.cell(row.dokumen[kind]) for row in rows] for kind in KINDS}
        | {
            say("dokumen_kolom_lengkap"): [dokumen_words.cell(row.lengkap) for row in rows],
            say("dokumen_kolom_kurang"): [float(row.kurang) for row in rows],
            say("dokumen_kolom_klaim"): [float(row.klaim) for row in rows],
        }
    )
    colours = pd.DataFrame("", index=frame.index, columns=frame.columns)
    for kind in KINDS:
        colours[kind] = [_colour(row.dokumen[kind]) for row in rows]
    colours[say("dokumen_kolom_lengkap")] = [_colour(row.lengkap) for row in rows]
    return downloads.separated(frame).apply(lambda _: colours, axis=None)


def narrow(rows: Sequence[AgencyRow]) -> Styler:
    """The matrix on a phone: an agency a row, each document as sign and share."""
    import pandas as pd

    frame = pd.DataFrame(
        {say("dokumen_kolom_opd"): [row.nama for row in rows]}
        | {kind: [dokumen_words.short(row.dokumen[kind]) for row in rows] for kind in KINDS}
    )
    colours = pd.DataFrame("", index=frame.index, columns=frame.columns)
    for kind in KINDS:
        colours[kind] = [_colour(row.dokumen[kind]) for row in rows]
    return frame.style.apply(lambda _: colours, axis=None)


def narrow_widths() -> dict[str, int]:
    """Px of the columns of the matrix on a phone."""
    return {say("dokumen_kolom_opd"): 130} | dict.fromkeys(KINDS, 64)


def _colour(cell: Cell) -> str:
    """The steps of one measure: none, below half, above, all; letters that can be read on them."""
    told = session.chart_theme().warna
    share = cell.percent or 0
    step = (share > 0) + (share >= _HALF) + (share >= _WHOLE)
    letters = (told.teks, told.teks, told.latar, told.latar)
    return f"background-color:{told.langkah[step]};color:{letters[step]}"


def matrix_widths() -> dict[str, int]:
    """Px of the columns of the matrix."""
    cells = dict.fromkeys((*KINDS, say("dokumen_kolom_lengkap")), 130)
    return {say("dokumen_kolom_opd"): 300, **cells}


def apkm(rows: Sequence[AgencyRow]) -> pd.DataFrame:
    """An agency a row: tagged sub-activities and how many answer each of the four."""
    import pandas as pd

    told = [row for row in rows if row.apkm is not None]
    frame: dict[str, list[object]] = {
        say("dokumen_kolom_opd"): [row.nama for row in told],
        say("dokumen_kolom_sub"): [row.apkm_dari for row in told],
    }
    for flag in _FLAGS:
        frame[say(f"dokumen_apkm_{flag}")] = [(row.apkm or {}).get(flag) for row in told]
    return pd.DataFrame(frame)


def owed(lines: Sequence[Line]) -> pd.DataFrame:
    """A document a row: status, rupiah that lack it, steps, who owes it."""
    import pandas as pd

    return pd.DataFrame(
        {
            say("dokumen_kolom_jenis"): [each.key.jenis for _, each in lines],
            say("dokumen_kolom_status"): [dokumen_words.status(each.status) for _, each in lines],
            say("dokumen_kolom_rupiah"): [float(each.rupiah) for _, each in lines],
            say("dokumen_kolom_nama_sub"): [sub.nama for sub, _ in lines],
            say("dokumen_kolom_opd"): [sub.opd for sub, _ in lines],
            say("dokumen_kolom_langkah"): [dokumen_words.steps(each) for _, each in lines],
            say("kolom_kode"): [sub.kode for sub, _ in lines],
            say("dokumen_kolom_nomor"): [each.nomor or "" for _, each in lines],
        }
    )


def owed_widths() -> dict[str, int]:
    """Px of the columns of the list."""
    return {
        say("dokumen_kolom_jenis"): 95, say("dokumen_kolom_status"): 155,
        say("dokumen_kolom_rupiah"): 140, say("dokumen_kolom_nama_sub"): 330,
        say("dokumen_kolom_opd"): 250,
    }  # fmt: skip


def counted(lines: Sequence[Line]) -> str:
    """How many documents and sub-activities a selection is."""
    subs = {(sub.kode_skpd, sub.kode) for sub, _ in lines}
    return say("dokumen_terpilih", jumlah=count(len(lines)), sub=count(len(subs)))
