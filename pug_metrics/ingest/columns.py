"""Which column of the file is which declared column: exact headers only, the rest is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pug_metrics.datasets import Column, Dataset
from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.header import Located, header_key, known_headers
from pug_metrics.ingest.report import Answers


@dataclass(frozen=True, slots=True)
class Matching:
    """``found``: declared (or hint) name → index of the file's column; ``unread``: the others."""

    found: Mapping[str, int]
    unread: tuple[int, ...]
    questions: tuple[str, ...]
    marks: tuple[Mark, ...]


def match_columns(located: Located, declared: Dataset, answers: Answers) -> Matching:
    """Match headers; a declared column takes the header that stands first in its declaration."""
    wanted = _accepted(declared)
    known = known_headers(declared)
    normal = [header_key(header, known) for header in located.headers]
    found: dict[str, int] = {}
    taken: set[int] = set()
    depth = max(len(headers) for headers in wanted.values())
    for rank in range(depth):
        for name, headers in wanted.items():
            if name in found or rank >= len(headers) or headers[rank] not in normal:
                continue
            index = normal.index(headers[rank])
            if index not in taken:
                found[name] = index
                taken.add(index)
    unread = tuple(index for index in range(len(normal)) if index not in taken)
    questions = _questions(declared, found, answers)
    marks = (
        *_unread_marks(located, declared, found, unread),
        *_missing_marks(located, declared, found, unread),
    )
    return Matching(found, unread, questions, marks)


def _accepted(declared: Dataset) -> dict[str, tuple[str, ...]]:
    own = {column.name: column.headers for column in declared.columns}
    hints = {name: headers for name, headers in declared.hints.items() if name not in own}
    return {**own, **hints}


def _questions(declared: Dataset, found: Mapping[str, int], answers: Answers) -> tuple[str, ...]:
    missing = [
        column.name
        for column in declared.columns
        if column.asked and column.name not in found and answers.of(column.name) is None
    ]
    splits = "realisasi" in declared.hints and "realisasi" in found
    if splits and "sampai_bulan" not in found and answers.sampai_bulan is None:
        missing.append("sampai_bulan")
    return tuple(missing)


def _unread_marks(
    located: Located, declared: Dataset, found: Mapping[str, int], unread: tuple[int, ...]
) -> Iterator[Mark]:
    owner = {header: name for name, headers in _accepted(declared).items() for header in headers}
    for index in unread:
        header = located.headers[index]
        normal = header_key(header, owner)
        if not normal:
            continue
        name = owner.get(normal)
        if name is None:
            open_ones = {key: name for key, name in owner.items() if name not in found}
            yield _unknown(header, normal, open_ones, declared)
        elif normal == header_key(located.headers[found[name]], owner):
            yield Mark("kolom_ganda", Severity.GALAT, header, facts={"jumlah": 2})
        else:
            counted = name == declared.measure
            yield Mark(
                "kolom_kembar",
                Severity.AWAS if counted else Severity.CATATAN,
                header,
                facts={"dipakai": located.headers[found[name]], "arti": _label(declared, name)},
            )


def _unknown(header: str, normal: str, owner: Mapping[str, str], declared: Dataset) -> Mark:
    near = owner.get(_close(normal, owner), "")
    if not near:
        return Mark("kolom_tak_dikenal", Severity.CATATAN, header)
    facts = {"mungkin": _label(declared, near)}
    return Mark("kolom_mirip", Severity.CATATAN, header, facts=facts)


def _missing_marks(
    located: Located, declared: Dataset, found: Mapping[str, int], unread: tuple[int, ...]
) -> Iterator[Mark]:
    spare = {normalise_header(located.headers[index]): located.headers[index] for index in unread}
    spare.pop("", None)
    for column in declared.columns:
        if not column.required or column.asked or column.name in found:
            continue
        if any(parent in found for parent in column.parents) or _split_from(column, found):
            continue
        near = next((hit for hit in (_close(h, spare) for h in column.headers) if hit), "")
        kind = "kolom_wajib_mirip" if near else "kolom_wajib_tidak_ada"
        yield Mark(
            kind,
            Severity.GALAT,
            column.name,
            facts={"label": column.label, "mungkin": spare.get(near, "")},
        )


def _split_from(column: Column, found: Mapping[str, int]) -> bool:
    """Whether the code may stand before its name in one cell ("2.08 Dinas ...")."""
    return column.name.startswith("kode_") and f"nama_{column.name[5:]}" in found


def _close(word: str, known: Iterable[str]) -> str:
    """A header so close that it is likely a slip; headers share words, so near is not enough.

    A header that says *code* is no slip of one that does not: names are not codes.
    """
    alike = [each for each in known if _says_code(each) == _says_code(word)]
    match = get_close_matches(word, alike, n=1, cutoff=0.82)
    return match[0] if match else ""


def _says_code(header: str) -> bool:
    return header.startswith(("kode", "kd", "id ", "code")) or header.endswith(" code")


def _label(declared: Dataset, name: str) -> object:
    return next((column.label for column in declared.columns if column.name == name), name)
