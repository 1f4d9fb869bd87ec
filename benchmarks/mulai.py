"""Seconds from ``streamlit run dashboard.py`` to the first chart, first and second start.

Run from the top of the repository: ``.venv/bin/python benchmarks/mulai.py [address]``. The data
folder is new, so the first start also loads the sample. Needs Playwright and a Chromium.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge")
# A chart counts as drawn when one of its bars can be seen.
DRAWN = """() => [...document.querySelectorAll('.js-plotly-plot .barlayer .point path')]
    .map(bar => bar.getBoundingClientRect()).some(box => box.width > 2 && box.height > 2)"""
PATIENCE = 120


def chromium() -> str:
    """Path of a browser; ``CHROMIUM_PATH`` wins."""
    path = os.environ.get("CHROMIUM_PATH") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise SystemExit("no Chromium was found; set CHROMIUM_PATH")
    return path


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def server(data: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The dashboard as its command starts it, on a data folder of its own."""
    environment = os.environ | {
        "PUG_DATA": str(data), "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_HEADLESS": "true",
    }  # fmt: skip
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    running = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield running
    finally:
        running.terminate()
        running.wait(timeout=30)


def reach(page: Page, url: str) -> None:
    """Ask for the page until the server answers."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        try:
            page.goto(url)
        except Exception:  # not listening yet
            time.sleep(0.05)
        else:
            return
    raise SystemExit("the server did not answer")


def first_chart(browser: Browser, data: Path, address: str) -> float:
    """Seconds from the command to the first bar that can be seen."""
    port = free_port()
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    began = time.perf_counter()
    with server(data, port):
        reach(page, f"http://127.0.0.1:{port}{address}")
        page.wait_for_function(DRAWN, timeout=PATIENCE * 1000)
        took = time.perf_counter() - began
    page.context.close()
    return took


def main(address: str = "/") -> None:
    """Both starts, printed."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for name in ("first start", "second start"):
            print(f"{name}: {first_chart(browser, Path(folder), address):.1f} s to the first chart")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:2])
