"""A copy of the house with a frame of two lines, and servers started from it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving_client import ROOT, Server, commands, free_port, serving

FRAME = """
import streamlit as st
from pug_metrics.serving.warm import freeze_once
st.title("Dasbor PUG")
freeze_once()
"""


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for name in ("dashboard.py", "asgi.py"):
        shutil.copy(ROOT / name, folder)
    for name in (".streamlit", "static"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "frame.py").write_text(FRAME, "utf-8")
    return folder


@pytest.fixture(scope="session", params=["streamlit run", "uvicorn"])
def server(
    request: pytest.FixtureRequest, house: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """One running server for each way to start it."""
    port = free_port()
    data = tmp_path_factory.mktemp("data") / "data"
    with serving(house, commands(port)[request.param], port, data) as running:
        yield running
