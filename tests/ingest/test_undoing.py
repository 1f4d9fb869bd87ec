"""What undoing a batch would change is shown first, and is what then happens."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pug_metrics.errors import StoreError
from pug_metrics.ingest import Answers, commit
from pug_metrics.ingest.changes import Tally
from pug_metrics.ingest.undoing import undo_preview
from pug_metrics.metrics.moves import moves
from pug_metrics.store import Store
from tests.ingest.files_by_hand import AGENCY, ANSWERS, budget, line, read

pytestmark = pytest.mark.cepat

A, B, C = (f"5.1.02.01.01.{number:04d}" for number in (24, 25, 26))
DISDIK = "1.01.0.00.0.00.01.0000"


def put(store: Store, *rows: list[str], mode: str | None = None):
    return commit(store, read(budget(*rows)), actor="uji", mode=mode)[0].id_unggahan


def pagu(store: Store) -> Decimal | None:
    return store.query("SELECT sum(pagu) AS pagu FROM baris")["pagu"][0].as_py()


def figures(store: Store, number: int):
    told = undo_preview(store, number)
    with store.frozen() as now, store.without(number) as then:
        found = moves(now, then, told.record.dataset, told.slices())
    return {
        (each.metric.name, each.at.tahapan): (each.before[1], each.after[1]) for each in found
    }  # fmt: skip


def test_rows_that_leave_are_counted_by_agency(store: Store):
    number = put(store, line(pagu="5"), line(agency=DISDIK, name="Disdik", pagu="9"))
    told = undo_preview(store, number)
    assert (told.leaving, told.returning) == (Tally(2, Decimal(14)), ())
    assert (told.before, told.after) == (Tally(2, Decimal(14)), Tally(0, None))
    assert [(each.name, each.before.amount, each.after.rows) for each in told.scopes] == [
        ("Disdik", 9, 0), ("Dinas P3A", 5, 0)]  # fmt: skip


def test_rows_that_a_replacement_hides_come_back(store: Store):
    first = put(store, line(pagu="5"), line(agency=DISDIK, name="Disdik", pagu="9"))
    second = put(store, line(pagu="60"), mode="ganti")
    told = undo_preview(store, second)
    assert told.leaving == Tally(1, Decimal(60))
    assert [(each.id_unggahan, tally) for each, tally in told.returning] == [
        (first, Tally(1, Decimal(5)))]  # fmt: skip
    assert [(each.scope.kode_skpd, each.before.amount, each.after.amount) for each in told.scopes] \
        == [(AGENCY, 60, 5)]  # fmt: skip
    store.undo(second, "uji")
    assert pagu(store) == 14


def test_undoing_an_earlier_batch_moves_only_what_later_ones_left(store: Store):
    first = put(store, line(pagu="5"), line(agency=DISDIK, name="Disdik", pagu="9"))
    second = put(store, line(pagu="60"), mode="ganti")
    told = undo_preview(store, first)
    assert (told.before.amount, told.after.rows) == (9, 0)
    assert [each.id_unggahan for each in told.later] == [second]
    store.undo(first, "uji")
    assert pagu(store) == 60


def test_undoing_what_was_wholly_replaced_moves_nothing(store: Store):
    first = put(store, line(pagu="5"))
    put(store, line(pagu="60"), mode="ganti")
    told = undo_preview(store, first)
    assert told.nothing
    assert figures(store, first) == {}


def test_undoing_changes_brings_the_old_rows_and_the_removed_ones_back(store: Store):
    put(store, line(pagu="5"), line(account=B, pagu="7"))
    number = commit(
        store, read(budget(line(pagu="6"))), actor="uji", mode="perubahan", drop_gone=True
    )[0].id_unggahan
    told = undo_preview(store, number)
    assert (told.leaving, told.before.amount, told.after.amount) == (Tally(1, Decimal(6)), 6, 12)
    store.undo(number, "uji")
    assert pagu(store) == 12


def test_headline_figures_move_as_they_do_after_the_undo(store: Store):
    put(store, line(pagu="5"), line(agency=DISDIK, name="Disdik", pagu="15"))
    tags = f"kode_skpd,kategori_arg\n{AGENCY},SPESIFIK\n".encode()
    tagged = commit(store, read(tags, ANSWERS, "tag_arg"), actor="uji")[0].id_unggahan
    assert figures(store, tagged)["arg_share", "MURNI"] == (25, 0)
    assert ("budget_total", "MURNI") not in figures(store, tagged)
    assert figures(store, 1)["budget_total", "MURNI"] == (20, None)


def test_a_dataset_without_stages_moves_the_figures_of_every_stage(store: Store):
    for stage in ("MURNI", "PERUBAHAN"):
        given = Answers(2025, stage, "63.72")
        commit(store, read(budget(line(pagu="10")), given), actor="uji")
        tags = f"kode_skpd,kategori_arg\n{AGENCY},SPESIFIK\n".encode()
        commit(store, read(tags, given, "tag_arg"), actor="uji")
    head = "kode_skpd,kode_sub_kegiatan,kode_rekening,kode_sumber_dana,realisasi,sampai_bulan\n"
    row = f"{AGENCY},2.08.02.2.01.0001,{A},1.1,4,3\n"
    spent = commit(store, read((head + row).encode(), ANSWERS, "realisasi"), actor="uji")[0]
    assert figures(store, spent.id_unggahan) == {
        ("arg_absorption", stage): (40, None) for stage in ("MURNI", "PERUBAHAN")
    }
    told = undo_preview(store, spent.id_unggahan)
    assert told.slices() == (("63.72", 2025, ""),)
    assert told.scopes[0].scope.sampai_bulan == 3


def test_the_other_dataset_of_the_same_file_is_named(store: Store):
    data = b"kode_skpd,kode_rekening,pagu,realisasi\n1.01,5.1,9,4\n"
    first, second = commit(
        store, read(data, Answers(2025, "MURNI", "63.72", sampai_bulan=3)), actor="uji"
    )
    assert undo_preview(store, first.id_unggahan).beside == (second,)
    store.undo(second.id_unggahan, "uji")
    assert undo_preview(store, first.id_unggahan).beside == ()


def test_looking_changes_nothing_and_leaves_no_version_behind(store: Store):
    number = put(store, line(pagu="5"))
    before = store.version
    schemas = "SELECT schema_name FROM information_schema.schemata ORDER BY ALL"
    there = store.query(schemas).to_pylist()
    undo_preview(store, number)
    figures(store, number)
    assert (store.version, pagu(store)) == (before, 5)
    assert store.query(schemas).to_pylist() == there


@pytest.mark.parametrize(("number", "kind"), [(9, "unggahan_tidak_ada"), (1, "sudah_dibatalkan")])
def test_what_cannot_be_undone_has_no_preview(store: Store, number: int, kind: str):
    put(store, line(pagu="5"))
    store.undo(1, "uji")
    with pytest.raises(StoreError) as refused:
        undo_preview(store, number)
    assert refused.value.kind == kind
