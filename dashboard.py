"""The dashboard as a server: ``streamlit run dashboard.py``; ``frame.py`` frames the pages."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Thread

import streamlit as st
from streamlit.cli_util import open_browser
from streamlit.runtime.pages_manager import PagesManager

from pug_metrics.serving import stack, start

HERE = Path(__file__).resolve()
# Imported while the browser still loads; in the order in which a first page needs them.
HEAVY = (
    *("pyarrow.compute", "duckdb", "plotly.graph_objects"),
    *("pug_metrics.store", "pug_metrics.metrics", "pug_metrics.charts", "pandas"),
)

# `streamlit run` names this file as the program. Other servers bind where they are told and do not
# tell us, so only what holds for any address is said there.
OWN_COMMAND = bool(sys.argv) and Path(sys.argv[0]).resolve() == HERE


# Streamlit takes a folder named pages/ for its older kind of app until the navigation is drawn:
# a visit that begins with the link of a page would get that page bare, without its frame.
PagesManager.uses_pages_directory = False


def address() -> tuple[str, int]:
    """Where Streamlit listens: address and port, after it has looked for a free one."""
    return st.get_option("server.address") or "", int(st.get_option("server.port"))


def greet() -> None:
    """Say where the dashboard is, and open it where there is a screen."""
    if OWN_COMMAND:
        start.welcome(*address())
        if not st.get_option("server.headless"):
            # Streamlit opens the browser itself only for plain scripts, not for an app of layers.
            Thread(target=open_browser, args=(start.link(*address()),), daemon=True).start()


start.check(*(address() if OWN_COMMAND else ("", start.USUAL_PORT)))

app = st.App(
    HERE.with_name("frame.py"),
    lifespan=stack.lifespan(HEAVY, greet),
    routes=stack.routes(),
    middleware=stack.middleware(st.get_option("server.allowedHosts")),
)
