"""A private folder for one reading: only its owner looks in, and nothing of it is left."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

_PREFIX = "pug-baca-"
_FORGOTTEN_S = 86_400


@contextmanager
def private_folder() -> Iterator[Path]:
    """A new folder of mode 0700, removed with all in it; raises ``OSError`` where none can be."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@cache
def _sweep() -> None:
    """Remove, once, what a server left that was killed in the middle of a reading."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.lstat().st_mtime > _FORGOTTEN_S:
                shutil.rmtree(folder, ignore_errors=True)
