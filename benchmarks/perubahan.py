"""Seconds of *Mengapa berubah* on budgets of its own, against the two plain sums that it needs.

Run from the top of the repository: ``.venv/bin/python benchmarks/perubahan.py [LINES ...]``
(200,000 and 1,000,000 lines a year unless told otherwise). Two years are imported: of every
hundred lines two end and two are new, half get other money; every third sub-activity is tagged,
some newly, some with another weight, some with documents of one year only. *Plain* is one question
a year: ceiling and claimed ARG by agency, sub-unit, sub-activity, account and fund source. Prints
medians of the three figures, the ratio, and the peak of memory above that of the open store.
Measure alone: the engine uses two threads.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from muat import COLUMNS, _line
from sebanding import _codes

if TYPE_CHECKING:
    from pug_metrics.store import Reading

YEARS = (2024, 2025)
PLAIN = """SELECT kode_skpd, kode_sub_unit, kode_sub_kegiatan, kode_rekening, kode_sumber_dana,
    sum(pagu) AS pagu, sum(klaim) AS klaim
FROM baris WHERE kode_daerah = '99.71' AND tahun = $tahun AND tahapan = 'MURNI' GROUP BY ALL"""


def fill(folder: Path, lines: int) -> None:
    """A database of ``lines`` lines in each of two years."""
    os.environ["PUG_FILES"] = str(folder / "berkas")
    from pug_metrics.ingest import Answers, commit, understand
    from pug_metrics.ingest.bulk import Wish, import_long
    from pug_metrics.store import Store

    with Store.open(folder / "pug.duckdb", derived=False) as store:
        for year in YEARS:
            path = folder / f"anggaran_{year}.csv"
            path.write_text("".join(_budget(year, lines)), encoding="utf-8")
            wish = Wish("anggaran", path, Answers(), "benchmark", accept_good=True)
            import_long(store, wish)
            path.unlink()
        for name, rows in (("tag_arg", _tags()), ("dokumen", _documents())):
            data = "\n".join(rows).encode()
            report = understand(name, data, f"{name}.csv", Answers(), store)
            commit(store, report, actor="benchmark", accept_good=True)


def _budget(year: int, lines: int) -> Iterator[str]:
    yield ",".join(COLUMNS) + "\n"
    later, first, other = year == YEARS[1], random.Random(7), random.Random(8)
    for number in range(lines):
        pagu = f"{first.randint(100_000, 900_000_000)}.50"
        changed = f"{other.randint(100_000, 900_000_000)}.25"
        moves = lines if later and number % 100 < 2 else 0
        yield _line(number + moves, changed if later and number % 2 else pagu, year)


def _tags() -> Iterator[str]:
    yield "kode_daerah,tahun,tahapan,kode_skpd,kode_sub_kegiatan,kategori_arg,bobot_arg"
    for year in YEARS:
        for place, number, agency, sub in _codes():
            changes = (number + place) % 11 == 0 and year == YEARS[1]
            if (number + place + changes) % 3 == 0:
                weight = "0.4" if number % 7 == 0 and year == YEARS[1] else "0.75"
                yield f"99.71,{year},MURNI,{agency},{sub},SPESIFIK,{weight}"


def _documents() -> Iterator[str]:
    yield "kode_daerah,tahun,kode_skpd,kode_sub_kegiatan,jenis,status"
    for year in YEARS:
        for place, number, agency, sub in _codes():
            if (3 * number + place + year) % 10 < 5:
                for kind in ("GAP", "GBS", "KAK"):
                    yield f"99.71,{year},{agency},{sub},{kind},DISETUJUI"


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Time of one call, and what it gives."""
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


def _plain(reading: Reading) -> None:
    for year in YEARS:
        reading.query(PLAIN, {"tahun": year})


def measure(folder: Path, lines: int) -> None:
    """Time every figure, its lines, and the plain sums."""
    from pug_metrics.metrics.result import Slice
    from pug_metrics.metrics.why import METRICS, Cause, why_moved
    from pug_metrics.metrics.why_lines import lines_behind
    from pug_metrics.store import Store

    ends = [Slice(daerah="99.71", tahun=year, tahapan="MURNI") for year in YEARS]
    plain, split, behind = [], [], []
    open_peak = 0
    for name in METRICS:
        # A store opened anew has split nothing yet.
        with Store.open(folder / "pug.duckdb") as store, store.frozen() as reading:
            open_peak = open_peak or _peak()
            plain.append(seconds(partial(_plain, reading))[0])
            took, moved = seconds(partial(why_moved, reading, reading, name, *ends))
            split.append(took)
            behind += [
                seconds(partial(lines_behind, reading, reading, moved, cause))[0]
                for cause in (Cause.UANG, Cause.BARU, Cause.BERAKHIR)
            ]
    middle = [statistics.median(each) for each in (plain, split, behind)]
    print(f"{lines:,} lines a year")
    print(f"two plain sums {middle[0]:.2f} s; split {middle[1]:.2f} s ({max(split):.2f} at most)")
    print(f"ratio {middle[1] / middle[0]:.2f}; lines behind a part {middle[2]:.2f} s "
          f"({max(behind):.2f} at most)")  # fmt: skip
    print(f"memory above the open store: {_peak() - open_peak} MiB")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(sizes: list[int]) -> None:
    """Fill and measure a database a size."""
    for lines in sizes:
        with tempfile.TemporaryDirectory() as name:
            fill(Path(name), lines)
            measure(Path(name), lines)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [200_000, 1_000_000])
