"""Jelajah: any metric by any of its grains, compared with another metric, year, stage or whole."""

from __future__ import annotations

from pages.parts import filters, jelajah_controls, jelajah_show, show

if not filters.has_data():
    show.no_data()
else:
    jelajah_show.answer(jelajah_controls.draw())
