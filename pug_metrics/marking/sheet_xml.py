"""A worksheet part cut before and behind its rows, and the few places where more may stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pug_metrics.marking.package import MAIN, NotMarkable

_ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet\b([^>]*)>")
_TAG = re.compile(rb"<(/?)(?:[\w.-]+:)?([\w.-]+)(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
# What stands behind <legacyDrawing> in a worksheet, by the schema.
_BEHIND = frozenset(
    {b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls", b"webPublishItems",
     b"tableParts", b"extLst", b"AlternateContent"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetXml:
    """A worksheet part cut in three; ``prefix`` stands before every name (``b"x:"`` or none)."""

    head: bytes
    rows: bytes
    tail: bytes
    prefix: bytes


def cut(xml: bytes) -> SheetXml:
    """Cut a worksheet part before and behind its rows; raises ``NotMarkable`` for odd parts."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in xml[:64]:
        raise NotMarkable("sandi")
    root = _ROOT.search(xml, 0, 65_536)
    if root is None or MAIN.encode() not in root[2]:
        raise NotMarkable("bentuk")
    prefix = root[1] + b":" if root[1] else b""
    empty = re.compile(rb"<%ssheetData(?:\s[^>]*)?/>" % prefix).search(xml, root.end())
    start = xml.find(b"<%ssheetData>" % prefix, root.end())
    if empty is not None and (start < 0 or empty.start() < start):
        opened, closed = b"<%ssheetData>" % prefix, b"</%ssheetData>" % prefix
        return SheetXml(xml[: empty.start()] + opened, b"", closed + xml[empty.end() :], prefix)
    end = xml.find(b"</%ssheetData>" % prefix, max(start, 0))
    if start < 0 or end < 0:
        raise NotMarkable("bentuk")
    start += len(b"<%ssheetData>" % prefix)
    rows = xml[start:end]
    if b"<!" in rows or b"<!DOCTYPE" in xml[:start]:
        raise NotMarkable("bentuk")
    return SheetXml(xml[:start], rows, xml[end:], prefix)


def with_legacy_drawing(xml: bytes, relationship: str, namespace: str) -> bytes:
    """The part with the element that binds its comments' boxes, where the schema wants it."""
    root = _ROOT.search(xml, 0, 65_536)
    start = xml.rfind(b"sheetData>")
    if root is None or start < 0:
        raise NotMarkable("bentuk")
    known = re.search(rb'\sxmlns:([\w.-]+)="%s"' % re.escape(namespace.encode()), root[2])
    declared = b"" if known else b' xmlns:r="%s"' % namespace.encode()
    made = b'<%slegacyDrawing%s %s:id="%s"/>' % (
        root[1] + b":" if root[1] else b"", declared, known[1] if known else b"r",
        relationship.encode(),
    )  # fmt: skip
    depth = 0
    for tag in _TAG.finditer(xml, start + len(b"sheetData>")):
        closing, name = bool(tag[1]), tag[2]
        if depth == 0 and (name in _BEHIND or (closing and name == b"worksheet")):
            return b"".join([xml[: tag.start()], made, xml[tag.start() :]])
        depth += -1 if closing else (0 if tag[3] else 1)
    raise NotMarkable("bentuk")


def column_index(letters: bytes) -> int:
    """Index from 0 of a column name."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def column_letters(index: int) -> str:
    """Name of the column with this index from 0."""
    name, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
