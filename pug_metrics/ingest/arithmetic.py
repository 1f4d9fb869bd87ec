"""Totals known by their amounts alone: a row without a line's code equals the rows at its side.

A row counts as a total only where every amount column agrees to the sen, over two rows or more, and
none of its own codes contradicts theirs. Rows with a full code are never set aside for their sums.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.frame import Frame, filled
from pug_metrics.ingest.keys import plain_numbers
from pug_metrics.ingest.setaside import Aside
from pug_metrics.ingest.totals import bare_rows
from pug_metrics.tables.masks import no, some, sure

# Datasets whose files stand in levels; a line of theirs may lack a code and still be a line.
_LEVELLED = frozenset({"anggaran", "realisasi", "apbdes"})
_LEAST = 2
_LEAST_SUSPECTED = 3
KINDS = ("subtotal_atas", "subtotal_bawah")
Amounts = tuple[int, ...]


def sen_of(amount: pa.Array) -> pa.Array | None:
    """An amount column in whole sen (or people) as int64, blank as 0; None where it has no room."""
    try:
        if pa.types.is_decimal(amount.type):
            amount = pc.multiply(amount, pa.scalar(Decimal(100)))
        return pc.fill_null(amount.cast(pa.int64()), 0)
    except pa.ArrowInvalid:
        return None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Running sums over the lines. ``sums``: one array a column, entry i = lines before row i."""

    amounts: tuple[np.ndarray, ...]
    sums: tuple[np.ndarray, ...]
    counts: np.ndarray

    def amount(self, row: int) -> Amounts:
        """The amounts of a row itself."""
        return tuple(int(each[row]) for each in self.amounts)

    def before(self, row: int) -> Amounts:
        """The sums of all lines before a row."""
        return tuple(int(each[row]) for each in self.sums)


def ladder(amounts: Sequence[pa.Array], lines: pa.Array) -> Ladder | None:
    """Running sums of amount columns over ``lines``; None where they have no room in 64 bits."""
    kept = pc.cast(lines, pa.int64())
    columns, sums = [], []
    for amount in amounts:
        sen = sen_of(amount)
        if sen is None:
            return None
        try:
            added = pc.cumulative_sum_checked(pc.multiply(sen, kept))
        except pa.ArrowInvalid:
            return None
        columns.append(plain_numbers(sen))
        sums.append(np.concatenate(([0], plain_numbers(added))))
    counts = np.concatenate(([0], plain_numbers(pc.cumulative_sum(kept))))
    return Ladder(tuple(columns), tuple(sums), counts)


def sums_beside(frame: Frame, left: pa.Array, amounts: Sequence[pa.Array]) -> list[Aside]:
    """Rows of ``left`` that equal the sum of the block above or below them."""
    asked = _may_be_totals(frame, left, amounts)
    if not some(asked):
        return []
    above = _found(frame, left, amounts, asked, down=True)
    below = _found(frame, left, amounts, asked, down=False)
    first, down = (above, True) if len(above) >= len(below) else (below, False)
    mask = _mask(first, frame.height)
    rest = _found(frame, pc.and_not(left, mask), amounts, pc.and_not(asked, mask), down=not down)
    return [
        Aside(kind, "", found, 3)
        for kind, found in zip(
            KINDS,
            (
                mask if down else _mask(rest, frame.height),
                _mask(rest, frame.height) if down else mask,
            ),
            strict=True,
        )
        if some(found)
    ]


def _may_be_totals(frame: Frame, left: pa.Array, amounts: Sequence[pa.Array]) -> pa.Array:
    """Rows with an amount, but without the deepest code or in a shallower column than others."""
    if not amounts or not frame.height:
        return no(frame.height)
    asked = pc.or_(bare_rows(frame), _shallower(frame, left))
    if frame.declared.name not in _LEVELLED:
        asked = pc.and_(asked, _unusable(frame))
    nothing = no(frame.height)
    for amount in amounts:
        nothing = pc.or_(nothing, sure(pc.not_equal(amount, pa.scalar(0, amount.type))))
    return pc.and_(pc.and_(asked, left), nothing)


def _unusable(frame: Frame) -> pa.Array:
    """Rows without a code that a line must have: elsewhere small counts may add up by chance."""
    mask = no(frame.height)
    for column in frame.declared.columns:
        if column.required and not column.asked and column.name.startswith("kode_"):
            mask = pc.or_(mask, pc.is_null(frame.get(column.name)))
    return mask


def _shallower(frame: Frame, left: pa.Array) -> pa.Array:
    """Rows whose name stands further left under a merged header than that of other rows."""
    mask = no(frame.height)
    for name, place in frame.places.items():
        if name.startswith(("nama_", "uraian")) and not some(filled(frame.get("kode_rekening"))):
            deepest = pc.max(place.filter(left))
            mask = pc.or_(mask, sure(pc.less(place, deepest)))
    return mask


