"""Shifts with the stage left open: every year is taken to its own latest stage."""

from __future__ import annotations

import pytest
from budgets import budget, write
from oracle import Oracle, read
from test_oracle import assert_agrees
from world import World

from pug_metrics.metrics.declaration import all_metrics

QUESTIONS = (
    (("tahun",), {"daerah": "88.01"}),
    (("daerah",), {"tahun": 2025}),
    (("daerah", "tahun"), {}),
    (("opd", "tahun"), {"daerah": "88.01"}),
    (("program",), {"daerah": "88.01", "tahun": 2024}),
    (("desa",), {"daerah": "88.01", "tahun": 2024}),
    (("opd",), {"daerah": "88.01", "tahun": 2024, "kategori": "ARG"}),
    (("opd",), {"daerah": "88.01", "tahun": 2024, "tahapan": "MURNI"}),
    (("opd",), {"daerah": "88.01", "tahun": 2024, "tahapan": "PERGESERAN_1"}),
)


@pytest.fixture(scope="module", params=(7, 8))
def pair(request, tmp_path_factory):
    """A budget whose first year ends at the first shift, the second at the change."""
    data = budget(request.param)
    for name in ("anggaran", "tag_arg", "lokasi"):
        for row in data[name]:
            if row["tahun"] == "2024" and row["tahapan"] == "PERUBAHAN":
                row["tahapan"] = "PERGESERAN_1"
    folder = tmp_path_factory.mktemp("anggaran")
    write(data, folder)
    read_back = read(folder)
    return World(**read_back), Oracle(read_back)


@pytest.mark.parametrize("name", ["arg_shift", "non_arg_shift"])
@pytest.mark.parametrize(("by", "at"), QUESTIONS, ids=str)
def test_an_open_stage_is_the_latest_of_each_year(pair, name, by, at):
    world, oracle = pair
    assert assert_agrees(world, oracle, all_metrics()[name], by, at, None) > 0
