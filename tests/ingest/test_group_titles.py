"""Agencies in title rows between the lines are set aside, asked, and filled down once answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from files_by_hand import ACCOUNT, ANSWERS, csv_of, found, xlsx_of

from pug_metrics.ingest import Answers, commit, understand

pytestmark = pytest.mark.cepat
HEAD = ("Kode Rekening", "Uraian", "Pagu")
ROWS = [
    ("SKPD : Dinas Kesehatan", "", ""),
    (ACCOUNT, "Belanja A", 5),
    (ACCOUNT[:-1] + "5", "Belanja B", 6),
    ("1.03.0.00.0.00.01.0000 Dinas Pekerjaan Umum", "", ""),
    (ACCOUNT, "Belanja C", 7),
    ("", "Kepala Dinas,", ""),
]
GROUP = "[judul kelompok]"


def read(store=None, **more):
    data = xlsx_of({"A": [HEAD, *ROWS]})
    return understand("anggaran", data, "a.xlsx", replace(ANSWERS, **more), store)


def test_titles_between_lines_are_set_aside_and_asked():
    report = read()
    assert {each.kind: each.which.to_pylist() for each in report.set_aside} == {
        "judul_kelompok": [2, 5], "keterangan": [7],
    }  # fmt: skip
    (choice,) = [each for each in report.choices if each.column == GROUP]
    assert [answer for answer, _ in choice.options] == ["nama_skpd", "kode_skpd", ""]
    assert found(report, "judul_kelompok_opd") == [(None, "", "Dinas Kesehatan")]
    assert (report.diterima, report.ditolak) == (0, 3)


def test_an_answered_title_is_the_name_of_the_agency_below_it(store):
    roster = b"kode_skpd,nama_skpd\n1.02.0.00.0.00.01.0000,Dinas Kesehatan\n"
    said = Answers(tahun=2025, daerah="63.72")
    commit(store, understand("opd", roster, "o.csv", said, store), actor="uji")
    report = read(store, columns={GROUP: "nama_skpd"})
    (choice,) = [each for each in report.choices if each.kind == "kode"]
    assert (choice.subject, choice.proposal, choice.rows) == (
        "Dinas Kesehatan", "1.02.0.00.0.00.01.0000", 2,
    )  # fmt: skip
    codes = {"kode_skpd": {"Dinas Kesehatan": choice.proposal}}
    report = read(store, columns={GROUP: "nama_skpd"}, codes=codes)
    rows = report.parts[0].rows
    assert rows["kode_skpd"].to_pylist() == [
        "1.02.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0000", "1.03.0.00.0.00.01.0000",
    ]  # fmt: skip
    assert set(rows["nama_skpd"].to_pylist()) == {"Dinas Kesehatan", "Dinas Pekerjaan Umum"}
    assert report.dibaca == report.diterima + report.disisihkan == 6


def test_a_file_with_a_column_of_agencies_is_not_asked_about_its_titles():
    head = ("Kode SKPD", "Kode Rekening", "Pagu")
    rows = [["Dinas A", "", ""], ["1.01", ACCOUNT, "5"]]
    report = understand("anggaran", csv_of([head, *rows]).encode(), "a.csv", ANSWERS)
    assert report.choices == ()
    assert (report.diterima, report.disisihkan) == (1, 1)


def test_the_answer_for_titles_is_remembered(store):
    codes = {"kode_skpd": {"Dinas Kesehatan": "1.02"}}
    report = read(store, columns={GROUP: "nama_skpd"}, codes=codes)
    commit(store, report, actor="uji")
    again = read(store, codes=codes)
    assert again.diterima == 3
