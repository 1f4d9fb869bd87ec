"""One process a database: a lock on a file beside it, never on the database file itself."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from pug_metrics.errors import StoreError

_HELD = (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)


class FileLock:
    """Exclusive lock that the operating system frees when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        """Take the lock on ``path``; raises ``OSError`` where the file cannot be made.

        Raises ``StoreError`` ``basis_data_terkunci`` when another holder has it, in this process
        or in another one.
        """
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._handle)
        except OSError as error:
            if error.errno in _HELD:
                os.close(self._handle)
                raise StoreError("basis_data_terkunci", berkas=str(path.with_suffix(""))) from None
            # a file system without locks: the lock of the engine on its own file remains

    def release(self) -> None:
        """Free the lock; the file stays, since removing it would let two holders in."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _take(handle: int) -> None:
    try:
        import fcntl
    except ImportError:
        _take_on_windows(handle)
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _take_on_windows(handle: int) -> None:
    try:
        import msvcrt
    except ImportError:
        return  # neither kind of lock: the lock of the engine on its own file remains
    locking = getattr(msvcrt, "locking")  # noqa: B009 - the attribute exists on Windows only
    locking(handle, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
