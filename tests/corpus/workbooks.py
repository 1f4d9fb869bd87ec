"""Bytes of XLSX workbooks: by a writer that is not ours, or part by part for broken ones."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

from tests.corpus.model import HEAD, STANDARD
from tests.corpus.written import zipped


@dataclass(frozen=True, slots=True)
class Shown:
    """A number (or date) with the format that a person sees it in."""

    value: object
    form: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and the result the file keeps of it."""

    text: str
    cached: object = 0


Grid = Sequence[Sequence[object]]
Finish = Callable[["xlsxwriter.Workbook", dict[str, object]], None]


def xlsx(
    sheets: Mapping[str, Grid] | Grid,
    merges: Sequence[str] = (),
    options: Mapping[str, object] | None = None,
    finish: Callable[..., None] | None = None,
) -> bytes:
    """A workbook; ``merges`` are ranges of the first sheet, whose first cell keeps its value.

    ``finish(book, sheets)`` may add what the grid cannot say (hidden sheets, notes ...).
    """
    given = sheets if isinstance(sheets, Mapping) else {"Lembar1": sheets}
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **(options or {})}) as book:
        made = {name: book.add_worksheet(name) for name in given}
        for name, grid in given.items():
            if name == next(iter(given)):
                for area in merges:
                    made[name].merge_range(area, "")
            for row, cells in enumerate(grid):
                for column, cell in enumerate(cells):
                    _put(book, made[name], (row, column), cell)
        if finish:
            finish(book, made)
    return target.getvalue()


def _put(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, at: tuple, cell: object
) -> None:
    match cell:
        case None:
            return
        case str():
            sheet.write_string(*at, cell)
        case bool():
            sheet.write_boolean(*at, cell)
        case Formula():
            sheet.write_formula(*at, cell.text, None, cell.cached)
        case Shown(datetime() | date() as day, form):
            sheet.write_datetime(*at, day, book.add_format({"num_format": form}))
        case Shown(value, form):
            sheet.write(*at, value, book.add_format({"num_format": form}))
        case _:
            sheet.write(*at, cell)


def budget_grid(amounts: Sequence[object] = (1_000_000, 2_500_000.75, 750_000)) -> list[list]:
    """The standard lines as a grid, with these amounts."""
    rows = [[*cells[:5], amount] for cells, amount in zip(STANDARD, amounts, strict=False)]
    return [list(HEAD), *rows]


_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types '
    'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    "</Types>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def raw_xlsx(
    rows: str, *, before: str = "", strings: Sequence[str] = (), prolog: str = ""
) -> bytes:
    """A workbook part by part: ``rows`` is the inside of ``sheetData``, ``before`` what precedes.

    ``strings`` are shared strings as XML inside ``si``; ``prolog`` stands before the sheet's root.
    """
    sheet = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<worksheet xmlns="{MAIN}">{before}'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    shared = "".join(f"<si>{each}</si>" for each in strings)
    return zipped({
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Lembar1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
        f'Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
    })  # fmt: skip


def raw_row(number: int, cells: Sequence[object]) -> str:
    """One ``row`` element: text inline, numbers as values, XML of a cell given as bytes."""
    inside = "".join(
        _raw_cell(f"{chr(65 + index)}{number}", cell) for index, cell in enumerate(cells)
    )
    return f'<row r="{number}">{inside}</row>'


def _raw_cell(place: str, cell: object) -> str:
    if isinstance(cell, bytes):
        return cell.decode().replace("@", place)
    if isinstance(cell, int | float):
        return f'<c r="{place}"><v>{cell!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>'


def raw_budget(*pagu: object) -> str:
    """Rows of the standard header and lines with these amounts, as ``row`` elements."""
    grid = [list(HEAD), *([*STANDARD[index][:5], each] for index, each in enumerate(pagu))]
    return "".join(raw_row(number, cells) for number, cells in enumerate(grid, 1))
