"""The difference in tables: what is new, changed, gone and the same, agencies, single rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import streamlit as st

from pug_metrics.datasets import Dataset, Kind, datasets
from pug_metrics.ingest import Report
from pug_metrics.ingest.changes import Change, PartDifference, ScopeDifference, Tally
from pug_metrics.ingest.outlook import reach
from pug_metrics.language import say
from pug_metrics.language.numbers import count, day, decimal, rupiah_full

from . import unggah_words, words

_AGENCIES, _SAMPLES = 12, 8


def reach_of(report: Report) -> str:
    """Whom the rows are about."""
    return unggah_words.reach(reach(report))


def tallies(part: PartDifference, rejected: int) -> None:
    """Rows and rupiah: in force now, in the file, and how the two differ."""
    total = part.total
    st.markdown(f"##### {say('ubah_perbandingan')}")
    lines = (
        (say("ubah_kini"), total.before), (say("ubah_di_berkas"), total.file),
        (f":green[+]\u00a0{say('ubah_kata_baru')}", total.new),
        (f":orange[~]\u00a0{say('ubah_kata_berubah')}", total.changed_after),
        (f":red[−]\u00a0{_gone_word(rejected)}", total.gone),
        (f"=\u00a0{say('ubah_kata_sama')}", total.same),
    )  # fmt: skip
    rows = {
        say("ubah_apa"): [name for name, _ in lines],
        say("unggah_sisih_baris"): [count(tally.rows) for _, tally in lines],
    }
    if part.measure:
        rows[say("unggah_sisih_rupiah")] = [_money(tally) for _, tally in lines]
    with st.container(key="unggah_angka_kanan"):
        st.table(rows, border="horizontal", hide_index=True)
    if rejected:
        st.caption(say("ubah_ditolak", baris=unggah_words.rows(rejected)))


def _gone_word(rejected: int) -> str:
    """How rows in force that are not among the good ones are named in a table."""
    return say("ubah_kata_hilang_ditolak" if rejected else "ubah_kata_hilang")


def _money(tally: Tally) -> str:
    return words.MISSING if tally.amount is None else rupiah_full(tally.amount)


def draw(part: PartDifference, *, named: bool, rejected: bool) -> None:
    """Changed cells, new rows, gone rows, and the agencies they belong to.

    ``rejected``: rows of the file were left out, so that a gone row may be one of them.
    """
    declared = datasets()[part.dataset]
    if named:
        st.markdown(f"##### {declared.title}")
    total = part.total
    kinds = {
        "berubah": (total.changed_after.rows, say("ubah_tab_berubah")),
        "baru": (total.new.rows, say("ubah_tab_baru")),
        "hilang": (total.gone.rows, unggah_words.capital(_gone_word(rejected))),
    }
    shown = {kind: pair for kind, pair in kinds.items() if pair[0]}
    agencies = [each for each in part.by_agency() if not each.tallies.nothing]
    titles = [f"{name} {count(number)}" for number, name in shown.values()]
    if agencies:
        titles.append(say("ubah_tab_opd"))
    if not titles:
        return
    tabs = st.tabs(titles)
    for tab, (kind, (number, _)) in zip(tabs, shown.items(), strict=False):
        with tab:
            _samples(kind, number, part, declared)
    if agencies:
        with tabs[-1]:
            _agencies(part.dataset, agencies, unggah_words.capital(_gone_word(rejected)))


def _samples(kind: str, number: int, part: PartDifference, declared: Dataset) -> None:
    found = [each for each in part.samples if each.kind == kind]
    shown = found[:_SAMPLES]
    if kind == "berubah":
        _changed(shown, declared)
    else:
        _plain(shown, declared, kind)
    if number > len(shown):
        st.caption(say("ubah_contoh", tampil=count(len(shown)), jumlah=count(number)))


def _changed(shown: Sequence[Change], declared: Dataset) -> None:
    """One line a cell: what is stored and what the file says."""
    lines = [(each, cell) for each in shown for cell in each.cells()]
    label = {column.name: str(column.label) for column in declared.columns}
    rows = {
        say("unggah_temuan_baris"): [count(each.row or 0) for each, _ in lines],
        say("ubah_baris_mana"): [_who(each, declared) for each, _ in lines],
        say("unggah_temuan_kolom"): [label.get(cell.column, cell.column) for _, cell in lines],
        say("ubah_lama"): [value(cell.old, cell.column, declared) for _, cell in lines],
        say("ubah_baru_nilai"): [f"**{value(c.new, c.column, declared)}**" for _, c in lines],
    }
    with st.container(key=f"lebar_unggah_ubah_{declared.name}"):
        st.table(rows, border="horizontal", hide_index=True)
    blocks = [
        f"{say('unggah_di_baris', baris=count(each.row or 0))} · {_who(each, declared)}  \n"
        f"{label.get(cell.column, cell.column)}: {value(cell.old, cell.column, declared)} → "
        f"**{value(cell.new, cell.column, declared)}**"
        for each, cell in lines
    ]
    with st.container(key=f"sempit_unggah_ubah_{declared.name}"):
        st.markdown("\n\n".join(blocks))


def _plain(shown: Sequence[Change], declared: Dataset, kind: str) -> None:
    """One line a row: its row in the file, what names it, its measure."""
    rows: dict[str, list[str]] = {}
    if kind == "baru":
        rows[say("unggah_temuan_baris")] = [count(each.row or 0) for each in shown]
    rows[say("ubah_baris_mana")] = [_who(each, declared) for each in shown]
    if declared.measure:
        name = declared.measure
        rows[str(declared.column(name).label)] = [
            value((each.new or each.old).get(name), name, declared) for each in shown
        ]
    with st.container(key=f"unggah_ubah_{kind}_{declared.name}"):
        st.table(rows, border="horizontal", hide_index=True)


def _who(each: Change, declared: Dataset) -> str:
    """What names a row: its key without region, year and stage; names where there are any."""
    held = each.new or each.old
    parts = []
    for name in declared.key:
        if name in ("kode_daerah", "tahun", "tahapan", "sampai_bulan") or name not in held:
            continue
        named = held.get(f"nama_{name.removeprefix('kode_')}")
        parts.append(str(named or held[name]))
    return words.markdown(" · ".join(dict.fromkeys(parts)))


def value(held: object, column: str, declared: Dataset) -> str:
    """A stored value as readers write it, safe within Markdown."""
    kind = declared.column(column).kind
    match held:
        case None:
            return f":gray[{say('selisih_kosong')}]"
        case bool():
            return say("templat_ya" if held else "templat_tidak")
        case Decimal() if kind is Kind.RUPIAH:
            return rupiah_full(held)
        case Decimal():
            return decimal(held, max(0, -int(held.normalize().as_tuple().exponent)))
        case date():
            return day(held)
        case _:
            return words.markdown(str(held))


def _agencies(dataset: str, agencies: Sequence[ScopeDifference], gone: str) -> None:
    every = len(agencies) <= _AGENCIES or st.toggle(
        say("ubah_opd_semua", jumlah=count(len(agencies))), key=f"unggah_ubah_opd_{dataset}"
    )
    shown = agencies if every else agencies[:_AGENCIES]
    rows = {
        say("ubah_opd"): [_agency(each) for each in shown],
        say("ubah_tab_baru"): [count(each.tallies.new.rows) for each in shown],
        say("ubah_tab_berubah"): [count(each.tallies.changed_after.rows) for each in shown],
        gone: [count(each.tallies.gone.rows) for each in shown],
        say("ubah_kini"): [_money(each.tallies.before) for each in shown],
        say("ubah_di_berkas"): [_money(each.tallies.file) for each in shown],
    }
    with st.container(key=f"unggah_opd_kanan_{dataset}"):
        st.table(rows, border="horizontal", hide_index=True)


def _agency(each: ScopeDifference) -> str:
    name = each.name or each.scope.kode_skpd or unggah_words.region(each.scope.kode_daerah)
    return words.markdown(name)
