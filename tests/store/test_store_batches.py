"""What is in force after which batches; the same laws hold on a file and on a lake."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pytest
from batches_by_hand import (
    AGENCY,
    OTHER_AGENCY,
    OTHER_REGION,
    REGION,
    WHOLE,
    batch,
    in_force,
    line,
    pagu,
)

from pug_metrics.errors import StoreError
from pug_metrics.store import Mode, Scope

pytestmark = [pytest.mark.cepat, pytest.mark.usefixtures("rows_only")]


def test_an_empty_store_answers_with_no_rows_and_version_zero(store):
    assert in_force(store) == []
    assert store.batches() == ()
    assert (store.version.number, store.version.at, store.version.simulated) == (0, None, False)
    assert store.version.label == "v0"


def test_rows_keep_their_money_their_file_row_and_their_batch(store):
    record = store.commit(batch([line("0.10"), line("9007199254740993.01", sub="0002")], "a"))
    result = store.query("SELECT pagu, id_unggahan, baris FROM berlaku_anggaran ORDER BY baris")
    assert result.column("pagu").to_pylist() == [Decimal("0.10"), Decimal("9007199254740993.01")]
    assert result.column("id_unggahan").to_pylist() == [record.id_unggahan] * 2
    assert result.column("baris").to_pylist() == [1, 2]
    assert pa.types.is_decimal(result.schema.field("pagu").type)


def test_the_record_tells_what_was_read_and_stored(store):
    record = store.commit(
        batch([line("1.00"), line("2.50")], "a", dibaca=5, ditolak=2, disisihkan=1,
              jumlah_berkas=Decimal("4.00"), catatan={"rekap": ["x"]})
    )  # fmt: skip
    assert (record.dibaca, record.diterima, record.ditolak, record.disisihkan) == (5, 2, 2, 1)
    assert (record.jumlah, record.jumlah_berkas) == (Decimal("3.50"), Decimal("4.00"))
    assert (record.catatan, record.aktor) == ({"rekap": ["x"]}, "Penguji")
    assert record.scopes == WHOLE
    assert record.waktu.utcoffset().total_seconds() == 0
    assert store.batches() == (record,)


def test_equal_rows_are_kept_as_lines_of_their_own(store):
    store.commit(batch([line("7.00"), line("7.00")], "a"))
    assert pagu(store) == ["7.00", "7.00"]


def test_the_same_file_again_changes_nothing_and_is_named(store):
    first = store.commit(batch([line("1.00")], "a"))
    with pytest.raises(StoreError) as refused:
        store.commit(batch([line("1.00")], "a"))
    assert refused.value.kind == "berkas_sudah_dimuat"
    assert refused.value.facts["id_unggahan"] == first.id_unggahan
    assert store.version.number == 1


def test_the_same_file_for_another_scope_is_another_batch(store):
    store.commit(batch([line("1.00")], "a"))
    elsewhere = line("1.00", tahapan="PERUBAHAN")
    store.commit(batch([elsewhere], "a", scopes=(Scope(REGION, 2025, "PERUBAHAN"),)))
    assert pagu(store) == ["1.00", "1.00"]


def test_an_undone_file_can_be_loaded_again(store):
    store.undo(store.commit(batch([line("1.00")], "a")).id_unggahan, "Penguji")
    store.commit(batch([line("1.00")], "a"))
    assert pagu(store) == ["1.00"]


def test_a_file_can_come_back_after_another_one_replaced_it(store):
    store.commit(batch([line("1.00")], "a"))
    store.commit(batch([line("2.00")], "b", mode=Mode.GANTI))
    store.commit(batch([line("1.00")], "a", mode=Mode.GANTI))
    assert pagu(store) == ["1.00"]


def test_replacing_hides_older_rows_in_its_scope_only(store):
    store.commit(batch([line("1.00"), line("2.00", OTHER_AGENCY)], "a"))
    scope = (Scope(REGION, 2025, "MURNI", AGENCY),)
    store.commit(batch([line("5.00", sub="0009")], "b", mode=Mode.GANTI, scopes=scope))
    assert in_force(store) == [
        (AGENCY, "0009", Decimal("5.00")),
        (OTHER_AGENCY, "0001", Decimal("2.00")),
    ]


def test_an_open_scope_matches_every_year_stage_and_agency(store):
    rows = [line("1.00"), line("2.00", tahun=2024), line("3.00", kode_daerah=OTHER_REGION)]
    store.commit(batch(rows, "a", scopes=(Scope(REGION), Scope(OTHER_REGION))))
    store.commit(batch([line("9.00")], "b", mode=Mode.GANTI, scopes=(Scope(REGION),)))
    assert pagu(store) == ["3.00", "9.00"]


def test_replacing_with_no_rows_empties_the_scope(store):
    store.commit(batch([line("1.00")], "a"))
    store.commit(batch([], "b", mode=Mode.GANTI))
    assert in_force(store) == []


def test_replacing_touches_no_other_dataset(store):
    store.commit(batch([line("1.00")], "a"))
    opd = {"kode_daerah": REGION, "tahun": 2025, "kode_skpd": AGENCY, "nama_skpd": "Dinas"}
    store.commit(batch([opd], "b", dataset="opd", mode=Mode.GANTI, scopes=(Scope(REGION, 2025),)))
    assert pagu(store) == ["1.00"]
    assert store.query("SELECT nama_skpd FROM berlaku_opd").to_pylist() == [{"nama_skpd": "Dinas"}]


def test_a_change_replaces_the_row_of_its_key(store):
    store.commit(batch([line("1.00"), line("2.00", sub="0002")], "a"))
    store.commit(batch([line("20.00", sub="0002")], "b", mode=Mode.PERUBAHAN))
    assert pagu(store) == ["1.00", "20.00"]


def test_a_key_with_a_hole_is_changed_too(store):
    store.commit(batch([line("1.00", kode_sumber_dana=None), line("2.00")], "a"))
    store.commit(batch([line("9.00", kode_sumber_dana=None)], "b", mode=Mode.PERUBAHAN))
    assert pagu(store) == ["2.00", "9.00"]


def test_a_tombstone_removes_the_row_of_its_key_and_shows_nothing_itself(store):
    store.commit(batch([line("1.00"), line("2.00", sub="0002")], "a"))
    store.commit(batch([line(None, sub="0002", nisan=True)], "b", mode=Mode.PERUBAHAN))
    assert pagu(store) == ["1.00"]


def test_a_row_may_return_after_its_tombstone(store):
    store.commit(batch([line("1.00")], "a"))
    store.commit(batch([line(None, nisan=True)], "b", mode=Mode.PERUBAHAN))
    store.commit(batch([line("3.00")], "c", mode=Mode.PERUBAHAN))
    assert pagu(store) == ["3.00"]


def test_undoing_a_change_brings_the_older_row_back(store):
    store.commit(batch([line("1.00")], "a"))
    change = store.commit(batch([line("5.00")], "b", mode=Mode.PERUBAHAN))
    store.undo(change.id_unggahan, "Penguji", "keliru")
    assert pagu(store) == ["1.00"]


def test_a_batch_in_the_middle_can_be_undone(store):
    store.commit(batch([line("1.00")], "a"))
    middle = store.commit(batch([line("2.00")], "b", mode=Mode.GANTI))
    store.commit(batch([line("3.00", sub="0003")], "c", mode=Mode.PERUBAHAN))
    store.undo(middle.id_unggahan, "Penguji")
    assert pagu(store) == ["1.00", "3.00"]


def test_undoing_is_one_event_that_names_its_actor(store):
    first = store.commit(batch([line("1.00")], "a"))
    store.undo(first.id_unggahan, "Kepala Bidang", "salah tahun")
    (record,) = store.batches()
    assert (record.dibatalkan_oleh, record.dibatalkan is None) == ("Kepala Bidang", False)
    assert store.version.number == 2
    assert store.version.at == record.dibatalkan


def test_undoing_twice_or_something_unknown_is_refused(store):
    first = store.commit(batch([line("1.00")], "a")).id_unggahan
    store.undo(first, "Penguji")
    with pytest.raises(StoreError, match="sudah_dibatalkan"):
        store.undo(first, "Penguji")
    with pytest.raises(StoreError, match="unggahan_tidak_ada"):
        store.undo(99, "Penguji")
    assert store.version.number == 2


def test_occupied_names_the_batches_that_stand_in_the_way(store):
    whole = store.commit(batch([line("1.00")], "a"))
    undone = store.commit(batch([line("2.00", sub="0002")], "b"))
    store.undo(undone.id_unggahan, "Penguji")
    agency = (Scope(REGION, 2025, "MURNI", AGENCY),)
    assert [r.id_unggahan for r in store.occupied("anggaran", agency)] == [whole.id_unggahan]
    assert store.occupied("anggaran", (Scope(REGION, 2024, "MURNI"),)) == ()
    assert store.occupied("realisasi", agency) == ()


def test_several_batches_are_stored_together_or_not_at_all(store):
    rows = [{"kode_daerah": REGION, "tahun": 2025, "kode_skpd": AGENCY, "sampai_bulan": 6,
             "realisasi": Decimal("1.00")}]  # fmt: skip
    realised = batch(rows, "a", dataset="realisasi", scopes=(Scope(REGION, 2025),))
    broken = batch([line("1.00")], "b")
    bad = broken.rows.set_column(
        broken.rows.column_names.index("tahun"), "tahun", pa.array(["dua ribu"])
    )
    with pytest.raises(StoreError, match="isi_tidak_sesuai"):
        store.commit_many([realised, replace(broken, rows=bad)])
    assert store.version.number == 0
    records = store.commit_many([realised, broken])
    assert [record.dataset for record in records] == ["realisasi", "anggaran"]
    assert store.version.number == 2


def test_floating_point_money_and_unknown_columns_are_refused(store):
    good = batch([line("1.00")], "a")
    at = good.rows.column_names.index("pagu")
    floats = good.rows.set_column(at, "pagu", pa.array([1.1]))
    with pytest.raises(StoreError, match="kolom_pecahan"):
        store.commit(replace(good, rows=floats))
    with pytest.raises(StoreError, match="kolom_asing"):
        store.commit(replace(good, rows=good.rows.append_column("harga", pa.array(["1"]))))
    assert store.version.number == 0


def test_simulated_and_official_data_never_share_a_database(store):
    store.commit(batch([line("1.00")], "a", status_data="simulasi"))
    assert store.version.label == "v1 simulasi"
    with pytest.raises(StoreError, match="simulasi_tercampur"):
        store.commit(batch([line("2.00", sub="0002")], "b"))


def test_a_store_opened_as_simulated_labels_whatever_comes_in(opened):
    store = opened(simulated=True)
    assert store.version.simulated
    assert store.commit(batch([line("1.00")], "a")).status_data == "simulasi"


def test_everything_is_there_after_reopening(opened):
    store = opened()
    store.commit(batch([line("1.00"), line("2.00", sub="0002")], "a"))
    store.commit(batch([line("3.00", sub="0002")], "b", mode=Mode.PERUBAHAN))
    store.undo(1, "Penguji")
    before = (in_force(store), store.batches(), store.version)
    again = opened()
    assert (in_force(again), again.batches(), again.version) == before
    assert again.warnings == ()
    assert again.check() == ()


def test_parameters_by_name_and_by_place(store):
    store.commit(batch([line("1.00"), line("2.00", OTHER_AGENCY)], "a"))
    by_name = "SELECT pagu FROM berlaku_anggaran WHERE kode_skpd = $opd"
    by_place = "SELECT pagu FROM berlaku_anggaran WHERE kode_skpd = ?"
    assert store.query(by_name, {"opd": AGENCY}).to_pylist() == [{"pagu": Decimal("1.00")}]
    assert store.query(by_place, [OTHER_AGENCY]).to_pylist() == [{"pagu": Decimal("2.00")}]


def test_a_frozen_reading_does_not_move_with_later_commits(store):
    store.commit(batch([line("1.00")], "a"))
    with store.frozen() as reading:
        store.commit(batch([line("2.00")], "b", mode=Mode.GANTI))
        assert pagu(reading) == ["1.00"]
        assert (reading.version.number, len(reading.batches())) == (1, 1)
        assert pagu(store) == ["2.00"]


def test_old_versions_leave_memory_when_nobody_reads_them(store):
    with store.frozen():
        for number in range(3):
            store.commit(batch([line("1.00", sub=f"000{number}")], str(number)))
    schemas = "SELECT count(*) AS banyak FROM duckdb_schemas() WHERE schema_name LIKE 'v%'"
    assert store.query(schemas).to_pylist() == [{"banyak": 1}]


def test_a_snapshot_reopens_with_the_same_rows(store, tmp_path):
    from pug_metrics.store import Store

    store.commit(batch([line("1.00")], "a"))
    store.commit(batch([line("2.00", sub="0002")], "b", mode=Mode.PERUBAHAN))
    copy = store.snapshot(tmp_path / "salinan" / "cadangan.duckdb")
    with Store.open(copy) as other:
        assert in_force(other) == in_force(store)
        assert other.batches() == store.batches()
