"""A long delimited file cut into pieces that end with a line, so that it is never held whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pug_metrics.tables.sheet import FileRefused
from pug_metrics.tables.workbook import is_workbook

PIECE = 24 * 1024 * 1024
_LOOKED_AT = 65_536
# So many line ends may lie within one quoted cell before the quotes are called broken.
_TRIES = 1000


def can_be_cut(path: Path) -> bool:
    """Whether a file is text of one byte a sign with lines ended by LF: CSV in every usual coding.

    Workbooks and UTF-16 cannot be cut.
    """
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
    return not is_workbook(head) and b"\0" not in head and b"\n" in head


class Cutter:
    """The pieces of a file, each read once; ``sha256`` is of all that was cut so far."""

    def __init__(self, path: Path, size: int = PIECE) -> None:
        """``size``: bytes of a piece, about."""
        self._path = path
        self._size = size
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """Hash of the bytes cut so far: of the file, after the last piece."""
        return self._digest.hexdigest()

    def __iter__(self) -> Iterator[bytes]:
        """Pieces in order; raises ``FileRefused`` ``berkas_kutip_rusak``."""
        rest = b""
        with self._path.open("rb") as file:
            while block := file.read(self._size):
                self._digest.update(block)
                text = rest + block
                end = _line_end(text)
                rest = text[end:]
                if end:
                    yield text[:end]
        if rest:
            yield rest


def _line_end(text: bytes) -> int:
    """Where the last line ends that is not within quotes; 0 where no line does."""
    end, quotes = len(text), text.count(b'"')
    for _ in range(_TRIES):
        start = text.rfind(b"\n", 0, end) + 1
        quotes -= text.count(b'"', start, end)
        if quotes % 2 == 0:
            return start
        end = start - 1
    raise FileRefused("berkas_kutip_rusak", baris=text.count(b"\n", 0, end) + 1)
