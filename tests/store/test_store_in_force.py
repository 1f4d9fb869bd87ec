"""Any history of batches, tombstones and undoings shows what a plain reading of the rules shows."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pytest
from batches_by_hand import AGENCY, OTHER_AGENCY, REGION, batch, line
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pug_metrics.store import Mode, Scope, in_force, records, schema

pytestmark = pytest.mark.cepat

AGENCIES = (AGENCY, OTHER_AGENCY)
STAGES = ("MURNI", "PERUBAHAN")
Key = tuple[str, str, str | None]


@dataclass(frozen=True)
class Step:
    """A batch of rows (agency, stage, fund source, removed) and whether it is undone later."""

    mode: Mode
    rows: tuple[tuple[str, str, str | None, bool], ...]
    scope: tuple[str, str]
    undone: bool


def steps() -> st.SearchStrategy[list[Step]]:
    row = st.tuples(
        st.sampled_from(AGENCIES), st.sampled_from(STAGES), st.sampled_from(["1.2", None]),
        st.booleans(),
    )  # fmt: skip
    scope = st.tuples(st.sampled_from(["", *STAGES]), st.sampled_from(["", *AGENCIES]))
    rows = st.lists(row, max_size=4).map(tuple)
    step = st.builds(Step, st.sampled_from(list(Mode)), rows, scope, st.booleans())
    return st.lists(step, max_size=6)


def expected(history: list[Step]) -> list[tuple[int, int]]:
    """(batch, row) in force, by the rules as ARCHITECTURE.md words them, one row at a time."""
    shown: list[tuple[int, int, Key]] = []
    for number, step in enumerate(history, 1):
        if step.undone:
            continue
        stage, agency = step.scope
        keys = {(a, s, fund) for a, s, fund, _ in step.rows}
        if step.mode is Mode.GANTI:
            shown = [
                old for old in shown
                if (stage and old[2][1] != stage) or (agency and old[2][0] != agency)
            ]  # fmt: skip
        elif step.mode is Mode.PERUBAHAN:
            shown = [old for old in shown if old[2] not in keys]
        shown += [
            (number, place, (a, s, fund))
            for place, (a, s, fund, removed) in enumerate(step.rows, 1)
            if not removed
        ]
    return sorted((number, place) for number, place, _ in shown)


def stored(connection: duckdb.DuckDBPyConnection, history: list[Step]) -> None:
    for number, step in enumerate(history, 1):
        rows = [
            line("1.00", a, tahapan=s, kode_sumber_dana=fund, nisan=removed)
            for a, s, fund, removed in step.rows
        ]
        scopes = (Scope(REGION, 2025, *step.scope),)
        new = batch(rows, str(number), mode=step.mode, scopes=scopes)
        records.insert(connection, number, new, "resmi")
    for number, step in enumerate(history, 1):
        if step.undone:
            records.insert_event(connection, number, "Penguji", "")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=steps())
def test_what_is_in_force_follows_the_rules_whatever_the_history(history):
    connection = duckdb.connect(":memory:")
    connection.execute("SET threads = 1")
    connection.execute("ATTACH ':memory:' AS simpan")
    schema.migrate(connection.cursor(), "uji")
    stored(connection, history)
    connection.execute("CREATE SCHEMA v1")
    books = records.read_batches(connection, records.read_events(connection))
    in_force.build(connection, "v1", books)
    rows = connection.execute(
        "SELECT id_unggahan, baris FROM v1.berlaku_anggaran ORDER BY ALL"
    ).fetchall()
    connection.close()
    assert rows == expected(history)
