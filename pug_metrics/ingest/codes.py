"""Codes of every column: brought to one form, repairs counted, bad ones marked, parents filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Column, Kind
from pug_metrics.ingest.code_forms import (
    Code,
    account,
    free_code,
    is_shallow,
    place_code,
    split_name,
    sub_activity,
)
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.frame import Frame, by_distinct
from pug_metrics.tables.masks import some, sure, times

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
# Each parent is the beginning of the code below it: column, pattern of that beginning.
_PARENTS = (
    ("kode_kegiatan", "kode_sub_kegiatan", r"^([0-9X]\.[0-9X]{2}\.\d{2}\.\d\.\d{2})\.\d{4}$"),
    ("kode_program", "kode_kegiatan", r"^([0-9X]\.[0-9X]{2}\.\d{2})\.\d\.\d{2}$"),
    ("kode_bidang_urusan", "kode_program", r"^(\d\.\d{2})\.\d{2}$"),
    ("kode_urusan", "kode_bidang_urusan", r"^(\d)\.\d{2}$"),
)


@dataclass(frozen=True, slots=True)
class Coded:
    """A frame with its codes in one form, and what was found on the way."""

    frame: Frame
    marks: tuple[Mark, ...]


def read_codes(frame: Frame) -> Coded:
    """Read every code column of the dataset that the file holds."""
    frame, marks = _names_to_codes(frame)
    for column in frame.declared.columns:
        if column.kind in READERS and column.name in frame.text:
            changed, found = _read_column(frame, column)
            frame = frame.having(changed)
            marks += found
    frame, found = _affair_that_is_a_field(frame)
    marks += found
    frame, found = _fill_parents(frame)
    return Coded(_region_of_place(frame), (*marks, *found))


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


def _read_column(frame: Frame, column: Column) -> tuple[dict[str, pa.Array], list[Mark]]:
    written = frame.text[column.name]
    indices, codes = by_distinct(written, READERS[column.kind])
    changed = {column.name: _taken([code.code for code in codes], indices)}
    name = f"nama_{column.name[5:]}"
    if column.name.startswith("kode_") and _declares(frame, name):
        behind = _taken([code.name for code in codes], indices)
        if behind.null_count < len(behind):
            changed[name] = pc.coalesce(frame.get(name), behind)
    if column.kind == Kind.KODE_SUB_KEGIATAN and _declares(frame, "edisi_kodefikasi"):
        editions = _taken([code.edition for code in codes], indices)
        changed["edisi_kodefikasi"] = pc.coalesce(frame.get("edisi_kodefikasi"), editions)
    marks = [
        *_repairs(column, codes, indices, written),
        *_errors(frame, column, codes, indices),
        *_lost_zeros(frame, column),
        *_unusual(frame, column, changed[column.name]),
    ]
    return changed, marks


def _lost_zeros(frame: Frame, column: Column) -> list[Mark]:
    """Codes kept as numbers: 1.10 has become 1.1 in the workbook itself, so it is asked."""
    typed = frame.numeric.get(column.name)
    if typed is None or column.kind != Kind.KODE:
        return []
    written = frame.text[column.name]
    short = pc.and_(typed, sure(pc.match_substring_regex(written, r"^\d+\.\d$")))
    full = pc.binary_join_element_wise(written, pa.scalar("0"), "")
    return marked(
        "kode_nol_hilang", Severity.GALAT, column.name, short, frame.rows, written, usul=full
    )


def _unusual(frame: Frame, column: Column, codes: pa.Array) -> list[Mark]:
    """Codes above the sub-activity in another form than the national one: kept, pointed out.

    Villages have a codification of their own; it is known by having no sub-activity.
    """
    form = _FORMS.get(column.name)
    if form is None or not _declares(frame, "kode_sub_kegiatan"):
        return []
    other = sure(pc.invert(pc.match_substring_regex(codes, form)))
    return marked(
        "kode_bentuk_lain", Severity.AWAS, column.name, other, frame.rows, codes,
        contoh=column.example,
    )  # fmt: skip


def _taken(values: list[str | None], indices: pa.Array) -> pa.Array:
    return pa.array(values, pa.string()).take(indices)


def _declares(frame: Frame, name: str) -> bool:
    return any(column.name == name for column in frame.declared.columns)


def _repairs(
    column: Column, codes: list[Code], indices: pa.Array, written: pa.Array
) -> Iterator[Mark]:
    for kind in dict.fromkeys(code.repair for code in codes if code.repair):
        where = pa.array([code.repair == kind for code in codes], pa.bool_()).take(indices)
        count = times(where)
        first = pc.index(where, True).as_py()
        yield Mark(
            f"perbaikan_{kind}",
            Severity.CATATAN,
            column.name,
            value=written[first].as_py(),
            facts={"jumlah": count, "menjadi": codes[indices[first].as_py()].code or ""},
        )


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
        if not _declares(frame, code_column):
            continue
        indices, parts = by_distinct(frame.text[name], split_name)
        if not any(rest for _, rest in parts):
            continue
        given = _taken([code if rest else None for code, rest in parts], indices)
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
        first = pc.index(pc.is_valid(given), True).as_py()
        count = len(given) - given.null_count
        marks.append(
            Mark(
                "perbaikan_kode_nama_sesel",
                Severity.CATATAN,
                name,
                value=frame.text[name][first].as_py(),
                facts={"jumlah": count, "menjadi": given[first].as_py()},
            )
        )
    return frame.having(changed), marks


def _affair_that_is_a_field(frame: Frame) -> tuple[Frame, list[Mark]]:
    """A ``kode_urusan`` such as 2.08 is a field of affairs: it moves there, with its name."""
    given = frame.text.get("kode_urusan")
    if given is None or not _declares(frame, "kode_bidang_urusan"):
        return frame, []
    field = sure(pc.match_substring_regex(given, r"^\d\.\d{2}$"))
    if not some(field):
        return frame, []
    nothing = pa.scalar(None, pa.string())
    changed = {
        "kode_bidang_urusan": pc.coalesce(
            frame.get("kode_bidang_urusan"), pc.if_else(field, given, nothing)
        ),
        "kode_urusan": pc.if_else(field, pc.utf8_slice_codeunits(given, 0, 1), given),
    }
    if "nama_urusan" in frame.text:
        name = frame.text["nama_urusan"]
        changed["nama_bidang_urusan"] = pc.coalesce(
            frame.get("nama_bidang_urusan"), pc.if_else(field, name, nothing)
        )
        changed["nama_urusan"] = pc.if_else(field, nothing, name)
    sample = given[pc.index(field, True).as_py()].as_py()
    count = times(field)
    facts = {"jumlah": count, "menjadi": sample[0]}
    mark = Mark("perbaikan_urusan_bidang", Severity.CATATAN, "kode_urusan", value=sample,
                facts=facts)  # fmt: skip
    return frame.having(changed), [mark]


def _fill_parents(frame: Frame) -> tuple[Frame, list[Mark]]:
    """Fill parent codes from the code below; codes that contradict each other are pointed out."""
    marks: list[Mark] = []
    if not _declares(frame, "kode_kegiatan"):
        return frame, marks
    frame = _shallow_to_parents(frame)
    for parent, child, pattern in _PARENTS:
        if child not in frame.text or not _declares(frame, parent):
            continue
        beginning = _beginning(frame.text[child], pattern)
        given = frame.get(parent)
        gap = pc.and_(pc.is_null(given), pc.is_valid(beginning))
        if some(gap):
            count = times(gap)
            facts = {"jumlah": count, "dari": frame.declared.column(child).label}
            label = frame.declared.column(parent).label
            marks.append(
                Mark("induk_diisi", Severity.CATATAN, parent, facts={**facts, "label": label})
            )
        differs = sure(pc.not_equal(given, beginning))
        differs = pc.and_not(differs, sure(pc.match_substring(beginning, "X")))
        marks += marked(
            "induk_berbeda", Severity.AWAS, parent, differs, frame.rows, given, semestinya=beginning
        )
        frame = frame.having({parent: pc.coalesce(given, beginning)})
    return frame, marks


def _beginning(codes: pa.Array, pattern: str) -> pa.Array:
    encoded = codes.dictionary_encode()
    values = encoded.dictionary
    found = pc.match_substring_regex(values, pattern)
    cut = pc.replace_substring_regex(values, pattern, r"\1")
    return pc.if_else(found, cut, pa.scalar(None, pa.string())).take(encoded.indices)


def _shallow_to_parents(frame: Frame) -> Frame:
    """A programme or activity code in the sub-activity column moves to the column of its level."""
    codes = frame.text.get("kode_sub_kegiatan")
    if codes is None:
        return frame
    indices, shallow = by_distinct(codes, is_shallow)
    mask = pa.array(shallow, pa.bool_()).take(indices)
    if not some(mask):
        return frame
    nothing = pa.scalar(None, pa.string())
    dots = pc.if_else(mask, pc.count_substring(codes, "."), -1)
    changed = {"kode_sub_kegiatan": pc.if_else(mask, nothing, codes)}
    levels = (
        (0, "kode_urusan"),
        (1, "kode_bidang_urusan"),
        (2, "kode_program"),
        (4, "kode_kegiatan"),
    )
    for depth, name in levels:
        here = sure(pc.equal(dots, depth))
        if some(here):
            changed[name] = pc.coalesce(frame.get(name), pc.if_else(here, codes, nothing))
    return frame.having(changed)
