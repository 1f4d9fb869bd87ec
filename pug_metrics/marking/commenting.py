"""Comments of all sheets of a package: which cells get one, and where the boxes are kept."""

from __future__ import annotations

import re

from pug_metrics.marking.notes import SEVERITIES, Marks
from pug_metrics.marking.package import OFFICE, NotMarkable, Package
from pug_metrics.marking.remarks import COMMENTS_TYPE, Remarks
from pug_metrics.marking.shapes import EMPTY, Shapes, highest_block
from pug_metrics.marking.sheet_xml import with_legacy_drawing

# Excel grows slow with tens of thousands of comments.
LIMIT = 5_000
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_LEGACY = re.compile(rb"<(?:\w+:)?legacyDrawing\s[^>]*?:id=[\"']([^\"']+)[\"']")


class Commenting:
    """Adds and takes out comments. ``left_out``: marked cells without a comment, ``threads``:
    those whose thread of replies was left as it is."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._room = LIMIT
        self._block = 1 + max(
            (highest_block(package.get(n)) for n in package.names() if n.lower().endswith(".vml")),
            default=0,
        )
        self.left_out = 0
        self.threads = 0

    def clean(self, sheet: str) -> None:
        """Take the comments of an earlier marking out of a sheet."""
        part = self._related(sheet, "comments")
        if not part:
            return
        remarks = Remarks(self._package, part)
        gone = remarks.clean()
        remarks.save(part)
        drawing = self._drawing(sheet)
        if gone and drawing:
            shapes = Shapes(self._package.get(drawing), self._block)
            shapes.remove({(row - 1, column) for row, column in gone})
            self._package.put(drawing, shapes.content)

    def add(self, sheet: str, marks: Marks) -> None:
        """Comment the marked cells, the gravest first, as long as there is room."""
        ordered = sorted(
            marks.items(), key=lambda m: (SEVERITIES.index(m[1].severity), m[0][0], m[0][1] or 0)
        )
        chosen = {(row, column or 0): mark.text() for (row, column), mark in ordered[: self._room]}
        self.left_out += len(ordered) - len(chosen)
        try:
            if chosen:
                self._write(sheet, chosen)
                self._room -= len(chosen)
        except NotMarkable as error:
            if error.why != "komentar":
                raise
            self.left_out += len(chosen)

    def _write(self, sheet: str, words: dict[tuple[int, int], str]) -> None:
        package = self._package
        drawing = self._drawing(sheet)
        shapes = Shapes(package.get(drawing) if drawing else EMPTY, self._block)
        remarks = Remarks(package, self._related(sheet, "comments"))
        made, threads = remarks.add(words)
        self.threads += threads
        shapes.add({(row - 1, column): words[row, column] for row, column in made})
        self._block = shapes.next_block
        if not drawing:
            drawing = package.unused("xl/drawings/vmlDrawing{}.vml")
            package.set_default("vml", _VML_TYPE)
            number = package.relate(sheet, "vmlDrawing", drawing)
            package.put(sheet, with_legacy_drawing(package.get(sheet), number, OFFICE))
        package.put(drawing, shapes.content)
        if not remarks.part:
            remarks.part = package.unused("xl/comments{}.xml")
            package.set_type(remarks.part, COMMENTS_TYPE)
            package.relate(sheet, "comments", remarks.part)
        remarks.save(remarks.part)

    def _related(self, sheet: str, kind: str) -> str:
        found = self._package.relationships(sheet)
        return next((e.target for e in found if e.type == f"{OFFICE}/{kind}"), "")

    def _drawing(self, sheet: str) -> str:
        """The part of the comments' boxes; another may hold the pictures of the page header."""
        xml = self._package.get(sheet)
        found = _LEGACY.search(xml, max(0, xml.rfind(b"sheetData")))
        if found is None:
            return ""
        wanted = found[1].decode()
        related = self._package.relationships(sheet)
        return next((e.target for e in related if e.id == wanted), "")
