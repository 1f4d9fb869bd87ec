"""The scenario as a proposal (XLSX, CSV) and all scenarios as a file that can be read again."""

from __future__ import annotations

import json

import pyarrow as pa
import streamlit as st

from pug_metrics.errors import PugError
from pug_metrics.export.proposal import Proposal, comparison_table, proposal_bytes
from pug_metrics.export.table import lines_csv_bytes, named
from pug_metrics.language import say
from pug_metrics.metrics.scenario import to_plain
from pug_metrics.metrics.scenario_lines import lines_before_after

from . import andaikan_state, andaikan_words, copying, filters, numbers, session, show, words
from .andaikan_figures import Seen

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DROPPED = "andaikan_berkas"


def card(seen: Seen) -> None:
    """Downloads, the link, and the way back from a file."""
    with st.container(border=True, key="kartu_andaikan_berkas"):
        show.heading(say("andaikan_berkas_judul"), say("andaikan_berkas_arti"))
        with st.container(horizontal=True, gap="small", key="alat_andaikan"):
            if seen.own is not None and seen.scenario.langkah:
                _proposal(seen)
            st.download_button(
                say("andaikan_unduh_json"), json_bytes(seen), _name(seen, "skenario", "json"),
                "application/json", key="andaikan_unduh_json", on_click="ignore", type="tertiary",
                icon=":material/data_object:",
            )  # fmt: skip
            if seen.fits:
                copying.link("andaikan")
        _take()


def json_bytes(seen: Seen) -> bytes:
    """All scenarios as JSON; the page reads it again."""
    plain = {"keterangan": say("andaikan_bukan_data"), **to_plain(seen.scenarios)}
    return json.dumps(plain, ensure_ascii=False, indent=2).encode()


def _proposal(seen: Seen) -> None:
    label, now = (seen.own.label if seen.own else ""), seen.comparison.outlooks[0].label
    st.download_button(
        say("andaikan_unduh_xlsx"), session.later(lambda: proposal_bytes(proposal(seen))),
        _name(seen, "usulan", "xlsx"), _XLSX, key="andaikan_unduh_xlsx", on_click="ignore",
        type="tertiary", icon=":material/download:",
    )  # fmt: skip
    st.download_button(
        say("andaikan_unduh_baris"), session.later(lambda: lines_csv_bytes(_lines(seen), label)),
        _name(seen, "baris", "csv"), "text/csv", key="andaikan_unduh_baris", on_click="ignore",
        type="tertiary", icon=":material/download:",
    )  # fmt: skip
    st.download_button(
        say("andaikan_unduh_angka"),
        session.later(lambda: lines_csv_bytes(comparison_table(seen.comparison), now)),
        _name(seen, "angka", "csv"), "text/csv", key="andaikan_unduh_angka", on_click="ignore",
        type="tertiary", icon=":material/download:",
    )  # fmt: skip


def _lines(seen: Seen) -> pa.Table:
    return numbers.long(lines_before_after, seen.at, seen.scenario)


def proposal(seen: Seen) -> Proposal:
    """What the workbook of the scenario that is worked on holds."""
    known = andaikan_words.named(seen.choices)
    place, own = seen.column or 0, seen.own
    now = seen.comparison.outlooks[0]
    steps = [
        words.plain(andaikan_words.step(known, step, amount))
        for step, amount in zip(seen.scenario.langkah, seen.amounts, strict=True)
    ]
    told = {
        say("andaikan_ket_status"): say("andaikan_bukan_data"),
        say("andaikan_ket_daerah"): filters.region().nama,
        say("andaikan_ket_tahapan"): words.stage(seen.at),
        say("ekspor_ket_basis"): say(f"basis_{seen.basis}"),
        say("andaikan_ket_cara"): say("andaikan_cara_hitung"),
        say("ekspor_ket_data"): words.foot(now.results["arg_share"]),
    }
    return Proposal(
        words.plain(andaikan_words.title(seen)), own.label if own else "", tuple(steps),
        seen.comparison, place, _lines(seen), told,
    )  # fmt: skip


def _name(seen: Seen, what: str, suffix: str) -> str:
    at = seen.at
    label = seen.own.label if seen.own else numbers.version().label
    parts = ["andaikan", what, str(at.daerah), str(at.tahun), str(at.tahapan), str(seen.basis)]
    return named(parts, label, suffix)


def _take() -> None:
    turn = st.session_state.setdefault(f"{_DROPPED}_ke", 0)
    dropped = st.file_uploader(
        say("andaikan_unggah"), "json", key=f"{_DROPPED}_{turn}", max_upload_size=1
    )
    if dropped is None:
        return
    st.session_state[f"{_DROPPED}_ke"] = turn + 1
    try:
        andaikan_state.take_file(dropped.getvalue())
    except PugError as error:
        andaikan_state.fail(error)
    st.rerun()
