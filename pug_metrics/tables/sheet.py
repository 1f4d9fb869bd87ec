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
class Sheet:
    """One sheet. ``columns``: string arrays of one length, blank cells are empty strings.

    Cell ``i`` of a column stands in row ``i + 1`` as a spreadsheet shows it. ``numeric``: per
    column a mask of the cells that the file itself holds as numbers (none in text files).
    ``merges``: merged ranges as (first row, first column, last row, last column), from 0.
    """

    name: str
    columns: tuple[pa.Array, ...]
    numeric: tuple[pa.Array | None, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    visible: bool = True

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
    return Sheet(name, columns)


def check_width(width: int) -> None:
    """Refuse a table wider than ``MAX_COLUMNS``; raises ``FileRefused``."""
    if width > MAX_COLUMNS:
        raise FileRefused("berkas_terlalu_lebar", jumlah=width, batas=MAX_COLUMNS)


def check_cells(columns: Sequence[pa.Array]) -> None:
    """Refuse a cell longer than a spreadsheet cell can be; raises ``FileRefused`` with its row."""
    for column in columns:
        longest = pc.max(pc.utf8_length(column)).as_py()
        if longest is not None and longest > MAX_CELL:
            row = pc.index(pc.utf8_length(column), longest).as_py() + 1
            raise FileRefused("sel_terlalu_panjang", baris=row, panjang=longest, batas=MAX_CELL)
