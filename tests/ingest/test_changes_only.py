"""The choices of a commit: add, replace this slice, only changes; and a file that comes again."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pug_metrics.ingest import Answers, IntakeRefused, commit, drafts
from pug_metrics.ingest.difference import difference
from pug_metrics.ingest.outlook import standings
from pug_metrics.language import sentence, speaking
from pug_metrics.store import Mode, Store
from tests.ingest.files_by_hand import ANSWERS, budget, line, read

pytestmark = pytest.mark.cepat

A, B, C = (f"5.1.02.01.01.{number:04d}" for number in (24, 25, 26))


def put(store: Store, *rows: list[str], mode: str | None = None, **options):
    return commit(store, read(budget(*rows)), actor="uji", mode=mode, **options)


def pagu(store: Store) -> Decimal | None:
    return store.query("SELECT sum(pagu) AS pagu FROM baris")["pagu"][0].as_py()


def refused(call) -> str:
    with pytest.raises(IntakeRefused) as caught:
        call()
    for language in ("id", "en"):
        with speaking(language):
            assert "{" not in sentence(caught.value)
    return caught.value.kind


def months(*cells: tuple[int, str]):
    rows = "".join(f"1.01,5.1,{amount},{month}\n" for month, amount in cells)
    text = f"kode_skpd,kode_rekening,realisasi,sampai_bulan\n{rows}"
    return read(text.encode(), ANSWERS, "realisasi")


def test_only_what_changed_is_stored_and_history_tells_the_rest(store: Store):
    put(store, line(pagu="5"), line(account=B, pagu="7"))
    (record,) = put(
        store, line(pagu="6"), line(account=B, pagu="7"), line(account=C, pagu="9"),
        mode="perubahan",
    )  # fmt: skip
    assert (record.mode, record.dibaca, record.diterima) == (Mode.PERUBAHAN, 3, 2)
    assert (record.jumlah, record.jumlah_berkas) == (15, None)
    assert record.catatan["perubahan"] == {
        "baris": 3, "baru": 1, "berubah": 1, "sama": 1, "hilang": 0, "tetap": 0,
        "nisan": 0}  # fmt: skip
    assert pagu(store) == 22
    stored = store.query("SELECT baris, id_unggahan FROM berlaku_anggaran ORDER BY pagu")
    assert stored.to_pylist() == [
        {"baris": 2, "id_unggahan": 2}, {"baris": 3, "id_unggahan": 1},
        {"baris": 4, "id_unggahan": 2}]  # fmt: skip


def test_rows_that_are_gone_stay_until_their_removal_is_asked_for(store: Store):
    put(store, line(pagu="5"), line(account=B, pagu="7"))
    put(store, line(pagu="6"), mode="perubahan")
    assert pagu(store) == 13
    (record,) = put(store, line(pagu="6"), mode="perubahan", drop_gone=True)
    assert pagu(store) == 6
    assert record.catatan["perubahan"]["nisan"] == record.diterima == 1
    assert store.check() == ()
    store.undo(record.id_unggahan, "uji")
    assert pagu(store) == 13


def test_a_removed_row_is_no_row_that_another_batch_took(store: Store):
    put(store, line(pagu="5"), line(account=B, pagu="7"))
    put(store, line(pagu="6"), mode="perubahan", drop_gone=True)
    put(store, line(account=C, pagu="9"), mode="perubahan")
    assert standings(store)[2].taken_by is None


def test_a_line_of_a_changed_key_leaves_only_when_asked(store: Store):
    put(store, *(line(sub="", pagu=amount) for amount in ("5", "6", "7")))
    fewer = [line(sub="", pagu="50"), line(sub="", pagu="7")]
    assert refused(lambda: put(store, *fewer, mode="perubahan")) == "sekunci_hilang"
    assert pagu(store) == 18
    put(store, *fewer, mode="perubahan", drop_gone=True)
    assert pagu(store) == 57


def test_equal_lines_of_a_changed_key_come_along(store: Store):
    put(store, *(line(sub="", pagu=amount) for amount in ("5", "6", "7")))
    (record,) = put(
        store, *(line(sub="", pagu=amount) for amount in ("5", "60", "7")), mode="perubahan"
    )
    assert (record.diterima, pagu(store)) == (3, 72)


def test_changes_without_any_change_say_so(store: Store):
    put(store, line(pagu="5"))
    again = [line(pagu="5.00")]
    before = store.version
    for mode in ("perubahan", None):
        assert refused(lambda mode=mode: put(store, *again, mode=mode)) == "tanpa_perubahan"
    assert store.version == before


def test_the_same_bytes_of_changes_are_loaded_until_what_they_stand_on_is_undone(store: Store):
    put(store, line(pagu="5"), line(account=B, pagu="7"))
    changed = [line(pagu="6"), line(account=B, pagu="7")]
    put(store, *changed, mode="perubahan")
    for mode in ("perubahan", "ganti", None):
        assert refused(lambda mode=mode: put(store, *changed, mode=mode)) == "berkas_sudah_dimuat"
    store.undo(1, "uji")
    assert pagu(store) == 6
    put(store, *changed, mode="perubahan")
    assert pagu(store) == 13


def test_a_change_can_be_taken_back_by_the_first_file(store: Store):
    first = [line(pagu="5"), line(account=B, pagu="7")]
    put(store, *first)
    put(store, line(pagu="6"), line(account=B, pagu="7"), mode="perubahan")
    put(store, *first, mode="perubahan")
    assert pagu(store) == 12
    assert difference(store, read(budget(*first))).nothing


@pytest.mark.parametrize("mode", ["tambah", "perubahan"])
def test_left_over_rows_go_in_later_by_themselves(store: Store, mode: str):
    bad = read(budget(line(pagu="5"), line(account=B, pagu="tujuh")))
    commit(store, bad, actor="uji", accept_good=True)
    put(store, line(account=B, pagu="7"), mode=mode)
    assert pagu(store) == 12


@pytest.mark.parametrize("mode", ["ganti", "perubahan"])
def test_the_corrected_file_goes_in_as_a_whole(store: Store, mode: str):
    bad = read(budget(line(pagu="5"), line(account=B, pagu="tujuh")))
    commit(store, bad, actor="uji", accept_good=True)
    (record,) = put(store, line(pagu="5"), line(account=B, pagu="7"), mode=mode)
    assert pagu(store) == 12
    assert record.diterima == (2 if mode == "ganti" else 1)


def test_replacing_a_month_leaves_the_other_months(store: Store):
    commit(store, months((1, "5"), (2, "9")), actor="uji")
    told = difference(store, months((2, "10"))).total
    assert (told.before.rows, told.gone.rows) == (1, 0)
    commit(store, months((2, "10")), actor="uji", mode="ganti")
    found = store.query("SELECT sampai_bulan, realisasi FROM berlaku_realisasi ORDER BY 1")
    assert [tuple(row.values()) for row in found.to_pylist()] == [(1, 5), (2, 10)]


def test_a_part_without_changes_gets_no_batch(store: Store):
    def both(spent: str):
        data = f"kode_skpd,kode_rekening,pagu,realisasi\n1.01,5.1,9,{spent}\n".encode()
        return read(data, Answers(2025, "MURNI", "63.72", sampai_bulan=3))

    commit(store, both("4"), actor="uji")
    records = commit(store, both("5"), actor="uji", mode="perubahan")
    assert [(each.dataset, each.jumlah) for each in records] == [("realisasi", 5)]


def test_a_row_with_an_unread_year_does_not_hide_every_year(store: Store):
    head = "tahun,tahapan,kode_daerah,kode_skpd,kode_rekening,pagu\n"
    for year in (2024, 2025):
        text = f"{head}{year},MURNI,63.72,1.01,5.1,{year}\n"
        commit(store, read(text.encode(), Answers()), actor="uji")
    text = f"{head}2025,MURNI,63.72,1.01,5.1,7\ndua ribu,MURNI,63.72,1.01,5.1,8\n"
    commit(store, read(text.encode(), Answers()), actor="uji", mode="ganti", accept_good=True)
    assert pagu(store) == 2024 + 7


def test_replacing_leaves_an_agency_alone_of_which_no_row_is_good(store: Store):
    head = "kode_skpd,kode_rekening,pagu\n"
    commit(store, read(f"{head}1.01,5.1,4\n1.02,5.1,5\n".encode(), ANSWERS), actor="uji")
    spoiled = read(f"{head}1.01,5.1,40\n1.02,5.1,lima\n".encode(), ANSWERS)
    told = difference(store, spoiled)
    (record,) = commit(store, spoiled, actor="uji", mode="ganti", accept_good=True)
    assert [scope.kode_skpd for scope in record.scopes] == ["1.01"]
    assert (told.total.gone.rows, told.total.after(Mode.GANTI).rows) == (0, 1)
    assert pagu(store) == 45


def test_a_rejected_row_is_not_taken_for_one_that_is_gone(store: Store):
    put(store, line(pagu="5"), line(account=B, pagu="7"), line(account=C, pagu="9"))
    spoiled = budget(line(pagu="6"), line(account=B, pagu="tujuh"))
    for drop_gone, stored in ((True, 21), (False, 22)):
        report = read(spoiled)

        def change(report=report, drop_gone=drop_gone):
            return commit(store, report, actor="uji", mode="perubahan", accept_good=True,
                          drop_gone=drop_gone)  # fmt: skip

        if drop_gone:
            assert refused(change) == "hilang_atau_ditolak"
        else:
            change()
        assert pagu(store) == stored


def test_what_stops_in_the_middle_of_storing_leaves_nothing(store: Store, monkeypatch):
    from pug_metrics.store import records

    whole = records.insert
    seen: list[str] = []

    def stopping(cursor, number, batch, status):
        seen.append(batch.dataset)
        if len(seen) == 2:
            raise ConnectionAbortedError
        whole(cursor, number, batch, status)

    data = b"kode_skpd,kode_rekening,pagu,realisasi\n1.01,5.1,9,4\n"
    report = read(data, Answers(2025, "MURNI", "63.72", sampai_bulan=3))
    monkeypatch.setattr(records, "insert", stopping)
    with pytest.raises(ConnectionAbortedError):
        commit(store, report, actor="uji")
    assert seen == ["anggaran", "realisasi"]
    assert store.batches() == ()
    monkeypatch.setattr(records, "insert", whole)
    assert len(commit(store, report, actor="uji")) == 2
    assert store.check() == ()


def test_a_stored_file_is_no_longer_an_unfinished_one(store: Store):
    data = budget(line(pagu="5"))
    drafts.keep(data, "rka.csv", "anggaran", ANSWERS, "Sari")
    drafts.keep(b"lain", "lain.csv", "anggaran", ANSWERS, "Sari")
    commit(store, read(data), actor="Sari")
    assert [each.file_name for each in drafts.kept()] == ["lain.csv"]
