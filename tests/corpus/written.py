"""Bytes of delimited and OpenDocument files, written by hand; no reader of ours is asked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape

from tests.corpus.model import HEAD, STANDARD, Cells


def csv_text(rows: Sequence[Cells], sign: str = ",", end: str = "\n", quote: str = '"') -> str:
    """Rows as delimited text; cells are quoted where they hold a sign, a quote or a line end."""
    return "".join(sign.join(_cell(cell, sign, quote) for cell in row) + end for row in rows)


def _cell(cell: str, sign: str, quote: str) -> str:
    if any(mark in cell for mark in (sign, quote, "\n", "\r")):
        return quote + cell.replace(quote, quote * 2) + quote
    return cell


def csv_bytes(rows: Sequence[Cells], sign: str = ",", end: str = "\n") -> bytes:
    """Rows as delimited UTF-8."""
    return csv_text(rows, sign, end).encode()


def budget(*rows: Cells, sign: str = ",", head: Cells = HEAD) -> bytes:
    """A budget file: ``head`` and rows (the standard ones where none are given)."""
    return csv_bytes([head, *(rows or STANDARD)], sign)


def text_file(text: str) -> bytes:
    """UTF-8 bytes of a text written by hand."""
    return text.encode()


def ods(
    sheets: dict[str, str], *, mimetype: str = "application/vnd.oasis.opendocument.spreadsheet"
) -> bytes:
    """An OpenDocument workbook: name of a sheet → its ``table:table-row`` elements as XML."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{rows}</table:table>'
        for name, rows in sheets.items()
    )
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        f'office:version="1.2"><office:body><office:spreadsheet>{tables}</office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{mimetype}"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return zipped({"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_row(*cells: object, repeated: int = 1) -> str:
    """One row of an OpenDocument sheet: text, numbers, None, or XML of a cell given as bytes."""
    times = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{times}>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(cell: object) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, bytes):
        return cell.decode()
    if isinstance(cell, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{cell!r}">'
            f"<text:p>{cell!r}</text:p></table:table-cell>"
        )
    return (
        f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p>'
        "</table:table-cell>"
    )


def zipped(members: dict[str, str | bytes], *, packed: bool = True) -> bytes:
    """A zip package of these members."""
    target = io.BytesIO()
    way = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w", way) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return target.getvalue()
