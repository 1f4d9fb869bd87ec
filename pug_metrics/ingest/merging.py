"""Cells merged over several rows of a table: the words hold for all of them, the amounts do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa

from pug_metrics.datasets import Dataset, Kind
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.header import Located

# An amount over three rows is one amount, not three; nobody can say how it is parted.
_AMOUNTS = frozenset({Kind.RUPIAH, Kind.BULAT, Kind.PERSEN, Kind.BAGIAN, Kind.DESIMAL})


def filled_down(
    located: Located, declared: Dataset, found: Mapping[str, int], text: Mapping[str, pa.Array]
) -> tuple[dict[str, pa.Array], list[Mark]]:
    """Columns whose merged cells are repeated in every row they cover, and what is said of it.

    ``found``: name → index of the column in the sheet; ``text``: name → cells below the header,
    blank is null. Amounts are not repeated: their rows are pointed out.
    """
    kinds = {column.name: column.kind for column in declared.columns}
    changed: dict[str, pa.Array] = {}
    marks: list[Mark] = []
    for name, index in found.items():
        spans = list(_spans(located, index, len(text[name])))
        if not spans:
            continue
        if kinds.get(name, Kind.TEKS) in _AMOUNTS or name in ("realisasi", "pagu"):
            marks += _amounts(located, name, spans, text[name])
            continue
        cells = text[name].to_pylist()
        times = 0
        for top, low in spans:
            blank = [row for row in range(top + 1, low + 1) if cells[row] is None]
            for row in blank if cells[top] is not None else []:
                cells[row] = cells[top]
                times += 1
        if times:
            changed[name] = pa.array(cells, pa.string())
            sample = next(cells[top] for top, _ in spans if cells[top] is not None)
            marks.append(Mark("perbaikan_sel_gabung", Severity.CATATAN, name, value=sample,
                              facts={"jumlah": times}))  # fmt: skip
    return changed, marks


def _spans(located: Located, index: int, height: int) -> Iterator[tuple[int, int]]:
    """First and last row (from 0 below the header) of merged cells that begin in a column."""
    first = located.header + 1
    for top, left, low, _ in located.sheet.merges:
        if left == index and top >= first and low > top:
            yield top - first, min(low - first, height - 1)


def _amounts(
    located: Located, name: str, spans: list[tuple[int, int]], text: pa.Array
) -> Iterator[Mark]:
    rows = [row for top, low in spans if text[top].is_valid for row in range(top + 1, low + 1)]
    if rows:
        file_rows = pa.array([row + located.header + 2 for row in rows], pa.int32())
        yield Mark("sel_gabung_angka", Severity.AWAS, name, file_rows)
