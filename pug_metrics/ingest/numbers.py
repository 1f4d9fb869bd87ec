"""Numbers as people write them: one form a column, decided from all its cells, then an exact cast.

What is shown is what was written, or the cell is refused: nothing is rounded, cut or guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Column, Kind
from pug_metrics.ingest.amount_choice import Form, form_of, numbers_of, rarer, share_choice
from pug_metrics.ingest.amount_forms import (
    ENGLISH,
    INDONESIAN,
    PERCENT,
    PLAIN,
    SCALES,
    SHARE,
    Cells,
    arrow_type,
    as_plain,
    bare_cells,
    exact,
    fits,
    shifted,
    without_dust,
)
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.report import Choice, ColumnReading
from pug_metrics.tables.masks import no, some, sure, times

# Up to this share of unusual cells, the usual ones are read apart.
_FEW = 0.2
_UP_TO_ONE = r"^0*(?:1(?:\.0*)?|\.\d*[1-9]\d*)$"
_SCIENTIFIC = r"^[-+(]?\d+(?:[.,]\d+)?[eE][-+]?\d+\)?$"


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A read column: ``values`` (decimal or int64), ``form``, what was found, an open choice."""

    values: pa.Array
    form: str
    marks: tuple[Mark, ...]
    choice: Choice | None = None
    samples: tuple[tuple[str, str], ...] = ()


def read_numbers(
    frame: Frame, column: Column, asked_form: str | None, power: int = 0, found_power: int = 0
) -> NumberReading:
    """Read a column of numbers. ``asked_form``: what the user chose, if anything.

    ``power``: the figures are multiplied by so many tens (3: they are thousands of rupiah);
    ``found_power``: the unit that a title names, whether or not it is decided. Cells such as
    1250000 and 1250000.50 have one reading, whatever the others look like: they are cast as they
    stand, and only the others are looked at closely.
    """
    found_power = max(power, found_power)
    if found_power or some(frame.percent.get(column.name, no(0))):
        return _read(frame, column, asked_form, power, found_power)
    written = frame.get(column.name)
    simple = sure(pc.match_substring_regex(written, _simple(column.kind)))
    others = pc.and_not(pc.is_valid(written), simple)
    if times(others) <= _FEW * frame.height:
        dotted = pc.and_(simple, sure(pc.match_substring(written, ".")))
        typed = frame.numeric.get(column.name, no(frame.height))
        beside = times(pc.and_not(dotted, typed))
        reading = _read(_part(frame, column, others), column, asked_form, beside=beside)
        if reading.form in (PLAIN, ENGLISH) or (reading.form == INDONESIAN and not some(dotted)):
            return _together(written, simple, others, reading, column.kind)
    return _read(frame, column, asked_form)


def _simple(kind: Kind) -> str:
    """Cells that every form but the Indonesian reads alike, and that one never reads otherwise."""
    precision, scale = SCALES[kind]
    decimals = rf"(?:\.\d{{1,{min(scale, 2)}}})?" if scale else ""
    return rf"^\d{{1,{precision - scale}}}{decimals}$"


def _part(frame: Frame, column: Column, mask: pa.Array) -> Frame:
    """One column of a frame in the rows of ``mask``."""
    numeric = frame.numeric.get(column.name)
    return replace(
        frame,
        rows=frame.rows.filter(mask),
        text={column.name: frame.text[column.name].filter(mask)},
        numeric={} if numeric is None else {column.name: numeric.filter(mask)},
        other={}, places={}, wide={}, wide_numeric={},
    )  # fmt: skip


def _together(
    written: pa.Array, simple: pa.Array, others: pa.Array, reading: NumberReading, kind: Kind
) -> NumberReading:
    """The simple cells cast as they stand, with the others where they belong."""
    precision, scale = SCALES[kind]
    plain = pc.if_else(simple, written, pa.scalar(None, pa.string()))
    values = pc.cast(plain, pa.decimal128(precision, scale)).cast(arrow_type(kind))
    if some(others):
        values = pc.replace_with_mask(values, others, reading.values)
    return replace(reading, values=values, samples=amount_samples(written, values))


