"""Checks of the data (*uji waras*): questions whose answer should be no row, declared like metrics.

A check in one of the modules ``checks_*`` appears by itself on the page Mutu data, in the command
``check``, in the glossary page and in exports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

import pyarrow as pa
import pyarrow.compute as pc

from pug_metrics.datasets import datasets
from pug_metrics.language import Text, has, say
from pug_metrics.language.numbers import count, decimal, month, rupiah_full
from pug_metrics.metrics.declaration import still
from pug_metrics.metrics.question import Reader
from pug_metrics.metrics.result import MONEY, Slice

# What every row of a check says: where it belongs, the rupiah concerned, its file and row.
COLUMNS = pa.schema(
    [
        ("kode_daerah", pa.string()),
        ("tahun", pa.int32()),
        ("tahapan", pa.string()),
        ("kode_skpd", pa.string()),
        ("rupiah", MONEY),
        ("id_unggahan", pa.int64()),
        ("baris", pa.int32()),
    ]
)


class Severity(StrEnum):
    """``SALAH``: cannot be right as it stands. ``PERIKSA``: may be right, somebody must look."""

    SALAH = "salah"
    PERIKSA = "periksa"


class Owner(StrEnum):
    """Who can mend it: the agency of the row, or Bappeda for the region."""

    OPD = "opd"
    BAPPEDA = "bappeda"


@dataclass(frozen=True, slots=True)
class Check:
    """A declared check.

    ``found`` is the sentence of one row: its places are columns of the row, ``opd`` the name of the
    agency. ``dataset``: where the row stands. ``page``: the stem of the page that mends it;
    ``history``: what mends it is there in the history of uploads.
    """

    name: str
    title: Text
    meaning: Text
    found: Text
    cure: Text
    severity: Severity
    owner: Owner
    dataset: str
    page: str
    history: bool
    function: Callable[[Reader], pa.Table]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found: ``rows`` has the columns of ``COLUMNS`` and those of its sentence.

    ``names``: agency and region codes in words; ``files``: batch number to file name.
    """

    check: Check
    rows: pa.Table
    names: Mapping[str, str]
    files: Mapping[int, str]

    @property
    def number(self) -> int:
        """How many rows it found."""
        return int(self.rows.num_rows)

    @property
    def rupiah(self) -> Decimal | None:
        """The rupiah concerned together; ``None`` where no row is about money."""
        return pc.sum(self.rows["rupiah"]).as_py()  # type: ignore[no-any-return]

    def listed(self, most: int | None = None) -> list[dict[str, object]]:
        """The rows, the most rupiah first: ``COLUMNS``, ``berkas``, ``opd`` and ``apa`` (words)."""
        order = [("rupiah", "descending"), ("id_unggahan", "ascending"), ("baris", "ascending")]
        rows = self.rows.sort_by(order).slice(0, most).to_pylist()
        return [self._told(row) for row in rows]

    def _told(self, row: dict[str, object]) -> dict[str, object]:
        code = row["kode_skpd"]
        named = row | {"opd": self.names.get(str(code), str(code or ""))}
        facts = {name: _said(name, value) for name, value in named.items()}
        kept = {name: row[name] for name in COLUMNS.names}
        return kept | {
            "opd": named["opd"],
            "berkas": self.files.get(row["id_unggahan"], ""),  # type: ignore[call-overload]
            "apa": str(self.check.found).format(**facts),
        }


def _said(name: str, value: object) -> str:
    if isinstance(value, str):
        return _word(name, value)
    if value is None:
        return ""
    if name in {"tahun", "baris", "id_unggahan"}:
        return str(value)
    return _number(name, value)


def _word(name: str, value: str) -> str:
    if name == "data":
        return str(datasets()[value].title)
    return say(f"tahapan_{value}") if has(f"tahapan_{value}") else value


def _number(name: str, value: object) -> str:
    if name == "sampai_bulan" and isinstance(value, int):
        return month(value)
    if isinstance(value, Decimal):
        return rupiah_full(value)
    return count(value) if isinstance(value, int) else decimal(float(str(value)), 2)


_registry: dict[str, Check] = {}


def check(  # noqa: PLR0913 - a declaration names its facts
    *,
    title: Text,
    meaning: Text,
    found: Text,
    cure: Text,
    severity: Severity,
    owner: Owner,
    dataset: str,
    page: str = "unggah",
    history: bool = False,
) -> Callable[[Callable[[Reader], pa.Table]], Callable[[Reader], pa.Table]]:
    """Declare the function below, ``f(store) -> rows that should not be``, under its own name."""

    def declare(function: Callable[[Reader], pa.Table]) -> Callable[[Reader], pa.Table]:
        name = function.__name__
        _registry[name] = Check(
            name, title, meaning, found, cure, severity, owner, dataset, page, history, function
        )
        return function

    return declare


def all_checks() -> dict[str, Check]:
    """Every declared check by name, in the order of declaration."""
    from pug_metrics.metrics import (  # noqa: F401 - importing them registers them
        checks_agencies,
        checks_files,
        checks_lines,
        checks_money,
        checks_places,
        checks_tags,
    )

    return dict(_registry)


def run_checks(store: Reader, at: Slice | None = None) -> tuple[Outcome, ...]:
    """Every check on one version of the data, those that found nothing included.

    ``at``: see ``within``.
    """
    with still(store) as reader:
        names, files = _names(reader), {each.id_unggahan: each.berkas for each in reader.batches()}
        found = tuple(
            Outcome(each, _shaped(each.function(reader)), names, files)
            for each in all_checks().values()
        )
    return within(found, at or Slice())


def within(outcomes: Iterable[Outcome], at: Slice) -> tuple[Outcome, ...]:
    """The same outcomes with the rows of a region, year, stage and agency only.

    A row without a region, year or stage belongs to all of them; one without an agency to none.
    Other filters are not looked at.
    """
    return tuple(replace(each, rows=_within(each.rows, at)) for each in outcomes)


def listing(outcomes: Iterable[Outcome]) -> pa.Table:
    """Every row that was found, for a file: check, severity, owner, dataset, place, words, file."""
    rows = [
        {
            "uji": each.check.name,
            "judul": str(each.check.title),
            "berat": str(each.check.severity),
            "pemilik": str(each.check.owner),
            "dataset": each.check.dataset,
            **row,
            "perbaikan": str(each.check.cure),
        }
        for each in outcomes
        for row in each.listed()
    ]
    return pa.Table.from_pylist(rows)


def _names(store: Reader) -> dict[str, str]:
    rows = store.query("SELECT kode, nama FROM nama WHERE butir IN ('opd', 'daerah')").to_pylist()
    return {row["kode"]: row["nama"] for row in rows}


def _shaped(rows: pa.Table) -> pa.Table:
    """``rows`` with all of ``COLUMNS`` in their types, nulls where a check has no such column."""
    for field in COLUMNS:
        if field.name not in rows.column_names:
            rows = rows.append_column(field, pa.nulls(rows.num_rows, field.type))
            continue
        at = rows.column_names.index(field.name)
        rows = rows.set_column(at, field, rows[field.name].cast(field.type))
    return rows


def _within(rows: pa.Table, at: Slice) -> pa.Table:
    wanted = {"kode_daerah": at.daerah, "tahun": at.tahun, "tahapan": at.tahapan}
    for name, value in wanted.items():
        if value is not None:
            rows = rows.filter(pc.or_kleene(pc.equal(rows[name], value), pc.is_null(rows[name])))
    return rows if at.opd is None else rows.filter(pc.equal(rows["kode_skpd"], at.opd))
