"""One column a year or month → one line each: a row of the file becomes as many as it has cells.

Rows are counted in lines from here on. Inside intake each line has a number of its own; what
leaves it (findings, stored rows) names the row of the file again. A blank cell is no line, and
neither is one that says in words that nothing stands there (``-``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest.amount_forms import MISSING
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.report import SetAside
from pug_metrics.ingest.setaside import Aside
from pug_metrics.ingest.widening import Wide
from pug_metrics.tables.masks import no, some, sure

# Facts of a mark that name a row, not a number.
_ROW_FACTS = frozenset({"pertama", "baris_satu", "baris_dua"})


@dataclass(frozen=True, slots=True)
class Lines:
    """Line numbers 1, 2, ... and where each stands in the file.

    ``rows``: the row (int32); ``cells``: declared column → index of the column in the sheet.
    """

    rows: pa.Array
    cells: Mapping[str, pa.Array]

    def in_file(self, numbers: pa.Array) -> pa.Array:
        """The rows of the file that lines stand in."""
        return self.rows.take(pc.subtract(numbers, pa.scalar(1, pa.int32())))

    def of_same_rows(self, numbers: pa.Array) -> pa.Array:
        """All lines of the rows that some of their lines stand in."""
        return self.of_rows(self.in_file(numbers))

    def of_rows(self, rows: pa.Array) -> pa.Array:
        """All lines that stand in rows of the file."""
        every = pa.array(range(1, len(self.rows) + 1), pa.int32())
        return every.filter(pc.is_in(self.rows, rows))


@dataclass(frozen=True, slots=True)
class Long:
    """A frame of lines, where they stand, and the rows that hold none (mask on the wide frame)."""

    frame: Frame
    lines: Lines
    empty: pa.Array


def lengthen(frame: Frame, wide: Wide) -> Long:
    """One line for each row and value of the key that some wide column fills, in file order."""
    places = [_Slice.of(frame, wide, value) for value in wide.values]
    width = len(places)
    order = pc.sort_indices(
        pa.concat_arrays(
            [pc.add(pc.multiply(each.at, width), pa.scalar(k)) for k, each in enumerate(places)]
        )
    )
    at = pa.concat_arrays([each.at for each in places]).take(order)
    keys = pa.concat_arrays([pa.repeat(each.value, len(each.at)) for each in places])
    spread = {name: pa.concat_arrays([each.text[name] for each in places]).take(order)
              for name in wide.measures}  # fmt: skip
    text = {name: array.take(at) for name, array in frame.text.items()}
    numeric = {name: array.take(at) for name, array in frame.numeric.items()}
    for name in wide.measures:
        masks = [each.numeric[name] for each in places]
        numeric[name] = pa.concat_arrays(masks).take(order)
    lines = Lines(
        frame.rows.take(at),
        {
            name: pa.concat_arrays(
                [pa.repeat(pa.scalar(each.cell[name], pa.int32()), len(each.at)) for each in places]
            ).take(order)
            for name in wide.measures
        },
    )
    made = replace(
        frame,
        rows=pa.array(range(1, len(at) + 1), pa.int32()),
        text={**text, **spread, wide.key: keys.take(order)},
        other={name: array.take(at) for name, array in frame.other.items()},
        numeric=numeric,
        places={name: array.take(at) for name, array in frame.places.items()},
        wide={},
        wide_numeric={},
        percent={name: array.take(at) for name, array in frame.percent.items()},
    )
    everywhere = pa.array(range(frame.height), pa.int64())
    return Long(made, lines, pc.invert(pc.is_in(everywhere, at)))


@dataclass(frozen=True, slots=True)
class _Slice:
    """The cells of one year or month: positions of rows that fill some, and the measures there."""

    value: str
    at: pa.Array
    text: dict[str, pa.Array]
    numeric: dict[str, pa.Array]
    cell: dict[str, int | None]

    @staticmethod
    def of(frame: Frame, wide: Wide, value: str) -> _Slice:
        index = {each.measure: each.index for each in wide.columns if each.value == value}
        nothing = pa.nulls(frame.height, pa.string())
        text = {name: frame.wide.get(index.get(name, -1), nothing) for name in wide.measures}
        present = no(frame.height)
        for cells in text.values():
            said = sure(pc.match_substring_regex(pc.utf8_trim_whitespace(cells), MISSING))
            present = pc.or_(present, pc.and_not(pc.is_valid(cells), said))
        at = pc.cast(pc.indices_nonzero(present), pa.int64())
        typed = {
            name: frame.wide_numeric.get(index.get(name, -1), no(frame.height))
            for name in wide.measures
        }
        return _Slice(
            value,
            at,
            {name: array.take(at) for name, array in text.items()},
            {name: array.take(at) for name, array in typed.items()},
            {name: index.get(name) for name in wide.measures},
        )


def by_value(frame: Frame, wide: Wide | None) -> Iterator[pa.Array]:
    """For each year or month of a wide table, a mask of its lines."""
    if wide is not None:
        for value in wide.values:
            yield sure(pc.equal(frame.get(wide.key), value))


def scattered(mask: pa.Array, where: pa.Array) -> pa.Array:
    """A mask on the lines where ``where`` holds as a mask on all lines."""
    chosen = pc.indices_nonzero(where).filter(mask)
    return pc.is_in(pa.array(range(len(where)), chosen.type), chosen)


def of_whole_rows(asides: list[Aside], lines: Lines) -> list[Aside]:
    """Rows of the file set aside as a whole: under the first of their kinds, or not at all.

    A row that looks like a total in one year and like a line in another is a line.
    """
    kinds = np.full(len(lines.rows), len(asides), dtype=np.int64)
    for place, each in reversed(list(enumerate(asides))):
        kinds[each.mask.to_numpy(zero_copy_only=False)] = place
    _, of_row = np.unique(lines.rows.to_numpy(), return_inverse=True)
    first = np.full(of_row.max(initial=-1) + 1, len(asides), dtype=np.int64)
    last = np.full(len(first), -1, dtype=np.int64)
    np.minimum.at(first, of_row, kinds)
    np.maximum.at(last, of_row, kinds)
    kept = np.where(last[of_row] < len(asides), first[of_row], len(asides))
    found = [replace(each, mask=pa.array(kept == place)) for place, each in enumerate(asides)]
    return [each for each in found if some(each.mask)]


def on_lines(marks: Iterable[Mark], lines: Lines | None) -> list[Mark]:
    """Marks on rows of the file as marks on all lines of these rows."""
    if lines is None:
        return list(marks)
    found = []
    for mark in marks:
        if mark.rows is None:
            found.append(mark)
            continue
        numbers = lines.of_rows(mark.rows)
        at = pc.index_in(lines.in_file(numbers), mark.rows)
        values = None if mark.values is None else mark.values.take(at)
        facts = {name: array.take(at) for name, array in mark.row_facts.items()}
        found.append(replace(mark, rows=numbers, values=values, row_facts=facts))
    return found


def marks_in_file(
    marks: Iterable[Mark], lines: Lines | None, headers: tuple[str, ...]
) -> tuple[Mark, ...]:
    """Marks on lines as marks on rows of the file, each under the header its cell stands under."""
    if lines is None:
        return tuple(marks)
    return tuple(each for mark in marks for each in _in_file(mark, lines, headers))


def _in_file(mark: Mark, lines: Lines, headers: tuple[str, ...]) -> Iterable[Mark]:
    facts = {
        name: lines.rows[fact - 1].as_py() if name in _ROW_FACTS and isinstance(fact, int) else fact
        for name, fact in mark.facts.items()
    }
    if mark.rows is None:
        return [replace(mark, facts=facts)]
    row_facts = {
        name: lines.in_file(array) if name in _ROW_FACTS else array
        for name, array in mark.row_facts.items()
    }
    told = replace(mark, rows=lines.in_file(mark.rows), facts=facts, row_facts=row_facts)
    cells = lines.cells.get(mark.column)
    if cells is None:
        return [told]
    at = cells.take(pc.subtract(mark.rows, pa.scalar(1, pa.int32())))
    return [_under(told, pc.fill_null(pc.equal(at, index), pa.scalar(value=False)), index, headers)
            for index in pc.unique(at).to_pylist() if index is not None]  # fmt: skip


def _under(mark: Mark, mask: pa.Array, index: int, headers: tuple[str, ...]) -> Mark:
    """The part of a mark that stands in one column of the sheet."""
    return replace(
        mark,
        column=headers[index],
        rows=None if mark.rows is None else mark.rows.filter(mask),
        values=None if mark.values is None else mark.values.filter(mask),
        row_facts={name: array.filter(mask) for name, array in mark.row_facts.items()},
        cell=index,
    )


def asides_in_file(
    asides: tuple[SetAside, ...], layout: int, lines: Lines | None
) -> tuple[SetAside, ...]:
    """Rows set aside as rows of the file; the first ``layout`` kinds name them already."""
    if lines is None:
        return asides
    told = [replace(each, which=pc.unique(lines.in_file(each.which))) for each in asides[layout:]]
    return (*asides[:layout], *told)


def table_in_file(table: pa.Table, lines: Lines | None) -> pa.Table:
    """Typed lines with the row of the file in ``baris``."""
    if lines is None:
        return table
    rows = lines.in_file(table["baris"].combine_chunks())
    return table.set_column(table.column_names.index("baris"), "baris", rows)


def wide_mark(wide: Wide, label: object, height: int, made: int) -> Mark:
    """How many lines were made of how many rows."""
    facts = {"kolom": len(wide.columns), "arti": label, "baris": height, "jumlah": made}
    return Mark("tabel_melebar", Severity.CATATAN, facts=facts)
