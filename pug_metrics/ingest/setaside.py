"""Rows that are not lines: blank rows, repeated headers, notes, totals, subtotals, other accounts.

Nothing is dropped: every such row is counted under a name, with its sum, and never added.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Kind
from pug_metrics.ingest.frame import Frame, filled, sum_of
from pug_metrics.ingest.report import SetAside
from pug_metrics.tables.masks import no, some, sure

_CLASSES = {"4": "PENDAPATAN", "6": "PEMBIAYAAN", "7": "PENDAPATAN LO", "8": "BEBAN"}
_TOTAL = r"(?i)^(?:grand\s*|sub\s*-?\s*)?(?:jumlah|total)\b"
_SUBTOTAL = r"(?i)^sub\s*-?\s*(?:jumlah|total)\b"
_LEVELS = ("rekening", "sub_kegiatan", "kegiatan", "program", "skpd")
# A file without codes is told by its names.
_DEEPEST = (*(f"kode_{level}" for level in _LEVELS), *(f"nama_{level}" for level in _LEVELS))


@dataclass(frozen=True, slots=True)
class Aside:
    """Rows of one kind set aside; ``depth`` orders subtotals, 0 is the topmost."""

    kind: str
    detail: str
    mask: pa.Array
    depth: int = 0


def any_of(asides: list[Aside], height: int) -> pa.Array:
    """Mask of the rows that some kind takes."""
    mask = no(height)
    for aside in asides:
        mask = pc.or_(mask, aside.mask)
    return mask


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


def layout_rows(frame: Frame) -> list[Aside]:
    """Rows that hold no data by their looks: blank, the header again, column numbers, notes."""
    cells = [*(frame.text[name] for name in frame.headers), *frame.other.values()]
    count = sum_of([pc.cast(filled(cell), pa.int32()) for cell in cells])
    blank = pc.equal(count, 0)
    found = [Aside("kosong", "", blank), Aside("tajuk_berulang", "", _header_again(frame))]
    found.append(Aside("nomor_kolom", "", _column_numbers(frame)))
    taken = any_of(found, frame.height)
    notes = pc.and_not(_notes(frame, count), taken)
    return [aside for aside in (*found, Aside("keterangan", "", notes)) if some(aside.mask)]


def _header_again(frame: Frame) -> pa.Array:
    same = [
        pc.cast(sure(pc.equal(frame.text[name], header)), pa.int32())
        for name, header in frame.headers.items()
    ]
    return pc.greater_equal(sum_of(same), min(2, len(same)))


def _column_numbers(frame: Frame) -> pa.Array:
    """The row "1, 2, 3, ..." that forms print under their header."""
    if not frame.height:
        return no(0)
    cells = [frame.text[name][0].as_py() for name in frame.headers]
    numbers = [re.sub(r"^\((.*)\)$", r"\1", cell) for cell in cells if cell]
    is_row = len(numbers) > 2 and all(re.fullmatch(r"\d{1,2}", cell) for cell in numbers)
    is_row = is_row and sorted(set(map(int, numbers))) == sorted(map(int, numbers))
    first = pc.equal(frame.rows, frame.rows[0])
    return (
        first
        if is_row and max(map(int, numbers)) <= len(cells) + len(frame.other)
        else no(frame.height)
    )


def _notes(frame: Frame, count: pa.Array) -> pa.Array:
    """Rows with words only: group titles between lines, notes and signatures below the table."""
    hard = [
        frame.text[column.name]
        for column in frame.declared.columns
        if column.kind != Kind.TEKS and column.name in frame.headers
    ]
    if not hard or len(frame.headers) < 3:
        return no(frame.height)
    bare = pc.equal(sum_of([pc.cast(filled(cell), pa.int32()) for cell in hard]), 0)
    lone = pc.and_(bare, pc.equal(count, 1))
    last = pc.max(frame.rows.filter(pc.invert(bare))).as_py() or 0
    below = pc.and_(pc.and_(bare, pc.greater(frame.rows, last)), pc.greater(count, 0))
    words = pc.or_(lone, below) if frame.declared.measure else lone
    return pc.and_not(words, _matches_total(frame)) if some(words) else words


def _matches_total(frame: Frame, pattern: str = _TOTAL) -> pa.Array:
    mask = no(frame.height)
    cells = [frame.text[name] for name in frame.headers if name != frame.declared.measure]
    for cell in (*cells, *frame.other.values()):
        encoded = cell.dictionary_encode()
        hit = pc.match_substring_regex(encoded.dictionary, pattern).take(encoded.indices)
        mask = pc.or_(mask, sure(hit))
    return mask


def total_rows(frame: Frame) -> list[Aside]:
    """Rows called JUMLAH, TOTAL or SUB TOTAL whose deepest code (or name) is blank."""
    deepest = next((name for name in _DEEPEST if name in frame.headers), None)
    if deepest is None or frame.declared.measure is None:
        return []
    codes = frame.text[deepest]
    worded = sure(pc.match_substring_regex(codes, _TOTAL))
    bare = pc.or_(pc.is_null(codes), worded)
    if not some(bare):
        return []
    rows = pc.and_(_matches_total(frame), bare)
    subtotal = pc.and_(rows, _matches_total(frame, _SUBTOTAL))
    with_agency = pc.and_(pc.and_not(rows, subtotal), _has_agency(frame))
    grand = pc.and_not(pc.and_not(rows, subtotal), with_agency)
    asides = (
        Aside("jumlah", "", grand),
        Aside("jumlah_opd", "", with_agency, 1),
        Aside("subtotal", "", subtotal, 2),
    )
    return [aside for aside in asides if some(aside.mask)]


def _has_agency(frame: Frame) -> pa.Array:
    codes = frame.get("kode_skpd")
    return pc.and_not(filled(codes), sure(pc.match_substring_regex(codes, _TOTAL)))


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


def declared_total(asides: list[Aside], measure: pa.Array | None) -> Decimal | None:
    """The total the file itself claims: its total row, else its topmost subtotals, else None."""
    grand = [aside for aside in asides if aside.kind == "jumlah"]
    if grand and measure is not None:
        claimed = measure.filter(grand[0].mask)
        return pc.max(claimed).as_py() if len(claimed) else None
    for kind in ("jumlah_opd", "subtotal_rekening", "subtotal_program"):
        levels = [aside for aside in asides if aside.kind == kind]
        if levels:
            return total(measure, min(levels, key=lambda aside: aside.depth).mask)
    return None
