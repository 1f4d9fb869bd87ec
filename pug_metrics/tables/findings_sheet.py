"""The sheet that a marked workbook carries: a list of findings, never data."""

from __future__ import annotations

from pug_metrics.language import LANGUAGES, catalogue


def is_findings_sheet(name: str, first_cell: str) -> bool:
    """Whether a sheet is the list of findings that marking adds, by its name and first cell."""
    titles = {catalogue(language)["tanda_judul"] for language in LANGUAGES}
    return name.casefold().startswith("temuan") and first_cell.strip() in titles
