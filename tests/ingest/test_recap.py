"""A recapitulation read as an agency is named; ordinary agencies never are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pug_metrics.ingest import Answers
from tests.ingest.files_by_hand import budget, line, read

pytestmark = pytest.mark.cepat


def file(*agencies: dict[int, int]) -> bytes:
    """Agencies 1.01, 1.02, ... with their accounts and amounts."""
    rows = [
        line(
            f"1.{number:02d}", f"Dinas {number}", "", f"5.1.02.01.01.{account:04d}", "", str(amount)
        )
        for number, accounts in enumerate(agencies, 1)
        for account, amount in accounts.items()
    ]
    return budget(*rows)


ONE = {account: account * 10 for account in range(1, 7)}
TWO = {account: account * 7 + 1 for account in range(1, 7)}
SUM = {account: ONE[account] + TWO[account] for account in range(1, 7)}


def report_of(*agencies: dict[int, int], recap: str | None = None):
    return read(file(*agencies), Answers(2025, "MURNI", "63.72", recap=recap))


def test_the_agency_that_repeats_all_others_is_found_and_left_out():
    report = report_of(ONE, TWO, SUM)
    (recap,) = report.recaps
    assert (recap.kode_skpd, recap.rows, recap.equal, recap.excluded) == ("1.03", 6, 6, True)
    assert report.sums.accepted == sum(ONE.values()) + sum(TWO.values())
    assert [(each.kind, each.rows, each.amount) for each in report.set_aside] == [
        ("rekap", 6, Decimal(sum(SUM.values())))]  # fmt: skip


def test_the_choice_to_include_it_keeps_its_lines():
    report = report_of(ONE, TWO, SUM, recap="sertakan")
    assert report.diterima == 18
    assert report.choices == ()
    assert not report.recaps[0].excluded


def test_half_of_the_accounts_are_enough_and_less_is_not():
    half = {**SUM, 1: 1, 2: 1, 3: 1}
    assert len(report_of(ONE, TWO, half).recaps) == 1
    assert report_of(ONE, TWO, {**half, 4: 1}).recaps == ()


def test_a_sen_of_difference_is_a_difference():
    assert (
        report_of(ONE, TWO, {account: amount + 1 for account, amount in SUM.items()}).recaps == ()
    )


def test_fewer_than_five_accounts_prove_nothing():
    few = [{account: each[account] for account in range(1, 5)} for each in (ONE, TWO, SUM)]
    assert report_of(*few).recaps == ()


def test_two_equal_agencies_are_no_recapitulation_of_each_other():
    assert report_of(ONE, ONE).recaps == ()


def test_an_agency_of_zeros_is_no_recapitulation():
    zeros = dict.fromkeys(range(1, 7), 0)
    assert report_of(zeros, zeros, zeros).recaps == ()
