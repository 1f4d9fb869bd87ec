"""One column a year or month: read downwards, every row counted, nothing guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from files_by_hand import AGENCY, SUB, csv_of, found, xlsx_of

from pug_metrics.ingest import Answers, IntakeRefused, commit, understand

pytestmark = pytest.mark.cepat
REGION = Answers(tahapan="MURNI", daerah="63.72")
SPENT = Answers(tahun=2025, daerah="63.72")
MONTHS = ("Kode SKPD", "Kode Rekening", "Realisasi s.d. Januari", "Realisasi s.d. Februari")
ACCOUNTS = ("5.1.02.01.01.0024", "5.1.02.01.01.0025")


def spent(*rows, head=MONTHS, answers=SPENT, name="a.csv"):
    return understand("realisasi", csv_of([head, *rows]).encode(), name, answers)


def stored(report, *names):
    rows = report.parts[0].rows.select([*names, "baris"]).to_pylist()
    return [tuple(row.values()) for row in rows]


def adds_up(report) -> bool:
    fates = report.fates
    aside = sum(len(rows) for rows in fates.set_aside.values())
    by_row = len(fates.accepted) + len(fates.rejected) + aside
    return (
        report.dibaca == report.diterima + report.ditolak + report.disisihkan
        and by_row == report.file_rows
    )


def test_months_become_rows_that_name_the_row_of_the_file():
    report = spent(["1.01", ACCOUNTS[0], "10", "25"], ["1.01", ACCOUNTS[1], "5", "5"])
    assert stored(report, "sampai_bulan", "realisasi") == [
        (1, Decimal(10), 2), (2, Decimal(25), 2), (1, Decimal(5), 3), (2, Decimal(5), 3),
    ]  # fmt: skip
    assert (report.dibaca, report.diterima, report.file_rows) == (4, 4, 2)
    assert (report.questions, report.choices) == ((), ())
    assert adds_up(report)


def test_blank_cells_are_no_lines_and_rows_without_any_are_set_aside():
    report = spent(["1.01", ACCOUNTS[0], "10", ""], ["1.01", ACCOUNTS[1], "-", ""],
                   ["", "", "", ""], ["1.02", ACCOUNTS[0], "", ""])  # fmt: skip
    assert stored(report, "sampai_bulan", "realisasi") == [(1, Decimal(10), 2)]
    assert {each.kind: each.which.to_pylist() for each in report.set_aside} == {
        "kosong": [4], "sel_kosong": [3, 5],
    }  # fmt: skip
    assert not report.has_errors
    assert adds_up(report)


def test_a_wrong_cell_is_named_and_keeps_its_whole_row_out():
    report = spent(["1.01", ACCOUNTS[0], "10", "dua"], ["1.01", ACCOUNTS[1], "5", "6"])
    (finding,) = [each for each in report.findings if each.severity == "galat"]
    assert (finding.row, finding.column, finding.cell, finding.value) == (
        2, "Realisasi s.d. Februari", 3, "dua",
    )  # fmt: skip
    assert (report.diterima, report.ditolak) == (2, 2)
    assert report.fates.rejected.to_pylist() == [2]
    assert adds_up(report)


def test_months_without_up_to_are_asked_and_never_guessed(store):
    head = ("Kode SKPD", "Kode Rekening", "Januari", "Februari")
    row = ["1.01", ACCOUNTS[0], "10", "25"]
    report = spent(row, head=head)
    assert [choice.kind for choice in report.choices] == ["bulanan"]
    with pytest.raises(IntakeRefused, match="bulanan_belum_dipilih"):
        commit(store, report, actor="uji")
    cumulative = Answers(tahun=2025, daerah="63.72", monthly="kumulatif")
    said = spent(row, head=head, answers=cumulative)
    assert (said.choices, said.diterima) == ((), 2)
    each_month = spent(row, head=head, answers=Answers(tahun=2025, daerah="63.72",
                                                       monthly="per_bulan"))  # fmt: skip
    assert each_month.diterima == 0
    assert "bulan_per_bulan" in each_month.counts


@pytest.mark.parametrize(
    ("header", "month"),
    [("s.d. Triwulan II", 6), ("Realisasi s/d Maret 2025", 3), ("sampai dengan bulan 9", 9),
     ("s.d. Semester I (Rp)", 6)],
)  # fmt: skip
def test_a_header_names_its_month_in_many_ways(header, month):
    report = spent(["1.01", ACCOUNTS[0], "10"], head=("Kode SKPD", "Kode Rekening", header))
    assert stored(report, "sampai_bulan") == [(month, 2)]


def test_months_that_a_workbook_keeps_as_dates_are_months():
    head = ("Kode SKPD", "Kode Rekening", "2025-01-01", "2025-02-01")
    report = spent(["1.01", ACCOUNTS[0], "10", "25"], head=head,
                   answers=Answers(tahun=2025, daerah="63.72", monthly="kumulatif"))  # fmt: skip
    assert stored(report, "sampai_bulan") == [(1, 2), (2, 2)]


def test_years_become_rows_and_no_year_is_asked():
    head = ("Kode SKPD", "Kode Rekening", "pagu_2024", "Pagu 2025 (Rp)")
    data = csv_of([head, ["1.01", ACCOUNTS[0], "1.000.000,50", "2.000.000,00"]], ";").encode()
    report = understand("anggaran", data, "a.csv", REGION)
    assert stored(report, "tahun", "pagu") == [
        (2024, Decimal("1000000.50"), 2), (2025, Decimal(2_000_000), 2),
    ]  # fmt: skip
    assert report.questions == ()
    assert sorted(scope.tahun for scope in report.parts[0].scopes) == [2024, 2025]


def test_a_year_that_was_answered_contradicts_other_years_in_the_headers():
    head = ("Kode SKPD", "Kode Rekening", "Pagu 2024", "Pagu 2025")
    data = csv_of([head, ["1.01", ACCOUNTS[0], "1", "2"]]).encode()
    report = understand("anggaran", data, "a.csv", Answers(2025, "MURNI", "63.72"))
    assert "jawaban_berbeda" in report.counts
    assert report.diterima == 0


def test_a_total_beside_years_is_asked_and_not_taken_for_the_ceiling():
    head = ("Kode SKPD", "Kode Rekening", "Pagu 2024", "Pagu 2025", "Jumlah")
    data = csv_of([head, ["1.01", ACCOUNTS[0], "1", "2", "3"]]).encode()
    report = understand("anggaran", data, "a.csv", REGION)
    assert "kolom_lebar_dan_tunggal" in report.counts
    assert (report.diterima, [choice.column for choice in report.choices]) == (0, ["Jumlah"])
    answers = Answers(tahapan="MURNI", daerah="63.72", columns={"Jumlah": ""})
    assert understand("anggaran", data, "a.csv", answers).sums.accepted == Decimal(3)


def test_two_columns_for_one_year_are_refused():
    head = ("Kode SKPD", "Kode Rekening", "Pagu 2025", "Pagu TA 2025")
    data = csv_of([head, ["1.01", ACCOUNTS[0], "1", "2"]]).encode()
    report = understand("anggaran", data, "a.csv", REGION)
    assert "kolom_berebut" in report.counts
    assert report.diterima == 0


def test_men_and_women_by_year_stay_together_on_a_line():
    head = ("kode_wilayah", "L 2023", "P 2023", "2024 | Laki-laki", "2024 | Perempuan")
    rows = [head, ("63.72.02.1003", "10", "11", "12", ""), ("63.72.02.1004", "1", "2", "3", "4")]
    report = understand("penduduk", xlsx_of({"A": rows}), "a.xlsx")
    assert stored(report, "tahun", "laki_laki", "perempuan") == [
        (2023, 1, 2, 3), (2024, 3, 4, 3),
    ]  # fmt: skip
    # One cell of the year 2024 is blank: what was required is missing, so row 2 stays out.
    assert found(report, "wajib_kosong") == [(2, "2024 | Perempuan", "")]
    assert adds_up(report)


def test_targets_in_two_header_rows_are_read_by_year():
    head = ("Kode SKPD", "Target 2025 | L", "Target 2025 | P", "Target 2026 | L", "Target 2026 | P")
    report = understand("sasaran", xlsx_of({"A": [head, ("1.01", "1", "2", "3", "4")]}), "a.xlsx",
                        Answers(daerah="63.72"))  # fmt: skip
    assert stored(report, "tahun", "target_l", "target_p") == [(2025, 1, 2, 2), (2026, 3, 4, 2)]


def test_numbers_of_a_workbook_stay_numbers():
    rows = [MONTHS, ["1.01", ACCOUNTS[0], 1050.5, 2000]]
    report = understand("realisasi", xlsx_of({"A": rows}), "a.xlsx", SPENT)
    assert report.sums.accepted == Decimal("3050.50")


def test_total_rows_of_a_wide_table_are_set_aside_once_a_line():
    report = spent(["1.01", ACCOUNTS[0], "10", "25"], ["JUMLAH", "", "10", "25"])
    assert [(each.kind, each.rows, each.which.to_pylist()) for each in report.set_aside] == [
        ("jumlah", 2, [3])
    ]
    assert (report.diterima, report.sums.declared) == (2, Decimal(35))
    assert adds_up(report)


def test_a_row_that_repeats_a_key_is_told_with_rows_of_the_file():
    fund = (*MONTHS[:2], "Kode Sub Kegiatan", "Kode Sumber Dana", *MONTHS[2:])
    row = [AGENCY, ACCOUNTS[0], SUB, "1.1", "10", "25"]
    report = spent(row, row, head=fund)
    facts = {(each.row, each.facts["pertama"]) for each in report.findings
             if each.kind == "kunci_ganda"}  # fmt: skip
    assert facts == {(2, 3), (3, 2)}
    assert report.diterima == 0


def test_a_wide_file_is_stored_with_its_rows(store):
    report = spent(["1.01", ACCOUNTS[0], "10", "25"])
    (record,) = commit(store, report, actor="uji")
    rows = store.query("SELECT sampai_bulan, realisasi, baris FROM berlaku_realisasi ORDER BY 1")
    assert rows.to_pylist() == [
        {"sampai_bulan": 1, "realisasi": Decimal(10), "baris": 2},
        {"sampai_bulan": 2, "realisasi": Decimal(25), "baris": 2},
    ]
    assert (record.dibaca, record.diterima) == (2, 2)
