"""Sub-activities that may be about an indicator, each with its reasons; a person decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from pug_metrics.metrics.issue_gaps import (
    PROPOSED,
    Issue,
    IssueGaps,
    Link,
    Spending,
    issue_gaps,
    standing,
)
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import Slice
from pug_metrics.reference.issue_words import Glossary, first_in, glossary, plain

# Two spellings of one word (konvensi kami): perikanan and perikannan, not kerja and kota.
NEARLY = 90.0
# At least this share of an indicator's telling words must stand in a name, unless a rule says so.
ENOUGH = 50.0
_RULE, _WORDS, _GIVEN = 60.0, 40.0, 100.0


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something is suggested. ``jenis``: ``usulan`` (a row says so), ``aturan`` or ``kata``.

    ``kata``: the words it rests on; of a rule first that of the indicator, then that of the name.
    """

    jenis: str
    kata: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sub-activity that may be about an indicator. ``nilai`` 0 to 200 only orders."""

    spending: Spending
    grounds: tuple[Ground, ...]
    nilai: float


def suggested_links(store: Reader, at: Slice, kode: str) -> tuple[Suggestion, ...]:
    """What may be linked to the indicator ``kode``, the strongest ground first, then by claim.

    Nothing that was approved or rejected already, and nothing without a code; nothing for an
    indicator without data. Raises ``QuestionError`` as ``issue_gaps`` does.
    """
    found = issue_gaps(store, at)
    return tuple(part for issue in found.issues if issue.kode == kode
                 for part in _suggested(found, issue))  # fmt: skip


def _suggested(found: IssueGaps, issue: Issue) -> list[Suggestion]:
    known = glossary()
    telling = known.telling(issue.indikator)
    made = []
    for each in found.spending:
        status = standing(issue.links, each.pair)
        if not each.kode_sub_kegiatan or status not in ("", PROPOSED):
            continue
        grounds = tuple(_grounds(issue, each, known, telling, given=status == PROPOSED))
        if grounds:
            made.append(Suggestion(each, grounds, _weight(grounds, telling)))
    made.sort(key=lambda one: (-one.nilai, -one.spending.klaim, -one.spending.pagu,
                               one.spending.pair))  # fmt: skip
    return made


def _grounds(
    issue: Issue, each: Spending, known: Glossary, telling: tuple[str, ...], *, given: bool
) -> Iterator[Ground]:
    if given:
        yield Ground("usulan", _said(issue.links, each))
    own, programme = plain(each.nama_sub_kegiatan), plain(each.nama_program)
    name = plain(issue.indikator)
    for rule in known.rules_of(issue.indikator):
        if word := first_in(rule.spending, f"{own} {programme}"):
            yield Ground("aturan", (first_in(rule.indicator, name), word))
    shared = tuple(word for word in telling if _in(word, own))
    if telling and 100 * len(shared) / len(telling) >= ENOUGH:
        yield Ground("kata", shared)


def _in(word: str, name: str) -> bool:
    return any(fuzz.ratio(word, other, score_cutoff=NEARLY) for other in name.split())


def _said(links: tuple[Link, ...], each: Spending) -> tuple[str, ...]:
    return tuple(
        link.alasan
        for link in links
        if link.kode_sub_kegiatan == each.kode_sub_kegiatan
        and link.kode_skpd in ("", each.kode_skpd)
        and link.alasan
    )


def _weight(grounds: tuple[Ground, ...], telling: tuple[str, ...]) -> float:
    """A row that says so, then a rule together with shared words, then either alone."""
    kinds = {ground.jenis: ground for ground in grounds}
    value = _GIVEN if "usulan" in kinds else 0.0
    value += _RULE if "aturan" in kinds else 0.0
    if "kata" in kinds:
        value += _WORDS * len(kinds["kata"].kata) / len(telling)
    return value
