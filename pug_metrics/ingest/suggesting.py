"""Headers that nothing accepts: what they may stand for. Suggests only; an answer decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from pug_metrics.datasets import Column, Dataset, datasets
from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.header import Located, header_key
from pug_metrics.ingest.report import Choice
from pug_metrics.ingest.widening import header_parts

# From here on two headers are likely the same word mistyped; between the limits they share words.
SLIP, NEAR = 82.0, 62.0
# How an answer names the title rows between the lines, as if they were one more column.
GROUP = "[judul kelompok]"
_OPTIONS = 4
_LISTED = 40
_UNITS = frozenset(
    ["rp", "rupiah", "idr", "orang", "jiwa", "persen", "%", "no", "nomor", "ribu", "juta", "dalam"]
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the headers are compared with. ``filled``: names that a column or an answer fills."""

    located: Located
    declared: Dataset
    wanted: Mapping[str, tuple[str, ...]]
    keys: tuple[str, ...]
    filled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Offered:
    """What is said; choices for columns that a required one is missing for; the other choices."""

    marks: tuple[Mark, ...]
    needed: tuple[Choice, ...]
    others: tuple[Choice, ...]


def suggest(known: Known, unread: list[int], decided: frozenset[str]) -> Offered:
    """What is said of unread columns and of required ones that are missing, and what to answer.

    ``decided``: keys of columns that have a choice already.
    """
    open_ones = [name for name in known.wanted if name not in known.filled]
    scores = {
        index: ranked(known.located.headers[index], open_ones, known.wanted) for index in unread
    }
    missing = [column for column in known.declared.columns if _is_missing(column, known)]
    marks: list[Mark] = [*_unread_marks(known, scores)]
    wanted: dict[int, list[str]] = {}
    for column in missing:
        near = _nearest(column.name, scores)
        marks.append(_missing_mark(column, known, near, scores))
        # Without any likeness every unread column may be the missing one.
        for index in near or list(scores)[:_LISTED]:
            wanted.setdefault(index, []).append(column.name)
    made = {
        index: (_choice(known, index, found, wanted.get(index, [])), index in wanted)
        for index, found in scores.items()
        if known.keys[index] not in decided and (found or index in wanted)
    }
    return Offered(
        tuple(marks),
        tuple(choice for choice, needed in made.values() if needed),
        tuple(choice for choice, needed in made.values() if not needed),
    )


def ranked(
    header: str, names: Iterable[str], wanted: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, float]]:
    """Names that a header may stand for with their likeness (0 to 100), the likeliest first."""
    found = [(name, likeness(header, wanted[name])) for name in names]
    near = [(name, score) for name, score in found if score >= NEAR]
    return sorted(near, key=lambda pair: -pair[1])[:_OPTIONS]


def likeness(header: str, accepted: Iterable[str]) -> float:
    """How alike a header and the likeliest accepted one are, 0 to 100.

    A header that says *code* is no slip of one that does not: names are not codes.
    """
    spoken = [header_key(part, ()) for part in (header, *header_parts(header))]
    best = 0.0
    for said in filter(None, dict.fromkeys(spoken)):
        for known in accepted:
            if says_code(said) == says_code(known):
                best = max(best, _alike(said, known))
    return best


def _alike(said: str, known: str) -> float:
    """Letters in order, and words in any order: "nilai pagu" and "pagu nilai" are one."""
    whole: float = fuzz.ratio(said, known)
    words: float = fuzz.token_sort_ratio(said, known) * 0.95
    # A known header as one of several words ("pagu belanja tahun ini") is near, never the same.
    within = 75.0 if len(known) > 3 and f" {known} " in f" {said} " else 0.0
    return max(whole, words, within)


def says_code(header: str) -> bool:
    """Whether a header speaks of a code."""
    return header.startswith(("kode", "kd", "id ", "code")) or header.endswith(" code")


def says_nothing(part: str) -> bool:
    """Whether a part of a header is a unit or a number only: "(Rp)", "5"."""
    words = re.sub(r"[^a-z0-9%]+", " ", part.lower()).split()
    return all(word.isdigit() or word in _UNITS for word in words)


def label_of(declared: Dataset, name: str) -> object:
    """The label of a declared column; of a hint, as another dataset declares it."""
    for each in (declared, *datasets().values()):
        for column in each.columns:
            if column.name == name:
                return column.label
    return name.replace("_", " ")


def letters(number: int) -> str:
    """The name that spreadsheets give a column: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _unread_marks(known: Known, scores: Mapping[int, list[tuple[str, float]]]) -> Iterator[Mark]:
    for index, found in scores.items():
        header = known.located.headers[index]
        slips = [name for name, score in found if score >= SLIP]
        if not normalise_header(header):
            continue
        if slips:
            facts = {"mungkin": label_of(known.declared, slips[0])}
            yield Mark("kolom_mirip", Severity.CATATAN, header, facts=facts, cell=index)
        else:
            yield Mark("kolom_tak_dikenal", Severity.CATATAN, header, cell=index)


def _is_missing(column: Column, known: Known) -> bool:
    if not column.required or column.asked or column.name in known.filled:
        return False
    # The code may stand before its name in one cell ("2.08 Dinas ...").
    fillers = (column.name, *column.parents)
    named = any(f"nama_{each[5:]}" in known.filled for each in fillers if each[:5] == "kode_")
    return not named and not any(parent in known.filled for parent in column.parents)


def _nearest(name: str, scores: Mapping[int, list[tuple[str, float]]]) -> list[int]:
    """Columns that may stand for a name, the likeliest first."""
    found = [(dict(near)[name], index) for index, near in scores.items() if name in dict(near)]
    return [index for _, index in sorted(found, key=lambda pair: -pair[0])]


def _missing_mark(
    column: Column, known: Known, near: list[int], scores: Mapping[int, list[tuple[str, float]]]
) -> Mark:
    best = near[0] if near else None
    slip = best is not None and dict(scores[best])[column.name] >= SLIP
    facts = {"label": column.label, "mungkin": known.located.headers[best] if best is not None
             else ""}  # fmt: skip
    kind = "kolom_wajib_mirip" if slip else "kolom_wajib_tidak_ada"
    return Mark(kind, Severity.GALAT, column.name, facts=facts)


def _choice(known: Known, index: int, found: list[tuple[str, float]], missing: list[str]) -> Choice:
    """What a column may stand for: names like its header, required ones that are missing, none."""
    names = dict.fromkeys([*(name for name, _ in found), *missing])
    options = tuple((name, str(label_of(known.declared, name))) for name in names)
    return Choice("kolom", known.keys[index], (*options, ("", "")))
