"""Places that a user confirmed for whole sub-units become a batch of the dataset ``lokasi``."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from pug_metrics.ingest.keeping import keep_file
from pug_metrics.ingest.report import IntakeRefused
from pug_metrics.store import BatchRecord, NewBatch, Store, lookup
from pug_metrics.store.batch import Mode, Scope

FILE_NAME = "usulan dari nama sub unit"
_COLUMNS = (
    "kode_daerah",
    "tahun",
    "tahapan",
    "kode_skpd",
    "kode_sub_unit",
    "kode_wilayah",
    "persen",
)
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True, order=True)
class UnitPlace:
    """All lines of a sub-unit that name no other place are spent in ``kode_wilayah``."""

    kode_skpd: str
    kode_sub_unit: str
    kode_wilayah: str


def place_units(
    store: Store, chosen: Sequence[UnitPlace], *, scope: Scope, actor: str
) -> BatchRecord:
    """Store the confirmed places as one batch (mode ``tambah``) and keep them as a CSV file.

    ``scope``: region, year and stage. Raises ``IntakeRefused``: ``usulan_kosong`` without a choice,
    ``usulan_sudah_ada`` where a sub-unit as a whole has a place already.
    """
    if not chosen:
        raise IntakeRefused("usulan_kosong")
    rows = sorted(chosen)
    data = placing_file(rows, scope)
    digest = hashlib.sha256(data).hexdigest()
    with store.turn():
        _refuse_placed(store, rows, scope)
        keep_file(data, digest, f"{FILE_NAME}.csv")
        return store.commit(_batch(rows, scope, digest, actor))


def placing_file(rows: Sequence[UnitPlace], scope: Scope) -> bytes:
    """The places as CSV: what any other ``lokasi`` file looks like."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_cells(row, scope) for row in rows)
    return text.getvalue().encode()


def _cells(row: UnitPlace, scope: Scope) -> tuple[object, ...]:
    frame = (scope.kode_daerah, scope.tahun, scope.tahapan)
    return (*frame, row.kode_skpd, row.kode_sub_unit, row.kode_wilayah, _WHOLE)


def _batch(rows: Sequence[UnitPlace], scope: Scope, digest: str, actor: str) -> NewBatch:
    agencies = sorted({row.kode_skpd for row in rows})
    return NewBatch(
        dataset="lokasi",
        berkas=FILE_NAME,
        sha256=digest,
        mode=Mode.TAMBAH,
        scopes=tuple(Scope(scope.kode_daerah, scope.tahun, scope.tahapan, a) for a in agencies),
        rows=_table(rows, scope),
        dibaca=len(rows),
        ditolak=0,
        disisihkan=0,
        aktor=actor,
        catatan={"asal": "nama_sub_unit"},
    )


def _table(rows: Sequence[UnitPlace], scope: Scope) -> pa.Table:
    kinds = {"tahun": pa.int32(), "persen": pa.decimal128(7, 4)}
    columns = zip(_COLUMNS, zip(*(_cells(row, scope) for row in rows), strict=True), strict=True)
    made = {name: pa.array(cells, kinds.get(name, pa.string())) for name, cells in columns}
    # The first row of the kept file is its header.
    return pa.table(made | {"baris": pa.array(range(2, len(rows) + 2), pa.int32())})


def _refuse_placed(store: Store, rows: Sequence[UnitPlace], scope: Scope) -> None:
    placed = lookup.placed_units(store, scope.kode_daerah, scope.tahun, scope.tahapan)
    again = [row.kode_sub_unit for row in rows if (row.kode_skpd, row.kode_sub_unit) in placed]
    if again:
        raise IntakeRefused("usulan_sudah_ada", kode=", ".join(again))
