"""Decided links are stored as one undoable batch and move exactly what they name."""

from __future__ import annotations

import pytest

from pug_metrics.ingest import IntakeRefused, commit, kept_file, understand
from pug_metrics.ingest.linking import Decision, decide_links
from pug_metrics.metrics.issue_gaps import issue_gaps
from pug_metrics.metrics.result import Slice
from tests.ingest.place_rows import AGENCY, REGION, STAGE, YEAR, line, put

AT = Slice(daerah=REGION, tahun=YEAR, tahapan=STAGE)
ONE, TWO = "2.08.02.2.01.0001", "2.08.02.2.01.0002"
NAME = "Angkatan kerja; perempuan, laki-laki"


@pytest.fixture
def filled(store):
    put(store, "anggaran", [line(AGENCY, "100.10", sub=ONE), line(AGENCY, "50.05", sub=TWO)])
    head = "kode_daerah,tahun,kode_wilayah,indikator,laki_laki,perempuan,satuan"
    people = f'{head}\n{REGION},{YEAR},{REGION},"{NAME}",80,50,persen\n'
    commit(store, understand("data_terpilah", people.encode(), "terpilah.csv"), actor="Penguji")
    return store


def linked(store):
    (issue,) = issue_gaps(store, AT).issues
    return [each.kode_sub_kegiatan for each in issue.linked]


def agency(store):
    return issue_gaps(store, AT).spending[0].kode_skpd


def decide(store, *decisions, actor="Sari"):
    return decide_links(store, decisions, region=REGION, year=YEAR, actor=actor)


def decision(store, sub, *, linked=True, why="Uji"):
    return Decision(NAME, agency(store), sub, linked, why)


def test_decisions_are_one_batch_of_changes_that_can_be_undone(filled):
    stored = decide(filled, decision(filled, ONE), decision(filled, TWO, linked=False))
    assert (stored.dataset, str(stored.mode), stored.aktor) == ("tautan_isu", "perubahan", "Sari")
    assert stored.diterima == 2
    assert linked(filled) == [ONE]
    (issue,) = issue_gaps(filled, AT).issues
    told = {(e.kode_sub_kegiatan, e.status, e.penanda, e.alasan) for e in issue.links}
    assert told == {(ONE, "DISETUJUI", "Sari", "Uji"), (TWO, "DITOLAK", "Sari", "Uji")}
    filled.undo(stored.id_unggahan, "Sari")
    assert linked(filled) == []


def test_a_later_decision_leaves_the_others_as_they_are(filled):
    decide(filled, decision(filled, ONE))
    decide(filled, decision(filled, TWO))
    assert linked(filled) == [ONE, TWO]
    decide(filled, decision(filled, ONE, linked=False))
    assert linked(filled) == [TWO]
    decide(filled, decision(filled, ONE))
    assert linked(filled) == [ONE, TWO]


def test_the_decision_is_kept_as_a_file_like_any_other(filled):
    stored = decide(filled, decision(filled, ONE))
    text = kept_file(stored.sha256).read_text()
    assert text.splitlines()[0].startswith("kode_daerah,tahun,indikator")
    assert f'"{NAME}"' in text


def test_nothing_twice_and_no_contradiction(filled):
    with pytest.raises(IntakeRefused) as refused:
        decide(filled)
    assert refused.value.kind == "tautan_kosong"
    with pytest.raises(IntakeRefused) as refused:
        decide(filled, decision(filled, ONE), decision(filled, ONE, linked=False))
    assert refused.value.kind == "tautan_dua_kali"
    decide(filled, decision(filled, ONE))
    before = len(filled.batches())
    with pytest.raises(IntakeRefused):
        decide(filled, decision(filled, ONE))
    assert len(filled.batches()) == before