def _read(
    frame: Frame,
    column: Column,
    asked_form: str | None,
    power: int = 0,
    found_power: int = 0,
    beside: int = 0,
) -> NumberReading:
    """Read every cell closely; ``beside``: cells left out that only a dot for decimals fits."""
    written = frame.get(column.name)
    cells, dust = _dusted(_cells(frame, column, written), column.kind, power)
    found = form_of(cells, column, asked_form, found_power, beside)
    if found.form is None:
        return _undecided(frame, column, cells, found, written)
    right = _right(cells, found)
    bare = pc.if_else(cells.typed, cells.core, as_plain(cells.core, found.form))
    plain = shifted(pc.if_else(right, bare, pa.scalar(None, pa.string())), power)
    plain, unsigned, choice = _of_a_whole(cells, plain, column, asked_form)
    values, too_fine, too_large = exact(plain, cells.negative, column.kind)
    name, rows = column.name, frame.rows
    marks = (
        *_refused(frame, column, cells, right, found, written),
        *marked("angka_persen_campur", Severity.GALAT, name, unsigned, rows, written),
        *marked("angka_desimal", Severity.GALAT, name, too_fine, rows, written,
                digit=SCALES[column.kind][1]),
        *marked(_too_large(column.kind), Severity.GALAT, name, too_large, rows, written),
        *_notes(column, cells, dust, written, values),
    )  # fmt: skip
    return NumberReading(values, found.form, marks, choice, amount_samples(written, values))


def _too_large(kind: Kind) -> str:
    return "bagian_besar" if kind == Kind.BAGIAN else "angka_besar"


def reading_of(header: str, column: Column, reading: NumberReading) -> ColumnReading:
    """How a number column is read, for the report."""
    return ColumnReading(header, column.name, f"angka_{reading.form}", reading.samples)


def _cells(frame: Frame, column: Column, written: pa.Array) -> Cells:
    nothing = no(frame.height)
    cells = bare_cells(written, frame.numeric.get(column.name, nothing), column.kind)
    formatted = frame.percent.get(column.name)
    return cells if formatted is None else replace(cells, signed=pc.or_(cells.signed, formatted))


def _dusted(cells: Cells, kind: Kind, power: int) -> tuple[Cells, pa.Array]:
    """Numbers of a workbook without the dust of binary arithmetic, and where it was."""
    places = SCALES[kind][1] + power
    long = sure(pc.match_substring_regex(cells.core, rf"\.\d{{{places + 1},}}$"))
    dusty = pc.and_(cells.typed, long)
    if not some(dusty):
        return cells, dusty
    texts = cells.core.filter(dusty).to_pylist()
    bare = pa.array([without_dust(text, places) or text for text in texts], pa.string())
    core = pc.replace_with_mask(cells.core, dusty, bare)
    return replace(cells, core=core), sure(pc.not_equal(core, cells.core))


def _right(cells: Cells, found: Form) -> pa.Array:
    """Where a cell is a number in the form of its column, or missing; what stays open is not."""
    form = found.form or PLAIN
    held = found.held[INDONESIAN if form == INDONESIAN else ENGLISH]
    whole = pc.or_(held, pc.is_null(cells.core))
    if form != PLAIN and bool(pc.all(whole).as_py()) and not some(cells.typed):
        return pc.and_not(whole, found.open_cells)
    fit = pc.if_else(cells.typed, fits(cells.core, PLAIN), fits(cells.core, form))
    return pc.and_not(pc.fill_null(fit, pa.scalar(value=True)), found.open_cells)


def _undecided(
    frame: Frame, column: Column, cells: Cells, found: Form, written: pa.Array
) -> NumberReading:
    """Nothing of a column without a form is read."""
    empty = pa.nulls(frame.height, arrow_type(column.kind))
    mark = Mark("angka_ambigu", Severity.GALAT, column.name, facts=numbers_of(found.choice))
    rare = rarer(cells, found.held)
    marks = marked("angka_bentuk_lain", Severity.GALAT, column.name, rare, frame.rows, written)
    return NumberReading(empty, "ambigu", (mark, *marks), found.choice)


