"""Penandaan: which spending is ARG; decided here, submitted, approved or returned."""

from __future__ import annotations

from pages.parts import (
    filters,
    penandaan_chosen,
    penandaan_differs,
    penandaan_done,
    penandaan_form,
    penandaan_list,
    penandaan_review,
    penandaan_show,
    penandaan_state,
    show,
)

if not filters.has_data():
    show.no_data()
else:
    work = penandaan_state.ask()
    penandaan_show.head(work)
    penandaan_done.said(work)
    penandaan_show.controls(work)
    if work.differing:
        penandaan_differs.card(work)
    else:
        chosen = penandaan_list.card(work)
        penandaan_chosen.card(work, chosen)
        penandaan_review.card(work, chosen)
        penandaan_form.card(work, chosen)
