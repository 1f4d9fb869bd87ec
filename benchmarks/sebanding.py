"""The dashboard against a Dash page of the same three charts, on a million budget lines of its own.

Run from the top of the repository, after ``.venv/bin/pip install -r benchmarks/requirements.txt``:
``.venv/bin/python benchmarks/sebanding.py [LINES]``. Both servers read the same database, one after
the other; the Dash page (``sebanding_dash.py``) asks the same metric functions and draws the same
chart forms without filters, receipts, tables and downloads. Prints for each: from the click on
another year to the first new chart, and the ratio of the medians (goal: at most 1.3, p95 under
250 ms); then the milliseconds of metric calls from the cube and from the lines (goal: 5).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from muat import make
from mulai import ARGUMENTS, DRAWN, PATIENCE, ROOT, chromium, free_port, reach, server
from playwright.sync_api import Page, sync_playwright
from saring import change, quiet, told

YEARS = (2023, 2024, 2025)
CLICKS = 40
AGENCIES, SUBS = 40, 900
ORDER = ("2024", "2025", "2023", "2025")
CHARTS = """() => [...document.querySelectorAll('.js-plotly-plot')]
    .map(each => JSON.stringify(each.data ?? [])).join()"""


def fill(folder: Path, lines: int) -> None:
    """A database of ``lines`` lines in three years, a third of the sub-activities tagged."""
    os.environ["PUG_FILES"] = str(folder / "berkas")
    from pug_metrics.ingest import Answers, commit, understand
    from pug_metrics.store import Store

    with Store.open(folder / "pug.duckdb", derived=False) as store:
        for year in YEARS:
            path = folder / f"anggaran_{year}.csv"
            make(path, lines // len(YEARS), dirty=False, year=year)
            report = understand("anggaran", path.read_bytes(), path.name, Answers(), store)
            commit(store, report, actor="benchmark")
            path.unlink()
        for name, data in (("tag_arg", _tags()), ("dokumen", _documents())):
            report = understand(name, data, f"{name}.csv", Answers(), store)
            commit(store, report, actor="benchmark", accept_good=True)


def _codes() -> Iterator[tuple[int, int, str, str]]:
    """Agency and sub-activity as ``muat`` writes them."""
    for agency in range(AGENCIES):
        head = f"{1 + agency % 8}.{agency % 30 + 1:02d}"
        for sub in range(SUBS):
            code = f"{head}.{sub % 9 + 1:02d}.2.{sub % 12 + 1:02d}.{sub + 1:04d}"
            yield agency, sub, f"{head}.0.00.0.00.{agency + 1:02d}.0000", code


def _tags() -> bytes:
    rows = [
        f"99.71,{year},MURNI,{agency},{sub},{('SPESIFIK', 'KESETARAAN')[number % 2]}"
        for year in YEARS
        for place, number, agency, sub in _codes()
        if (number + place + year) % 3 == 0
    ]
    head = "kode_daerah,tahun,tahapan,kode_skpd,kode_sub_kegiatan,kategori_arg"
    return "\n".join([head, *rows]).encode()


def _documents() -> bytes:
    rows = [
        f"99.71,{year},{agency},{sub},{kind},DISETUJUI"
        for year in YEARS
        for place, number, agency, sub in _codes()
        if (number + place + year) % 9 == 0
        for kind in ("GAP", "GBS", "KAK")
    ]
    return "\n".join(["kode_daerah,tahun,kode_skpd,kode_sub_kegiatan,jenis,status", *rows]).encode()


@contextmanager
def dash_server(folder: Path, port: int) -> Iterator[None]:
    """The Dash page on the same database."""
    command = [sys.executable, str(Path(__file__).with_name("sebanding_dash.py")),
               str(folder / "pug.duckdb"), str(port)]  # fmt: skip
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        yield
    finally:
        running.terminate()
        running.wait(timeout=30)


def dash_click(page: Page, year: str) -> float:
    """Milliseconds from a click on ``year`` to the first new chart."""
    before = page.evaluate(f"({CHARTS})()")
    began = time.perf_counter()
    page.get_by_label(year, exact=True).click()
    page.wait_for_function(f"before => ({CHARTS})() !== before", arg=before, polling=10)
    took = (time.perf_counter() - began) * 1000
    page.wait_for_timeout(400)
    return took


def ours(browser: object, folder: Path) -> list[tuple[float, float | None]]:
    """Clicks on the dashboard's own overview."""
    port = free_port()
    with server(folder, port):
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()  # type: ignore[attr-defined]
        page.set_default_timeout(PATIENCE * 1000)
        reach(page, f"http://127.0.0.1:{port}/?data=sendiri&daerah=99.71")
        page.wait_for_function(DRAWN, timeout=PATIENCE * 1000)
        quiet(page)
        for year in ORDER:
            change(page, year)
        taken = [change(page, ORDER[click % 4]) for click in range(CLICKS)]
        page.context.close()
    return taken


def theirs(browser: object, folder: Path) -> list[float]:
    """The same clicks on the Dash page."""
    port = free_port()
    with dash_server(folder, port):
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()  # type: ignore[attr-defined]
        page.set_default_timeout(PATIENCE * 1000)
        reach(page, f"http://127.0.0.1:{port}/")
        page.wait_for_function(DRAWN, timeout=PATIENCE * 1000)
        page.wait_for_timeout(1000)
        for year in ORDER:
            dash_click(page, year)
        taken = [dash_click(page, ORDER[click % 4]) for click in range(CLICKS)]
        page.context.close()
    return taken


def questions(folder: Path) -> None:
    """Median milliseconds of metric calls in this process."""
    from pug_metrics.metrics import arg_amount, arg_share, budget_total
    from pug_metrics.metrics.result import Slice
    from pug_metrics.store import Store

    at = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
    agency = Slice(daerah="99.71", tahun=2025, tahapan="MURNI", opd="1.01.0.00.0.00.01.0000")
    asked: tuple[tuple[str, Callable[..., object], str, Slice], ...] = (
        ("cube, total by agency", budget_total, "opd", at),
        ("cube, share by agency", arg_share, "opd", at),
        ("cube, ARG by category", arg_amount, "kategori", at),
        ("cube, share by programme of an agency", arg_share, "program", agency),
        ("lines, total by account of an agency", budget_total, "rekening", agency),
    )
    with Store.open(folder / "pug.duckdb") as store, store.frozen() as reading:
        for name, metric, by, where in asked:
            metric(reading, by=by, at=where)
            taken = []
            for _ in range(15):
                began = time.perf_counter()
                metric(reading, by=by, at=where)
                taken.append((time.perf_counter() - began) * 1000)
            print(f"{name}: median {statistics.median(taken):.1f} ms")


def main(lines: int) -> None:
    """Fill, click, compare."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        fill(folder, lines)
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        own = ours(browser, folder)
        peer = theirs(browser, folder)
        browser.close()
        print(f"{lines:,} budget lines, {CLICKS} clicks on the year")
        print(told("dashboard, to the chart", [each[0] for each in own]))
        print(told("dashboard, script", [each[1] for each in own if each[1] is not None]))
        print(told("Dash, to the chart", peer))
        ratio = statistics.median(each[0] for each in own) / statistics.median(peer)
        print(f"ratio of the medians {ratio:.2f} (goal 1.3)")
        questions(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
