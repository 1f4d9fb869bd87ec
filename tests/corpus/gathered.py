"""Every case of the corpus, and the table of kinds that the documentation shows."""

from __future__ import annotations

from collections import Counter

from tests.corpus import (
    cases_codes,
    cases_counts,
    cases_dates,
    cases_dialect,
    cases_encoding,
    cases_header,
    cases_layout,
    cases_numbers,
    cases_packages,
    cases_refusals,
    cases_rules,
    cases_totals,
    cases_wide,
    cases_workbook,
)
from tests.corpus.model import Case

_MODULES = (
    cases_encoding, cases_dialect, cases_layout, cases_header, cases_totals, cases_numbers,
    cases_counts, cases_dates, cases_codes, cases_wide, cases_workbook, cases_packages,
    cases_rules, cases_refusals,
)  # fmt: skip
CASES: tuple[Case, ...] = tuple(case for module in _MODULES for case in module.CASES)


def slug(case: Case) -> str:
    """The name of a case with its kind."""
    return f"{case.kind}-{case.name}"


def names_used_twice() -> list[str]:
    """Names that two cases share."""
    return [name for name, times in Counter(map(slug, CASES)).items() if times > 1]
