"""The journal tells what the database has lost; what only lags is mended in silence."""

from __future__ import annotations

import json

import pytest
from batches_by_hand import batch, line, pagu

from pug_metrics.errors import StoreError
from pug_metrics.language import LANGUAGES, say, speaking

pytestmark = [pytest.mark.cepat, pytest.mark.usefixtures("rows_only")]


@pytest.fixture
def journal(database):
    return database.with_name("jurnal-pug.jsonl")


def kinds(findings):
    return [finding.kind for finding in findings]


def assert_every_finding_has_its_sentence(findings):
    for finding in findings:
        for language in LANGUAGES:
            with speaking(language):
                assert say(f"simpan_{finding.kind}", **finding.facts)


def test_each_batch_and_event_has_one_line(opened, journal):
    store = opened()
    store.commit(batch([line("1.00"), line("2.50")], "a"))
    store.undo(1, "Penguji")
    first, second = [json.loads(text) for text in journal.read_text("utf-8").splitlines()]
    assert (first["jenis"], first["id"], first["sha256"], first["diterima"], first["jumlah"]) == (
        "unggahan", 1, "a", 2, "3.50",
    )  # fmt: skip
    assert (second["jenis"], second["id_unggahan"], second["aktor"]) == ("batal", 1, "Penguji")
    assert first["waktu"] == store.batches()[0].waktu.isoformat()


def test_a_batch_that_the_database_lost_is_named_and_its_number_not_given_again(opened, journal):
    opened().commit(batch([line("1.00")], "a"))
    entry = json.loads(journal.read_text("utf-8").splitlines()[0])
    lost = entry | {"id": 7, "berkas": "hilang.csv"}
    with journal.open("a", encoding="utf-8") as file:
        file.write(json.dumps(lost) + "\n")
    store = opened()
    assert kinds(store.warnings) == ["hilang_dari_basis_data"]
    assert store.warnings[0].facts["berkas"] == "hilang.csv"
    assert kinds(store.check()) == ["hilang_dari_basis_data"]
    assert_every_finding_has_its_sentence(store.warnings)
    assert store.commit(batch([line("2.00")], "b")).id_unggahan == 8


def test_an_undoing_that_the_database_lost_is_named(opened, journal):
    opened().commit(batch([line("1.00")], "a"))
    entry = json.loads(journal.read_text("utf-8").splitlines()[0])
    event = {"basis_data": entry["basis_data"], "jenis": "batal", "id": 1, "id_unggahan": 1,
             "aktor": "Penguji", "waktu": entry["waktu"]}  # fmt: skip
    with journal.open("a", encoding="utf-8") as file:
        file.write(json.dumps(event) + "\n")
    warnings = opened().warnings
    assert kinds(warnings) == ["pembatalan_hilang"]
    assert_every_finding_has_its_sentence(warnings)


def test_a_record_that_differs_from_its_line_is_named(opened, journal):
    opened().commit(batch([line("1.00")], "a"))
    journal.write_text(journal.read_text("utf-8").replace('"1.00"', '"9.00"'), "utf-8")
    warnings = opened().warnings
    assert kinds(warnings) == ["berbeda_dari_jurnal"]
    assert_every_finding_has_its_sentence(warnings)


def test_a_line_that_was_not_written_is_written_at_the_next_start(opened, journal):
    opened().commit(batch([line("1.00")], "a"))
    opened.close()
    whole = journal.read_text("utf-8")
    journal.unlink()
    assert opened().warnings == ()
    assert journal.read_text("utf-8") == whole


@pytest.mark.parametrize("keep", [1, 40, -1])
def test_a_torn_last_line_is_written_again_on_a_line_of_its_own(opened, journal, keep):
    opened().commit(batch([line("1.00")], "a"))
    opened.close()
    whole = journal.read_bytes()
    journal.write_bytes(whole[:keep])
    store = opened()
    assert [w.kind for w in store.check()] in ([], ["jurnal_tak_terbaca"])
    store.commit(batch([line("2.00", sub="0002")], "b"))
    lines = journal.read_text("utf-8").splitlines()
    assert [json.loads(text)["id"] for text in lines[-2:]] == [1, 2]


def test_an_unreadable_line_in_the_middle_is_named(opened, journal):
    store = opened()
    store.commit(batch([line("1.00")], "a"))
    store.commit(batch([line("2.00", sub="0002")], "b"))
    opened.close()
    first, second = journal.read_text("utf-8").splitlines()
    journal.write_text(f"{first[:30]}\n{second}\n", "utf-8")
    warnings = opened().warnings
    assert kinds(warnings) == ["jurnal_tak_terbaca"]
    assert_every_finding_has_its_sentence(warnings)


def test_lines_of_a_deleted_database_do_not_accuse_the_new_one(opened, database, journal):
    opened().commit(batch([line("1.00")], "a"))
    opened.close()
    database.unlink()
    store = opened()
    assert store.warnings == ()
    assert store.commit(batch([line("2.00")], "b")).id_unggahan == 1
    assert len(journal.read_text("utf-8").splitlines()) == 2


def test_rows_that_are_fewer_than_the_books_say_are_named(opened):
    store = opened()
    store.commit(batch([line("1.00")], "a"))
    store.query("INSERT INTO simpan.anggaran (id_unggahan, baris) VALUES (1, 2)")
    (finding,) = store.check()
    assert (finding.kind, finding.facts["tercatat"], finding.facts["ada"]) == (
        "baris_tidak_cocok", 1, 2,
    )  # fmt: skip
    assert_every_finding_has_its_sentence([finding])


def test_a_journal_that_cannot_be_written_does_not_undo_the_commit(opened, journal, monkeypatch):
    from pug_metrics.store.journal import Journal

    store = opened()
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", lambda *_: (_ for _ in ()).throw(OSError(28, "penuh")))
        store.commit(batch([line("1.00")], "a"))
    assert pagu(store) == ["1.00"]
    assert kinds(store.warnings) == ["jurnal_tertunda"]
    with pytest.raises(StoreError, match="berkas_sudah_dimuat"):
        store.commit(batch([line("1.00")], "a"))
    assert opened().warnings == ()
    assert json.loads(journal.read_text("utf-8"))["id"] == 1
