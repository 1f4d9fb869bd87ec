"""Draws the frame and runs the page that the address names."""

from __future__ import annotations

import streamlit as st

from pug_metrics import settings
from pug_metrics.errors import PugError
from pug_metrics.language import say, sentence
from pug_metrics.serving.warm import freeze_once

from . import filters, freezing, look, navigation, numbers, session

_BRAND = settings.ROOT / "static" / "brand"


def draw() -> None:
    """One run of the app; a ``PugError`` becomes one sentence, never a trace."""
    session.speak()
    st.set_page_config(
        page_title=say("mulai_judul"), page_icon=str(_BRAND / "ikon.png"), layout="wide"
    )
    logo = str(_BRAND / ("logo-gelap.svg" if session.dark() else "logo-terang.svg"))
    st.logo(logo, icon_image=logo)
    look.screen()
    page = st.navigation(navigation.sections(), position="top")
    try:
        with numbers.one_version():
            _filter_line(page.url_path)
            page.run()
    except PugError as error:
        st.error(sentence(error), icon=":material/error:")
    finally:
        freeze_once()


def _filter_line(page: str) -> None:
    """Filters left; the data switch and the language right. Kept small in the meeting."""
    with st.container(horizontal=True, vertical_alignment="center", key="bingkai", gap="xsmall"):
        opened = None
        try:
            opened = session.store()
        except PugError as error:
            st.error(sentence(error), icon=":material/error:")
        else:
            for found in opened.warnings:
                st.warning(say(f"simpan_{found.kind}", **found.facts), icon=":material/warning:")
            freezing.take(opened)
            if page not in {"unggah", "kamus"}:
                filters.draw()
        if session.which() == session.SAMPLE:
            st.badge(say("frame_simulasi"), icon=":material/science:", color="gray")
        st.space("stretch")
        if opened is not None and page not in {"unggah", "kamus"}:
            freezing.popover(opened)
        filters.data_switch()
        filters.language_switch()
    if opened is not None:
        freezing.seen(opened)
