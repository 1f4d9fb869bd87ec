"""Agencies that were reorganised: rows that still carry a former code are told its successor.

Never applied by itself. A former code that became several new ones has no successor to propose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.naming import JOINT, Named
from pug_metrics.ingest.report import Answers, Choice
from pug_metrics.store import Store, names
from pug_metrics.tables.masks import some, sure

_CODE = "kode_skpd"
_SIGN = "\x1f"
# Region and former code → (first year, new code, new name) of each successor.
_Map = Mapping[tuple[str, str], list[tuple[int, str, str]]]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as far as it matters here; ``text`` is its code as the file writes it."""

    region: str
    code: str
    year: int
    text: str


def former_codes(raw: Frame, frame: Frame, answers: Answers, store: Store | None) -> Named:
    """Rows of a year in which their agency has another code already."""
    found = Named()
    regions = sorted(pc.unique(frame.get("kode_daerah")).drop_null().to_pylist())
    if store is None or not regions or _CODE not in raw.text or "tahun" not in frame.text:
        return found
    known = _map(store, regions)
    if not known:
        return found
    keys, rows = _rows(raw, frame)
    counts = Counter(keys.indices.drop_null().to_pylist()) if _touched(rows, known) else Counter()
    said = answers.codes.get(_CODE, {})
    years: dict[str, set[int]] = {}
    for row in rows:
        years.setdefault(row.text, set()).add(row.year)
    told = [""] * len(rows)
    for place, row in enumerate(rows):
        successors = _successors(row, known)
        subject = row.text if len(years[row.text]) == 1 else f"{row.text}{JOINT}{row.year}"
        if not successors or subject in said or row.text in said:
            continue
        proposal = next(iter(successors)) if len(successors) == 1 else ""
        options = (*successors.items(), (row.text, ""))
        found.suggestions.append(Choice("kode", _CODE, options, subject, proposal, counts[place]))
        told[place] = ", ".join(successors)
    found.marks += _marks(frame, keys, told)
    return found


def _touched(rows: list[_Row], known: _Map) -> bool:
    return any((row.region, row.code) in known for row in rows)


def _map(store: Store, regions: list[str]) -> _Map:
    found: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
    for row in names.moved_agencies(store, regions).to_pylist():
        key = (row["kode_daerah"], row["kode_skpd_lama"])
        found.setdefault(key, []).append(
            (row["mulai_tahun"], row["kode_skpd_baru"], row["nama_baru"] or "")
        )
    return found


def _rows(raw: Frame, frame: Frame) -> tuple[pa.DictionaryArray, list[_Row]]:
    """Distinct region, code, year and text as written, and which of them each row holds."""
    parts = [frame.get("kode_daerah"), frame.get(_CODE), frame.get("tahun"), raw.get(_CODE)]
    texts = [pc.cast(part, pa.string()) for part in parts]
    keys = pc.binary_join_element_wise(*texts, _SIGN).dictionary_encode()
    rows = []
    for key in keys.dictionary.to_pylist():
        region, code, year, text = key.split(_SIGN, 3)
        spoken = re.search(r"20\d\d", year)
        rows.append(_Row(region, code, int(spoken[0]) if spoken else 0, text))
    return keys, rows


def _successors(row: _Row, known: _Map) -> dict[str, str]:
    """The codes that a former one became by the year of the row, with their names."""
    found: dict[str, str] = {}
    seen = {row.code}
    open_ones = [(row.code, "")]
    while open_ones:
        code, name = open_ones.pop()
        later = [step for step in known.get((row.region, code), []) if step[0] <= row.year]
        steps = [(new, called) for _, new, called in later if new not in seen]
        seen |= {new for new, _ in steps}
        open_ones += steps
        if not steps and code != row.code:
            found[code] = name
    return dict(sorted(found.items()))


def _marks(frame: Frame, keys: pa.DictionaryArray, told: list[str]) -> Iterator[Mark]:
    codes = pa.array([each or None for each in told], pa.string()).take(keys.indices)
    several = sure(pc.match_substring(codes, ", "))
    for kind, mask in (
        ("opd_berganti", pc.and_not(pc.is_valid(codes), several)),
        ("opd_terbagi", several),
    ):
        if some(mask):
            yield Mark(
                kind, Severity.AWAS, _CODE, frame.rows.filter(mask),
                frame.get(_CODE).filter(mask), row_facts={"usul": codes.filter(mask)},
            )  # fmt: skip


def split_codes(table: pa.Table) -> Iterator[Mark]:
    """Rows of the map itself: a former code that becomes several new ones, or becomes itself."""
    rows = table["baris"].combine_chunks()
    old, new = (table[f"kode_skpd_{which}"].combine_chunks() for which in ("lama", "baru"))
    same = pc.fill_null(pc.equal(old, new), pa.scalar(value=False))
    if some(same):
        yield Mark("peta_opd_tetap", Severity.GALAT, "kode_skpd_baru", rows.filter(same),
                   new.filter(same))  # fmt: skip
    columns = ("kode_daerah", "mulai_tahun", "kode_skpd_lama")
    keys = list(zip(*(table[name].to_pylist() for name in columns), strict=True))
    ways: dict[tuple[object, ...], set[str]] = {}
    for key, code in zip(keys, new.to_pylist(), strict=True):
        ways.setdefault(key, set()).add(code)
    split = pa.array([len(ways[key]) > 1 for key in keys], pa.bool_())
    if some(split):
        yield Mark("peta_opd_terbagi", Severity.AWAS, "kode_skpd_lama", rows.filter(split),
                   old.filter(split))  # fmt: skip
