"""What a file would change: new, changed, gone and the same, against the rows in force."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pug_metrics.ingest import Answers, commit
from pug_metrics.ingest.changes import Tally
from pug_metrics.ingest.difference import difference, every_change
from pug_metrics.store import Mode, Scope, Store
from tests.ingest.files_by_hand import AGENCY, ANSWERS, budget, line, read

pytestmark = pytest.mark.cepat

A, B, C = (f"5.1.02.01.01.{number:04d}" for number in (24, 25, 26))


def store_lines(store: Store, *rows: list[str], mode: str | None = None) -> None:
    commit(store, read(budget(*rows)), actor="uji", mode=mode)


def found(store: Store, *rows: list[str]):
    return difference(store, read(budget(*rows)))


def counts(tallies) -> tuple[int, int, int, int]:
    return (
        tallies.new.rows, tallies.changed_after.rows, tallies.gone.rows, tallies.same.rows,
    )  # fmt: skip


def test_an_empty_store_makes_every_row_new(store: Store):
    total = found(store, line(pagu="5"), line(account=B, pagu="7")).total
    assert counts(total) == (2, 0, 0, 0)
    assert (total.before, total.file) == (Tally(0), Tally(2, Decimal(12)))


def test_the_same_file_changes_nothing(store: Store):
    rows = [line(pagu="5"), line(account=B, pagu="7")]
    store_lines(store, *rows)
    same = found(store, *reversed(rows))
    assert same.nothing
    assert counts(same.total) == (0, 0, 0, 2)
    assert same.parts[0].samples == ()


def test_every_kind_is_counted_with_its_rupiah(store: Store):
    store_lines(store, line(pagu="5"), line(account=B, pagu="7"))
    told = found(store, line(pagu="6.50"), line(account=C, pagu="11"))
    total = told.total
    assert counts(total) == (1, 1, 1, 0)
    assert (total.changed_before.amount, total.changed_after.amount) == (5, Decimal("6.50"))
    assert (total.new.amount, total.gone.amount) == (11, 7)
    assert total.after(Mode.GANTI) == Tally(2, Decimal("17.50"))
    assert total.after(Mode.PERUBAHAN) == Tally(3, Decimal("24.50"))
    assert total.after(Mode.PERUBAHAN, drop_gone=True) == Tally(2, Decimal("17.50"))
    assert total.after(Mode.TAMBAH) == Tally(4, Decimal("29.50"))


def test_a_changed_row_names_the_cells_with_old_and_new(store: Store):
    store_lines(store, line(pagu="5"), line(account=B, pagu="7"))
    told = found(store, line(account=B, pagu="7"), line(name="Dinas PPPA", pagu="6"))
    (change,) = told.parts[0].of_kind("berubah")
    assert (change.row, change.stored, change.certain) == (3, (1, 2), True)
    assert {cell.column: (cell.old, cell.new) for cell in change.cells()} == {
        "nama_skpd": ("Dinas P3A", "Dinas PPPA"), "pagu": (Decimal(5), Decimal(6))}  # fmt: skip
    assert {each.column: each.rows for each in told.parts[0].columns} == {"nama_skpd": 1, "pagu": 1}


def test_a_column_that_the_file_empties_is_said(store: Store):
    store_lines(store, line(pagu="5"))
    told = found(store, line(name="", pagu="5"))
    (column,) = told.parts[0].columns
    assert (column.column, column.rows, column.emptied) == ("nama_skpd", 1, 1)


def test_rows_of_scopes_that_the_file_does_not_speak_for_are_not_gone(store: Store):
    store_lines(store, line(pagu="5"), line(agency="1.01", name="Disdik", pagu="9"))
    total = found(store, line(pagu="5")).total
    assert counts(total) == (0, 0, 0, 1)
    assert total.before == Tally(1, Decimal(5))


def test_agencies_stand_with_their_name_before_and_after(store: Store):
    store_lines(store, line(pagu="5"), line(agency="1.01", name="Disdik", pagu="9"))
    told = found(store, line(pagu="5"), line(agency="1.01", name="Disdik", pagu="10"))
    first, second = told.parts[0].by_agency()
    assert (first.scope, first.name) == (Scope("63.72", kode_skpd="1.01"), "Disdik")
    assert (first.tallies.before.amount, first.tallies.file.amount) == (9, 10)
    assert (second.scope.kode_skpd, second.tallies.nothing) == (AGENCY, True)


def test_equal_rows_are_counted_as_often_as_they_stand(store: Store):
    loose = line(sub="", pagu="5")
    store_lines(store, loose, loose, line(sub="", account=B, pagu="1"))
    assert counts(found(store, loose, loose, line(sub="", account=B, pagu="1")).total) == (
        0,
        0,
        0,
        3,
    )
    assert counts(found(store, loose, line(sub="", account=B, pagu="1")).total) == (0, 0, 1, 2)
    more = found(store, loose, loose, loose, line(sub="", account=B, pagu="1"))
    assert counts(more.total) == (1, 0, 0, 3)
    assert more.parts[0].samples[0].row == 4


def test_one_changed_line_among_lines_of_one_key_is_one_change(store: Store):
    rows = [line(sub="", pagu=pagu) for pagu in ("5", "6", "7")]
    store_lines(store, *rows)
    told = found(store, rows[0], line(sub="", pagu="60"), rows[2])
    assert counts(told.total) == (0, 1, 0, 2)
    (change,) = told.parts[0].samples
    assert [(cell.old, cell.new) for cell in change.cells()] == [(Decimal(6), Decimal(60))]


def test_lines_of_one_key_that_could_be_paired_otherwise_are_not_called_certain(store: Store):
    store_lines(store, *(line(sub="", pagu=pagu) for pagu in ("5", "6", "7")))
    told = found(store, line(sub="", pagu="50"), line(sub="", pagu="60"), line(sub="", pagu="7"))
    assert counts(told.total) == (0, 2, 0, 1)
    assert [each.certain for each in told.parts[0].samples] == [False, False]


def test_a_line_missing_beside_a_changed_one_of_its_key_is_told_apart(store: Store):
    store_lines(store, *(line(sub="", pagu=pagu) for pagu in ("5", "6", "7")))
    total = found(store, line(sub="", pagu="50"), line(sub="", pagu="7")).total
    assert counts(total) == (0, 1, 1, 1)
    assert total.gone_beside.rows == 1


def test_months_of_a_realisation_stand_apart(store: Store):
    def months(*cells: tuple[int, str]):
        rows = "".join(f"1.01,5.1,{amount},{month}\n" for month, amount in cells)
        text = f"kode_skpd,kode_rekening,realisasi,sampai_bulan\n{rows}"
        return read(text.encode(), ANSWERS, "realisasi")

    commit(store, months((1, "5"), (2, "9")), actor="uji")
    told = difference(store, months((2, "10"), (3, "11")))
    assert counts(told.total) == (1, 1, 0, 0)
    assert [
        (each.scope.sampai_bulan, each.tallies.before.amount, each.tallies.file.amount)
        for each in told.parts[0].by_month()
    ] == [(2, 9, 10), (3, None, 11)]


def test_every_part_of_a_file_has_its_own_difference(store: Store):
    def data(spent: str) -> bytes:
        return f"kode_skpd,kode_rekening,pagu,realisasi\n1.01,5.1,9,{spent}\n".encode()

    given = Answers(2025, "MURNI", "63.72", sampai_bulan=3)
    commit(store, read(data("4"), given), actor="uji")
    told = difference(store, read(data("5"), given))
    assert [(each.dataset, counts(each.total)) for each in told.parts] == [
        ("anggaran", (0, 0, 0, 1)), ("realisasi", (0, 1, 0, 0))]  # fmt: skip
    assert not told.nothing


def test_samples_are_limited_and_the_whole_can_be_had(store: Store):
    rows = [line(account=f"5.1.02.01.01.{n:04d}", pagu=str(n)) for n in range(1, 8)]
    report = read(budget(*rows))
    told = difference(store, report, shown=3)
    assert [each.row for each in told.parts[0].samples] == [2, 3, 4]
    assert told.total.new.rows == 7
    assert [each.new["pagu"] for each in every_change(store, report, "baru")] == list(range(1, 8))


def test_rejected_rows_are_said_beside_the_gone(store: Store):
    store_lines(store, line(pagu="5"), line(account=B, pagu="7"))
    told = found(store, line(pagu="5"), line(account=B, pagu="-7"))
    assert (told.rejected, told.total.gone.rows) == (1, 1)
