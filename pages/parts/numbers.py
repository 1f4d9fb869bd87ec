"""Figures for pages: metric calls and findings, kept per data version so nothing old is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import streamlit as st

from pug_metrics.language import current
from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.store import Store
from pug_metrics.store.version import DataVersion

from . import session
from .remembering import Remembering, Standing

_held: ContextVar[list[Standing] | None] = ContextVar("held", default=None)


@st.cache_resource(max_entries=8, show_spinner=False)
def _remembering(_store: Store, which: int) -> Remembering:  # noqa: ARG001 - the key of the cache
    return Remembering(_store)


def _reader() -> Remembering:
    store = session.store()
    return _remembering(store, id(store))


@contextmanager
def one_version() -> Iterator[None]:
    """All figures asked inside belong to one version of the data, whoever commits meanwhile."""
    held: list[Standing] = []
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
        for each in held:
            each.close()


def _looked_at() -> int | str:
    """The frozen state that the page looks at; empty for the data of now."""
    asked = session.frozen_at()
    return int(asked) if asked else ""


@contextmanager
def _still(named: int | str | None = None) -> Iterator[Standing]:
    """The version of this run of the page, or outside of one the newest or the frozen one.

    ``named``: another frozen state, empty for the data of now.
    """
    reader, held = _reader(), _held.get()
    named = _looked_at() if named is None else named
    if held is None:
        with reader.frozen(named) as opened:
            yield opened
        return
    known = [each for each in held if (each.serial, each.named) == (reader.serial, named)]
    if not known:
        held.append(reader.frozen(named))
    yield (known or held)[-1]


def version() -> DataVersion:
    """The state of the data that the figures of the page belong to."""
    with _still() as store:
        return store.version


@st.cache_resource(max_entries=2000, show_spinner=False)
def _kept(_ask: Callable[..., Any], _store: Standing, key: tuple[object, ...]) -> Any:  # noqa: ANN401, ARG001
    return _ask(_store)


def _key(store: Standing, name: str, *asked: object) -> tuple[object, ...]:
    # Labels and notes are words: an answer belongs to the language in which it was asked.
    told = (store.serial, store.version.number, store.version.name, current(), name)
    return (*told, *(repr(part) for part in asked))


def of(
    metric: Callable[..., Result],
    by: Grain | tuple[Grain, ...],
    at: Slice,
    basis: Basis | None = None,
    named: int | str | None = None,
) -> Result:
    """Answer of ``metric``, computed once for each data version and question."""
    with _still(named) as store:
        key = _key(store, metric.__name__, by, at, basis)
        return _kept(lambda opened: metric(opened, by=by, at=at, basis=basis), store, key)


def find(function: Callable[..., Any], *asked: Any, **named: Any) -> Any:  # noqa: ANN401
    """Answer of a function of ``metrics.findings``, kept the same way."""
    with _still() as store:
        key = _key(store, function.__name__, asked, sorted(named.items()))
        return _kept(lambda opened: function(opened, *asked, **named), store, key)


@st.cache_resource(max_entries=16, show_spinner=False)
def _kept_long(_ask: Callable[..., Any], _store: Standing, key: tuple[object, ...]) -> Any:  # noqa: ANN401, ARG001
    return _ask(_store)


def long(function: Callable[..., Any], *asked: Any, **named: Any) -> Any:  # noqa: ANN401
    """Answer of a function that gives many rows: only the last few are kept."""
    with _still() as store:
        key = _key(store, function.__name__, asked, sorted(named.items()))
        return _kept_long(lambda opened: function(opened, *asked, **named), store, key)


def explained(function: Callable[..., Any], result: Result, *asked: Any) -> Any:  # noqa: ANN401
    """Answer of a function of ``metrics.receipt`` about ``result``, in the state it belongs to."""
    with _still(result.version.name) as store:
        about = (result.metric.name, result.by, result.at, result.basis)
        key = _key(store, function.__name__, about, asked)
        return _kept(lambda opened: function(opened, result, *asked), store, key)


def between(
    function: Callable[..., Any],
    named: int | str | None,
    *asked: Any,  # noqa: ANN401
    long: bool = False,
    **more: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Answer of a function of two readers: a frozen state (or that of the page) and the page's."""
    with _still(named) as before, _still() as after:
        key = _key(after, function.__name__, before.version, asked, sorted(more.items()))
        keep = _kept_long if long else _kept
        return keep(lambda _: function(before, after, *asked, **more), after, key)
