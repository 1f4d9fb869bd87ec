"""Rows that are not lines, by kind: nothing is dropped, every such row is counted under a name.

Their sums are kept beside the lines and never added to them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.report import SetAside
from pug_metrics.tables.masks import no, some, sure

_CLASSES = {"4": "PENDAPATAN", "6": "PEMBIAYAAN", "7": "PENDAPATAN LO", "8": "BEBAN"}


@dataclass(frozen=True, slots=True)
class Aside:
    """Rows of one kind set aside; ``depth`` orders subtotals, 0 is the topmost."""

    kind: str
    detail: str
    mask: pa.Array
    depth: int = 0


def any_of(asides: Iterable[Aside], height: int) -> pa.Array:
    """Mask of the rows that some kind takes."""
    mask = no(height)
    for aside in asides:
        mask = pc.or_(mask, aside.mask)
    return mask


def joined(asides: list[Aside]) -> list[Aside]:
    """The same rows with one entry a kind, detail and depth."""
    found: dict[tuple[str, str, int], Aside] = {}
    for each in asides:
        key = (each.kind, each.detail, each.depth)
        held = found.get(key)
        found[key] = each if held is None else replace(held, mask=pc.or_(held.mask, each.mask))
    return list(found.values())


def summed(aside: Aside, rows: pa.Array, measure: pa.Array | None) -> SetAside:
    """A kind of set-aside ``rows`` with its count and its sum (None where nothing is measured)."""
    which = rows.filter(aside.mask)
    return SetAside(aside.kind, aside.detail, len(which), total(measure, aside.mask), which)


def total(measure: pa.Array | None, mask: pa.Array) -> Decimal | None:
    """Exact sum of the measure over the rows of ``mask``; None where no row holds a value."""
    if measure is None:
        return None
    chosen = measure.filter(mask)
    if chosen.null_count == len(chosen):
        return None
    if pa.types.is_decimal(chosen.type):
        chosen = chosen.cast(pa.decimal128(38, 2))
    found = pc.sum(chosen).as_py()
    return found if isinstance(found, Decimal) else None


def other_accounts(frame: Frame, left: pa.Array) -> list[Aside]:
    """Rows of ``left`` that are not belanja: the account begins otherwise, or the file says so."""
    accounts, stated = frame.get("kode_rekening"), frame.get("klasifikasi_akun")
    by_code = sure(pc.invert(pc.starts_with(accounts, "5")))
    spending = pc.match_substring_regex(stated, r"(?i)^\s*b?belanja")
    by_word = sure(pc.invert(spending))
    mask = pc.and_(left, pc.or_(by_code, by_word))
    if not some(mask):
        return []
    first = pc.utf8_slice_codeunits(accounts, 0, 1)
    names = pa.array([_CLASSES.get(str(digit), "LAIN") for digit in range(10)])
    by_digit = names.take(pc.cast(pc.if_else(by_code, first, None), pa.int32()))
    label = pc.coalesce(pc.if_else(by_word, stated, None), by_digit)
    return [
        Aside("bukan_belanja", name, pc.and_(mask, sure(pc.equal(label, name))))
        for name in pc.unique(label.filter(mask)).to_pylist()
    ]
