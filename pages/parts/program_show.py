"""The Program page: search, breadcrumb, areas, table, lines."""

from __future__ import annotations

import streamlit as st

from pug_metrics.charts.area_blocks import area_blocks
from pug_metrics.language import say
from pug_metrics.language.numbers import count, percent, rupiah
from pug_metrics.metrics import findings_tree
from pug_metrics.metrics.answer import part
from pug_metrics.metrics.findings_tree import Node

from . import (
    budget_lines,
    downloads,
    filters,
    program_figures,
    program_rows,
    program_words,
    session,
    show,
    words,
)
from .program_figures import Branch

_SOUGHT, _INTO = "program_cari", "program_masuk"
# Narrowest width on a wide screen, and heights with and without areas in areas, in px.
_WIDE, _TALL, _TALL_FLAT = 1040, 470, 300


def head(branch: Branch) -> None:
    """Title, what the branch is, what the file lacks."""
    show.title(program_words.title(branch), program_words.lead(branch))
    show.warnings(branch.result)
    missing = program_words.lacking(branch)
    if missing:
        st.info(missing, icon=":material/info:")
    if str(filters.basis()) != str(branch.result.basis):
        st.caption(say("program_basis"))


def search(branch: Branch) -> None:
    """A search over every branch of the tree, and a box that leads one level deeper."""
    with st.container(horizontal=True, vertical_alignment="center", key="program_kendali"):
        sought = st.text_input(
            say("program_cari"), key=_SOUGHT, placeholder=say("program_cari"), max_chars=80,
            icon=":material/search:", label_visibility="collapsed",
        )  # fmt: skip
        if branch.children:
            _deeper(branch)
    if (sought or "").strip():
        _results(branch, str(sought))


def _results(branch: Branch, sought: str) -> None:
    found, every = findings_tree.search(branch.tree, sought)
    with st.container(border=True, key="program_hasil"):
        if not found:
            st.markdown(say("program_cari_kosong"))
            return
        st.caption(say("program_cari_hasil", ada=count(len(found)), jumlah=count(every)))
        for node in found:
            _found(node)


def _found(node: Node) -> None:
    told = f"{node.kode}  {program_words.short(node, 90)}"
    facts = f"{say(f'butir_{node.butir}')} · {rupiah(node.pagu)}"
    st.button(
        f"{words.markdown(told)} :small[:gray[{facts}]]", key=f"program_temu_{node.jalur}",
        type="tertiary", on_click=_open, args=(node.jalur,),
    )  # fmt: skip


def _open(path: str) -> None:
    st.session_state[_SOUGHT] = ""
    program_figures.go(path)


def trail(branch: Branch) -> None:
    """The breadcrumb, each step a way back."""
    nodes = branch.tree.trail(branch.path)
    with st.container(
        horizontal=True, vertical_alignment="center", key="program_remah", gap="small"
    ):
        _crumb(say("program_akar"), "", last=not nodes)
        for node in nodes:
            _crumb(
                f"{node.kode} {program_words.short(node, 34)}", node.jalur,
                last=node.jalur == branch.path,
            )  # fmt: skip


def _crumb(name: str, path: str, *, last: bool) -> None:
    arrow = ":material/chevron_right: " if path else ""
    if last:
        st.markdown(f"{arrow}**{words.markdown(name)}**", width="content")
        return
    st.button(
        f"{arrow}{words.markdown(name)}", key=f"program_remah_{path}", type="tertiary",
        on_click=program_figures.go, args=(path,),
    )  # fmt: skip


def _deeper(branch: Branch) -> None:
    names = {node.jalur: f"{node.kode} {node.nama}" for node in branch.children}
    level = say(f"butir_{branch.next_level}").lower()
    key = f"{_INTO}_{branch.path}"
    st.selectbox(
        say("program_masuk", jenis=level), list(names), index=None, key=key, width=300,
        placeholder=say("program_masuk", jenis=level), format_func=lambda path: names[path],
        label_visibility="collapsed", on_change=_into, args=(key,),
    )  # fmt: skip


def _into(key: str) -> None:
    path = st.session_state.get(key)
    if path:
        program_figures.go(str(path))


def areas(branch: Branch) -> None:
    """The areas of the level below, their reading, source and tools."""
    if not branch.children:
        return
    told = program_words.areas(branch)
    with st.container(border=True, key="kartu_bidang"):
        show.heading(told)
        st.caption(program_words.subtitle(branch))
        for form, scale in (("lebar", "layar"), ("sempit", "ponsel")):
            theme = session.chart_theme(scale)
            blocks = program_rows.blocks(branch.tree, branch.children)
            tall = _TALL if any(block.isi for block in blocks) else _TALL_FLAT
            figure = area_blocks(
                blocks, program_rows.steps(titled=form == "lebar"),
                theme.at(_WIDE, tall) if form == "lebar" else theme,
                note=words.data_label(branch.result), empty_text=say("program_tanpa_pagu"),
            )  # fmt: skip
            with st.container(key=f"{form}_program"):
                key = f"grafik_program_{form}_{branch.path}"
                show.chart(figure, key, told, on_pick=_pick)
        st.markdown(program_words.untagged(branch))
        show.foot(branch.result)
        show.tools(branch.result, told, "program", receipt=True)


def _pick(path: str) -> None:
    if path:
        program_figures.go(path)


def contents(branch: Branch) -> None:
    """The table of the level below; at the lowest level the budget lines."""
    with st.container(border=True, key="kartu_isi"):
        if branch.children:
            _table(branch)
        else:
            _lines(branch)


def _table(branch: Branch) -> None:
    level = say(f"butir_{branch.next_level}").lower()
    show.heading(
        say("program_tabel", jumlah=count(len(branch.children)), jenis=level),
        say("program_tabel_arti"),
    )
    key = f"tabel_program_{branch.path}"
    st.dataframe(
        downloads.separated(program_rows.table(branch.children)), hide_index=True, key=key,
        on_select=lambda: _row(branch, key), selection_mode="single-row", alt=say("tampil_tabel"),
        column_config=downloads.columns(program_rows.widths()),
    )  # fmt: skip


def _row(branch: Branch, key: str) -> None:
    rows = st.session_state[key].selection.rows
    if rows:
        program_figures.go(branch.children[rows[0]].jalur)


def _lines(branch: Branch) -> None:
    sentence = program_words.title(branch)
    show.heading(say("program_baris"), say("program_baris_ukuran", tahapan=words.stage(branch.at)))
    if branch.amounts[1]:
        st.markdown(_share(branch))
    budget_lines.draw(branch.narrowed, "program")
    show.foot(branch.result)
    show.tools(branch.result, sentence, "program_baris", receipt=True)


def _share(branch: Branch) -> str:
    pagu, klaim, sah = branch.amounts
    return say(
        "program_baris_bagian", klaim=rupiah(klaim), sah=rupiah(sah),
        persen=percent(part(klaim, pagu) or 0),
    )  # fmt: skip
