"""Figures drawn once: a chart form asked again with the same rows and theme is not built again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st


@st.cache_resource(max_entries=150, show_spinner=False)
def _kept(_draw: Callable[[], Any], key: tuple[str, ...]) -> Any:  # noqa: ANN401, ARG001
    return _draw()


def of(form: Callable[..., Any], *asked: Any, **named: Any) -> Any:  # noqa: ANN401 - a Plotly figure
    """The figure of ``form``; what is asked must be plain values, which it is for every form."""
    key = (form.__module__, form.__name__, repr(asked), repr(sorted(named.items())))
    return _kept(lambda: form(*asked, **named), key)
