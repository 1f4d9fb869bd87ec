"""What the link says, as codes that are the same in both languages.

Streamlit binds the *labels* of options to the link, so that a link made in one language is lost in
the other; here the codes are bound: ``take`` before the widget is drawn, ``put`` after it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pug_metrics.language import current

_WRITTEN = "tautan_tertulis"


def _written() -> dict[str, Any]:
    return st.session_state.setdefault(_WRITTEN, {})  # type: ignore[no-any-return]


def take(key: str, read: Callable[[str], Any] = str) -> None:
    """Take the value of ``key`` from the link where the link says something new."""
    text = st.query_params.get(key)
    if text is None or text == str(_written().get(key)):
        return
    try:
        st.session_state[key] = read(text)
    except ValueError:
        return


def settle(key: str, options: Sequence[Any], default: Any) -> None:  # noqa: ANN401 - any code
    """Make ``st.session_state[key]`` one of ``options``: its own value, the last one, or default.

    A change of language makes Streamlit forget a choice, because its label is another one.
    """
    if st.session_state.get(key) not in options:
        last = _written().get(key)
        st.session_state[key] = last if last in options else default
    relabel(key)


def relabel(key: str) -> None:
    """Show a choice in the words of this language: a select box keeps the label it once had."""
    spoken = _written().get(f"{key}_bahasa", current())
    if spoken != current() and key in st.session_state:
        # Setting the state, even to the same value, makes Streamlit send the label anew.
        st.session_state[key] = st.session_state[key]
    _written()[f"{key}_bahasa"] = current()


def put(key: str, value: Any, default: Any) -> None:  # noqa: ANN401 - any code
    """Write the value of ``key`` into the link; the default leaves the link short."""
    _written()[key] = value
    if value is None or value == default:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != str(value):
        st.query_params[key] = str(value)
