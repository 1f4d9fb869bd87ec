"""The first half of intake: bytes → typed rows of a dataset, still with everything set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Column, Dataset, Kind, dataset
from pug_metrics.ingest import djpk, grouping, learned, naming, setaside
from pug_metrics.ingest.amount_forms import SCALES
from pug_metrics.ingest.codes import read_codes
from pug_metrics.ingest.columns import Matching, match_columns
from pug_metrics.ingest.doubts import cell_faults, hidden_lines, told_once
from pug_metrics.ingest.findings import Mark, Severity
from pug_metrics.ingest.frame import Frame, make_frame
from pug_metrics.ingest.header import Located, known_headers, locate
from pug_metrics.ingest.layout import layout_rows
from pug_metrics.ingest.lengthening import Lines, lengthen, on_lines, wide_mark
from pug_metrics.ingest.looks import cells_too_many, rows_by_looks
from pug_metrics.ingest.reorganised import former_codes
from pug_metrics.ingest.report import Answers, Choice, SetAside
from pug_metrics.ingest.suggesting import letters
from pug_metrics.ingest.typed import Typed, read_types
from pug_metrics.ingest.units import units_named
from pug_metrics.store import Store
from pug_metrics.tables.child import Reader, read_apart
from pug_metrics.tables.masks import some
from pug_metrics.tables.sheet import Source


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read for a dataset. ``raw``: cells as written, ``frame``: codes in one form.

    ``height``: rows below the header; ``layout``: rows without data, already out of both frames.
    ``spread``: for columns under a merged header, the column of the sheet that holds each row's
    value (null: none), for all rows below the header. ``lines``: where each line stands, for a
    table with a column for each of several years or months; ``height`` then counts lines.
    ``asked``: code column → the text of each row that a choice asks about (null: none).
    """

    declared: Dataset
    data: bytes
    answers: Answers
    source: Source
    located: Located
    matching: Matching
    height: int
    layout: tuple[SetAside, ...]
    spread: Mapping[str, pa.Array]
    raw: Frame
    frame: Frame
    typed: Typed
    marks: tuple[Mark, ...]
    lines: Lines | None = None
    choices: tuple[Choice, ...] = ()
    suggestions: tuple[Choice, ...] = ()
    asked: Mapping[str, pa.Array] = field(default_factory=dict)

    @property
    def present(self) -> frozenset[str]:
        """Declared columns that the file or an answer fills."""
        return frozenset(self.frame.text)

    def only(self, mask: pa.Array) -> Reading:
        """The same reading with the lines where ``mask`` holds."""
        return replace(
            self,
            raw=self.raw.filter(mask),
            frame=self.frame.filter(mask),
            typed=replace(self.typed, table=self.typed.table.filter(mask)),
        )

    @property
    def amounts(self) -> frozenset[str]:
        """Columns of the file that are read as amounts."""
        columns = typed_columns(self.declared, self.matching)
        return frozenset(each.name for each in columns if each.kind in SCALES)


