"""Where a figure comes from: its numbers, its lines, its files, and whether they add up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from world import REGION, World, line

from pug_metrics.errors import QuestionError
from pug_metrics.language import speaking
from pug_metrics.metrics import arg_range, arg_share, budget_total
from pug_metrics.metrics.declaration import Basis, all_metrics
from pug_metrics.metrics.lines import COLUMNS, Counted, line_count, lines
from pug_metrics.metrics.receipt import behind, receipt
from pug_metrics.metrics.result import Slice

pytestmark = pytest.mark.cepat
AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
PLACE = "99.71.01.1001"


@pytest.fixture(scope="module")
def world():
    return World(
        anggaran=[
            line("A", "30", kode_rekening="5.1.02.01", baris=7),
            line("A", "50", kode_rekening="5.1.01.01", baris=9),
            line("B", "20", kode_rekening="5.2.02.01", baris=4),
        ],
        tag_arg=[{**REGION, "kode_skpd": "A", "kode_rekening": "5.1.02.01",
                  "kategori_arg": "SPESIFIK"},
                 {**REGION, "kode_skpd": "A", "kategori_arg": "NETRAL"}],
        lokasi=[{**REGION, "kode_skpd": "A", "kode_rekening": "5.1.02.01", "kode_wilayah": PLACE,
                 "rupiah": "12"}],
        totals={"anggaran": (Decimal("100.00"), Decimal("140.00"))},
    )  # fmt: skip


def test_a_receipt_puts_the_numbers_into_the_formula(world):
    found = receipt(world, arg_share(world, by="opd", at=AT), "A")
    assert found.worked == "Rp30,00 ÷ Rp80,00 × 100 = 37,50\u00a0%"
    assert (found.numerator, found.denominator) == (Decimal("30.00"), Decimal("80.00"))
    assert (found.numerator_lines, found.denominator_lines) == (1, 2)
    assert (found.undecided, found.undecided_lines) == (Decimal("0.00"), 0)
    assert ("Perangkat daerah (OPD)", "A") in found.filters


def test_a_receipt_speaks_the_language_of_the_moment(world):
    with speaking("en"):
        found = receipt(world, arg_share(world, by="opd", at=AT), "A")
    assert found.worked == "Rp30.00 ÷ Rp80.00 × 100 = 37.50%"
    assert found.title == "ARG share (claimed)"


def test_a_receipt_counts_only_the_lines_of_the_basis(world):
    found = receipt(world, arg_share(world, by="opd", at=AT, basis="BJ_BANSOS_MODAL"), "A")
    assert found.basis is Basis.BJ_BANSOS_MODAL
    assert (found.numerator_lines, found.denominator_lines) == (1, 1)


def test_the_receipt_of_the_whole_names_what_is_undecided_and_the_files(world):
    found = receipt(world, arg_share(world, by="opd", at=AT))
    assert (found.undecided, found.undecided_lines) == (Decimal("20.00"), 1)
    budget = next(batch for batch in found.batches if batch.dataset == "anggaran")
    assert (budget.berkas, budget.baris, budget.baris_awal, budget.baris_akhir) == (
        "anggaran.csv",
        3,
        4,
        9,
    )
    assert budget.aktor == "Penguji"
    assert found.version.label == "v1 simulasi"


def test_the_batches_of_one_agency_name_its_own_rows(world):
    found = receipt(world, arg_share(world, by="opd", at=AT), "A")
    budget = next(batch for batch in found.batches if batch.dataset == "anggaran")
    assert (budget.baris, budget.baris_awal, budget.baris_akhir) == (2, 7, 9)


def test_a_file_that_does_not_add_up_is_said_with_its_difference(world):
    result = arg_share(world, by="opd", at=AT)
    assert result.reconciles is False
    (note,) = [facts for key, facts in result.notes if key == "catatan_tidak_cocok"]
    said = [note[name] for name in ("jumlah", "jumlah_berkas", "selisih")]
    assert said == ["Rp100,00", "Rp140,00", "Rp40,00"]
    assert receipt(world, result).reconciles is False


def test_each_end_of_a_range_has_a_receipt_of_its_own(world):
    result = arg_range(world, by="daerah", at=AT)
    low = receipt(world, result, "99.71", "SAH.TOTAL_BELANJA")
    high = receipt(world, result, "99.71", "KLAIM_BELUM.BJ_BANSOS_MODAL")
    assert (low.numerator, low.basis, low.numerator_lines) == (
        Decimal("0.00"),
        Basis.TOTAL_BELANJA,
        0,
    )
    assert (high.numerator, high.denominator) == (Decimal("50.00"), Decimal("50.00"))
    assert (high.basis, high.numerator_lines) == (Basis.BJ_BANSOS_MODAL, 2)


@pytest.mark.parametrize("name", list(all_metrics()))
def test_every_metric_has_a_receipt_for_every_row_and_the_whole(world, name):
    metric = all_metrics()[name]
    result = metric.function(world, by=str(metric.grains[0]), at=AT)
    for row in [{"kode": None}, *result.rows()]:
        found = receipt(world, result, row["kode"], row.get("kode_2"))
        assert found.definition
        assert found.formula
        assert (found.worked == "") == (found.value is None)
        assert found.parts_sum in (True, None)


def test_a_code_that_the_result_lacks_has_no_receipt(world):
    with pytest.raises(QuestionError) as caught:
        receipt(world, arg_share(world, by="opd", at=AT), "AA")
    assert (caught.value.kind, caught.value.facts["mungkin"]) == ("baris_tidak_ada", "A")


def test_lines_come_with_file_and_row_the_largest_first(world):
    found = lines(world, AT)
    assert tuple(found.column_names) == COLUMNS
    rows = found.to_pylist()
    assert [(row["pagu"], row["baris"], row["berkas"]) for row in rows] == [
        (Decimal("50.00"), 9, "anggaran.csv"), (Decimal("30.00"), 7, "anggaran.csv"),
        (Decimal("20.00"), 4, "anggaran.csv"),
    ]  # fmt: skip
    assert line_count(world, AT) == 3


def test_lines_page_by_page_are_all_the_lines_once(world):
    pages = [lines(world, AT, limit=1, offset=i).to_pylist()[0]["baris"] for i in range(3)]
    assert pages == [9, 7, 4]
    with pytest.raises(QuestionError, match="halaman_tidak_ada"):
        lines(world, AT, limit=0)


def test_the_lines_behind_a_numerator_sum_to_it(world):
    result = arg_share(world, by="opd", at=AT)
    at, counted = behind(result, "A")
    found = lines(world, at, counted=counted).to_pylist()
    assert sum(row["klaim"] for row in found) == receipt(world, result, "A").numerator
    assert line_count(world, AT, counted=Counted("klaim > 0")) == 1


def test_the_lines_of_a_place_are_the_parts_spent_there(world):
    at = Slice(daerah="99.71", tahun=2025, tahapan="MURNI", desa=PLACE)
    (row,) = lines(world, at).to_pylist()
    assert (row["pagu"], row["klaim"], row["kode_desa"]) == (
        Decimal("12.00"),
        Decimal("12.00"),
        PLACE,
    )
    assert budget_total(world, by="desa", at=at).total.to_pylist()[0]["pembilang"] == Decimal(
        "12.00"
    )
