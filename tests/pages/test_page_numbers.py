"""Figures of a page are of one version of the data, and no answer is kept under another's name."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest

from pages.parts import numbers, session
from pug_metrics.metrics import arg_share, budget, budget_total
from pug_metrics.metrics.findings import slices
from pug_metrics.metrics.receipt import receipt
from pug_metrics.metrics.result import Result, Slice
from pug_metrics.store import NewBatch, Store
from pug_metrics.store.batch import Mode, Scope

AT = Slice(daerah="99.71", tahun=2025, tahapan="MURNI")


def batch(agency: str, pagu: str) -> NewBatch:
    rows = pa.table(
        {
            "kode_daerah": ["99.71"], "tahun": pa.array([2025], pa.int32()), "tahapan": ["MURNI"],
            "kode_skpd": [agency], "pagu": pa.array([Decimal(pagu)], pa.decimal128(20, 2)),
            "baris": pa.array([2], pa.int32()),
        }
    )  # fmt: skip
    scope = Scope("99.71", 2025, "MURNI", agency)
    return NewBatch(
        "anggaran", f"{agency}.csv", agency, Mode.TAMBAH, (scope,), rows, 1, 0, 0, "Penguji"
    )


@pytest.fixture
def store(tmp_path, monkeypatch):
    with Store.open(tmp_path / "pug.duckdb") as opened:
        opened.commit(batch("A", "10.00"))
        monkeypatch.setattr(session, "store", lambda: opened)
        yield opened


def asked() -> Result:
    return numbers.of(budget_total, "opd", AT)


def told(result: Result) -> tuple[int, Decimal]:
    return result.version.number, result.total.column("pembilang")[0].as_py()


def test_one_run_of_a_page_is_of_one_version_and_the_next_of_the_newest(store):
    with numbers.one_version():
        assert told(asked()) == (1, Decimal("10.00"))
        store.commit(batch("B", "90.00"))
        share = numbers.of(arg_share, "opd", AT)
        assert (share.version.number, share.frame.num_rows) == (1, 1)
        assert len(numbers.find(slices)) == 1
        assert told(asked()) == (1, Decimal("10.00"))
    with numbers.one_version():
        assert told(asked()) == (2, Decimal("100.00"))
    assert told(asked()) == (2, Decimal("100.00"))


def test_an_answer_that_a_commit_crosses_is_kept_as_what_it_was(store, monkeypatch):
    sums = budget.line_sums

    def crossed(*question, **more):
        found = sums(*question, **more)
        if store.version.number == 1:
            store.commit(batch("B", "90.00"))
        return found

    monkeypatch.setattr(budget, "line_sums", crossed)
    first = asked()
    assert (told(first), first.frame.num_rows) == ((1, Decimal("10.00")), 1)
    assert told(asked()) == (2, Decimal("100.00"))


def test_a_receipt_opened_after_a_commit_is_of_the_new_data_for_everyone(store):
    before = asked()
    store.commit(batch("B", "90.00"))
    opened = numbers.explained(receipt, before)
    assert (opened.version.number, opened.numerator) == (2, Decimal("100.00"))
    assert numbers.explained(receipt, asked()).numerator == Decimal("100.00")
