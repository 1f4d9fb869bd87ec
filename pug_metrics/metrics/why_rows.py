"""The budget lines of two ends as pairs of one identity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

import pyarrow as pa

from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.question import FLAGS, PLACES, Reader, category, where
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.why_codes import agency_steps, sub_activity_steps


class Identity(NamedTuple):
    """What makes two lines of different ends the same line; empty text where a code is missing."""

    kode_skpd: str
    kode_sub_unit: str
    kode_sub_kegiatan: str
    kode_rekening: str
    kode_sumber_dana: str


class Bench(Protocol):
    """A place to ask questions of tables that were laid on it."""

    def query(self, sql: str) -> pa.Table: ...


class Standing(Reader, Protocol):
    """A version of the data that stands still, joins tables and keeps the last few joins."""

    def workbench(self, tables: Mapping[str, pa.Table]) -> AbstractContextManager[Bench]: ...

    def kept(self, key: tuple[object, ...], make: Callable[[], pa.Table]) -> pa.Table: ...


HELD = ("pagu", "klaim", "sah", "bertanda", "bobot", "lengkap", "rentang")
_KEYS = ", ".join(Identity._fields)
_ENDS = ("dulu", "kini")
_JOINED = (
    f"SELECT {_KEYS}, "  # noqa: S608 - our columns
    + ", ".join(f"{end}.{name} AS {name}_{end}" for end in _ENDS for name in HELD)
    + f" FROM dulu FULL JOIN kini USING ({_KEYS})"
)
# Where agencies or codes were merged their tags can differ: then there is no one weight.
_RENAMED = """
SELECT coalesce(g.skpd_baru, d.kode_skpd) AS kode_skpd, d.kode_sub_unit,
    coalesce(g.sub_baru, d.kode_sub_kegiatan) AS kode_sub_kegiatan, d.kode_rekening,
    d.kode_sumber_dana, sum(pagu)::DECIMAL(20, 2) AS pagu,
    sum(klaim)::DECIMAL(20, 2) AS klaim, sum(sah)::DECIMAL(20, 2) AS sah,
    bool_or(bertanda) AS bertanda,
    CASE WHEN count(bobot) = count(*) AND min(bobot) = max(bobot) THEN min(bobot) END AS bobot,
    bool_and(lengkap) AS lengkap, flatten(list(rentang)) AS rentang
FROM dulu AS d LEFT JOIN ganti AS g USING (kode_skpd, kode_sub_kegiatan)
GROUP BY ALL
"""


def pairs(
    before: Standing, after: Standing, at: tuple[Slice, Slice], basis: Basis | None
) -> pa.Table:
    """Every identity of the two slices, under its code of the later end, with what each holds.

    Columns: those of ``Identity`` and ``HELD``, once ``_dulu`` and once ``_kini``, null where that
    end lacks it. ``pagu``, ``klaim``, ``sah``: rupiah of all its lines; ``bobot``: 0 to 1, null
    where they are untagged or their weights differ; ``lengkap``: all documents of all lines;
    ``rentang``: the first and last ``id_baris`` of each code. Only lines of ``basis`` count.
    Former codes are read from ``after``, which keeps the last few pairings.
    """
    # A version as it would be without a batch has the number of the version that it is made from.
    counted = frozenset(b.id_unggahan for b in before.batches() if b.dibatalkan is None)
    key = (before.version, counted, at, basis)
    return after.kept(key, lambda: _paired(before, after, at, basis))


def _paired(
    before: Standing, after: Standing, at: tuple[Slice, Slice], basis: Basis | None
) -> pa.Table:
    ends = {
        "dulu": _lines(before, at[0], basis),
        "kini": _lines(after, at[1], basis),
    }
    codes = _codes(ends, after, at)
    if codes is not None:
        with after.workbench({"dulu": ends["dulu"], "ganti": codes}) as bench:
            ends["dulu"] = bench.query(_RENAMED)
    with after.workbench(ends) as bench:
        return _narrow(bench.query(_JOINED))


def _narrow(found: pa.Table) -> pa.Table:
    """The same with each code written once: what is kept takes a third less memory."""
    for at, name in enumerate(Identity._fields):
        found = found.set_column(at, name, found[name].dictionary_encode())
    return found


def _lines(reader: Reader, at: Slice, basis: Basis | None) -> pa.Table:
    """Lines of a slice by identity. A category that is asked about decides what counts as ARG."""
    asked, counted = where(at), category(at)
    inside = FLAGS.get(basis, "true") if basis else "true"
    placed = any(Grain(name) in PLACES for name in at.filters() if name != "sampai_bulan")
    keys = ", ".join(f"coalesce({name}, '') AS {name}" for name in Identity._fields)
    return reader.query(
        f"SELECT {keys}, sum(pagu)::DECIMAL(20, 2) AS pagu, "  # noqa: S608 - our columns
        f"coalesce(sum(klaim) FILTER ({counted}), 0)::DECIMAL(20, 2) AS klaim, "
        f"coalesce(sum(sah) FILTER ({counted}), 0)::DECIMAL(20, 2) AS sah, "
        f"max(bobot_arg) FILTER ({counted}) AS bobot, bobot IS NOT NULL "
        "AS bertanda, coalesce(bool_and(ada_gap AND ada_gbs AND ada_kak), false) AS lengkap, "
        "[{'awal': min(id_baris), 'akhir': max(id_baris)}] AS rentang "
        f"FROM {'tempat' if placed else 'baris'} WHERE {asked.sql} AND {inside} GROUP BY ALL",
        asked.params,
    )


def _codes(
    ends: Mapping[str, pa.Table], reader: Reader, at: tuple[Slice, Slice]
) -> pa.Table | None:
    """What agency and sub-activity of the earlier end are called in the later; None: all alike."""
    region, years = str(at[1].daerah), (int(at[0].tahun or 0), int(at[1].tahun or 0))
    agencies, matches = agency_steps(reader, region), sub_activity_steps(reader, region)
    if not agencies.by_year and not matches.by_year:
        return None
    present: dict[str, set[str]] = {}
    for agency, sub in _work(ends["kini"]):
        present.setdefault(agency, set()).add(sub)
    made = []
    for code, sub in _work(ends["dulu"]):
        agency = agencies.became(code, *years, present)
        found = matches.became(sub, *years, present.get(agency, ()))
        made.append((code, sub, agency, found))
    names = ("kode_skpd", "kode_sub_kegiatan", "skpd_baru", "sub_baru")
    columns = zip(*made, strict=True) if made else [()] * len(names)
    return pa.table([pa.array(column, pa.string()) for column in columns], names=list(names))


def _work(end: pa.Table) -> list[tuple[str, str]]:
    """Agency and sub-activity, each pair once."""
    keys = ["kode_skpd", "kode_sub_kegiatan"]
    found = end.group_by(keys).aggregate([])
    return list(zip(*(found[name].to_pylist() for name in keys), strict=True))
