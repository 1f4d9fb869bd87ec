"""Fields that several steps share: regions, years, stages and months to choose from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from pug_metrics.datasets import Column, Kind
from pug_metrics.language import say
from pug_metrics.language.numbers import month
from pug_metrics.reference import places


@cache
def regions() -> dict[str, str]:
    """Code of every real region → its name, what it lies in, its code."""
    names = {each.kode: each.nama for each in places.regions()}
    found = {}
    for each in places.regions():
        if each.simulasi:
            continue
        above = f", {names[each.kode_induk]}" if each.kode_induk else ""
        found[each.kode] = f"{each.nama}{above} ({each.kode})"
    return found


def options(column: Column) -> tuple[list[Any], Callable[[Any], str]]:
    """What an asked column may hold, and how each is written."""
    if column.kind is Kind.KODE_WILAYAH:
        return list(regions()), lambda code: regions().get(str(code), str(code))
    if column.kind is Kind.TAHUN:
        first, last = int(column.minimum or 2019), int(column.maximum or 2035)
        return list(range(last, first - 1, -1)), str
    if column.kind is Kind.BULAN:
        return list(range(1, 13)), month
    return list(column.choices), lambda choice: say(f"tahapan_{choice}")


def label(column: Column) -> str:
    """The words over an asked column."""
    return say("unggah_daerah") if column.kind is Kind.KODE_WILAYAH else str(column.label)


def hint(column: Column) -> str:
    """The words in an empty field."""
    if column.kind is Kind.KODE_WILAYAH:
        return say("unggah_cari_daerah")
    return say("unggah_pilih")


def typed(column: Column, text: str) -> Any:  # noqa: ANN401 - text or number
    """A proposed value as the field holds it; None where it is not among the options."""
    value = int(text) if column.kind in (Kind.TAHUN, Kind.BULAN) and text.isdigit() else text
    return value if value in options(column)[0] else None
