"""The sample, through intake and store, agrees with the oracle that reads its files itself."""

from __future__ import annotations

import pytest
from oracle import Oracle
from sample_rows import read_sample
from test_oracle import assert_agrees, grains

from pug_metrics.ingest.sample import load_sample
from pug_metrics.metrics.declaration import all_metrics
from pug_metrics.store import Store

pytestmark = pytest.mark.panjang
AT = {"daerah": "99.71", "tahun": 2025, "tahapan": "MURNI"}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store.open(tmp_path_factory.mktemp("contoh") / "contoh.duckdb", simulated=True) as opened:
        load_sample(opened)
        yield opened


@pytest.fixture(scope="module")
def oracle():
    return Oracle(read_sample())


@pytest.mark.parametrize("name", list(all_metrics()))
def test_a_metric_of_the_sample_agrees_with_the_oracle_by_every_grain(store, oracle, name):
    metric = all_metrics()[name]
    whole = AT | {"tahapan": "PERUBAHAN"} if metric.compared else AT
    for grain in grains(metric):
        at = {key: value for key, value in whole.items() if key != grain}
        assert_agrees(store, oracle, metric, (grain,), at, "BJ_BANSOS_MODAL")
    assert_agrees(
        store, oracle, metric, (grains(metric)[1],), {**whole, "daerah": "99.01"}, "TOTAL_BELANJA"
    )
