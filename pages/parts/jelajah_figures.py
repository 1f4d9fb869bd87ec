"""What Jelajah asks of the metrics: the figures, what they are compared with, the second metric."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from pug_metrics.metrics.comparable import Comparable, comparable
from pug_metrics.metrics.declaration import Grain, Metric
from pug_metrics.metrics.regrouped import can_regroup, regroup
from pug_metrics.metrics.result import TANPA_KODE, TANPA_LOKASI, Result
from pug_metrics.reference.schemes import schemes

from . import jelajah_state, numbers
from .jelajah_state import Question

Row = dict[str, Any]
_NO_UNIT = (TANPA_KODE, TANPA_LOKASI)


@dataclass(frozen=True, slots=True)
class Seen:
    """One metric as it is drawn.

    ``before``: the same metric of another year or stage, where it is compared with one. ``beside``:
    a second metric that may share its axis. ``scheme``: whose groups the categories stand in.
    """

    question: Question
    result: Result
    before: Result | None = None
    beside: Result | None = None
    scheme: str = ""

    @property
    def metric(self) -> Metric:
        """The metric of the figures."""
        return self.result.metric

    @property
    def two_keys(self) -> bool:
        """Whether a row has a second key."""
        return "kode_2" in self.result.frame.column_names


@dataclass(frozen=True, slots=True)
class Answer:
    """What is drawn: one card, or two beside each other and why they stand apart."""

    cards: tuple[Seen, ...]
    apart: Comparable | None = None


def ask(question: Question) -> Answer:
    """All figures of the page. Raises ``QuestionError`` where a metric cannot answer."""
    first = _seen(question, question.metric)
    if question.second is None:
        return Answer((first,))
    second = _seen(question, question.second)
    verdict = comparable(first.result, second.result)
    simple = not (first.two_keys or second.two_keys or first.before)
    if verdict and simple:
        return Answer((Seen(question, first.result, beside=second.result),))
    return Answer((first, second), None if verdict else verdict)


def _seen(question: Question, metric: Metric) -> Seen:
    result = _asked(question, metric)
    scheme = str(st.session_state.get(jelajah_state.SCHEME) or "")
    if scheme in schemes() and can_regroup(result):
        return Seen(question, regroup(result, schemes()[scheme]), scheme=scheme)
    return Seen(question, result, before=_before(question, result))


def _asked(question: Question, metric: Metric) -> Result:
    """The figures; lines over a grain that is no time take the years as their second key."""
    by = question.by
    result = _of(question, metric, by)
    over_time = set(by) & set(jelajah_state.TIMES)
    lines = question.form == jelajah_state.LINES and Grain.TAHUN in metric.grains
    if not lines or over_time or "kode_2" in result.frame.column_names:
        return result
    return _of(question, metric, (*by, Grain.TAHUN))


def _of(question: Question, metric: Metric, by: tuple[Grain, ...]) -> Result:
    basis = question.basis if metric.has_basis else None
    return numbers.of(metric.function, by, question.opened(by), basis)


def _before(question: Question, result: Result) -> Result | None:
    at = question.earlier()
    if at is None or "kode_2" in result.frame.column_names:
        return None
    if result.at.sampai_bulan is not None:
        # What is reported up to a month is compared with the other year up to the same month.
        at = replace(at, sampai_bulan=result.at.sampai_bulan)
    return numbers.of(result.metric.function, result.by, at, result.basis)


def known(result: Result) -> list[Row]:
    """Rows that have a figure, in the order of the result."""
    return [row for row in result.rows() if row["nilai"] is not None]


def units(result: Result) -> list[Row]:
    """Known rows that are a unit: what has no code or no place is none."""
    return [row for row in known(result) if row["kode"] not in _NO_UNIT]


def absent(result: Result) -> dict[str, list[str]]:
    """Names of units without a figure, by reason; a unit of several rows is named once."""
    have = {row["kode"] for row in known(result)}
    found: dict[str, dict[str, None]] = {}
    for row in result.rows():
        if row["nilai"] is None and row["kode"] not in have:
            found.setdefault(str(row["alasan"]), {})[str(row["label"])] = None
    return {reason: list(names) for reason, names in found.items()}
