"""Budget lines that a scenario touches, before and after; what a step can be about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pug_metrics.metrics.declaration import Grain, still
from pug_metrics.metrics.names import labels
from pug_metrics.metrics.question import Reader, where
from pug_metrics.metrics.result import MONEY, Slice
from pug_metrics.metrics.scenario import Scenario
from pug_metrics.metrics.scenario_outlook import Supposable, applied
from pug_metrics.metrics.scenario_rows import changed

MIXED = "BERAGAM"
_CODES = ("kode_skpd", "kode_sub_kegiatan", "kode_rekening", "kode_sumber_dana", "kode_sub_unit")
_KEY = (*_CODES, "uraian", "id_unggahan", "baris")
_SIDE = (
    ("pagu", MONEY), ("kategori_arg", pa.string()), ("bobot_arg", pa.decimal128(3, 2)),
    ("lengkap", pa.bool_()), ("klaim", MONEY), ("sah", MONEY),
)  # fmt: skip
LINES = pa.schema(
    [*((name, pa.string()) for name in (
        "kode_skpd", "nama_skpd", "kode_sub_kegiatan", "nama_sub_kegiatan", "kode_rekening",
        "kode_sumber_dana", "kode_sub_unit", "uraian",
    )),
     *((f"{name}_{end}", kind) for name, kind in _SIDE for end in ("sebelum", "sesudah")),
     ("id_unggahan", pa.int64()), ("baris", pa.int32())]
)  # fmt: skip
_COMPLETE = "(ada_gap AND ada_gbs AND ada_kak)"


@dataclass(frozen=True, slots=True)
class Choice:
    """A sub-activity of an agency that a step can be about, with what it holds now.

    ``kategori``: ``BERAGAM`` where its lines differ. ``lengkap``: all its lines have GAP, GBS and
    KAK approved. ``rekening``: the accounts of its lines.
    """

    opd: str
    nama_opd: str
    sub_kegiatan: str
    nama: str
    pagu: Decimal
    klaim: Decimal
    kategori: str
    lengkap: bool
    rekening: tuple[str, ...]


def choices(store: Reader, at: Slice) -> tuple[Choice, ...]:
    """Every sub-activity of every agency of the slice, in the order of their codes."""
    asked = where(at)
    with still(store) as reader:
        rows = reader.query(
            "SELECT kode_skpd, kode_sub_kegiatan, sum(pagu) AS pagu, sum(klaim) AS klaim, "  # noqa: S608 - our columns
            "min(kategori_arg) AS awal, max(kategori_arg) AS akhir, "
            f"bool_and({_COMPLETE}) AS lengkap, "
            "list_sort(list(DISTINCT kode_rekening)) AS rekening "
            f"FROM baris WHERE {asked.sql} AND kode_sub_kegiatan IS NOT NULL "
            "GROUP BY kode_skpd, kode_sub_kegiatan ORDER BY kode_skpd, kode_sub_kegiatan",
            asked.params,
        ).to_pylist()
        named = _names(reader, at, rows)
    return tuple(
        Choice(
            row["kode_skpd"], named[row["kode_skpd"]],
            row["kode_sub_kegiatan"], named[row["kode_sub_kegiatan"]], row["pagu"], row["klaim"],
            row["awal"] if row["awal"] == row["akhir"] else MIXED, row["lengkap"],
            tuple(code for code in row["rekening"] if code),
        )
        for row in rows
    )  # fmt: skip


def _names(reader: Reader, at: Slice, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for grain, column in ((Grain.OPD, "kode_skpd"), (Grain.SUB_KEGIATAN, "kode_sub_kegiatan")):
        keys = {(str(row[column]),) for row in rows}
        found |= {key[0]: label[0] for key, label in labels(reader, (grain,), at, keys).items()}
    return found


def lines_before_after(store: Supposable, at: Slice, scenario: Scenario) -> pa.Table:
    """Every budget line that a step names (columns ``LINES``), in the order of its codes.

    ``klaim`` and ``sah`` are the claimed and the documented part. Raises as ``applied`` does.
    """
    with still(store) as reader:
        subs = changed(reader, at, scenario).touched
        before = _lines(reader, at, subs)
        with applied(reader, at, scenario) as copy:
            after = _lines(copy, at, subs)
        named = _names(reader, at, list(before.values()))
    made = [_both(row, after[key], named) for key, row in before.items()]
    return pa.Table.from_pylist(made, schema=LINES)


def _lines(
    reader: Reader, at: Slice, subs: Sequence[tuple[str, str]]
) -> dict[tuple[Any, ...], dict[str, Any]]:
    asked = where(at)
    rows = reader.query(
        f"SELECT {', '.join(_KEY)}, pagu, kategori_arg, bobot_arg, klaim, sah, "  # noqa: S608 - our columns
        f"{_COMPLETE} AS lengkap FROM baris WHERE {asked.sql} AND "
        "list_contains($sub, kode_skpd || '|' || kode_sub_kegiatan) ORDER BY id_baris",
        asked.params | {"sub": [f"{agency}|{code}" for agency, code in subs]},
    ).to_pylist()
    return {tuple(row[name] for name in _KEY): row for row in rows}


def _both(
    before: Mapping[str, Any], after: Mapping[str, Any], named: Mapping[str, str]
) -> dict[str, Any]:  # fmt: skip
    own = {name: before[name] for name in _KEY}
    own["nama_skpd"] = named[before["kode_skpd"]]
    own["nama_sub_kegiatan"] = named[before["kode_sub_kegiatan"]]
    for name, _ in _SIDE:
        own[f"{name}_sebelum"], own[f"{name}_sesudah"] = before[name], after[name]
    return own
