"""The page *Target*: counts in the title, a card a metric, each target with figure and verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

import pyarrow as pa
import streamlit as st

from pug_metrics.export.table import lines_csv_bytes, named
from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.metrics.declaration import Grain, Metric
from pug_metrics.metrics.result import Result
from pug_metrics.metrics.target_list import TargetList, target_list
from pug_metrics.metrics.targets import Code, Direction, Verdict, sentence

from . import filters, links, numbers, receipts, session, show, words

_KEY, _ALL = "vonis", "semua"
_LOOKS = {
    Code.TERCAPAI: ("green", ":material/check_circle:"),
    Code.MENDEKATI: ("orange", ":material/adjust:"),
    Code.BELUM: ("red", ":material/cancel:"),
    Code.BELUM_DAPAT_DINILAI: ("gray", ":material/help:"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The targets of one metric on one basis, the region first."""

    metric: Metric
    judged: tuple[tuple[Verdict, Result], ...]


def ask() -> TargetList:
    """The targets of the region and year of the frame, at its stage."""
    return numbers.find(target_list, filters.slice_())  # type: ignore[no-any-return]


def nothing(found: TargetList) -> None:
    """No target of the year: what brings one."""
    year = str(filters.slice_().tahun)
    show.title(say("capaian_kosong_judul", tahun=year))
    with st.container(border=True):
        st.markdown(say("capaian_kosong"))
        show.way(say("capaian_kosong_tombol"), "unggah", "capaian_unggah",
                 unggah_dataset="target_metrik")  # fmt: skip
    _unknown(found)


def head(found: TargetList) -> None:
    """How many targets are reached, near, not reached, not to be judged."""
    counts = found.counts
    rest = [
        say(f"capaian_sisa_{code}", jumlah=count(counts[code]))
        for code in (Code.MENDEKATI, Code.BELUM, Code.BELUM_DAPAT_DINILAI)
        if counts.get(code)
    ]
    facts = {
        "tercapai": count(counts.get(Code.TERCAPAI, 0)),
        "semua": count(len(found.verdicts)), "tahun": str(filters.slice_().tahun),
    }  # fmt: skip
    whole = say("capaian_judul", **facts)
    show.title(f"{whole}; {', '.join(rest)}" if rest else whole, say("capaian_lead"))


def chosen(found: TargetList) -> str:
    """Which verdicts are listed; kept in the link."""
    options = [_ALL, *(str(code) for code in Code if found.counts.get(code))]
    links.take(_KEY)
    links.settle(_KEY, options, _ALL)
    st.segmented_control(
        say("capaian_pilih"), options, key=_KEY, required=True, label_visibility="collapsed",
        format_func=lambda code: _option(found, code),
    )  # fmt: skip
    links.put(_KEY, st.session_state[_KEY], _ALL)
    return str(st.session_state[_KEY])


def _option(found: TargetList, code: str) -> str:
    if code == _ALL:
        return say("capaian_semua", jumlah=count(len(found.verdicts)))
    return f"{say(f'target_vonis_{code}').capitalize()} ({count(found.counts[Code(code)])})"


def groups(found: TargetList, code: str) -> Iterable[Group]:
    """The targets with the chosen verdict, by metric and basis."""
    kept = [each for each in found.verdicts if code in (_ALL, str(each[0].code))]
    for (_, _basis), own in groupby(kept, key=lambda each: (each[0].metric.name, each[0].basis)):
        judged = tuple(own)
        yield Group(judged[0][0].metric, judged)


def card(group: Group) -> None:
    """One metric: a row a target, as a table and, on a phone, as blocks."""
    key = f"{group.metric.name}_{group.judged[0][0].basis}"
    with st.container(border=True, key=f"kartu_target_{key}"):
        with st.container(horizontal=True, gap="small"):
            basis = group.judged[0][0].basis
            measure = say(f"filter_basis_{basis}") if basis else ""
            with st.container(gap="xxsmall"):
                show.heading(str(group.metric.title), measure)
            _receipt(group, key)
        with st.container(key=f"lebar_target_{key}"):
            st.table(_columns(group), border="horizontal", hide_index=True)
        with st.container(key=f"sempit_target_{key}"):
            st.markdown("\n\n".join(_block(each) for each, _ in group.judged))


