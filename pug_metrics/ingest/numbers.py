"""Numbers as people write them: one form a column, decided from all its cells, then an exact cast.

``1.050`` is 1050 where dots part thousands and 1.05 where they part decimals: a column that fits
both with different values is not read until the user says which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Column, Kind
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.report import Choice, ColumnReading
from pug_metrics.tables.masks import no, some, sure, times

INDONESIAN, ENGLISH, PLAIN = "indonesia", "inggris", "polos"
FORMS = (INDONESIAN, ENGLISH, PLAIN)
SCALES: Mapping[Kind, tuple[int, int]] = {
    Kind.RUPIAH: (20, 2),
    Kind.BULAT: (18, 0),
    Kind.PERSEN: (7, 4),
    Kind.BAGIAN: (3, 2),
}
_SHAPES = {
    INDONESIAN: r"^(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$",
    ENGLISH: r"^(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?$",
    PLAIN: r"^\d+(?:\.\d+)?$",
}
_MISSING = r"^(?i:rp|idr)?\.?\s*[-–—]?$"
# Above this share of cells in the other form the column has no form of its own.
_TOLERATED = 0.05
# Up to this share of unusual cells, the usual ones are read apart.
_FEW = 0.2


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A read column: ``values`` (decimal or int64), ``form``, what was found, an open choice."""

    values: pa.Array
    form: str
    marks: tuple[Mark, ...]
    choice: Choice | None = None
    samples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Cells:
    """Cells without sign and currency: ``core`` text, ``negative`` mask; blank is null."""

    core: pa.Array
    negative: pa.Array
    typed: pa.Array


def read_numbers(frame: Frame, column: Column, asked_form: str | None) -> NumberReading:
    """Read a column of numbers; ``asked_form`` is the form the user chose, if any.

    Cells such as 1250000 and 1250000.50 have one reading, whatever the others look like: they are
    cast as they stand, and only the others are looked at closely.
    """
    written = frame.get(column.name)
    simple = sure(pc.match_substring_regex(written, _simple(column.kind)))
    dotted = pc.and_(simple, sure(pc.match_substring(written, ".")))
    others = pc.and_not(pc.is_valid(written), simple)
    if times(others) <= _FEW * frame.height:
        typed = frame.numeric.get(column.name, no(frame.height))
        english = times(pc.and_not(dotted, typed))
        reading = _read(frame.filter(others), column, asked_form, english)
        if reading.form in (PLAIN, ENGLISH) or not some(dotted):
            return _together(written, simple, others, reading, column.kind)
    return _read(frame, column, asked_form, 0)


def _simple(kind: Kind) -> str:
    """Cells that every form but the Indonesian reads alike, and that one never reads otherwise."""
    precision, scale = SCALES[kind]
    decimals = rf"(?:\.\d{{1,{min(scale, 2)}}})?" if scale else ""
    return rf"^\d{{1,{precision - scale}}}{decimals}$"


def _together(
    written: pa.Array, simple: pa.Array, others: pa.Array, reading: NumberReading, kind: Kind
) -> NumberReading:
    """The simple cells cast as they stand, with the others where they belong."""
    precision, scale = SCALES[kind]
    plain = pc.if_else(simple, written, pa.scalar(None, pa.string()))
    values = pc.cast(plain, pa.decimal128(precision, scale)).cast(_arrow_type(kind))
    if some(others):
        values = pc.replace_with_mask(values, others, reading.values)
    return replace(reading, values=values, samples=amount_samples(written, values))


def _read(frame: Frame, column: Column, asked_form: str | None, english: int) -> NumberReading:
    """Read every cell closely; ``english``: cells left out that only a dot for decimals fits."""
    written = frame.get(column.name)
    typed = frame.numeric.get(column.name, no(frame.height))
    cells = _cells(written, typed, column.kind)
    fits = {form: pc.match_substring_regex(cells.core, _SHAPES[form]) for form in FORMS}
    form, choice = _form(cells, fits, column, asked_form, english)
    if form is None:
        empty = pa.nulls(frame.height, _arrow_type(column.kind))
        mark = Mark("angka_ambigu", Severity.GALAT, column.name, facts=_options(choice))
        rare = _rarer_form(cells, fits)
        marks = marked("angka_bentuk_lain", Severity.GALAT, column.name, rare, frame.rows, written)
        return NumberReading(empty, "ambigu", (mark, *marks), choice)
    text = _as_plain(cells, form)
    fit = pc.if_else(cells.typed, fits[PLAIN], fits[ENGLISH if form == PLAIN else form])
    right = pc.fill_null(fit, pa.scalar(value=True))
    wrong = pc.invert(right)
    values, too_fine, too_large = _cast(text, right, cells.negative, column.kind)
    marks = [
        *_wrong_marks(frame, column, wrong, fits, written),
        *marked("angka_desimal", Severity.GALAT, column.name, too_fine, frame.rows, written,
                digit=SCALES[column.kind][1]),
        *marked("angka_besar", Severity.GALAT, column.name, too_large, frame.rows, written),
    ]  # fmt: skip
    return NumberReading(values, form, tuple(marks), None, amount_samples(written, values))


