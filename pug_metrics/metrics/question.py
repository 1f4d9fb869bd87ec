"""Turns a question into the parts that SQL needs: open years filled in, columns, filters."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import pyarrow as pa

from pug_metrics.errors import QuestionError
from pug_metrics.metrics.declaration import Basis, Grain
from pug_metrics.metrics.result import TANPA_KODE, TANPA_LOKASI, Slice
from pug_metrics.store.batch import BatchRecord
from pug_metrics.store.version import DataVersion


class Reader(Protocol):
    """What metrics need of a store: the store itself or a version of it that stands still."""

    @property
    def version(self) -> DataVersion: ...

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> pa.Table: ...

    def batches(self) -> tuple[BatchRecord, ...]: ...


COLUMNS: Mapping[Grain, str] = {
    Grain.DAERAH: "kode_daerah",
    Grain.OPD: "kode_skpd",
    Grain.URUSAN: "kode_urusan",
    Grain.BIDANG: "kode_bidang",
    Grain.PROGRAM: "kode_program",
    Grain.KEGIATAN: "kode_kegiatan",
    Grain.SUB_KEGIATAN: "kode_sub_kegiatan",
    Grain.REKENING: "kode_rekening",
    Grain.KECAMATAN: "kode_kecamatan",
    Grain.DESA: "kode_desa",
    Grain.TAHUN: "tahun",
    Grain.TAHAPAN: "tahapan",
    Grain.BULAN: "sampai_bulan",
    Grain.KATEGORI: "kategori_arg",
    Grain.SUMBER_DANA: "kode_sumber_dana",
}
PLACES = frozenset({Grain.KECAMATAN, Grain.DESA})
ARG = ("SPESIFIK", "KESETARAAN", "PELEMBAGAAN")
ANY_ARG = "ARG"
STAGES = ("RKPD", "KUA_PPAS", "MURNI", *(f"PERGESERAN_{n}" for n in range(1, 6)), "PERUBAHAN")
BEFORE = "MURNI"
FLAGS: Mapping[Basis, str] = {
    Basis.BELANJA_LANGSUNG: "langsung",
    Basis.BJ_BANSOS_MODAL: "bbm",
    Basis.TANPA_PENUNJANG: "tanpa_penunjang",
}
_DEPTH = ("opd", "urusan", "bidang", "program", "kegiatan", "sub_kegiatan")
_SETTLED = ("daerah", "tahun", "tahapan")


@dataclass(frozen=True, slots=True)
class Where:
    """A condition and the parameters that it names."""

    sql: str
    params: dict[str, object]


def settle(
    store: Reader, by: tuple[Grain, ...], at: Slice, table: str = "kubus",
    names: tuple[str, ...] = _SETTLED,
) -> Slice:  # fmt: skip
    """``at`` with open region, year and stage filled in where the data hold only one.

    Raises ``QuestionError`` ``pilih_daerah``, ``pilih_tahun`` or ``pilih_tahapan`` (facts: ``ada``)
    where there are several and the name is not a grain that was asked for.
    """
    for name in names:
        if getattr(at, name) is not None or Grain(name) in by:
            continue
        asked = where(at, tuple(Grain(other) for other in names))
        found = store.query(
            f"SELECT DISTINCT {COLUMNS[Grain(name)]} FROM {table} WHERE {asked.sql} ORDER BY 1",  # noqa: S608 - our columns
            asked.params,
        ).column(0).to_pylist()  # fmt: skip
        if len(found) > 1:
            raise QuestionError(f"pilih_{name}", ada=", ".join(str(value) for value in found))
        if found:
            at = replace(at, **{name: found[0]})
    return at


def where(at: Slice, only: Collection[Grain] | None = None) -> Where:
    """The filters of ``at`` as a condition; category and month are left to the shapes."""
    parts, params = ["true"], {}
    for name, value in at.filters().items():
        if name in ("kategori", "sampai_bulan") or (only is not None and name not in only):
            continue
        column = COLUMNS[Grain(name)]
        if value in (TANPA_KODE, TANPA_LOKASI):
            parts.append(f"{column} IS NULL")
            continue
        params[name] = value
        if name == "rekening":
            parts.append(f"({column} = $rekening OR starts_with({column}, $rekening || '.'))")
        else:
            parts.append(f"{column} = ${name}")
    return Where(" AND ".join(parts), params)


def category(at: Slice) -> str:
    """The filter on the ARG category as SQL over ``kategori_arg``.

    Raises ``QuestionError`` ``kategori_tidak_ada`` for a word that is no category.
    """
    known = (*ARG, "NETRAL", "BELUM_DINILAI")
    if at.kategori is None:
        return "true"
    if at.kategori == ANY_ARG:
        return f"kategori_arg IN {ARG}"
    if at.kategori not in known:
        raise QuestionError("kategori_tidak_ada", kategori=at.kategori, ada=", ".join(known))
    return f"kategori_arg = '{at.kategori}'"


def table_for(by: tuple[Grain, ...], at: Slice) -> str:
    """The smallest derived table that can answer: ``kubus``, ``baris`` or ``tempat``."""
    asked = {*by, *(Grain(name) for name in at.filters() if name != "sampai_bulan")}
    if asked & PLACES:
        return "tempat"
    return "baris" if Grain.REKENING in asked else "kubus"


def fineness(by: tuple[Grain, ...], at: Slice) -> str:
    """SQL that is true where a part of ``tempat`` is named as finely as it is asked about."""
    asked = {*by, *(Grain(name) for name in at.filters() if name != "sampai_bulan")}
    depth = max((i for i, name in enumerate(_DEPTH) if Grain(name) in asked), default=0)
    parts = [f"rinci_sub >= {depth}"] if depth else []
    parts += ["rinci_rekening"] if Grain.REKENING in asked else []
    parts += ["rinci_dana"] if Grain.SUMBER_DANA in asked else []
    return " AND ".join(parts) or "true"


def missing_code(grain: Grain) -> str:
    """The row of its own for what has no code: ``TANPA_LOKASI`` for places, else ``TANPA_KODE``."""
    return TANPA_LOKASI if grain in PLACES else TANPA_KODE
