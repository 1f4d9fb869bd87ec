"""Any file back as a workbook with its findings marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from lxml import etree

from pug_metrics.language import say
from pug_metrics.marking.book import marked_package
from pug_metrics.marking.notes import Note, Summary
from pug_metrics.marking.package import NotMarkable, Package
from pug_metrics.marking.rebuilt import rebuilt_workbook, too_long
from pug_metrics.tables.child import Reader, read_apart
from pug_metrics.tables.workbook import check_package, is_workbook

_LOST = ("charts", "media", "pivot", "comments", "vbaproject", "drawings", "externallinks")


def mark(
    data: bytes,
    file_name: str,
    notes: Sequence[Note],
    summary: Summary,
    known: frozenset[str] = frozenset(),
    reader: Reader = read_apart,
) -> bytes:
    """The user's workbook (XLSX or XLSM) marked in its own parts; any other file as a new XLSX.

    ``known``: normalised headers that help to read a text file as it was read before, ``reader``:
    what read it. Raises ``FileRefused`` where the file cannot be read at all.
    """
    lines = list(summary.lines)
    if is_workbook(data):
        try:
            return _in_place(data, notes, lines)
        except NotMarkable as error:
            lines += [say(f"tanda_sebab_{error.why}"), *_lost(data)]
    source = reader(data, file_name, known)
    if too_long(source):
        lines.append(say("tanda_hanya_bertanda"))
    made, names = rebuilt_workbook(source, summary, notes)
    moved = [replace(note, sheet=names.get(note.sheet, note.sheet)) for note in notes]
    return marked_package(made, moved, lines)


def _in_place(data: bytes, notes: Sequence[Note], lines: Sequence[str]) -> bytes:
    if not data.startswith(b"PK"):
        raise NotMarkable("jenis")
    check_package(data)
    try:
        return marked_package(Package(data), notes, lines)
    except (ValueError, LookupError, TypeError, AttributeError, etree.LxmlError) as error:
        # Indices and numbers of a foreign file lead anywhere: such a file is built anew.
        raise NotMarkable("bentuk") from error


def marked_name(data: bytes, file_name: str) -> str:
    """A name for the marked file: ``rka_temuan.xlsx``, ``.xlsm`` where it holds macros."""
    return f"{PurePath(file_name).stem}_temuan{suffix_of(data)}"


def suffix_of(data: bytes) -> str:
    """``.xlsm`` for a workbook with macros (Excel opens it under no other name), else ``.xlsx``."""
    try:
        types = Package(data).get("[Content_Types].xml") if data.startswith(b"PK") else b""
    except NotMarkable:
        types = b""
    return ".xlsm" if b"sheet.macroEnabled.main+xml" in types else ".xlsx"


def _lost(data: bytes) -> list[str]:
    """What a workbook built anew does not take over, as far as its parts tell."""
    try:
        names = [name.lower() for name in Package(data).names()] if data[:2] == b"PK" else []
    except NotMarkable:
        names = []
    found = [kind for kind in _LOST if any(kind in name for name in names)]
    what = [say("tanda_hilang_tampilan"), *(say(f"tanda_hilang_{kind}") for kind in found)]
    return [say("tanda_hilang", daftar=", ".join(what))]
