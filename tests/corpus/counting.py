"""Counts the rows of a file without our readers: the csv module, openpyxl, and the XML of ODS."""

from __future__ import annotations

import csv
import io
import zipfile
from xml.etree import ElementTree

import openpyxl

from tests.corpus.model import Case

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def rows_in(case: Case, data: bytes) -> int:
    """Rows of the sheet or text that the case is about, blank ones and headers included."""
    if case.height is not None:
        return case.height
    if not data.startswith(b"PK\x03\x04"):
        return _rows_of_text(case, data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if "content.xml" in package.namelist():
            return _rows_of_ods(case, package.read("content.xml"))
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    sheet = book[case.sheet] if case.sheet else book.worksheets[0]
    return sum(1 for _ in sheet.iter_rows())


def _rows_of_text(case: Case, data: bytes) -> int:
    csv.field_size_limit(20_000_000)
    text = io.StringIO(data.decode(case.encoding), newline="")
    reader = csv.reader(
        text,
        delimiter=case.delimiter,
        quotechar=case.quote,
        escapechar=case.escape,
        doublequote=case.escape is None,
    )
    return sum(1 for _ in reader)


def _rows_of_ods(case: Case, content: bytes) -> int:
    tables = ElementTree.fromstring(content).iter(f"{_TABLE}table")
    chosen = next(
        each for each in tables if not case.sheet or each.get(f"{_TABLE}name") == case.sheet
    )
    repeated = f"{_TABLE}number-rows-repeated"
    return sum(int(row.get(repeated, "1")) for row in chosen.iter(f"{_TABLE}table-row"))
