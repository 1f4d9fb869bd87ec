"""Tries one case on intake and says what differs from its truth; knows the parsers only as doors.

The outcome is ``masuk`` (it came in), ``tanya`` (after an answer) or ``tolak``; faults are
sentences, none where the truth holds.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from pug_metrics.errors import PugError
from pug_metrics.ingest import IntakeRefused, Report, Severity, understand
from pug_metrics.ingest.committing import check_decided
from pug_metrics.language import say
from pug_metrics.tables.child import read_apart
from pug_metrics.tables.reading import Read, read_plain
from tests.corpus.counting import rows_in
from tests.corpus.model import ASKS, COMES, REFUSED, Case, Row, canonical


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a case: outcome, faults, and whether a value was changed in silence."""

    outcome: str
    faults: tuple[str, ...]
    silent: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the truth holds in everything."""
        return not self.faults and not self.silent


def attempt(case: Case) -> Trial:
    """Understand the file of a case as its clerk would and compare with its truth."""
    data = case.build()
    try:
        report = understand(case.dataset, data, case.file, case.said)
        asked = _asked(case, report) if case.outcome == ASKS else ()
        if case.outcome == ASKS and case.clerk is not None:
            report = understand(case.dataset, data, case.file, case.clerk)
    except PugError as refusal:
        return _refused(case, refusal)
    except Exception as crash:
        return Trial(REFUSED, (f"crashed: {crash!r}"[:300],))
    if case.outcome == REFUSED:
        return _not_accepted(case, report)
    return _compared(case, data, report, asked)


def _asked(case: Case, report: Report) -> tuple[str, ...]:
    kinds = {choice.kind for choice in report.choices} | set(report.questions)
    if case.may_be_left:
        suggested = {choice.kind for choice in report.suggestions}
        return () if case.asks in suggested else (f"does not suggest {case.asks}",)
    try:
        check_decided(report, accept_good=False)
    except IntakeRefused:
        if not case.asks or case.asks in kinds:
            return ()
    else:
        return ("could be stored without the answer",)
    return (f"does not ask {case.asks}, but {sorted(kinds)}; findings {dict(report.counts)}",)


def _refused(case: Case, refusal: PugError) -> Trial:
    said = say(f"galat_{refusal.kind}", **refusal.facts)
    faults = [] if said and "{" not in said else [f"no sentence for {refusal.kind}"]
    if case.outcome == REFUSED and case.refused and refusal.kind not in case.refused:
        faults.append(f"refused as {refusal.kind}, not {case.refused}")
    if case.outcome != REFUSED and not case.may_refuse:
        faults.append(f"refused as {refusal.kind}")
    return Trial(REFUSED, tuple(faults))


def _not_accepted(case: Case, report: Report) -> Trial:
    if report.diterima:
        return Trial(COMES, (f"{report.diterima} rows came in",), tuple(_accepted(report)))
    kinds = {each.kind for each in report.findings if each.severity == Severity.GALAT}
    if not kinds or (case.refused and not kinds.intersection(case.refused)):
        return Trial(REFUSED, (f"refused as {sorted(kinds)}, not {case.refused}",))
    return Trial(REFUSED, ())


def _accepted(report: Report) -> list[str]:
    return [f"accepted {row}" for row in report.parts[0].rows.to_pylist()[:3]]


def _compared(case: Case, data: bytes, report: Report, asked: tuple[str, ...]) -> Trial:
    found = stored_rows(report)
    silent = _changed(case, found)
    faults = [*asked, *_missing(case, found, report), *_counts(case, data, report),
              *_said(case, report)]  # fmt: skip
    came = COMES if case.outcome == COMES else ASKS
    return Trial(came if found else REFUSED, tuple(faults), tuple(silent))


def sentences(case: Case) -> Iterator[str]:
    """Everything that is said of a file: findings, cures, what was set aside, or the refusal."""
    try:
        report = understand(case.dataset, case.build(), case.file, case.said)
    except PugError as refusal:
        yield say(f"galat_{refusal.kind}", **refusal.facts)
        return
    for each in report.findings[:50]:
        yield each.sentence()
        yield each.cure() or "-"
    yield from (each.label() for each in report.set_aside)
    yield from (each.way() for each in report.columns)


def as_text(case: Case) -> tuple[str, ...]:
    """What differs between the table that ``read`` gives of a case and its truth."""
    data = case.build()
    try:
        found = read_plain(data, case.file, case.said.sheet, read_apart)
    except PugError as refusal:
        said = say(f"galat_{refusal.kind}", **refusal.facts)
        wrong = case.read_refused or case.may_refuse
        return () if wrong and said else (f"refused as {refusal.kind}",)
    if case.read_refused:
        return (f"gave {found.names} and {found.height} rows",)
    told = {kind for kind, _ in found.remarks}
    untold = [f"does not remark {kind}" for kind in case.remarks if kind not in told]
    return (*_same_table(case, found), *_all_rows(case, data, found), *untold)


def _same_table(case: Case, found: Read) -> list[str]:
    if case.read is None:
        return []
    text = b"".join(found.csv()).decode("utf-8")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    wanted = [[*map(str, row)] for row in case.read.rows]
    faults = []
    if [each.strip() for each in header] != [each.strip() for each in case.read.header]:
        faults.append(f"header {header}, truth {list(case.read.header)}")
    if rows != wanted:
        first = next((pair for pair in zip(rows, wanted, strict=False) if pair[0] != pair[1]), ())
        faults.append(f"{len(rows)} rows, truth {len(wanted)}; first other: {first}")
    return faults


def _all_rows(case: Case, data: bytes, found: Read) -> list[str]:
    left = sum(len(rows) for rows in found.left.values())
    height, counted = rows_in(case, data), found.height + left + len(found.header_rows)
    if counted == height:
        return []
    return [f"{found.height} rows, {left} left out, {len(found.header_rows)} header, not {height}"]


def stored_rows(report: Report) -> list[tuple[int, Row]]:
    """Accepted rows: row in the file and the values that are not null, as the truth writes them."""
    found = []
    for row in report.parts[0].rows.to_pylist():
        number = row.pop("baris")
        values = {name: canonical(name, value) for name, value in row.items()}
        found.append((number, {name: value for name, value in values.items() if value}))
    return found


def _truth(case: Case) -> list[tuple[int, Row]]:
    return [
        (number, {name: str(canonical(name, value)) for name, value in row.items()})
        for number, row in case.pairs
    ]


def _changed(case: Case, found: list[tuple[int, Row]]) -> list[str]:
    """Rows that came in with other values than the file means."""
    truth = _truth(case)
    faults = []
    for number, row in found:
        same = [values for known, values in truth if known == number]
        if not same:
            faults.append(f"row {number} came in: {row}")
        elif row not in same:
            faults.append(f"row {number}: {_difference(row, same[0])}")
    return faults[:3]


def _difference(row: Row, truth: Row) -> str:
    names = [name for name in {**row, **truth} if row.get(name) != truth.get(name)]
    return "; ".join(f"{name} {row.get(name)!r}, truth {truth.get(name)!r}" for name in names)


def _missing(case: Case, found: list[tuple[int, Row]], report: Report) -> list[str]:
    came = {number for number, _ in found}
    lost = [number for number, _ in case.pairs if number not in came and number not in case.lenient]
    faults = [f"rows {lost[:5]} did not come in: {_why(report)}"] if lost else []
    lenient = [number for number in case.lenient if number not in came]
    for number in (*case.rejected, *lenient):
        kinds = _kinds_at(report, number)
        wanted = case.rejected.get(number, ())
        if number not in came and (not kinds or (wanted and not kinds.intersection(wanted))):
            faults.append(f"row {number} says {sorted(kinds)}, not {wanted}")
    return faults


def _why(report: Report) -> str:
    return "; ".join(
        f"{each.kind}@{each.row} {each.value!r}"
        for each in report.findings[:4]
        if each.severity != Severity.CATATAN
    )


def _kinds_at(report: Report, number: int) -> set[str]:
    return {
        each.kind
        for each in report.findings
        if each.severity == Severity.GALAT and each.row in (number, None)
    }


def _counts(case: Case, data: bytes, report: Report) -> list[str]:
    faults = []
    rows = rows_in(case, data) - case.header
    if report.file_rows != rows or (case.times == 1 and report.dibaca != rows):
        faults.append(f"read {report.file_rows} rows, the file holds {rows}")
    if report.dibaca != report.diterima + report.ditolak + report.disisihkan:
        faults.append("read is not accepted + rejected + set aside")
    if report.diterima != report.parts[0].rows.num_rows:
        faults.append("accepted rows are miscounted")
    aside = sum(each.rows for each in report.set_aside)
    if aside != report.disisihkan or aside != case.aside:
        kinds = [(each.kind, each.rows) for each in report.set_aside]
        faults.append(f"set aside {report.disisihkan}, truth {case.aside}: {kinds}")
    return faults


def _said(case: Case, report: Report) -> list[str]:
    if not case.says or set(case.says) & set(report.counts):
        return []
    return [f"says {sorted(report.counts)}, not {case.says}"]
