"""Decisions about documents: by another name, all or none, kept with who and when, undoable."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from pug_metrics.ingest import IntakeRefused, kept_file
from pug_metrics.ingest.attaching import attached_bytes, attachment
from pug_metrics.ingest.documenting import FILE_NAME, Change, Chosen, set_documents
from pug_metrics.metrics.findings_documents import document_book
from pug_metrics.store.document_rows import DocumentKey, history
from tests.ingest.document_files import PDF, docx
from tests.ingest.document_rows_by_hand import (
    AT,
    EAST_SUB,
    GBS_1,
    SUB_1,
    SUB_2,
    document,
    documented,
    fill,
)
from tests.ingest.place_rows import AGENCY, EAST, REGION, YEAR, put

pytestmark = pytest.mark.cepat
EAST_GBS = DocumentKey(EAST, EAST_SUB, "GBS")
APPROVE = Change(status="DISETUJUI")


@pytest.fixture
def filled(store):
    fill(store)
    return store


def now(store, key):
    return document_book(store, AT).document(key)[1]


def change(store, made, *keys, actor="Rina", seen=None):
    chosen = [Chosen(key, now(store, key).seen if seen is None else seen) for key in keys]
    return set_documents(store, chosen, made, region=REGION, year=YEAR, actor=actor)


def refusal(store, made, *keys, **more):
    before = (len(store.batches()), document_book(store, AT))
    with pytest.raises(IntakeRefused) as refused:
        change(store, made, *keys, **more)
    assert (len(store.batches()), document_book(store, AT)) == before
    return refused.value


def test_an_approval_by_another_name_moves_the_documented_rupiah_exactly(filled):
    assert documented(filled) == Decimal("30000000")
    record = change(filled, APPROVE, GBS_1)
    assert documented(filled) == Decimal("90000000")
    assert (record.dataset, record.berkas, str(record.mode)) == ("dokumen", FILE_NAME, "perubahan")
    filled.undo(record.id_unggahan, "Rina")
    assert documented(filled) == Decimal("30000000")
    assert now(filled, GBS_1).status == "MENUNGGU_REVIEW"


def test_the_name_that_submitted_may_not_approve_however_it_is_spelled(filled):
    told = refusal(filled, APPROVE, GBS_1, actor="  PENGUJI ")
    assert told.kind == "dokumen_penyetuju_sama"
    assert told.facts["daftar"] == f"GBS {SUB_1}"


def test_a_document_that_nobody_submitted_is_not_approved(filled):
    assert refusal(filled, APPROVE, EAST_GBS).kind == "dokumen_belum_diajukan"
    change(filled, Change(status="MENUNGGU_REVIEW"), EAST_GBS, actor="Adi")
    assert refusal(filled, APPROVE, EAST_GBS, actor="adi").kind == "dokumen_penyetuju_sama"
    change(filled, APPROVE, EAST_GBS)
    assert now(filled, EAST_GBS).status == "DISETUJUI"


def test_the_name_that_attached_a_file_may_not_approve_and_a_reviewer_may(filled):
    file = attachment("gbs.pdf", PDF)
    change(filled, Change(berkas=file), GBS_1, actor="Adi")
    assert now(filled, GBS_1).status == "DIUNGGAH_ULANG"
    assert refusal(filled, APPROVE, GBS_1, actor="Adi").kind == "dokumen_penyetuju_sama"
    own = Change(status="DISETUJUI", berkas=attachment("lain.docx", docx()))
    assert refusal(filled, own, GBS_1).kind == "dokumen_penyetuju_sama"
    change(filled, Change(status="PERLU_REVISI", catatan="Data terpilah kurang"), GBS_1)
    change(filled, Change(status="SEDANG_DIREVIEW"), GBS_1)
    change(filled, APPROVE, GBS_1)
    assert now(filled, GBS_1).approved


def test_a_submission_that_was_undone_is_none(filled):
    record = change(filled, Change(status="MENUNGGU_REVIEW"), EAST_GBS, actor="Adi")
    filled.undo(record.id_unggahan, "Adi")
    assert refusal(filled, APPROVE, EAST_GBS).kind == "dokumen_belum_diajukan"


def test_every_field_is_set_and_what_is_not_named_stays(filled):
    file = attachment("gbs.pdf", PDF)
    change(filled, Change(nomor="12/GBS", tanggal=date(2025, 3, 1), berkas=file), GBS_1)
    change(filled, Change(reviewer="Inspektorat"), GBS_1)
    found = now(filled, GBS_1)
    assert (found.nomor, found.tanggal, found.reviewer) == (
        "12/GBS", date(2025, 3, 1), "Inspektorat"
    )  # fmt: skip
    assert found.status == "DIUNGGAH_ULANG"
    assert attached_bytes(found.sha256_berkas, found.nama_berkas) == PDF


def test_a_new_file_takes_an_approval_away_and_a_note_ends_with_its_decision(filled):
    change(filled, APPROVE, GBS_1)
    change(filled, Change(status="PERLU_REVISI", catatan="Lengkapi"), GBS_1)
    assert now(filled, GBS_1).catatan == "Lengkapi"
    change(filled, Change(berkas=attachment("gbs.pdf", PDF)), GBS_1, actor="Adi")
    assert (now(filled, GBS_1).status, now(filled, GBS_1).catatan) == ("DIUNGGAH_ULANG", None)
    assert documented(filled) == Decimal("30000000")


def test_returning_without_a_note_and_other_empty_orders_are_refused(filled):
    assert refusal(filled, Change(status="PERLU_REVISI"), GBS_1).kind == "dokumen_tanpa_catatan"
    blank = Change(status="DITOLAK", catatan="  ")
    assert refusal(filled, blank, GBS_1).kind == "dokumen_tanpa_catatan"
    assert refusal(filled, Change(), GBS_1).kind == "dokumen_tanpa_perubahan"
    assert refusal(filled, APPROVE).kind == "dokumen_kosong"
    assert refusal(filled, APPROVE, GBS_1, actor=" ").kind == "dokumen_tanpa_nama"


def test_what_somebody_changed_meanwhile_is_refused_as_a_whole(filled):
    seen = now(filled, GBS_1).seen
    change(filled, Change(status="PERLU_REVISI", catatan="Lengkapi"), GBS_1)
    told = refusal(filled, APPROVE, GBS_1, seen=seen)
    assert told.kind == "dokumen_berubah"
    assert told.facts["daftar"] == f"GBS {SUB_1}"
    undone = change(filled, Change(nomor="1"), GBS_1)
    seen = now(filled, GBS_1).seen
    filled.undo(undone.id_unggahan, "Rina")
    assert refusal(filled, APPROVE, GBS_1, seen=seen).kind == "dokumen_berubah"


def test_many_documents_are_one_batch_that_one_undo_takes_back(filled):
    before = document_book(filled, AT)
    keys = [DocumentKey(EAST, EAST_SUB, kind) for kind in ("GAP", "GBS", "KAK")]
    change(filled, Change(status="MENUNGGU_REVIEW"), *keys, actor="Adi")
    record = change(filled, APPROVE, *keys, GBS_1)
    assert documented(filled) == Decimal("100000000")
    assert {scope.kode_skpd for scope in record.scopes} == {AGENCY, EAST}
    filled.undo(record.id_unggahan, "Rina")
    assert documented(filled) == Decimal("30000000")
    assert before.total == document_book(filled, AT).total


def test_one_document_that_may_not_be_approved_holds_all_back(filled):
    told = refusal(filled, APPROVE, GBS_1, EAST_GBS)
    assert (told.kind, told.facts["daftar"]) == ("dokumen_belum_diajukan", f"GBS {EAST_SUB}")


def test_a_row_of_an_account_follows_and_one_of_the_agency_is_left_alone(filled):
    account = "5.1.02.01.01.0024"
    put(filled, "dokumen", [
        document(SUB_1, "GBS", "SEDANG_DIREVIEW", kode_rekening=account),
        document(None, "GBS", "SEDANG_DIREVIEW", agency=EAST, nomor="7/UMUM"),
    ])  # fmt: skip
    assert now(filled, EAST_GBS).umum
    change(filled, APPROVE, GBS_1, EAST_GBS)
    assert documented(filled) == Decimal("90000000")
    assert now(filled, EAST_GBS).nomor == "7/UMUM"
    assert not now(filled, EAST_GBS).umum
    rows = filled.query(
        "SELECT status FROM berlaku_dokumen WHERE kode_sub_kegiatan IS NULL"
    ).to_pylist()
    assert rows == [{"status": "SEDANG_DIREVIEW"}]


def test_the_number_of_steps_is_set_for_a_gap_only(filled):
    gap = DocumentKey(AGENCY, SUB_2, "GAP")
    change(filled, Change(versi_gap=4), gap, GBS_1)
    assert (now(filled, gap).versi_gap, now(filled, GBS_1).versi_gap) == (4, None)


def test_the_history_says_who_when_and_what_undone_steps_included(filled):
    record = change(filled, Change(status="SEDANG_DIREVIEW"), GBS_1)
    filled.undo(record.id_unggahan, "Adi")
    change(filled, APPROVE, GBS_1, actor="Sari")
    past = history(filled, REGION, YEAR, GBS_1)
    assert [(one.row["status"], one.batch.aktor) for one in past] == [
        ("MENUNGGU_REVIEW", "Penguji"), ("SEDANG_DIREVIEW", "Rina"), ("DISETUJUI", "Sari")
    ]  # fmt: skip
    assert [one.batch.dibatalkan_oleh for one in past] == [None, "Adi", None]
    assert [one.submission for one in past] == [True, False, False]


def test_the_decision_is_kept_as_a_file_whose_rows_are_those_of_the_batch(filled):
    record = change(filled, APPROVE, GBS_1)
    lines = list(csv.DictReader(io.StringIO(kept_file(record.sha256).read_text("utf-8"))))
    assert [(row["kode_sub_kegiatan"], row["status"]) for row in lines] == [(SUB_1, "DISETUJUI")]
    stored = filled.query(
        f"SELECT baris FROM berlaku_dokumen WHERE id_unggahan = {record.id_unggahan}"
    ).to_pylist()
    assert stored == [{"baris": 2}]
