"""The work list: one row a sub-activity of an agency, the most rupiah first, to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
_PICKED = "penandaan_terpilih_dari"
Suggested = dict[tuple[str, str, str], tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class Picked:
    """What was chosen in one list, as it stood in one version of the data."""

    where: str
    version: int
    items: tuple[WorkItem, ...]


def card(work: Work) -> tuple[WorkItem, ...]:
    """Draw the list; returns the entries that are chosen.

    In the run that first sees a newer version they are those chosen before, as they were seen: an
    action on them is then refused where somebody else was faster, instead of doing nothing.
    """
    found = _asked(work)
    now = Picked(_list_key(work), numbers.version().number, ())
    before: Picked | None = st.session_state.get(_PICKED)
    older = before is not None and before.where == now.where and before.version != now.version
    carried = before.items if before is not None and older else ()
    with st.container(border=True, key="kartu_daftar"):
        rows = _drawn(work, found, carried)
    chosen = tuple(found.items[row] for row in rows if row < len(found.items))
    st.session_state[_PICKED] = replace(now, items=chosen)
    return carried or chosen


def forget() -> None:
    """Begin without a choice: what was chosen has been done."""
    st.session_state.pop(_PICKED, None)


def _drawn(work: Work, found: WorkList, carried: Sequence[WorkItem]) -> list[int]:
    if not found.jumlah:
        _empty(work)
        return []
    st.markdown(f"##### {_heading(work, found)}")
    st.caption(say(f"penandaan_cara_{'lihat' if work.closed else 'pilih'}"))
    if carried:
        _tick(work, found.items, carried)
    rows = _table(work, found.items)
    if found.jumlah > PAGE:
        st.pagination(-(-found.jumlah // PAGE), key=_page_key(work))
    return rows


def _tick(work: Work, items: Sequence[WorkItem], carried: Sequence[WorkItem]) -> None:
    """Choose the same entries again in a table that another version has drawn anew."""
    wanted = {work.key(item) for item in carried}
    rows = [row for row, item in enumerate(items) if work.key(item) in wanted]
    selection = {"rows": rows, "columns": [], "cells": []}
    st.session_state.setdefault(table_key(work), {"selection": selection})


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
    return f"{_list_key(work)}_v{numbers.version().number}"


def _list_key(work: Work) -> str:
    return f"{_page_key(work)}_{st.session_state.get(_page_key(work)) or 1}"


def _heading(work: Work, found: WorkList) -> str:
    # A tag may name a whole agency: such a list counts decisions.
    kind = what(found.items) if work.tab == UNDECIDED else "keputusan"
    told = penandaan_words.units(found.jumlah, kind)
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


def unit(item: WorkItem) -> tuple[str, str, str]:
    """What suggestions know an entry by."""
    return item.kode_skpd, item.kode_sub_kegiatan or "", item.nama


def suggested(work: Work, items: Sequence[WorkItem]) -> Suggested:
    """Suggestions for the entries, by their ``unit``."""
    found: Suggested = numbers.long(suggestions, work.at, tuple(map(unit, items)))
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
        say(f"penandaan_kolom_{what(items)}"): [penandaan_words.name(item) for item in items],
        say("penandaan_kolom_rupiah"): [float(item.rupiah) for item in items],
        say("penandaan_kolom_opd"): [item.nama_skpd for item in items],
    }
    told |= _suggested(work, items) if work.tab == UNDECIDED else _decided(work, items)
    told |= {
        say("penandaan_kolom_program"): [item.nama_program or "" for item in items],
        say("penandaan_kolom_kode"): [item.code for item in items],
        say("penandaan_kolom_baris"): [item.baris for item in items],
    }
    # A column that says nothing only takes room: programmes of a file without them.
    return pd.DataFrame({name: cells for name, cells in told.items() if set(cells) != {""}})


def what(items: Sequence[WorkItem]) -> str:
    """What the entries are: ``sub`` activities, or ``rekening`` where none has one."""
    return "sub" if any(item.kode_sub_kegiatan for item in items) else "rekening"


def _suggested(work: Work, items: Sequence[WorkItem]) -> dict[str, list[str]]:
    found = suggested(work, items)
    cells = [found[unit(item)] for item in items]
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
