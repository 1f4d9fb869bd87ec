"""Text as it may stand in a cell of an XLSX part."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_MAX = 32_767
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def clean_text(text: str) -> str:
    """Text without the signs that XML cannot hold, as long as a cell may be."""
    clean = _FORBIDDEN.sub("\ufffd", text)
    return clean if len(clean) <= _MAX else f"{clean[: _MAX - 1]}…"


def coded_text(text: str) -> str:
    """Text whose "_x0041_" stays what it is: a workbook would read the letter A."""
    return _ESCAPED.sub("_x005F_", text)


def cell_xml(reference: str, style: int, text: str) -> str:
    """A cell that holds text, whatever it looks like: never a formula."""
    written = escape(coded_text(clean_text(text)))
    if not written:
        return f'<c r="{reference}" s="{style}"/>'
    return (
        f'<c r="{reference}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{written}</t></is></c>'
    )
