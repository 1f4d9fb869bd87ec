"""Rupiah as people type them: plain figures, the separators of the language, juta and miliar."""

from __future__ import annotations

import re
from decimal import Decimal

from pug_metrics.language import current

STEPS = {"rupiah": Decimal(1), "juta": Decimal(10) ** 6, "miliar": Decimal(10) ** 9}
_MARKS = {"id": (".", ","), "en": (",", ".")}


def amount(text: str) -> Decimal | None:
    """The number that ``text`` means; None where it is none.

    ``1.250.000`` and ``1,5`` in Indonesian, ``1,250,000`` and ``1.5`` in English; a single mark
    that cannot stand between thousands is the decimal mark in both.
    """
    bare = re.sub(r"\s|^[Rr]p\.?", "", text.strip())
    group, mark = _MARKS[current()]
    if re.fullmatch(rf"\d{{1,3}}(\{group}\d{{3}})+(\{mark}\d+)?", bare):
        return Decimal(bare.replace(group, "").replace(mark, "."))
    if re.fullmatch(r"\d{1,18}([.,]\d{1,9})?", bare):
        return Decimal(bare.replace(",", "."))
    return None
