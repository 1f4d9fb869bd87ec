"""The rows of a header: which belong together, and what each column is called by them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pug_metrics.tables.sheet import Sheet

MOST_ROWS = 3
JOINT = " | "
_LONGEST = 250
_NUMBER = re.compile(r"(?i)[(\-+]*\s*(?:rp\.?|idr)?\s*[-(]?\s*\d[\d.,'\s]*(?:,-)?\)?-?\s*%?")
_DATE = re.compile(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{2,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
# NIP, as it stands below a signature: birth date, month of entry, sex, sequence.
_STAFF = re.compile(r"(?:19|20)\d{6}\s*(?:19|20)\d{4}\s*[12]\s*\d{3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT = re.compile(r"(?i)\(.*\)|%|rp\.?|rupiah|orang|jiwa|persen|ribu(?:an)?|juta(?:an)?|\[.*\]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A header of one to three rows of a sheet, from ``top`` to ``bottom`` (from 0).

    ``names``: a name for every column of the sheet, the texts of its rows joined with " | ";
    ``spans``: name's column → all columns under its merged cell, where there is no finer name.
    """

    top: int
    bottom: int
    names: tuple[str, ...]
    spans: dict[int, tuple[int, ...]]

    @property
    def rows(self) -> range:
        """The rows of the header."""
        return range(self.top, self.bottom + 1)


def is_figure(cell: str) -> bool:
    """Whether a cell reads as a number, a code of digits or a date; a staff number does not."""
    if len(cell) >= 18 and _STAFF.fullmatch(cell):
        return False
    return bool(_NUMBER.fullmatch(cell) or _DATE.fullmatch(cell))


def could_head(cells: list[str]) -> bool:
    """Whether a row may belong to a header: words, years or counted months, no figures."""
    filled = [cell for cell in cells if cell]
    if not filled or max(map(len, filled)) > _LONGEST or any(_speaks(cell) for cell in filled):
        return False
    figures = [cell for cell in filled if is_figure(cell) and not _YEAR.fullmatch(cell)]
    return not figures or counts_up(figures)


def counts_up(cells: list[str]) -> bool:
    """Whether three or more cells count 1, 2, 3 ... (months, as a rule)."""
    plain = [int(cell) for cell in cells if re.fullmatch(r"\d{1,2}", cell)]
    return len(plain) == len(cells) > 2 and plain == list(range(plain[0], plain[0] + len(plain)))


def _speaks(cell: str) -> bool:
    """Titles say "Tahun : 2025"; a header cell does not."""
    return cell in (":", "=") or cell.endswith(":") or cell.startswith(": ")


def heading_at(sheet: Sheet, row: int) -> Heading:
    """The header that holds ``row``, with the rows above and below that belong to it."""
    top, bottom = row, row
    while top and bottom - top + 1 < MOST_ROWS and _heads(sheet, top - 1, top):
        top -= 1
    while bottom + 1 < sheet.height and bottom - top + 1 < MOST_ROWS:
        if not _follows(sheet, top, bottom, bottom + 1):
            break
        bottom += 1
    return _named(sheet, top, bottom)


def _across(sheet: Sheet, row: int) -> dict[int, int]:
    """First column → last column of the cells of a row that are merged to the right."""
    return {left: right for up, left, low, right in sheet.merges
            if up <= row <= low and right > left}  # fmt: skip


def _down(sheet: Sheet, row: int) -> set[int]:
    """Columns whose cell of this row is merged with the row below."""
    return {
        column
        for up, left, low, right in sheet.merges
        if up <= row < low
        for column in range(left, right + 1)
    }