def reading_of(header: str, column: Column, reading: NumberReading) -> ColumnReading:
    """How a number column is read, for the report."""
    return ColumnReading(header, column.name, f"angka_{reading.form}", reading.samples)


def _cells(written: pa.Array, typed: pa.Array, kind: Kind) -> _Cells:
    if pc.all(pc.match_substring_regex(written, r"^[\d.,]+$")).as_py():
        return _Cells(written, no(len(written)), typed)
    text = pc.replace_substring_regex(written, "[\u00a0\u2007\u202f]", " ")
    text = pc.replace_substring_regex(text, r"^\((.*)\)$", r"-\1")
    text = pc.replace_substring_regex(text, r"^(-?)\s*(?i:rp|idr)\.?\s*", r"\1")
    text = pc.replace_substring_regex(text, r"[,.]-$", "")
    text = pc.replace_substring_regex(text, r"^([^-].*\d)\s*-$", r"-\1")
    if kind == Kind.PERSEN:
        text = pc.replace_substring_regex(text, r"\s*%$", "")
    missing = pc.match_substring_regex(text, _MISSING)
    text = pc.if_else(missing, pa.scalar(None, pa.string()), text)
    negative = sure(pc.starts_with(text, "-"))
    core = pc.replace_substring_regex(text, r"^[-+]\s*", "")
    return _Cells(core, negative, typed)


def _form(
    cells: _Cells,
    fits: Mapping[str, pa.Array],
    column: Column,
    asked_form: str | None,
    english_beside: int,
) -> tuple[str | None, Choice | None]:
    text_only = pc.and_(pc.is_valid(cells.core), pc.invert(cells.typed))
    if asked_form in FORMS:
        return asked_form, None
    indonesian = pc.and_(text_only, sure(fits[INDONESIAN]))
    english = pc.and_(text_only, sure(fits[ENGLISH]))
    only_id = times(pc.and_not(indonesian, english))
    only_en = times(pc.and_not(english, indonesian)) + english_beside
    both = pc.and_(indonesian, english)
    if only_id or only_en:
        few, many = sorted((only_id, only_en))
        if few > _TOLERATED * (few + many):
            return None, _choice(cells, text_only, column)
        if only_id > only_en:
            return INDONESIAN, None
        return (PLAIN if _all_fit(fits[PLAIN], text_only) else ENGLISH), None
    return _form_of_both(cells, both, column)


def _rarer_form(cells: _Cells, fits: Mapping[str, pa.Array]) -> pa.Array:
    """The cells of the rarer form where a column mixes two."""
    indonesian, english = sure(fits[INDONESIAN]), sure(fits[ENGLISH])
    only = [pc.and_not(indonesian, english), pc.and_not(english, indonesian)]
    only = [pc.and_not(mask, cells.typed) for mask in only]
    return min(only, key=times)


def _form_of_both(
    cells: _Cells, both: pa.Array, column: Column
) -> tuple[str | None, Choice | None]:
    """Every cell fits both forms: plain where no separator stands, else one that alone can hold."""
    parted = pc.and_(both, pc.match_substring_regex(cells.core, r"[.,]"))
    if not some(parted):
        return PLAIN, None
    if column.kind != Kind.RUPIAH:
        holds = {form: _holds(cells, parted, form, column.kind) for form in (INDONESIAN, ENGLISH)}
        able = [form for form, good in holds.items() if good]
        if len(able) == 1:
            return able[0], None
    return None, _choice(cells, parted, column)


