"""Step three: what was found, by kind, worst first; the file back marked."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from pug_metrics.ingest import Finding, Report, Severity
from pug_metrics.ingest.giving_back import marked_workbook
from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.marking import marked_name

from . import session, show, unggah_ask, unggah_state, unggah_steps, unggah_words, words
from .unggah_state import FINDINGS

_PER_KIND = 5
_MOST = 100


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind: exact number, and the first ones."""

    kind: str
    severity: Severity
    times: int
    first: tuple[Finding, ...]


def draw(report: Report) -> None:
    """The finding of the step, the file back, filters, a card a kind."""
    show.title(_title(report))
    if not report.counts:
        st.markdown(say("temuan_tidak_ada_arti"))
    else:
        _downloads(report)
        _groups(report)
    unggah_steps.ways(FINDINGS, say("langkah_lanjut_perubahan"), _waiting(report))


def _title(report: Report) -> str:
    if not report.counts:
        return say("temuan_tidak_ada")
    parts = [
        unggah_words.counted(level, report.count(level))
        for level in Severity
        if report.count(level)
    ]
    said = unggah_words.capital(unggah_words.joined(parts))
    if not report.diterima:
        return f"{said}; {say('temuan_judul_tidak_ada')}"
    facts = {"masuk": count(report.diterima),
             "dari": unggah_words.rows(report.diterima + report.ditolak)}  # fmt: skip
    return f"{said}; {say('temuan_judul_masuk', **facts)}"


def _waiting(report: Report) -> str:
    open_ones = unggah_ask.waiting(report)
    if open_ones:
        return say("temuan_tunggu", langkah=unggah_steps.names()[2], daftar=open_ones)
    return "" if report.diterima else say("temuan_tunggu_perbaikan")


