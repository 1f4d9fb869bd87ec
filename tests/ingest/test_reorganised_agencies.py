"""The map of former agencies: pointed out at intake, chosen by people, never applied by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from files_by_hand import ACCOUNT, csv_of, found

from pug_metrics.ingest import Answers, commit, understand

pytestmark = pytest.mark.cepat
HEAD = "mulai_tahun,kode_skpd_lama,nama_lama,kode_skpd_baru,nama_baru,dasar\n"
MAP = """2024,2.08.01,Dinas P3A,2.08.02,Dinas P3A dan KB,Perda 1
2024,2.14.01,Dinas KB,2.08.02,Dinas P3A dan KB,Perda 1
2025,2.08.02,Dinas P3A dan KB,2.08.03,Dinas Keluarga,Perda 2
2025,1.03.01,Dinas PU,1.03.02,Dinas Jalan,Perda 2
2025,1.03.01,Dinas PU,1.03.03,Dinas Air,Perda 2
"""
REGION = Answers(daerah="63.72")


@pytest.fixture
def mapped(store):
    report = understand("peta_opd", (HEAD + MAP).encode(), "peta.csv", REGION, store)
    commit(store, report, actor="uji")
    return store


def budget(store, *codes, year=2025, **codes_said):
    rows = [[code, ACCOUNT, str(number)] for number, code in enumerate(codes, 1)]
    data = csv_of([("Kode SKPD", "Kode Rekening", "Pagu"), *rows]).encode()
    answers = Answers(year, "MURNI", "63.72", codes={"kode_skpd": codes_said.get("said", {})})
    return understand("anggaran", data, "a.csv", answers, store)


def suggested(report):
    return {each.subject: (each.proposal, [code for code, _ in each.options])
            for each in report.suggestions if each.kind == "kode"}  # fmt: skip


def test_the_map_is_a_dataset_of_its_own(store):
    report = understand("peta_opd", (HEAD + MAP).encode(), "peta.csv", REGION, store)
    assert (report.diterima, report.questions) == (5, ())
    assert [row for row, _, _ in found(report, "peta_opd_terbagi")] == [5, 6]
    assert understand("peta_opd", (HEAD + MAP).encode(), "p.csv").questions == ("kode_daerah",)


def test_a_code_that_becomes_itself_is_no_change(store):
    data = (HEAD + "2024,1.01,A,1.01,A,x\n").encode()
    report = understand("peta_opd", data, "peta.csv", REGION, store)
    assert found(report, "peta_opd_tetap") == [(2, "kode_skpd_baru", "1.01")]


def test_a_former_code_is_pointed_out_with_its_successor_and_stays(mapped):
    report = budget(mapped, "2.14.01", "1.01", year=2024)
    assert found(report, "opd_berganti") == [(2, "Kode SKPD", "2.14.01")]
    assert suggested(report) == {"2.14.01": ("2.08.02", ["2.08.02", "2.14.01"])}
    assert report.choices == ()
    assert report.parts[0].rows["kode_skpd"].to_pylist() == ["2.14.01", "1.01"]


def test_before_the_change_nothing_is_said(mapped):
    report = budget(mapped, "2.08.01", year=2023)
    assert (suggested(report), "opd_berganti" in report.counts) == ({}, False)


def test_a_chain_of_changes_is_followed_to_the_year_of_the_row(mapped):
    assert suggested(budget(mapped, "2.08.01"))["2.08.01"][0] == "2.08.03"


def test_a_split_agency_has_no_successor_to_propose(mapped):
    report = budget(mapped, "1.03.01")
    assert suggested(report) == {"1.03.01": ("", ["1.03.02", "1.03.03", "1.03.01"])}
    assert found(report, "opd_terbagi") == [(2, "Kode SKPD", "1.03.01")]


def test_the_chosen_code_is_stored_and_a_kept_one_is_not_asked_again(mapped):
    report = budget(mapped, "2.14.01", said={"2.14.01": "2.08.03"})
    assert report.parts[0].rows["kode_skpd"].to_pylist() == ["2.08.03"]
    kept = budget(mapped, "2.14.01", said={"2.14.01": "2.14.01"})
    assert (suggested(kept), "opd_berganti" in kept.counts) == ({}, False)


def test_a_code_of_several_years_is_answered_year_by_year(mapped):
    head = ("Tahun", "Kode SKPD", "Kode Rekening", "Pagu")
    data = csv_of([head, ["2023", "2.14.01", ACCOUNT, "1"], ["2024", "2.14.01", ACCOUNT, "2"]])
    answers = Answers(tahapan="MURNI", daerah="63.72")
    report = understand("anggaran", data.encode(), "a.csv", answers, mapped)
    assert list(suggested(report)) == ["2.14.01 | 2024"]
    answers = replace(answers, codes={"kode_skpd": {"2.14.01 | 2024": "2.08.02"}})
    report = understand("anggaran", data.encode(), "a.csv", answers, mapped)
    assert report.parts[0].rows["kode_skpd"].to_pylist() == ["2.14.01", "2.08.02"]
    assert "opd_berganti" not in report.counts
