"""Hostile bytes are opened in a process of their own: a file in, its sheets or a refusal out."""

from __future__ import annotations

import logging
import os
import queue
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa

from pug_metrics.language import say
from pug_metrics.tables import wire
from pug_metrics.tables.folders import private_folder
from pug_metrics.tables.limits import MEBI, Limits
from pug_metrics.tables.sheet import FileRefused, Source
from pug_metrics.tables.watch import committed
from pug_metrics.tables.workers import WORKERS, Worker

Reader = Callable[[bytes, str, frozenset[str]], Source]

AT_ONCE = 2
USUAL = Limits()
_LOOK_S = 0.1
# A process that has read more, or held more, is not used again: it would keep its memory.
_SMALL = 8 * MEBI
_LIGHT = 512 * MEBI
# An allocation that fails outside of Python ends in SIGABRT, a machine that is full in SIGKILL.
_MEMORY_SIGNALS = ("SIGABRT", "SIGKILL")

_turns = threading.BoundedSemaphore(AT_ONCE)
_log = logging.getLogger(__name__)


class Job:
    """One reading as other threads see it: whether it has begun, and a way to stop it.

    ``begun`` is set once it no longer waits for others; ``peak`` is the most memory that the
    process which read it has held, in bytes (0: not known).
    """

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.peak = 0
        self._cancelled = False
        self._worker: Worker | None = None
        self._lock = threading.Lock()

    def cancel(self) -> None:
        """Stop the reading: whoever waits for it gets ``FileRefused`` ``berkas_dibatalkan``."""
        with self._lock:
            self._cancelled = True
            if self._worker is not None:
                self._worker.kill()

    @property
    def cancelled(self) -> bool:
        """Whether the reading was stopped."""
        return self._cancelled

    def told(self) -> str:
        """What it is doing, as a sentence in the current language."""
        return say("baca_berjalan") if self.begun.is_set() else say("baca_menunggu", jumlah=AT_ONCE)

    def of(self, worker: Worker | None) -> None:
        """Say which process reads; None once it no longer does."""
        with self._lock:
            self._worker = worker

    def check(self) -> None:
        """Raise ``FileRefused`` once the reading was stopped."""
        if self._cancelled:
            raise FileRefused("berkas_dibatalkan")


def warm() -> None:
    """Start a reading process ahead of the first file, so that nobody waits for its imports."""
    WORKERS.warm()


def read_apart(
    data: bytes | Path,
    file_name: str,
    known: frozenset[str] = frozenset(),
    limits: Limits = USUAL,
    job: Job | None = None,
) -> Source:
    """Bring a file to sheets of text as ``read_source`` does, in a process under ``limits``.

    ``data``: the bytes, or the path of a file that only the process opens. ``AT_ONCE`` files are
    read at a time, others wait. To stop a reading from another thread, make a ``Job``, pass it
    here and call its ``cancel()``. The cells lie in a mapped file without a name, not in memory of
    this process.

    Raises ``FileRefused``: what the readers refuse, and ``berkas_terlalu_besar``,
    ``berkas_terlalu_panjang``, ``berkas_memori``, ``berkas_lambat``, ``berkas_pembaca_gagal``,
    ``berkas_pembaca_tidak_jalan``, ``berkas_tanpa_ruang``, ``berkas_dibatalkan``.
    """
    size = data.stat().st_size if isinstance(data, Path) else len(data)
    if limits.size is not None and size > limits.size:
        raise FileRefused("berkas_terlalu_besar", ukuran=size // 1_000_000)
    job = job or Job()
    while not _turns.acquire(timeout=_LOOK_S):
        job.check()
    try:
        job.begun.set()
        with private_folder() as folder:
            request = {
                "name": file_name,
                "known": sorted(known),
                "limits": asdict(limits),
                "folder": str(folder),
                "path": str(data.resolve()) if isinstance(data, Path) else "",
                "size": size,
            }
            return _read(request, b"" if isinstance(data, Path) else data, limits, job)
    except OSError as error:
        raise FileRefused("berkas_tanpa_ruang") from error
    finally:
        _turns.release()


def _read(request: dict[str, Any], data: bytes, limits: Limits, job: Job) -> Source:
    try:
        worker = WORKERS.take()
    except OSError as error:
        raise FileRefused("berkas_pembaca_tidak_jalan") from error
    reusable = False
    try:
        job.of(worker)
        job.check()
        worker.send(request, data)
        answer = _answer(worker, limits, job)
        job.peak = int(answer["peak"])
        refused = _refusal(answer, limits)
        light = request["size"] <= _SMALL and job.peak <= _LIGHT
        reusable = light and (refused is None or refused.kind == answer["kind"])
        if refused is not None:
            raise refused
        return _mapped(Path(request["folder"]) / wire.RESULT)
    finally:
        job.of(None)
        if reusable and not job.cancelled:
            WORKERS.put_back(worker)
        else:
            worker.end()
            WORKERS.warm()


def _answer(worker: Worker, limits: Limits, job: Job) -> dict[str, Any]:
    """What the process answers; it is looked at now and then whether it may go on."""
    end = time.monotonic() + limits.seconds
    while True:
        try:
            answer = worker.answer(_LOOK_S)
        except queue.Empty:
            job.check()
            if time.monotonic() > end:
                raise _slow(limits) from None
            if committed(worker.process) > limits.memory:
                raise _heavy(limits) from None
            continue
        if answer is None:
            code = worker.end()
            job.check()
            raise _ended(code, limits)
        return answer


def _refusal(answer: dict[str, Any], limits: Limits) -> FileRefused | None:
    match answer:
        case {"kind": "memori"}:
            return _heavy(limits)
        case {"kind": "ruang"}:
            return FileRefused("berkas_tanpa_ruang")
        case {"kind": "gagal", "where": where}:
            _log.warning("a reading failed: %s", where)
            return FileRefused("berkas_pembaca_gagal")
        case {"kind": kind, "facts": facts}:
            return FileRefused(kind, **facts)
    return None


def _ended(code: int, limits: Limits) -> FileRefused:
    """Why a process ended without an answer, by its exit code (negative: a signal)."""
    if code == -getattr(signal, "SIGXCPU", 0) and code:
        return _slow(limits)
    if code in {-getattr(signal, name, 0) for name in _MEMORY_SIGNALS} and code:
        return _heavy(limits)
    _log.warning("a reading process ended with exit code %d", code)
    return FileRefused("berkas_pembaca_gagal")


def _slow(limits: Limits) -> FileRefused:
    return FileRefused("berkas_lambat", detik=round(limits.seconds))


def _heavy(limits: Limits) -> FileRefused:
    return FileRefused("berkas_memori", batas=limits.memory // MEBI)


def _mapped(path: Path) -> Source:
    """The source in a file, mapped: its folder can go, what lies in the map stays."""
    try:
        if os.name == "nt":
            # A mapped file of Windows could not be removed as long as the sheets are used.
            return wire.read(pa.py_buffer(path.read_bytes()))
        with pa.memory_map(str(path)) as file:
            return wire.read(file.read_buffer())
    except (pa.ArrowInvalid, ValueError, TypeError, LookupError) as error:
        _log.warning("a reading gave no whole result: %s", type(error).__name__)
        raise FileRefused("berkas_pembaca_gagal") from error