def _heads(sheet: Sheet, above: int, row: int) -> bool:
    """Whether the row above names groups of the columns of ``row``, or is merged down into it."""
    upper, lower = sheet.row(above), sheet.row(row)
    if not could_head(upper):
        return False
    used = [index for index, cell in enumerate(lower) if cell]
    filled = [index for index, cell in enumerate(upper) if cell]
    spans = _across(sheet, above)
    covering = spans.get(filled[0], filled[0]) - filled[0] + 1
    if len(filled) == 1 and covering >= len(used):
        return False
    if _down(sheet, above) & set(filled):
        return True
    if spans:
        return all(
            (index in spans and any(lower[index : spans[index] + 1])) or not lower[index]
            for index in filled
        )
    groups = [index for index in filled if _opens(upper, lower, index)]
    single = all(not lower[index] for index in filled if index not in groups)
    return bool(groups) and single and len(filled) > 1


def _opens(upper: list[str], lower: list[str], index: int) -> bool:
    """Whether a cell without merge stands over its own column and one of those beside it."""
    return bool(lower[index]) and any(lower[index + 1 : _run_end(upper, index)])


def _run_end(upper: list[str], index: int) -> int:
    """The end of the blank cells beside a cell."""
    end = index + 1
    while end < len(upper) and not upper[end]:
        end += 1
    return end


def _follows(sheet: Sheet, top: int, bottom: int, below: int) -> bool:
    """Whether the row below goes on with the header: finer names, or units."""
    lower = sheet.row(below)
    if not could_head(lower):
        return False
    filled = [index for index, cell in enumerate(lower) if cell]
    upper = sheet.row(bottom)
    if all(_UNIT.fullmatch(lower[index]) for index in filled):
        return all(upper[index] for index in filled)
    spans = _across(sheet, bottom)
    if spans:
        finer = _across(sheet, below)
        return any(
            upper[left]
            and (
                sum(map(bool, lower[left : right + 1])) > 1
                or any(lower[column] for column in range(left, right + 1) if column in finer)
            )
            for left, right in spans.items()
        )
    groups = _groups(upper, lower)
    inside = {column for group in groups for column in group}
    free = {
        index for index in filled if not any(sheet.row(row)[index] for row in range(top, below))
    }
    return bool(groups) and all(index in inside or index in free for index in filled)


def _groups(upper: list[str], lower: list[str]) -> list[range]:
    """Runs of columns under one cell that is not merged: blank beside it, named below."""
    found = []
    for index, cell in enumerate(upper):
        if cell and _opens(upper, lower, index):
            run = range(index, _run_end(upper, index))
            found.append(range(index, max(column for column in run if lower[column]) + 1))
    return found


def _named(sheet: Sheet, top: int, bottom: int) -> Heading:
    rows = [sheet.row(row) for row in range(top, bottom + 1)]
    spread = [
        _spread(sheet, top + place, cells, rows[place + 1 :]) for place, cells in enumerate(rows)
    ]
    names = []
    for column in range(len(sheet.columns)):
        parts = [cells[column] for cells in spread if cells[column]]
        whole = [part for place, part in enumerate(parts) if part not in parts[:place]]
        names.append(JOINT.join(whole))
    return Heading(top, bottom, tuple(names), _open_spans(sheet, top, bottom, names))


def _spread(sheet: Sheet, row: int, cells: list[str], deeper: list[list[str]]) -> list[str]:
    """A header row with its group names repeated over the columns that are named below them."""
    spread = list(cells)
    if not deeper:
        return spread
    below = [any(each[column] for each in deeper) for column in range(len(cells))]
    spans = _across(sheet, row)
    for left, right in spans.items():
        for column in range(left, min(right, len(cells) - 1) + 1):
            if below[column] and not cells[column]:
                spread[column] = cells[left]
    if not spans:
        for group in _groups(cells, ["x" if each else "" for each in below]):
            for column in group:
                spread[column] = cells[group.start] if below[column] else ""
    return spread


def _open_spans(
    sheet: Sheet, top: int, bottom: int, names: list[str]
) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for row in range(top, bottom + 1):
        for left, right in _across(sheet, row).items():
            columns = tuple(range(left, min(right, len(names) - 1) + 1))
            if names[left] and not any(names[column] for column in columns[1:]):
                found[left] = columns
    return found
