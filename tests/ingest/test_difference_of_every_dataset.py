"""Every kind of data compares with itself: nothing new, nothing gone; one change is one change."""

from __future__ import annotations

import lzma
import tomllib
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from pug_metrics import settings
from pug_metrics.datasets import dataset
from pug_metrics.ingest import Answers, commit, understand
from pug_metrics.ingest.difference import difference
from pug_metrics.store import Store

ENTRIES = tomllib.loads((settings.sample_folder() / "manifest.toml").read_text("utf-8"))["berkas"]
ONE_EACH = {entry["dataset"]: entry for entry in reversed(ENTRIES)}
MOST = 400


def _first_rows(entry: dict[str, object]) -> bytes:
    whole = lzma.decompress((settings.sample_folder() / str(entry["berkas"])).read_bytes())
    return b"".join(whole.splitlines(keepends=True)[: MOST + 1])


@pytest.mark.parametrize("name", sorted(ONE_EACH))
def test_a_file_of_every_kind_compares_with_itself(tmp_path: Path, monkeypatch, name: str):
    monkeypatch.setenv("PUG_FILES", str(tmp_path / "berkas"))
    entry = ONE_EACH[name]
    given = Answers(entry.get("tahun"), entry.get("tahapan"), entry.get("kode_daerah"))
    with Store.open(tmp_path / "uji.duckdb", derived=False) as store:
        report = understand(name, _first_rows(entry), "uji.csv", given)
        commit(store, report, actor="uji", accept_good=True)
        told = difference(store, report)
        assert told.nothing
        assert told.total.same.rows == told.total.before.rows == report.diterima > 0
        fewer = _without_first(report)
        total = difference(store, fewer).total
        assert (total.gone.rows, total.new.rows, total.changed_after.rows) == (1, 0, 0)
        assert total.before.amount == (None if dataset(name).measure is None else _sum(report))


def _without_first(report):
    (part,) = report.parts[:1]
    return replace(report, parts=(replace(part, rows=part.rows.slice(1)),))


def _sum(report):
    column = report.parts[0].rows[dataset(report.dataset).measure]
    values = [each for each in column.cast(pa.decimal128(38, 2)).to_pylist() if each is not None]
    return sum(values) if values else None
