"""Agencies and their names: one code with two names, one name under two codes, a code without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.ingest.findings import Mark, Severity

_NAMED = 4
# Row, code, name of each pair that the file holds.
Pair = tuple[int, str, str | None]


def name_rules(table: pa.Table) -> Iterator[Mark]:
    """What does not agree between codes and names of agencies: pointed out, the rows stay."""
    if not {"kode_skpd", "nama_skpd"} <= set(table.column_names):
        return
    pairs = table.group_by(["kode_skpd", "nama_skpd"]).aggregate([("baris", "min")])
    pairs = pairs.filter(pc.is_valid(pairs["kode_skpd"])).sort_by("baris_min")
    found: list[Pair] = list(
        zip(*(pairs[name].to_pylist() for name in ("baris_min", "kode_skpd", "nama_skpd")),
            strict=True)
    )  # fmt: skip
    named = [(row, code, name) for row, code, name in found if name]
    yield from _two_names(named)
    yield from _two_codes(named)
    yield from _no_name(found, {code for _, code, _ in named})


def _two_names(named: Iterable[tuple[int, str, str]]) -> Iterator[Mark]:
    names: dict[str, list[str]] = {}
    for _, code, name in named:
        names.setdefault(code, []).append(name)
    for code, spelled in names.items():
        if len(spelled) > 1:
            facts = {"nama": "; ".join(spelled[:_NAMED])}
            yield Mark("nama_berbeda", Severity.AWAS, "nama_skpd", value=code, facts=facts)


def _two_codes(named: Iterable[tuple[int, str, str]]) -> Iterator[Mark]:
    codes: dict[str, dict[str, str]] = {}
    for _, code, name in named:
        codes.setdefault(normalise_header(name), {}).setdefault(code, name)
    for given in codes.values():
        if len(given) > 1:
            facts = {"kode": "; ".join(list(given)[:_NAMED]), "jumlah": len(given)}
            name = next(iter(given.values()))
            yield Mark("kode_berbeda", Severity.AWAS, "kode_skpd", value=name, facts=facts)


def _no_name(found: Iterable[Pair], named: set[str]) -> Iterator[Mark]:
    """Codes without any name in a file that names others."""
    bare = list(dict.fromkeys(code for _, code, _ in found if code not in named))
    if bare and named:
        facts = {"jumlah": len(bare), "kode": "; ".join(bare[:_NAMED])}
        yield Mark("nama_kosong", Severity.CATATAN, "nama_skpd", facts=facts)
