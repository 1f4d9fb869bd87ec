"""A private folder for one reading: only its owner looks in, and nothing of it is left."""

from __future__ import annotations

import secrets
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
    """The name of a folder that the reading process makes; removed at the end with all in it.

    It is not made here: a server that is killed before the process knows of it leaves nothing.
    """
    _sweep()
    folder = Path(tempfile.gettempdir()) / f"{_PREFIX}{secrets.token_hex(16)}"
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make(folder: Path) -> None:
    """Make a private folder of mode 0700; raises ``OSError``, also where there is one already."""
    folder.mkdir(mode=0o700)


@cache
def _sweep() -> None:
    """Remove, once, what was left where server and process were killed together."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.lstat().st_mtime > _FORGOTTEN_S:
                shutil.rmtree(folder, ignore_errors=True)
