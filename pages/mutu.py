"""Mutu data: what the checks find, who has sent what, and what a gap leaves unanswered."""

from __future__ import annotations

from pages.parts import filters, mutu_checks, mutu_coverage, mutu_figures, mutu_words, show

if not filters.has_data():
    show.no_data()
else:
    quality = mutu_figures.ask()
    show.title(mutu_words.title(quality), mutu_words.lead(quality))
    mutu_checks.card(quality)
    mutu_checks.detail(quality)
    mutu_coverage.card(quality)
