"""A real server and a real browser; any request that leaves this machine fails the test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class App:
    """A running dashboard with a data folder of its own."""

    url: str
    data: Path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in Path(str(item.fspath)).parts:
            item.add_marker(pytest.mark.browser)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/sehat", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with serving(tmp_path_factory) as served:
        yield served


@contextmanager
def serving(
    tmp_path_factory: pytest.TempPathFactory, fill: Callable[[Path], None] | None = None
) -> Iterator[App]:
    """A dashboard with an empty data folder; a test file that stores things has one of its own.

    ``fill`` puts data into the folder before the server opens it.
    """
    data = tmp_path_factory.mktemp("data")
    if fill is not None:
        fill(data)
    port = _free_port()
    environment = os.environ | {
        "PUG_DATA": str(data), "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_HEADLESS": "true", "HOME": str(tmp_path_factory.mktemp("home")),
    }  # fmt: skip
    for name in ("PUG_DATABASE", "PUG_FILES", "PUG_BATAS"):
        environment.pop(name, None)
    log = (data / "app.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py"],
        cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    for _ in range(240):
        if _answers(url):
            break
        assert server.poll() is None, (data / "app.log").read_text()
        time.sleep(0.25)
    yield App(url, data)
    server.terminate()
    server.wait(timeout=20)
    log.close()


@pytest.fixture
def visit(browser, app: App) -> Iterator[Callable[..., object]]:
    """``visit("/opd?tahun=2025", size=(1366, 768), dark=False)`` opens a page of the app.

    The browser speaks English on purpose: Indonesian separators must not come from its locale.
    """
    outside: list[str] = []
    contexts = []

    def _watch(request) -> None:
        allowed = (app.url, app.url.replace("http", "ws"), "data:", "blob:", "about:")
        if not request.url.startswith(allowed):
            outside.append(request.url)

    def open_page(address: str = "/", size: tuple[int, int] = (1366, 768), *, dark: bool = False):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="en-US",
            color_scheme="dark" if dark else "light", accept_downloads=True,
        )  # fmt: skip
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=app.url)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", _watch)
        page.goto(app.url + address)
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert outside == [], "requests left this machine"


def settle(page) -> None:
    """Wait until the script has run and nothing on the page is stale, twice: a part may rerun."""
    page.wait_for_selector("h1", timeout=60_000)
    for _ in range(2):
        page.wait_for_timeout(150)
        page.wait_for_function(
            """() => !document.querySelector('[data-testid="stStatusWidget"]')
                   && document.querySelector('.stApp')?.dataset.testScriptState !== 'running'
                   && !document.querySelector('[data-stale="true"]')""",
            timeout=60_000,
        )


def menu(page, group: str, name: str) -> None:
    """Go to a page that stands under a word of the top bar."""
    page.get_by_role("button", name=group, exact=True).click()
    page.get_by_role("menuitem", name=name).click()
