"""A file against the figures in force: jumps, last year's figures, ceilings, falling spending."""

from __future__ import annotations

from datetime import date

import pytest

from pug_metrics.ingest import Answers, Report, commit, understand
from pug_metrics.store import Store
from tests.ingest.files_by_hand import AGENCY, SUB, budget, found, line

TODAY = date(2026, 12, 31)
OTHER = "1.02.0.00.0.00.01.0000"


def lines(*pagu: str, agency: str = AGENCY) -> list[list[str]]:
    """Full lines of one agency with these amounts."""
    return [
        line(agency, f"Dinas {agency[:4]}", SUB, f"5.1.02.01.01.{number:04d}", "1.1", each)
        for number, each in enumerate(pagu, 1)
    ]


def report_of(
    store: Store, rows: list[list[str]], year: int = 2025, stage: str = "MURNI"
) -> Report:
    answers = Answers(year, stage, "63.72")
    return understand("anggaran", budget(*rows), f"{year}{stage}.csv", answers, store, today=TODAY)


def put(store: Store, rows: list[list[str]], year: int = 2025, stage: str = "MURNI") -> None:
    commit(store, report_of(store, rows, year, stage), actor="uji")


def kinds(report: Report) -> set[str]:
    return {kind for kind in report.counts if kind.startswith(("lonjakan", "angka_tahun"))}


@pytest.mark.parametrize(
    ("pagu", "kind"),
    [
        (("100000", "200000"), "lonjakan_naik"),
        (("1000", "2000"), "lonjakan_naik"),
        (("10", "20"), "lonjakan_turun"),
        (("999", "2000"), ""),
        (("11", "20"), ""),
    ],
)
def test_a_sum_ten_times_as_large_or_small_is_a_warning(store: Store, pagu, kind: str):
    put(store, lines("100", "200"))
    report = report_of(store, lines(*pagu))
    assert kinds(report) - {"lonjakan_baris"} == ({kind} if kind else set())


def test_a_jump_names_both_figures_and_what_they_are_compared_with(store: Store):
    put(store, lines("100", "200"))
    report = report_of(store, lines("100000", "200000"))
    (finding,) = [each for each in report.findings if each.kind == "lonjakan_naik"]
    assert (finding.row, finding.value, finding.column) == (2, AGENCY, "Kode SKPD")
    facts = finding.facts
    assert (facts["baru"], facts["lama"], facts["kali"]) == (300000, 300, 1000)
    assert facts["pembanding"] == "MURNI 2025"
    assert report.diterima == 2


def test_each_agency_is_compared_with_itself(store: Store):
    put(store, [*lines("100"), *lines("5", agency=OTHER)])
    report = report_of(store, [*lines("100"), *lines("500", agency=OTHER)])
    assert found(report, "lonjakan_naik") == [(3, "Kode SKPD", OTHER)]


def test_without_the_same_scope_the_other_stage_and_then_the_year_before_is_compared(store: Store):
    put(store, lines("100"), 2024)
    last = report_of(store, lines("2000"), 2025)
    assert last.findings[[e.kind for e in last.findings].index("lonjakan_naik")].facts[
        "pembanding"] == "MURNI 2024"  # fmt: skip
    put(store, lines("90"), 2025)
    assert kinds(report_of(store, lines("2000"), 2025, "PERUBAHAN")) == {"lonjakan_naik"}
    assert kinds(report_of(store, lines("2000"), 2027)) == set()


def test_a_file_of_a_few_lines_is_not_compared_with_a_whole_agency(store: Store):
    put(store, lines("100", "200", "300", "400"))
    assert kinds(report_of(store, lines("7"))) == set()


def test_a_line_with_one_zero_too_many_is_pointed_out(store: Store):
    put(store, lines("100", "200", "300"))
    report = report_of(store, lines("100", "2000", "300"))
    assert found(report, "lonjakan_baris") == [(3, "Pagu", "2000")]
    assert "lonjakan_baris" not in report_of(store, lines("100", "2001", "300")).counts
    assert "lonjakan_baris" not in report_of(store, lines("100", "200", "300")).counts


