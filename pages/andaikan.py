"""Andaikan: up to three scenarios on a copy of the budget, side by side with the data of now."""

from __future__ import annotations

from pages.parts import (
    andaikan_figures,
    andaikan_files,
    andaikan_form,
    andaikan_show,
    andaikan_steps,
    filters,
    show,
)

if not filters.has_data():
    show.no_data()
else:
    seen = andaikan_figures.ask()
    andaikan_show.head(seen)
    andaikan_steps.chooser(seen)
    andaikan_show.comparison(seen)
    andaikan_steps.card(seen)
    andaikan_form.card(seen)
    andaikan_show.targets(seen)
    andaikan_files.card(seen)
