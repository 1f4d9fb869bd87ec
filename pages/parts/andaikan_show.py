"""The page *Andaikan*: title, figures side by side, bars, verdicts of targets."""

from __future__ import annotations

import streamlit as st

from pug_metrics.charts.paired_bars import Pair, PairWords, paired_bars
from pug_metrics.language import say
from pug_metrics.language.numbers import percent, points
from pug_metrics.metrics.declaration import Unit
from pug_metrics.metrics.scenario_outlook import Outlook, Row
from pug_metrics.metrics.targets import Verdict

from . import andaikan_state, andaikan_words, drawings, receipts, session, show, words
from .andaikan_figures import Seen
from .target_show import verdict_words

_FORMS = (("lebar", "layar"), ("sempit", "ponsel"))


def head(seen: Seen) -> None:
    """The finding, that it is no data, and what could not be read or kept."""
    show.title(andaikan_words.title(seen))
    st.warning(say("andaikan_bukan_data"), icon=":material/science:")
    if told := andaikan_state.failed():
        st.error(words.markdown(told), icon=":material/error:")
    if not seen.fits:
        st.info(say("andaikan_terlalu_panjang"), icon=":material/link_off:")


def _titled(seen: Seen) -> list[str]:
    return [say("andaikan_kini"), *(each.nama for each in seen.comparison.outlooks[1:])]


def comparison(seen: Seen) -> None:
    """Now and the scenarios side by side: bars of the shares, then every figure."""
    now = seen.comparison.outlooks[0]
    with st.container(border=True, key="kartu_andaikan"):
        with st.container(horizontal=True, gap="small"):
            with st.container(gap="xxsmall"):
                told = words.measure(now.results["arg_share"])
                show.heading(say("andaikan_sanding"), words.markdown(told))
            receipts.button(now.results["arg_share"], "andaikan_klaim",
                            label=say("andaikan_dari_mana"))  # fmt: skip
        _bars(seen)
        with st.container(key="luas_andaikan"):
            st.table(_columns(seen), border="horizontal", hide_index=True)
        with st.container(key="ramping_andaikan"):
            st.markdown("\n\n".join(_block(seen, row) for row in seen.comparison.rows))
        for name in (
            each.nama for each, why in zip(seen.scenarios, seen.errors, strict=True) if why
        ):
            st.caption(say("andaikan_tidak_ikut", nama=words.markdown(name)))
        label = seen.own.label if seen.own else now.label
        st.caption(words.markdown(say("andaikan_kaki", data=label)))


def _bars(seen: Seen) -> None:
    names = _titled(seen)
    rows = [_pair(names[i], i, each) for i, each in enumerate(seen.comparison.outlooks)]
    said = PairWords(
        sah=say("ringkasan_berdokumen"), klaim=say("ringkasan_ditandai"),
        selisih=say("opd_selisih"),
        catatan=say("andaikan_kaki", data=seen.comparison.outlooks[-1].label),
    )  # fmt: skip
    for form, scale in _FORMS:
        figure = drawings.of(paired_bars, rows, said, session.chart_theme(scale))
        with st.container(key=f"{form}_andaikan"):
            show.chart(figure, f"grafik_andaikan_{form}", andaikan_words.title(seen))


def _pair(name: str, place: int, each: Outlook) -> Pair:
    sah, klaim = (each.values[kode].nilai for kode in ("arg_share_documented", "arg_share"))
    if sah is None or klaim is None:
        reason = say(f"alasan_{each.values['arg_share'].alasan}")
        return Pair(str(place), name, None, None, reason, "", "")
    return Pair(
        str(place), name, sah, klaim, percent(sah, 2), percent(klaim, 2), points(klaim - sah, 2)
    )  # fmt: skip