def test_last_years_figures_are_pointed_out_where_five_lines_are_equal(store: Store):
    figures = ("100", "200", "300", "400.25", "500")
    put(store, lines(*figures), 2024)
    assert found(report_of(store, lines(*figures), 2025), "angka_tahun_lalu") == [
        (2, "Kode SKPD", AGENCY)]  # fmt: skip
    assert kinds(report_of(store, lines(*figures), 2025, "PERUBAHAN")) == {"angka_tahun_lalu"}
    assert kinds(report_of(store, lines(*figures[:4], "500.01"), 2025)) == set()
    swapped = lines("200", "100", *figures[2:])
    assert kinds(report_of(store, swapped, 2025)) == set()


def test_four_equal_lines_may_be_chance(store: Store):
    put(store, lines("100", "200", "300", "400"), 2024)
    assert kinds(report_of(store, lines("100", "200", "300", "400"), 2025)) == set()


def test_people_of_last_year_sent_in_again_are_pointed_out(store: Store):
    def people(year: int, extra: int = 0) -> Report:
        head = "kode_wilayah,tahun,laki_laki,perempuan"
        rows = [f"63.72.0{n}.1003,{year},{n * 10},{n * 11 + extra}" for n in range(2, 6)] + [
            f"63.72.03.1004,{year},7,8"
        ]
        text = "\n".join([head, *rows]).encode()
        return understand("penduduk", text, f"p{year}.csv", Answers(daerah="63.72"), store)

    commit(store, people(2024), actor="uji")
    assert "angka_tahun_lalu" in people(2025).counts
    assert "angka_tahun_lalu" not in people(2025, 1).counts


# -- spending --------------------------------------------------------------------------------------


def spending(store: Store, month: int, *amounts: str, year: int = 2025) -> Report:
    head = "kode_skpd,kode_sub_kegiatan,kode_rekening,kode_sumber_dana,realisasi\n"
    rows = [f"{AGENCY},{SUB},5.1.02.01.01.{n:04d},1.1,{each}" for n, each in enumerate(amounts, 1)]
    answers = Answers(year, None, "63.72", sampai_bulan=month)
    text = (head + "\n".join(rows)).encode()
    return understand("realisasi", text, f"r{month}.csv", answers, store, today=TODAY)


def test_spending_that_falls_below_an_earlier_month_in_force_is_a_warning(store: Store):
    put(store, lines("1000", "1000"))
    commit(store, spending(store, 3, "50", "60"), actor="uji")
    assert found(spending(store, 6, "50", "59.99"), "realisasi_turun") == [
        (3, "realisasi", "59.99")]  # fmt: skip
    assert "realisasi_turun" not in spending(store, 6, "50", "60").counts
    assert found(spending(store, 2, "51", "60"), "realisasi_turun")[0][0] == 2


def test_the_same_month_again_is_a_correction_and_no_fall(store: Store):
    put(store, lines("1000"))
    commit(store, spending(store, 3, "50"), actor="uji")
    assert "realisasi_turun" not in spending(store, 3, "40").counts


def test_spending_above_its_ceiling_in_force_is_a_warning_and_stays(store: Store):
    put(store, lines("100", "100"))
    report = spending(store, 6, "100", "100.01")
    assert found(report, "realisasi_di_atas") == [(3, "realisasi", "100.01")]
    assert report.diterima == 2


def test_spending_is_held_to_the_latest_stage(store: Store):
    put(store, lines("100"))
    put(store, lines("300"), stage="PERUBAHAN")
    assert "realisasi_di_atas" not in spending(store, 6, "300").counts
    assert "realisasi_di_atas" in spending(store, 6, "301").counts
