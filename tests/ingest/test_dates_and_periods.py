"""Dates, months and years as people write them: read in one way, or refused with what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pug_metrics.ingest import Answers
from pug_metrics.ingest.dates import date_column
from pug_metrics.ingest.periods import MonthText, month_of, year_of
from tests.ingest.files_by_hand import ANSWERS, csv_of, found, read, xlsx_of

pytestmark = pytest.mark.cepat
INDEPENDENCE = date(2025, 8, 17)


def one(text: str, asked: str | None = None) -> date | str:
    column = date_column([text], asked)
    return column.days.get(text) or column.errors[text]


@pytest.mark.parametrize(
    "text",
    [
        "2025-08-17", "2025/08/17", "2025-8-17", "17/08/2025", "17-08-2025", "17.8.2025",
        "17 Agustus 2025", "17-Agu-2025", "17 agt 2025", "17 Aug 2025", "August 17, 2025",
        "20250817", "2025-08-17 00:00:00", "2025-08-17T13:45", "Minggu, 17 Agustus 2025",
        "Minggu 17/08/2025", "17 / 08 / 2025",
    ],
)  # fmt: skip
def test_a_date_in_any_usual_form_is_that_date(text):
    assert one(text) == INDEPENDENCE


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("17-08-25", "tanggal_tahun_dua"), ("17-Agu-25", "tanggal_tahun_dua"),
        ("08/17/2025", "tanggal_bulan_dulu"), ("29/02/2025", "tanggal_tidak_sah"),
        ("1900-02-29", "tanggal_tidak_sah"), ("31 April 2025", "tanggal_tidak_sah"),
        ("17/08-2025", "tanggal_tidak_sah"), ("Agustus 2025", "tanggal_tidak_sah"),
        ("2025", "tanggal_tidak_sah"), ("60", "tanggal_tidak_sah"), ("45886", "tanggal_seri"),
        ("Senin, 17 Agustus 2025", "tanggal_tidak_sah"), ("17082025", "tanggal_tidak_sah"),
        ("١٧/٠٨/٢٠٢٥", "tanggal_tidak_sah"), ("2025-08-17Z", "tanggal_tidak_sah"),
        ("45886.5", "tanggal_tidak_sah"), ("0/0/2025", "tanggal_tidak_sah"),
    ],
)  # fmt: skip
def test_what_is_no_date_or_two_is_refused_with_its_reason(text, error):
    assert one(text) == error


def test_day_comes_before_month_unless_the_column_proves_the_other_order():
    assert one("03/04/2025") == date(2025, 4, 3)
    column = date_column(["03/04/2025", "08/17/2025", "05/05/2025", "25/12/2025"], None)
    assert column.days == {"05/05/2025": date(2025, 5, 5), "25/12/2025": date(2025, 12, 25)}
    assert column.errors == {"03/04/2025": "tanggal_ambigu", "08/17/2025": "tanggal_bulan_dulu"}
    assert set(column.rules) == {"hari_dulu", "bulan_dulu"}


def test_the_chosen_order_is_kept_for_the_whole_column():
    texts = ["03/04/2025", "08/17/2025"]
    assert date_column(texts, "bulan_dulu").days == {
        "03/04/2025": date(2025, 3, 4), "08/17/2025": INDEPENDENCE}  # fmt: skip
    chosen = date_column(texts, "hari_dulu")
    assert chosen.days == {"03/04/2025": date(2025, 4, 3)}
    assert chosen.errors == {"08/17/2025": "tanggal_tidak_sah"}
    assert date_column(["25/12/2025"], "bulan_dulu").errors == {"25/12/2025": "tanggal_tidak_sah"}


@pytest.mark.parametrize(
    ("system", "day"), [("seri_1900", INDEPENDENCE), ("seri_1904", date(2029, 8, 18))]
)
def test_a_day_number_is_read_in_the_system_that_is_chosen(system, day):
    assert one("45886", system) == day


def tags_of(*dates: str) -> bytes:
    head = ("Kode SKPD", "Kategori ARG", "Tanggal")
    rows = [(f"1.0{number}", "NETRAL", day) for number, day in enumerate(dates, 1)]
    return csv_of([head, *rows]).encode()


def test_open_dates_are_asked_with_samples_and_the_answer_reads_them():
    data = tags_of("03/04/2025", "08/17/2025", "-")
    report = read(data, dataset="tag_arg")
    (choice,) = [each for each in report.choices if each.kind == "tanggal"]
    assert dict(choice.options)["bulan_dulu"] == "03/04/2025 = 2025-03-04; 08/17/2025 = 2025-08-17"
    assert report.diterima == 1
    answers = replace(ANSWERS, number_form={choice.column: "bulan_dulu"})
    rows = read(data, answers, "tag_arg").parts[0].rows
    assert rows[choice.column].to_pylist() == [date(2025, 3, 4), INDEPENDENCE, None]


def test_a_date_of_a_workbook_is_that_date():
    rows = [["Kode SKPD", "Kategori ARG", "Tanggal"], ["1.01", "NETRAL", "17/08/2025"],
            ["1.02", "NETRAL", 45886]]  # fmt: skip
    report = read(xlsx_of({"A": rows}), dataset="tag_arg", name="uji.xlsx")
    assert found(report, "tanggal_seri") == [(3, "Tanggal", "45886")]


def test_a_time_of_the_day_is_left_and_said():
    assert read(tags_of("2025-08-17 13:45"), dataset="tag_arg").counts["tanggal_jam"] == 1


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("1", MonthText(1)), ("09", MonthText(9)), ("12.0", MonthText(12)), ("13", MonthText(None)),
        ("September", MonthText(9)), ("Sep.", MonthText(9)), ("Januari 2025", MonthText(1, 2025)),
        ("9/2025", MonthText(9, 2025)), ("2025-09", MonthText(9, 2025)),
        ("2025-09-01", MonthText(9, 2025)), ("2025-09-25", MonthText(None)),
        ("s.d. September", MonthText(9)), ("s/d September", MonthText(9)),
        ("sampai dengan bulan September", MonthText(9)), ("Januari - September", MonthText(9)),
        ("Maret - September", MonthText(None)), ("Triwulan II", MonthText(None, ends=6)),
        ("Semester 1", MonthText(None, ends=6)), ("TW IV", MonthText(None, ends=12)),
        ("0", MonthText(None)), ("1e0", MonthText(None)), ("٩", MonthText(None)),
    ],
)  # fmt: skip
def test_a_month_up_to_which_sums_run_is_read_in_its_usual_forms(text, month):
    assert month_of(text, until=True) == month


def test_until_a_month_is_no_month_where_none_is_asked_up_to():
    assert month_of("s.d. September", until=False) == MonthText(None)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025", 2025), ("2025.0", 2025), ("TA 2025", 2025), ("T.A. 2025", 2025),
        ("Tahun Anggaran 2025", 2025), ("2025/2026", None), ("2025-2026", None), ("'25", None),
        ("25", None), ("2025.5", None), ("٢٠٢٥", None), ("2.025", None), ("20250", None),
    ],
)  # fmt: skip
def test_a_year_has_four_digits_and_is_one_year(text, year):
    assert year_of(text) == year


def spent(*rows: tuple[str, str]) -> bytes:
    head = ("Kode SKPD", "Tahun", "Sampai Bulan", "Realisasi")
    return csv_of([head, *[(f"1.0{i}", *row, "5") for i, row in enumerate(rows, 1)]]).encode()


def test_a_month_with_a_year_must_be_of_its_row():
    data = spent(("2025", "Januari 2025"), ("2025", "Januari 2024"), ("2025", "Triwulan II"))
    report = read(data, Answers(daerah="63.72"), "realisasi")
    assert report.parts[0].rows["sampai_bulan"].to_pylist() == [1]
    assert found(report, "bulan_tahun_lain") == [(3, "Sampai Bulan", "Januari 2024")]
    (span,) = [each for each in report.findings if each.kind == "bulan_rentang"]
    assert "6" in span.cure()
