"""What was understood of a file, how its sums reconcile, what was found, what it lacks."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import streamlit as st

from pug_metrics.ingest import Finding, Report, Severity
from pug_metrics.ingest.outlook import reach
from pug_metrics.language import has, say
from pug_metrics.language.numbers import count, rupiah_full

from . import show, unggah_state, unggah_words, words

_PER_KIND = 4
_STEPS = ("unggah_tahap_pilih", "unggah_tahap_taruh", "unggah_tahap_periksa", "unggah_tahap_simpan")


def steps(at: int) -> None:
    """The four steps, the current one marked; ``at`` counts from 1."""
    parts = []
    for number, name in enumerate((say(key) for key in _STEPS), start=1):
        if number < at:
            parts.append(f":green[✓\u00a0{name}]")
        elif number == at:
            parts.append(f":violet-background[**{number}\u00a0{name}**]")
        else:
            parts.append(f":gray[{number}\u00a0{name}]")
    st.markdown("\u2003".join(parts))


def understood(report: Report) -> None:
    """Columns and sums side by side."""
    left, right = st.columns([16, 9], gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.markdown(f"##### {say('unggah_dipahami')}")
        st.caption(unggah_words.origin(report))
        if not report.questions:
            st.markdown(f":material/location_on: {unggah_words.reach(reach(report))}")
        _columns(report)
    with right, st.container(border=True, height="stretch"):
        _sums(report)


def _columns(report: Report) -> None:
    declared = unggah_state.dataset()
    read = unggah_words.read_columns(report)
    if read:
        with st.container(key="sempit_unggah_kolom"):
            blocks = (unggah_words.reading_block(each, declared) for each in read)
            st.markdown("\n\n".join(blocks))
        rows = {
            say("unggah_kolom_berkas"): [words.markdown(each.header) for each in read],
            say("unggah_kolom_dibaca"): [unggah_words.column_label(e, declared) for e in read],
            say("unggah_kolom_cara"): [each.way() for each in read],
            say("unggah_kolom_contoh"): [unggah_words.samples(each, declared) for each in read],
        }
        with st.container(key="lebar_unggah_kolom"):
            st.table(rows, border="horizontal", hide_index=True)
    unread = unggah_words.unread(report)
    if unread:
        facts = {"jumlah": count(len(unread)), "kolom": unggah_words.listed(unread)}
        st.caption(say("unggah_tidak_dibaca", **facts))


def _line(label: str, value: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(label, width="content")
        st.space("stretch")
        st.markdown(value, width="content")


def _money(amount: Decimal | None) -> str:
    return words.MISSING if amount is None else rupiah_full(amount)


def _sums(report: Report) -> None:
    sums = report.sums
    st.markdown(f"##### {_sums_title(report)}")
    rows = f":gray[{unggah_words.rows(report.diterima)}]"
    if sums.accepted is None and sums.declared is None:
        _line(say("unggah_siap"), f"**{rows}**")
    else:
        _line(f"{say('unggah_siap')} {rows}", _money(sums.accepted))
    if report.ditolak:
        rejected = unggah_words.rows(report.ditolak)
        _line(f"{say('unggah_ditolak')} :gray[{rejected}]", _money(sums.rejected))
    if sums.declared is not None:
        _line(f"**{say('unggah_total_berkas')}**", f"**{_money(sums.declared)}**")
        _line(*_difference(report))
    _set_aside(report)


def _differs(report: Report) -> bool:
    return "jumlah_berbeda" in report.counts


def _sums_title(report: Report) -> str:
    if report.sums.declared is None:
        return say("unggah_jumlah")
    if _differs(report):
        return f"{say('unggah_tidak_cocok')} :red[:material/error:]"
    return f"{say('unggah_cocok')} :green[:material/check_circle:]"


def _difference(report: Report) -> tuple[str, str]:
    colour, sign = ("red", "✕") if _differs(report) else ("green", "✓")
    amount = _money(report.sums.difference)
    return f":{colour}[{sign}\u00a0{say('unggah_selisih')}]", f":{colour}[{amount}]"


def _set_aside(report: Report) -> None:
    if not report.set_aside:
        return
    st.caption(say("unggah_disisihkan", baris=unggah_words.rows(report.disisihkan)))
    rows = {
        say("unggah_sisih_apa"): [words.markdown(each.label()) for each in report.set_aside],
        say("unggah_sisih_baris"): [count(each.rows) for each in report.set_aside],
        say("unggah_sisih_rupiah"): [_money(each.amount) for each in report.set_aside],
    }
    with st.container(key="unggah_sisih"):
        st.table(rows, border="horizontal", hide_index=True)


def findings(report: Report) -> None:
    """Findings by severity: what, where, how to mend it; a few of each kind, or all kept."""
    if not report.findings:
        return
    with st.container(border=True, key="unggah_temuan"):
        st.markdown(f"##### {say('unggah_temuan', jumlah=count(sum(report.counts.values())))}")
        with st.container(horizontal=True, vertical_alignment="center"):
            level = _severity_filter(report)
            st.space("stretch")
            every = st.toggle(say("unggah_tampil_semua"), key=unggah_state.key("semua"))
            st.download_button(
                say("unggah_unduh_temuan"), lambda: findings_csv(report),
                f"temuan_{report.file_name}.csv", "text/csv", key="unggah_unduh_temuan",
                on_click="ignore", icon=":material/download:", type="tertiary",
            )  # fmt: skip
        chosen = [f for f in report.findings if level is None or f.severity == level]
        if every:
            _all_findings(chosen)
        else:
            _some_findings(chosen, report)


def _severity_filter(report: Report) -> Severity | None:
    present = [level for level in Severity if report.count(level)]
    chosen = st.pills(
        say("unggah_saring"), present, key=unggah_state.key("tingkat"),
        format_func=lambda level: _severity_label(report, level), label_visibility="collapsed",
    )  # fmt: skip
    return None if chosen is None else Severity(chosen)


def _severity_label(report: Report, level: Severity) -> str:
    name = unggah_words.severity_name(level)
    return f"{unggah_words.sign(level)}\u00a0{name} {count(report.count(level))}"


def _headers() -> tuple[str, ...]:
    return (
        say("unggah_temuan_tingkat"),
        say("unggah_temuan_baris"),
        say("unggah_temuan_kolom"),
        say("unggah_temuan_nilai"),
        say("unggah_temuan_apa"),
        say("unggah_temuan_cara"),
    )


def _some_findings(chosen: list[Finding], report: Report) -> None:
    first = list(_first_of_kinds(chosen, report))
    rows = [_row(each) for each in first]
    table = {name: [row[place] for row in rows] for place, name in enumerate(_headers())}
    with st.container(key="lebar_unggah_temuan"):
        st.table(table, border="horizontal", hide_index=True)
    with st.container(key="sempit_unggah_temuan"):
        blocks = (e if isinstance(e, str) else unggah_words.finding_block(e) for e in first)
        st.markdown("\n\n".join(blocks))


def _row(each: Finding | str) -> tuple[str, ...]:
    return ("", "", "", "", each, "") if isinstance(each, str) else unggah_words.finding_cells(each)


def _first_of_kinds(chosen: list[Finding], report: Report) -> Iterator[Finding | str]:
    """The first findings of each kind, then a line that says how many more are like them."""
    shown: Counter[str] = Counter()
    for each in chosen:
        shown[each.kind] += 1
        if shown[each.kind] <= _PER_KIND:
            yield each
        rest = report.counts[each.kind] - _PER_KIND
        if shown[each.kind] == _PER_KIND and rest > 0:
            yield f":gray[{say('unggah_temuan_lain', jumlah=count(rest))}]"


def _all_findings(chosen: list[Finding]) -> None:
    rows = [_plain_cells(each) for each in chosen]
    table = {name: [row[place] for row in rows] for place, name in enumerate(_headers())}
    st.dataframe(table, hide_index=True, row_height=40)


def _plain_cells(each: Finding) -> tuple[str, ...]:
    level = f"{unggah_words.sign(each.severity)} {unggah_words.severity_name(each.severity)}"
    row = str(each.row) if each.row is not None else say("unggah_seluruh_berkas")
    return level, row, each.place(), each.value, each.sentence(), each.cure()


def findings_csv(report: Report) -> bytes:
    """All kept findings as CSV for a spreadsheet; a cell that looks like a formula is made text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_headers())
    for each in report.findings:
        cells = _plain_cells(each)
        writer.writerow(f"'{cell}" if cell[:1] in "=+-@\t" and cell else cell for cell in cells)
    return out.getvalue().encode("utf-8-sig")


def lacks(report: Report) -> None:
    """What the file does not hold and which figures that costs."""
    known = [say(f"kurang_{key}") for key in report.lacks if has(f"kurang_{key}")]
    if known and report.diterima:
        with st.container(border=True, key="unggah_kurang"):
            st.markdown(f"##### {say('unggah_kurang')}")
            show.bullets(known)
