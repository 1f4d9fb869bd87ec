"""The work list: one row a sub-activity of an agency, the most rupiah first, to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from pug_metrics.language import say
from pug_metrics.language.numbers import count, rupiah
from pug_metrics.metrics.suggestions import Reason, suggestions
from pug_metrics.metrics.tagging_work import UNDECIDED, WorkItem, WorkList, work_list

from . import downloads, numbers, penandaan_state, penandaan_words
from .penandaan_state import Work

if TYPE_CHECKING:
    import pandas as pd

PAGE = 100
_PAGE_KEY = "penandaan_halaman"
Suggested = dict[tuple[str, str], tuple[Reason, ...]]


def card(work: Work) -> tuple[WorkItem, ...]:
    """Draw the list; returns the entries that are chosen."""
    with st.container(border=True, key="kartu_daftar"):
        found = _asked(work)
        if not found.jumlah:
            _empty(work)
            return ()
        st.markdown(f"##### {_heading(work, found)}")
        st.caption(say(f"penandaan_cara_{'lihat' if work.closed else 'pilih'}"))
        rows = _table(work, found.items)
        if found.jumlah > PAGE:
            st.pagination(-(-found.jumlah // PAGE), key=_page_key(work))
    return tuple(found.items[row] for row in rows if row < len(found.items))


def _asked(work: Work) -> WorkList:
    page = int(st.session_state.get(_page_key(work)) or 1)
    found: WorkList = numbers.long(
        work_list, work.at, work.tab, work.sought, limit=PAGE, offset=(page - 1) * PAGE
    )
    return found


def _page_key(work: Work) -> str:
    sought = work.sought
    narrowed = f"{sought.opd}_{sought.program}_{sought.words}"
    return f"{_PAGE_KEY}_{work.at.daerah}_{work.at.tahun}_{work.at.tahapan}_{work.tab}_{narrowed}"


def table_key(work: Work) -> str:
    """The key of the table: a selection belongs to one list in one version of the data."""
    page = st.session_state.get(_page_key(work)) or 1
    return f"{_page_key(work)}_{page}_v{numbers.version().number}"


def _heading(work: Work, found: WorkList) -> str:
    by_account = bool(found.items) and found.items[0].kode_sub_kegiatan is None
    told = penandaan_words.units(found.jumlah, by_account=by_account)
    return say(
        f"penandaan_daftar_{work.tab}", jumlah=told, opd=count(found.opd),
        rupiah=rupiah(found.rupiah),
    )  # fmt: skip


def _empty(work: Work) -> None:
    narrowed = any((work.sought.opd, work.sought.program, work.sought.words))
    if narrowed:
        st.markdown(say("penandaan_kosong_saring"))
        st.button(say("penandaan_tampilkan_semua"), key="penandaan_tampilkan_semua",
                  on_click=penandaan_state.clear)  # fmt: skip
        return
    st.markdown(say(f"penandaan_kosong_{work.tab}"))


def suggested(work: Work, items: Sequence[WorkItem]) -> Suggested:
    """Suggestions for the entries that have a sub-activity."""
    units = tuple(
        (item.kode_skpd, item.kode_sub_kegiatan, item.nama)
        for item in items
        if item.kode_sub_kegiatan
    )
    found: Suggested = numbers.long(suggestions, work.at, units) if units else {}
    return found


def _table(work: Work, items: Sequence[WorkItem]) -> list[int]:
    event = st.dataframe(
        downloads.separated(_frame(work, items)), hide_index=True, key=table_key(work),
        on_select="rerun", selection_mode="multi-row", alt=say(f"penandaan_bagian_{work.tab}"),
        height=min(38 + 35 * len(items), 460),
        column_config=downloads.columns({
            say("penandaan_kolom_opd"): 210, say("penandaan_kolom_sub"): 330,
            say("penandaan_kolom_rupiah"): 150, say("penandaan_kolom_saran"): 420,
            say("penandaan_kolom_alasan"): 260, say("penandaan_kolom_program"): 240,
        }),
    )  # fmt: skip
    return list(event["selection"]["rows"])


def _frame(work: Work, items: Sequence[WorkItem]) -> pd.DataFrame:
    import pandas as pd

    told = {
        say("penandaan_kolom_sub"): [penandaan_words.name(item) for item in items],
        say("penandaan_kolom_rupiah"): [float(item.rupiah) for item in items],
        say("penandaan_kolom_opd"): [item.nama_skpd for item in items],
    }
    told |= _suggested(work, items) if work.tab == UNDECIDED else _decided(work, items)
    told |= {
        say("penandaan_kolom_program"): [item.nama_program or "" for item in items],
        say("penandaan_kolom_kode"): [item.code for item in items],
        say("penandaan_kolom_baris"): [item.baris for item in items],
    }
    return pd.DataFrame(told)


def _suggested(work: Work, items: Sequence[WorkItem]) -> dict[str, list[str]]:
    found = suggested(work, items)
    cells = [found.get((item.kode_skpd, item.kode_sub_kegiatan or ""), ()) for item in items]
    return {say("penandaan_kolom_saran"): [penandaan_words.suggested(each, work) for each in cells]}


def _decided(work: Work, items: Sequence[WorkItem]) -> dict[str, list[str]]:
    told = {
        say("penandaan_kolom_kategori"): [
            penandaan_words.tag(item.kategori_arg, item.bobot_arg) for item in items
        ],
        say("penandaan_kolom_alasan"): [item.alasan or "" for item in items],
        say("penandaan_kolom_penanda"): [item.penanda or "" for item in items],
    }
    if work.tab in ("DISETUJUI", "DITOLAK"):
        told[say("penandaan_kolom_penilai")] = [item.penilai or "" for item in items]
    if work.tab == "DITOLAK":
        told[say("penandaan_kolom_catatan")] = [item.catatan_penilai or "" for item in items]
    return told
