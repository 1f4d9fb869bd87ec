"""What forms write below an account: its items, without a code, with sums equal to the account.

A DPA or RKA names an account with its amount and below it the items bought; counting both would
double the money. The account is the line, its items are set aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest.arithmetic import Amounts, Ladder, ladder
from pug_metrics.ingest.frame import Frame, filled
from pug_metrics.ingest.setaside import Aside
from pug_metrics.tables.masks import some

_PROGRAMME = ("kode_program", "kode_kegiatan", "kode_sub_kegiatan")
# Items stand below up to two titles, [#] and [-], each of which repeats their sum.
_LEVELS = 3
_LEAST = 2


def account_items(frame: Frame, left: pa.Array, amounts: Sequence[pa.Array]) -> list[Aside]:
    """Rows without account and programme below an account whose amount they add up to.

    One equal row alone may be chance: two rows are needed, and more blocks that agree than not.
    """
    coded = pc.and_(left, filled(frame.get("kode_rekening")))
    bare = pc.and_(left, pc.is_null(frame.get("kode_rekening")))
    for name in _PROGRAMME:
        bare = pc.and_(bare, pc.is_null(frame.get(name)))
    if not amounts or not some(bare) or not some(coded):
        return []
    steps = ladder(amounts, bare)
    if steps is None:
        return []
    agency = frame.get("kode_skpd")
    blocks = [
        block
        for block in _blocks(np.asarray(bare.to_numpy(zero_copy_only=False)))
        if block.start and coded[block.start - 1].as_py() and _of_one(agency, block)
    ]
    equal = [block for block in blocks if _adds_up(steps, block)]
    if sum(map(len, equal)) < _LEAST or len(equal) * 2 <= len(blocks):
        return []
    mask = np.zeros(frame.height, dtype=bool)
    for block in equal:
        mask[block.start : block.stop] = True
    return [Aside("rincian_rekening", "", pa.array(mask), 3)]


def _blocks(bare: np.ndarray) -> Iterator[range]:
    """Runs of rows where ``bare`` holds."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], bare.astype(np.int8), [0]))))
    for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield range(start, stop)


def _of_one(agency: pa.Array, block: range) -> bool:
    """Whether the items name no other agency than their account."""
    named = pc.unique(agency.slice(block.start, len(block))).drop_null().to_pylist()
    return not named or named == [agency[block.start - 1].as_py()]


def _adds_up(steps: Ladder, block: range) -> bool:
    """Whether the items are the account once, or once a level that repeats it."""
    own = steps.amount(block.start - 1)
    held: Amounts = tuple(
        after - before
        for after, before in zip(steps.before(block.stop), steps.before(block.start), strict=True)
    )
    if not any(own):
        return False
    first = steps.amount(block.start)
    levels = range(1, _LEVELS + 1) if first == own else (1,)
    return any(held == tuple(level * each for each in own) for level in levels)
