"""One stream out of an OLE compound file (XLS). Source of the form: [MS-CFB] 2.1 to 2.6."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_END = 0xFFFFFFFA
_ENTRY = 128


class _Broken(ValueError):
    """A chain of sectors that leads nowhere."""


def stream(data: bytes, names: tuple[str, ...]) -> bytes:
    """The bytes of the first stream that has one of the names; empty where there is none.

    Raises ``ValueError`` for a damaged file.
    """
    try:
        return _Compound(data).stream(names)
    except (struct.error, IndexError) as error:
        raise _Broken(str(error)) from error


class _Compound:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = 1 << struct.unpack_from("<H", data, 30)[0]
        if self._size not in (512, 4096):
            raise _Broken(self._size)
        self._fat = self._table(self._fat_sectors())
        first, self._cutoff, mini = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
        directory = self._chain(first)
        self._entries = [
            directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)
        ]
        self._mini_fat = self._table(self._sectors(mini)) if mini < _END else ()

    def _fat_sectors(self) -> Iterator[int]:
        """The sectors that hold the allocation table, the first 109 named in the header."""
        yield from (each for each in struct.unpack_from("<109I", self._data, 76) if each < _END)
        sector, left = struct.unpack_from("<2I", self._data, 68)
        for _ in range(min(left, len(self._data) // self._size)):
            if sector >= _END:
                return
            *named, sector = struct.unpack(f"<{self._size // 4}I", self._sector(sector))
            yield from (each for each in named if each < _END)

    def _table(self, sectors: Iterator[int]) -> tuple[int, ...]:
        content = b"".join(self._sector(each) for each in sectors)
        return struct.unpack(f"<{len(content) // 4}I", content)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size].ljust(self._size, b"\0")

    def _sectors(self, first: int) -> Iterator[int]:
        return _walk(first, self._fat)

    def _chain(self, first: int) -> bytes:
        return b"".join(self._sector(each) for each in self._sectors(first))

    def stream(self, names: tuple[str, ...]) -> bytes:
        for entry in self._entries:
            length = struct.unpack_from("<H", entry, 64)[0]
            if entry[: max(0, length - 2)].decode("utf-16-le", "replace") not in names:
                continue
            first, size = struct.unpack_from("<2I", entry, 116)
            if size >= self._cutoff:
                return self._chain(first)[:size]
            return self._small(first)[:size]
        return b""

    def _small(self, first: int) -> bytes:
        root = struct.unpack_from("<I", self._entries[0], 116)[0]
        mini = self._chain(root)
        return b"".join(mini[at * 64 : at * 64 + 64] for at in _walk(first, self._mini_fat))


def _walk(first: int, table: tuple[int, ...]) -> Iterator[int]:
    """The sectors of a chain; no longer than the table, so that a circle ends."""
    sector = first
    for _ in range(len(table)):
        if sector >= _END:
            return
        yield sector
        sector = table[sector]
    if sector < _END:
        raise _Broken(sector)
