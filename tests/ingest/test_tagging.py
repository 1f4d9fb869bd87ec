"""Decisions on tags: drafts, submission, approval by another name, return, undo, history."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from pug_metrics.datasets import dataset
from pug_metrics.ingest import Answers, IntakeRefused, kept_file, understand
from pug_metrics.ingest.tagging import (
    APPROVED,
    DRAFT,
    FIELDS,
    RETURNED,
    SUBMITTED,
    Decision,
    Seen,
    approve,
    decide,
    return_,
    same_name,
    stored_decisions,
    submit,
)
from pug_metrics.language import LANGUAGES, sentence, speaking
from pug_metrics.metrics import arg_share
from pug_metrics.metrics.result import Slice
from pug_metrics.store.decisions import TagKey, decisions_in_force, history
from tests.ingest.place_rows import AGENCY, EAST, REGION, STAGE, YEAR, line, put

pytestmark = pytest.mark.cepat
AT = Slice(daerah=REGION, tahun=YEAR, tahapan=STAGE)
FIRST, SECOND = "7.01.03.2.02.0001", "2.08.02.2.01.0001"
ONE = TagKey(REGION, YEAR, STAGE, EAST, FIRST)
TWO = TagKey(REGION, YEAR, STAGE, AGENCY, SECOND)
SAID = {
    "kategori_arg": "KESETARAAN", "bobot_arg": Decimal("0.50"), "apkm_a": True, "apkm_m": False,
    "alasan": " Peserta perempuan tertinggal ", "kebutuhan_p": "Waktu pelatihan, siang hari",
    "pengalaman_l": "",
}  # fmt: skip


@pytest.fixture
def filled(store):
    # 100 of 1,000 rupiah belong to the first sub-activity, 900 to the second.
    put(store, "anggaran", [line(f"{EAST[:-4]}0001", "100.00"), line(AGENCY, "900.00", sub=SECOND)])
    return store


def share(store):
    return arg_share(store, by="daerah", at=AT).value()


def decision(key=ONE, batch=0, **more):
    return Decision(Seen(key, batch), SAID | more)


def seen(store, key=ONE):
    return Seen(key, decisions_in_force(store, [key])[key]["id_unggahan"])


def refused(action, *given):
    with pytest.raises(IntakeRefused) as caught:
        action(*given)
    for language in LANGUAGES:
        with speaking(language):
            told = sentence(caught.value)
            assert told
            assert "{" not in told
            assert caught.value.kind not in told
    return caught.value


def test_a_draft_does_not_count_a_submission_does_and_approval_changes_nothing(filled):
    assert share(filled) == 0
    decide(filled, [decision()], "Ani")
    assert share(filled) == 0
    submit(filled, stored_decisions(filled, [seen(filled)]), "Ani")
    # 100 × 0.5 of 1,000 rupiah.
    assert share(filled) == pytest.approx(5)
    approve(filled, [seen(filled)], "Budi")
    assert share(filled) == pytest.approx(5)
    row = decisions_in_force(filled, [ONE])[ONE]
    assert (row["status"], row["penanda"], row["penilai"]) == (APPROVED, "Ani", "Budi")
    assert row["alasan"] == "Peserta perempuan tertinggal"
    assert (row["apkm_a"], row["apkm_p"], row["apkm_m"]) == (True, None, False)
    assert (row["kebutuhan_p"], row["pengalaman_l"]) == ("Waktu pelatihan, siang hari", None)


def test_a_return_takes_it_out_of_the_figure_and_needs_a_note(filled):
    submit(filled, [decision()], "Ani")
    before = len(filled.batches())
    assert refused(return_, filled, [seen(filled)], "Budi", "  ").kind == "keputusan_tanpa_catatan"
    assert len(filled.batches()) == before
    return_(filled, [seen(filled)], "Budi", "Sebut data terpilahnya")
    assert share(filled) == 0
    row = decisions_in_force(filled, [ONE])[ONE]
    assert (row["status"], row["catatan_penilai"]) == (RETURNED, "Sebut data terpilahnya")
    # Handed in again, the note of the review before does not stick to it.
    submit(filled, stored_decisions(filled, [seen(filled)]), "Ani")
    assert decisions_in_force(filled, [ONE])[ONE]["catatan_penilai"] is None


@pytest.mark.parametrize("name", ["Ani", "ANI", " a n i ", "Ani "])
@pytest.mark.parametrize("judge", [approve, lambda s, c, n: return_(s, c, n, "Periksa")])
def test_the_same_name_may_not_submit_and_judge(filled, name, judge):
    submit(filled, [decision()], "Ani")
    assert refused(judge, filled, [seen(filled)], name).kind == "keputusan_nama_sama"
    assert decisions_in_force(filled, [ONE])[ONE]["status"] == SUBMITTED


def test_who_uploaded_a_submission_may_not_judge_it_either(filled):
    frame = {"kode_daerah": REGION, "tahun": YEAR, "tahapan": STAGE, "kode_skpd": EAST}
    row = frame | {"kode_sub_kegiatan": FIRST, "kategori_arg": "SPESIFIK", "status": SUBMITTED}
    put(filled, "tag_arg", [row | {"penanda": "Citra"}])
    for name in ("Penguji", "citra"):
        assert refused(approve, filled, [seen(filled)], name).kind == "keputusan_nama_sama"
    approve(filled, [seen(filled)], "Dewi")


def test_names_are_the_same_whatever_case_and_blanks():
    assert same_name("Ani Wijaya", " aniWIJAYA")
    assert not same_name("Ani", "Ana")
    assert not same_name(None, None)
    assert not same_name("", "")


def test_one_action_is_one_batch_and_undo_takes_all_of_it_back(filled):
    before = len(filled.batches())
    record = submit(filled, [decision(), decision(TWO, bobot_arg=None)], "Ani")
    assert len(filled.batches()) == before + 1
    assert (record.diterima, len(record.scopes), str(record.mode)) == (2, 2, "perubahan")
    # (100 × 0.5 + 900) of 1,000 rupiah.
    assert share(filled) == pytest.approx(95)
    filled.undo(record.id_unggahan, "Ani")
    assert share(filled) == 0
    assert decisions_in_force(filled, [ONE, TWO]) == {}


def test_undoing_an_approval_brings_the_submission_back(filled):
    submit(filled, [decision()], "Ani")
    record = approve(filled, [seen(filled)], "Budi")
    filled.undo(record.id_unggahan, "Budi")
    assert decisions_in_force(filled, [ONE])[ONE]["status"] == SUBMITTED


def test_what_was_decided_in_the_meantime_is_not_overwritten(filled):
    submit(filled, [decision()], "Ani")
    error = refused(decide, filled, [decision(), decision(TWO)], "Budi")
    assert error.kind == "keputusan_didahului"
    assert error.facts["siapa"] == "Ani"
    with speaking("id"):
        assert "Diajukan" in sentence(refused(decide, filled, [decision()], "Budi"))
    assert decisions_in_force(filled, [TWO]) == {}
    old = seen(filled)
    approve(filled, [old], "Budi")
    assert refused(return_, filled, [old], "Citra", "Periksa").kind == "keputusan_didahului"
    assert decisions_in_force(filled, [ONE])[ONE]["status"] == APPROVED


def test_a_decision_that_was_undone_in_the_meantime_is_not_judged(filled):
    record = submit(filled, [decision()], "Ani")
    old = seen(filled)
    filled.undo(record.id_unggahan, "Ani")
    assert refused(approve, filled, [old], "Budi").kind == "keputusan_hilang"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"alasan": "  "}, "keputusan_tanpa_alasan"),
        ({"kategori_arg": None}, "keputusan_kategori"),
        ({"kategori_arg": "BELUM_DINILAI"}, "keputusan_kategori"),
        ({"bobot_arg": Decimal("1.01")}, "keputusan_bobot"),
        ({"bobot_arg": Decimal("-0.1")}, "keputusan_bobot"),
        ({"bobot_arg": Decimal("0.125")}, "keputusan_bobot"),
    ],
)
def test_a_decision_that_says_too_little_is_refused(filled, said, kind):
    before = len(filled.batches())
    assert refused(submit, filled, [decision(TWO), decision(**said)], "Ani").kind == kind
    assert len(filled.batches()) == before


def test_nothing_chosen_no_name_or_nothing_submitted_is_refused(filled):
    assert refused(decide, filled, [], "Ani").kind == "keputusan_kosong"
    assert refused(decide, filled, [decision()], "  ").kind == "keputusan_tanpa_nama"
    decide(filled, [decision()], "Ani")
    assert refused(approve, filled, [seen(filled)], "Budi").kind == "keputusan_belum_diajukan"


def test_a_neutral_line_has_no_weight(filled):
    submit(filled, [decision(kategori_arg="NETRAL")], "Ani")
    assert decisions_in_force(filled, [ONE])[ONE]["bobot_arg"] is None
    assert share(filled) == 0


def test_history_tells_every_decision_with_who_when_and_why(filled):
    first = decide(filled, [decision(alasan="Dugaan")], "Ani")
    filled.undo(first.id_unggahan, "Budi")
    submit(filled, [decision(), decision(TWO)], "Ani")
    return_(filled, [seen(filled)], "Citra", "Kurang data")
    told = history(filled, ONE)
    assert [(d.batch.aktor, d.row["status"], d.row["alasan"]) for d in told] == [
        ("Ani", DRAFT, "Dugaan"), ("Ani", SUBMITTED, "Peserta perempuan tertinggal"),
        ("Citra", RETURNED, "Peserta perempuan tertinggal"),
    ]  # fmt: skip
    assert [d.in_force for d in told] == [False, False, True]
    assert told[0].batch.dibatalkan_oleh == "Budi"
    assert [d.at for d in told] == sorted(d.at for d in told)
    assert len(history(filled, TWO)) == 1
    assert history(filled, TagKey(REGION, YEAR, STAGE, EAST)) == ()


def test_history_of_a_frozen_version_ends_with_it(filled):
    decide(filled, [decision()], "Ani")
    filled.freeze("Rakor", "Ani")
    submit(filled, stored_decisions(filled, [seen(filled)]), "Ani")
    with filled.as_of("Rakor") as reading:
        assert [each.row["status"] for each in history(reading, ONE)] == [DRAFT]
        assert history(reading, ONE)[0].in_force


def test_an_account_or_a_whole_agency_can_be_decided_too(filled):
    account = TagKey(REGION, YEAR, STAGE, EAST, FIRST, "5.1.02.01.01.0024")
    agency = TagKey(REGION, YEAR, STAGE, EAST)
    submit(filled, [decision(agency, bobot_arg=None)], "Ani")
    assert share(filled) == pytest.approx(10)
    submit(filled, [decision(account)], "Ani")
    assert share(filled) == pytest.approx(5)
    assert history(filled, agency)[0].in_force


def test_the_kept_file_reads_as_the_rows_that_were_stored(filled):
    record = submit(filled, [decision(), decision(TWO, bobot_arg=None)], "Ani")
    kept = kept_file(record.sha256)
    assert kept is not None
    data = kept.read_bytes()
    assert [row[0] for row in csv.reader(io.StringIO(data.decode()))][1:] == [REGION, REGION]
    report = understand("tag_arg", data, kept.name, Answers(), filled)
    assert not report.has_errors
    read = report.parts[0].rows.to_pylist()
    stored = decisions_in_force(filled, [ONE, TWO])
    for row in read:
        key = ONE if row["kode_sub_kegiatan"] == FIRST else TWO
        for column in dataset("tag_arg").columns:
            assert row.get(column.name) == stored[key][column.name], column.name


def test_every_field_has_a_column_of_its_own():
    names = {column.name for column in dataset("tag_arg").columns}
    assert set(FIELDS) <= names
    assert len(FIELDS) == 8
