"""What was read and judged → the report: counts that add up, sums, readings, findings."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest import learned, setaside
from pug_metrics.ingest.findings import Mark, Naming, Severity, findings_of, rejected_rows
from pug_metrics.ingest.judging import Judged
from pug_metrics.ingest.lengthening import asides_in_file, marks_in_file, table_in_file
from pug_metrics.ingest.numbers import amount_samples
from pug_metrics.ingest.parts import lacks_of, make_parts
from pug_metrics.ingest.reading import Reading
from pug_metrics.ingest.report import Choice, ColumnReading, Report, Sums
from pug_metrics.ingest.titles import proposals
from pug_metrics.ingest.typed import samples
from pug_metrics.tables.masks import kept

# Samples of a column are taken from so many lines.
_SAMPLED = 1000
# A total on paper may be rounded to the rupiah.
TOLERANCE = Decimal(1)


def make_report(reading: Reading, judged: Judged) -> Report:
    """Gather everything into the report; rows read = accepted + rejected + set aside."""
    declared, located = reading.declared, reading.located
    good = _accepted(reading, judged)
    accepted = kept(judged.lines, good)
    aside = sum(each.rows for each in judged.aside)
    sums = _sums(reading, judged, good)
    marks = marks_in_file(
        (*judged.marks, *total_mark(declared.measure, sums)), reading.lines, located.headers
    )
    set_aside = asides_in_file(judged.aside, len(reading.layout), reading.lines)
    naming = _naming(reading)
    findings, counts = findings_of(marks, naming)
    return Report(
        dataset=declared.name,
        file_name=reading.source.file_name,
        sha256=hashlib.sha256(reading.data).hexdigest(),
        data=reading.data,
        answers=reading.answers,
        sheet=located.sheet.name,
        sheets=tuple(sheet.name for sheet in reading.source.sheets),
        encoding=reading.source.encoding,
        delimiter=reading.source.delimiter,
        header_row=located.header + 1,
        columns=tuple(_readings(reading, judged)),
        questions=reading.matching.questions,
        choices=(
            *_of_names(reading, judged),
            *reading.typed.choices,
            *_recap_choice(reading, judged),
        ),
        findings=findings,
        counts=counts,
        set_aside=set_aside,
        recaps=judged.recaps,
        lacks=lacks_of(judged.lines, declared),
        dibaca=reading.height,
        diterima=accepted.num_rows,
        ditolak=reading.height - accepted.num_rows - aside,
        disisihkan=aside,
        sums=sums,
        parts=make_parts(
            table_in_file(accepted, reading.lines),
            _spoken_for(judged, good),
            declared,
            judged.origins,
        ),
        marks=marks,
        naming=naming,
        proposals=proposals(located, reading.matching.questions),
        suggestions=reading.suggestions,
        file_rows=located.sheet.height - located.header - 1,
        answered=reading.matching.answered,
        signature=learned.signature(located.headers),
    )


def _naming(reading: Reading) -> Naming:
    located, found = reading.located, reading.matching.found
    cells = {header: index for index, header in enumerate(located.headers) if header}
    return Naming(
        sheet=located.sheet.name,
        headers=reading.frame.headers,
        labels={column.name: column.label for column in reading.declared.columns},
        cells={**cells, **found},
        spread=reading.spread,
        first=located.header + 2,
    )


def _accepted(reading: Reading, judged: Judged) -> pa.Array:
    """Mask of good lines; an error on the file as a whole leaves none.

    A row of the file that holds several lines goes in as a whole or not at all.
    """
    height = judged.lines.num_rows
    if any(mark.severity == Severity.GALAT and mark.rows is None for mark in judged.marks):
        return pa.repeat(pa.scalar(value=False), height)
    rows = judged.lines["baris"].combine_chunks()
    bad = rejected_rows(judged.marks)
    if reading.lines is not None:
        bad = reading.lines.of_same_rows(bad)
    return pc.invert(pc.is_in(rows, bad))


def _spoken_for(judged: Judged, good: pa.Array) -> pa.Table:
    """The good lines and the excluded recapitulations.

    A scope of which no line is good keeps what is stored in it: nothing could take its place.
    """
    bad = judged.lines["baris"].combine_chunks().filter(pc.invert(good))
    return kept(judged.covered, pc.invert(pc.is_in(judged.covered["baris"], bad)))


def _sums(reading: Reading, judged: Judged, good: pa.Array) -> Sums:
    name = reading.declared.measure
    if name is None:
        return Sums()
    measure = judged.lines[name].combine_chunks()
    accepted = setaside.total(measure, good)
    rejected = setaside.total(measure, pc.invert(good))
    amounts = [each.amount for each in judged.aside if each.amount is not None]
    claimed = judged.declared_total
    difference = None
    if claimed is not None:
        difference = (accepted or Decimal(0)) + (rejected or Decimal(0)) - claimed
    return Sums(accepted, rejected, sum(amounts, Decimal(0)) if amounts else None, claimed,
                difference)  # fmt: skip


def total_mark(measure: str | None, sums: Sums) -> Iterator[Mark]:
    """A warning where the total that the file claims is not the sum of its lines."""
    if sums.difference is not None and abs(sums.difference) > TOLERANCE:
        yield Mark(
            "jumlah_berbeda",
            Severity.AWAS,
            measure or "",
            facts={
                "jumlah_berkas": sums.declared,
                "hitungan": sums.difference + (sums.declared or Decimal(0)),
                "selisih": abs(sums.difference),
            },
        )


def _of_names(reading: Reading, judged: Judged) -> Iterator[Choice]:
    """Choices that some line asks for: a text that stands only in totals is nobody's name."""
    lines = judged.lines["baris"].combine_chunks()
    asked = {(name, text) for name, texts in reading.asked.items()
             for text in pc.unique(texts).to_pylist()}  # fmt: skip
    open_ones = Counter(
        (name, text)
        for name, texts in reading.asked.items()
        for text in texts.filter(pc.is_in(reading.raw.rows, lines)).to_pylist()
    )
    for each in reading.choices:
        named = (each.column, each.subject)
        if each.kind != "kode" or named not in asked:
            yield each
        elif open_ones[named]:
            yield replace(each, rows=open_ones[named])


