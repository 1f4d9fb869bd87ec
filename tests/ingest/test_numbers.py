"""Numbers as people write them: what is shown is what was written, or it is refused."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_metrics.datasets import dataset
from pug_metrics.ingest import Answers
from pug_metrics.ingest.amount_choice import proven
from pug_metrics.ingest.frame import Frame
from pug_metrics.ingest.numbers import read_numbers
from pug_metrics.language import LANGUAGES, catalogue
from tests.ingest.files_by_hand import HEAD, budget, found, line, read, xlsx_of

pytestmark = pytest.mark.cepat
MONEY = st.decimals(min_value=0, max_value=Decimal("999999999999999999.99"), places=2)


def amounts(*cells: str, form: str | None = None) -> tuple[list[Decimal], object]:
    """The ceilings of lines with these cells."""
    rows = [line(account=f"5.1.02.01.01.{number:04d}", pagu=cell) for number, cell in
            enumerate(cells, 1)]  # fmt: skip
    answers = Answers(2025, "MURNI", "63.72", number_form={"pagu": form} if form else {})
    report = read(budget(*rows, sign=";"), answers)
    return report.parts[0].rows["pagu"].to_pylist(), report


def english(value: Decimal) -> str:
    return f"{value:,.2f}"


def indonesian(value: Decimal) -> str:
    return english(value).translate(str.maketrans(",.", ".,"))


def values_of(*cells: str) -> list[Decimal | None]:
    """The same cells through the number reader alone."""
    declared = dataset("anggaran")
    text = pa.array([cell.strip() or None for cell in cells])
    frame = Frame(declared, pa.array(range(len(cells)), pa.int32()), {"pagu": text}, {}, {}, {})
    return read_numbers(frame, declared.column("pagu"), None).values.to_pylist()


@settings(max_examples=300, deadline=None)
@given(st.lists(MONEY, min_size=1, max_size=12))
def test_indonesian_numbers_come_back_as_they_were(values):
    # "1.000,00" has both separators, so the column can be read in one way only.
    assert values_of(*map(indonesian, values), "1.000,00")[:-1] == values


@settings(max_examples=300, deadline=None)
@given(st.lists(MONEY, min_size=1, max_size=12))
def test_english_numbers_come_back_as_they_were(values):
    assert values_of(*map(english, values), "1,000.00")[:-1] == values


@settings(max_examples=300, deadline=None)
@given(st.lists(MONEY, min_size=1, max_size=12))
def test_plain_numbers_come_back_as_they_were(values):
    assert values_of(*map(str, values), "0.50")[:-1] == values


@settings(max_examples=1000, deadline=None)
@given(st.text("0123456789.,- Rp()e_", min_size=1, max_size=14))
def test_whatever_is_read_is_what_was_written_or_it_is_refused(cell):
    # Fifty Indonesian numbers decide the form; the cell must be read so or not at all.
    value = values_of(cell, *["2.000.000,00"] * 50)[0]
    if value is not None:
        bare = cell.translate(str.maketrans("", "", " Rp")).removesuffix(",-").removesuffix(".-")
        negative = bare.startswith(("-", "(")) or bare.endswith("-")
        digits = Decimal(bare.strip("+-()").replace(".", "").replace(",", "."))
        assert value == (-digits if negative else digits)


@pytest.mark.parametrize("cells", [("1.050",), ("1,050",), ("1.050", "12"), ("100.000", "2.000")])
def test_a_column_of_two_meanings_is_not_read(cells):
    values, report = amounts(*cells)
    assert values == []
    assert [choice.column for choice in report.choices] == ["pagu"]
    assert report.counts["angka_ambigu"] == 1


@pytest.mark.parametrize(
    ("form", "expected"), [("indonesia", "1050"), ("inggris", "1.05"), ("polos", "1.05")]
)
def test_the_answer_decides_a_column_of_two_meanings(form, expected):
    assert amounts("1.050", "3", form=form)[0] == [Decimal(expected), 3]


def test_one_telling_cell_decides_for_the_whole_column():
    assert amounts("1.050", "2.000,5")[0] == [1050, Decimal("2000.5")]
    assert amounts("1,050", "2,000,000.00")[0] == [1050, 2_000_000]
    assert amounts("1.050", "1.234.567")[0] == [1050, 1_234_567]


@pytest.mark.parametrize("telling", ["2,000,000.00", "1000.50"])
def test_three_digits_that_would_be_parts_of_sen_are_asked_about(telling):
    # One form proves the column, but rupiah with three decimals are more likely thousands.
    assert amounts("1.050", telling)[0] == []
    assert amounts("1.050", telling, form="inggris")[0][0] == Decimal("1.05")
    values, report = amounts("1.050", *[telling] * 30)
    assert len(values) == 30
    assert found(report, "angka_ambigu_sel") == [(2, "Pagu", "1.050")]


def test_a_leading_zero_never_parts_thousands():
    values, _ = amounts("0.500", "1.5")
    assert values == [Decimal("0.5"), Decimal("1.5")]


def test_cells_that_are_numbers_in_a_workbook_are_never_ambiguous():
    rows = [[*line()[:5], 1.25], [*line(account="5.1.02.01.01.0001")[:5], 1050]]
    report = read(xlsx_of({"A": [HEAD, *rows]}), name="uji.xlsx")
    assert report.parts[0].rows["pagu"].to_pylist() == [Decimal("1.25"), 1050]


def test_text_beside_numbers_in_a_workbook_is_read_by_its_own_form():
    rows = [[*line()[:5], 1050.5], [*line(account="5.1.02.01.01.0001")[:5], "1.234.567,50"]]
    report = read(xlsx_of({"A": [HEAD, *rows]}), name="uji.xlsx")
    assert report.parts[0].rows["pagu"].to_pylist() == [Decimal("1050.5"), Decimal("1234567.5")]


def test_mixed_forms_point_at_the_rarer_cells():
    values, report = amounts("1.000,50", "2.000,50", "3,000.50")
    assert values == []
    assert found(report, "angka_bentuk_lain") == [(4, "Pagu", "3,000.50")]


def test_the_report_shows_how_a_column_was_read():
    _, report = amounts("Rp1.234.567,89", "412.500.000,00", "5")
    (reading,) = [each for each in report.columns if each.column == "pagu"]
    assert reading.how == "angka_indonesia"
    assert ("Rp1.234.567,89", "1234567.89") in reading.samples
    assert len(reading.samples) == 3


@pytest.mark.parametrize("cell", ["", "-", "–", "Rp -", "Rp-", "Rp"])
def test_a_dash_is_missing_not_zero(cell):
    values, report = amounts(cell, "5")
    assert values == [5]
    assert found(report, "wajib_kosong") == [(2, "Pagu", "")]


@pytest.mark.parametrize(
    "cell",
    [
        "(1.234,50)",
        "-1.234,50",
        "- 1.234,50",
        "1.234,50-",
        "-Rp1.234,50",
        "−1.234,50",
        "1.234,50 –",
    ],
)
def test_negatives_are_understood_before_they_are_refused(cell):
    _, report = amounts(cell, "5")
    (finding,) = [each for each in report.findings if each.kind == "negatif"]
    assert (finding.row, finding.value) == (2, cell)
    assert report.sums.rejected == Decimal("-1234.50")


def test_the_largest_number_fits_to_the_sen():
    assert amounts("999999999999999999.99", "0.50")[0][0] == Decimal("999999999999999999.99")


def column_of(
    name: str, *cells: str, form: str | None = None, typed=None, percent=None, of="anggaran"
):
    """One column of a dataset through the number reader alone."""
    declared = dataset(of)
    text = pa.array([cell or None for cell in cells], pa.string())
    masks = {"numeric": typed, "percent": percent}
    given = {key: {name: pa.array(mask)} for key, mask in masks.items() if mask}
    rows = pa.array(range(len(cells)), pa.int32())
    frame = Frame(declared, rows, {name: text}, {name: name}, {}, given.get("numeric", {}),
                  percent=given.get("percent", {}))  # fmt: skip
    return read_numbers(frame, declared.column(name), form)


def kinds(reading) -> dict[str, int]:
    return {mark.kind: mark.facts.get("jumlah", mark.times) for mark in reading.marks}


@pytest.mark.parametrize(
    "cell",
    [
        "1e3", "1E+09", "1_000", "0x1F", "١٢٣", "１２３", "12abc", "1.2.3", "1,23,456",
        "1.234,567.89", "--5", "5-5", "½", "(-5)", "-(5)", "1 23", "1 234'567", "5 %", ".5", "5.",
        "1.--", "NaN", "nihil", "#N/A",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["indonesia", "inggris", "polos"])
def test_what_is_no_number_is_refused_in_every_form(cell, form):
    assert column_of("pagu", cell, form=form).values.to_pylist() == [None]


@pytest.mark.parametrize("cell", ["-", "–", "n/a", "N/A", "Rp -", "Rp", "rp. -", "--"])
def test_what_stands_for_nothing_is_missing(cell):
    reading = column_of("pagu", cell, "5")
    assert (reading.values.to_pylist(), reading.marks) == ([None, 5], ())


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\u202f", "'", "’"])
def test_blanks_and_apostrophes_part_thousands_and_that_is_said(gap):
    reading = column_of("pagu", f"1{gap}234{gap}567,89", f"1{gap}000", "2")
    assert reading.values.to_pylist() == [Decimal("1234567.89"), 1000, 2]
    assert kinds(reading) == {"angka_spasi": 2}


def test_an_error_cell_is_an_error_and_not_missing():
    _, report = amounts("#N/A", "5")
    assert found(report, "sel_galat") == [(2, "Pagu", "#N/A")]
    assert "wajib_kosong" not in report.counts


def test_dust_of_a_workbook_is_taken_off_and_said():
    reading = column_of("pagu", "0.30000000000000004", "0.333333333333333", typed=[True, True])
    assert reading.values.to_pylist() == [Decimal("0.3"), None]
    assert kinds(reading) == {"angka_desimal": 1, "angka_debu": 1}
    assert column_of("pagu", "0.30000000000000004", typed=[False]).values.to_pylist() == [None]


def test_percent_is_read_as_it_is_shown():
    shown = column_of("persen", "0.15", "0.125", typed=[True] * 2, percent=[True] * 2, of="lokasi")
    assert shown.values.to_pylist() == [15, Decimal("12.5")]
    assert kinds(shown) == {"angka_persen_dibaca": 2}
    written = column_of("persen", "12,5 %", "12,5 persen", "7", of="lokasi")
    assert written.values.to_pylist() == [Decimal("12.5"), Decimal("12.5"), 7]
    weight = column_of("bobot_arg", "50%", "0,25", of="tag_arg")
    assert weight.values.to_pylist() == [Decimal("0.5"), Decimal("0.25")]


def test_percent_with_and_without_a_sign_is_asked():
    def mixed(form: str | None = None):
        return column_of("persen", "0.15", "0.2", "30", typed=[True] * 3, form=form,
                         percent=[True, False, False], of="lokasi")  # fmt: skip

    reading = mixed()
    assert reading.values.to_pylist() == [15, None, 30]
    assert kinds(reading)["angka_persen_campur"] == 1
    assert dict(reading.choice.options) == {"persen": "0.2 = 0.2", "bagian": "0.2 = 20"}
    assert mixed("bagian").values.to_pylist() == [15, 20, 30]
    assert mixed("persen").values.to_pylist() == [15, Decimal("0.2"), 30]
    assert mixed("persen").choice is None


def test_percent_in_a_column_of_rupiah_is_an_error():
    reading = column_of("pagu", "0.15", "5", typed=[True, True], percent=[True, False])
    assert kinds(reading) == {"angka_persen": 1}


def test_what_other_parts_of_a_column_prove_is_no_choice_of_the_user():
    assert column_of("pagu", "1.050", form="inggris").values.to_pylist() == [Decimal("1.05")]
    reading = column_of("pagu", "1.050", "7.5", form="inggris~")
    assert (reading.values.to_pylist(), kinds(reading)) == (
        [None, Decimal("7.5")], {"angka_ambigu_sel": 1})  # fmt: skip
    assert proven("polos", (("7", "7"),)) == ""
    assert proven("polos", (("7.50", "7.50"),)) == "inggris~"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kind",
    [
        "ambigu_sel", "besar", "bentuk_lain", "debu", "desimal", "ilmiah", "persen",
        "persen_campur", "persen_dibaca", "spasi", "tidak_sah",
    ],
)  # fmt: skip
def test_every_kind_of_fault_of_a_number_has_words(language, kind):
    assert f"temuan_angka_{kind}" in catalogue(language)
