"""The frame around every page: theme, language, filters, navigation."""

from __future__ import annotations

from pages.parts import frame

frame.draw()
