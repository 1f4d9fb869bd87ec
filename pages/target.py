"""Target: every target of the year beside its figure, with a verdict in words and its source."""

from __future__ import annotations

from pages.parts import filters, show, target_show

if not filters.has_data():
    show.no_data()
elif not (found := target_show.ask()).verdicts:
    target_show.nothing(found)
else:
    target_show.head(found)
    chosen = target_show.chosen(found)
    for group in target_show.groups(found, chosen):
        target_show.card(group)
    target_show.foot(found)
