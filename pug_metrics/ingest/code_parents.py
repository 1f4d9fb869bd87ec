"""Codes that contain each other: parents filled from the code below, contradictions pointed out."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.ingest.code_forms import is_shallow
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.ingest.frame import Frame, by_distinct
from pug_metrics.tables.masks import some, sure, times

# Each parent is the beginning of the code below it: column, pattern of that beginning.
_PARENTS = (
    ("kode_kegiatan", "kode_sub_kegiatan", r"^([0-9X]\.[0-9X]{2}\.\d{2}\.\d\.\d{2})\.\d{4}$"),
    ("kode_program", "kode_kegiatan", r"^([0-9X]\.[0-9X]{2}\.\d{2})\.\d\.\d{2}$"),
    ("kode_bidang_urusan", "kode_program", r"^(\d\.\d{2})\.\d{2}$"),
    ("kode_urusan", "kode_bidang_urusan", r"^(\d)\.\d{2}$"),
)


def declares(frame: Frame, name: str) -> bool:
    """Whether the dataset of a frame has a column of this name."""
    return any(column.name == name for column in frame.declared.columns)


def affair_that_is_a_field(frame: Frame) -> tuple[Frame, list[Mark]]:
    """A ``kode_urusan`` such as 2.08 is a field of affairs: it moves there, with its name."""
    given = frame.text.get("kode_urusan")
    if given is None or not declares(frame, "kode_bidang_urusan"):
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


def fill_parents(frame: Frame) -> tuple[Frame, list[Mark]]:
    """Fill parent codes from the code below; codes that contradict each other are pointed out."""
    marks: list[Mark] = []
    if not declares(frame, "kode_kegiatan"):
        return frame, marks
    frame = _shallow_to_parents(frame)
    for parent, child, pattern in _PARENTS:
        if child not in frame.text or not declares(frame, parent):
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
