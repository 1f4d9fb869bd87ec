"""Many readers and one writer: nobody sees half of a change."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from batches_by_hand import batch, line

from pug_metrics.store import Mode

LINES = 40
ROUNDS = 4


def version_of(number: int) -> list[dict[str, object]]:
    return [line(f"{number}.00", sub=f"{index:04d}") for index in range(LINES)]


def test_readers_never_see_half_of_a_swap(store):
    store.commit(batch(version_of(1), "1"))
    finished = threading.Event()

    def write() -> None:
        try:
            for number in range(2, ROUNDS + 2):
                mode = Mode.GANTI if number % 2 else Mode.PERUBAHAN
                store.commit(batch(version_of(number), str(number), mode=mode))
        finally:
            finished.set()

    def read() -> int:
        asked = 0
        while not finished.is_set() or not asked:
            with store.frozen() as reading:
                for table in ("berlaku_anggaran", "baris"):
                    (row,) = reading.query(
                        f"SELECT count(*) AS n, min(pagu) AS a, max(pagu) AS b FROM {table}"
                    ).to_pylist()
                    expected = Decimal(reading.version.number)
                    assert row == {"n": LINES, "a": expected, "b": expected}
            asked += 1
        return asked

    with ThreadPoolExecutor(9) as pool:
        readers = [pool.submit(read) for _ in range(8)]
        pool.submit(write).result(timeout=60)
        assert sum(reader.result(timeout=60) for reader in readers) >= 8
    assert store.version.number == ROUNDS + 1
    schemas = "SELECT count(*) AS n FROM duckdb_schemas() WHERE schema_name LIKE 'v%'"
    assert store.query(schemas).to_pylist() == [{"n": 1}]


def test_two_writers_take_turns(store):
    def write(name: str) -> None:
        for number in range(4):
            store.commit(batch([line("1.00", sub=f"{number:04d}")], f"{name}{number}"))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, "ab"))
    assert [record.id_unggahan for record in store.batches()] == list(range(1, 9))
    assert store.check() == ()


def test_a_snapshot_taken_between_commits_is_one_state(store, tmp_path):
    from pug_metrics.store import Store

    def write() -> None:
        for number in range(1, 6):
            store.commit(batch(version_of(number), str(number), mode=Mode.GANTI))

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        copies = [store.snapshot(tmp_path / f"salinan{number}.duckdb") for number in range(3)]
        writing.result(timeout=60)
    for copy in copies:
        with Store.open(copy) as other:
            (row,) = other.query("SELECT count(*) AS n, max(pagu) AS b FROM baris").to_pylist()
            done = other.version.number
            assert row == {"n": LINES if done else 0, "b": Decimal(done) if done else None}
