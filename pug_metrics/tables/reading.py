"""A file → its table as text, with an account of every row and of everything worth knowing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.errors import nearest
from pug_metrics.tables.finding import Table, likeliest_table
from pug_metrics.tables.plain import csv_parts
from pug_metrics.tables.sheet import CellFault, FileRefused, Sheet, Source, column_letters
from pug_metrics.tables.source import read_source

if TYPE_CHECKING:
    from pug_metrics.tables.child import Reader

_NAMED = 6
Remark = tuple[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Read:
    """A table read. Row numbers are those of the sheet, from 1.

    ``left``: kind → rows left out; with ``header_rows`` and ``height`` they make ``sheet_height``.
    ``remarks``: kind and facts of what a user should know (the words are the command's).
    """

    file_name: str
    sheet: str
    encoding: str
    guessed: bool
    delimiter: str
    header_rows: tuple[int, ...]
    sheet_height: int
    left: Mapping[str, tuple[int, ...]]
    names: tuple[str, ...]
    columns: tuple[pa.Array, ...]
    remarks: tuple[Remark, ...]
    numbers: pa.Array

    @property
    def height(self) -> int:
        """Number of data rows."""
        return len(self.numbers)

    def csv(self) -> Iterator[bytes]:
        """The table as plain CSV, in parts."""
        return csv_parts(self.names, self.columns)

    def rows(self) -> list[list[str]]:
        """The data rows as lists of text."""
        return [list(row) for row in zip(*(each.to_pylist() for each in self.columns), strict=True)]

    def row_numbers(self) -> list[int]:
        """The row of the sheet of every data row."""
        return [row + 1 for row in self.numbers.to_pylist()]


def read_plain(
    data: bytes, file_name: str, wanted: str | None = None, reader: Reader = read_source
) -> Read:
    """Read the table of a file, of the wanted or the likeliest sheet, with its cells as written.

    Words of a cell merged over several rows stand in each of them; an amount stands once, in the
    first, so that no sum grows. ``reader``: what brings the bytes to sheets. Raises
    ``FileRefused``.
    """
    source = reader(data, file_name, frozenset())
    _check_wanted(source, wanted)
    table, others = likeliest_table(source, wanted)
    _refuse_uncomputed(table)
    columns, spread = _columns(table)
    left = {kind: tuple(row + 1 for row in rows) for kind, rows in table.left.items()}
    header_rows = left.pop("tajuk")
    return Read(
        file_name=file_name,
        sheet=table.sheet.name,
        encoding=source.encoding,
        guessed=source.guessed,
        delimiter=source.delimiter,
        header_rows=header_rows,
        sheet_height=table.sheet.height,
        left=left,
        names=_names(table),
        columns=columns,
        remarks=tuple(_remarks(source, table, others, spread)),
        numbers=table.rows,
    )


def _check_wanted(source: Source, wanted: str | None) -> None:
    names = [sheet.name for sheet in source.sheets]
    if wanted is not None and wanted not in names:
        raise FileRefused("lembar_tidak_ada", lembar=wanted, ada=", ".join(filter(None, names)),
                          mungkin=nearest(wanted, names))  # fmt: skip


def _names(table: Table) -> tuple[str, ...]:
    """Names of one header row as they are written, blanks around them too."""
    if table.heading.top < table.heading.bottom:
        return tuple(field.name for field in table.fields)
    raw = [column[table.heading.top].as_py() for column in table.sheet.columns]
    written = {cell.strip(): cell for cell in raw}
    return tuple(written.get(field.name, field.name) for field in table.fields)


def _columns(table: Table) -> tuple[tuple[pa.Array, ...], int]:
    """The columns over the data rows, words of merged cells repeated, and how often they were."""
    columns, spread = [], 0
    for field in table.fields:
        cells = table.column(field)
        filled, times = _merged_down(table.sheet, field.columns, cells, table.rows)
        columns.append(filled)
        spread += times
    return tuple(columns), spread


def _merged_down(
    sheet: Sheet, under: tuple[int, ...], cells: pa.Array, rows: pa.Array
) -> tuple[pa.Array, int]:
    tall = [merge for merge in sheet.merges if merge[2] > merge[0] and merge[1] in under]
    if not tall:
        return cells, 0
    text = cells.to_pylist()
    place = {row: index for index, row in enumerate(rows.to_pylist())}
    times = 0
    for top, left, low, _ in tall:
        mask = sheet.number_mask(left)
        word = sheet.columns[left][top].as_py()
        if top not in place or not word or (mask is not None and mask[top].as_py()):
            continue
        for row in range(top + 1, low + 1):
            if row in place and not text[place[row]]:
                text[place[row]] = word
                times += 1
    return pa.array(text, pa.string()), times


def _refuse_uncomputed(table: Table) -> None:
    missing = _faults(table, "rumus_tanpa_nilai")
    if missing:
        raise FileRefused("rumus_tanpa_nilai", jumlah=len(missing), sel=_cells(missing))


def _faults(table: Table, kind: str) -> list[CellFault]:
    """Faults of a kind in the header and the data rows; those of rows left out do no harm."""
    wanted = [fault for fault in table.sheet.faults if fault.kind == kind]
    if not wanted:
        return []
    inside = set(table.rows.to_pylist()) | set(table.heading.rows)
    return [fault for fault in wanted if fault.row in inside]


def _cells(faults: list[CellFault]) -> str:
    return ", ".join(each.cell for each in faults[:_NAMED]) + (
        ", …" if len(faults) > _NAMED else ""
    )


def _remarks(
    source: Source, table: Table, others: tuple[str, ...], spread: int
) -> Iterator[Remark]:
    sheet = table.sheet
    if source.guessed:
        yield "sandi_tebakan", {"sandi": source.encoding}
    if others:
        yield "lembar_lain", {"lembar": ", ".join(others)}
    if not sheet.visible:
        yield "lembar_tersembunyi", {"lembar": sheet.name}
    if source.delimiter and len(table.fields) == 1:
        yield "satu_kolom", {}
    if table.headless:
        yield "tajuk_mirip_data", {"baris": table.heading.top + 1}
    if table.unsure:
        yield "jumlah_tak_cocok", {"jumlah": len(table.unsure)}
    if spread:
        yield "sel_gabung", {"jumlah": spread}
    yield from _nameless(table)
    yield from _hidden(table)
    yield from _doubtful_cells(table)
    yield from _short_rows(table)


def _nameless(table: Table) -> Iterator[Remark]:
    nameless = [column_letters(each.columns[0]) for each in table.fields if not each.name]
    if nameless:
        yield "tanpa_nama", {"kolom": ", ".join(nameless)}


def _doubtful_cells(table: Table) -> Iterator[Remark]:
    for kind in ("rumus_galat", "angka_terpotong"):
        faults = _faults(table, kind)
        if faults:
            yield kind, {"jumlah": len(faults), "sel": _cells(faults)}


def _hidden(table: Table) -> Iterator[Remark]:
    inside = set(table.rows.to_pylist()) if table.sheet.hidden_rows else set()
    rows = [row for row in table.sheet.hidden_rows if row in inside]
    if rows:
        yield "baris_tersembunyi", {"jumlah": len(rows)}
    shown = {column for field in table.fields for column in field.columns}
    columns = [column_letters(each) for each in table.sheet.hidden_columns if each in shown]
    if columns:
        yield "kolom_tersembunyi", {"kolom": ", ".join(columns)}


def _short_rows(table: Table) -> Iterator[Remark]:
    widths = table.sheet.widths
    if widths is None:
        return
    width = max(widths[row].as_py() for row in table.heading.rows)
    short = pc.indices_nonzero(pc.less(widths.take(table.rows), width))
    if len(short):
        rows = [table.rows[index].as_py() + 1 for index in short[:_NAMED].to_pylist()]
        named = ", ".join(map(str, rows)) + (", …" if len(short) > _NAMED else "")
        yield "baris_pendek", {"jumlah": len(short), "baris": named}
