"""One whole number a row instead of several texts: to group and compare by, fast and exact."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.tables.masks import no

# A product of this many different values still fits a signed number of 64 bits.
_ROOM = 2**62


def row_keys(columns: Iterable[pa.Array | pa.ChunkedArray]) -> pa.Array:
    """An int64 key a row: equal exactly where all columns are equal (null equals null)."""
    key: pa.Array | None = None
    different = 1
    for column in columns:
        numbers, size = _numbered(column)
        if key is None:
            key, different = numbers, size
            continue
        if different * size > _ROOM:
            key, different = _numbered(key)
        key = pc.add(pc.multiply(key, size), numbers)
        different *= size
    return pa.array([], pa.int64()) if key is None else key


def _numbered(column: pa.Array | pa.ChunkedArray) -> tuple[pa.Array, int]:
    """Numbers from 0 for the different values of a column, and how many there are."""
    encoded = column.dictionary_encode(null_encoding="encode")
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        return pa.array([], pa.int64()), 1
    return encoded.indices.cast(pa.int64()), max(1, len(encoded.dictionary))


def repeated(keys: pa.Array) -> pa.Array:
    """Mask of the rows whose key stands more than once."""
    order = np.sort(plain_numbers(keys))
    often = np.unique(order[1:][order[1:] == order[:-1]])
    if not len(often):
        return no(len(keys))
    return pc.is_in(keys, pa.array(often))


def plain_numbers(keys: pa.Array) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The numbers of an int64 array without nulls; ``to_numpy`` would import pandas for it."""
    if not len(keys):
        return np.empty(0, np.int64)
    return np.frombuffer(keys.buffers()[1], np.int64)[keys.offset : keys.offset + len(keys)]
