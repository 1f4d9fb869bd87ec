"""A file's rows beside the rows in force: which are equal, changed, new or gone, row by whole row.

Rows are compared by a digest of everything they say, as many times as they say it; only what is
left over is paired: by row identity, then by key. Knows nothing of files, words or choices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields

import numpy as np
import pyarrow as pa

from pug_metrics.datasets import Dataset
from pug_metrics.store import comparing_sql as sql
from pug_metrics.store.batch import Scope
from pug_metrics.store.reading import Reading, Workbench

_SCOPE = tuple(field.name for field in fields(Scope))
_NUMBERS = {"tahun": pa.int32(), "sampai_bulan": pa.int32()}


@dataclass(frozen=True, slots=True)
class Comparison:
    """An open comparison of one dataset. Kinds of rows:

    ``datang`` of the file, ``lama`` in force, ``baru`` only in the file, ``ubah_lama`` and
    ``ubah_baru`` the two sides of a changed row, ``hilang`` only in force, ``hilang_sekunci`` those
    of them whose key the file changes, ``luar`` those in force outside the scopes of the file that
    a row of the file names as its own.
    """

    declared: Dataset
    bench: Workbench

    def tallies(self) -> pa.Table:
        """Columns of the scope, ``jenis`` (a kind), ``baris`` (rows) and ``jumlah`` (measure)."""
        return self.bench.query(sql.tallies(self.declared))

    def columns(self) -> pa.Table:
        """One row: ``<column>`` changed rows, ``<column>_kosong`` those that the file empties."""
        return self.bench.query(sql.column_counts(self.declared))

    def changed(self, limit: int | None = None) -> pa.Table:
        """Changed rows in order of the file: ``<column>`` new, ``<column>_lama`` old.

        Also ``baris``, ``id_unggahan_lama``, ``baris_lama`` and ``pasti``: False where rows of one
        key could have been paired otherwise.
        """
        return self.bench.query(sql.changed_rows(self.declared, limit))

    def added(self, limit: int | None = None) -> pa.Table:
        """Rows only in the file, in its order: declared columns and ``baris``."""
        return self.bench.query(sql.added_rows(self.declared, limit))

    def gone(self, limit: int | None = None) -> pa.Table:
        """Rows only in force: declared columns, ``id_unggahan``, ``baris``."""
        return self.bench.query(sql.gone_rows(self.declared, limit))

    def agencies(self) -> pa.Table:
        """``kode_daerah``, ``kode_skpd``, ``nama`` of the agencies of the rows, where known."""
        return self.bench.query(sql.agency_names(self.declared))

    def changes(self, *, drop_gone: bool) -> pa.Table:
        """The rows of a batch ``perubahan``: declared columns, ``baris``, ``nisan``.

        A key is the smallest thing that a batch can change: all rows of the file under a changed
        key come along. A key that no row of the file holds any more becomes a tombstone, whose
        ``baris`` is null where its row is simply gone; ``drop_gone`` makes them of all gone rows.
        """
        return self.bench.query(sql.changes(self.declared, drop_gone=drop_gone))


@contextmanager
def compare(
    reading: Reading, declared: Dataset, rows: pa.Table, scopes: Iterable[Scope]
) -> Iterator[Comparison]:
    """Compare ``rows`` with the rows in force that lie in ``scopes``.

    ``rows``: the declared columns, ``baris`` and, where rows say which stored row they
    were, ``asal_unggahan`` and ``asal_baris``; such a row is compared wherever it lies.
    """
    order = pa.array(np.arange(rows.num_rows))
    tables = {
        "masuk": rows.append_column("urutan", order),
        "cakupan_berkas": _scope_rows(scopes),
    }
    with reading.workbench(tables) as bench:
        said = _said(bench, declared, rows)
        for statement in _statements(declared, said, identities="asal_baris" in rows.column_names):
            bench.run(statement)
        yield Comparison(declared, bench)


def _scope_rows(scopes: Iterable[Scope]) -> pa.Table:
    spoken = [astuple(scope) for scope in scopes]
    return pa.table(
        {
            name: pa.array([row[at] for row in spoken], _NUMBERS.get(name, pa.string()))
            for at, name in enumerate(_SCOPE)
        }
    )


def _said(bench: Workbench, declared: Dataset, rows: pa.Table) -> list[str]:
    """Columns that are filled somewhere on either side: the others need no digest."""
    stored = bench.query(sql.filled(declared)).to_pylist()[0]
    return [
        name
        for name in sql.names(declared)
        if name in declared.key or stored[name] or rows[name].null_count < rows.num_rows
    ]


def _statements(declared: Dataset, said: Sequence[str], *, identities: bool) -> Iterator[str]:
    """What makes the tables of a comparison, in order."""
    yield sql.file_rows(declared, identities=identities)
    yield sql.coming(declared, said)
    yield sql.standing(declared, said)
    if identities:
        yield sql.named_elsewhere(declared, said)
    yield sql.OVER
    yield from sql.left_over(declared)
    yield sql.PAIR_BY_IDENTITY
    yield sql.pair_by(("kunci", "paket"))
    yield sql.pair_by(("kunci",))
    yield from sql.RESULTS
