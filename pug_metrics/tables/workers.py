"""The reading processes that wait for a file: started ahead of time, ended with their parent."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
_SPARE = 2
_ENDING_S = 5
# Nothing else of the environment, where passwords may stand, reaches the reading process.
_PASSED_ON = frozenset(
    {"PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT",
     "SYSTEMDRIVE", "WINDIR", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL", "TZ"}
)  # fmt: skip
_OWN = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONUTF8": "1",
    # Address space that is only set aside counts against its limit as well.
    "MALLOC_ARENA_MAX": "2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    # A fresh process spends a third of its time on getting its memory page by page.
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}


class Worker:
    """One reading process: requests in, one answer each, in order."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pug_metrics.tables.worker"],
            cwd=_ROOT,
            env={name: value for name, value in os.environ.items() if name.upper() in _PASSED_ON}
            | _OWN,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            pipesize=1 << 20,
            # Ctrl-C is for the parent, which then ends its processes.
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, name="berkas", daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while line := self.process.stdout.readline():
            self._answers.put(line)
        self._answers.put(b"")

    def send(self, request: dict[str, Any], data: bytes) -> None:
        """Send a request and its bytes; a process that has ended is met by ``answer``."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            for part in (json.dumps(request).encode() + b"\n", data):
                view = memoryview(part)
                while view:
                    view = view[self.process.stdin.write(view) :]

    def answer(self, timeout: float) -> dict[str, Any] | None:
        """The answer, or None where the process has ended; raises ``queue.Empty``."""
        line = self._answers.get(timeout=timeout)
        return dict(json.loads(line)) if line.endswith(b"\n") else None

    def kill(self) -> None:
        """End the process at once, from any thread."""
        with contextlib.suppress(OSError):
            self.process.kill()

    def end(self) -> int:
        """End the process, wait for it, and return its exit code (negative: a signal)."""
        self.kill()
        try:
            code = self.process.wait(_ENDING_S)
        except subprocess.TimeoutExpired:
            # It hangs in the system itself; nobody waits for it any longer.
            return -1
        self._listener.join(_ENDING_S)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        return code

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self.process.poll() is None


class Workers:
    """Processes in waiting, for all threads. A process takes one file after another, one by one."""

    def __init__(self) -> None:
        self._waiting: list[Worker] = []
        self._lock = threading.Lock()
        self._owner = os.getpid()

    def take(self) -> Worker:
        """A process for one reading: one in waiting, else a new one."""
        with self._lock:
            self._forget_strangers()
            while self._waiting:
                worker = self._waiting.pop()
                if worker.alive:
                    return worker
        return Worker()

    def put_back(self, worker: Worker) -> None:
        """Give a process back that may read another file."""
        with self._lock:
            if len(self._waiting) < _SPARE:
                self._waiting.append(worker)
                return
        worker.end()

    def warm(self) -> None:
        """See to it that a process waits; costs the caller some milliseconds at most."""
        with self._lock:
            self._forget_strangers()
            self._waiting = [worker for worker in self._waiting if worker.alive]
            if not self._waiting:
                # Whoever needs it and cannot start it either will say so.
                with contextlib.suppress(OSError):
                    self._waiting.append(Worker())

    def end(self) -> None:
        """End all processes in waiting."""
        with self._lock:
            self._forget_strangers()
            ending, self._waiting = self._waiting, []
        for worker in ending:
            worker.end()

    def _forget_strangers(self) -> None:
        """After a fork the processes belong to the other half."""
        if self._owner != os.getpid():
            self._owner, self._waiting = os.getpid(), []


WORKERS = Workers()
atexit.register(WORKERS.end)
