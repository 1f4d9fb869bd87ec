"""Codes that spreadsheets spoiled: mended where one code is meant, asked or refused where not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pug_metrics.datasets import dataset
from pug_metrics.ingest.code_forms import account, free_code, place_code, sub_activity
from pug_metrics.ingest.code_spoiled import codes_of_date, codes_of_digits, codes_without_zero
from tests.ingest.files_by_hand import ANSWERS, HEAD, budget, csv_of, found, line, read, xlsx_of

pytestmark = pytest.mark.cepat
BUDGET = dataset("anggaran")


@pytest.mark.parametrize(
    ("read_code", "text", "code", "repair"),
    [
        (sub_activity, "2.08.02.2.01.0001–Koordinasi", "2.08.02.2.01.0001", "kode_nama_sesel"),
        (sub_activity, "2.08.02: Program", "2.08.02", "kode_nama_sesel"),
        (sub_activity, "2.08.02\nProgram PUG", "2.08.02", "kode_nama_sesel"),
        (sub_activity, "x.xx.01 Program", "X.XX.01", "kode_nama_sesel"),
        (sub_activity, "2,08,02", "2.08.02", "kode_pemisah"),
        (sub_activity, "2_08_02_2_01_0001", "2.08.02.2.01.0001", "kode_pemisah"),
        (sub_activity, "2 08 02 2 01 0001", "2.08.02.2.01.0001", "kode_pemisah"),
        (sub_activity, "2. 08. 02", "2.08.02", "kode_dirapikan"),
        (sub_activity, "2.08.02\u200b", "2.08.02", "kode_dirapikan"),
        (free_code, "1.02.\u00a00.00", "1.02.0.00", "kode_dirapikan"),
        (free_code, "'2.08", "2.08", "kode_dirapikan"),
        (free_code, "2,08,0,00,0,00,01,0000", "2.08.0.00.0.00.01.0000", "kode_pemisah"),
        (free_code, "01-02-03", "01-02-03", ""),
        (account, "510201010024", "5.1.02.01.01.0024", "rekening_tanpa_titik"),
        (account, "51020100100024", "5.1.02.01.001.00024", "rekening_tanpa_titik"),
        (account, "510201010024 Belanja ATK", "5.1.02.01.01.0024", "rekening_tanpa_titik"),
        (account, "5.1.02.01.01.0024 - Belanja", "5.1.02.01.01.0024", "kode_nama_sesel"),
        (account, "5,1,02,01,01,0024", "5.1.02.01.01.0024", "kode_pemisah"),
        (place_code, "6372 - Kota Banjarbaru", "63.72", "kode_nama_sesel"),
        (place_code, "63,72", "63.72", "kode_pemisah"),
        (place_code, "637202", "63.72.02", "wilayah_tanpa_titik"),
    ],
)
def test_one_meaning_is_mended_and_named(read_code, text, code, repair):
    found_code = read_code(text)
    assert (found_code.code, found_code.repair) == (code, repair)


@pytest.mark.parametrize(
    ("read_code", "text", "error"),
    [
        (free_code, "02/08/2002", "kode_tanggal"), (free_code, "2-Aug", "kode_tanggal"),
        (free_code, "02-Agu-02", "kode_tanggal"), (free_code, "Aug-02", "kode_tanggal"),
        (free_code, "2/8/02", "kode_tanggal"), (place_code, "2005-01-11", "kode_tanggal"),
        (account, "2002-01-05", "kode_tanggal"), (account, "5.10201E+12", "kode_ilmiah"),
        (account, "5,10201E+12", "kode_ilmiah"), (account, "5102010100240", "rekening_ambigu"),
        (account, "51020101002", "rekening_tidak_sah"), (account, "٥.١", "rekening_tidak_sah"),
        (sub_activity, "٢.٠٨.٠٢", "sub_kegiatan_tidak_sah"), (free_code, "٢.٠٨", "kode_tidak_sah"),
        (sub_activity, "2.08.02 2.01.0001", "sub_kegiatan_tidak_sah"),
        (sub_activity, "2.08,02", "sub_kegiatan_tidak_sah"),
        (place_code, "6372021", "wilayah_bps"), (place_code, "63,7", "wilayah_tidak_sah"),
        (account, "5,1", "rekening_tidak_sah"), (sub_activity, "2-08", "sub_kegiatan_tidak_sah"),
        (free_code, "#REF!", "kode_tidak_sah"), (free_code, "1.01 / 1.02 & 3", "kode_tidak_sah"),
    ],
)  # fmt: skip
def test_what_lost_digits_or_means_two_things_is_refused(read_code, text, error):
    found_code = read_code(text)
    assert (found_code.code, found_code.error) == (None, error)


@pytest.mark.parametrize(
    ("column", "text", "codes"),
    [
        ("kode_program", "2002-08-02", ["2.08.02"]),
        ("kode_program", "2002-02-08", ["2.08.02"]),
        ("kode_bidang_urusan", "2025-08-02", ["2.08"]),
        ("kode_bidang_urusan", "2-Aug", ["2.08"]),
        ("kode_bidang_urusan", "1-Feb", ["1.02"]),
        ("kode_bidang_urusan", "2025-02-01", ["1.02"]),
        ("kode_skpd", "02/08/2002", ["2.08", "2.08.02"]),
        ("kode_rekening", "2002-01-05", ["5.1.02"]),
        ("kode_daerah", "2005-01-11", ["11.01", "11.01.05"]),
        ("kode_program", "2030-12-31", []),
    ],
)
def test_the_codes_that_can_have_become_a_date_are_named(column, text, codes):
    assert [code for code, _ in codes_of_date(text, BUDGET.column(column))] == codes


@pytest.mark.parametrize(
    ("column", "text", "typed", "codes"),
    [
        ("kode_bidang_urusan", "2.1", True, ["2.10"]),
        ("kode_bidang_urusan", "2.1", False, ["2.10"]),
        ("kode_bidang_urusan", "1.1", True, []),
        ("kode_sumber_dana", "1.1", True, ["1.1", "1.10"]),
        ("kode_sumber_dana", "1.1", False, []),
        ("kode_sumber_dana", "1,1", False, ["1.1", "1.10"]),
        ("kode_skpd", "2.08", True, []),
        ("kode_daerah", "32.1", True, ["32.10"]),
        ("kode_daerah", "32.0", True, []),
        ("kode_rekening", "5.1", True, []),
    ],
)
def test_the_codes_that_can_have_lost_their_zero_are_named(column, text, typed, codes):
    named = codes_without_zero(text, BUDGET.column(column), typed=typed)
    assert [code for code, _ in named] == codes


def test_thirteen_digits_are_two_accounts():
    assert [code for code, _ in codes_of_digits("5102010100240")] == [
        "5.1.02.01.01.00240", "5.1.02.01.010.0240"]  # fmt: skip


def test_a_date_in_a_code_column_is_asked_and_the_answer_is_stored():
    data = budget(line(agency="2008-02-01"), line(agency="1.02"))
    report = read(data)
    (choice,) = [each for each in report.choices if each.kind == "kode"]
    assert (choice.column, choice.subject, choice.rows) == ("kode_skpd", "2008-02-01", 1)
    assert ("1.02.08", "Kesehatan") in choice.options
    assert (report.diterima, found(report, "kode_tanggal")) == (1, [(2, "Kode SKPD", "2008-02-01")])
    answers = replace(ANSWERS, codes={"kode_skpd": {"2008-02-01": "1.02.08"}})
    told = read(data, answers)
    assert told.parts[0].rows["kode_skpd"].to_pylist() == ["1.02.08", "1.02"]
    assert not [each for each in told.choices if each.kind == "kode"]


def test_a_number_that_lost_its_zero_is_asked_and_both_answers_are_kept():
    rows = [[*line()[:4], 1.1, 5], [*line(account="5.1.02.01.01.0001")[:4], "1.10", 6]]
    data = xlsx_of({"A": [HEAD, *rows]})
    report = read(data, name="uji.xlsx")
    (choice,) = [each for each in report.choices if each.kind == "kode"]
    assert [code for code, _ in choice.options] == ["1.1", "1.10"]
    assert found(report, "kode_nol_hilang") == [(2, "Kode Sumber Dana", "1.1")]
    for code in ("1.1", "1.10"):
        answers = replace(ANSWERS, codes={"kode_sumber_dana": {"1.1": code}})
        told = read(data, answers, name="uji.xlsx")
        assert told.parts[0].rows["kode_sumber_dana"].to_pylist() == [code, "1.10"]


def test_a_repair_is_counted_with_a_sample():
    head = ("Kode SKPD", "Kode Program", "Pagu")
    rows = [("1.01", "2,08,02", "5"), ("1.02", "2,08,02", "6")]
    report = read(csv_of([head, *rows], ";").encode())
    (mark,) = [each for each in report.findings if each.kind == "perbaikan_kode_pemisah"]
    assert (mark.value, mark.facts["jumlah"], mark.facts["menjadi"]) == ("2,08,02", 2, "2.08.02")


def test_a_place_code_of_bare_digits_names_the_place_it_is_read_as():
    head = ("Kode Wilayah", "Tahun", "Laki-laki", "Perempuan")
    data = csv_of([head, ("6372", "2025", "140", "139")]).encode()
    report = read(data, dataset="penduduk")
    (mark,) = [each for each in report.findings if each.kind == "perbaikan_wilayah_tanpa_titik"]
    assert (mark.severity, mark.facts["menjadi"]) == ("awas", "63.72 (Kota Banjarbaru)")
    assert "BPS" in mark.cure()
