"""*Angka ini dari mana?*: the receipt of a figure, one click away."""

from __future__ import annotations

import streamlit as st

from pug_metrics.language import say
from pug_metrics.metrics.receipt import Receipt, receipt
from pug_metrics.metrics.result import Result

from . import copying, numbers, words


def of(result: Result, code: str | None = None, code_2: str | None = None) -> Receipt:
    """The receipt of a figure of ``result`` (of the whole slice without a code)."""
    asked = (result.metric.name, result.by, result.at, result.basis, code, code_2)
    return numbers.explained(receipt, result, asked, code, code_2)