def _of_a_whole(
    cells: Cells, plain: pa.Array, column: Column, asked: str | None
) -> tuple[pa.Array, pa.Array, Choice | None]:
    """Percent signs and formats brought to the scale of the column.

    Also where a cell without a sign stays open because others have one, and the choice about it.
    """
    nothing = no(len(plain))
    if not some(cells.signed):
        return plain, nothing, None
    if column.kind == Kind.BAGIAN:
        text_signed = pc.and_not(cells.signed, cells.typed)
        return pc.if_else(text_signed, shifted(plain, -2), plain), nothing, None
    if column.kind != Kind.PERSEN:
        return plain, nothing, None
    formatted = pc.and_(cells.signed, cells.typed)
    unsigned = pc.and_not(sure(pc.match_substring_regex(plain, _UP_TO_ONE)), cells.signed)
    if some(unsigned) and asked == SHARE:
        formatted, unsigned = pc.or_(formatted, unsigned), nothing
    choice = None
    if some(unsigned) and asked != PERCENT:
        choice = share_choice(plain, unsigned, column.name)
    else:
        unsigned = nothing
    plain = pc.if_else(unsigned, pa.scalar(None, pa.string()), plain)
    return pc.if_else(formatted, shifted(plain, 2), plain), unsigned, choice


def _refused(
    frame: Frame, column: Column, cells: Cells, right: pa.Array, found: Form, written: pa.Array
) -> Iterator[Mark]:
    """Cells that are a number in another form, cells that could be two, cells that are none."""
    percent = no(frame.height)
    if column.kind not in (Kind.PERSEN, Kind.BAGIAN):
        percent = pc.and_(cells.signed, right)
    wrong = pc.and_not(pc.invert(right), found.open_cells)
    kinds = {"angka_ambigu_sel": found.open_cells, "angka_persen": percent}
    if some(wrong):
        number = sure(pc.or_(fits(cells.core, INDONESIAN), fits(cells.core, ENGLISH)))
        scientific = sure(pc.match_substring_regex(written, _SCIENTIFIC))
        none = pc.and_not(pc.and_not(wrong, number), scientific)
        kinds["angka_bentuk_lain"] = pc.and_(wrong, number)
        kinds["angka_ilmiah"] = pc.and_(wrong, scientific)
        kinds["angka_tidak_sah"] = none
    for kind, mask in kinds.items():
        yield from marked(kind, Severity.GALAT, column.name, mask, frame.rows, written)


def _notes(
    column: Column, cells: Cells, dust: pa.Array, written: pa.Array, values: pa.Array
) -> Iterator[Mark]:
    """What was taken off that a reader may not expect, each with its count and a sample."""
    percent = no(len(written))
    if column.kind == Kind.PERSEN:
        percent = pc.and_(cells.signed, cells.typed)
    elif column.kind == Kind.BAGIAN:
        percent = pc.and_not(cells.signed, cells.typed)
    kinds = {"angka_spasi": cells.spaced, "angka_debu": dust, "angka_persen_dibaca": percent}
    for kind, mask in kinds.items():
        told = pc.and_(mask, pc.is_valid(values))
        if some(told):
            first = pc.index(told, True).as_py()
            facts = {"jumlah": times(told), "menjadi": _shown(values[first].as_py())}
            yield Mark(kind, Severity.CATATAN, column.name, value=written[first].as_py(),
                       facts=facts)  # fmt: skip


def _shown(amount: object) -> str:
    return str(amount) if isinstance(amount, int) else format(amount, "f")


def amount_samples(written: pa.Array, values: pa.Array) -> tuple[tuple[str, str], ...]:
    """Up to three different cells of a column of amounts and what they are read as."""
    # The longest of the first cells say most about how separators were read.
    head = [
        (before, after)
        for before, after in zip(written[:50].to_pylist(), values[:50].to_pylist(), strict=True)
        if before is not None and after is not None
    ]
    head = sorted(dict(head).items(), key=lambda pair: -len(pair[0]))
    return tuple((before, _shown(after)) for before, after in head[:3])