def _mask(found: Sequence[int], height: int) -> pa.Array:
    mask = np.zeros(height, dtype=bool)
    mask[list(found)] = True
    return pa.array(mask)


def _found(
    frame: Frame, left: pa.Array, amounts: Sequence[pa.Array], asked: pa.Array, *, down: bool
) -> list[int]:
    """Rows of ``asked`` that close a block, reading down the sheet or up."""
    height = frame.height
    order = np.arange(height) if down else np.arange(height)[::-1]
    lines = pc.and_not(left, asked).take(pa.array(order))
    steps = ladder([each.take(pa.array(order)) for each in amounts], lines)
    if steps is None:
        return []
    events = pc.indices_nonzero(pc.or_(asked, _edges(frame, left)).take(pa.array(order)))
    chosen = set(pc.indices_nonzero(asked.take(pa.array(order))).to_pylist())

    def agrees(first: int, row: int) -> bool:
        members = order[first:row]
        return _codes_agree(frame, left, int(order[row]), members)

    return [int(order[row]) for row in _closing(steps, events.to_pylist(), chosen, agrees)]


def _edges(frame: Frame, left: pa.Array) -> pa.Array:
    """Rows at which a new block may begin: set aside already, or of another agency than before."""
    agency = pc.fill_null(frame.get("kode_skpd"), "")
    if frame.height < 2:
        return pc.invert(left)
    turned = pc.not_equal(agency.slice(1), agency.slice(0, frame.height - 1))
    turned = pa.concat_arrays([pa.array([False]), turned])
    return pc.or_(turned, pc.invert(left))


def _closing(
    steps: Ladder, events: list[int], asked: set[int], agrees: Callable[[int, int], bool]
) -> Iterator[int]:
    """Rows that equal the lines since an earlier edge; the blocks in between become one block.

    A row that closes nothing is a line itself: its amounts count for the rows after it.
    """
    extra: Amounts = (0,) * len(steps.amounts)
    count = 0
    edges: list[tuple[Amounts, int, int]] = [(extra, 0, 0)]
    at = {extra: 0}
    for row in events:
        here = _added(steps.before(row), extra)
        many = int(steps.counts[row]) + count
        if row in asked:
            own = steps.amount(row)
            back = at.get(_added(here, own, -1))
            if back is not None and many - edges[back][1] >= _LEAST and agrees(edges[back][2], row):
                for sums, _, _ in edges[back + 1 :]:
                    at.pop(sums, None)
                del edges[back + 1 :]
                yield row
            else:
                extra, count = _added(extra, own), count + 1
                continue
        if here not in at:
            at[here] = len(edges)
            edges.append((here, many, row))


def _added(one: Amounts, other: Amounts, sign: int = 1) -> Amounts:
    return tuple(a + sign * b for a, b in zip(one, other, strict=True))


def _codes_agree(frame: Frame, left: pa.Array, row: int, members: np.ndarray) -> bool:
    """Whether every code that a row holds is also the code of all the lines it would sum."""
    taken = pa.array(np.sort(members))
    kept = taken.filter(left.take(taken))
    for name, codes in frame.text.items():
        own = codes[row].as_py()
        if own is None or not name.startswith("kode_"):
            continue
        others = pc.unique(codes.take(kept)).drop_null().to_pylist()
        if any(other != own and not other.startswith(f"{own}.") for other in others):
            return False
    return True


def suspected(frame: Frame, left: pa.Array, measure: pa.Array) -> list[Mark]:
    """Full lines that equal the sum of all other lines of their agency, three or more: to check.

    Only the first and the last line of an agency are looked at: that is where totals stand.
    """
    sen = sen_of(measure)
    if sen is None or "kode_skpd" not in frame.text or not some(left):
        return []
    at = pa.array(np.arange(frame.height))
    table = pa.table({"skpd": frame.text["kode_skpd"], "sen": sen, "at": at}).filter(left)
    groups = table.group_by(["skpd"]).aggregate(
        [("sen", "sum"), ([], "count_all"), ("at", "min"), ("at", "max")]
    )
    groups = groups.filter(pc.greater(groups["count_all"], _LEAST_SUSPECTED))
    found: list[int] = []
    for side in ("at_min", "at_max"):
        ends = groups[side].combine_chunks()
        own = sen.take(ends)
        twice = pc.equal(groups["sen_sum"].combine_chunks(), pc.multiply(own, 2))
        found += ends.filter(pc.and_(sure(twice), pc.greater(own, 0))).to_pylist()
    mask = pc.and_not(_mask(found, frame.height), bare_rows(frame))
    return marked("mungkin_jumlah", Severity.AWAS, frame.declared.measure or "", mask, frame.rows,
                  frame.get(frame.declared.measure or ""))  # fmt: skip
