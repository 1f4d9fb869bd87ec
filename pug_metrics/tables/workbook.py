"""Workbooks (XLSX, XLS, ODS) through python-calamine; the package is checked before opening."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pug_metrics.tables.findings_sheet import is_findings_sheet
from pug_metrics.tables.sheet import FileRefused, Sheet, Source, check_cells, check_width

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
    if data.startswith(_ZIP):
        check_package(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = tuple(_sheets(book))
    except PasswordError as error:
        raise FileRefused("berkas_bersandi") from error
    except (CalamineError, OSError, ValueError, EOFError) as error:
        raise FileRefused("berkas_rusak") from error
    if not sheets:
        raise FileRefused("berkas_kosong")
    return Source(file_name, sheets)


def check_package(data: bytes) -> None:
    """Refuse a package that would unpack to too much, before anything is unpacked."""
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise FileRefused("berkas_rusak") from error
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        raise FileRefused("berkas_terlalu_banyak_bagian", jumlah=len(members), batas=MAX_MEMBERS)
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * len(data):
        raise FileRefused("berkas_bom", ukuran=unpacked // 1_000_000)
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused("berkas_bersandi")


def _sheets(book: CalamineWorkbook) -> list[Sheet]:
    kinds = {meta.name: meta for meta in book.sheets_metadata}
    found = []
    for name in book.sheet_names:
        if kinds[name].typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(name)
        if sheet.height and sheet.width:
            visible = kinds[name].visible == SheetVisibleEnum.Visible
            made = _sheet(name, sheet, visible=visible)
            if not is_findings_sheet(name, made.columns[0][0].as_py()):
                found.append(made)
    return found


def _sheet(name: str, sheet: CalamineSheet, *, visible: bool) -> Sheet:
    # The dimension a file declares may lie; width and height of the cells that exist count.
    if sheet.total_height > MAX_ROWS:
        raise FileRefused("berkas_terlalu_panjang", jumlah=sheet.total_height, batas=MAX_ROWS)
    check_width(sheet.total_width)
    cells = list(zip(*sheet.to_python(skip_empty_area=False), strict=True))
    columns = tuple(pa.array([cell_text(cell) for cell in column], pa.string()) for column in cells)
    check_cells(columns)
    numeric = tuple(
        pa.array([isinstance(cell, int | float) for cell in column], pa.bool_()) for column in cells
    )
    merges = tuple((top, left, low, right) for (top, left), (low, right) in _merges(sheet))
    return Sheet(name, columns, numeric, merges, visible)


def _merges(sheet: CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return list(sheet.merged_cell_ranges or [])


def cell_text(cell: object) -> str:
    """The text of a cell: integers without ``.0``, other numbers in shortest form, dates ISO."""
    match cell:
        case str():
            return cell.replace("\x00", "")
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return format(Decimal(repr(cell)), "f").removesuffix(".0")
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
    return str(cell)
