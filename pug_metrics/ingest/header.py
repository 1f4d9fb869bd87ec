"""Where the table begins: the likeliest sheet and its header rows below title rows."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from pug_metrics.datasets import Dataset
from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.errors import nearest
from pug_metrics.tables.heading import JOINT, heading_at
from pug_metrics.tables.sheet import FileRefused, Sheet, Source

SEARCHED_ROWS = 40
_UNIT = re.compile(
    r"(?: (?:dalam|dlm|x|per|satuan|rp|idr|rupiah|1|000"
    r"|(?:ribu|juta|miliar|milyar|triliun|trilyun)(?:an)?))+$"
)


@dataclass(frozen=True, slots=True)
class Located:
    """A sheet and the index (from 0) of its last header row, with the headers as written.

    ``top``: the first header row; of several rows the headers are joined with " | ", a merged cell
    counted for all columns under it. ``others``: visible sheets that look like tables of the same
    dataset.
    """

    sheet: Sheet
    header: int
    headers: tuple[str, ...]
    matched: int
    others: tuple[Sheet, ...] = ()
    top: int = 0


def header_key(text: str, known: Container[str]) -> str:
    """How a header is compared; its unit ("(Rp juta)") does not count where the rest is known."""
    whole = normalise_header(text)
    bare = _UNIT.sub("", whole)
    return bare if whole not in known and bare in known else whole


def known_headers(declared: Dataset) -> frozenset[str]:
    """Every header the dataset accepts, hints included, normalised."""
    own = {header for column in declared.columns for header in column.headers}
    return frozenset(own.union(*declared.hints.values()))


def locate(source: Source, declared: Dataset, wanted: str | None) -> Located:
    """The sheet (``wanted`` or the likeliest) and its header row.

    Raises ``FileRefused``: ``lembar_tidak_ada`` for an unknown sheet, ``tajuk_tidak_ditemukan``
    where no row among the first forty holds a header of the dataset.
    """
    known = known_headers(declared)
    sheets = [sheet for sheet in source.sheets if wanted in (None, sheet.name)]
    if not sheets:
        names = [sheet.name for sheet in source.sheets]
        raise FileRefused(
            "lembar_tidak_ada",
            lembar=wanted,
            ada=", ".join(names),
            mungkin=nearest(str(wanted), names),
        )
    places = [_header_row(sheet, known) for sheet in sheets]
    # On equal terms the visible and the longer sheet is the likelier one.
    best = max(places, key=lambda place: (place.matched, place.sheet.visible, place.sheet.height))
    if not best.matched:
        raise FileRefused(
            "tajuk_tidak_ditemukan",
            dataset=declared.title,
            dicari=", ".join(column.label.id for column in declared.columns if column.required),
        )
    others = tuple(
        place.sheet
        for place in places
        if place is not best and place.sheet.visible and place.matched * 2 >= best.matched
    )
    return replace(best, others=others)


def _header_row(sheet: Sheet, known: frozenset[str]) -> Located:
    best = Located(sheet, 0, (), 0)
    for index in range(min(SEARCHED_ROWS, sheet.height)):
        cells = sheet.row(index)
        hits = {header_key(cell, known) for cell in cells} & known
        if len(hits) > best.matched:
            best = Located(sheet, index, tuple(cells), len(hits), top=index)
    return _with_its_rows(best, known) if best.matched else best


def _with_its_rows(found: Located, known: frozenset[str]) -> Located:
    """The header with the rows above and below that belong to it."""
    heading = heading_at(found.sheet, found.header)
    if heading.top == heading.bottom:
        return found
    parts = [(name, name.rpartition(JOINT)[2], name.partition(JOINT)[0]) for name in heading.names]
    hits = {header_key(part, known) for each in parts for part in each} & known
    return replace(
        found, header=heading.bottom, top=heading.top, headers=heading.names, matched=len(hits)
    )
