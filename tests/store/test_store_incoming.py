"""Rows that arrive piece by piece are stored together or not at all."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pytest
from batches_by_hand import batch, line, pagu, table

from pug_metrics.errors import StoreError
from pug_metrics.store import NewBatch

pytestmark = pytest.mark.cepat


def numbered(rows: list[dict[str, object]], first: int) -> pa.Table:
    made = table(rows)
    rows_in_file = pa.array(range(first, first + len(rows)), pa.int32())
    return made.set_column(made.column_names.index("baris"), "baris", rows_in_file)


def books(rows: int, sha: str, total: str) -> NewBatch:
    counted = pa.table({"baris": pa.nulls(rows)})
    return replace(batch([line("1")], sha, jumlah=Decimal(total)), rows=counted)


def test_pieces_become_one_batch_of_all_rows(opened):
    store = opened()
    with store.incoming(room=0) as incoming:
        incoming.add("anggaran", numbered([line("5")], 2))
        incoming.add("anggaran", numbered([line("7", sub="0002")], 3))
        assert incoming.repeated() == (0, [])
        incoming.finish([books(2, "a", "12")])

    record = store.batches()[-1]
    assert (record.diterima, record.jumlah) == (2, Decimal(12))
    assert len(pagu(store)) == 2
    assert len(pagu(opened())) == 2


@pytest.mark.parametrize("fails", [True, False])
def test_an_error_or_an_unfinished_block_stores_nothing(opened, fails):
    store = opened()
    block = pytest.raises(ZeroDivisionError) if fails else nullcontext()
    with block, store.incoming(room=0) as incoming:
        incoming.add("anggaran", numbered([line("5")], 2))
        assert 1 / (not fails)

    assert store.batches() == ()
    assert pagu(store) == []
    store.commit(batch([line("9")], "b"))
    assert len(pagu(store)) == 1


def test_a_full_key_that_came_in_an_earlier_piece_is_named_with_both_rows(opened):
    store = opened()
    with store.incoming(room=0) as incoming:
        incoming.add("anggaran", numbered([line("5"), line("6", sub="0002")], 2))
        incoming.add("anggaran", numbered([line("7", sub="0003"), line("8")], 4))
        found = incoming.repeated()

    assert found == (1, [(5, 2)])


def test_lines_without_a_full_key_may_come_again(opened):
    store = opened()
    with store.incoming(room=0) as incoming:
        incoming.add("anggaran", numbered([line("5", kode_sumber_dana=None)], 2))
        incoming.add("anggaran", numbered([line("5", kode_sumber_dana=None)], 3))
        assert incoming.repeated() == (0, [])


def test_the_same_bytes_again_are_refused_before_anything_is_stored(opened):
    store = opened()
    for again in (False, True):
        try:
            with store.incoming(room=0) as incoming:
                incoming.add("anggaran", numbered([line("5")], 2))
                incoming.finish([books(1, "a", "5")])
        except StoreError as error:
            assert again
            assert error.kind == "berkas_sudah_dimuat"
    assert len(store.batches()) == 1