def read_table(
    declared: Dataset,
    data: bytes,
    file_name: str,
    answers: Answers,
    store: Store | None = None,
    reader: Reader = read_apart,
) -> Reading:
    """Read a file as rows of a dataset; raises ``FileRefused`` where there is no table."""
    source = reader(data, file_name, known_headers(declared))
    located = locate(source, declared, answers.sheet)
    before = learned.taught(store, declared.name, located.headers)
    matching = match_columns(located, declared, answers, before)
    whole, span_marks = make_frame(located, matching, declared, answers)
    groups = grouping.agency_titles(whole)
    told, offered = grouping.asked(whole, groups, matching.answered)
    whole, national = djpk.with_regions(whole)
    looks = [*([groups.aside] if groups else []), *rows_by_looks(located, whole), *national]
    layout = layout_rows(whole, looks)
    whole = grouping.with_titles(whole, groups, matching.answered)
    body = _body(whole, layout, matching)
    raw = body.raw
    coded = read_codes(naming.answered(raw, answers), answers.codes)
    named = naming.propose(raw, coded.frame, answers, store)
    former = former_codes(raw, coded.frame, answers, store)
    columns = typed_columns(declared, matching)
    units = units_named(located, _rupiah(columns, matching), _notes(layout, whole), answers.unit)
    typed = read_types(coded.frame, columns, answers.number_form, units)
    faults = on_lines([*cell_faults(located, matching, body.raw)], body.lines)
    return Reading(
        declared=declared,
        data=data,
        answers=answers,
        source=source,
        located=located,
        matching=matching,
        height=raw.height + sum(each.rows for each in body.aside),
        layout=body.aside,
        spread=whole.places,
        raw=raw,
        frame=coded.frame,
        typed=typed,
        marks=(
            *_source_marks(source, located),
            *matching.marks,
            *_headless(whole),
            *hidden_lines(located, body.in_file),
            *told,
            *on_lines([*span_marks, *cells_too_many(located, body.in_file)], body.lines),
            *faults,
            *body.marks,
            *on_lines([*djpk.unknown_regions(body.raw)], body.lines),
            *coded.marks,
            *named.marks,
            *former.marks,
            *told_once(typed.marks, faults),
        ),
        lines=body.lines,
        choices=(*matching.choices, *offered, *named.choices, *coded.choices),
        suggestions=(*matching.suggestions, *named.suggestions, *former.suggestions),
        asked=named.texts,
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """The rows that may be lines, one a line; the rest set aside; where each line stands."""

    raw: Frame
    aside: tuple[SetAside, ...]
    lines: Lines | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def in_file(self) -> Frame:
        """The lines under the rows of the file that they stand in."""
        return self.raw if self.lines is None else replace(self.raw, rows=self.lines.rows)


def _body(whole: Frame, layout: list[setaside.Aside], matching: Matching) -> _Body:
    aside = tuple(setaside.summed(each, whole.rows, None) for each in layout)
    rest = whole.filter(pc.invert(setaside.any_of(layout, whole.height)))
    wide = matching.wide
    if wide is None or not wide.columns:
        return _Body(rest, aside)
    long = lengthen(rest, wide)
    if some(long.empty):
        empty = setaside.Aside("sel_kosong", "", long.empty)
        aside = (*aside, setaside.summed(empty, rest.rows, None))
    label = whole.declared.column(wide.key).label
    told = wide_mark(wide, label, rest.height, long.frame.height)
    return _Body(long.frame, aside, long.lines, (told,))


def typed_columns(declared: Dataset, matching: Matching) -> tuple[Column, ...]:
    """The columns to read: the declared ones, a realisation that stands beside, and all people."""
    found = declared.columns
    if "realisasi" in declared.hints and "realisasi" in matching.found:
        beside = dataset("realisasi")
        found = (*found, beside.column("realisasi"), beside.column("sampai_bulan"))
    if "jumlah" in declared.hints and "jumlah" in matching.found:
        whole = replace(declared.column("perempuan"), name="jumlah", required=False)
        found = (*found, whole)
    return found


def _source_marks(source: Source, located: Located) -> Iterator[Mark]:
    if source.guessed:
        yield Mark("sandi_tebakan", Severity.CATATAN, facts={"sandi": source.encoding})
    for sheet in located.others:
        facts = {"jumlah": sheet.height}
        yield Mark("lembar_lain", Severity.AWAS, value=sheet.name, facts=facts)


def _rupiah(columns: tuple[Column, ...], matching: Matching) -> dict[int, str]:
    """Index in the sheet → declared name, for the columns of rupiah."""
    names = {column.name for column in columns if column.kind == Kind.RUPIAH}
    found = {index: name for name, index in matching.found.items() if name in names}
    wide = matching.wide.columns if matching.wide else ()
    return found | {each.index: each.measure for each in wide if each.measure in names}


def _notes(layout: list[setaside.Aside], whole: Frame) -> pa.Array:
    """Rows of the file that hold words only."""
    masks = [each.mask for each in layout if each.kind == "keterangan"]
    return whole.rows.filter(masks[0]) if masks else whole.rows[:0]


def _headless(frame: Frame) -> Iterator[Mark]:
    """Columns that hold values without any header: nobody can say what they are."""
    for header, cells in frame.other.items():
        filled = len(cells) - cells.null_count
        if header.startswith("#") and header[1:].isdecimal() and filled:
            first = pc.index(pc.is_valid(cells), pa.scalar(value=True)).as_py()
            yield Mark(
                "kolom_tanpa_tajuk",
                Severity.AWAS,
                letters(int(header[1:])),
                value=cells[first].as_py(),
                facts={"jumlah": filled},
                cell=int(header[1:]) - 1,
            )
