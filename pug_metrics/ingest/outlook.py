"""What a report would mean for the store: whom it is about, what it meets, what a choice does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pyarrow.compute as pc

from pug_metrics.datasets import Dataset, dataset, datasets
from pug_metrics.datasets.declaration import normalise_header
from pug_metrics.ingest.difference import difference
from pug_metrics.ingest.report import Part, Report
from pug_metrics.store import BatchRecord, Store, lookup
from pug_metrics.store.batch import Mode


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows, agencies and rupiah that a choice would store."""

    rows: int
    agencies: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom the accepted rows are about: regions, years, stages, and how many agencies."""

    regions: tuple[str, ...]
    years: tuple[int, ...]
    stages: tuple[str, ...]
    agencies: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a stored batch still says: how many of its rows count, and which batch took the rest."""

    rows: int
    taken_by: int | None = None


def reach(report: Report) -> Reach:
    """Distinct regions, years, stages and agencies of the rows that would be stored."""
    rows = report.parts[0].rows
    found = {
        name: tuple(sorted(value for value in pc.unique(rows[name]).to_pylist() if value))
        for name in ("kode_daerah", "tahun", "tahapan")
        if name in rows.column_names
    }
    return Reach(
        found.get("kode_daerah", ()),
        found.get("tahun", ()),
        found.get("tahapan", ()),
        _agencies(report),
    )


def _agencies(report: Report) -> int:
    rows = report.parts[0].rows
    if "kode_skpd" not in rows.column_names:
        return 0
    return int(pc.count_distinct(rows["kode_skpd"]).as_py())


def recap_outcomes(report: Report) -> Mapping[str, Outcome]:
    """What would be stored without (``kecualikan``) and with (``sertakan``) the recapitulations.

    Rupiah of the recapitulation counts as the file writes it; its own rejected rows are not known
    before the choice is made.
    """
    out = [each for each in report.recaps if each.excluded]
    inside = [each for each in report.recaps if not each.excluded]
    now = report.sums.accepted or Decimal(0)
    agencies = _agencies(report)
    without = Outcome(
        report.diterima - sum(each.rows for each in inside),
        agencies - len(inside),
        now - sum((each.amount for each in inside), Decimal(0)),
    )
    along = Outcome(
        report.diterima + sum(each.rows for each in out),
        agencies + len(out),
        now + sum((each.amount for each in out), Decimal(0)),
    )
    return {"kecualikan": without, "sertakan": along}


def better_dataset(report: Report) -> str | None:
    """Another dataset whose needed columns all stand in the file, where the chosen one lacks some.

    The one with most columns in the file; None where the chosen one fits or none fits better.
    """
    headers = frozenset(normalise_header(each.header) for each in report.columns)
    if _fit(dataset(report.dataset), headers):
        return None
    fits = {name: _fit(declared, headers) for name, declared in datasets().items()}
    best = max(fits, key=lambda name: fits[name])
    return best if fits[best] else None


def _fit(declared: Dataset, headers: frozenset[str]) -> int:
    """How many columns of the dataset stand in the file; 0 where a needed one does not."""
    known = {column.name for column in declared.columns if headers.intersection(column.headers)}
    needed = {c.name for c in declared.columns if c.required and not c.asked and c.default is None}
    groups = all(known.intersection(group) for group in declared.one_of)
    return len(known) if needed <= known and groups else 0


def occupied(store: Store, report: Report) -> tuple[BatchRecord, ...]:
    """Batches that speak for a part of what the report would store and still have rows in force."""
    standing = standings(store)
    found = {
        record.id_unggahan: record
        for part in report.parts
        for record in store.occupied(part.dataset, part.scopes)
        if standing[record.id_unggahan].rows
    }
    return tuple(found[number] for number in sorted(found))


def by_month(report: Report) -> bool:
    """Whether rows of another month may stand beside those in force."""
    return "sampai_bulan" in dataset(report.dataset).key


def loaded(store: Store, report: Report) -> BatchRecord | None:
    """The batch in force that holds the same rows of the same bytes, untouched since."""
    part = report.parts[0]
    same: BatchRecord | None = None
    for record in store.occupied(part.dataset, part.scopes):
        if record.sha256 == report.sha256 and _holds(record, part):
            same = record
        elif same is not None and record.mode is not Mode.TAMBAH:
            same = None
    if same is None:
        return None
    # Other answers give other rows of the same bytes, and what a batch changed stands on batches
    # that may be undone since: then it no longer says it all.
    total = difference(store, report, shown=0).total
    return None if total.new.rows or total.changed_after.rows else same


def _holds(record: BatchRecord, part: Part) -> bool:
    """Whether a batch was made of as many rows for the same scopes."""
    changed = record.catatan.get("perubahan")
    if record.mode is Mode.PERUBAHAN and isinstance(changed, dict):
        return bool(changed.get("baris") == part.rows.num_rows)
    return record.diterima == part.rows.num_rows and set(record.scopes) == set(part.scopes)


def standings(store: Store) -> Mapping[int, Standing]:
    """What every batch that was not undone still says, by its number."""
    active = [record for record in store.batches() if record.dibatalkan is None]
    found: dict[int, Standing] = {}
    for name in {record.dataset for record in active} & set(datasets()):
        own = [record for record in active if record.dataset == name]
        hiding = any(record.mode is not Mode.TAMBAH for record in own[1:])
        kept = lookup.rows_in_force(store, name) if hiding else {}
        for place, record in enumerate(own):
            taker = _taker(record, own[place + 1 :])
            rows = record.diterima if taker is None else kept.get(record.id_unggahan, 0)
            whole = record.diterima - _buried(record)
            found[record.id_unggahan] = Standing(rows, taker if rows < whole else None)
    return found


def _buried(record: BatchRecord) -> int:
    """How many of the stored rows of a batch only say that a key is gone."""
    changed = record.catatan.get("perubahan")
    return int(changed.get("nisan", 0)) if isinstance(changed, dict) else 0


def _taker(record: BatchRecord, later: list[BatchRecord]) -> int | None:
    """The last later batch that could have taken rows of ``record``."""
    for other in reversed(later):
        if other.mode is not Mode.TAMBAH and any(
            mine.overlaps(theirs) for mine in record.scopes for theirs in other.scopes
        ):
            return other.id_unggahan
    return None
