"""The controls of Jelajah: two calm lines that read as a question; every choice is in the link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from pug_metrics.datasets import datasets
from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.metrics import budget_total
from pug_metrics.metrics.declaration import Grain, all_metrics
from pug_metrics.metrics.findings_places import places
from pug_metrics.metrics.result import TANPA_KODE, Slice

from . import filters, jelajah_state, jelajah_views, links, numbers
from .jelajah_state import Question

_PLACE = "kecamatan"


def draw() -> Question:
    """Draw the controls; what they ask. They wrap: one line on a wide screen, two on a laptop."""
    for key in (jelajah_state.SCHEME, jelajah_state.PICKED, *jelajah_state.NARROWED):
        links.take(key)
    with st.container(
        horizontal=True, vertical_alignment="center", key="jelajah_kendali", gap="xsmall"
    ):
        metric = all_metrics()[_metric()]
        by = _grains(metric.name)
        form = choice(
            jelajah_state.FORM, jelajah_state.forms(metric, by), jelajah_state.AUTO,
            lambda code: say(f"jelajah_gambar_{code}"), 168,
        )  # fmt: skip
        second = all_metrics().get(_second(metric.name, by))
        against = _against(metric.name, by)
        at = _narrowed(metric.name)
        st.space("stretch")
        jelajah_views.box()
    return Question(metric, by, form, second, against, at, filters.basis())


def choice(
    key: str, options: Sequence[str], default: str, words: Callable[[str], str], width: int
) -> str:
    """A select box whose code is in the link; a code that is no option falls back to default."""
    links.take(key)
    links.settle(key, options, default)
    chosen = st.selectbox(
        say(f"jelajah_kendali_{key}"), options, key=key, format_func=words, width=width,
        label_visibility="collapsed", persist_state="session", required=True,
    )  # fmt: skip
    links.put(key, chosen, default)
    return str(chosen)


def _metric() -> str:
    return choice(
        jelajah_state.METRIC, jelajah_state.metrics(), jelajah_state.DEFAULT_METRIC, _title, 340
    )


def _title(name: str) -> str:
    metric = all_metrics()[name]
    subject = jelajah_state.subject(metric)
    if subject == jelajah_state.LINES_OF_BUDGET:
        return str(metric.title)
    return f"{metric.title} · {datasets()[subject].title}"


def _grains(name: str) -> tuple[Grain, ...]:
    metric = all_metrics()[name]
    first = choice(
        jelajah_state.GRAIN, [str(grain) for grain in metric.grains],
        str(jelajah_state.default_grain(metric)),
        lambda code: say("jelajah_menurut", butir=say(f"jelajah_butir_{code}")), 205,
    )  # fmt: skip
    more = jelajah_state.second_grains(metric, Grain(first))
    if not more:
        links.put(jelajah_state.SECOND_GRAIN, "", "")
        return (Grain(first),)
    second = choice(jelajah_state.SECOND_GRAIN, ["", *more], "", _further, 190)
    return (Grain(first), Grain(second)) if second else (Grain(first),)


def _further(code: str) -> str:
    if not code:
        return say("jelajah_satu_rincian")
    return say("jelajah_lalu", butir=say(f"jelajah_butir_{code}"))


def _second(name: str, by: tuple[Grain, ...]) -> str:
    others = jelajah_state.partners(all_metrics()[name], by)

    def words(code: str) -> str:
        if not code:
            return say("jelajah_tanpa_metrik2")
        return say("jelajah_bersama", metrik=all_metrics()[code].title)

    return choice(jelajah_state.SECOND_METRIC, ["", *others], "", words, 300)


def _against(name: str, by: tuple[Grain, ...]) -> str:
    region, at = filters.region(), filters.slice_()
    options = jelajah_state.comparisons(region, at, all_metrics()[name], by)
    if len(options) == 1:
        links.put(jelajah_state.AGAINST, "", "")
        return ""
    return choice(jelajah_state.AGAINST, options, "", against_words, 250)


def against_words(code: str) -> str:
    """``dibandingkan dengan 2024`` for the code of a comparison."""
    kind, _, what = code.partition(".")
    if not kind:
        return say("jelajah_tanpa_banding")
    if kind == jelajah_state.WHOLE:
        return say("jelajah_banding_setara")
    return say("jelajah_banding_dengan", apa=say(f"tahapan_{what}") if kind == "tahapan" else what)


def _narrowed(name: str) -> Slice:
    """The frame's slice and the filters of the page that the metric knows, behind one button."""
    at = filters.slice_()
    known = jelajah_state.narrowing(all_metrics()[name])
    for each in jelajah_state.NARROWING:
        if each not in known:
            links.put(f"saring_{each}", "", "")
    if not known:
        return at
    options: dict[str, dict[str, str]] = {}
    set_before = sum(bool(st.session_state.get(f"saring_{each}")) for each in known)
    label = say("jelajah_saring_ada", jumlah=count(set_before)) if set_before else ""
    with st.popover(label or say("jelajah_saring"), icon=":material/filter_alt:",
                    key="jelajah_saring"):  # fmt: skip
        for each in known:
            options[each] = _options(each, at)
            at = replace(at, **{each: _filter(each, options[each]) or None})
    return at


def _filter(name: str, options: Mapping[str, str]) -> str:
    everything = say(f"jelajah_semua_{name}")
    return choice(
        f"saring_{name}", ["", *options], "", lambda code: options.get(code, everything), 360
    )


def _options(name: str, at: Slice) -> dict[str, str]:
    """Codes and names that a filter offers, by name."""
    if name == _PLACE:
        found = {
            each.kode: each.nama
            for each in numbers.find(places, str(at.daerah))
            if each.jenis == _PLACE
        }
    else:
        rows = numbers.of(budget_total, Grain(name), at).rows()
        found = {
            str(row["kode"]): str(row["label"])
            if name == "opd"
            else f"{row['kode']} {row['label']}"
            for row in rows
            if row["nilai"] is not None and row["kode"] != TANPA_KODE
        }
    return dict(sorted(found.items(), key=lambda pair: pair[1]))
