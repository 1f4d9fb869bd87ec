"""The second half of intake: what is a line and what is not, and every rule on the lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Kind
from pug_metrics.ingest import (
    against,
    agency_names,
    arithmetic,
    details,
    foreign,
    jumps,
    lineage,
    people,
    progress,
    recap,
    reorganised,
    repeats,
    rules,
    sameness,
    setaside,
    subtotals,
    timing,
    totals,
)
from pug_metrics.ingest.claims import Claims, check_claims
from pug_metrics.ingest.findings import Mark, Severity, marked, rejected_rows
from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.identities import read_origins
from pug_metrics.ingest.lengthening import by_value, of_whole_rows, scattered
from pug_metrics.ingest.naming import NAME_ONLY
from pug_metrics.ingest.reading import Reading, typed_columns
from pug_metrics.ingest.report import Recapitulation, SetAside
from pug_metrics.store import Store, lookup
from pug_metrics.tables.masks import kept, some

_WITH_ACCOUNTS = ("anggaran", "realisasi")
_Finder = Callable[[Frame, pa.Array], list[setaside.Aside]]


@dataclass(frozen=True, slots=True)
class Judged:
    """``lines``: typed rows that stay; ``marks``: all marks on them; the rest set aside by kind.

    ``covered``: the lines and the excluded recapitulations: what the file speaks for. ``origins``:
    the stored rows that lines say they were, as in ``Part``.
    """

    lines: pa.Table
    marks: tuple[Mark, ...]
    aside: tuple[SetAside, ...]
    recaps: tuple[Recapitulation, ...]
    declared_total: Decimal | None
    covered: pa.Table
    origins: pa.Table | None = None


def judge(reading: Reading, store: Store | None, today: date | None = None) -> Judged:
    """Set aside what is no line, find recapitulations, apply the rules to what stays.

    ``today`` is the day that months and dates are held against; without it, the day of the clock.
    """
    table, declared = reading.typed.table, reading.declared
    measure = table[declared.measure].combine_chunks() if declared.measure else None
    asides, claims = _sorted_out(reading, measure)
    left = pc.invert(setaside.any_of(asides, table.num_rows))
    covered = kept(table, left)
    recaps = _recaps(reading, covered)
    lines = _without(covered, recaps)
    ruled = (_as_written(reading, mark) for mark in _rules(reading, lines, recaps, store, today))
    origins, named = read_origins(reading, lines, store)
    marks = (*ruled, *named, *_lone_rows(reading, left))
    gone = _left_out(table, lines)
    return Judged(
        lines=lines,
        marks=(
            *(_of_answers(reading, mark.without(gone)) for mark in (*reading.marks, *marks)),
            *(_as_written(reading, mark) for mark in claims.marks),
            *(_as_written(reading, mark) for mark in _known_by_sum(reading, asides, measure)),
        ),
        aside=(
            *reading.layout,
            *(setaside.summed(each, reading.frame.rows, measure) for each in asides),
            *(_recap_rows(covered, each) for each in recaps if each.excluded),
        ),
        recaps=recaps,
        declared_total=claims.total,
        covered=covered,
        origins=origins,
    )


def _sorted_out(reading: Reading, measure: pa.Array | None) -> tuple[list[setaside.Aside], Claims]:
    """What is no line, and the sums it claims; years or months of a wide table each by itself."""
    if reading.lines is None:
        asides = _asides(reading, measure)
        return asides, check_claims(reading.frame, asides, measure)
    found: list[setaside.Aside] = []
    claims: list[Claims] = []
    for mask in by_value(reading.frame, reading.matching.wide):
        part = reading.only(mask)
        amounts = None if measure is None else measure.filter(mask)
        asides = _asides(part, amounts)
        claims.append(check_claims(part.frame, asides, amounts))
        found += [replace(each, mask=scattered(each.mask, mask)) for each in asides]
    totals_said = [each.total for each in claims if each.total is not None]
    said = sum(totals_said, Decimal(0)) if totals_said else None
    found = of_whole_rows(setaside.joined(found), reading.lines)
    return found, Claims(said, tuple(m for each in claims for m in each.marks))


def _known_by_sum(
    reading: Reading, asides: list[setaside.Aside], measure: pa.Array | None
) -> list[Mark]:
    """Rows that only their amount makes a total: left out, so somebody must look at them."""
    if measure is None:
        return []
    found = [each for each in asides if each.kind in arithmetic.KINDS]
    mask = setaside.any_of(found, reading.frame.height)
    name, written = str(reading.declared.measure), pc.cast(measure, pa.string())
    return marked("dianggap_jumlah", Severity.AWAS, name, mask, reading.frame.rows, written)


def _left_out(table: pa.Table, lines: pa.Table) -> pa.Array:
    """Rows of ``table`` that are not among ``lines``."""
    if lines.num_rows == table.num_rows:
        return pa.array([], pa.int32())
    out = pc.invert(pc.is_in(table["baris"], lines["baris"].combine_chunks()))
    return table["baris"].filter(out).combine_chunks()


def _as_written(reading: Reading, mark: Mark) -> Mark:
    """A mark on amounts with the cells as the file writes them, not as they are stored."""
    cells = reading.raw.text.get(mark.column)
    if mark.rows is None or mark.values is None or cells is None:
        return mark
    if mark.column not in reading.amounts:
        return mark
    return replace(mark, values=cells.take(pc.index_in(mark.rows, reading.raw.rows)))


def _of_answers(reading: Reading, mark: Mark) -> Mark:
    """Every row of an answered column is wrong alike: that is one fault, of the answer."""
    answered = mark.column in reading.present and mark.column not in reading.frame.headers
    return mark.as_whole() if answered and reading.answers.of(mark.column) is not None else mark


def _asides(reading: Reading, measure: pa.Array | None) -> list[setaside.Aside]:
    frame = reading.frame
    found = totals.total_rows(reading.raw)
    finders: tuple[_Finder, ...] = (partial(arithmetic.sums_beside, amounts=_amounts(reading)),)
    if reading.declared.name in _WITH_ACCOUNTS and measure is not None:
        finders = (
            setaside.other_accounts,
            subtotals.account_subtotals,
            subtotals.programme_subtotals,
            partial(subtotals.agency_totals, measure=measure),
            partial(details.account_items, amounts=_amounts(reading)),
            *finders,
        )
    whole_codes = pc.invert(pc.is_in(frame.rows, _bad_codes(reading.marks)))
    for find in finders:
        left = pc.and_not(whole_codes, setaside.any_of(found, frame.height))
        found += find(frame, left)
    return [each for each in found if some(each.mask)]


def _amounts(reading: Reading) -> list[pa.Array]:
    """The columns of the file that hold rupiah or people."""
    columns = typed_columns(reading.declared, reading.matching)
    return [
        reading.typed.table[each.name].combine_chunks()
        for each in columns
        if each.kind in (Kind.RUPIAH, Kind.BULAT) and each.name in reading.present
    ]


def _bad_codes(marks: tuple[Mark, ...]) -> pa.Array:
    """Rows with a code that could not be read: they are errors, whatever they look like.

    A name without any code may be that of a total, so it does not count here.
    """
    return rejected_rows(
        mark for mark in marks if mark.column.startswith("kode_") and mark.kind != NAME_ONLY
    )


def _recaps(reading: Reading, lines: pa.Table) -> tuple[Recapitulation, ...]:
    declared = reading.declared
    needed = {"kode_skpd", "kode_rekening"}
    if declared.name not in _WITH_ACCOUNTS or not needed <= reading.present:
        return ()
    if "nama_skpd" not in lines.column_names:
        lines = lines.append_column("nama_skpd", lines["kode_skpd"])
    excluded = reading.answers.recap != "sertakan"
    return recap.find_recaps(lines, str(declared.measure), excluded=excluded)


def _recap_rows(covered: pa.Table, each: Recapitulation) -> SetAside:
    rows = covered["baris"].filter(pc.equal(covered["kode_skpd"], each.kode_skpd))
    return SetAside("rekap", each.nama, each.rows, each.amount, rows.combine_chunks())


def _without(lines: pa.Table, recaps: tuple[Recapitulation, ...]) -> pa.Table:
    excluded = [each.kode_skpd for each in recaps if each.excluded]
    if not excluded:
        return lines
    codes = pa.array(excluded, pa.string())
    return kept(lines, pc.invert(pc.is_in(lines["kode_skpd"], codes)))


def _rules(
    reading: Reading,
    lines: pa.Table,
    recaps: tuple[Recapitulation, ...],
    store: Store | None,
    today: date | None,
) -> Iterator[Mark]:
    yield from foreign.foreign_tables(
        reading.located.headers, reading.declared, reading.marks, reading.raw.other
    )
    if not lines.num_rows:
        yield Mark("tanpa_baris", Severity.GALAT)
        return
    for each in recaps:
        yield _recap_mark(each)
    yield from _declared_rules(reading, lines, store)
    yield from timing.time_rules(lines, reading.declared, today or date.today())
    yield from agency_names.name_rules(lines)
    if reading.declared.name == "peta_opd":
        yield from reorganised.split_codes(lines)
    if _lacks_key(reading):
        return
    yield from repeats.repeat_rules(_with_codes(reading, lines), reading.declared)
    if not reading.matching.questions:
        yield from _compared(reading, lines, store)


def _declared_rules(reading: Reading, lines: pa.Table, store: Store | None) -> Iterator[Mark]:
    """Rules that need nothing but the rows themselves."""
    declared, present = reading.declared, reading.present
    extra = lookup.added_places(store) if store else frozenset()
    yield from rules.column_rules(lines, declared, present, reading.marks)
    yield from rules.row_rules(lines, declared, present)
    yield from people.people_rules(lines, present)
    yield from rules.place_rules(lines, declared, extra)
    yield from lineage.lineage_rules(lines, declared, extra)
    yield from sameness.sameness_rules(lines, declared)
    yield from rules.answer_rules(lines, declared, reading.matching.named, reading.answers)


def _compared(reading: Reading, lines: pa.Table, store: Store | None) -> Iterator[Mark]:
    """Rules that hold rows against each other over months, and against what is in force."""
    yield from progress.progress_rules(lines, store)
    if store:
        yield from against.store_rules(lines, reading.declared, store)
        yield from jumps.jump_rules(lines, reading.declared, store)


def _with_codes(reading: Reading, lines: pa.Table) -> pa.Table:
    """Lines of which every code could be read: an unread one is not the code left empty."""
    unread = rejected_rows(mark for mark in reading.marks if mark.column.startswith("kode_"))
    return kept(lines, pc.invert(pc.is_in(lines["baris"], unread)))


def _lacks_key(reading: Reading) -> bool:
    """Whether a needed column of the key is missing: then all rows would look alike."""
    columns = (reading.declared.column(name) for name in reading.declared.key)
    return any(
        each.required and not each.asked and each.name not in reading.present for each in columns
    )


def _lone_rows(reading: Reading, left: pa.Array) -> list[Mark]:
    """Lines that look like totals and are none, or may be."""
    found = totals.like_totals(reading.raw, left)
    if reading.declared.name not in _WITH_ACCOUNTS:
        return found
    measure = reading.typed.table[str(reading.declared.measure)].combine_chunks()
    suspected = arithmetic.suspected(reading.frame, left, measure)
    return [*found, *subtotals.lone_rows(reading.frame, left), *suspected]


def _recap_mark(each: Recapitulation) -> Mark:
    return Mark(
        "rekap",
        Severity.AWAS,
        "kode_skpd",
        value=each.kode_skpd,
        facts={
            "nama": each.nama,
            "jumlah_baris": each.rows,
            "rekening": each.accounts,
            "sama": each.equal,
            "rupiah": each.amount,
        },
    )
