"""The sheet *Temuan*: every finding on a row, with a link to its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.marking.notes import SEVERITIES, Note, Severity, counts, severity_word
from pug_metrics.marking.package import MAIN
from pug_metrics.marking.sheet_xml import column_letters
from pug_metrics.marking.styles import TINTS, Styles
from pug_metrics.marking.words import cell_xml, clean_text

_COLUMNS = (
    ("nomor", 6), ("tingkat", 11), ("lembar", 18), ("baris", 9),
    ("kolom", 24), ("nilai", 24), ("apa", 58), ("cara", 58),
)  # fmt: skip
_BARIS = 3
# A worksheet holds no more links, and no more rows, than this.
_LINKS = 65_000
_ROWS = 1_048_000
_LINK_COLOUR = "FF4B2A86"


@dataclass(frozen=True, slots=True)
class Look:
    """Indices of the cell formats of the sheet; ``severity``: one for each."""

    title: int
    plain: int
    number: int
    line: int
    header: int
    link: int
    severity: Mapping[Severity, int]


def look(styles: Styles) -> Look:
    """The cell formats of the sheet, added to the styles of the workbook."""
    return Look(
        title=styles.add(bold=True, wrap=False),
        plain=styles.add(),
        number=styles.add(left=True),
        line=styles.add(wrap=False),
        header=styles.add(bold=True, fill="FFEFE9F9"),
        link=styles.add(colour=_LINK_COLOUR, left=True),
        severity={level: styles.add(bold=True, fill=_own(level)) for level in SEVERITIES},
    )


def _own(level: Severity) -> str:
    # One step off the tint of marks, so that cleaning a marked file never takes it for one.
    tint = TINTS[level]
    return f"{tint[:-1]}{int(tint[-1], 16) ^ 1:X}"


def findings_sheet(notes: Sequence[Note], lines: Sequence[str], style: Look) -> bytes:
    """The XML of the sheet: title, counts, ``lines``, then the list with filter and links."""
    shown = notes[:_ROWS]
    above = [counted(notes), *lines, *([say("tanda_terpotong")] if len(notes) > _ROWS else [])]
    header = len(above) + 3
    out = [_opening(header), '<row r="1">', cell_xml("A1", style.title, say("tanda_judul")),
           "</row>"]  # fmt: skip
    for at, words in enumerate(above, start=2):
        out += [f'<row r="{at}">', cell_xml(f"A{at}", style.line, words), "</row>"]
    out.append(f'<row r="{header}">')
    for place, (name, _) in enumerate(_COLUMNS):
        words = say(f"tanda_kolom_{name}")
        out.append(cell_xml(f"{column_letters(place)}{header}", style.header, words))
    out.append("</row>")
    out += [_row(header + at, at, note, style) for at, note in enumerate(shown, start=1)]
    out.append(_closing(shown, header))
    return "".join(out).encode()


def counted(notes: Sequence[Note]) -> str:
    """How many findings of each severity, in words."""
    found = counts(notes)
    return " · ".join(f"{severity_word(level)}: {count(found[level])}" for level in SEVERITIES)


def _opening(header: int) -> str:
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, (_, width) in enumerate(_COLUMNS, start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{header}" topLeftCell="A{header + 1}" activePane="bottomLeft" '
        f'state="frozen"/></sheetView></sheetViews><cols>{widths}</cols><sheetData>'
    )


def _row(row: int, number: int, note: Note, style: Look) -> str:
    cells = [f'<c r="A{row}" s="{style.number}"><v>{number}</v></c>']
    severity = severity_word(note.severity)
    cells.append(cell_xml(f"B{row}", style.severity[note.severity], severity))
    cells.append(cell_xml(f"C{row}", style.plain, note.sheet))
    if note.row is not None:
        cells.append(f'<c r="D{row}" s="{style.link}"><v>{note.row}</v></c>')
    texts = (note.header, note.value, note.what, note.how)
    for place, words in enumerate(texts, start=_BARIS + 1):
        cells.append(cell_xml(f"{column_letters(place)}{row}", style.plain, words))
    return f'<row r="{row}"{_height(texts)}>{"".join(cells)}</row>'


def _height(texts: Sequence[str]) -> str:
    """The height that wrapped words need; not every program works it out by itself."""
    widths = [width for _, width in _COLUMNS[-len(texts) :]]
    lines = max(-(-len(words) // width) for words, width in zip(texts, widths, strict=True))
    return f' ht="{min(lines * 15, 400)}" customHeight="1"' if lines > 1 else ""


def _closing(notes: Sequence[Note], header: int) -> str:
    last = column_letters(len(_COLUMNS) - 1)
    parts = [f'</sheetData><autoFilter ref="A{header}:{last}{header + max(len(notes), 1)}"/>']
    links = [
        f'<hyperlink ref="D{header + at}" location={_location(note)} display="{note.row}"/>'
        for at, note in enumerate(notes, start=1)
        if note.row is not None
    ][:_LINKS]
    if links:
        parts.append(f"<hyperlinks>{''.join(links)}</hyperlinks>")
    parts.append(
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
    return "".join(parts)


def _location(note: Note) -> str:
    sheet = clean_text(note.sheet).replace("'", "''")
    return quoteattr(f"'{sheet}'!{column_letters(note.column or 0)}{note.row}")
