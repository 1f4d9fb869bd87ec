"""Files are read in a process of their own: same sheets, limits that hold, nothing left behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pug_metrics.language import sentence, speaking
from pug_metrics.tables import child
from pug_metrics.tables.child import Job, read_apart, warm
from pug_metrics.tables.folders import make, private_folder
from pug_metrics.tables.limits import MEBI, Limits
from pug_metrics.tables.sheet import FileRefused
from pug_metrics.tables.source import read_source
from pug_metrics.tables.workers import Worker, Workers
from tests.ingest.files_by_hand import HEAD, csv_of, line, xlsx_of

SMALL = b"Kode SKPD;Pagu\n1.01;5\n"
KNOWN = frozenset({"kode skpd", "pagu"})
# Ragged rows with quotes: they are read one by one, which takes seconds.
SLOW = b"a,b\n" + b'1,2,"3"\n"4"\n' * 2_000_000
KILLED = """
import threading, time
from pug_metrics.tables import child, workers
worker, job = workers.Worker(), child.Job()
workers.WORKERS.put_back(worker)
data = b"a,b" + b'\\n1,2,"3"\\n"4"' * 500_000
threading.Thread(target=child.read_apart, args=(data, "uji.csv"), kwargs={"job": job}).start()
job.begun.wait()
time.sleep(0.5)
print(worker.process.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Whatever a reading leaves would lie here."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert list(tmp_path.iterdir()) == []


def kind_of(data: bytes | Path, **given: object) -> str:
    with pytest.raises(FileRefused) as refused:
        read_apart(data, "uji.csv", **given)
    return refused.value.kind


def test_apart_and_in_process_give_the_same_source():
    book = xlsx_of({"Satu": [HEAD, line(), ["x", 1.5, None]], "Dua": [["a"], [2]]})
    for name, data in {
        "a.csv": SMALL,
        "b.xlsx": book,
        "c.csv": "é;b\n1;2".encode("utf-16"),
    }.items():
        assert read_apart(data, name, KNOWN) == read_source(data, name, KNOWN)


def test_a_path_is_opened_by_the_other_process_only(tmp_path: Path):
    path = tmp_path / "berkas.csv"
    path.write_bytes(SMALL)
    assert read_apart(path, "berkas.csv", KNOWN) == read_source(SMALL, "berkas.csv", KNOWN)
    path.unlink()


def test_what_readers_refuse_comes_through_with_its_facts():
    data = csv_of([["Kode SKPD", "Pagu"], ["1.01", "5\x00"]]).encode()
    with pytest.raises(FileRefused) as refused:
        read_apart(data, "uji.csv")
    assert (refused.value.kind, refused.value.facts) == ("berkas_nul", {"baris": 2})


def test_a_file_above_a_limit_is_refused_before_it_is_sent():
    assert kind_of(SMALL, limits=Limits(size=5)) == "berkas_terlalu_besar"


def test_a_sheet_with_more_rows_than_allowed_is_refused_with_both_numbers():
    with pytest.raises(FileRefused) as refused:
        read_apart(b"a,b\n1,2\n3,4\n", "uji.csv", limits=Limits(rows=2))
    assert refused.value.kind == "berkas_terlalu_panjang"
    assert refused.value.facts == {"jumlah": 3, "batas": 2}
    assert read_apart(b"a,b\n1,2\n3,4\n", "uji.csv", limits=Limits(rows=None)).sheets[0].height == 3


def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_one_is_read():
    data = b"a,b\n" + b"1,2\n" * 30_000_000
    assert kind_of(data, limits=Limits(memory=400 * MEBI, rows=None)) == "berkas_memori"
    assert read_apart(SMALL, "uji.csv").sheets[0].height == 2


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_is_read():
    began = time.monotonic()
    assert kind_of(SLOW, limits=Limits(seconds=0.3)) == "berkas_lambat"
    assert time.monotonic() - began < 10
    assert read_apart(SMALL, "uji.csv").sheets[0].height == 2


def test_a_reading_can_be_cancelled_from_another_thread():
    job = Job()
    timer = threading.Timer(0.3, job.cancel)
    timer.start()
    assert kind_of(SLOW, job=job) == "berkas_dibatalkan"
    timer.join()
    assert job.told() == "Membaca berkas."


def test_a_reading_cancelled_before_it_begins_never_begins():
    job = Job()
    job.cancel()
    assert kind_of(SMALL, job=job) == "berkas_dibatalkan"


def test_two_files_are_read_at_a_time_and_a_third_can_leave_the_queue(monkeypatch):
    turns = threading.BoundedSemaphore(child.AT_ONCE)
    monkeypatch.setattr(child, "_turns", turns)
    for _ in range(child.AT_ONCE):
        turns.acquire()
    job, kinds = Job(), []
    third = threading.Thread(target=lambda: kinds.append(kind_of(SMALL, job=job)))
    third.start()
    time.sleep(0.3)
    assert third.is_alive()
    assert job.told() == "Menunggu giliran: 2 berkas lain sedang dibaca."
    job.cancel()
    third.join(5)
    assert kinds == ["berkas_dibatalkan"]
    turns.release()
    assert read_apart(SMALL, "uji.csv").sheets[0].height == 2


def test_many_threads_get_each_its_own_file():
    found: dict[int, list[str]] = {}

    def read(number: int) -> None:
        source = read_apart(b"a,b\n%d,2\n" % number, f"{number}.csv")
        found[number] = [source.file_name, source.sheets[0].columns[0][1].as_py()]

    threads = [threading.Thread(target=read, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == {number: [f"{number}.csv", str(number)] for number in range(12)}


def test_a_reader_that_dies_is_told_in_a_sentence_and_replaced(monkeypatch):
    killed = Worker()
    pool = Workers()
    pool.put_back(killed)
    monkeypatch.setattr(child, "WORKERS", pool)
    send = killed.send

    def send_and_die(request: dict[str, object], data: bytes) -> None:
        killed.process.terminate()
        killed.process.wait()
        send(request, data)

    monkeypatch.setattr(killed, "send", send_and_die)
    assert kind_of(SMALL) == "berkas_pembaca_gagal"
    assert read_apart(SMALL, "uji.csv").sheets[0].height == 2
    pool.end()


def test_a_process_that_cannot_be_started_is_told_in_a_sentence(monkeypatch):
    def no_room(*_: object, **__: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(child, "WORKERS", Workers())
    monkeypatch.setattr(subprocess, "Popen", no_room)
    warm()
    assert kind_of(SMALL) == "berkas_pembaca_tidak_jalan"


def test_a_full_disk_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/dev/null/tidak-ada")
    assert kind_of(SMALL) == "berkas_tanpa_ruang"


def test_every_refusal_of_a_reading_has_a_sentence_in_both_languages():
    facts = {"batas": 2048, "detik": 120, "ukuran": 300, "jumlah": 2_000_000}
    text = Path(child.__file__).read_text("utf-8")
    kinds = set(re.findall(r'FileRefused\(\s*"(\w+)"', text))
    assert len(kinds) > 6
    for language in ("id", "en"):
        with speaking(language):
            for kind in kinds:
                said = sentence(FileRefused(kind, **facts))
                assert said.endswith(".")
                assert kind not in said


def test_a_defect_of_a_reader_is_no_refusal_of_its_own_and_tells_no_cell(monkeypatch, caplog):
    answer = {"kind": "gagal", "where": "KeyError at source.py:1", "peak": 0}
    monkeypatch.setattr(Worker, "answer", lambda *_: answer)
    assert kind_of(SMALL) == "berkas_pembaca_gagal"
    assert "KeyError at source.py:1" in caplog.text


def test_a_process_in_waiting_makes_a_small_file_quick():
    warm()
    read_apart(SMALL, "uji.csv")
    times = []
    for _ in range(5):
        began = time.perf_counter()
        read_apart(SMALL, "uji.csv")
        times.append(time.perf_counter() - began)
    assert min(times) < 0.1


def test_processes_in_waiting_end_with_their_pool():
    pool = Workers()
    pool.warm()
    pool.warm()
    (worker,) = [pool.take()]
    pool.put_back(worker)
    pool.end()
    assert not worker.alive


def test_the_process_ends_when_its_parent_is_gone():
    worker = Worker()
    worker.process.stdin.close()
    assert worker.process.wait(20) == 0
    worker.end()


def test_a_killed_parent_leaves_neither_process_nor_file(tmp_path: Path):
    parent = subprocess.Popen(
        [sys.executable, "-c", KILLED],
        stdout=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(tmp_path), "TEMP": str(tmp_path)},
    )
    number = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    if os.name == "posix":
        until(lambda: b"worker" not in command_of(number))
    until(lambda: list(tmp_path.iterdir()) == [])


def command_of(number: int) -> bytes:
    """The command line of a process; none once it has ended, waited for or not."""
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""


def until(true: Callable[[], bool]) -> None:
    """Wait until something holds; fail after half a minute."""
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_process_gets_no_secrets_of_the_environment(monkeypatch):
    monkeypatch.setenv("PUG_DATABASE", "rahasia")
    worker = Worker()
    environment = Path(f"/proc/{worker.process.pid}/environ")
    if environment.exists():
        assert b"rahasia" not in environment.read_bytes()
    worker.end()
    assert not worker.alive


def test_the_private_folder_is_private(tmp_path: Path):
    with private_folder() as folder:
        assert (folder.parent, folder.exists()) == (tmp_path, False)
        make(folder)
        if os.name == "posix":
            assert folder.stat().st_mode & 0o077 == 0
        (folder / "isi").write_bytes(b"x")
    assert not folder.exists()
