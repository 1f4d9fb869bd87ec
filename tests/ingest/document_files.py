"""Small real and hostile files to attach: every one is made here, byte by byte."""

from __future__ import annotations

import io
import zipfile

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00This program cannot be run in DOS mode."
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64
_TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>{}</Types>"


def package(main: str, *more: str, types: str = "", **written: bytes) -> bytes:
    """An office package with its main part; ``more`` are further parts, ``types`` what it says."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("[Content_Types].xml", _TYPES.format(types))
        for name in (main, *more):
            opened.writestr(name, written.get(name, b"<x/>"))
    return made.getvalue()


def docx(*more: str, types: str = "") -> bytes:
    return package("word/document.xml", *more, types=types)


def xlsx(*more: str, types: str = "") -> bytes:
    return package("xl/workbook.xml", *more, types=types)


def bomb() -> bytes:
    """A package that says of itself that it is 500 times larger inside."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("[Content_Types].xml", _TYPES.format(""))
        opened.writestr("word/document.xml", b"\x00" * 150_000_000)
    return made.getvalue()


def locked() -> bytes:
    """A package whose parts say that they are encrypted (flag bit 0)."""
    data = bytearray(docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)
