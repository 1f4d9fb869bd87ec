"""Codes of every column: brought to one form, repairs counted, bad ones marked, parents filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Column, Kind
from pug_metrics.ingest.code_forms import (
    Code,
    account,
    code_and_name,
    free_code,
    place_code,
    sub_activity,
)
from pug_metrics.ingest.code_parents import affair_that_is_a_field, declares, fill_parents
from pug_metrics.ingest.code_spoiled import codes_of_date, codes_of_digits, codes_without_zero
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.frame import Frame, by_distinct
from pug_metrics.ingest.report import Choice
from pug_metrics.reference import places
from pug_metrics.tables.masks import sure, times

Options = tuple[tuple[str, str], ...]
Answered = Mapping[str, Mapping[str, str]]
NOTHING: Answered = MappingProxyType({})
READERS: Mapping[Kind, Callable[[str], Code]] = {
    Kind.KODE: free_code,
    Kind.KODE_SUB_KEGIATAN: sub_activity,
    Kind.KODE_REKENING: account,
    Kind.KODE_WILAYAH: place_code,
}
_FORMS = {
    "kode_bidang_urusan": r"^[0-9X]\.[0-9X]{2}$",
    "kode_program": r"^[0-9X]\.[0-9X]{2}\.\d{2}$",
    "kode_kegiatan": r"^[0-9X]\.[0-9X]{2}\.\d{2}\.[12]\.\d{2}$",
}
# So many texts of a column are asked about one by one.
_ASKED = 200


@dataclass(frozen=True, slots=True)
class Coded:
    """A frame with its codes in one form, what was found on the way, codes that must be asked."""

    frame: Frame
    marks: tuple[Mark, ...]
    choices: tuple[Choice, ...] = ()


def read_codes(frame: Frame, answered: Answered = NOTHING) -> Coded:
    """Read every code column of the dataset that the file holds.

    ``answered``: code column → text → code that the user named; such codes are taken as they are.
    """
    frame, marks = _names_to_codes(frame)
    choices: list[Choice] = []
    for column in frame.declared.columns:
        if column.kind in READERS and column.name in frame.text:
            said = frozenset(answered.get(column.name, {}).values())
            changed, found, asked = _read_column(frame, column, said)
            frame = frame.having(changed)
            marks += found
            choices += asked
    frame, found = affair_that_is_a_field(frame)
    marks += found
    frame, found = fill_parents(frame)
    return Coded(_region_of_place(frame), (*marks, *found), tuple(choices))


def _region_of_place(frame: Frame) -> Frame:
    """The region of a row is the beginning of its place where the dataset says so."""
    for column in frame.declared.columns:
        if column.name != "kode_daerah" or not set(column.parents) & set(frame.text):
            continue
        # 63.72.02.1003 lies in 63.72; a province (63) is its own region.
        place = frame.text[column.parents[0]]
        region = pc.utf8_slice_codeunits(place, 0, 5)
        return frame.having({column.name: pc.coalesce(frame.get(column.name), region)})
    return frame


def _read_column(
    frame: Frame, column: Column, said: frozenset[str]
) -> tuple[dict[str, pa.Array], list[Mark], list[Choice]]:
    written = frame.text[column.name]
    indices, texts = by_distinct(written, str)
    codes = [_read(text, column, text in said) for text in texts]
    short = dict(_shortened(frame, column, texts, indices, said))
    if short:
        codes = [
            _short_of_zero(short[text]) if text in short else code
            for text, code in zip(texts, codes, strict=True)
        ]
    changed = {column.name: _taken([code.code for code in codes], indices)}
    name = f"nama_{column.name[5:]}"
    if column.name.startswith("kode_") and declares(frame, name):
        behind = _taken([code.name for code in codes], indices)
        if behind.null_count < len(behind):
            changed[name] = pc.coalesce(frame.get(name), behind)
    if column.kind == Kind.KODE_SUB_KEGIATAN and declares(frame, "edisi_kodefikasi"):
        editions = _taken([code.edition for code in codes], indices)
        changed["edisi_kodefikasi"] = pc.coalesce(frame.get("edisi_kodefikasi"), editions)
    marks = [
        *_repairs(column, codes, indices, written),
        *_errors(frame, column, codes, indices),
        *_unusual(frame, column, changed[column.name]),
    ]
    return changed, marks, _choices(column, texts, codes, indices, short)


def _short_of_zero(options: Options) -> Code:
    return Code(None, error="kode_nol_hilang", proposal=options[-1][0])


def _read(text: str, column: Column, said: bool) -> Code:  # noqa: FBT001
    """A code as read; a free one that the user named for another text is taken as it stands."""
    return Code(text) if said and column.kind == Kind.KODE else READERS[column.kind](text)


def _shortened(
    frame: Frame, column: Column, texts: list[str], indices: pa.Array, said: frozenset[str]
) -> list[tuple[str, Options]]:
    """Texts that lost the zero at their end, as 1.10 does in a cell that is a number."""
    typed = frame.numeric.get(column.name)
    numbers = set() if typed is None else set(pc.unique(indices.filter(typed)).to_pylist())
    found = (
        (text, codes_without_zero(text, column, typed=index in numbers))
        for index, text in enumerate(texts)
        if text not in said
    )
    return [(text, options) for text, options in found if options]


def _choices(
    column: Column, texts: list[str], codes: list[Code], indices: pa.Array,
    shortened: Mapping[str, Options],
) -> list[Choice]:  # fmt: skip
    """A question for each spoiled text whose possible codes are known."""
    makers: Mapping[str, Callable[[str], Options]] = {
        "kode_tanggal": lambda text: codes_of_date(text, column),
        "kode_nol_hilang": lambda text: shortened[text],
        "rekening_ambigu": codes_of_digits,
    }
    likely = {text: ((code.proposal, ""),) for text, code in zip(texts, codes, strict=True)
              if code.error and code.proposal}  # fmt: skip
    spoiled = [
        index for index, code in enumerate(codes) if code.error in makers or texts[index] in likely
    ][:_ASKED]
    if not spoiled:
        return []
    counts = {each["values"]: each["counts"] for each in pc.value_counts(indices).to_pylist()}
    found = (
        (index, makers.get(codes[index].error, likely.__getitem__)(texts[index]))
        for index in spoiled
    )
    return [
        Choice("kode", column.name, options, texts[index], rows=counts[index])
        for index, options in found
        if options
    ]


def _unusual(frame: Frame, column: Column, codes: pa.Array) -> list[Mark]:
    """Codes above the sub-activity in another form than the national one: kept, pointed out.

    Villages have a codification of their own; it is known by having no sub-activity.
    """
    form = _FORMS.get(column.name)
    if form is None or not declares(frame, "kode_sub_kegiatan"):
        return []
    other = sure(pc.invert(pc.match_substring_regex(codes, form)))
    return marked(
        "kode_bentuk_lain", Severity.AWAS, column.name, other, frame.rows, codes,
        contoh=column.example,
    )  # fmt: skip


def _taken(values: list[str | None], indices: pa.Array) -> pa.Array:
    return pa.array(values, pa.string()).take(indices)


def _repairs(
    column: Column, codes: list[Code], indices: pa.Array, written: pa.Array
) -> Iterator[Mark]:
    for kind in dict.fromkeys(code.repair for code in codes if code.repair):
        where = pa.array([code.repair == kind for code in codes], pa.bool_()).take(indices)
        count = times(where)
        first = pc.index(where, True).as_py()
        meant = codes[indices[first].as_py()].code or ""
        if column.kind == Kind.KODE_WILAYAH and (place := places.find(meant)):
            meant = f"{meant} ({place.nama})"
        # The codes of BPS have no dots either, and some name another region.
        severity = Severity.AWAS if kind == "wilayah_tanpa_titik" else Severity.CATATAN
        facts = {"jumlah": count, "menjadi": meant}
        value = written[first].as_py()
        yield Mark(f"perbaikan_{kind}", severity, column.name, value=value, facts=facts)


def _errors(frame: Frame, column: Column, codes: list[Code], indices: pa.Array) -> Iterator[Mark]:
    proposals = _taken([code.proposal for code in codes], indices)
    for kind in dict.fromkeys(code.error for code in codes if code.error):
        bad = pa.array([code.error == kind for code in codes], pa.bool_()).take(indices)
        yield from marked(
            kind,
            Severity.GALAT,
            column.name,
            sure(bad),
            frame.rows,
            frame.text[column.name],
            usul=proposals,
        )


def _names_to_codes(frame: Frame) -> tuple[Frame, list[Mark]]:
    """Names that begin with their code ("2.08.02 Program ..."): the code fills an empty column."""
    changed: dict[str, pa.Array] = {}
    marks: list[Mark] = []
    for name in [name for name in frame.text if name.startswith("nama_")]:
        code_column = f"kode_{name[5:]}"
        if not declares(frame, code_column):
            continue
        indices, parts = by_distinct(frame.text[name], code_and_name)
        given = _taken([code for code, _ in parts], indices)
        if given.null_count == len(given):
            continue
        # A name keeps its number where another code stands in the column of codes.
        own = frame.get(code_column)
        given = pc.if_else(
            pc.fill_null(pc.equal(own, given), pa.scalar(value=True)),
            given,
            pa.scalar(None, pa.string()),
        )
        if given.null_count == len(given):
            continue
        changed[code_column] = pc.coalesce(own, given)
        bare = _taken([rest for _, rest in parts], indices)
        changed[name] = pc.if_else(pc.is_valid(given), bare, frame.text[name])
        alone = pc.and_(pc.is_valid(given), pc.is_null(bare))
        parted = pc.and_(pc.is_valid(given), pc.is_valid(bare))
        for kind, where in (("kode_nama_sesel", parted), ("kode_di_kolom_nama", alone)):
            if not times(where):
                continue
            first = pc.index(where, True).as_py()
            facts = {"jumlah": times(where), "menjadi": given[first].as_py()}
            value = frame.text[name][first].as_py()
            marks.append(
                Mark(f"perbaikan_{kind}", Severity.CATATAN, name, value=value, facts=facts)
            )
    return frame.having(changed), marks
