"""Reads the dataset declarations: templates, headers, checks, tables and glossary follow them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from pug_metrics.errors import DeclarationError, QuestionError, nearest
from pug_metrics.language import Text

# The header under which an editable export carries the identity of each stored row.
IDENTITY = "id_baris"


class Kind(StrEnum):
    """Kind of a column: how its text is read and how it is stored."""

    TEKS = "teks"
    KODE = "kode"
    KODE_WILAYAH = "kode_wilayah"
    KODE_SUB_KEGIATAN = "kode_sub_kegiatan"
    KODE_REKENING = "kode_rekening"
    PILIHAN = "pilihan"
    TAHUN = "tahun"
    BULAN = "bulan"
    BULAT = "bulat"
    RUPIAH = "rupiah"
    BAGIAN = "bagian"
    PERSEN = "persen"
    DESIMAL = "desimal"
    TANGGAL = "tanggal"
    YA_TIDAK = "ya_tidak"


SQL_TYPES: Mapping[Kind, str] = {
    Kind.TEKS: "VARCHAR",
    Kind.KODE: "VARCHAR",
    Kind.KODE_WILAYAH: "VARCHAR",
    Kind.KODE_SUB_KEGIATAN: "VARCHAR",
    Kind.KODE_REKENING: "VARCHAR",
    Kind.PILIHAN: "VARCHAR",
    Kind.TAHUN: "INTEGER",
    Kind.BULAN: "INTEGER",
    Kind.BULAT: "BIGINT",
    Kind.RUPIAH: "DECIMAL(20,2)",
    Kind.BAGIAN: "DECIMAL(3,2)",
    Kind.PERSEN: "DECIMAL(7,4)",
    Kind.DESIMAL: "DECIMAL(20,4)",
    Kind.TANGGAL: "DATE",
    Kind.YA_TIDAK: "BOOLEAN",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column. ``headers`` are normalised (see ``normalise_header``)."""

    name: str
    kind: Kind
    label: Text
    meaning: Text
    headers: tuple[str, ...]
    required: bool
    asked: bool
    values: Mapping[str, str]
    default: str | None
    parents: tuple[str, ...]
    minimum: str | None
    maximum: str | None
    example: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The allowed values as stored, in order of declaration (empty where free)."""
        return tuple(dict.fromkeys(self.values.values()))


@dataclass(frozen=True, slots=True)
class WideRule:
    """What a file may spread over columns: ``measures``, one column each for a value of ``key``."""

    key: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One declared dataset.

    ``key``: columns whose values together name one row. ``key_full``: columns that must all be
    filled before a repeated key is an error (the source row itself is a line otherwise).
    ``scope``: the columns of the batch scope. ``measure``: the column whose sum is reported.
    ``one_of``: groups of columns of which at least one must be filled in each row.
    ``hints``: helper headers that are read but not stored (name -> normalised headers).
    ``wide``: what a file may hold in one column a year or month, or None.
    """

    name: str
    title: Text
    meaning: Text
    sensitive: bool
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    key_full: tuple[str, ...]
    scope: tuple[str, ...]
    measure: str | None
    one_of: tuple[tuple[str, ...], ...]
    hints: Mapping[str, tuple[str, ...]]
    source: Text
    wide: WideRule | None = None

    def column(self, name: str) -> Column:
        """The column called ``name``; raises ``DeclarationError`` when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise DeclarationError("kolom_tidak_ada", dataset=self.name, kolom=name)


def normalise_header(text: str) -> str:
    """Lower case, letters and digits only, single blanks: how headers are compared."""
    return " ".join(re.sub(r"[^a-z0-9%]+", " ", text.lower()).split())


def _text(entry: Mapping[str, str], where: str) -> Text:
    if not entry.get("id") or not entry.get("en"):
        raise DeclarationError("deklarasi_kata", di=where)
    return Text(entry["id"], entry["en"])


def _values(entry: Mapping[str, Any]) -> dict[str, str]:
    values = {normalise_header(value): value for value in entry.get("nilai", [])}
    for spelling, value in entry.get("ejaan", {}).items():
        values[normalise_header(spelling)] = value
    return values


def _column(entry: Mapping[str, Any], where: str) -> Column:
    name = entry["nama"]
    label = _text(entry["label"], f"{where}.{name}.label")
    headers = [name, label.id, label.en, *entry.get("tajuk", [])]
    return Column(
        name=name,
        kind=Kind(entry["jenis"]),
        label=label,
        meaning=_text(entry["arti"], f"{where}.{name}.arti"),
        headers=tuple(dict.fromkeys(normalise_header(header) for header in headers)),
        required=entry.get("wajib", False),
        asked=entry.get("tanya", False),
        values=_values(entry),
        default=entry.get("baku"),
        parents=tuple(entry.get("turunan_dari", [])),
        minimum=entry.get("minimum"),
        maximum=entry.get("maksimum"),
        example=str(entry.get("contoh", "")),
    )


def _read(path: Path) -> Dataset:
    entry = tomllib.loads(path.read_text("utf-8"))
    where = path.name
    columns = tuple(_column(column, where) for column in entry["kolom"])
    names = [column.name for column in columns]
    for group in ("kunci", "kunci_penuh", "cakupan"):
        for name in entry.get(group, []):
            if name not in names:
                raise DeclarationError(
                    "deklarasi_kolom", berkas=where, kolom=name, mungkin=nearest(name, names)
                )
    return Dataset(
        name=path.stem,
        title=_text(entry["judul"], where),
        meaning=_text(entry["arti"], where),
        sensitive=entry.get("sensitif", False),
        columns=columns,
        key=tuple(entry["kunci"]),
        key_full=tuple(entry.get("kunci_penuh", entry["kunci"])),
        scope=tuple(entry["cakupan"]),
        measure=entry.get("ukuran"),
        one_of=tuple(tuple(group) for group in entry.get("salah_satu", [])),
        hints={
            name: tuple(normalise_header(header) for header in headers)
            for name, headers in entry.get("petunjuk", {}).items()
        }
        | {IDENTITY: (normalise_header(IDENTITY),)},
        source=_text(entry["sumber"], where),
        wide=_wide(entry.get("melebar"), names, where),
    )


def _wide(entry: Mapping[str, Any] | None, names: list[str], where: str) -> WideRule | None:
    if entry is None:
        return None
    for name in (entry["kunci"], *entry["ukuran"]):
        if name not in names:
            raise DeclarationError(
                "deklarasi_kolom", berkas=where, kolom=name, mungkin=nearest(name, names)
            )
    return WideRule(entry["kunci"], tuple(entry["ukuran"]))


@cache
def datasets() -> dict[str, Dataset]:
    """Every declared dataset by name, in the order planners meet them."""
    found = {path.stem: _read(path) for path in sorted(Path(__file__).parent.glob("*.toml"))}
    order = ("anggaran", "tag_arg", "dokumen", "isian_dokumen", "realisasi", "lokasi", "sasaran",
             "opd", "peta_opd", "padanan_kode", "penduduk", "prasyarat", "jabatan", "kelembagaan",
             "data_terpilah", "tautan_isu", "target_metrik", "dana_desa")  # fmt: skip
    return {name: found[name] for name in sorted(found, key=lambda n: (*order, n).index(n))}


def dataset(name: str) -> Dataset:
    """The dataset called ``name``; raises ``QuestionError`` with the nearest name."""
    known = datasets()
    if name not in known:
        raise QuestionError("dataset_tidak_ada", dataset=name, mungkin=nearest(name, known))
    return known[name]
