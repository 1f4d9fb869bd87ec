"""Workbooks (XLSX, XLS, ODS) through python-calamine; the package is checked before opening."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pug_metrics.tables.biff import biff_marks
from pug_metrics.tables.cells import Cells, column_cells
from pug_metrics.tables.findings_sheet import is_findings_sheet
from pug_metrics.tables.masks import no
from pug_metrics.tables.package import package_marks
from pug_metrics.tables.part import SheetMarks
from pug_metrics.tables.sheet import (
    CellFault,
    FileRefused,
    Sheet,
    Source,
    check_cells,
    check_width,
)

MAX_MEMBERS = 200
MAX_UNPACKED = 200_000_000
MAX_RATIO = 100
MAX_ROWS = 1_048_576
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin like a workbook, whatever the file is called."""
    return data.startswith((_OLE, _ZIP))


def read_workbook(data: bytes, file_name: str) -> Source:
    """Read every worksheet as text; raises ``FileRefused`` (password, damaged, bomb, empty)."""
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise FileRefused("berkas_bersandi")
    marks: Mapping[str, SheetMarks] = {}
    if data.startswith(_ZIP):
        check_package(data)
        marks = _marks(data)
    else:
        marks = _biff_marks(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = tuple(_sheets(book, marks))
    except PasswordError as error:
        raise FileRefused("berkas_bersandi") from error
    except (CalamineError, OSError, ValueError, EOFError) as error:
        raise FileRefused("berkas_rusak") from error
    if not sheets:
        raise FileRefused("berkas_kosong")
    return Source(file_name, sheets)


def _marks(data: bytes) -> dict[str, SheetMarks]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package_marks(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise FileRefused("berkas_rusak") from error


def _biff_marks(data: bytes) -> dict[str, SheetMarks]:
    try:
        return biff_marks(data)
    except ValueError:
        # What calamine can read all the same is read without these marks.
        return {}


def check_package(data: bytes) -> None:
    """Refuse a package that would unpack to too much, before anything is unpacked."""
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FileRefused("berkas_rusak") from error
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        raise FileRefused("berkas_terlalu_banyak_bagian", jumlah=len(members), batas=MAX_MEMBERS)
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * len(data):
        raise FileRefused("berkas_bom", ukuran=unpacked // 1_000_000)
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused("berkas_bersandi")


def _sheets(book: CalamineWorkbook, marks: Mapping[str, SheetMarks]) -> list[Sheet]:
    kinds = {meta.name: meta for meta in book.sheets_metadata}
    found = []
    for name in book.sheet_names:
        if kinds[name].typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(name)
        if sheet.height and sheet.width:
            visible = kinds[name].visible == SheetVisibleEnum.Visible
            made = _sheet(name, sheet, marks.get(name, SheetMarks()), visible=visible)
            if not is_findings_sheet(name, made.columns[0][0].as_py()):
                found.append(made)
    return found


def _sheet(name: str, sheet: CalamineSheet, marks: SheetMarks, *, visible: bool) -> Sheet:
    # The dimension a file declares may lie; width and height of the cells that exist count.
    if sheet.total_height > MAX_ROWS:
        raise FileRefused("berkas_terlalu_panjang", jumlah=sheet.total_height, batas=MAX_ROWS)
    check_width(sheet.total_width)
    rows = zip(*sheet.to_python(skip_empty_area=False), strict=True)
    cells = [column_cells(column) for column in rows]
    shown = _padded([each.text for each in cells], marks.padded)
    columns = _with_faults(shown, marks.faults)
    check_width(len(columns))
    check_cells(columns)
    height = len(columns[0])
    faults = [*marks.faults, *_long_numbers(cells)]
    return Sheet(
        name,
        columns,
        numeric=tuple(_filled(each.numeric, height) for each in cells),
        merges=tuple(_clipped(_merges(sheet) or marks.merges, height, len(columns))),
        visible=visible,
        percent=_percent(marks.percent, height, len(columns)),
        dates=tuple(_filled(each.dates, height) for each in cells),
        faults=tuple(sorted(faults, key=lambda each: (each.row, each.column))),
        hidden_rows=tuple(row for row in marks.hidden_rows if row < height),
        hidden_columns=tuple(each for each in marks.hidden_columns if each < len(columns)),
    )


def _padded(columns: list[pa.Array], padded: Mapping[tuple[int, int], int]) -> list[pa.Array]:
    """The columns with the leading zeros that a spreadsheet shows: 7 with the format 000 is 007."""
    by_column: dict[int, dict[int, int]] = {}
    for (row, column), digits in padded.items():
        by_column.setdefault(column, {})[row] = digits
    for column, rows in by_column.items():
        if column < len(columns):
            text = columns[column].to_pylist()
            for row, digits in rows.items():
                if row < len(text) and text[row].isdecimal():
                    text[row] = text[row].zfill(digits)
            columns[column] = pa.array(text, pa.string())
    return columns


def _with_faults(columns: list[pa.Array], faults: Sequence[CellFault]) -> tuple[pa.Array, ...]:
    """The columns with errors as a spreadsheet shows them, and room for every faulty cell."""
    if not faults:
        return tuple(columns)
    height = max(len(columns[0]), 1 + max(each.row for each in faults))
    width = max(len(columns), 1 + max(each.column for each in faults))
    check_width(width)
    if height > MAX_ROWS:
        raise FileRefused("berkas_terlalu_panjang", jumlah=height, batas=MAX_ROWS)
    grown = [each.to_pylist() + [""] * (height - len(each)) for each in columns]
    grown += [[""] * height for _ in range(width - len(columns))]
    for each in faults:
        grown[each.column][each.row] = each.text
    return tuple(pa.array(each, pa.string()) for each in grown)


def _long_numbers(cells: Sequence[Cells]) -> Iterator[CellFault]:
    for column, each in enumerate(cells):
        yield from (CellFault(row, column, "angka_terpotong") for row in each.long)


def _filled(mask: pa.Array | None, height: int) -> pa.Array:
    """A mask of full height: none of the cells where there is none."""
    if mask is None:
        return no(height)
    return mask if len(mask) == height else pa.concat_arrays([mask, no(height - len(mask))])


def _percent(
    cells: Collection[tuple[int, int]], height: int, width: int
) -> tuple[pa.Array | None, ...]:
    """Per column a mask of the cells shown as per cent; None where a column has none."""
    rows: dict[int, list[int]] = {}
    for row, column in cells:
        if row < height:
            rows.setdefault(column, []).append(row)
    masks: list[pa.Array | None] = [None] * width
    for column, places in rows.items():
        if column < width:
            flags = bytearray(height)
            for row in places:
                flags[row] = 1
            masks[column] = pa.array([bool(flag) for flag in flags], pa.bool_())
    return tuple(masks)


def _merges(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    ranges = sheet.merged_cell_ranges or []
    return [(top, left, low, right) for (top, left), (low, right) in ranges]


def _clipped(
    merges: Sequence[tuple[int, int, int, int]], height: int, width: int
) -> Iterator[tuple[int, int, int, int]]:
    """Merged ranges within the cells that exist; a file may claim any size."""
    for top, left, low, right in merges:
        if top < height and left < width:
            yield top, left, min(low, height - 1), min(right, width - 1)
