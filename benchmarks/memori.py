"""Memory of the server process while a CSV of a million rows (200 MB) is read and understood.

Run from the top of the repository: ``.venv/bin/python benchmarks/memori.py [rows]`` (Linux). It
makes its own file and prints megabytes: of this process (the goal: reading adds no more than the
file) and of the reading process, and the seconds of both halves.
"""

from __future__ import annotations

import gc
import random
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pug_metrics.ingest import Answers, understand
from pug_metrics.tables.child import Job, read_apart, warm
from pug_metrics.tables.limits import MEBI, Limits

ROWS = 1_000_000
HEAD = (
    "Kode SKPD,Nama SKPD,Kode Sub Kegiatan,Nama Sub Kegiatan,Kode Rekening,Kode Sumber Dana,Pagu\n"
)
WORDS = ("Penyediaan", "Koordinasi", "Peningkatan", "Layanan", "Kapasitas", "Perempuan", "Anak",
         "Keluarga", "Pelatihan", "Pendampingan", "Data", "Kelembagaan", "Pelaksanaan")  # fmt: skip


def budget_file(rows: int) -> bytes:
    """A budget of ``rows`` lines of some 200 bytes, no two with the same key."""
    rng = random.Random(7)
    lines = [HEAD]
    for number in range(rows):
        unit, rest = number % 50 + 1, number // 50
        sub, account = rest % 900 + 1, rest // 900 + 1
        name = " ".join(rng.choice(WORDS) for _ in range(10))
        lines.append(
            f"2.{unit:02d}.0.00.0.00.01.0000,Dinas Urusan Nomor {unit} Kota Contoh,"
            f"2.{unit:02d}.02.2.01.{sub:04d},{name},5.1.02.01.01.{account:04d},1.1,"
            f"{rng.randrange(1, 10**9)}.{rng.randrange(100):02d}\n"
        )
    return "".join(lines).encode()


class Memory:
    """What this process holds, and the most it held since it was last asked."""

    def __init__(self) -> None:
        self._peak = 0
        self._ending = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    @staticmethod
    def now() -> int:
        """Megabytes in memory, mapped files counted as well."""
        status = Path("/proc/self/status").read_text("ascii", "replace")
        return int(status.split("VmRSS:")[1].split()[0]) // 1024

    def _look(self) -> None:
        while not self._ending.wait(0.01):
            self._peak = max(self._peak, self.now())

    def told(self, what: str, seconds: float | None = None) -> None:
        """Print the present and the peak, and begin a new peak."""
        gc.collect()
        now, peak = self.now(), self._peak
        took = "" if seconds is None else f"   {seconds:6.2f} s"
        print(f"{what:<34}{now:>7} MB now {max(peak, now):>7} MB at most{took}")
        self._peak = 0


def main(rows: int = ROWS) -> None:
    """Read, then understand, and print."""
    data = budget_file(rows)
    print(f"{rows:,} rows, {len(data) / 1e6:.0f} MB")
    warm()
    time.sleep(1)
    memory = Memory()
    time.sleep(0.1)
    memory.told("with the bytes of the file")
    job = Job()
    limits = Limits(rows=None, size=None, memory=8192 * MEBI)
    began = time.perf_counter()
    source = read_apart(data, "anggaran.csv", frozenset(), limits, job)
    memory.told("read", time.perf_counter() - began)
    print(f"{'reading process':<34}{job.peak // MEBI:>7} MB at most")
    print(f"{source.sheets[0].height:,} rows read")
    del source
    memory.told("read and forgotten")
    answers = Answers(tahun=2025, tahapan="MURNI", daerah="63.72")
    began = time.perf_counter()
    reader = partial(read_apart, limits=limits)
    report = understand("anggaran", data, "anggaran.csv", answers, reader=reader)
    memory.told("understood", time.perf_counter() - began)
    pa.default_memory_pool().release_unused()
    memory.told("unused memory given back")
    print(f"{report.dibaca:,} rows, {report.diterima:,} accepted")
    del report
    pa.default_memory_pool().release_unused()
    memory.told("understood and forgotten")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
