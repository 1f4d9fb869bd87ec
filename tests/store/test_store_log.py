"""A log that was cut, damaged or lost: the store opens, and every batch that is gone is named."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pug_metrics.store import Store

pytestmark = pytest.mark.usefixtures("rows_only")
HERE = Path(__file__).parent
WRITER = """
import os, sys
from pathlib import Path
from batches_by_hand import batch, line
from pug_metrics.store import Store, attached, connect
attached.derive.build = lambda *_: None
store = Store.open(Path(sys.argv[1]))
store.commit(batch([line("1.00")], "a"))
connect.FileTarget.checkpoint = lambda *_: None
store.commit(batch([line("2.00", sub="0002")], "b"))
store.undo(1, "Penguji")
store.commit(batch([line("3.00", sub="0003")], "c"))
os._exit(9)
"""
WRITTEN = {("unggahan", 1), ("unggahan", 2), ("unggahan", 3), ("batal", 1)}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of a process that died with one batch in the database and three entries in its log."""
    folder = tmp_path_factory.mktemp("mati")
    paths = os.pathsep.join([str(HERE.parents[1]), str(HERE)])
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(folder / "pug.duckdb")],
        capture_output=True, text=True, timeout=60, check=False,
        env=os.environ | {"PYTHONPATH": paths},
    )  # fmt: skip
    assert run.returncode == 9, run.stderr
    lines = (folder / "jurnal-pug.jsonl").read_text("utf-8").splitlines()
    assert {(entry["jenis"], entry["id"]) for entry in map(json.loads, lines)} == WRITTEN
    return folder


def opened_with(image: Path, folder: Path, log: bytes | None) -> list[str]:
    """Open a copy of ``image`` with another log; kinds of what is said after the checks."""
    shutil.copytree(image, folder)
    wal = folder / "pug.duckdb.wal"
    if log is None:
        wal.unlink()
    else:
        wal.write_bytes(log)
    with Store.open(folder / "pug.duckdb") as store:
        kinds = [warning.kind for warning in store.warnings]
        stored = {("unggahan", record.id_unggahan) for record in store.batches()}
        stored |= {("batal", r.id_unggahan) for r in store.batches() if r.dibatalkan}
        rows = store.query("SELECT DISTINCT id_unggahan AS id FROM simpan.anggaran").to_pylist()
    assert {("unggahan", row["id"]) for row in rows} == {e for e in stored if e[0] == "unggahan"}
    assert ("unggahan", 1) in stored
    lost = WRITTEN - stored
    assert kinds.count("hilang_dari_basis_data") == sum(kind == "unggahan" for kind, _ in lost)
    assert kinds.count("pembatalan_hilang") == sum(kind == "batal" for kind, _ in lost)
    if "wal_dikarantina" in kinds:
        (kept,) = (folder / "karantina").iterdir()
        assert kept.read_bytes() == log
    with Store.open(folder / "pug.duckdb") as again:
        assert {("unggahan", record.id_unggahan) for record in again.batches()} <= stored
    return kinds


def offsets(size: int, count: int) -> list[int]:
    return sorted({round(size * part / count) for part in range(count)})


def flipped(log: bytes, at: int) -> bytes:
    return log[:at] + bytes([log[at] ^ 0xFF]) + log[at + 1 :]


def test_the_whole_log_is_replayed_and_nothing_is_said(image, tmp_path):
    log = (image / "pug.duckdb.wal").read_bytes()
    assert opened_with(image, tmp_path / "utuh", log) == []


def test_a_lost_log_is_named_batch_by_batch(image, tmp_path):
    said = opened_with(image, tmp_path / "hilang", None)
    assert sorted(said) == [
        "hilang_dari_basis_data",
        "hilang_dari_basis_data",
        "pembatalan_hilang",
    ]


@pytest.mark.parametrize("count", [8, pytest.param(400, marks=pytest.mark.panjang)])
def test_a_log_cut_anywhere_opens_and_names_what_is_gone(image, tmp_path, count):
    log = (image / "pug.duckdb.wal").read_bytes()
    for at in offsets(len(log), count):
        opened_with(image, tmp_path / str(at), log[:at])


@pytest.mark.parametrize("count", [12, pytest.param(400, marks=pytest.mark.panjang)])
def test_a_log_damaged_anywhere_opens_and_names_what_is_gone(image, tmp_path, count):
    log = (image / "pug.duckdb.wal").read_bytes()
    said = [
        opened_with(image, tmp_path / str(a), flipped(log, a)) for a in offsets(len(log), count)
    ]
    assert any("wal_dikarantina" in kinds for kinds in said)
    assert all(kinds for kinds in said)
