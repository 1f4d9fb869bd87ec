"""The pages in the order of the top bar: file stem, icon; the words come from the catalogue."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pug_metrics import settings
from pug_metrics.language import say

# What is opened most stands in the bar itself (the group without a name); the rest is under a word.
_GROUPS = {
    "": (
        ("ringkasan", ":material/dashboard:"),
        ("opd", ":material/account_balance:"),
        ("wilayah", ":material/map:"),
        ("program", ":material/account_tree:"),
        ("rakor", ":material/co_present:"),
        ("kamus", ":material/menu_book:"),
    ),
    "telusur": (
        ("perubahan", ":material/waterfall_chart:"),
        ("jelajah", ":material/query_stats:"),
        ("target", ":material/flag:"),
        ("kesenjangan", ":material/balance:"),
        ("andaikan", ":material/science:"),
        ("kelembagaan", ":material/groups:"),
    ),
    "kerja": (
        ("penandaan", ":material/sell:"),
        ("dokumen", ":material/task:"),
        ("unggah", ":material/upload_file:"),
        ("mutu", ":material/fact_check:"),
    ),
}  # fmt: skip


def sections() -> dict[str, list[StreamlitPage]]:
    """Every page under the word of its group; the first is where a visit begins."""
    return {
        say(f"menu_{group}") if group else "": [_page(stem, icon) for stem, icon in listed]
        for group, listed in _GROUPS.items()
    }


def pages() -> list[StreamlitPage]:
    """Every page in order, its stem as address."""
    return [each for listed in sections().values() for each in listed]


def page(stem: str) -> StreamlitPage:
    """The page called ``stem``, for ``st.switch_page`` and ``st.page_link``."""
    icons = {name: icon for listed in _GROUPS.values() for name, icon in listed}
    return _page(stem, icons[stem])


def _page(stem: str, icon: str) -> StreamlitPage:
    return st.Page(
        settings.ROOT / "pages" / f"{stem}.py",
        title=say(f"halaman_{stem}"),
        icon=icon,
        url_path=stem,
        default=stem == "ringkasan",
    )
