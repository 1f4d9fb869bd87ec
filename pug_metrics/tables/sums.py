"""Rows that are totals: by their words, or because codes and sums say so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal, InvalidOperation

import pyarrow.compute as pc

from pug_metrics.tables.grid import Grid
from pug_metrics.tables.heading import Heading
from pug_metrics.tables.masks import no
from pug_metrics.tables.profile import TOTAL_WORDS, Profile, names_total

_WHOLE = re.compile(
    r"(?i)(?:(?:sub|grand)[\s-]*)?(?:t\s?o\s?t\s?a\s?l|j\s?u\s?m\s?l\s?a\s?h)(?:\s+(?:total|jumlah|keseluruhan|seluruhnya|umum"
    r"|akhir|besar|semua|[ivx]+|[a-z]|\d+(?:\.\d+)*))?\s*[:.=]?(?:\s*\(?rp\.?\)?)?"
)
_CODE = re.compile(r"[0-9A-Za-z]{1,4}(?:\.[0-9A-Za-z]{1,4})*\.?")
_MOST = 200_000
# A total stands under two lines at least.
_FEWEST = 3


def named_totals(grid: Grid, heading: Heading, seen: Profile, taken: Collection[int]) -> set[int]:
    """Rows called JUMLAH, TOTAL, SUB TOTAL or GRAND TOTAL.

    A longer name ("Jumlah Belanja") counts only where the row lacks what every row has: an
    indicator is often called "Jumlah ibu hamil" and is data.
    """
    hits = no(grid.sheet.height)
    for column in seen.used:
        hits = pc.or_(hits, pc.match_substring_regex(grid.sheet.columns[column], TOTAL_WORDS))
    found = set()
    for row in pc.indices_nonzero(hits).to_pylist():
        if row > heading.bottom and row not in taken and _is_total(grid.sheet.row(row), seen):
            found.add(row)
    return found


def _is_total(cells: list[str], seen: Profile) -> bool:
    label = next((index for index, cell in enumerate(cells) if names_total(cell)), None)
    if label is None:
        return False
    before = any(not cells[key] for key in seen.keys if key < label)
    beside = any(not cells[key] for key in seen.keys - seen.figures if key > label)
    if _WHOLE.fullmatch(cells[label]):
        return before or beside or not any(cells[:label])
    return before or beside


def bare_total(grid: Grid, heading: Heading, seen: Profile, taken: Collection[int]) -> set[int]:
    """The last row, where it holds nothing but figures that are the sums of all rows above."""
    rows = [row for row in grid.rows_from(heading.bottom + 1, _MOST) if row not in taken]
    if len(rows) < _FEWEST or len(rows) == _MOST:
        return set()
    last = rows.pop()
    filled = [index for index, cell in enumerate(grid.sheet.row(last)) if cell]
    if not filled or len(filled) * 2 > seen.usual or not seen.figures.issuperset(filled):
        return set()
    return {last} if all(_sums_up(grid, column, rows, last) for column in filled) else set()


def _sums_up(grid: Grid, column: int, rows: list[int], last: int) -> bool:
    cells = [cell.strip() for cell in grid.sheet.columns[column].take([*rows, last]).to_pylist()]
    for form in (",", "."):
        *parts, whole = (_amount(cell, form) for cell in cells)
        if whole and whole == sum(part for part in parts if part is not None):
            return True
    return False


def hierarchy_totals(
    grid: Grid, heading: Heading, seen: Profile, taken: Collection[int]
) -> tuple[set[int], tuple[int, ...]]:
    """Rows whose code is the beginning of the codes below and whose amounts are their sums.

    All such rows of the sheet must add up in one column at least; where some do not they stay
    data and are the second answer: then the codes alone do not prove that they are totals.
    """
    rows = [row for row in grid.rows_from(heading.bottom + 1, _MOST) if row not in taken]
    if not rows or len(rows) == _MOST:
        return set(), ()
    for column in sorted(seen.figures):
        codes = [cell.strip() for cell in grid.sheet.columns[column].take(rows).to_pylist()]
        if len({code.count(".") for code in codes}) < 2:
            continue
        if sum(bool(_CODE.fullmatch(code)) for code in codes) < len(codes) * 0.9:
            continue
        tree = dict(_children([code.rstrip(".") for code in codes]))
        if tree:
            amounts = sorted(seen.figures - {column})
            return _proved(grid, rows, tree, amounts)
    return set(), ()


def _children(codes: list[str]) -> Iterator[tuple[int, list[int]]]:
    """Every row that is followed by codes under its own, with the nearest rows under it."""
    for index, code in enumerate(codes[:-1]):
        if not code or not codes[index + 1].startswith(f"{code}."):
            continue
        under: list[int] = []
        for place in range(index + 1, len(codes)):
            if not codes[place].startswith(f"{code}."):
                break
            if not under or not codes[place].startswith(f"{codes[under[-1]]}."):
                under.append(place)
        yield index, under


def _proved(
    grid: Grid, rows: list[int], tree: dict[int, list[int]], amounts: list[int]
) -> tuple[set[int], tuple[int, ...]]:
    parents = {rows[index] for index in tree}
    many = any(len(under) > 1 for under in tree.values())
    for column in amounts:
        cells = [cell.strip() for cell in grid.sheet.columns[column].take(rows).to_pylist()]
        for form in (",", "."):
            values = [_amount(cell, form) for cell in cells]
            if many and _adds_up(values, tree):
                return parents, ()
    return set(), tuple(sorted(parents))


def _adds_up(values: list[Decimal | None], tree: dict[int, list[int]]) -> bool:
    for index, under in tree.items():
        whole = values[index]
        parts = [values[place] for place in under]
        if whole is None or whole != sum(part for part in parts if part is not None):
            return False
    return any(values[index] for index in tree)


def _amount(cell: str, decimal: str) -> Decimal | None:
    """A figure read with this decimal sign; only to compare sums, never to be stored."""
    thousand = "." if decimal == "," else ","
    bare = re.sub(r"(?i)rp\.?|\s|,-$", "", cell).replace(thousand, "").replace(decimal, ".")
    negative = bare.startswith("(") and bare.endswith(")")
    try:
        value = Decimal(bare.strip("()"))
    except InvalidOperation:
        return None
    return -value if negative else value
