"""What undoing a batch would mean: rows that leave, rows that come back, sums before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from pug_metrics.errors import StoreError
from pug_metrics.ingest.changes import Tally
from pug_metrics.store import BatchRecord, Mode, Reading, Scope, Store, lookup

_SCOPE = tuple(each.name for each in fields(Scope))
_ByBatch = Mapping[tuple[int, Scope], Tally]


@dataclass(frozen=True, slots=True)
class ScopeMove:
    """Rows in force of one scope before and after; ``name``: its agency, where it is known."""

    scope: Scope
    name: str
    before: Tally
    after: Tally


@dataclass(frozen=True, slots=True)
class Preview:
    """What undoing ``record`` would do to its dataset.

    ``leaving``: its own rows in force; ``returning``: earlier batches whose rows it hides, with
    those rows. ``scopes``: only those that move; ``before`` and ``after`` are their sums.
    ``later``: batches after it that stay and speak for a part of its scopes. ``beside``: batches of
    the same file in other datasets, which stay unless they are undone too.
    """

    record: BatchRecord
    leaving: Tally
    returning: tuple[tuple[BatchRecord, Tally], ...]
    scopes: tuple[ScopeMove, ...]
    before: Tally
    after: Tally
    later: tuple[BatchRecord, ...]
    beside: tuple[BatchRecord, ...]

    @property
    def nothing(self) -> bool:
        """Whether no figure moves: later batches have taken the place of all its rows."""
        return not self.scopes

    def slices(self) -> tuple[tuple[str, int, str], ...]:
        """Region, year and stage (0 and empty where the dataset has none) that move."""
        found = {(s.scope.kode_daerah, s.scope.tahun, s.scope.tahapan) for s in self.scopes}
        return tuple(sorted(found))


def undo_preview(store: Store, number: int) -> Preview:
    """What ``store.undo(number)`` would change, computed on the rows as if it were done.

    Raises ``StoreError``: ``unggahan_tidak_ada``, ``sudah_dibatalkan``.
    """
    record = _batch(store, number)
    with store.frozen() as now, store.without(number, derived=False) as then:
        before = _sums(now, record.dataset)
        after = _sums(then, record.dataset)
        moves = _moves(before, after, lookup.agency_names(now))
    batches = {each.id_unggahan: each for each in store.batches()}
    back = [
        (batches[other], _total(after, other) - _total(before, other))
        for other in sorted({batch for batch, _ in after})
        if other != number
    ]
    return Preview(
        record,
        _total(before, number),
        tuple((each, tally) for each, tally in back if tally.rows),
        moves,
        sum((each.before for each in moves), Tally()),
        sum((each.after for each in moves), Tally()),
        _later(store, record),
        _beside(store, record),
    )


def _batch(store: Store, number: int) -> BatchRecord:
    record = next((each for each in store.batches() if each.id_unggahan == number), None)
    if record is None:
        raise StoreError("unggahan_tidak_ada", id_unggahan=number)
    if record.dibatalkan is not None:
        raise StoreError("sudah_dibatalkan", id_unggahan=number, berkas=record.berkas)
    return record


def _sums(reading: Reading, name: str) -> _ByBatch:
    return {
        (row["id_unggahan"], _scope(row)): Tally(row["baris"], row["jumlah"])
        for row in lookup.scope_sums(reading, name).to_pylist()
    }


def _scope(row: Mapping[str, object]) -> Scope:
    return Scope(**{name: row[name] for name in _SCOPE if row.get(name) is not None})  # type: ignore[arg-type]


def _total(sums: _ByBatch, number: int) -> Tally:
    return sum((tally for (batch, _), tally in sums.items() if batch == number), Tally())


def _moves(
    before: _ByBatch, after: _ByBatch, names: Mapping[tuple[str, str], str]
) -> tuple[ScopeMove, ...]:
    moving = {key[1] for key in {*before, *after} if before.get(key) != after.get(key)}
    return tuple(
        ScopeMove(
            scope,
            names.get((scope.kode_daerah, scope.kode_skpd), ""),
            _in_scope(before, scope),
            _in_scope(after, scope),
        )
        for scope in sorted(moving)
    )


def _in_scope(sums: _ByBatch, scope: Scope) -> Tally:
    return sum((tally for (_, other), tally in sums.items() if other == scope), Tally())


def _later(store: Store, record: BatchRecord) -> tuple[BatchRecord, ...]:
    return tuple(
        each
        for each in store.occupied(record.dataset, record.scopes)
        if each.id_unggahan > record.id_unggahan and each.mode is not Mode.TAMBAH
    )


def _beside(store: Store, record: BatchRecord) -> tuple[BatchRecord, ...]:
    """Stored with it from one file: next numbers, same bytes, another dataset."""
    return tuple(
        each
        for each in store.batches()
        if each.sha256 == record.sha256
        and each.dataset != record.dataset
        and each.dibatalkan is None
        and abs(each.id_unggahan - record.id_unggahan) == 1
    )
