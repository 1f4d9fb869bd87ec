"""The file back to its owner: a report's findings as marks in the workbook that was uploaded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from pug_metrics.datasets import dataset
from pug_metrics.ingest.findings import Finding, Severity, spread_out
from pug_metrics.ingest.header import known_headers
from pug_metrics.ingest.report import Report
from pug_metrics.language import say
from pug_metrics.language.numbers import count
from pug_metrics.marking import Note, Summary, mark
from pug_metrics.tables.child import Reader, read_apart

# More than anyone reads; a list of a million rows would take minutes to open.
LISTED = 100_000


def marked_workbook(report: Report, reader: Reader = read_apart) -> bytes:
    """The uploaded file as a workbook with every finding marked: cells, comments, *Temuan*.

    XLSX and XLSM are the user's own, any other file is built anew as XLSX. ``reader``: as the file
    was read. Raises ``FileRefused``.
    """
    notes = [_note(report, finding) for finding in islice(_graver_first(report), LISTED)]
    summary = Summary(tuple(_lines(report, len(notes))), report.sheet, report.header_row)
    known = known_headers(dataset(report.dataset))
    return mark(report.data, report.file_name, notes, summary, known, reader)


def _graver_first(report: Report) -> Iterator[Finding]:
    order = list(Severity)
    marks = sorted(report.marks, key=lambda each: order.index(each.severity))
    return chain.from_iterable(spread_out(each, report.naming) for each in marks)


def _note(report: Report, finding: Finding) -> Note:
    row = finding.row
    if row is None and finding.cell is not None and finding.severity != Severity.CATATAN:
        # What is wrong with a column as a whole is shown on its header.
        row = report.header_row
    return Note(
        sheet=finding.sheet,
        row=row,
        column=finding.cell,
        severity=finding.severity.value,
        what=finding.sentence(),
        how=finding.cure(),
        header=finding.place(),
        value=finding.value,
    )


def _label(report: Report, name: str) -> str:
    """A column in words; one asked for a part split off stands in that part's dataset."""
    declared = [dataset(each) for each in (report.dataset, "realisasi")]
    columns = (column for each in declared for column in each.columns if column.name == name)
    return next((str(column.label) for column in columns), name)


def _lines(report: Report, listed: int) -> Iterator[str]:
    yield say(
        "kembali_dibaca",
        berkas=report.file_name,
        judul=dataset(report.dataset).title,
        baris=count(report.header_row),
    )
    yield say(
        "kembali_baris",
        dibaca=count(report.dibaca),
        diterima=count(report.diterima),
        ditolak=count(report.ditolak),
        disisihkan=count(report.disisihkan),
    )
    asked = dict.fromkeys([*report.questions, *(each.column for each in report.choices)])
    if asked:
        words = ", ".join(_label(report, name) for name in asked)
        yield say("kembali_belum_dijawab", kolom=words)
    every = sum(report.counts.values())
    if every > listed:
        yield say("kembali_sebagian", jumlah=count(every), tercatat=count(listed))
