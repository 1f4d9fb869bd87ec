"""Codes that contain each other: a village in its kecamatan, an activity in its field."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import Dataset
from pug_metrics.ingest.findings import Mark, Severity, marked
from pug_metrics.reference import places
from pug_metrics.tables.masks import some, sure

_ABOVE = r"^(.+)\.[^.]+$"
_KINDS = {1: ("provinsi",), 2: ("kabupaten", "kota"), 3: ("kecamatan",), 4: ("kelurahan", "desa")}
_FIELDS = (("kode_bidang", "kode_sub_bidang"), ("kode_sub_bidang", "kode_kegiatan"))


def lineage_rules(table: pa.Table, declared: Dataset, extra: frozenset[str]) -> Iterator[Mark]:
    """Parents that a code does not begin with or that do not exist; ``extra``: added places."""
    rows = table["baris"].combine_chunks()
    if declared.name == "wilayah":
        yield from _places(table, rows, extra)
    if declared.name == "apbdes":
        for above, below in _FIELDS:
            yield from _fields(table, above, below, rows)


def _places(table: pa.Table, rows: pa.Array, extra: frozenset[str]) -> Iterator[Mark]:
    codes = table["kode_wilayah"].combine_chunks()
    above = pc.if_else(
        pc.match_substring(codes, "."), pc.replace_substring_regex(codes, _ABOVE, r"\1"), None
    )
    given = table["kode_induk"].combine_chunks()
    differs = sure(pc.not_equal(given, above))
    yield from marked(
        "induk_wilayah_berbeda", Severity.GALAT, "kode_induk", differs, rows, given,
        semestinya=above,
    )  # fmt: skip
    known = extra | {code for code in codes.to_pylist() if code}
    lost = [
        code is not None and code not in known and places.find(code) is None
        for code in above.to_pylist()
    ]
    yield from marked(
        "induk_wilayah_tak_ada", Severity.GALAT, "kode_wilayah", pa.array(lost, pa.bool_()), rows,
        codes, induk=above,
    )  # fmt: skip
    yield from _levels(table, codes, rows)


def _levels(table: pa.Table, codes: pa.Array, rows: pa.Array) -> Iterator[Mark]:
    """A level that does not go with the length of the code."""
    kinds = table["jenis"].combine_chunks()
    wrong = [
        kind is not None and code is not None and kind not in _KINDS.get(code.count(".") + 1, ())
        for kind, code in zip(kinds.to_pylist(), codes.to_pylist(), strict=True)
    ]
    mask = pa.array(wrong, pa.bool_())
    if some(mask):
        yield from marked(
            "jenis_wilayah_berbeda", Severity.AWAS, "jenis", mask, rows, kinds, kode=codes
        )


def _fields(table: pa.Table, above: str, below: str, rows: pa.Array) -> Iterator[Mark]:
    """Codes of a village budget, where the lower one is written in full."""
    upper, lower = table[above].combine_chunks(), table[below].combine_chunks()
    beginning = pc.if_else(
        pc.match_substring(lower, "."), pc.replace_substring_regex(lower, _ABOVE, r"\1"), None
    )
    differs = sure(pc.not_equal(upper, beginning))
    yield from marked(
        "induk_berbeda", Severity.AWAS, above, differs, rows, upper, semestinya=beginning
    )
