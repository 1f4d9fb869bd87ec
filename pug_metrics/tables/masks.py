"""Masks of rows: three small things that arrow leaves to its callers."""

from __future__ import annotations

from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

Rows = TypeVar("Rows", pa.Array, pa.Table)


def sure(mask: pa.Array) -> pa.Array:
    """Where the mask surely holds: unknown counts as no."""
    return pc.fill_null(mask, pa.scalar(value=False))


def no(height: int) -> pa.Array:
    """A mask that holds nowhere."""
    return pa.repeat(pa.scalar(value=False), height)


def some(mask: pa.Array) -> bool:
    """Whether the mask holds anywhere."""
    return bool(pc.any(mask).as_py())


def every(mask: pa.Array) -> bool:
    """Whether the mask surely holds everywhere (also where there is nothing)."""
    return not mask.null_count and bool(pc.all(mask, min_count=0).as_py())


def kept(rows: Rows, mask: pa.Array) -> Rows:
    """The rows where ``mask`` holds; nothing is copied where that is all of them."""
    return rows if every(mask) else rows.filter(mask)


def times(mask: pa.Array) -> int:
    """How often the mask holds."""
    return int(pc.sum(pc.cast(mask, pa.int64())).as_py() or 0)
