"""Region codes of DJPK (Ministry of Finance) and the Kemendagri codes of the same regions.

Both write 10.03 and mean different places, so a code of one list is never read as one of the other.
Read once from `data/reference/djpk.csv`, which `build_djpk.py` made by name.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pug_metrics.reference.spelling import name_key

TABLE = Path(__file__).resolve().parents[2] / "data" / "reference" / "djpk.csv"
NATIONAL = ("00", "00")
# The two columns of a file that hold the code of a region together.
CODE_COLUMNS = ("kdprov", "kdpemda")


@dataclass(frozen=True, slots=True)
class Region:
    """A region as DJPK names it, and its Kemendagri code."""

    nama: str
    kode: str


@cache
def regions() -> Mapping[tuple[str, str], Region]:
    """Every known region by (kdprov, kdpemda), two digits each."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["kdprov"], row["kdpemda"]): Region(row["nama"], row["kode"]) for row in rows}


def find(kdprov: str, kdpemda: str, nama: str | None = None) -> str | None:
    """The Kemendagri code of a DJPK region; None where it is not listed or has another name.

    A zero that a spreadsheet dropped is put back. ``nama``: the name beside the codes, if any.
    """
    found = regions().get((kdprov.strip().zfill(2), kdpemda.strip().zfill(2)))
    if found is None or (nama is not None and name_key(nama) != name_key(found.nama)):
        return None
    return found.kode


def is_national(kdprov: str, kdpemda: str) -> bool:
    """Whether the codes stand for the whole country."""
    return (kdprov.strip().zfill(2), kdpemda.strip().zfill(2)) == NATIONAL
