"""Kamus: what every metric, column, denominator and word means, from the declarations."""

from __future__ import annotations

from pages.parts import kamus_show

found = kamus_show.head()
for name in kamus_show.sections(found):
    kamus_show.section(found, name)
