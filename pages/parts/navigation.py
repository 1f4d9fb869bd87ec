"""The pages in the order of the top bar: file stem, icon; the words come from the catalogue."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pug_metrics import settings
from pug_metrics.language import say

_PAGES = (
    ("ringkasan", ":material/dashboard:"),
    ("opd", ":material/account_balance:"),
    ("wilayah", ":material/map:"),
    ("program", ":material/account_tree:"),
    ("perubahan", ":material/waterfall_chart:"),
    ("jelajah", ":material/query_stats:"),
    ("target", ":material/flag:"),
    ("dokumen", ":material/fact_check:"),
    ("unggah", ":material/upload_file:"),
    ("kamus", ":material/menu_book:"),
    ("rakor", ":material/co_present:"),
)


def pages() -> list[StreamlitPage]:
    """Every page, its stem as address; the first is where a visit begins."""
    return [
        st.Page(
            settings.ROOT / "pages" / f"{stem}.py",
            title=say(f"halaman_{stem}"),
            icon=icon,
            url_path=stem,
            default=stem == "ringkasan",
        )
        for stem, icon in _PAGES
    ]


def page(stem: str) -> StreamlitPage:
    """The page called ``stem``, for ``st.switch_page`` and ``st.page_link``."""
    return next(p for p, (name, _) in zip(pages(), _PAGES, strict=True) if name == stem)
