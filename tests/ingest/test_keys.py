"""Whole-number keys say exactly which rows are equal."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_metrics.ingest import keys
from pug_metrics.ingest.keys import repeated, row_keys

pytestmark = pytest.mark.cepat

CELLS = st.one_of(st.none(), st.sampled_from(["", "a", "b", "a|b"]))
ROWS = st.lists(st.tuples(CELLS, CELLS, st.one_of(st.none(), st.integers(0, 3))), max_size=30)


def columns(rows: list[tuple[object, ...]]) -> list[pa.Array]:
    kinds = (pa.string(), pa.string(), pa.int32())
    return [pa.array([row[i] for row in rows], kind) for i, kind in enumerate(kinds)]


@given(ROWS)
@settings(max_examples=200, deadline=None)
def test_two_rows_have_one_key_exactly_where_all_their_cells_are_equal(rows):
    found = row_keys(columns(rows)).to_pylist()

    assert len(set(found)) == len(set(rows))
    assert len(set(zip(found, rows, strict=True))) == len(set(rows))


@given(ROWS)
@settings(max_examples=200, deadline=None)
def test_a_row_is_repeated_exactly_where_another_equals_it(rows):
    mask = repeated(row_keys(columns(rows))).to_pylist()

    assert mask == [rows.count(row) > 1 for row in rows]


def test_keys_stay_exact_where_the_product_of_values_has_no_room(monkeypatch):
    monkeypatch.setattr(keys, "_ROOM", 10)
    rows = [(str(i), str(i % 7), i % 3) for i in range(50)]

    assert len(set(row_keys(columns(rows)).to_pylist())) == 50


def test_chunked_columns_have_keys_as_whole_ones_do():
    whole = pa.array(["a", None, "a"])

    assert row_keys([pa.chunked_array([whole, whole])]).to_pylist() == [0, 1, 0, 0, 1, 0]
    assert len(row_keys([pa.chunked_array([], pa.string())])) == 0
