"""Importing a budget CSV against the engine's bare load of it, clean and with 0.1 % faults.

Run from the top of the repository: ``.venv/bin/python benchmarks/muat.py [ROWS ...]`` (10,000 and
1,000,000 rows unless told otherwise; ``bersih`` or ``kotor`` as a word leaves the other out). Makes
its own data, runs every load in a process of its own, prints seconds, ratios and peak memory, and
compares every reported row with the rows in which the faults were put.

*Bare* is ``CREATE TABLE AS read_csv`` with typed columns into a file: with ``DECIMAL(20,2)``, as
rupiah are stored, and with ``DECIMAL(18,2)``, which this engine casts ten times faster. An import
counts from the file on disk to the rows on disk: read, checked, stored in one transaction, written
in the journal, and the file kept.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
COLUMNS = (
    "tahun", "tahapan", "kode_daerah", "kode_skpd", "nama_skpd", "kode_sub_kegiatan",
    "nama_sub_kegiatan", "kode_rekening", "nama_rekening", "kode_sumber_dana",
    "nama_sumber_dana", "uraian_paket", "pagu",
)  # fmt: skip
FAULTS = ("1.234.567.89x", "abc", "12.34.56", "-5", "#REF!")
EVERY, FIRST_FAULT = 1000, 17


def make(path: Path, rows: int, *, dirty: bool, year: int = 2025) -> list[int]:
    """Write the CSV; gives the rows of the file (header is row 1) that hold a fault."""
    chance, faulty = random.Random(7), []
    with path.open("w", newline="", encoding="utf-8") as file:
        file.write(",".join(COLUMNS) + "\n")
        for number in range(rows):
            pagu = f"{chance.randint(100_000, 900_000_000)}{'.50' if number % 5 == 0 else ''}"
            if dirty and number % EVERY == FIRST_FAULT:
                pagu = FAULTS[number // EVERY % len(FAULTS)]
                faulty.append(number + 2)
            file.write(_line(number, pagu, year))
    return faulty


def _line(number: int, pagu: str, year: int) -> str:
    """A line whose key (sub-activity, account, fund source) no other line has."""
    agency, rest = number % 40, number // 40
    sub, rest = rest % 900, rest // 900
    account = rest % 1200
    sub_code = f"{1 + agency % 8}.{agency % 30 + 1:02d}.{sub % 9 + 1:02d}.2.{sub % 12 + 1:02d}" \
               f".{sub + 1:04d}"  # fmt: skip
    account_code = f"5.1.02.01.{account % 90 + 1:02d}.{account + 1:04d}"
    return (
        f"{year},MURNI,99.71,"
        f"{1 + agency % 8}.{agency % 30 + 1:02d}.0.00.0.00.{agency + 1:02d}.0000,"
        f"Dinas Contoh Nomor {agency + 1},{sub_code},Sub kegiatan {sub + 1},{account_code},"
        f"Belanja {account + 1},1.2.{number % 6 + 1:02d}.01,Sumber dana {number % 6 + 1},"
        f"Paket {number} pengadaan barang dan jasa,{pagu}\n"
    )


def bare(path: Path, database: Path, money: str) -> dict[str, float]:
    """Load with the engine alone."""
    import duckdb

    kinds = dict.fromkeys(COLUMNS, "VARCHAR") | {"tahun": "INTEGER", "pagu": money}
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
    began, used = time.perf_counter(), time.process_time()
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            f"CREATE TABLE t AS FROM read_csv('{path}', header = true, delim = ',', "
            f"quote = '\"', columns = {{{columns}}})"
        )
    return {"detik": time.perf_counter() - began, "cpu": time.process_time() - used}


def imported(path: Path, database: Path) -> dict[str, object]:
    """Import as the command line does."""
    from pug_metrics.ingest import Answers, commit, understand
    from pug_metrics.ingest.bulk import LONG, Wish, import_long
    from pug_metrics.store import Store

    began, used = time.perf_counter(), time.process_time()
    long = path.stat().st_size > LONG
    with Store.open(database, derived=False, memory=512 if long else None) as store:
        if long:
            wish = Wish("anggaran", path, Answers(), "benchmark", accept_good=True)
            report, _ = import_long(store, wish)
        else:
            report = understand("anggaran", path.read_bytes(), path.name, Answers(), store)
            understood = time.perf_counter() - began
            commit(store, report, actor="benchmark", accept_good=True)
    took = {"detik": time.perf_counter() - began, "cpu": time.process_time() - used}
    if path.stat().st_size <= LONG:
        took["temuan"] = understood
    rows = sorted({finding.row for finding in report.findings if finding.row})
    return {**took, "dibaca": report.dibaca, "ditolak": report.ditolak, "baris": rows}


def apart(*task: str) -> dict[str, object]:
    """Run one load in a process of its own: its figures and its peak memory in MiB."""
    run = subprocess.run(
        [sys.executable, __file__, "muat", *task], capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, cwd=ROOT,
    )  # fmt: skip
    if run.returncode:
        raise SystemExit(run.stderr)
    return json.loads(run.stdout.splitlines()[-1])


def one(kind: str, path: str, database: str) -> None:
    """The work of such a process."""
    import resource

    os.environ["PUG_FILES"] = str(Path(database).parent / "berkas")
    found = (
        imported(Path(path), Path(database))
        if kind == "impor"
        else bare(Path(path), Path(database), kind)
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**found, "puncak": peak}))


def measure(folder: Path, rows: int, *, dirty: bool) -> None:
    """Print the figures of one file."""
    path = folder / f"anggaran_{rows}_{'kotor' if dirty else 'bersih'}.csv"
    faulty = make(path, rows, dirty=dirty)
    best: dict[str, dict[str, object]] = {}
    # Bare loads of the dirty file stop at the first fault: its clean twin is the measure.
    clean = path
    if dirty:
        clean = folder / "bersih.csv"
        make(clean, rows, dirty=False)
    for _ in range(ROUNDS if rows <= 1_000_000 else 1):
        for kind, file in (
            ("DECIMAL(18,2)", clean), ("DECIMAL(20,2)", clean), ("impor", path)
        ):  # fmt: skip
            with tempfile.TemporaryDirectory(dir=folder) as place:
                found = apart(kind, str(file), str(Path(place) / "uji.duckdb"))
            if kind not in best or found["detik"] < best[kind]["detik"]:
                best[kind] = found
    own = best["impor"]
    kind_of_file = "0.1 % faults" if dirty else "clean"
    print(f"\n{rows:,} rows, {kind_of_file}, {path.stat().st_size / 1e6:.0f} MB")
    for kind, found in best.items():
        ratio = "" if kind == "impor" else f"  import = {own['detik'] / found['detik']:.2f}x"
        print(f"  {kind:14s} {found['detik']:7.2f} s  CPU {found['cpu']:6.2f} s  "
              f"peak {found['puncak']:6.0f} MiB{ratio}")  # fmt: skip
    if "temuan" in own:
        print(f"  findings shown after {own['temuan']:.2f} s")
    shown = own["baris"]
    right = sum(1 for row in shown if row in set(faulty))
    print(f"  rows read {own['dibaca']:,}, rejected {own['ditolak']:,} of {len(faulty):,} faulty; "
          f"rows named {len(shown):,}, right {right:,}")  # fmt: skip
    for file in {path, clean}:
        file.unlink()


def main(words: list[str]) -> None:
    """Measure every size asked for."""
    sizes = [int(word) for word in words if word.isdigit()] or [10_000, 1_000_000]
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            for dirty in (False, True):
                if ("bersih" if dirty else "kotor") not in words:
                    measure(Path(folder), rows, dirty=dirty)


if __name__ == "__main__":
    if sys.argv[1:2] == ["muat"]:
        one(*sys.argv[2:])
    else:
        main(sys.argv[1:])
