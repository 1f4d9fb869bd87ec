"""Draws the frame and runs the page that the address names."""

from __future__ import annotations

import streamlit as st

from pug_metrics import settings
from pug_metrics.errors import PugError
from pug_metrics.language import say, sentence
from pug_metrics.serving.warm import freeze_once

from . import filters, look, navigation, session

_BRAND = settings.ROOT / "static" / "brand"


def draw() -> None:
    """One run of the app; a ``PugError`` becomes one sentence, never a trace."""
    session.speak()
    st.set_page_config(
        page_title=say("mulai_judul"), page_icon=str(_BRAND / "ikon.png"), layout="wide"
    )
    theme = "gelap" if session.dark() else "terang"
    st.logo(str(_BRAND / f"logo-{theme}.svg"), icon_image=str(_BRAND / f"tanda-{theme}.svg"))
    look.screen()
    page = st.navigation(navigation.pages(), position="top")
    try:
        _filter_line(page.url_path)
        page.run()
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")
    finally:
        freeze_once()


def _filter_line(page: str) -> None:
    """Filters left; the data switch and the language right. Kept small in the meeting."""
    with st.container(horizontal=True, vertical_alignment="center", key="bingkai", gap="small"):
        try:
            session.store()
        except PugError as error:
            st.error(sentence(error), icon=":material/error:")
        else:
            if page not in {"unggah", "kamus"}:
                filters.draw()
        st.space("stretch")
        filters.data_switch()
        filters.language_switch()