def _recap_choice(reading: Reading, judged: Judged) -> Iterator[Choice]:
    if judged.recaps and reading.answers.recap is None:
        names = "; ".join(each.nama for each in judged.recaps)
        yield Choice("rekap", "kode_skpd", (("kecualikan", names), ("sertakan", names)))


def _readings(reading: Reading, judged: Judged) -> Iterator[ColumnReading]:
    """One reading a column of the file, in the order of the file; samples are of its lines."""
    lines = pc.is_in(reading.raw.rows, judged.lines["baris"].combine_chunks())
    first = pc.indices_nonzero(lines)[:_SAMPLED]
    names = {index: name for name, index in reading.matching.found.items()}
    wide = reading.matching.wide
    names |= {each.index: each.measure for each in wide.columns} if wide else {}
    for index, header in enumerate(reading.located.headers):
        name = names.get(index)
        if name is None:
            if header:
                yield ColumnReading(header, "", "tidak_dibaca")
        elif name in reading.typed.readings:
            found = _of_lines(reading, reading.typed.readings[name], first)
            yield replace(found, header=header)
        else:
            yield ColumnReading(header, name, "petunjuk")


def _of_lines(reading: Reading, found: ColumnReading, first: pa.Array) -> ColumnReading:
    """A reading with samples of the first rows that are lines, where there are any."""
    written = reading.raw.text[found.column].take(first)
    read = reading.typed.table[found.column].combine_chunks().take(first)
    shown = amount_samples if found.column in reading.amounts else samples
    return replace(found, samples=shown(written, read) or found.samples)
