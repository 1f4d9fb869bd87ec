"""The two tables of the page *Kesenjangan* as files: exact values, the data label in each row."""

from __future__ import annotations

import pyarrow as pa
import streamlit as st

from pug_metrics.export.table import lines_csv_bytes, named
from pug_metrics.language import say
from pug_metrics.metrics.issue_gaps import IssueGaps, Measured

from . import numbers, session


def issues(gaps: IssueGaps) -> None:
    """*Unduh* of every indicator with its places and its linked money."""
    _button(say("kesenjangan_unduh_indikator"), "indikator", issue_rows(gaps), gaps)


def loose(gaps: IssueGaps) -> None:
    """*Unduh* of the ARG that is linked to no indicator."""
    _button(say("kesenjangan_unduh_lepas"), "tanpa_indikator", loose_rows(gaps), gaps)


def _button(label: str, what: str, rows: pa.Table, gaps: IssueGaps) -> None:
    version = numbers.version().label
    parts = ["kesenjangan", what, *map(str, gaps.at.filters().values())]
    st.download_button(
        label, session.later(lambda: lines_csv_bytes(rows, version)),
        named(parts, version, "csv"), "text/csv", key=f"unduh_kesenjangan_{what}",
        on_click="ignore", type="tertiary", icon=":material/download:",
    )  # fmt: skip


def issue_rows(gaps: IssueGaps) -> pa.Table:
    """A row an indicator and place of its latest year; money stands in the row that is shown."""
    made = []
    for issue in gaps.issues:
        rest = [each for each in issue.places if each != issue.shown]
        money = {"pagu_tertaut": issue.pagu, "arg_tertaut": issue.klaim,
                 "arg_berdokumen_tertaut": issue.sah, "baris_tertaut": issue.baris,
                 "opd_tertaut": "; ".join(issue.agencies)}  # fmt: skip
        own = {"indikator": issue.indikator}
        made.append(own | _row(issue.shown, gaps) | {"perubahan_selisih": issue.change} | money)
        blank = dict.fromkeys(("perubahan_selisih", *money))
        made += [own | _row(each, gaps) | blank for each in rest]
    return pa.Table.from_pylist(made)


def _row(each: Measured, gaps: IssueGaps) -> dict[str, object]:
    return {
        "tahun": each.tahun, "kode_wilayah": each.kode_wilayah, "wilayah": each.nama,
        "laki_laki": each.laki_laki, "perempuan": each.perempuan, "satuan": each.satuan,
        "selisih": each.difference, "rasio_p_l": each.ratio, "selisih_relatif": each.relative,
        "dihitung_berselisih": gaps.differs(each), "sumber": each.sumber,
        "id_unggahan": each.id_unggahan, "baris": each.baris,
    }  # fmt: skip


def loose_rows(gaps: IssueGaps) -> pa.Table:
    """A row a sub-activity of an agency with ARG that no recorded indicator is linked to."""
    names = ("kode_skpd", "nama_skpd", "kode_sub_kegiatan", "nama_sub_kegiatan", "pagu", "klaim",
             "sah", "baris")  # fmt: skip
    return pa.table({name: [getattr(each, name) for each in gaps.loose] for name in names})