def _receipt(group: Group, key: str) -> None:
    """Where the figure of the region comes from; units have theirs in *Jelajah*."""
    for each, result in group.judged:
        if each.grain is Grain.DAERAH and each.actual is not None:
            second = next((row.get("kode_2") for row in result.rows()
                           if row["kode"] == each.kode and row.get("label_2", "") == each.label_2),
                          None)  # fmt: skip
            receipts.button(result, f"target_{key}", each.kode, second,
                            say("kuitansi_pendek"))  # fmt: skip
            return


def _columns(group: Group) -> dict[str, list[str]]:
    judged = [each for each, _ in group.judged]
    return {
        say("capaian_kolom_unit"): [_unit(each) for each in judged],
        say("capaian_kolom_angka"): [f"**{_figure(each)}**" for each in judged],
        say("capaian_kolom_target"): [_target(each) for each in judged],
        say("capaian_kolom_vonis"): [verdict_words(each) for each in judged],
        say("capaian_kolom_penjelasan"): [_told(each) for each in judged],
    }


def _unit(each: Verdict) -> str:
    return words.markdown(" · ".join(part for part in (each.label, each.label_2) if part))


def _figure(each: Verdict) -> str:
    return words.figure(each.actual, each.metric.unit, None if each.actual is not None else
                        "DATA_KOSONG")  # fmt: skip


def _target(each: Verdict) -> str:
    if each.target is None:
        return words.MISSING
    written = words.figure(float(each.target.value), each.metric.unit)
    bounds = [
        say(f"capaian_ambang_{side}", nilai=words.figure(float(value), each.metric.unit))
        for side, value in (("bawah", each.target.lower), ("atas", each.target.upper))
        if value is not None
    ]
    if each.direction is Direction.TURUN:
        bounds.insert(0, say("capaian_turun"))
    return f"{written}  \n:small[:gray[{', '.join(bounds)}]]" if bounds else written


def verdict_words(each: Verdict) -> str:
    """The verdict with its colour and sign, as Markdown."""
    colour, icon = _LOOKS[each.code]
    return f":{colour}[{icon} {say(f'target_vonis_{each.code}')}]"


def _told(each: Verdict) -> str:
    if each.target is None:
        # Why there is no verdict: a target on another basis is not compared.
        return words.markdown(sentence(each))
    parts = [each.target.explanation, say("capaian_sumber", sumber=each.target.source)
             if each.target.source else ""]  # fmt: skip
    return words.markdown(" ".join(part for part in parts if part))


def _block(each: Verdict) -> str:
    """One target for a narrow screen."""
    figures = say("capaian_blok", angka=_figure(each), target=_target(each))
    lines = (f"**{_unit(each)}** {verdict_words(each)}", figures, _told(each))
    return "  \n".join(line for line in lines if line)


def foot(found: TargetList) -> None:
    """The file of all targets, and names in the uploaded targets that are no metric."""
    label = numbers.version().label
    at = filters.slice_()
    st.download_button(
        say("capaian_unduh"), session.later(lambda: lines_csv_bytes(_rows(found), label)),
        named(["target", str(at.daerah), str(at.tahun)], label, "csv"), "text/csv",
        key="unduh_target", on_click="ignore", type="tertiary", icon=":material/download:",
    )  # fmt: skip
    _unknown(found)


def _unknown(found: TargetList) -> None:
    if found.unknown:
        listed = words.markdown(", ".join(found.unknown))
        st.warning(say("capaian_tak_dikenal", daftar=listed), icon=":material/warning:")


def _rows(found: TargetList) -> pa.Table:
    judged = [each for each, _ in found.verdicts]

    def target(each: Verdict, name: str) -> object:
        return getattr(each.target, name) if each.target else None

    money = pa.decimal128(38, 4)
    return pa.table({
        "metrik": [each.metric.name for each in judged],
        "judul": [str(each.metric.title) for each in judged],
        "basis": [str(each.basis or "") for each in judged],
        "butir": [str(each.grain or "") for each in judged],
        "kode": [each.kode for each in judged],
        "unit": [" · ".join(filter(None, (each.label, each.label_2))) for each in judged],
        "tahun": [each.tahun for each in judged],
        "angka": [each.actual for each in judged],
        "target": pa.array([_exact(target(each, "value")) for each in judged], money),
        "ambang_bawah": pa.array([_exact(target(each, "lower")) for each in judged], money),
        "ambang_atas": pa.array([_exact(target(each, "upper")) for each in judged], money),
        "vonis": [str(each.code) for each in judged],
        "sumber": [target(each, "source") for each in judged],
        "penjelasan": [target(each, "explanation") for each in judged],
    })  # fmt: skip


def _exact(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
