"""The columns of the file: header as written, what it means (changed in place), how it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from pug_metrics.datasets import Dataset, datasets
from pug_metrics.ingest import ColumnReading, Report
from pug_metrics.ingest.report import Choice
from pug_metrics.ingest.suggesting import GROUP, label_of, letters
from pug_metrics.language import say
from pug_metrics.language.numbers import count

from . import unggah_ask, unggah_state, unggah_words, words

_WIDTHS = (4, 5, 8)


@dataclass(frozen=True, slots=True)
class _Line:
    """A column of the file: how an answer names it, its reading, the choice about it, if any."""

    key: str
    reading: ColumnReading
    choice: Choice | None = None
    needed: bool = False


def table(known: dict[tuple[str, str, str], Choice], report: Report) -> None:
    """Columns to be decided first, then those that are read, the others folded away."""
    declared = datasets()[report.dataset]
    lines = _lines(known, report)
    needed = [each for each in lines if each.needed]
    read = [each for each in lines if each.reading.column and not each.needed]
    likely = [each for each in lines if not each.reading.column and each.choice and not each.needed]
    rest = [each for each in lines if each not in (*needed, *read, *likely)]
    taken = {each.reading.column: each.key for each in lines if each.reading.column}
    _heads()
    for each in (*needed, *likely, *read):
        _row(each, declared, taken)
    if rest:
        names = unggah_words.listed([each.reading.header for each in rest])
        title = say("unggah_tidak_dibaca", jumlah=count(len(rest)), kolom=names)
        with st.expander(title, icon=":material/visibility_off:"):
            for each in rest:
                _row(each, declared, taken)


def _lines(known: dict[tuple[str, str, str], Choice], report: Report) -> list[_Line]:
    choices = {each.column: each for each in unggah_ask.live(known, report, "kolom")}
    open_ones = {each.column for each in report.choices if each.kind == "kolom"}
    headers = Counter(each.header for each in report.columns)
    lines = []
    for each in report.columns:
        key = _key(each, headers, report)
        choice = choices.pop(key, None)
        lines.append(_Line(key, each, choice, key in open_ones))
    for key, choice in choices.items():
        header = choice.subject if key == GROUP else key
        now = unggah_ask.answered(choice) or ""
        reading = ColumnReading(header, now, "petunjuk" if now else "tidak_dibaca")
        lines.append(_Line(key, reading, choice, key in open_ones))
    return lines


def _key(each: ColumnReading, headers: Mapping[str, int], report: Report) -> str:
    """How an answer names the column; empty where its header stands twice and it is not read."""
    if each.header and headers[each.header] == 1:
        return each.header
    cell = report.naming.cells.get(each.column) if each.column else None
    return "" if cell is None else f"{each.header} [{letters(cell + 1)}]".strip()


def _heads() -> None:
    heads = (say("unggah_kolom_berkas"), say("unggah_kolom_dibaca"), say("kolom_cara_contoh"))
    with st.container(key="lebar_unggah_tajuk"):
        for place, head in zip(st.columns(_WIDTHS), heads, strict=True):
            place.markdown(f":small[:gray[{head}]]")


def _row(line: _Line, declared: Dataset, taken: Mapping[str, str]) -> None:
    left, middle, right = st.columns(_WIDTHS, vertical_alignment="center")
    with left:
        mark = f"  \n:orange[:small[{say('kolom_perlu')}]]" if line.needed else ""
        st.markdown(f"{words.markdown(line.reading.header)}{mark}")
    with middle:
        _meaning(line, declared, taken)
    with right:
        if line.reading.column:
            shown = unggah_words.samples(line.reading, declared)
            st.markdown(f":small[:gray[{line.reading.way()}]]  \n:small[{shown}]")
        elif line.needed or line.choice:
            st.markdown(f":small[:gray[{say('kolom_belum')}]]")


def _meaning(line: _Line, declared: Dataset, taken: Mapping[str, str]) -> None:
    """The meaning of a column as a field; likely ones stand first, then all others, then none."""
    if not line.key:
        st.markdown(f":gray[{say('cara_baca_tidak_dibaca')}]")
        return
    likely = [name for name, _ in line.choice.options] if line.choice else []
    offered = [line.reading.column, *likely, *(column.name for column in declared.columns)]
    names = [name for name in dict.fromkeys(offered) if name] + [""]
    name = f"kolom_{line.key}"
    undecided = line.needed and line.key not in unggah_state.given().columns
    now = None if undecided else line.reading.column

    def changed() -> None:
        chosen = unggah_state.shown(name)
        if chosen is not None:
            _take(line.key, str(chosen), taken)

    st.selectbox(
        say("kolom_arti_dari", kolom=words.plain(line.reading.header)), names,
        index=None if now is None else 0, key=unggah_state.seat(name, now),
        placeholder=say("kolom_pilih"), format_func=lambda each: _label(each, declared),
        label_visibility="collapsed", on_change=changed, filter_mode="fuzzy",
    )  # fmt: skip


def _label(name: str, declared: Dataset) -> str:
    return str(label_of(declared, name)) if name else say("kolom_jangan_dibaca")


def _take(key: str, name: str, taken: Mapping[str, str]) -> None:
    """Answer a column; another one that was read as the same is no longer read."""
    columns = {**unggah_state.given().columns, key: name}
    other = taken.get(name)
    if name and other and other != key:
        columns[other] = ""
    unggah_state.answer(columns=columns)
