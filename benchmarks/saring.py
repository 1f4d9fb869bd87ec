"""Milliseconds from a click on the year filter of *Ringkasan* to the new chart; twenty clicks.

Run from the top of the repository: ``.venv/bin/python benchmarks/saring.py``. Prints median and
95th percentile to the drawn chart, and of the time in which the script ran.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from mulai import ARGUMENTS, DRAWN, PATIENCE, chromium, free_port, reach, server
from playwright.sync_api import Page, sync_playwright

CLICKS = 20
STATE = "document.querySelector('.stApp')?.dataset.testScriptState"
# Notes when the script begins and ends to run, and when the chart changes, in ms of the page.
WATCH = """() => {
  window.noted = {};
  const app = document.querySelector('.stApp'), name = 'data-test-script-state';
  new MutationObserver(records => {
    for (const record of records) {
      const ran = record.oldValue === 'running';
      if (ran) window.noted.ended = performance.now();
      if (!ran && !window.noted.began) window.noted.began = performance.now();
    }
  }).observe(app, {attributes: true, attributeFilter: [name], attributeOldValue: true});
}"""
CHART = "() => [...document.querySelectorAll('.js-plotly-plot .barlayer .point path')]" \
        ".map(bar => bar.getAttribute('d')).join()"  # fmt: skip


def quiet(page: Page) -> None:
    """Wait until the script rests and a chart stands."""
    page.wait_for_function(f"() => {STATE} !== 'running'", timeout=PATIENCE * 1000)
    page.wait_for_function(DRAWN, timeout=PATIENCE * 1000)
    page.wait_for_timeout(300)


def change(page: Page, year: str) -> tuple[float, float | None]:
    """Milliseconds to the chart of ``year``, and those in which the script ran.

    ``None`` for the script where the browser drew start and end of its run in one go.
    """
    page.locator(".st-key-tahun input").click()
    option = page.get_by_role("option", name=year, exact=True)
    option.wait_for()
    before = page.evaluate(f"({CHART})()")
    page.evaluate(WATCH)
    began = time.perf_counter()
    option.click()
    page.wait_for_function(f"before => ({CHART})() !== before", arg=before, polling=10)
    took = (time.perf_counter() - began) * 1000
    quiet(page)
    noted = page.evaluate("window.noted")
    if "began" not in noted or "ended" not in noted:
        return took, None
    return took, noted["ended"] - noted["began"]


def told(name: str, values: list[float]) -> str:
    """Median and 95th percentile in words."""
    last = statistics.quantiles(values, n=20)[-1]
    return f"{name}: median {statistics.median(values):.0f} ms, p95 {last:.0f} ms"


def main() -> None:
    """Twenty clicks to and fro over the years, printed."""
    port = free_port()
    with (
        tempfile.TemporaryDirectory() as folder,
        server(Path(folder), port),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        reach(page, f"http://127.0.0.1:{port}/?daerah=99.71")
        page.wait_for_function(DRAWN, timeout=PATIENCE * 1000)
        quiet(page)
        taken = []
        for click in range(CLICKS):
            taken.append(change(page, ("2024", "2025", "2023", "2025")[click % 4]))
        browser.close()
    print(told(f"{CLICKS} clicks on the year, to the chart", [each[0] for each in taken]))
    print(told("script", [each[1] for each in taken if each[1] is not None]))


if __name__ == "__main__":
    main()