def _holds(cells: _Cells, where: pa.Array, form: str, kind: Kind) -> bool:
    text = _as_plain(cells, form).filter(where)
    _, too_fine, too_large = _cast(text, pc.is_valid(text), no(len(text)), kind)
    return not (some(too_fine) or some(too_large))


def _all_fit(fit: pa.Array, where: pa.Array) -> bool:
    return bool(pc.all(fit.filter(where)).as_py())


def _choice(cells: _Cells, where: pa.Array, column: Column) -> Choice:
    shown = pc.unique(cells.core.filter(pc.and_(where, pc.match_substring(cells.core, ".")))[:200])
    shown = shown if len(shown) else pc.unique(cells.core.filter(where)[:200])
    options = []
    for form in (INDONESIAN, ENGLISH):
        read = _as_plain(_Cells(shown[:3], no(len(shown[:3])), no(len(shown[:3]))), form)
        pairs = zip(shown[:3].to_pylist(), read.to_pylist(), strict=True)
        options.append((form, "; ".join(f"{before} = {after}" for before, after in pairs)))
    return Choice("angka", column.name, tuple(options))


def _options(choice: Choice | None) -> dict[str, object]:
    """The samples of each form as pairs of the cell and the amount it would be."""
    found: dict[str, object] = {}
    for form, text in choice.options if choice else ():
        pairs = (pair.split(" = ") for pair in text.split("; "))
        found[form] = [(written, Decimal(read)) for written, read in pairs]
    return found


def _as_plain(cells: _Cells, form: str) -> pa.Array:
    """Text with a dot for decimals and nothing else, by the form; typed cells are so already."""
    if form == INDONESIAN:
        text = pc.replace_substring(pc.replace_substring(cells.core, ".", ""), ",", ".")
    else:
        text = pc.replace_substring(cells.core, ",", "")
    return pc.if_else(cells.typed, cells.core, text)


def _cast(
    text: pa.Array, right: pa.Array, negative: pa.Array, kind: Kind
) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Exact values, and masks of the cells with too many decimals and with too many digits."""
    precision, scale = SCALES[kind]
    text = pc.if_else(right, text, pa.scalar(None, pa.string()))
    text = pc.replace_substring_regex(text, r"^0+(\d)", r"\1")
    text = (
        pc.replace_substring_regex(text, rf"^(\d+(?:\.\d{{0,{scale}}})?)0*$", r"\1")
        if scale
        else pc.replace_substring_regex(text, r"\.0*$", "")
    )
    fine = pc.match_substring_regex(text, rf"\.\d{{{scale + 1},}}$")
    large = pc.match_substring_regex(text, rf"^\d{{{precision - scale + 1},}}")
    bad = pc.or_(sure(fine), sure(large))
    safe = pc.if_else(bad, pa.scalar(None, pa.string()), text)
    values = pc.cast(safe, pa.decimal128(precision, scale))
    values = pc.if_else(negative, pc.negate(values), values).cast(_arrow_type(kind))
    return values, sure(fine), sure(large)


def _arrow_type(kind: Kind) -> pa.DataType:
    precision, scale = SCALES[kind]
    return pa.decimal128(precision, scale) if scale else pa.int64()


def _wrong_marks(
    frame: Frame, column: Column, wrong: pa.Array, fits: Mapping[str, pa.Array], written: pa.Array
) -> list[Mark]:
    """Cells that are a number in another form, and cells that are no number at all."""
    number = sure(pc.or_(fits[INDONESIAN], fits[ENGLISH]))
    other, none = pc.and_(wrong, number), pc.and_not(wrong, number)
    name, rows = column.name, frame.rows
    return [
        *marked("angka_bentuk_lain", Severity.GALAT, name, other, rows, written),
        *marked("angka_tidak_sah", Severity.GALAT, name, none, rows, written),
    ]


def amount_samples(written: pa.Array, values: pa.Array) -> tuple[tuple[str, str], ...]:
    """Up to three different cells of a column of amounts and what they are read as."""
    # The longest of the first cells say most about how separators were read.
    head = [
        (before, after)
        for before, after in zip(written[:50].to_pylist(), values[:50].to_pylist(), strict=True)
        if before is not None and after is not None
    ]
    head = sorted(dict(head).items(), key=lambda pair: -len(pair[0]))
    return tuple((before, format(after, "f") if not isinstance(after, int) else str(after))
                 for before, after in head[:3])  # fmt: skip
