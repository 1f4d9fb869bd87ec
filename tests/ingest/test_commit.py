"""From report to store: what is refused, what is stored, that loading twice changes nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pug_metrics import settings
from pug_metrics.ingest import Answers, IntakeRefused, commit, kept_file
from pug_metrics.language import sentence, speaking
from pug_metrics.store import Store
from tests.ingest.files_by_hand import ANSWERS, HEAD, budget, csv_of, line, read

OTHER = "5.1.02.01.01.0025"


def pagu(store: Store) -> Decimal | None:
    return store.query("SELECT sum(pagu) AS pagu FROM baris")["pagu"][0].as_py()


def refused_kind(store: Store, report, **options) -> str:
    with pytest.raises(IntakeRefused) as refused:
        commit(store, report, actor="uji", **options)
    for language in ("id", "en"):
        with speaking(language):
            assert "{" not in sentence(refused.value)
            assert "(" not in sentence(refused.value)[:20]
    return refused.value.kind


def test_good_rows_are_stored_with_their_rows_and_sums(store: Store):
    report = read(budget(line(pagu="5.50"), line(account=OTHER, pagu="7")))
    (record,) = commit(store, report, actor="uji")
    assert (record.dibaca, record.diterima, record.jumlah) == (2, 2, Decimal("12.50"))
    assert pagu(store) == Decimal("12.50")


def test_errors_keep_everything_out_until_the_good_rows_are_accepted(store: Store):
    report = read(budget(line(pagu="x"), line(account=OTHER, pagu="7")))
    assert refused_kind(store, report) == "ada_galat"
    assert pagu(store) is None
    (record,) = commit(store, report, actor="uji", accept_good=True)
    assert (record.dibaca, record.diterima, record.ditolak) == (2, 1, 1)
    assert pagu(store) == 7


def test_an_error_of_the_whole_file_cannot_be_overridden(store: Store):
    report = read(b"Kode SKPD,Pagu,Pagu\n1.01,5,6\n")
    assert refused_kind(store, report, accept_good=True) == "ada_galat"


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        (Answers(), ("kode_daerah", "tahun", "tahapan")),
        (Answers(tahun=2025, daerah="63.72"), ("tahapan",)),
    ],
)
def test_what_the_file_lacks_is_asked_for(store: Store, answers, missing):
    report = read(budget(line()), answers)
    assert report.questions == missing
    assert refused_kind(store, report) == "perlu_jawaban"


def test_an_open_number_form_is_asked_for(store: Store):
    assert refused_kind(store, read(budget(line(pagu="1.050")))) == "perlu_jawaban"


def test_loading_twice_changes_nothing_and_says_so(store: Store):
    commit(store, read(budget(line())), actor="uji")
    before = store.version
    assert refused_kind(store, read(budget(line()))) == "berkas_sudah_dimuat"
    assert refused_kind(store, read(budget(line())), mode="tambah") == "berkas_sudah_dimuat"
    assert store.version == before


def test_an_occupied_scope_needs_a_mode(store: Store):
    commit(store, read(budget(line(pagu="5"))), actor="uji")
    again = read(budget(line(pagu="6")))
    assert refused_kind(store, again) == "cakupan_terisi"
    commit(store, again, actor="uji", mode="ganti")
    assert pagu(store) == 6


def test_the_first_file_may_come_back_after_it_was_replaced(store: Store):
    commit(store, read(budget(line(pagu="5"))), actor="uji")
    commit(store, read(budget(line(pagu="6"))), actor="uji", mode="ganti")
    commit(store, read(budget(line(pagu="5"))), actor="uji", mode="ganti")
    assert pagu(store) == 5


def test_adding_a_key_that_is_stored_would_count_twice(store: Store):
    commit(store, read(budget(line(pagu="5"))), actor="uji")
    again = read(budget(line(pagu="6"), line(account=OTHER, pagu="1")))
    assert refused_kind(store, again, mode="tambah") == "kunci_sudah_ada"
    commit(store, read(budget(line(account=OTHER, pagu="1"))), actor="uji", mode="tambah")
    assert pagu(store) == 6


def test_another_agency_or_stage_is_no_occupied_scope(store: Store):
    commit(store, read(budget(line(pagu="5"))), actor="uji")
    commit(store, read(budget(line(agency="1.01", pagu="7"))), actor="uji")
    commit(store, read(budget(line(pagu="6")), Answers(2025, "PERUBAHAN", "63.72")), actor="uji")
    assert pagu(store) == 18


def test_spending_beside_the_ceiling_becomes_its_own_dataset(store: Store):
    rows = [[*line(pagu="10"), "4"], [*line(account=OTHER, pagu="20"), "-"]]
    data = csv_of([(*HEAD, "Realisasi"), *rows]).encode()
    asked = read(data)
    assert asked.questions == ("sampai_bulan",)
    report = read(data, Answers(2025, "MURNI", "63.72", sampai_bulan=9))
    records = commit(store, report, actor="uji")
    assert [(each.dataset, each.diterima, each.jumlah) for each in records] == [
        ("anggaran", 2, Decimal(30)), ("realisasi", 1, Decimal(4))]  # fmt: skip
    found = store.query("SELECT sampai_bulan, realisasi, baris FROM berlaku_realisasi").to_pylist()
    assert found == [{"sampai_bulan": 9, "realisasi": Decimal(4), "baris": 2}]


def test_spending_above_the_ceiling_is_a_warning_and_stays(store: Store):
    data = csv_of([(*HEAD, "Realisasi"), [*line(pagu="10"), "11"]]).encode()
    report = read(data, Answers(2025, "MURNI", "63.72", sampai_bulan=12))
    assert report.counts["realisasi_di_atas"] == 1
    assert not report.has_errors


def test_the_next_month_needs_no_mode_and_the_same_month_does(store: Store):
    def month(number: int, amount: str):
        text = f"kode_skpd,kode_rekening,realisasi,sampai_bulan\n1.01,5.1,{amount},{number}\n"
        return read(text.encode(), ANSWERS, "realisasi")

    commit(store, month(1, "5"), actor="uji")
    commit(store, month(2, "9"), actor="uji")
    assert refused_kind(store, month(2, "10")) == "cakupan_terisi"
    assert store.query("SELECT count(*) AS n FROM berlaku_realisasi")["n"][0].as_py() == 2


def test_the_file_is_kept_once_by_its_hash(store: Store):
    data = budget(line())
    report = read(data)
    commit(store, report, actor="uji")
    kept = kept_file(report.sha256)
    assert kept is not None
    assert kept.parent == settings.files_folder()
    assert kept.read_bytes() == data
    assert kept.suffix == ".csv"


def test_the_sample_keeps_no_file(store: Store):
    report = read(budget(line()))
    commit(store, report, actor="uji", status_data="simulasi")
    assert kept_file(report.sha256) is None


def test_a_folder_that_cannot_be_written_stores_nothing(store: Store, tmp_path, monkeypatch):
    (tmp_path / "penuh").write_text("bukan folder")
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "penuh"))
    assert refused_kind(store, read(budget(line()))) == "berkas_tidak_tersimpan"
    assert pagu(store) is None


def test_the_batch_remembers_how_the_file_was_read(store: Store):
    (record,) = commit(store, read(budget(line(pagu="1.000.000,00"), sign=";")), actor="uji")
    assert record.catatan["bentuk_angka"] == {"pagu": "angka_indonesia"}
    assert record.catatan["kolom"]["Pagu"] == "pagu"


def test_undo_takes_the_file_out_and_it_may_come_again(store: Store):
    (record,) = commit(store, read(budget(line(pagu="5"))), actor="uji")
    store.undo(record.id_unggahan, "uji")
    assert pagu(store) is None
    commit(store, read(budget(line(pagu="5"))), actor="uji")
    assert pagu(store) == 5
