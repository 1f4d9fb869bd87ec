"""Rakor: the questions of the other pages for officials in the room, one a screen."""

from __future__ import annotations

from pages.parts import filters, rakor_show

rakor_show.look()
if not filters.has_data():
    rakor_show.nothing()
elif rakor_show.at_decisions():
    rakor_show.decisions()
else:
    rakor_show.question()
