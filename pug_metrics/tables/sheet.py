"""A sheet of raw text cells: what every file is brought to before anything is understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.errors import PugError

MAX_COLUMNS = 200
MAX_CELL = 32_767
NUL = "\x00"


class FileRefused(PugError):
    """A file that cannot be read as a table; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell without a certain value, at a row and column from 0.

    ``kind``: ``rumus_galat`` (``text`` is ``#REF!`` or like), ``rumus_tanpa_nilai`` (a formula that
    was never computed) or ``angka_terpotong`` (a number whose last
    digits a spreadsheet may have lost).
    """

    row: int
    column: int
    kind: str
    text: str = ""

    @property
    def cell(self) -> str:
        """The name of the cell: ``B7``."""
        return f"{column_letters(self.column)}{self.row + 1}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``columns``: string arrays of one length, blank cells are empty strings.

    Cell ``i`` of a column stands in row ``i + 1`` as a spreadsheet shows it. ``numeric``: per
    column a mask of the cells that the file itself holds as numbers (none in text files).
    ``merges``: merged ranges as (first row, first column, last row, last column), from 0.
    ``widths``: cells of each row as the text file writes it, None where all rows have the same.
    ``percent``, ``dates``: like ``numeric``, the cells that the workbook shows as per cent (0.15
    reads 15%) or keeps as a date. ``faults``: cells whose value the file itself does not know.
    ``hidden_rows``, ``hidden_columns``: what the user does not see; it is read all the same.
    """

    name: str
    columns: tuple[pa.Array, ...]
    numeric: tuple[pa.Array | None, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    visible: bool = True
    widths: pa.Array | None = None
    percent: tuple[pa.Array | None, ...] = ()
    dates: tuple[pa.Array | None, ...] = ()
    faults: tuple[CellFault, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()

    @property
    def height(self) -> int:
        """Number of rows, blank ones included."""
        return len(self.columns[0]) if self.columns else 0

    def row(self, index: int) -> list[str]:
        """The cells of one row, trimmed."""
        return [column[index].as_py().strip() for column in self.columns]

    def number_mask(self, column: int) -> pa.Array | None:
        """Mask of the cells of a column that are numbers in the file, or None."""
        return self.numeric[column] if self.numeric else None

    def percent_mask(self, column: int) -> pa.Array | None:
        """Mask of the cells of a column that the workbook shows as per cent, or None."""
        return self.percent[column] if self.percent else None

    def date_mask(self, column: int) -> pa.Array | None:
        """Mask of the cells of a column that the workbook keeps as dates, or None."""
        return self.dates[column] if self.dates else None


@dataclass(frozen=True, slots=True)
class Source:
    """A file brought to sheets. ``encoding`` and ``delimiter`` are empty for workbooks."""

    file_name: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    guessed: bool = field(default=False)


def sheet_of_rows(name: str, rows: Sequence[Sequence[str]]) -> Sheet:
    """Build a sheet from rows of text of any length; short rows are filled with blanks."""
    width = max((len(row) for row in rows), default=0)
    check_width(width)
    padded = [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in rows]
    columns = tuple(pa.array(column, pa.string()) for column in zip(*padded, strict=True))
    check_cells(columns)
    widths = [len(row) for row in rows]
    ragged = min(widths, default=0) < width
    return Sheet(name, columns, widths=pa.array(widths, pa.int32()) if ragged else None)


def column_letters(index: int) -> str:
    """The name that spreadsheets give a column: 0 is A, 26 is AA."""
    name, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def check_width(width: int) -> None:
    """Refuse a table wider than ``MAX_COLUMNS``; raises ``FileRefused``."""
    if width > MAX_COLUMNS:
        raise FileRefused("berkas_terlalu_lebar", jumlah=width, batas=MAX_COLUMNS)


def check_cells(columns: Sequence[pa.Array]) -> None:
    """Refuse a cell longer than a spreadsheet cell can be; raises ``FileRefused`` with its row."""
    for column in columns:
        # A cell has no more signs than bytes, and bytes need no counting.
        if (pc.max(pc.binary_length(column)).as_py() or 0) <= MAX_CELL:
            continue
        longest = pc.max(pc.utf8_length(column)).as_py()
        if longest is not None and longest > MAX_CELL:
            row = pc.index(pc.utf8_length(column), longest).as_py() + 1
            raise FileRefused("sel_terlalu_panjang", baris=row, panjang=longest, batas=MAX_CELL)
