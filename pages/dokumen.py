"""Dokumen: GAP, GBS and KAK of every tagged sub-activity, what is missing, and the work on it."""

from __future__ import annotations

from pages.parts import dokumen_detail, dokumen_figures, dokumen_list, dokumen_show, filters, show

if not filters.has_data():
    show.no_data()
elif not (seen := dokumen_figures.ask()).tagged:
    dokumen_show.untagged(seen)
else:
    dokumen_show.head(seen)
    dokumen_show.matrix(seen)
    dokumen_show.apkm(seen)
    chosen = dokumen_list.card(seen)
    dokumen_detail.draw(seen, chosen)
