"""What the rows above the header say of the whole file: year, stage, region, month.

Proposals only: they are shown where the question is asked, and nothing is filled in by them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from pug_metrics.datasets import dataset
from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.ingest.header import Located
from pug_metrics.ingest.months import MONTHS
from pug_metrics.reference import places

_YEARS = (
    r"\b(?:tahun\s+anggaran|t\.?\s?a\.?)\s*:?\s*(20\d\d)\b",
    r"\btahun\s*:?\s*(20\d\d)\b",
    r"\b(20\d\d)\b",
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTHS = (
    rf"(?:\bs\.?\s?[/.]?\s?d\.?|\bsampai(?:\s+dengan)?)\s*(?:bulan\s+)?(?:\d{{1,2}}\s+)?({_MONTH})\b",
    rf"\b(?:bulan|per|periode|keadaan|posisi)\s*:?\s*(?:\d{{1,2}}\s+)?({_MONTH})\b",
)
_REGION = re.compile(
    r"(?i)\b(?:kabupaten|kab\.|kota|provinsi|prov\.)\s+[^\W\d]+(?:[ -]+[^\W\d]+){0,4}"
)
# Words that name a stage only beside others: every budget is called APBD.
_NO_STAGE = frozenset(("apbd", "induk", "rka", "dpa"))
_TURNED = {"perubahan apbd": "PERUBAHAN", "p apbd": "PERUBAHAN", "apbd p": "PERUBAHAN"}
_REGION_LENGTH = 5


def proposals(located: Located, questions: Iterable[str]) -> Mapping[str, str]:
    """Asked column → the one value that the titles name; titles that name two propose none."""
    texts = [cell for row in range(located.top) for cell in located.sheet.row(row) if cell]
    found = {name: _FINDERS[name](texts) for name in questions if name in _FINDERS}
    return {name: value for name, value in found.items() if value}


def _first(texts: list[str], patterns: Iterable[str]) -> str:
    """The one text that the first pattern with a hit finds; empty where it finds several."""
    for pattern in patterns:
        hits = {hit.lower() for text in texts for hit in re.findall(f"(?i){pattern}", text)}
        if hits:
            return hits.pop() if len(hits) == 1 else ""
    return ""


def _year(texts: list[str]) -> str:
    return _first(texts, _YEARS)


def _month(texts: list[str]) -> str:
    name = _first(texts, _MONTHS)
    return str(MONTHS[name]) if name else ""


def _stage(texts: list[str]) -> str:
    spoken = {**dataset("anggaran").column("tahapan").values, **_TURNED}
    known = sorted(set(spoken) - _NO_STAGE, key=len, reverse=True)
    found = set()
    for text in texts:
        left = f" {normalise_header(text)} "
        for words in known:
            if f" {words} " in left:
                found.add(spoken[words])
                left = left.replace(f" {words} ", " ")
    return found.pop() if len(found) == 1 else ""


def _region(texts: list[str]) -> str:
    found = {code for text in texts for code in _regions(text)}
    return found.pop() if len(found) == 1 else ""


def _regions(text: str) -> Iterator[str]:
    """The region that each "Kabupaten ..." in a text names, by the longest name that is one."""
    for match in _REGION.finditer(text):
        words = match[0].split()
        for length in range(len(words), 1, -1):
            hits = [
                each.kode
                for each in places.by_name(" ".join(words[:length]))
                if len(each.kode) <= _REGION_LENGTH
            ]
            if len(hits) == 1:
                yield hits[0]
            if hits:
                break


_FINDERS: Mapping[str, Callable[[list[str]], str]] = {
    "tahun": _year,
    "tahapan": _stage,
    "kode_daerah": _region,
    "sampai_bulan": _month,
}
