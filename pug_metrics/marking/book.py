"""A workbook with its findings marked: colours, comments, the list, in the parts of the package."""

from __future__ import annotations

from collections.abc import Sequence

from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.marking.cells import anchored, coloured
from pug_metrics.marking.commenting import Commenting
from pug_metrics.marking.joining import Book, SheetPart
from pug_metrics.marking.listing import findings_sheet, look
from pug_metrics.marking.notes import Marks, Note, gathered
from pug_metrics.marking.package import NotMarkable, Package
from pug_metrics.marking.sheet_xml import cut
from pug_metrics.marking.styles import Styles

FINDINGS = "Temuan"
_SIGNED = "_xmlsignatures/"


def marked_package(package: Package, notes: Sequence[Note], lines: Sequence[str]) -> bytes:
    """The XLSX or XLSM package with its findings marked; ``lines`` stand above the list.

    Only the parts that must change do. Raises ``NotMarkable`` where that is not safe.
    """
    book = Book(package)
    styles = Styles(package, book.styles)
    earlier = book.findings_sheet()
    if earlier is not None:
        styles.clean(kept_whole=not book.saved_elsewhere())
    comments = Commenting(package)
    for sheet in book.worksheets():
        if sheet == earlier:
            continue
        if earlier is not None:
            comments.clean(sheet.part)
        marks = gathered(notes, sheet.name)
        if marks:
            comments.add(sheet.part, _coloured(package, sheet, marks, styles))
    content = findings_sheet(notes, [*lines, *_notices(package, comments)], look(styles))
    styles.save()
    if earlier is None:
        book.append(FINDINGS, content)
    else:
        book.replace(earlier, content)
    return package.packed()


def _coloured(package: Package, sheet: SheetPart, marks: Marks, styles: Styles) -> Marks:
    """Colour the cells of a sheet; gives the marks by the cell that carries them."""
    xml = cut(package.get(sheet.part))
    rows, settled = coloured(xml, anchored(xml, marks), styles.filled)
    package.put(sheet.part, b"".join([xml.head, *rows, xml.tail]))
    return settled


def _notices(package: Package, comments: Commenting) -> list[str]:
    """What could not be done as for every other cell."""
    found = []
    if comments.left_out:
        found.append(say("tanda_komentar_dibatasi", jumlah=count(comments.left_out)))
    if comments.threads:
        found.append(say("tanda_utas", jumlah=count(comments.threads)))
    if any(name.lower().startswith(_SIGNED) for name in package.names()):
        found.append(say("tanda_tanda_tangan"))
    return found


__all__ = ["FINDINGS", "NotMarkable", "marked_package"]
