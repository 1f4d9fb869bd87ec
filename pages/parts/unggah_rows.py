"""What became of every row of the file, and whether the sums reconcile."""

from __future__ import annotations

from decimal import Decimal
from html import escape

import pyarrow as pa
import streamlit as st

from pug_metrics.ingest import Report, SetAside
from pug_metrics.language import say
from pug_metrics.language.numbers import count, rupiah_full

from . import session, unggah_words, words

_LISTED = 60


def account(report: Report) -> None:
    """One sentence and a bar: read = in + rejected + set aside; and the sums under it."""
    left, right = st.columns([1, 1], gap="large") if _summed(report) else (st.container(), None)
    with left:
        st.markdown(f"##### {_sentence(report)}")
        _bar(report)
        _set_aside(report)
    if right is not None:
        with right:
            _sums(report)


def _summed(report: Report) -> bool:
    return report.sums.accepted is not None or report.sums.declared is not None


def _sentence(report: Report) -> str:
    facts = {"dibaca": unggah_words.rows(report.dibaca), "masuk": count(report.diterima),
             "ditolak": count(report.ditolak), "disisihkan": count(report.disisihkan)}  # fmt: skip
    return say("neraca_menunggu" if unggah_words.unjudged(report) else "neraca_baris", **facts)


def _left_out(report: Report) -> str:
    """How rows that do not go in are named: rejected, or not judged yet."""
    return say("neraca_belum_dinilai" if unggah_words.unjudged(report) else "unggah_ditolak")


def _bar(report: Report) -> None:
    """Shares of the rows; a part that holds any row stays wide enough to be seen."""
    colours = session.chart_theme().warna
    later = unggah_words.unjudged(report)
    bad = colours.awas if later else colours.kurang
    parts = (
        (report.diterima, colours.arg_sah, say("neraca_masuk")),
        (report.ditolak, bad, _left_out(report)),
        (report.disisihkan, colours.non_arg, say("neraca_disisihkan")),
    )
    shown = [each for each in parts if each[0]]
    strips = "".join(
        f'<div style="flex:{number} 0 10px;background:{colour}"></div>'
        for number, colour, _ in shown
    )
    names = "".join(
        f'<span><i style="background:{colour}"></i>{escape(name)} {count(number)}</span>'
        for number, colour, name in shown
    )
    spoken = escape(_sentence(report), quote=True)
    st.html(
        f'<div class="pug-neraca" role="img" aria-label="{spoken}"><div>{strips}</div></div>'
        f'<div class="pug-neraca-kunci">{names}</div>'
    )


def _line(label: str, value: str) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        st.markdown(label, width="stretch")
        st.markdown(value, width="content")


def _money(amount: Decimal | None) -> str:
    return words.MISSING if amount is None else rupiah_full(amount)


def _sums(report: Report) -> None:
    sums = report.sums
    st.markdown(f"##### {_sums_title(report)}")
    _line(say("neraca_masuk"), _money(sums.accepted))
    if report.ditolak:
        _line(_left_out(report), _money(sums.rejected))
    if sums.declared is not None:
        _line(f"**{say('unggah_total_berkas')}**", f"**{_money(sums.declared)}**")
        _line(*_difference(report))


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
    title = say("unggah_disisihkan", baris=unggah_words.rows(report.disisihkan))
    with st.expander(title, icon=":material/filter_list:", key="unggah_sisih"):
        for each in report.set_aside:
            amount = "" if each.amount is None else f" · {rupiah_full(each.amount)}"
            st.markdown(
                f"**{words.markdown(each.label())}** · {unggah_words.rows(each.rows)}{amount}  \n"
                f":small[:gray[{which(each)}]]"
            )


def which(each: SetAside) -> str:
    """The rows in the file as spans: ``baris 5, 17, 23–40``."""
    rows = each.which.to_pylist() if isinstance(each.which, pa.Array | pa.ChunkedArray) else []
    if not rows:
        return ""
    parts = spans(rows)
    text = ", ".join(parts[:_LISTED])
    more = len(parts) - _LISTED
    if more > 0:
        text = say("unggah_dan_lain", daftar=text, jumlah=count(more))
    return say("unggah_di_baris", baris=text)


def spans(rows: list[int]) -> list[str]:
    """Rows in order, neighbours together."""
    found: list[list[int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    return [count(a) if a == b else f"{count(a)}–{count(b)}" for a, b in found]
