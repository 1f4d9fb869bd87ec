"""The budget lines behind a figure, with the file and row that each came from."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pyarrow as pa

from pug_metrics.errors import QuestionError
from pug_metrics.metrics.declaration import Grain
from pug_metrics.metrics.question import PLACES, Reader, category, settle, where
from pug_metrics.metrics.result import Slice

COLUMNS = (
    "tahapan", "kode_skpd", "nama_skpd", "kode_sub_unit", "kode_sub_kegiatan", "nama_sub_kegiatan",
    "kode_rekening", "nama_rekening", "kode_sumber_dana", "uraian", "pagu", "kategori_arg",
    "bobot_arg", "klaim", "sah", "belum", "ada_gap", "ada_gbs", "ada_kak", "kode_kecamatan",
    "kode_desa", "berkas", "baris", "id_unggahan",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """Which lines of a slice a figure counts: a condition of ours over its lines.

    ``placed``: the condition is about the parts of lines in places. ``stages``: a condition that
    takes the place of the stage of the slice, where a figure sets two stages against each other.
    """

    condition: str
    placed: bool = False
    stages: str = ""


ALL = Counted("true")


def lines(
    store: Reader, at: Slice, *, counted: Counted = ALL, limit: int = 100, offset: int = 0
) -> pa.Table:
    """Lines of the slice (columns ``COLUMNS``), the largest ceiling first.

    ``counted``: only those, see ``metrics.counted``. With a place in ``at`` a row is the part of
    the line in that place. Raises ``QuestionError`` like a metric, and ``halaman_tidak_ada`` for a
    page that cannot be.
    """
    if limit < 1 or offset < 0:
        raise QuestionError("halaman_tidak_ada", mulai=offset, banyak=limit)
    at = _settled(store, at, counted)
    table, condition, params = _source(at, counted)
    page = (
        f"SELECT * FROM {table} WHERE {condition} "  # noqa: S608 - our columns
        "ORDER BY pagu DESC, id_baris LIMIT $banyak OFFSET $mulai"
    )
    found = store.query(
        f"SELECT {_selected(table)} FROM ({page}) AS b {_joins()} "  # noqa: S608 - our columns
        "ORDER BY b.pagu DESC, b.id_baris",
        params | {"banyak": limit, "mulai": offset},
    )
    names = {batch.id_unggahan: batch.berkas for batch in store.batches()}
    files = [names.get(number, "") for number in found.column("id_unggahan").to_pylist()]
    return found.append_column("berkas", pa.array(files, pa.string())).select(COLUMNS)


def line_count(store: Reader, at: Slice, *, counted: Counted = ALL) -> int:
    """How many rows ``lines`` has in all."""
    at = _settled(store, at, counted)
    table, condition, params = _source(at, counted)
    found = store.query(f"SELECT count(*) AS n FROM {table} WHERE {condition}", params)  # noqa: S608 - our columns
    return int(found.column("n")[0].as_py())


def _settled(store: Reader, at: Slice, counted: Counted) -> Slice:
    if counted.stages:
        return settle(store, (), replace(at, tahapan=None), names=("daerah", "tahun"))
    return settle(store, (), at)


def _source(at: Slice, counted: Counted) -> tuple[str, str, dict[str, object]]:
    asked = where(at)
    placed = counted.placed or any(
        Grain(name) in PLACES for name in at.filters() if name != "sampai_bulan"
    )
    condition = f"{asked.sql} AND {category(at)} AND ({counted.condition})"
    condition += f" AND {counted.stages}" if counted.stages else ""
    return ("tempat" if placed else "baris"), condition, asked.params


def _selected(table: str) -> str:
    placed = table == "tempat"
    own = [
        name for name in COLUMNS
        if not name.startswith("nama_") and name not in ("berkas", "kode_kecamatan", "kode_desa")
    ]  # fmt: skip
    places = [
        f"b.{name}" if placed else f"NULL::VARCHAR AS {name}"
        for name in ("kode_kecamatan", "kode_desa")
    ]
    names = ["o.nama AS nama_skpd", "s.nama AS nama_sub_kegiatan", "r.nama AS nama_rekening"]
    return ", ".join([*(f"b.{name}" for name in own), *places, *names])


def _joins() -> str:
    pairs = (
        ("o", "opd", "kode_skpd"),
        ("s", "sub_kegiatan", "kode_sub_kegiatan"),
        ("r", "rekening", "kode_rekening"),
    )
    return " ".join(
        f"LEFT JOIN nama AS {alias} ON {alias}.butir = '{grain}' "
        f"AND {alias}.kode_daerah = b.kode_daerah AND {alias}.kode = b.{column}"
        for alias, grain, column in pairs
    )