def _columns(seen: Seen) -> dict[str, list[str]]:
    rows, names = seen.comparison.rows, _titled(seen)
    found = {
        say("andaikan_kolom_ukuran"): [words.markdown(row.judul) for row in rows],
        names[0]: [andaikan_words.exact(row.nilai[0], row.unit) for row in rows],
    }
    for place, name in enumerate(names[1:]):
        heading = _heading(name, found)
        found[heading] = [_cell(row, place) for row in rows]
    return found


def _heading(name: str, taken: dict[str, list[str]]) -> str:
    """The name of a scenario as a column; the same name twice is told apart by a mark."""
    told = words.markdown(name)
    while told in taken:
        told += " ·"
    return told


def _cell(row: Row, place: int) -> str:
    figure = andaikan_words.exact(row.nilai[place + 1], row.unit)
    return f"**{figure}**  \n:small[{row.words(place)}]"


def _block(seen: Seen, row: Row) -> str:
    """One measure for a narrow screen."""
    names = _titled(seen)
    lines = [f"**{words.markdown(row.judul)}**"]
    lines.append(f"{names[0]}: {andaikan_words.exact(row.nilai[0], row.unit)}")
    for place, name in enumerate(names[1:]):
        figure = andaikan_words.exact(row.nilai[place + 1], row.unit)
        lines.append(f"{words.markdown(name)}: **{figure}**, {row.words(place)}")
    return "  \n".join(lines)


def targets(seen: Seen) -> None:
    """The verdict of every target now and in each scenario; only where there is a target."""
    now = seen.comparison.outlooks[0]
    if not now.targets:
        return
    turned = [each for each in now.targets if _turns(seen, each)]
    with st.container(border=True, key="kartu_andaikan_target"):
        key = "andaikan_target_berubah" if turned else "andaikan_target_tetap"
        show.heading(say(key, jumlah=str(len(turned)), semua=str(len(now.targets))))
        with st.container(key="luas_andaikan_target"):
            st.table(_verdicts(seen), border="horizontal", hide_index=True)
        with st.container(key="ramping_andaikan_target"):
            st.markdown("\n\n".join(_verdict_block(seen, each) for each in now.targets))


def _verdicts(seen: Seen) -> dict[str, list[str]]:
    asked = seen.comparison.outlooks[0].targets
    found = {say("andaikan_kolom_target"): [_target(one) for one in asked]}
    for each, name in zip(seen.comparison.outlooks, _titled(seen), strict=True):
        found[_heading(name, found)] = [_judged(_same(each, one), "  \n") for one in asked]
    return found


def _verdict_block(seen: Seen, one: Verdict) -> str:
    """One target for a narrow screen."""
    lines = [f"**{_target(one)}**"]
    for each, name in zip(seen.comparison.outlooks, _titled(seen), strict=True):
        lines.append(f"{words.markdown(name)}: {_judged(_same(each, one), ' ')}")
    return "  \n".join(lines)


def _same(each: Outlook, one: Verdict) -> Verdict | None:
    about = _about(one)
    return next((other for other in each.targets if _about(other) == about), None)


def _about(one: Verdict) -> tuple[object, ...]:
    return one.metric.name, one.grain, one.kode, one.label_2, one.basis


def _turns(seen: Seen, one: Verdict) -> bool:
    others = (_same(each, one) for each in seen.comparison.outlooks[1:])
    return any(other is not None and other.code is not one.code for other in others)


def _target(one: Verdict) -> str:
    unit = " · ".join(part for part in (one.label, one.label_2) if part)
    goal = words.figure(float(one.target.value), one.metric.unit) if one.target else words.MISSING
    facts = {"metrik": str(one.metric.title), "unit": unit, "target": goal}
    return words.markdown(say("andaikan_target", **facts))


def _judged(one: Verdict | None, between: str) -> str:
    if one is None:
        return words.MISSING
    unit: Unit = one.metric.unit
    told = words.exact(one.actual, unit, None if one.actual is not None else "DATA_KOSONG")
    return f"{told}{between}{verdict_words(one)}"
