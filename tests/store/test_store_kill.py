"""A process killed at any moment leaves whole batches only, and every one it told of."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from killed_writer import LINES

from pug_metrics.store import Store, attached

HERE = Path(__file__).parent


def killed(database: Path, finished: int, seconds: float) -> list[tuple[str, int]]:
    """What a writer told of before it was killed.

    It dies ``seconds`` after it has told of ``finished`` changes (0: after it opened the store;
    -1: after it was started, so within imports and opening).
    """
    paths = os.pathsep.join([str(HERE.parents[1]), str(HERE)])
    writer = subprocess.Popen(
        [sys.executable, str(HERE / "killed_writer.py"), str(database)],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": paths},
    )  # fmt: skip
    assert writer.stdout is not None
    told = [writer.stdout.readline() for _ in range(finished + 1)]
    time.sleep(seconds)
    writer.kill()
    words = [text.split() for text in [*told, *writer.communicate()[0].splitlines()]]
    return [(word[0], int(word[1])) for word in words if len(word) == 2]


def assert_whole(database: Path, told: list[tuple[str, int]]) -> None:
    journal = database.with_name(f"jurnal-{database.stem}.jsonl")
    lines = journal.read_text("utf-8").split("\n")[:-1] if journal.exists() else []
    written = {(entry["jenis"], entry["id"]) for entry in map(json.loads, lines)}
    with Store.open(database) as store:
        assert store.warnings == ()
        assert store.check() == ()
        stored = {record.id_unggahan: record for record in store.batches()}
        counted = store.query(
            "SELECT id_unggahan, count(*) AS n, min(pagu) AS a, max(pagu) AS b "
            "FROM simpan.anggaran GROUP BY id_unggahan"
        ).to_pylist()
    assert {row["id_unggahan"] for row in counted} == set(stored)
    assert all(row["n"] == LINES and row["a"] == row["b"] for row in counted)
    assert {number for kind, number in written if kind == "unggahan"} <= set(stored)
    for kind, number in told:
        assert number in stored
        assert kind == "unggahan" or stored[number].dibatalkan is not None


@pytest.mark.parametrize("kills", [12, pytest.param(300, marks=pytest.mark.panjang)])
def test_no_batch_is_partial_and_none_is_lost(tmp_path, monkeypatch, kills):
    monkeypatch.setattr(attached.derive, "build", lambda *_: None)
    moments = random.Random(int(os.environ.get("PUG_SEED", "5")))
    told: dict[Path, list[tuple[str, int]]] = {}
    for round_ in range(kills):
        database = tmp_path / str(round_ // 20) / "pug.duckdb"
        opening = round_ % 6 == 5
        finished = -1 if opening else moments.randrange(3)
        seconds = moments.uniform(0.2, 0.8) if opening else moments.uniform(0.0, 0.08)
        told.setdefault(database, []).extend(killed(database, finished, seconds))
        assert_whole(database, told[database])
    assert sum(map(len, told.values())) >= kills // 3
