"""Program: the budget from urusan down to the budget line, and how much of it is tagged."""

from __future__ import annotations

from pages.parts import filters, program_figures, program_show, show

if not filters.has_data():
    show.no_data()
else:
    branch = program_figures.ask()
    program_show.head(branch)
    program_show.search(branch)
    program_show.trail(branch)
    program_show.areas(branch)
    program_show.contents(branch)
