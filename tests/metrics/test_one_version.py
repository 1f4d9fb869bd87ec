"""A figure belongs to one version of the data, also while somebody commits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pytest

from pug_metrics.metrics import budget, budget_total, why_rows
from pug_metrics.metrics.result import Slice
from pug_metrics.metrics.why import Cause, why_moved
from pug_metrics.metrics.why_lines import lines_behind
from pug_metrics.store import NewBatch, Store
from pug_metrics.store.batch import Mode, Scope

pytestmark = pytest.mark.cepat
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
def store(tmp_path):
    with Store.open(tmp_path / "pug.duckdb") as opened:
        opened.commit(batch("A", "10.00"))
        yield opened


def commits_meanwhile(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first sums of a metric somebody else stores another agency."""
    asked = budget.line_sums

    def sums(*question, **more):
        found = asked(*question, **more)
        if store.version.number == 1:
            store.commit(batch("B", "90.00"))
        return found

    monkeypatch.setattr(budget, "line_sums", sums)


def test_a_commit_between_two_questions_of_a_metric_changes_nothing(store, monkeypatch):
    commits_meanwhile(store, monkeypatch)
    result = budget_total(store, by="opd", at=AT)
    assert store.version.number == 2
    assert [(row["kode"], row["pembilang"]) for row in result.rows()] == [("A", Decimal("10.00"))]
    assert (result.version.number, [each.berkas for each in result.sources]) == (1, ["A.csv"])


def counts_pairings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    real, made = why_rows._paired, []
    monkeypatch.setattr(why_rows, "_paired", lambda *asked: made.append(asked) or real(*asked))
    return made


def test_what_was_split_is_not_paired_again_for_its_lines(store, monkeypatch):
    made = counts_pairings(monkeypatch)
    movement = why_moved(store, store, "arg_amount", AT, AT)
    lines_behind(store, store, movement, Cause.UANG)
    why_moved(store, store, "arg_share_documented", AT, AT)
    assert len(made) == 1
    why_moved(store, store, "arg_amount", replace(AT, opd="A"), AT)
    assert len(made) == 2


def test_other_versions_of_the_data_are_paired_anew(store):
    store.commit(batch("B", "5.00"))
    with store.frozen() as old, store.without(2) as less:
        assert moved(old, store) == 0
        assert moved(less, store) == 5
        store.commit(batch("C", "7.00"))
        assert moved(old, store) == 7
        assert moved(old, old) == 0
        assert moved(store, old) == -7


def moved(before: object, after: object) -> Fraction:
    return why_moved(before, after, "arg_share", AT, AT).part(Cause.PENYEBUT).rupiah
