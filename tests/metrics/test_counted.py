"""How many lines stand above and below a figure, and which version a receipt speaks of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from world import REGION, World, line

from pug_metrics.metrics import (
    arg_absorption,
    arg_amount,
    arg_concentration,
    budget_total,
    non_arg_absorption,
    unplaced_share,
)
from pug_metrics.metrics.lines import line_count, lines
from pug_metrics.metrics.receipt import behind, receipt
from pug_metrics.metrics.result import Slice
from pug_metrics.store.version import DataVersion

pytestmark = pytest.mark.cepat
AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")
SUB, OTHER = "2.08.02.2.01.0001", "2.08.02.2.01.0002"
SPENT = {"kode_daerah": "99.71", "tahun": 2025, "kode_skpd": "A"}


@pytest.fixture(scope="module")
def world():
    codes = {"kode_rekening": "5.1.02"}
    return World(
        anggaran=[
            line("A", "10", kode_sub_kegiatan=SUB, kode_rekening="5.1"),
            line("A", "20", kode_sub_kegiatan=SUB, **codes),
            line("A", "30", kode_sub_kegiatan=SUB, **codes),
            line("A", "40", kode_sub_kegiatan=OTHER, **codes),
            line("B", "50", **codes),
        ],
        tag_arg=[
            {**REGION, "kode_skpd": "A", "kategori_arg": "SPESIFIK"},
            {**REGION, "kode_skpd": "A", "kode_rekening": "5.1", "kategori_arg": "NETRAL"},
        ],
        realisasi=[
            {**SPENT, "kode_sub_kegiatan": SUB, "sampai_bulan": 6, "realisasi": "25"},
            {**SPENT, "kode_sub_kegiatan": OTHER, "sampai_bulan": 3, "realisasi": "5"},
        ],
    )


def test_absorption_rests_on_the_lines_reported_for_the_month_only(world):
    result = arg_absorption(world, by="opd", at=AT)
    found = receipt(world, result, "A")
    assert (found.numerator_lines, found.denominator_lines) == (2, 2)
    at, counted = behind(result, "A")
    assert sum(row["klaim"] for row in lines(world, at, counted=counted).to_pylist()) == 50
    assert found.denominator == Decimal("50.00")
    march = receipt(world, arg_absorption(world, by="bulan", at=AT), "3")
    assert (march.numerator_lines, march.denominator_lines) == (1, 1)
    assert receipt(world, non_arg_absorption(world, by="opd", at=AT), "A").numerator_lines == 1


def test_below_an_agency_the_lines_of_absorption_are_not_counted(world):
    found = receipt(world, arg_absorption(world, by="sub_kegiatan", at=AT), SUB)
    assert (found.numerator_lines, found.denominator_lines) == (None, None)


def test_a_row_by_account_is_that_account_and_not_those_below_it(world):
    result = budget_total(world, by="rekening", at=AT)
    found = receipt(world, result, "5.1")
    at, counted = behind(result, "5.1")
    assert (found.numerator, found.numerator_lines) == (Decimal("10.00"), 1)
    assert line_count(world, at, counted=counted) == 1
    narrow = budget_total(world, by="opd", at=replace(AT, rekening="5.1"))
    assert receipt(world, narrow, "A").numerator_lines == 4


def test_a_category_narrows_the_denominator_of_shares_within_it(world):
    by_kind = receipt(world, unplaced_share(world, by="kategori", at=AT), "NETRAL")
    assert (by_kind.numerator_lines, by_kind.denominator_lines) == (1, 1)
    narrow = replace(AT, kategori="SPESIFIK")
    assert receipt(world, unplaced_share(world, by="opd", at=narrow)).denominator_lines == 3
    neutral = replace(AT, kategori="NETRAL")
    assert receipt(world, arg_concentration(world, by="daerah", at=neutral)).denominator_lines == 0


def test_a_receipt_of_an_older_answer_is_worked_out_anew(world):
    result = arg_amount(world, by="opd", at=AT)
    before = DataVersion(0, None, simulated=True)
    stale = replace(result, frame=result.frame.slice(1), version=before)
    found = receipt(world, stale, "A")
    assert (found.numerator, found.version.label) == (Decimal("90.00"), "v1 simulasi")
