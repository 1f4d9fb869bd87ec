"""Mengapa berubah: why an ARG figure moved, cause by cause, down to the budget line."""

from __future__ import annotations

from pages.parts import (
    filters,
    perubahan_figures,
    perubahan_lines,
    perubahan_matches,
    perubahan_show,
    show,
)

if not filters.has_data():
    show.no_data()
elif not (earlier := perubahan_figures.points(filters.slice_())):
    perubahan_show.nothing_earlier()
else:
    change = perubahan_figures.ask(earlier)
    perubahan_show.head(change)
    perubahan_show.controls(change)
    perubahan_show.split(change)
    perubahan_lines.card(change)
    perubahan_matches.card(change)
