"""The sums that a file claims, checked: a total that differs from its lines is pointed out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest import subtotals
from pug_metrics.ingest.arithmetic import Ladder, ladder, sen_of
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.setaside import Aside, any_of, total
from pug_metrics.tables.masks import some

# A total on paper may be rounded to the rupiah; sums are in sen.
_TOLERANCE = 100
_WORDED = ("jumlah", "jumlah_opd", "subtotal")
_TOPMOST = ("jumlah_opd", "subtotal_rekening", "subtotal_program")


@dataclass(frozen=True, slots=True)
class Claims:
    """``total``: what the file claims as its sum (None: nothing); ``marks``: sums that differ."""

    total: Decimal | None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Claim:
    """A row (its index), what it claims, and the sum and number of its lines; sums in sen."""

    row: int
    claimed: int
    computed: int
    lines: int


def check_claims(frame: Frame, asides: Sequence[Aside], measure: pa.Array | None) -> Claims:
    """Hold every total of the file against the lines it stands for.

    The file's own total is its last row that totals everything: it is given back, not marked.
    """
    if measure is None or not asides:
        return Claims(None)
    lines = pc.invert(any_of(asides, frame.height))
    steps = ladder([measure], lines)
    whole = _rows(asides, measure, "jumlah")
    if steps is None:
        return Claims(_topmost(frame, asides, measure, lines))
    parts = _are_parts(whole, steps)
    grand = None if parts or not whole else _grand(asides, measure, whole)
    claims = [
        *_by_place(frame, [row for row in _rows(asides, measure, *_WORDED) if row != grand], steps),
        *_by_code(frame, asides, measure, lines),
    ]
    wrong = [each for each in claims if abs(each.claimed - each.computed) > _TOLERANCE]
    declared = _topmost(frame, asides, measure, lines)
    if grand is not None:
        declared = measure[grand].as_py()
    elif parts:
        declared = _of_parts(whole, measure, steps)
    return Claims(declared, _marks(frame, measure, wrong))


def _rows(asides: Sequence[Aside], measure: pa.Array, *kinds: str) -> list[int]:
    """Indices of the rows of some kinds that hold an amount."""
    chosen = [aside for aside in asides if aside.kind in kinds]
    mask = pc.and_(any_of(chosen, len(measure)), pc.is_valid(measure))
    found: list[int] = pc.indices_nonzero(mask).to_pylist()
    return found


def _are_parts(whole: list[int], steps: Ladder) -> bool:
    """Whether each of several totals is the sum of just the lines since the one before."""
    if len(whole) < 2:
        return False
    edges = [0, *whole]
    return all(
        abs(steps.before(row)[0] - steps.before(edge)[0] - steps.amount(row)[0]) <= _TOLERANCE
        and steps.counts[row] > steps.counts[edge]
        for edge, row in zip(edges, whole, strict=False)
    )


def _of_parts(whole: list[int], measure: pa.Array, steps: Ladder) -> Decimal | None:
    """The sum of totals that part the file; None where lines follow the last one."""
    if steps.counts[-1] > steps.counts[whole[-1]]:
        return None
    mask = np.zeros(len(measure), dtype=bool)
    mask[whole] = True
    return total(measure, pa.array(mask))


def _grand(asides: Sequence[Aside], measure: pa.Array, whole: list[int]) -> int:
    """The row that totals everything: the one that says so, else the largest."""
    said = [aside for aside in asides if aside.detail == "semua"]
    chosen = _rows(said, measure, "jumlah") or whole
    return max(chosen, key=lambda row: (measure[row].as_py(), row))


def _topmost(
    frame: Frame, asides: Sequence[Aside], measure: pa.Array, lines: pa.Array
) -> Decimal | None:
    """The sum of the topmost totals, where every line stands below one of them."""
    for kind in _TOPMOST:
        levels = [aside for aside in asides if aside.kind == kind]
        if levels:
            top = min(levels, key=lambda aside: aside.depth)
            return total(measure, top.mask) if _covers(frame, top, lines) else None
    return None


def _covers(frame: Frame, aside: Aside, lines: pa.Array) -> bool:
    """Whether the codes of all lines begin with those of the totals, of whatever agency they are.

    A region's recapitulation stands under one agency and totals the lines of all.
    """
    own, above = subtotals.levels_of(frame, aside)
    return not some(pc.and_not(lines, pc.is_in(above, pc.unique(own.filter(aside.mask)))))


def _by_place(frame: Frame, rows: list[int], steps: Ladder) -> Iterator[_Claim]:
    """Totals by their words: of the lines above since some total, or of those below up to one."""
    edges = sorted({steps.before(row)[0] for row in rows} | {0, int(steps.sums[0][-1])})
    agencies = frame.get("kode_skpd")
    last = 0
    for row in rows:
        here, own = steps.before(row)[0], steps.amount(row)[0]
        above, below = here - own, here + own
        if not (_stands(edges, above) or _stands(edges, below)):
            agency = agencies[row].as_py()
            first = 0 if agency is None else _first_of(agencies, agency)
            since = max(first, last) if steps.counts[row] > steps.counts[max(first, last)] else 0
            computed = here - steps.before(since)[0]
            yield _Claim(row, own, computed, int(steps.counts[row] - steps.counts[since]))
        last = row


def _stands(edges: list[int], wanted: int) -> bool:
    """Whether some edge lies within the tolerance of a sum."""
    at = bisect_left(edges, wanted - _TOLERANCE)
    return at < len(edges) and edges[at] <= wanted + _TOLERANCE


def _first_of(codes: pa.Array, code: str) -> int:
    return int(pc.index(codes, code).as_py())


def _by_code(
    frame: Frame, asides: Sequence[Aside], measure: pa.Array, lines: pa.Array
) -> Iterator[_Claim]:
    """Totals above deeper codes: of the lines whose codes begin with theirs."""
    sen = sen_of(measure)
    if sen is None:
        return
    for aside in asides:
        for rows, own, above in subtotals.members(frame, aside):
            asked = pc.and_(rows, pc.is_valid(measure))
            held = pa.table({"key": above, "sen": sen}).filter(lines)
            held = held.group_by(["key"]).aggregate([("sen", "sum"), ([], "count_all")])
            indices = pc.indices_nonzero(asked)
            at = pc.index_in(own.take(indices), held["key"].combine_chunks())
            sums = held["sen_sum"].combine_chunks().take(at)
            counts = held["count_all"].combine_chunks().take(at)
            for row, claimed, computed, count in zip(
                indices.to_pylist(), sen.take(indices).to_pylist(),
                sums.to_pylist(), counts.to_pylist(), strict=True,
            ):  # fmt: skip
                if computed is not None:
                    yield _Claim(row, claimed, computed, count)


def _marks(frame: Frame, measure: pa.Array, wrong: list[_Claim]) -> tuple[Mark, ...]:
    if not wrong:
        return ()
    wrong = sorted(wrong, key=lambda each: each.row)
    name = frame.declared.measure or ""
    unit = 100 if pa.types.is_decimal(measure.type) else 1
    indices = pa.array([each.row for each in wrong])

    def money(sums: list[int]) -> pa.Array:
        whole = [Decimal(each) / unit for each in sums]
        return pa.array(whole, pa.decimal128(38, 2)) if unit > 1 else pa.array(sums, pa.int64())

    return (
        Mark(
            "subtotal_berbeda",
            Severity.AWAS,
            name,
            frame.rows.take(indices),
            frame.get(name).take(indices),
            row_facts={
                "disebut": money([each.claimed for each in wrong]),
                "hitungan": money([each.computed for each in wrong]),
                "selisih": money([abs(each.claimed - each.computed) for each in wrong]),
                "jumlah_baris": pa.array([each.lines for each in wrong], pa.int64()),
            },
        ),
    )
