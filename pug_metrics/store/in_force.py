"""What is in force: ``berlaku_<dataset>``, one row a stored row that no later batch hides.

Batches count in commit order, undone ones not at all. A ``ganti`` batch hides older rows in its
scopes, a ``perubahan`` batch hides older rows with the same key (null equals null); tombstones
are never shown themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING

from pug_metrics.datasets import Dataset, datasets
from pug_metrics.store.batch import BatchRecord, Mode, Scope

if TYPE_CHECKING:
    import duckdb

_SCOPE_COLUMNS = tuple(field.name for field in fields(Scope))


def build(cursor: duckdb.DuckDBPyConnection, schema: str, batches: Iterable[BatchRecord]) -> None:
    """Create ``berlaku_<dataset>`` for every dataset in the in-memory ``schema``.

    A plain view where nothing can be hidden; a table where rows must be compared with later ones.
    The numbers of the batches are written into the view, so what it shows never changes.
    """
    active = [batch for batch in batches if batch.dibatalkan is None]
    for declared in datasets().values():
        own = [batch for batch in active if batch.dataset == declared.name]
        statement = _statement(declared, own)
        kind = "TABLE" if len(own) > 1 and _hiding(own) else "VIEW"
        cursor.execute(f"CREATE {kind} {schema}.berlaku_{declared.name} AS {statement}")


def _hiding(batches: list[BatchRecord]) -> bool:
    return any(batch.mode is not Mode.TAMBAH for batch in batches[1:])


def _statement(declared: Dataset, batches: list[BatchRecord]) -> str:
    """SQL of the rows in force; names come from declarations and numbers from the books only."""
    columns = ", ".join(f"r.{column.name}" for column in declared.columns)
    conditions = [f"r.id_unggahan IN ({_numbers(batches)})", "r.nisan IS NOT TRUE"]
    replaced = _replaced(declared, batches)
    changed = _changed(declared, batches)
    if replaced:
        conditions.append(f"NOT EXISTS ({replaced})")
    if changed:
        conditions.append(f"NOT EXISTS ({changed})")
    return (
        f"SELECT {columns}, r.id_unggahan, r.baris FROM simpan.{declared.name} AS r "  # noqa: S608
        f"WHERE {' AND '.join(conditions)}"
    )


def _numbers(batches: list[BatchRecord]) -> str:
    return ", ".join(str(int(batch.id_unggahan)) for batch in batches) or "NULL"


def _replaced(declared: Dataset, batches: list[BatchRecord]) -> str:
    """Groups (batch and scope columns) that a later ``ganti`` batch hides.

    They are few, so that scopes are matched against groups and not against rows.
    """
    replacing = [batch for batch in batches[1:] if batch.mode is Mode.GANTI]
    if not replacing:
        return ""
    names = [name for name in _SCOPE_COLUMNS if name in declared.scope]
    listed = ", ".join(names)
    matches = " OR ".join(_match(batch, names) for batch in replacing)
    same = " AND ".join(f"g.{name} IS NOT DISTINCT FROM r.{name}" for name in names)
    return (
        f"FROM (SELECT DISTINCT id_unggahan, {listed} FROM simpan.{declared.name}) AS g "  # noqa: S608
        f"WHERE ({matches}) AND g.id_unggahan = r.id_unggahan AND {same}"
    )


def _match(batch: BatchRecord, names: list[str]) -> str:
    scopes = " OR ".join(_scope_match(scope, names) for scope in batch.scopes) or "false"
    return f"(g.id_unggahan < {int(batch.id_unggahan)} AND ({scopes}))"


def _scope_match(scope: Scope, names: list[str]) -> str:
    asked = {name: getattr(scope, name) for name in names if getattr(scope, name)}
    parts = [f"g.{name} = {_literal(value)}" for name, value in asked.items()]
    return "(" + (" AND ".join(parts) or "true") + ")"


def _literal(value: str | int) -> str:
    return str(int(value)) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def _changed(declared: Dataset, batches: list[BatchRecord]) -> str:
    """The last ``perubahan`` batch of each key, to be compared with older rows of that key."""
    changing = [batch for batch in batches[1:] if batch.mode is Mode.PERUBAHAN]
    if not changing:
        return ""
    listed = ", ".join(declared.key)
    same = " AND ".join(f"p.{name} IS NOT DISTINCT FROM r.{name}" for name in declared.key)
    return (
        f"FROM (SELECT {listed}, max(id_unggahan) AS terakhir FROM simpan.{declared.name} "  # noqa: S608
        f"WHERE id_unggahan IN ({_numbers(changing)}) GROUP BY {listed}) AS p "
        f"WHERE p.terakhir > r.id_unggahan AND {same}"
    )
