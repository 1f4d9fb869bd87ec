"""Unfinished uploads: found by a new session with every answer, private, gone after a week."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pug_metrics.datasets import declaration
from pug_metrics.ingest import Answers, drafts

pytestmark = pytest.mark.cepat

GIVEN = Answers(
    2025, "MURNI", "63.72", sheet="Rincian", number_form={"pagu": "indonesia"},
    recap="kecualikan", columns={"Uraian 2": ""}, unit=1000,
    codes={"kode_skpd": {"Dinas PPPA": "2.08"}},
)  # fmt: skip


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))


def keep(data: bytes = b"isi", name: str = "rka.csv", actor: str = "Sari", answers=GIVEN):
    return drafts.keep(data, name, "anggaran", answers, actor)


def test_an_unfinished_upload_comes_back_with_every_answer():
    made = keep()
    assert drafts.kept() == (made,)
    assert drafts.take(made.sha256) == (made, b"isi")
    assert made.answers == GIVEN


def test_later_answers_take_the_place_of_earlier_ones():
    keep(answers=Answers())
    made = keep(answers=GIVEN)
    assert [each.answers for each in drafts.kept()] == [made.answers]


def test_drafts_of_one_name_can_be_asked_for_and_the_newest_stands_first():
    keep(b"satu", "satu.csv")
    keep(b"dua", "dua.csv", actor="Budi")
    keep(b"tiga", "tiga.csv")
    assert [each.file_name for each in drafts.kept("Sari")] == ["tiga.csv", "satu.csv"]
    assert len(drafts.kept()) == 3


def test_a_dropped_draft_leaves_no_file():
    made = keep()
    drafts.drop(made.sha256)
    assert drafts.take(made.sha256) is None
    assert list(drafts.folder().iterdir()) == []


def test_a_draft_is_gone_after_a_week(monkeypatch: pytest.MonkeyPatch):
    made = keep()
    monkeypatch.setattr(drafts, "KEPT_FOR", timedelta(0))
    assert drafts.kept() == ()
    assert drafts.take(made.sha256) is None


def test_only_the_newest_are_kept():
    for number in range(23):
        keep(b"%d" % number)
    assert len(drafts.kept()) == 20
    assert len(list(drafts.folder().iterdir())) == 40


def test_sensitive_data_are_never_kept(monkeypatch: pytest.MonkeyPatch):
    known = declaration.datasets()
    secret = {**known, "anggaran": replace(known["anggaran"], sensitive=True)}
    monkeypatch.setattr(drafts, "datasets", lambda: secret)
    assert keep() is None
    assert not drafts.folder().exists()


def test_a_folder_that_cannot_be_written_does_not_stop_the_upload(tmp_path, monkeypatch):
    (tmp_path / "penuh").write_text("bukan folder")
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "penuh"))
    assert keep() is None
    assert drafts.kept() == ()


def test_a_draft_that_was_altered_is_not_taken():
    made = keep()
    (drafts.folder() / f"{made.sha256}.isi").write_bytes(b"lain")
    assert drafts.take(made.sha256) is None


def test_notes_that_cannot_be_read_are_left_out_and_removed():
    keep()
    (drafts.folder() / "rusak.json").write_text("{")
    assert len(drafts.kept()) == 1
    assert not (drafts.folder() / "rusak.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_nobody_else_may_read_a_draft():
    made = keep()
    kept = drafts.folder() / f"{made.sha256}.isi"
    assert kept.stat().st_mode & 0o077 == 0
    assert drafts.folder().stat().st_mode & 0o077 == 0


def test_a_name_from_outside_never_leaves_the_folder(tmp_path: Path):
    keep()
    (tmp_path / "rahasia.isi").write_bytes(b"x")
    assert drafts.take("../../rahasia") is None
    drafts.drop("../../rahasia")
    assert (tmp_path / "rahasia.isi").exists()
