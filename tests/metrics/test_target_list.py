"""All targets of a region and year: each judged once, in order, none lost in silence."""

from __future__ import annotations

import pytest
from test_targets import AT, target, world

from pug_metrics.metrics.target_list import target_list
from pug_metrics.metrics.targets import Code

pytestmark = pytest.mark.cepat


def judged(*targets):
    found = target_list(world(*targets), AT)
    return [(each.metric.name, each.kode, str(each.code)) for each, _ in found.verdicts]


def test_every_target_is_judged_the_region_before_its_units():
    # ARG is 12 of 100 in the region, 12 of 60 in A and none in B.
    assert judged(
        target("arg_share", "20", butir="opd", kode="B"),
        target("arg_share", "15", ambang_bawah="10"),
        target("arg_share", "20", butir="opd", kode="A"),
        target("arg_document_gap", "5"),
    ) == [
        ("arg_share", "99.71", "MENDEKATI"),
        ("arg_share", "A", "TERCAPAI"),
        ("arg_share", "B", "BELUM"),
        ("arg_document_gap", "99.71", "BELUM"),
    ]


def test_a_unit_that_the_data_lack_has_no_verdict():
    assert judged(target("arg_share", "20", butir="opd", kode="Z")) == [
        ("arg_share", "Z", "BELUM_DAPAT_DINILAI")
    ]


def test_names_that_are_no_metric_are_told():
    row = target("arg_share", "20") | {"metrik": "persen_arg"}
    found = target_list(world(row, target("arg_share", "15")), AT)
    assert found.unknown == ("persen_arg",)
    assert found.counts == {Code.BELUM: 1}


def test_other_years_and_regions_are_left_out():
    assert (
        judged(target("arg_share", "1", tahun=2024), target("arg_share", "1", kode_daerah="99.01"))
        == []
    )


def test_a_target_on_a_basis_is_judged_on_it():
    found = target_list(world(target("arg_share", "1", basis="BELANJA_LANGSUNG")), AT)
    assert [str(each.basis) for each, _ in found.verdicts] == ["BELANJA_LANGSUNG"]
