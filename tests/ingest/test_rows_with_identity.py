"""An edited export comes home as changes: a row that says which stored row it was is that row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pytest

from pug_metrics.ingest import IntakeRefused, Report, commit
from pug_metrics.ingest.difference import difference
from pug_metrics.store import Mode, Store
from tests.ingest.files_by_hand import budget, line, read

pytestmark = pytest.mark.cepat

A, B, C = (f"5.1.02.01.01.{number:04d}" for number in (24, 25, 26))
DISDIK = "1.01.0.00.0.00.01.0000"
Origin = tuple[int, int] | None


def coming_home(rows: Sequence[list[str]], origins: Sequence[Origin]) -> Report:
    """A file whose rows say which batch and row they were; None for a row that says nothing."""
    report = read(budget(*rows))
    told = [(at + 2, *each) for at, each in enumerate(origins) if each]
    table = pa.table(
        {
            "baris": pa.array([each[0] for each in told], pa.int32()),
            "asal_unggahan": pa.array([each[1] for each in told], pa.int64()),
            "asal_baris": pa.array([each[2] for each in told], pa.int32()),
        }
    )
    (part,) = report.parts
    return replace(report, parts=(replace(part, origins=table),))


def pagu(store: Store) -> Decimal | None:
    return store.query("SELECT sum(pagu) AS pagu FROM baris")["pagu"][0].as_py()


def counts(store: Store, report: Report) -> tuple[int, int, int, int]:
    total = difference(store, report).total
    return (total.new.rows, total.changed_after.rows, total.gone.rows, total.same.rows)


def put(store: Store, *rows: list[str]) -> None:
    commit(store, read(budget(*rows)), actor="uji")


def test_a_changed_code_is_one_change_and_the_old_key_is_buried(store: Store):
    put(store, line(pagu="5"), line(account=B, pagu="7"))
    edited = coming_home([line(account=C, pagu="5"), line(account=B, pagu="7")], [(1, 2), (1, 3)])
    assert counts(store, edited) == (0, 1, 0, 1)
    (change,) = difference(store, edited).parts[0].samples
    assert [(cell.column, cell.old, cell.new) for cell in change.cells()] == [
        ("kode_rekening", A, C)
    ]
    (record,) = commit(store, edited, actor="uji", mode="perubahan")
    assert (record.diterima, record.catatan["perubahan"]["nisan"], pagu(store)) == (2, 1, 12)
    assert difference(store, edited).nothing


def test_a_row_moved_to_another_agency_leaves_the_old_one(store: Store):
    put(store, line(pagu="5"), line(account=B, pagu="7"))
    edited = coming_home([line(agency=DISDIK, name="Disdik", pagu="5")], [(1, 2)])
    total = difference(store, edited).total
    assert (total.changed_after.rows, total.elsewhere.rows, total.gone.rows) == (1, 1, 0)
    with pytest.raises(IntakeRefused) as refused:
        commit(store, edited, actor="uji", mode="ganti")
    assert refused.value.kind == "baris_pindah_cakupan"
    commit(store, edited, actor="uji", mode="perubahan")
    assert pagu(store) == 12
    agencies = store.query("SELECT kode_skpd, pagu FROM berlaku_anggaran ORDER BY 1").to_pylist()
    assert [row["pagu"] for row in agencies] == [5, 7]
    store.undo(2, "uji")
    assert pagu(store) == 12


def test_two_rows_that_swap_their_codes_are_two_changes(store: Store):
    put(store, line(pagu="5"), line(account=B, pagu="7"))
    edited = coming_home([line(account=B, pagu="5"), line(pagu="7")], [(1, 2), (1, 3)])
    assert counts(store, edited) == (0, 2, 0, 0)
    commit(store, edited, actor="uji", mode="perubahan")
    found = store.query("SELECT kode_rekening, pagu FROM berlaku_anggaran ORDER BY 1")
    assert [tuple(row.values()) for row in found.to_pylist()] == [(A, 7), (B, 5)]


def test_which_of_several_equal_lines_changed_is_known(store: Store):
    same = line(sub="", pagu="5")
    put(store, same, same, same)
    edited = coming_home([same, line(sub="", pagu="6"), same], [(1, 2), (1, 3), (1, 4)])
    (change,) = difference(store, edited).parts[0].samples
    assert (change.stored, change.row, change.certain) == ((1, 3), 3, True)


def test_a_new_row_and_a_removed_one_are_told_apart(store: Store):
    put(store, line(pagu="5"), line(account=B, pagu="7"))
    edited = coming_home([line(pagu="5"), line(account=C, pagu="9")], [(1, 2), None])
    assert counts(store, edited) == (1, 0, 1, 1)
    assert difference(store, edited).total.after(Mode.PERUBAHAN).amount == 21
    commit(store, edited, actor="uji", mode="perubahan", drop_gone=True)
    assert pagu(store) == 14


def test_an_identity_copied_to_another_row_stays_with_the_row_of_its_key(store: Store):
    put(store, line(pagu="5"))
    edited = coming_home([line(account=C, pagu="9"), line(pagu="6")], [(1, 2), (1, 2)])
    assert counts(store, edited) == (1, 1, 0, 0)
    change = difference(store, edited).parts[0].of_kind("berubah")[0]
    assert [cell.column for cell in change.cells()] == ["pagu"]
