"""Agencies that stand in title rows between the lines: set aside, and filled down once answered.

The title rows count as one more column, which an answer names like any other header.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.frame import Frame, filled, sum_of
from pug_metrics.ingest.report import Choice
from pug_metrics.ingest.setaside import Aside
from pug_metrics.ingest.suggesting import GROUP, label_of
from pug_metrics.tables.masks import some

_WANTED = ("nama_skpd", "kode_skpd")
_SAYS = (
    r"(?i)^\s*(?:nama\s+)?(?:skpd|opd|perangkat daerah|(?:unit\s+)?organisasi|satuan kerja)"
    r"\s*[:=]\s*"
)
_CALLED = (
    r"(?i)^\s*(?:[0-9X][0-9X.]*\s+)?(?:dinas|badan|kecamatan|kelurahan|sekretariat|inspektorat"
    r"|satuan polisi|rumah sakit|rsud|kantor)\s+\S"
)


@dataclass(frozen=True, slots=True)
class Groups:
    """Title rows of agencies. ``rows``: mask; ``texts``: for each row the title above it."""

    rows: pa.Array
    texts: pa.Array

    @property
    def aside(self) -> Aside:
        """The title rows as rows that are no lines."""
        return Aside("judul_kelompok", "", self.rows)


def agency_titles(frame: Frame) -> Groups | None:
    """Rows with a single cell that names an agency, each with some row below; None without any."""
    names = {column.name for column in frame.declared.columns}
    if "kode_skpd" not in names:
        return None
    cells = [*(frame.text[name] for name in frame.headers), *frame.other.values()]
    if len(cells) < 2 or not frame.height:
        return None
    count = sum_of([pc.cast(filled(cell), pa.int32()) for cell in cells])
    lone = pc.equal(count, 1)
    only = pc.if_else(lone, pc.coalesce(*cells), pa.scalar(None, pa.string()))
    named = pc.or_(pc.match_substring_regex(only, _SAYS), pc.match_substring_regex(only, _CALLED))
    last = pc.max(frame.rows.filter(pc.greater(count, 1))).as_py() or 0
    rows = pc.and_(pc.fill_null(named, pa.scalar(value=False)), pc.less(frame.rows, last))
    if not some(rows):
        return None
    titles = pc.if_else(rows, only, pa.scalar(None, pa.string()))
    bare = pc.replace_substring_regex(titles, _SAYS, "")
    return Groups(rows, pc.fill_null_forward(bare))


def with_titles(frame: Frame, groups: Groups | None, answered: Mapping[str, str]) -> Frame:
    """The frame with the titles in the column that was answered for them."""
    name = answered.get(GROUP, "")
    if groups is None or not name or name in frame.headers:
        return frame
    return replace(frame, text={**frame.text, name: groups.texts})


def asked(
    frame: Frame, groups: Groups | None, answered: Mapping[str, str]
) -> tuple[list[Mark], list[Choice]]:
    """Whether the titles are agencies, where no column says which agency a row is of."""
    if groups is None or GROUP in answered or any(name in frame.headers for name in _WANTED):
        return [], []
    titles = pc.drop_null(groups.texts.filter(groups.rows))
    facts = {"jumlah": len(titles)}
    mark = Mark("judul_kelompok_opd", Severity.AWAS, value=re.sub(r"\s+", " ", titles[0].as_py()),
                facts=facts)  # fmt: skip
    options = tuple((name, str(label_of(frame.declared, name))) for name in _WANTED)
    return [mark], [
        Choice("kolom", GROUP, (*options, ("", "")), titles[0].as_py(), rows=len(titles))
    ]
