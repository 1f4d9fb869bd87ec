"""Thousands and millions of rupiah: found where a file says so, asked, applied once answered."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pug_metrics.ingest import Answers, IntakeRefused, commit
from pug_metrics.ingest.units import unit_in
from tests.ingest.files_by_hand import ANSWERS, csv_of, found, read, xlsx_of

pytestmark = pytest.mark.cepat
THOUSANDS = "ANGGARAN TAHUN 2025 (dalam ribuan rupiah)"


def file_of(*cells: str, title: str = THOUSANDS, head: str = "Pagu", sign: str = ";") -> bytes:
    rows = [(f"1.0{number}", cell) for number, cell in enumerate(cells, 1)]
    return csv_of([(title, ""), ("Kode SKPD", head), *rows], sign).encode()


def pagu(data: bytes, unit: int | None = None, name: str = "uji.csv"):
    report = read(data, replace(ANSWERS, unit=unit), name=name)
    return report.parts[0].rows["pagu"].to_pylist(), report


@pytest.mark.parametrize(
    ("text", "power"),
    [
        ("dalam ribuan rupiah", 3), ("(dalam ribu Rp)", 3), ("(Rp juta)", 6), ("x Rp1.000", 3),
        ("Pagu (Rp. Juta)", 6), ("x 1.000.000", 6), ("Anggaran (jutaan)", 6), ("jutaan", 6),
        ("(Rp 000)", 3), ("Satuan : Miliar Rupiah", 9), ("IDR billion", 9), ("(Dalam Rp. 000)", 3),
        ("Pagu dalam Rp 1.000,-", 3), ("in million rupiah", 6), ("Nilai | (ribuan Rp)", 3),
        ("dlm. juta rupiah", 6), ("(dalam milyar rupiah)", 9), ("Triliun Rupiah", 12),
    ],
)  # fmt: skip
def test_a_unit_is_found_in_its_usual_spellings(text, power):
    assert unit_in(text) == power


@pytest.mark.parametrize(
    "text",
    [
        "Pagu", "Pagu (Rp)", "Belanja di atas 5 miliar rupiah", "Rp5 juta", "dalam ribuan jiwa",
        "Kode 5.1.02.01.01.0000", "Rp 1.000", "Total Rp1.000.000", "Kota Seribu", "(2025)",
        "(1.000)",
    ],
)  # fmt: skip
def test_an_amount_a_code_or_a_year_names_no_unit(text):
    assert unit_in(text) == 0


def test_a_unit_is_asked_and_nothing_is_stored_before_the_answer(store):
    values, report = pagu(file_of("1.250,5", "2.000,0"))
    assert values == [Decimal("1250.5"), 2000]
    (choice,) = report.choices
    assert (choice.kind, [answer for answer, _ in choice.options]) == ("satuan", ["1", "1000"])
    assert "1.250,5 -> Rp1.250.500" in choice.options[1][1]
    assert found(report, "satuan_terbuka") == [(None, "", THOUSANDS)]
    with pytest.raises(IntakeRefused) as refusal:
        commit(store, report, actor="uji")
    assert refusal.value.kind == "perlu_jawaban"


def test_an_answered_unit_multiplies_exactly_and_can_be_stored(store):
    values, report = pagu(file_of("1,50001", "2.000.000"), 1000)
    assert values == [Decimal("1500.01"), 2_000_000_000]
    assert report.choices == ()
    assert report.counts["satuan_dipakai"] == 1
    assert commit(store, report, actor="uji")[0].diterima == 2


def test_a_unit_answered_with_one_leaves_the_figures():
    values, report = pagu(file_of("1.250.000", "5"), 1)
    assert values == [1_250_000, 5]
    assert (report.choices, report.counts["satuan_seperti_tertulis"]) == ((), 1)


def test_decimals_are_counted_after_the_unit():
    assert pagu(file_of("1,5", title="(Rp juta)"), 1_000_000)[0] == [1_500_000]
    values, report = pagu(file_of("1,12345678", "1,123456789", title="(Rp juta)"), 1_000_000)
    assert values == [Decimal("1123456.78")]
    assert found(report, "angka_desimal") == [(4, "Pagu", "1,123456789")]


def test_three_decimals_of_a_million_are_asked_about():
    # 1.250 juta is 1,250,000 or 1,250,000,000: the form is asked before the unit can be shown.
    _, report = pagu(file_of("1.250", "2.500", title="(dalam jutaan rupiah)"))
    assert {choice.kind for choice in report.choices} == {"angka", "satuan"}


def test_numbers_of_a_workbook_are_multiplied_too():
    rows = [["dalam jutaan rupiah"], ["Kode SKPD", "Pagu"], ["1.01", 1.5], ["1.02", -0.25],
            ["1.03", 0.1 + 0.2]]  # fmt: skip
    values, report = pagu(xlsx_of({"A": rows}), 1_000_000, "uji.xlsx")
    assert values == [1_500_000, 300_000]
    assert report.sums.rejected == -250_000


def test_the_unit_of_a_header_counts_for_its_column_alone():
    head = ("Kode SKPD", "Pagu (juta Rp)", "Realisasi (Rp)", "Bulan")
    data = csv_of([head, ("1.01", "1,5", "750000", "6")], ";").encode()
    report = read(data, replace(ANSWERS, unit=1_000_000))
    budget, spent = (part.rows for part in report.parts)
    assert budget["pagu"].to_pylist() == [1_500_000]
    assert spent["realisasi"].to_pylist() == [750_000]
    assert read(data).choices[0].column == "pagu"


@pytest.mark.parametrize(
    "rows",
    [
        [("", "(dalam ribuan rupiah)"), ("Kode SKPD", "Pagu"), ("1.01", "5")],
        [("Kode SKPD", "Pagu", "dalam ribuan rupiah"), ("1.01", "5", "")],
        [("Kode SKPD", "Nama SKPD", "Pagu"), ("1.01", "Dinas", "5"),
         ("Catatan: angka dalam ribuan rupiah", "", "")],
    ],
)  # fmt: skip
def test_a_unit_in_a_cell_of_its_own_or_in_a_note_is_found(rows):
    report = read(csv_of(rows, ";").encode())
    assert [choice.kind for choice in report.choices] == ["satuan"]


def test_two_units_in_one_file_are_refused():
    values, report = pagu(file_of("5", head="Pagu (juta Rp)"), 1000)
    assert values == []
    assert report.counts["satuan_berbeda"] == 1
    assert pagu(file_of("5", head="Pagu (juta Rp)"), 1)[0] == [5]


def test_a_unit_that_the_file_does_not_name_is_applied_when_it_is_stated():
    values, report = pagu(file_of("5", title="ANGGARAN"), 1000)
    assert (values, report.counts["satuan_dipakai"]) == ([5000], 1)
    assert pagu(file_of("5"), 1_000_000)[1].counts["satuan_lain"] == 1
    assert pagu(file_of("5"), 7)[1].counts["satuan_tidak_sah"] == 1


def test_a_count_in_thousands_is_pointed_out():
    head = ("Kode Wilayah", "Tahun", "Laki-laki (ribu jiwa)", "Perempuan")
    data = csv_of([head, ("63.72", "2025", "140", "139")]).encode()
    answers = Answers(columns={"Laki-laki (ribu jiwa)": "laki_laki"})
    assert read(data, answers, "penduduk").counts["satuan_ribuan"] == 1
