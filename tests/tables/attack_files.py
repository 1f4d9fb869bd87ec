"""Files made to harm whoever opens them, as bytes."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

from tests.ingest.files_by_hand import HEAD, line, xlsx_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = "abcdefghi"
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(_NAMES))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def good_book() -> bytes:
    """A workbook with one budget line, as the others would be without the attack."""
    return xlsx_of({"A": [HEAD, line()]})


def repacked(
    changes: dict[str, bytes], added: dict[str, bytes] | None = None, *, squeeze: bool = True
) -> bytes:
    """The good workbook with members replaced and added."""
    method = zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good_book())) as good,
        zipfile.ZipFile(target, "w", method) as made,
    ):
        for name in good.namelist():
            made.writestr(name, changes.get(name, good.read(name)))
        for name, content in (added or {}).items():
            made.writestr(name, content)
    return target.getvalue()


def sheet_xml(rows: str, dimension: str = "A1", head: str = "") -> bytes:
    """The XML of a worksheet."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<worksheet xmlns="{MAIN}">'
        f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'
    ).encode()


def inline(cell: str, text: str) -> str:
    """A cell with its text in place."""
    return f'<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>'


def with_sheet(xml: bytes) -> bytes:
    """The good workbook with another sheet in the place of its own."""
    return repacked({"xl/worksheets/sheet1.xml": xml})


def of_head(text: str, rows: str = "", head: str = "") -> bytes:
    """A sheet that holds the header, one line with ``text`` as the name of its agency."""
    titles = "".join(inline(f"{'ABCDEF'[i]}1", each) for i, each in enumerate(HEAD))
    cells = [text if i == 1 else each for i, each in enumerate(line())]
    values = "".join(inline(f"{'ABCDEF'[i]}2", each) for i, each in enumerate(cells))
    return sheet_xml(f'<row r="1">{titles}</row><row r="2">{values}</row>{rows}', "A1:F2", head)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return target.getvalue()


def nested_bomb() -> bytes:
    """A package within a package within a package, the innermost of them large."""
    inner = zipped({"0.bin": bytes(50_000_000)})
    for _ in range(3):
        inner = zipped({f"{number}.zip": inner for number in range(10)})
    return repacked({}, {"xl/media/dalam.zip": inner})


def lying_sizes() -> bytes:
    """A package whose directory says that a member of 400 MB has ten bytes."""
    data = bytearray(with_sheet(sheet_xml(inline("A1", " " * 100_000_000))))
    name = b"xl/worksheets/sheet1.xml"
    place = data.rindex(name) - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    local = data.index(name) - 30
    data[local + 22 : local + 26] = (10).to_bytes(4, "little")
    return bytes(data)
