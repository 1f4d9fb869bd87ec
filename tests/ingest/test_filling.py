"""Steps written on the page: only what changed is stored, nothing is overwritten unseen."""

from __future__ import annotations

import pytest

from pug_metrics.ingest import IntakeRefused, kept_file
from pug_metrics.ingest.filling import fill_steps
from pug_metrics.metrics.findings_documents import document_book
from pug_metrics.store.document_rows import step_texts
from tests.ingest.document_rows_by_hand import AT, GBS_1, fill
from tests.ingest.place_rows import REGION, YEAR

pytestmark = pytest.mark.cepat


@pytest.fixture
def filled(store):
    fill(store)
    return store


def write(store, seen, written, actor="Rina"):
    return fill_steps(store, GBS_1, seen, written, region=REGION, year=YEAR, actor=actor)


def now(store):
    return step_texts(store, REGION, YEAR, GBS_1)


def number(store):
    return document_book(store, AT).document(GBS_1)[1].filled


def test_only_what_differs_is_stored_and_one_undo_takes_it_back(filled):
    record = write(filled, {}, {"PROGRAM": " Pemberdayaan ", "KEGIATAN": "", "DAMPAK_HASIL": "x"})
    assert now(filled) == {"PROGRAM": "Pemberdayaan", "DAMPAK_HASIL": "x"}
    assert (record.diterima, number(filled)) == (2, 2)
    assert b"Pemberdayaan" in kept_file(record.sha256).read_bytes()
    filled.undo(record.id_unggahan, "Rina")
    assert (now(filled), number(filled)) == ({}, None)


def test_a_step_that_is_emptied_is_not_filled_in_and_the_others_stay(filled):
    write(filled, {}, {"PROGRAM": "a", "KEGIATAN": "b"})
    write(filled, now(filled), {"PROGRAM": "", "KEGIATAN": "b"})
    assert now(filled) == {"PROGRAM": "", "KEGIATAN": "b"}
    assert number(filled) == 1


@pytest.mark.parametrize(
    ("seen", "written", "actor", "kind"),
    [
        ({"PROGRAM": "a"}, {"PROGRAM": "a "}, "Rina", "dokumen_tanpa_perubahan"),
        ({"PROGRAM": "a"}, {"PROGRAM": "b"}, " ", "dokumen_tanpa_nama"),
        ({}, {"PROGRAM": "b"}, "Rina", "dokumen_berubah"),
        ({"PROGRAM": "lain"}, {"PROGRAM": "b"}, "Rina", "dokumen_berubah"),
    ],
)
def test_what_may_not_be_stored_is_refused(filled, seen, written, actor, kind):
    write(filled, {}, {"PROGRAM": "a"})
    with pytest.raises(IntakeRefused) as refused:
        write(filled, seen, written, actor)
    assert refused.value.kind == kind
    assert now(filled) == {"PROGRAM": "a"}
