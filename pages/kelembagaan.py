"""Kelembagaan PUG: decrees, meetings, prerequisites and posts, and who owes what."""

from __future__ import annotations

from pages.parts import (
    filters,
    kelembagaan_bodies,
    kelembagaan_cards,
    kelembagaan_figures,
    kelembagaan_posts,
    kelembagaan_scores,
    kelembagaan_words,
    show,
)

if not filters.has_data():
    show.no_data()
else:
    seen = kelembagaan_figures.ask()
    show.title(kelembagaan_words.title(seen), kelembagaan_words.lead(seen))
    kelembagaan_cards.row(seen)
    kelembagaan_bodies.owed(seen)
    kelembagaan_scores.card(seen)
    kelembagaan_posts.card(seen)
    kelembagaan_bodies.tables(seen)
