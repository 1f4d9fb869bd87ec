"""Masks of rows: three small things that arrow leaves to its callers."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc


def sure(mask: pa.Array) -> pa.Array:
    """Where the mask surely holds: unknown counts as no."""
    return pc.fill_null(mask, pa.scalar(value=False))


def no(height: int) -> pa.Array:
    """A mask that holds nowhere."""
    return pa.repeat(pa.scalar(value=False), height)


def some(mask: pa.Array) -> bool:
    """Whether the mask holds anywhere."""
    return bool(pc.any(mask).as_py())


def times(mask: pa.Array) -> int:
    """How often the mask holds."""
    return int(pc.sum(pc.cast(mask, pa.int64())).as_py() or 0)