def _downloads(report: Report) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="unggah_unduhan"):
        marked_button(report, "unggah_unduh_bertanda")
        st.download_button(
            say("unggah_unduh_temuan"), session.later(lambda: findings_csv(report)),
            f"temuan_{report.file_name}.csv", "text/csv", key="unggah_unduh_temuan",
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip
        st.markdown(f":gray[{say('temuan_bertanda_arti')}]", width="content")


def marked_button(report: Report, key: str) -> None:
    """The user's own file back with every finding marked; made when it is asked for."""
    st.download_button(
        say("unggah_unduh_bertanda"), session.later(lambda: marked_workbook(report)),
        marked_name(report.data, report.file_name), key=key, on_click="ignore",
        icon=":material/ink_highlighter:", help=say("unggah_unduh_bertanda_arti"),
    )  # fmt: skip


def _groups(report: Report) -> None:
    level, text = _filters(report)
    found = groups(report, level, text)
    number = sum(each.times for each in found)
    if level is not None or text:
        facts = {"jumlah": count(number), "semua": count(sum(report.counts.values()))}
        st.caption(say("temuan_tersaring", **facts))
    if not found:
        st.markdown(say("temuan_saring_kosong"))
    for each in found:
        _group(each, report)


def _filters(report: Report) -> tuple[Severity | None, str]:
    present = [level for level in Severity if report.count(level)]
    with st.container(horizontal=True, vertical_alignment="center", key="unggah_saring"):
        chosen = st.pills(
            say("unggah_saring"), present, key=unggah_state.key("tingkat"),
            format_func=lambda level: _severity_label(report, level),
            label_visibility="collapsed", persist_state="session",
        )  # fmt: skip
        text = st.text_input(
            say("temuan_cari"), key=unggah_state.key("cari"), label_visibility="collapsed",
            placeholder=say("temuan_cari"), icon=":material/search:", width=320, live=True,
            persist_state="session",
        )  # fmt: skip
    return None if chosen is None else Severity(chosen), text.strip()


def _severity_label(report: Report, level: Severity) -> str:
    name = unggah_words.severity_name(level)
    return f"{unggah_words.sign(level)}\u00a0{name} {count(report.count(level))}"


def groups(report: Report, level: Severity | None = None, text: str = "") -> list[Group]:
    """Findings by kind, the gravest and most frequent first; numbers are exact with a filter too.

    ``text`` is looked for in column, value and row.
    """
    found: dict[tuple[Severity, str], list[Finding]] = {}
    numbers: dict[tuple[Severity, str], int] = {}
    for each in report.all_findings() if text else report.findings:
        key = (each.severity, each.kind)
        if (level is None or each.severity == level) and _fits(each, text):
            numbers[key] = numbers.get(key, 0) + 1
            if len(kept := found.setdefault(key, [])) < _MOST:
                kept.append(each)
    order = list(Severity)
    made = [
        Group(kind, severity, numbers[severity, kind] if text else report.counts[kind],
              tuple(found[severity, kind]))
        for severity, kind in found
    ]  # fmt: skip
    return sorted(made, key=lambda each: (order.index(each.severity), -each.times))


def _fits(each: Finding, text: str) -> bool:
    if not text:
        return True
    low = text.lower()
    return low in each.place().lower() or low in each.value.lower() or low == str(each.row or "")


def _group(each: Group, report: Report) -> None:
    first = each.first[0]
    # Words that differ by the value alone need no column of their own: the value has one.
    sentences = {one.sentence().replace(one.value, "") for one in each.first}
    with st.container(border=True, key=f"unggah_temuan_{each.severity}_{each.kind}"):
        times = f" :gray[· {say('temuan_kali', jumlah=count(each.times))}]" * (each.times > 1)
        st.markdown(
            f"{unggah_words.severity(each.severity)}\u2002"
            f"**{words.markdown(first.sentence())}**{times}"
        )
        cure = first.cure()
        if cure:
            st.markdown(f":material/build: {words.markdown(cure)}")
        placed = [one for one in each.first if one.row is not None]
        others = [one for one in each.first[1:] if one.row is None]
        if others:
            _others(others, cure)
        if placed:
            _rows(each, placed, report, differing=len(sentences) > 1)


def _others(others: list[Finding], cure: str) -> None:
    """Further findings of a kind about the whole file or a column: each has its own words."""
    lines = []
    for one in others:
        own = one.cure()
        more = f" :gray[{words.markdown(own)}]" if own and own != cure else ""
        lines.append(f"{words.markdown(one.sentence())}{more}")
    show.bullets(lines)


def _rows(each: Group, placed: list[Finding], report: Report, *, differing: bool) -> None:
    shown = placed[:_PER_KIND]
    if len(placed) > _PER_KIND and st.toggle(
        _more_words(each, len(placed)), key=unggah_state.key(f"semua_{each.kind}")
    ):
        shown = placed
    columns = {
        say("unggah_temuan_baris"): [count(one.row or 0) for one in shown],
        say("unggah_temuan_kolom"): [words.markdown(one.place()) for one in shown],
        say("unggah_temuan_nilai"): [unggah_words.code(one.value) for one in shown],
    }
    if len(report.sheets) > 1:
        sheets = {say("temuan_lembar"): [words.markdown(one.sheet) for one in shown]}
        columns = {**sheets, **columns}
    if differing:
        said = [words.markdown(one.sentence()) for one in shown]
        columns[say("unggah_temuan_apa")] = said
    with st.container(key=f"unggah_tabel_{each.kind}"):
        st.table(columns, border="horizontal", hide_index=True)


def _more_words(each: Group, held: int) -> str:
    if each.times > held:
        return say("temuan_lihat_pertama", tampil=count(held), jumlah=count(each.times))
    return say("temuan_lihat_semua", jumlah=count(each.times))


def findings_csv(report: Report) -> bytes:
    """All findings as CSV for a spreadsheet; a cell that looks like a formula is made text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_headers())
    for each in report.all_findings():
        cells = _plain_cells(each)
        writer.writerow(f"'{cell}" if cell[:1] in "=+-@\t" and cell else cell for cell in cells)
    return out.getvalue().encode("utf-8-sig")


def _headers() -> Iterator[str]:
    yield say("unggah_temuan_tingkat")
    yield say("temuan_lembar")
    yield say("unggah_temuan_baris")
    yield say("unggah_temuan_kolom")
    yield say("unggah_temuan_nilai")
    yield say("unggah_temuan_apa")
    yield say("unggah_temuan_cara")


def _plain_cells(each: Finding) -> tuple[str, ...]:
    level = f"{unggah_words.sign(each.severity)} {unggah_words.severity_name(each.severity)}"
    row = str(each.row) if each.row is not None else say("unggah_seluruh_berkas")
    return level, each.sheet, row, each.place(), each.value, each.sentence(), each.cure()
