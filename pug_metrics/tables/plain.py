"""A found table as plain CSV: UTF-8, comma, LF; every cell as text, quoted only where needed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

_CHUNK = 65_536
_NEEDS_QUOTES = '[,"\\r\\n]'


def csv_parts(names: Sequence[str], columns: Sequence[pa.Array]) -> Iterator[bytes]:
    """The bytes of a CSV in parts: a row of names, then the rows of the columns."""
    head = io.StringIO()
    csv.writer(head, lineterminator="\n").writerow(names)
    yield head.getvalue().encode()
    for start in range(0, len(columns[0]) if columns else 0, _CHUNK):
        yield _lines([column.slice(start, _CHUNK) for column in columns])


def _lines(columns: list[pa.Array]) -> bytes:
    cells = [_quoted(column) for column in columns]
    if len(cells) == 1:
        # A blank line would be no row at all for a plain reader.
        cells = [pc.if_else(pc.equal(cells[0], ""), '""', cells[0])]
    cells[-1] = pc.binary_join_element_wise(cells[-1], "\n", "")
    joined = pc.binary_join_element_wise(*cells, ",") if len(cells) > 1 else cells[0]
    return bytes(pc.binary_join(pa.ListArray.from_arrays([0, len(joined)], joined), "")[0].as_py(),
                 "utf-8")  # fmt: skip


def _quoted(column: pa.Array) -> pa.Array:
    needs = pc.match_substring_regex(column, _NEEDS_QUOTES)
    if not pc.any(needs).as_py():
        return column
    doubled = pc.replace_substring(column, '"', '""')
    return pc.if_else(needs, pc.binary_join_element_wise('"', doubled, '"', ""), column)
